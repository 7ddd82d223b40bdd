"""Collections: named groups of articles, one inside another."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.model.article import Collection
from desktop.model.ids import ArticleId, CollectionId


class Collections:
    """The collections of the library; an id that is not there raises NotFound."""

    def add(self, name: str, *, parent: CollectionId | None = None) -> Collection:
        """Make a collection.

        Raises:
            Refused: the name is empty, or taken beside it.
        """
        raise NotImplementedError

    def get(self, collection_id: CollectionId) -> Collection:
        """Return one collection."""
        raise NotImplementedError

    def named(self, name: str) -> Collection | None:
        """Return the collection of this name, whatever its case; the outermost where there are more."""
        raise NotImplementedError

    def listed(self) -> tuple[Collection, ...]:
        """List all, parents before children, brothers in order of name."""
        raise NotImplementedError

    def rename(self, collection_id: CollectionId, name: str) -> Collection:
        """Give a collection another name.

        Raises:
            Refused: the name is empty, or taken beside it.
        """
        raise NotImplementedError

    def move(self, collection_id: CollectionId, parent: CollectionId | None) -> Collection:
        """Put a collection inside another, or outermost.

        Raises:
            Refused: it would lie inside itself, or the name is taken there.
        """
        raise NotImplementedError

    def remove(self, collection_id: CollectionId) -> None:
        """Remove a collection; its articles stay, and the collections inside it move out one step."""
        raise NotImplementedError

    def put(self, collection_id: CollectionId, article_ids: Iterable[ArticleId]) -> None:
        """Put articles into it."""
        raise NotImplementedError

    def take(self, collection_id: CollectionId, article_ids: Iterable[ArticleId]) -> None:
        """Take articles out of it."""
        raise NotImplementedError

    def articles(self, collection_id: CollectionId) -> list[ArticleId]:
        """Return the ids of the articles in it or in one inside it, outside the trash."""
        raise NotImplementedError
