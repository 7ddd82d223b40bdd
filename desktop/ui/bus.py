"""The three things that rooms of the window tell one another: changed, open this, take note."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from desktop.model.spans import Span


@dataclass(frozen=True, slots=True)
class Target:
    """Something to open.

    `kind` is "article", "note", "highlight", "entity", "brief", "search" (then `query` is the line),
    "shelf" (then `query` is its name, or `id` a collection's id) or "tag" (`query`). `span` counts code
    points in the article's text or the note's body.
    """

    kind: str
    id: int = 0
    span: Span | None = None
    new_tab: bool = False
    query: str = ""


class Tone(StrEnum):
    """How loudly a notice speaks."""

    QUIET = "quiet"
    """In the status bar for eight seconds, then in the history."""
    NEWS = "news"
    """A bar that stays until it is answered or closed."""
    PROBLEM = "problem"
    """The same, in the colour of failures."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing the user can do about a notice; `primary` for the outlined button."""

    text: str
    act: Callable[[], object]
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """News for the user: a bold subject, a sentence, and what can be done about it.

    `undo` marks the last step of the history as what the news is about, so that Undo is offered.
    `about` is where it belongs: "library" under the top bar, "article" under the tabs. A notice with
    the `key` of an earlier one takes its place.
    """

    subject: str
    text: str = ""
    tone: Tone = Tone.QUIET
    answers: tuple[Answer, ...] = ()
    undo: bool = False
    about: str = "library"
    key: str = ""
    details: str = field(default="", compare=False)


class Bus(QObject):
    """Carries news between rooms."""

    changed = Signal(object)
    """A Change: records were written, here or by another process."""
    open_requested = Signal(object)
    """A Target: somebody wants to see it."""
    notice = Signal(object)
    """A Notice."""
