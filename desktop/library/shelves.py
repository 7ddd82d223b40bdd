"""Shelves: the article list and every count of the sidebar, each by one query."""

from __future__ import annotations

import json
from dataclasses import dataclass

from desktop.library.articles import Articles
from desktop.library.collections import INSIDE
from desktop.library.database import Table, Transaction, among
from desktop.library.entities import Entities
from desktop.library.tags import Tags
from desktop.model.article import Article, ReadState
from desktop.model.entity import Entity
from desktop.model.ids import ArticleId, CollectionId, EntityId

_ORDERS = {
    "added": ("a.added", None),
    "published": ("a.published", "a.published = ''"),
    "source": ("a.source collate nocase", "a.source = ''"),
    "title": ("a.folded", None),
}
"""What each order sorts by, and what then comes last."""

_COLLECTED = "exists (select 1 from collection_article c where c.article_id = a.id"
_TAGGED = "exists (select 1 from article_tag g where g.article_id = a.id"
_NAMING = "exists (select 1 from appearance p where p.article_id = a.id"
_INSIDE = f"{INSIDE.replace('?', ':collection')} select id from inside"
_BEFORE = "a.published <> '' and substr(a.published, 1, length(:before)) <= :before"


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
    """Articles in each collection, counting those in the ones inside it."""
    tags: tuple[tuple[str, int], ...]
    """Tags of articles with their numbers, in order of name."""
    entities: int
    notes: int
    briefs: int


class Shelves(Table):
    """Looks along the shelves."""

    def __init__(self, transaction: Transaction) -> None:
        super().__init__(transaction)
        self._articles = Articles(transaction)
        self._entities = Entities(transaction)
        self._tags = Tags(transaction)

    def listed(
        self,
        *,
        state: ReadState | None = None,
        trashed: bool | None = False,
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
        if order not in _ORDERS:
            message = f"there is no order {order!r}"
            raise ValueError(message)
        passes = (
            (state is not None, "a.state = :state"),
            (trashed is not None, "a.trashed = :trashed"),
            (starred is not None, "a.starred = :starred"),
            (unread is not None, "a.unread = :unread"),
            (collection is not None, f"{_COLLECTED} and c.collection_id in ({_INSIDE}))"),
            (tag != "", f"{_TAGGED} and g.tag_id = :tag)"),
            (source != "", "a.source = :source collate nocase"),
            (entity != "", f"{_NAMING} and p.entity_id in (select value from json_each(:entity)))"),
            (after != "", "a.published >= :after"),
            (before != "", _BEFORE),
        )
        by, last = _ORDERS[order]
        direction = "desc" if descending else "asc"
        ordered = f"{f'{last}, ' if last else ''}{by} {direction}, a.id {direction}"
        # What is counted for a row is counted for the rows of this page alone.
        rows = self._db.rows_by_name(
            "with page(id) as ("
            f" select a.id from article a where {' and '.join(t for on, t in passes if on) or '1'}"
            f" order by {ordered} limit :limit offset :offset)"
            " select a.*, v.lead,"
            " (select count(*) from annotation n where n.article_id = a.id) as highlights,"
            " (select count(*) from appearance p where p.article_id = a.id) as names"
            " from page join article a on a.id = page.id"
            f" join version v on v.article_id = a.id and v.number = a.version order by {ordered}",
            state=state,
            trashed=trashed,
            starred=starred,
            unread=unread,
            collection=collection,
            tag=self._tags.find(tag),
            source=source,
            entity=among(one.id for one in self._entities.spelled(entity)),
            after=after,
            before=before,
            limit=limit,
            offset=offset,
        )
        articles = self._articles.of_rows(rows)
        shown = self._chips([article.id for article in articles], chips)
        return tuple(
            Shelved(article, row["lead"], shown[article.id], row["names"], row["highlights"])
            for article, row in zip(articles, rows, strict=True)
        )

    def _chips(
        self, article_ids: list[ArticleId], number: int
    ) -> dict[ArticleId, tuple[Entity, ...]]:
        found = {
            ArticleId(article_id): json.loads(ids)
            for article_id, ids in self._db.rows(
                "select a.value, (select json_group_array(entity_id) from (select entity_id"
                " from appearance where article_id = a.value"
                " order by mentions desc, entity_id limit ?)) from json_each(?) a",
                number,
                among(article_ids),
            )
        }
        entities = self._entities.current({EntityId(key) for ids in found.values() for key in ids})
        return {
            article_id: tuple(entities[EntityId(key)] for key in ids)
            for article_id, ids in found.items()
        }

    def counts(self) -> Counts:
        """Count everything the sidebar shows, of one moment."""
        db = self._db
        states = dict.fromkeys(ReadState, 0)
        starred = unread = trashed = 0
        for state, in_trash, number, stars, fresh in db.rows(
            "select state, trashed, count(*), sum(starred), sum(unread) from article"
            " group by trashed, state"
        ):
            if in_trash:
                trashed += number
            else:
                states[ReadState(state)] += number
                starred += stars
                unread += fresh
        return Counts(
            states=states,
            starred=starred,
            unread=unread,
            articles=sum(states.values()),
            trashed=trashed,
            collections=self._in_collections(),
            tags=self._tags.counts(),
            entities=self._entities.count(),
            notes=int(db.value("select count(*) from note")),
            briefs=int(db.value("select count(*) from brief")),
        )

    def _in_collections(self) -> dict[CollectionId, int]:
        counted = self._db.rows(
            "with recursive inside(outer_id, id) as ("
            " select id, id from collection"
            " union select i.outer_id, c.id from collection c join inside i on c.parent_id = i.id)"
            " select i.outer_id, count(distinct a.id) from inside i"
            " left join collection_article c on c.collection_id = i.id"
            " left join article a on a.id = c.article_id and not a.trashed"
            " group by i.outer_id"
        )
        return {CollectionId(key): number for key, number in counted}

    def sources(self) -> tuple[tuple[str, int], ...]:
        """Return the sources of articles outside the trash with their numbers, largest first."""
        found = self._db.rows(
            "select source, count(*) as articles from article"
            " where not trashed and source <> '' group by source order by articles desc, source"
        )
        return tuple((source, number) for source, number in found)
