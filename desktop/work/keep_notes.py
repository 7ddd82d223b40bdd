"""Write notes: Markdown, free or on an article or a highlight, linked by `[[name]]`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.desk import Desk
from desktop.library.rows import Rows
from desktop.model.annotation import Annotation
from desktop.model.article import Article
from desktop.model.change import Change
from desktop.model.entity import Entity
from desktop.model.folding import fold
from desktop.model.ids import AnnotationId, ArticleId, NoteId
from desktop.model.note import Link, Note
from desktop.progress import Task

EXCERPT = 120
"""Characters of a note shown in a list."""

_LINK = re.compile(r"\[\[([^\[\]\n|]+)[^\[\]\n]*\]\]")


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
    task.step(0, 1)
    with desk.library.writing("Note added") as rows:
        if article_id is not None:
            rows.articles.get(article_id)
        made = rows.notes.add(
            body=body, title=title, article_id=article_id, annotation_id=annotation_id, tags=tags
        )
        links = rows.notes.links(made.id)
    return Noted(made, links, rows.change)


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
    task.step(0, 1)
    sitting = "" if tags is not None else f"note {note_id}"
    with desk.library.writing("Note changed", join=sitting) as rows:
        kept = rows.notes.edit(note_id, body=body, title=title, tags=tags)
        links = rows.notes.links(note_id)
    return Noted(kept, links, rows.change)


def remove_note(desk: Desk, task: Task, *, note_id: NoteId) -> Change:
    """Remove a note (undo brings it back)."""
    task.step(0, 1)
    with desk.library.writing("Note removed") as rows:
        rows.notes.remove(note_id)
    return rows.change


def list_notes(
    desk: Desk, task: Task, *, tag: str = "", article_id: ArticleId | None = None
) -> tuple[NoteRow, ...]:
    """List notes, last changed first.

    Raises:
        NotFound: there is no such article.
    """
    task.step(0, 1)
    with desk.library.reading() as rows:
        if article_id is not None:
            rows.articles.get(article_id)
        found = rows.notes.listed(tag=tag, article_id=article_id)
        links = rows.notes.link_counts(note.id for note in found)
    return tuple(NoteRow(note, _excerpt(note.body), links.get(note.id, 0)) for note in found)


def links_of_notes(
    desk: Desk, task: Task, *, note_ids: Sequence[NoteId]
) -> dict[NoteId, tuple[Link, ...]]:
    """Return what each of these notes links to."""
    task.step(0, 1)
    with desk.library.reading() as rows:
        return {note_id: rows.notes.links(note_id) for note_id in note_ids}


def read_note(desk: Desk, task: Task, *, note_id: NoteId) -> NotePage:
    """Read one note with its links both ways."""
    task.step(0, 1)
    with desk.library.reading() as rows:
        note = rows.notes.get(note_id)
        article = rows.articles.get(note.article_id) if note.article_id is not None else None
        mark = rows.annotations.get(note.annotation_id) if note.annotation_id is not None else None
        return NotePage(
            note=note,
            links=rows.notes.links(note_id),
            backlinks=tuple(_backlinks(rows, note)),
            article=article,
            annotation=mark,
            named=rows.entities.named_in(note.body),
        )


def complete_link(desk: Desk, task: Task, *, typed: str, limit: int = 8) -> tuple[Link, ...]:
    """Offer notes, articles and entities whose names begin with what was typed, best first."""
    task.step(0, 1)
    with desk.library.reading() as rows:
        notes = rows.notes.starting(typed, limit=limit)
        articles = rows.articles.starting(typed, limit=limit)
        entities = rows.entities.listed(query=typed, limit=limit)
    links = [
        *(Link(title, "note", key) for key, title in notes),
        *(Link(title, "article", key) for key, title in articles),
        *(Link(one.name, "entity", one.id) for one in entities),
    ]
    beginning = typed.casefold()
    links.sort(key=lambda link: not link.target.casefold().startswith(beginning))
    return tuple(links[:limit])


def _excerpt(body: str) -> str:
    """Return the first words of a body, past the line that stands for its title."""
    words = " ".join(body.split())
    return words if len(words) <= EXCERPT else words[:EXCERPT].rsplit(" ", 1)[0] + "…"


def _backlinks(rows: Rows, note: Note) -> list[Backlink]:
    """Return what links to a note, last changed first within each kind."""
    found = [
        Backlink("note", one.id, one.title, one.modified, _around(one.body, note.title))
        for one in rows.notes.linking_to(note.title)
        if one.id != note.id
    ]
    marks = rows.annotations.linking_to(note.title)
    about = rows.articles.many({mark.article_id for mark in marks})
    found += [
        Backlink(
            "comment",
            mark.id,
            about[mark.article_id].details.title,
            mark.modified,
            _around(mark.comment, note.title),
        )
        for mark in marks
    ]
    found += [
        Backlink("brief", brief.id, brief.title, brief.modified, "")
        for brief in rows.briefs.linking_to(note.id)
    ]
    return found


def _around(body: str, name: str) -> str:
    """Return the words around a link to `name`, cut on both sides."""
    wanted = fold(name)
    for link in _LINK.finditer(body):
        if fold(link[1]) == wanted:
            start = max(0, link.start() - EXCERPT // 2)
            end = min(len(body), link.end() + EXCERPT // 2)
            words = " ".join(body[start:end].split())
            return ("…" if start else "") + words + ("…" if end < len(body) else "")
    return _excerpt(body)
