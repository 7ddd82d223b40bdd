"""Corrections: what the user said of names, kept as rules that every later recognition obeys.

A rule speaks of names by their keys, not of rows by their ids, so that it means the same in a
library whose articles were all read anew.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.errors import NotFound, Refused
from desktop.library.cleaning import clean_line
from desktop.library.database import Row, Table, Transaction
from desktop.library.entities import Entities
from desktop.library.linking import folded_words
from desktop.library.tallies import settle
from desktop.model.entity import Entity, EntityKind
from desktop.model.ids import ArticleId, EntityId


class CorrectionKind(StrEnum):
    """What a rule says."""

    MERGE = "merge"
    RENAME = "rename"
    RETYPE = "retype"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Correction:
    """One rule: `keys` are the names it speaks of, `to` the key, name or kind it gives them.

    `article_id` is the one article it holds in, or None for everywhere. `told` is the name as the
    user saw it when making the rule.
    """

    id: int
    kind: CorrectionKind
    keys: tuple[str, ...]
    to: str
    told: str
    article_id: ArticleId | None
    created: str


class Corrections(Table):
    """The rules, and the four ways of making one; each is obeyed at once, everywhere it holds."""

    def __init__(self, transaction: Transaction) -> None:
        super().__init__(transaction)
        self._entities = Entities(transaction)

    def merge(self, entity_id: EntityId, into: EntityId) -> Correction:
        """Make two entities one, under the name and kind of `into`.

        Raises:
            NotFound: one of them is not there.
            Refused: they are the same.
        """
        one, other = self._entities.get(entity_id), self._entities.get(into)
        if one.id == other.id:
            raise Refused(f"“{one.name}” and “{other.name}” are one already.")
        keys = self._keys(one)
        goal = self._keys(other)[0]
        self._db.run("update name set entity_id = ? where entity_id = ?", other.id, one.id)
        self._db.run("update name_here set entity_id = ? where entity_id = ?", other.id, one.id)
        self._db.run("update entity set into_id = ? where id = ?", other.id, one.id)
        return self._keep(CorrectionKind.MERGE, keys, goal, one.name)

    def rename(self, entity_id: EntityId, name: str) -> Correction:
        """Give an entity another name; its spellings stay as they are.

        Raises:
            Refused: the name is empty.
        """
        entity, name = self._entities.get(entity_id), clean_line(name)
        if not name:
            raise Refused("An entity needs a name.")
        self._db.run(
            "update entity set name = ?, folded = ? where id = ?",
            name,
            folded_words(name),
            entity.id,
        )
        return self._keep(CorrectionKind.RENAME, self._keys(entity), name, entity.name)

    def retype(self, entity_id: EntityId, kind: EntityKind) -> Correction:
        """Say of what kind an entity is; an entity of that kind and the same name becomes one with it."""
        entity = self._entities.get(entity_id)
        same = self._db.value(
            "select id from entity where folded = ? and kind = ? and id <> ? and into_id is null"
            " and exists (select 1 from name where entity_id = entity.id) order by mentions desc, id",
            folded_words(entity.name),
            kind,
            entity.id,
        )
        self._db.run("update entity set kind = ? where id = ?", kind, entity.id)
        made = self._keep(CorrectionKind.RETYPE, self._keys(entity), kind, entity.name)
        if same is not None:
            self.merge(entity.id, EntityId(same))
        return made

    def reject(self, entity_id: EntityId, *, article_id: ArticleId | None = None) -> Correction:
        """Say that this is not a name, everywhere or in one article.

        Raises:
            NotFound: there is no such entity, or it is not named in that article.
        """
        entity = self._entities.get(entity_id)
        if article_id is None:
            keys = self._keys(entity)
            self._db.run("delete from name_here where entity_id = ?", entity.id)
            self._db.run("update name set entity_id = null where entity_id = ?", entity.id)
            return self._keep(CorrectionKind.REJECT, keys, "", entity.name)
        here = self._db.rows(
            "select distinct n.id, n.key from version v join sighting s on s.version_id = v.id"
            " join spelling p on p.id = s.spelling_id join name n on n.id = p.name_id"
            " left join name_here h on h.name_id = n.id and h.article_id = v.article_id"
            " where v.article_id = ?1"
            " and case when h.name_id is null then n.entity_id else h.entity_id end = ?2",
            article_id,
            entity.id,
        )
        if not here:
            raise NotFound(f"mention of “{entity.name}” in article", article_id)
        for name_id, _ in here:
            self._db.run(
                "delete from name_here where article_id = ? and name_id = ?", article_id, name_id
            )
            self._db.run("insert into name_here values(?, ?, null)", article_id, name_id)
        keys = sorted(key for _, key in here)
        return self._keep(CorrectionKind.REJECT, keys, "", entity.name, article_id)

    def listed(self) -> tuple[Correction, ...]:
        """List the rules, newest first."""
        rows = self._db.rows("select * from correction order by id desc")
        return tuple(_correction(row) for row in rows)

    def _keys(self, entity: Entity) -> list[str]:
        """Return the keys of an entity's names, the oldest first."""
        return self._db.column("select key from name where entity_id = ? order by id", entity.id)

    def _keep(
        self,
        kind: CorrectionKind,
        keys: Sequence[str],
        goal: str,
        told: str,
        article_id: ArticleId | None = None,
    ) -> Correction:
        number = self._db.insert(
            "insert into correction(kind, keys, goal, told, article_id, created)"
            " values(?, ?, ?, ?, ?, ?)",
            kind,
            json.dumps(list(keys), ensure_ascii=False),
            goal,
            told,
            article_id,
            self._now,
        )
        settle(self._db)
        row = self._db.row("select * from correction where id = ?", number)
        assert row is not None
        return _correction(row)


def _correction(row: Row) -> Correction:
    article = row["article_id"]
    return Correction(
        id=row["id"],
        kind=CorrectionKind(row["kind"]),
        keys=tuple(json.loads(row["keys"])),
        to=row["goal"],
        told=row["told"],
        article_id=None if article is None else ArticleId(article),
        created=row["created"],
    )
