"""Notes: Markdown of the user's own, free or tied to an article or a highlight."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.model.ids import AnnotationId, ArticleId, NoteId


@dataclass(frozen=True, slots=True)
class Note:
    """One note; `title` is what the user gave or the body's first line; times are ISO 8601 in UTC."""

    id: NoteId
    uid: str
    title: str
    body: str
    article_id: ArticleId | None
    annotation_id: AnnotationId | None
    tags: tuple[str, ...]
    created: str
    modified: str


@dataclass(frozen=True, slots=True)
class Link:
    """A `[[target]]` in a note: the words inside, and what they name (kind and id) once found.

    `kind` is "note", "article" or "entity", or "" while nothing has that name.
    """

    target: str
    kind: str = ""
    id: int = 0
