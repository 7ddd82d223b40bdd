"""Collections: named groups of articles, one inside another."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.errors import NotFound, Refused
from desktop.library.cleaning import clean_line
from desktop.library.database import Row, Table, among
from desktop.model.article import Collection
from desktop.model.ids import ArticleId, CollectionId

INSIDE = (
    "with recursive inside(id) as ("
    " select ? union select c.id from collection c join inside i on c.parent_id = i.id) "
)
"""A collection and all inside it, however deep."""


class Collections(Table):
    """The collections of the library; an id that is not there raises NotFound."""

    def add(self, name: str, *, parent: CollectionId | None = None) -> Collection:
        """Make a collection.

        Raises:
            Refused: the name is empty, or taken beside it.
        """
        if parent is not None:
            self.get(parent)
        name = self._free(name, parent, None)
        number = self._db.insert(
            "insert into collection(name, parent_id) values(?, ?)", name, parent
        )
        return self.get(CollectionId(number))

    def get(self, collection_id: CollectionId) -> Collection:
        """Return one collection."""
        row = self._db.row("select * from collection where id = ?", collection_id)
        if row is None:
            raise NotFound("collection", collection_id)
        return _collection(row)

    def named(self, name: str) -> Collection | None:
        """Return the collection of this name, whatever its case; the outermost where there are more."""
        wanted = clean_line(name).casefold()
        found = [one for one in self.listed() if one.name.casefold() == wanted]
        return found[0] if found else None

    def listed(self) -> tuple[Collection, ...]:
        """List all, parents before children, those of one parent together and in order of name."""
        held: dict[CollectionId | None, list[Collection]] = {}
        for row in self._db.rows("select * from collection"):
            held.setdefault(row["parent_id"], []).append(_collection(row))
        ordered: list[Collection] = []
        level: list[CollectionId | None] = [None]
        while level:
            found = [
                one
                for parent in level
                for one in sorted(held.get(parent, ()), key=lambda c: (c.name.casefold(), c.id))
            ]
            ordered += found
            level = [one.id for one in found]
        return tuple(ordered)

    def rename(self, collection_id: CollectionId, name: str) -> Collection:
        """Give a collection another name.

        Raises:
            Refused: the name is empty, or taken beside it.
        """
        held = self.get(collection_id)
        name = self._free(name, held.parent, collection_id)
        self._db.run("update collection set name = ? where id = ?", name, collection_id)
        return self.get(collection_id)

    def move(self, collection_id: CollectionId, parent: CollectionId | None) -> Collection:
        """Put a collection inside another, or outermost.

        Raises:
            Refused: it would lie inside itself, or the name is taken there.
        """
        held = self.get(collection_id)
        if parent is not None:
            self.get(parent)
            if parent in self._db.column(f"{INSIDE} select id from inside", collection_id):
                raise Refused(f"“{held.name}” cannot lie inside itself.")
        self._free(held.name, parent, collection_id)
        self._db.run("update collection set parent_id = ? where id = ?", parent, collection_id)
        return self.get(collection_id)

    def remove(self, collection_id: CollectionId) -> None:
        """Remove a collection; its articles stay, and the collections inside it move out one step."""
        held = self.get(collection_id)
        self._db.run(
            "update collection set parent_id = ? where parent_id = ?", held.parent, collection_id
        )
        self._db.run("delete from collection where id = ?", collection_id)

    def put(self, collection_id: CollectionId, article_ids: Iterable[ArticleId]) -> None:
        """Put articles into it.

        Raises:
            NotFound: there is no such collection or article.
        """
        self.get(collection_id)
        for article_id in article_ids:
            if self._db.value("select 1 from article where id = ?", article_id) is None:
                raise NotFound("article", article_id)
            self._db.run(
                "insert into collection_article select ?1, ?2 where not exists (select 1 from"
                " collection_article where collection_id = ?1 and article_id = ?2)",
                collection_id,
                article_id,
            )

    def take(self, collection_id: CollectionId, article_ids: Iterable[ArticleId]) -> None:
        """Take articles out of it."""
        self.get(collection_id)
        self._db.run(
            "delete from collection_article where collection_id = ?"
            " and article_id in (select value from json_each(?))",
            collection_id,
            among(article_ids),
        )

    def articles(self, collection_id: CollectionId) -> list[ArticleId]:
        """Return the ids of the articles in it or in one inside it, outside the trash."""
        self.get(collection_id)
        return self._db.column(
            f"{INSIDE} select distinct a.id from collection_article c"
            " join inside i on i.id = c.collection_id join article a on a.id = c.article_id"
            " where not a.trashed order by a.id",
            collection_id,
        )

    def _free(self, name: str, parent: CollectionId | None, but: CollectionId | None) -> str:
        """Return the name cleaned, if no other collection beside it has it."""
        name = clean_line(name)
        if not name:
            raise Refused("A collection needs a name.")
        beside = self._db.rows(
            "select id, name from collection where parent_id is ? and id is not ?", parent, but
        )
        if any(row["name"].casefold() == name.casefold() for row in beside):
            raise Refused(f"There is a collection “{name}” here already.", "Choose another name.")
        return name


def _collection(row: Row) -> Collection:
    parent = row["parent_id"]
    return Collection(
        CollectionId(row["id"]), row["name"], None if parent is None else CollectionId(parent)
    )
