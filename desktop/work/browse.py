"""Look along the shelf: the sidebar's places with their counts, and the articles in one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.desk import Desk
from desktop.library.shelves import Shelved
from desktop.model.article import Article, Collection, ReadState
from desktop.model.entity import EntityKind
from desktop.model.ids import ArticleId, CollectionId
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


CHIPS = 3
"""Entities shown on a row."""

_STATES = {
    Shelf.INBOX: ReadState.INBOX,
    Shelf.READING: ReadState.READING,
    Shelf.ARCHIVED: ReadState.ARCHIVED,
}


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
    task.step(0, 1)
    with desk.library.reading() as rows:
        counts = rows.shelves.counts()
        return Sidebar(
            shelves={
                Shelf.INBOX: counts.states.get(ReadState.INBOX, 0),
                Shelf.READING: counts.states.get(ReadState.READING, 0),
                Shelf.ARCHIVED: counts.states.get(ReadState.ARCHIVED, 0),
                Shelf.STARRED: counts.starred,
                Shelf.TRASH: counts.trashed,
                Shelf.ALL: counts.articles,
            },
            unread=counts.unread,
            collections=tuple(
                CollectionRow(one, counts.collections.get(one.id, 0))
                for one in rows.collections.listed()
            ),
            saved_searches=tuple(
                SavedSearchRow(one.id, one.name, one.query, one.hits)
                for one in rows.searches.listed()
            ),
            tags=counts.tags,
            entities=counts.entities,
            notes=counts.notes,
            briefs=counts.briefs,
            articles=counts.articles,
        )


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
    task.step(0, 1)
    kept = filters or Filters()
    state = starred = collection = None
    tag, trashed = kept.tag, place is Shelf.TRASH
    if isinstance(place, Shelf):
        state = _STATES.get(place)
        starred = True if place is Shelf.STARRED else None
    elif isinstance(place, int):
        collection = place
    else:
        tag = tag or place
    with desk.library.reading() as rows:
        found = rows.shelves.listed(
            state=state,
            trashed=trashed,
            starred=starred,
            unread=True if kept.unread else None,
            collection=collection,
            tag=tag,
            source=kept.source,
            entity=kept.entity,
            after=kept.after,
            before=kept.before,
            order=order.value,
            descending=descending,
            limit=limit,
            offset=offset,
            chips=CHIPS,
        )
    return tuple(_row(one) for one in found)


def pick(desk: Desk, task: Task, *, article_ids: Sequence[ArticleId]) -> tuple[Article, ...]:
    """Give these articles in this order, without those that are not there."""
    task.step(0, 1)
    with desk.library.reading() as rows:
        found = rows.articles.many(article_ids)
    return tuple(found[key] for key in article_ids if key in found)


def list_collections(desk: Desk, task: Task) -> Sequence[Collection]:
    """List all collections, parents before children."""
    task.step(0, 1)
    with desk.library.reading() as rows:
        return rows.collections.listed()


def _row(one: Shelved) -> ShelfRow:
    return ShelfRow(
        article=one.article,
        standfirst=one.lead,
        chips=tuple(Chip(entity.name, entity.kind) for entity in one.chips),
        more_chips=max(0, one.names - len(one.chips)),
        highlights=one.highlights,
    )
