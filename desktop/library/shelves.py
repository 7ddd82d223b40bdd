"""Shelves: the article list and every count of the sidebar, each by one query."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.model.article import Article, ReadState
from desktop.model.entity import Entity
from desktop.model.ids import CollectionId


@dataclass(frozen=True, slots=True)
class Shelved:
    """One article as a list shows it; `lead` is its standfirst, or how its first paragraph begins.

    `chips` are its most mentioned entities, `names` how many entities it names in all.
    """

    article: Article
    lead: str
    chips: tuple[Entity, ...]
    names: int
    highlights: int


@dataclass(frozen=True, slots=True)
class Counts:
    """Everything the sidebar counts; `states`, `starred`, `unread`, `articles` leave the trash out."""

    states: dict[ReadState, int]
    starred: int
    unread: int
    articles: int
    trashed: int
    collections: dict[CollectionId, int]
    tags: tuple[tuple[str, int], ...]
    """Tags of articles with their numbers, in order of name."""
    entities: int
    notes: int
    briefs: int


class Shelves:
    """Looks along the shelves."""

    def listed(
        self,
        *,
        state: ReadState | None = None,
        trashed: bool = False,
        starred: bool | None = None,
        unread: bool | None = None,
        collection: CollectionId | None = None,
        tag: str = "",
        source: str = "",
        entity: str = "",
        after: str = "",
        before: str = "",
        order: str = "added",
        descending: bool = True,
        limit: int = 500,
        offset: int = 0,
        chips: int = 3,
    ) -> tuple[Shelved, ...]:
        """List the articles that pass every filter; an empty one lets all through.

        `collection` takes the ones inside it along. `entity` is any spelling of a name. `after` and
        `before` are dates of any precision and include themselves. `order` is "added", "published",
        "source" or "title"; those of unknown date or source come last, whichever the direction.

        Raises:
            ValueError: there is no such order.
        """
        raise NotImplementedError

    def counts(self) -> Counts:
        """Count everything the sidebar shows, of one moment."""
        raise NotImplementedError

    def sources(self) -> tuple[tuple[str, int], ...]:
        """Return the sources of articles outside the trash with their numbers, largest first."""
        raise NotImplementedError
