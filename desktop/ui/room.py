"""What a room gives the window: its columns, its inspector, its commands for the top bar, and what it opens.

The frame knows rooms only by this; `app.py` makes them. A room draws its own columns, hears the bus,
and binds its commands with `Commands.bind`; the frame places the columns and lets them give way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.bus import Target

SEPARATOR = "-"


@dataclass(frozen=True)
class Column:
    """One region from the top bar (or hint line) to the status bar.

    `width` is its first width in px between `least` and `most`; `most` 0 means that it takes what the
    others leave: exactly one column of a room does, its main one. `hides_below` is the window width
    under which the frame takes the column away (the room offers it in another way then). `focus` gets
    the focus when F6 comes to the region; the widget itself without it.
    """

    name: str
    title: str
    widget: QWidget
    width: int = 0
    least: int = 0
    most: int = 0
    hides_below: int = 0
    focus: Callable[[], QWidget] | None = None

    @property
    def main(self) -> bool:
        """Whether it takes the room that the others leave."""
        return self.most == 0


class Face(QObject):
    """How a room speaks to the frame."""

    status = Signal(str)
    """The words at the right of the status bar while the room is in front; empty for the usual."""
    asked_for_main = Signal()
    """Something was opened: in a narrow window, show the main column."""
    tools_changed = Signal()
    """A state of the room's buttons changed: checked, stripe, enabled."""


@dataclass(frozen=True)
class Room:
    """One view of the window, as values and widgets.

    `tools` are ids of commands shown as buttons at the right of the top bar ("-" for a line); those
    that find no place go into `...`. `head` stands in the place of the search field and `tail` in
    that of the tools, for a room that needs words or wide buttons there; `hint` is a line under the
    top bar. `kinds` are the kinds of Target it opens with `open`. `sidebar` says whether the sidebar
    is "wide" or the "rail" in a wide window.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    kinds: frozenset[str]
    open: Callable[[Target], None]
    inspector: Column | None = None
    tools: tuple[str, ...] = ()
    head: QWidget | None = None
    tail: QWidget | None = None
    hint: QWidget | None = None
    sidebar: str = "wide"
    face: Face = field(default_factory=Face)

    @property
    def main(self) -> Column:
        """The column that takes what the others leave."""
        return next(column for column in self.columns if column.main)
