"""Notes: the user's own Markdown, its tags, and its links both ways."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.model.ids import AnnotationId, ArticleId, NoteId
from desktop.model.note import Link, Note


class Notes:
    """The notes of the library; an id that is not there raises NotFound.

    A note's `title` is what the user gave, or else its body's first line without Markdown signs.
    """

    def add(
        self,
        *,
        body: str = "",
        title: str = "",
        article_id: ArticleId | None = None,
        annotation_id: AnnotationId | None = None,
        tags: Iterable[str] = (),
    ) -> Note:
        """Keep a new note; one on a highlight is tied to that highlight's article too."""
        raise NotImplementedError

    def get(self, note_id: NoteId) -> Note:
        """Return one note."""
        raise NotImplementedError

    def many(self, note_ids: Iterable[NoteId]) -> dict[NoteId, Note]:
        """Return those of these notes that are there."""
        raise NotImplementedError

    def edit(
        self,
        note_id: NoteId,
        *,
        body: str | None = None,
        title: str | None = None,
        tags: Iterable[str] | None = None,
    ) -> Note:
        """Change what is given and keep the rest; an empty title goes back to the first line."""
        raise NotImplementedError

    def remove(self, note_id: NoteId) -> None:
        """Remove one note."""
        raise NotImplementedError

    def listed(
        self,
        *,
        tag: str = "",
        article_id: ArticleId | None = None,
        annotation_id: AnnotationId | None = None,
        limit: int = 1000,
        offset: int = 0,
    ) -> tuple[Note, ...]:
        """List notes, last changed first."""
        raise NotImplementedError

    def ids(self) -> list[NoteId]:
        """Return all ids in order."""
        raise NotImplementedError

    def count(self) -> int:
        """Return how many notes there are."""
        raise NotImplementedError

    def titled(self, title: str) -> list[NoteId]:
        """Return the notes of this title, whatever its case and accents, last changed first."""
        raise NotImplementedError

    def starting(self, typed: str, *, limit: int = 8) -> list[tuple[NoteId, str]]:
        """Return ids and titles of notes with a word of the title beginning so, last changed first."""
        raise NotImplementedError

    def given_title(self, note_id: NoteId) -> str:
        """Return the title as the user gave it, empty where the first line stands for it."""
        raise NotImplementedError

    def links(self, note_id: NoteId) -> tuple[Link, ...]:
        """Return a note's links in order, each with what it names now."""
        raise NotImplementedError

    def link_counts(self, note_ids: Iterable[NoteId]) -> dict[NoteId, int]:
        """Return how many links each of these notes has; those without are left out."""
        raise NotImplementedError

    def resolve(self, target: str) -> Link:
        """Find what a `[[target]]` names: a note's title first, then an article's, then an entity."""
        raise NotImplementedError

    def linking_to(self, name: str) -> tuple[Note, ...]:
        """Return the notes that hold `[[name]]`, whatever its case and accents, last changed first."""
        raise NotImplementedError
