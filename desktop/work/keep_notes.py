"""Write notes: Markdown, free or on an article or a highlight, linked by `[[name]]`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.desk import Desk
from desktop.model.annotation import Annotation
from desktop.model.article import Article
from desktop.model.change import Change
from desktop.model.entity import Entity
from desktop.model.ids import AnnotationId, ArticleId, NoteId
from desktop.model.note import Link, Note
from desktop.progress import Task


@dataclass(frozen=True, slots=True)
class Noted:
    """The note as it now stands, its links, and the change."""

    note: Note
    links: tuple[Link, ...]
    change: Change


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One row of the notebook: the note with the first words of its body and its number of links."""

    note: Note
    excerpt: str
    links: int


@dataclass(frozen=True, slots=True)
class Backlink:
    """One thing that links to a note: kind is "note", "comment" or "brief"; `around` shows the words."""

    kind: str
    id: int
    title: str
    date: str
    around: str


@dataclass(frozen=True, slots=True)
class NotePage:
    """All that the notebook shows of one note."""

    note: Note
    links: tuple[Link, ...]
    backlinks: tuple[Backlink, ...]
    article: Article | None
    annotation: Annotation | None
    named: tuple[Entity, ...]
    """Entities named in the body, by exact spelling."""


def add_note(
    desk: Desk,
    task: Task,
    *,
    body: str = "",
    title: str = "",
    article_id: ArticleId | None = None,
    annotation_id: AnnotationId | None = None,
    tags: Sequence[str] = (),
) -> Noted:
    """Keep a new note."""
    raise NotImplementedError


def edit_note(
    desk: Desk,
    task: Task,
    *,
    note_id: NoteId,
    body: str | None = None,
    title: str | None = None,
    tags: Sequence[str] | None = None,
) -> Noted:
    """Change what is given and keep the rest; saves in a row from one sitting join into one step."""
    raise NotImplementedError


def remove_note(desk: Desk, task: Task, *, note_id: NoteId) -> Change:
    """Remove a note (undo brings it back)."""
    raise NotImplementedError


def list_notes(
    desk: Desk, task: Task, *, tag: str = "", article_id: ArticleId | None = None
) -> tuple[NoteRow, ...]:
    """List notes, last changed first."""
    raise NotImplementedError


def read_note(desk: Desk, task: Task, *, note_id: NoteId) -> NotePage:
    """Read one note with its links both ways."""
    raise NotImplementedError


def complete_link(desk: Desk, task: Task, *, typed: str, limit: int = 8) -> tuple[Link, ...]:
    """Offer notes, articles and entities whose names begin with what was typed, best first."""
    raise NotImplementedError
