"""Tallies: how often each entity is named and where, kept right whatever changes.

Triggers note which articles and entities have become stale; `settle` counts just those anew, from
what was recognised and what the corrections say. The result depends only on what stands there at
the end, so undo and redo need nothing of their own.
"""

from __future__ import annotations

from desktop.library.database import Database

_MEANT = """
select case when h.name_id is null then n.entity_id else h.entity_id end as meant,
  sum(s.mentions) as times
from sighting s
  join spelling p on p.id = s.spelling_id
  join name n on n.id = p.name_id
  left join name_here h on h.article_id = ?1 and h.name_id = n.id
where s.version_id = ?2
group by meant having meant is not null
"""
"""What the names of one version stand for in its article, and how often."""

_NAMING = """
select t.article_id, sum(s.mentions)
from name n
  join spelling p on p.name_id = n.id
  join sighting s on s.spelling_id = p.id
  join tally t on t.version_id = s.version_id
  left join name_here h on h.article_id = t.article_id and h.name_id = n.id
where n.entity_id = ?1 and h.name_id is null
group by t.article_id
union all
select t.article_id, sum(s.mentions)
from name_here h
  join tally t on t.article_id = h.article_id
  join spelling p on p.name_id = h.name_id
  join sighting s on s.spelling_id = p.id and s.version_id = t.version_id
where h.entity_id = ?1
group by t.article_id
"""
"""The articles that name one entity, and how often: by its names, and by what is meant there alone."""


def settle(db: Database) -> None:
    """Count anew whatever became stale since the last time."""
    for article_id in db.column("select distinct id from stale_article"):
        _settle_article(db, article_id)
    db.run("delete from stale_article")
    for entity_id in db.column("select distinct id from stale_entity"):
        _settle_entity(db, entity_id)
    db.run("delete from stale_entity")


def forget(db: Database, version_id: int) -> None:
    """Take a version out of the counts, before what was recognised in it is replaced."""
    article_id = db.value("select article_id from tally where version_id = ?", version_id)
    if article_id is not None:
        _uncount(db, article_id, version_id)
    db.run(
        "insert into stale_article select article_id from version where id = ?",
        version_id,
    )


def _settle_article(db: Database, article_id: int) -> None:
    counted = db.value("select version_id from tally where article_id = ?", article_id)
    due = db.value(
        "select v.id from article a join version v on v.article_id = a.id and v.number = a.version"
        " where a.id = ? and not a.trashed"
        " and exists (select 1 from recognition r where r.version_id = v.id)",
        article_id,
    )
    if counted == due:
        return
    if counted is not None:
        _uncount(db, article_id, counted)
    if due is not None:
        _count(db, article_id, due)


def _count(db: Database, article_id: int, version_id: int) -> None:
    db.run("insert into tally values(?, ?)", article_id, version_id)
    _add_spellings(db, version_id, 1)
    db.run(
        f"insert into appearance select meant, ?1, times from ({_MEANT})",
        article_id,
        version_id,
    )


def _uncount(db: Database, article_id: int, version_id: int) -> None:
    db.run("delete from tally where article_id = ?", article_id)
    _add_spellings(db, version_id, -1)
    db.run("delete from appearance where article_id = ?", article_id)


def _add_spellings(db: Database, version_id: int, sign: int) -> None:
    db.run(
        "update spelling set mentions = spelling.mentions + ?2 * s.mentions"
        " from sighting s where s.version_id = ?1 and s.spelling_id = spelling.id",
        version_id,
        sign,
    )


def _settle_entity(db: Database, entity_id: int) -> None:
    """Count one entity anew; the articles that name it, or did, must be shown and indexed anew."""
    _announce(db, entity_id)
    db.run("delete from appearance where entity_id = ?", entity_id)
    db.run(
        "insert into appearance select ?1, article_id, sum(times) from"
        f" (select article_id, 0 as times from tally where 0 union all {_NAMING}) group by article_id",
        entity_id,
    )
    _announce(db, entity_id)


def _announce(db: Database, entity_id: int) -> None:
    db.run(
        "insert into touched select 'article', article_id from appearance where entity_id = ?",
        entity_id,
    )
    db.run(
        "delete from outbox where noun = 'article'"
        " and key in (select article_id from appearance where entity_id = ?)",
        entity_id,
    )
    db.run(
        "insert into outbox(noun, key)"
        " select 'article', article_id from appearance where entity_id = ? order by article_id",
        entity_id,
    )


def wrong_entities(db: Database) -> list[int]:
    """Return the entities whose counts or appearances are not what they should be."""
    right: dict[tuple[int, int], int] = {}
    for article_id, version_id in db.rows(
        "select a.id, v.id from article a"
        " join version v on v.article_id = a.id and v.number = a.version"
        " join recognition r on r.version_id = v.id where not a.trashed"
    ):
        for meant, times in db.rows(_MEANT, article_id, version_id):
            right[meant, article_id] = times
    held = {
        (entity_id, article_id): mentions
        for entity_id, article_id, mentions in db.rows(
            "select entity_id, article_id, mentions from appearance"
        )
    }
    wrong = {entity_id for entity_id, _ in dict(right.items() ^ held.items())}
    wrong.update(
        db.column(
            "select e.id from entity e left join appearance a on a.entity_id = e.id"
            " group by e.id"
            " having e.articles <> count(a.article_id) or e.mentions <> coalesce(sum(a.mentions), 0)"
        )
    )
    return sorted(wrong)


def count_anew(db: Database) -> None:
    """Throw every count away and count from what was recognised."""
    for table in ("tally", "appearance"):
        db.run(f"delete from {table}")
    db.run("update entity set mentions = 0, articles = 0 where mentions or articles")
    db.run("update spelling set mentions = 0 where mentions")
    db.run("insert into stale_article select id from article")
    settle(db)
