"""Look along the shelf: the sidebar's places with their counts, and the articles in one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.desk import Desk
from desktop.model.article import Article, Collection
from desktop.model.entity import EntityKind
from desktop.model.ids import CollectionId
from desktop.progress import Task


class Shelf(StrEnum):
    """The fixed places of the sidebar that hold articles."""

    INBOX = "inbox"
    READING = "reading"
    ARCHIVED = "archived"
    STARRED = "starred"
    TRASH = "trash"
    ALL = "all"


class Order(StrEnum):
    """How the article list is sorted."""

    ADDED = "added"
    PUBLISHED = "published"
    SOURCE = "source"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to; an empty field lets everything through."""

    unread: bool = False
    source: str = ""
    tag: str = ""
    entity: str = ""
    after: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """An entity shown on a row."""

    name: str
    kind: EntityKind


@dataclass(frozen=True, slots=True)
class ShelfRow:
    """One row of the article list: up to three chips (most mentioned first) and how many more."""

    article: Article
    standfirst: str
    chips: tuple[Chip, ...]
    more_chips: int
    highlights: int


@dataclass(frozen=True, slots=True)
class CollectionRow:
    """A collection with its articles' number."""

    collection: Collection
    articles: int


@dataclass(frozen=True, slots=True)
class SavedSearchRow:
    """A saved search with its hits when last counted, or None when not yet counted."""

    id: int
    name: str
    query: str
    hits: int | None


@dataclass(frozen=True, slots=True)
class Sidebar:
    """All that the sidebar shows; `shelves` counts articles, the rest as named."""

    shelves: dict[Shelf, int]
    unread: int
    collections: tuple[CollectionRow, ...]
    saved_searches: tuple[SavedSearchRow, ...]
    tags: tuple[tuple[str, int], ...]
    entities: int
    notes: int
    briefs: int
    articles: int


def sidebar(desk: Desk, task: Task) -> Sidebar:
    """Count everything the sidebar shows."""
    raise NotImplementedError


def shelf(
    desk: Desk,
    task: Task,
    *,
    place: Shelf | CollectionId | str = Shelf.INBOX,
    filters: Filters | None = None,
    order: Order = Order.ADDED,
    descending: bool = True,
    limit: int = 500,
    offset: int = 0,
) -> tuple[ShelfRow, ...]:
    """List the articles of a shelf, a collection (by id) or a tag (by name)."""
    raise NotImplementedError


def list_collections(desk: Desk, task: Task) -> Sequence[Collection]:
    """List all collections, parents before children."""
    raise NotImplementedError
