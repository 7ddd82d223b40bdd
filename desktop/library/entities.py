"""Entities over the archive: their spellings, where they are named, and beside whom."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from desktop.errors import NotFound
from desktop.library.articles import details_of
from desktop.library.database import Row, Table, among
from desktop.library.linking import Cluster, link
from desktop.library.links import possible_names
from desktop.library.packing import Meaning, mentions_of, unpack_mentions
from desktop.model.article import Details
from desktop.model.entity import Entity, EntityKind, Mention, Sighting
from desktop.model.folding import fold
from desktop.model.ids import ArticleId, EntityId, VersionId
from desktop.model.spans import Span

_MOST_FIRST = "mentions desc, id"

_WITH_SPELLING = (
    "select n.entity_id from spelling s join name n on n.id = s.name_id where {test}"
    " union select id from entity where {own}"
)


@dataclass(frozen=True, slots=True)
class Named:
    """An entity as one article names it: `here` are the spellings used in the article."""

    entity: Entity
    here: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Appearance:
    """One article that names an entity, and how often."""

    article_id: ArticleId
    details: Details
    mentions: int


class Entities(Table):
    """The entities of the library.

    An id once given stays good: an entity that was made one with another is answered by that other.
    Counts leave the trash out; an entity that is named nowhere now is in no list, though `get` knows
    it. A name the user rejected is no entity and no mention.
    """

    def link(
        self,
        version_id: VersionId,
        mentions: Sequence[Mention],
        clusters: Sequence[Cluster],
        *,
        model: str,
    ) -> int:
        """Keep what was recognised in a version, in place of what was kept before; the mentions' number.

        Every cluster is tied to the entity of its key: as the corrections say, or as it was tied
        before, or else to a new one. Mentions in no cluster (dates, quantities) stay by themselves.
        What `quotations.keep` kept of the version is dropped. Not a step of the history by itself:
        taking an import back takes this with it.
        """
        return link(self._db, version_id, mentions, clusters, model)

    def mentions(self, version_id: VersionId) -> tuple[Mention, ...]:
        """Return a version's mentions in text order, as the corrections leave them."""
        row = self._db.row(
            "select r.packed, t.text from recognition r"
            " join version_text t on t.version_id = r.version_id where r.version_id = ?",
            version_id,
        )
        if row is None:
            return ()
        packed = unpack_mentions(row["packed"])
        return mentions_of(packed, row["text"], self._meanings(version_id), version_id)

    def _meanings(self, version_id: VersionId) -> dict[int, Meaning]:
        """Return what each spelling in a version stands for; rejected ones are left out."""
        found = self._db.rows(
            "select p.id, p.surface, n.kind as recognised, e.id as entity_id, e.kind"
            " from sighting s join spelling p on p.id = s.spelling_id"
            " join name n on n.id = p.name_id"
            " left join name_here h on h.name_id = n.id"
            "  and h.article_id = (select article_id from version where id = ?1)"
            " join entity e on e.id = case when h.name_id is null then n.entity_id else h.entity_id end"
            " where s.version_id = ?1",
            version_id,
        )
        return {
            row["id"]: Meaning(
                row["surface"],
                EntityKind(row["recognised"]),
                EntityId(row["entity_id"]),
                EntityKind(row["kind"]),
            )
            for row in found
        }

    def model_of(self, version_id: VersionId) -> str:
        """Return which recogniser a version was read by; empty when by none."""
        return str(
            self._db.value("select model from recognition where version_id = ?", version_id) or ""
        )

    def read_by_others(self, model: str) -> list[VersionId]:
        """Return the current versions, outside the trash, that this recogniser has not read."""
        return self._db.column(
            "select v.id from article a join version v on v.article_id = a.id"
            " and v.number = a.version left join recognition r on r.version_id = v.id"
            " where not a.trashed and r.model is not ? order by v.id",
            model,
        )

    def get(self, entity_id: EntityId) -> Entity:
        """Return one entity.

        Raises:
            NotFound: there never was one of that id, or the user said it is not a name.
        """
        found = self.many([entity_id])
        if entity_id not in found:
            raise NotFound("entity", entity_id)
        return found[entity_id]

    def many(self, entity_ids: Iterable[EntityId]) -> dict[EntityId, Entity]:
        """Return those of these entities that are there, under the ids asked for."""
        wanted = list(entity_ids)
        now = {
            EntityId(asked): EntityId(found)
            for asked, found in self._db.rows(
                "with recursive follow(asked, id) as ("
                " select value, value from json_each(?)"
                " union select f.asked, e.into_id from follow f join entity e on e.id = f.id"
                "  where e.into_id is not null)"
                " select f.asked, e.id from follow f join entity e on e.id = f.id"
                " where e.into_id is null and exists (select 1 from name where entity_id = e.id)",
                among(wanted),
            )
        }
        made = self.current(set(now.values()))
        return {key: made[now[key]] for key in wanted if key in now}

    def current(self, entity_ids: Iterable[EntityId]) -> dict[EntityId, Entity]:
        """Return entities whose ids were just read from where they are named: there is none to follow."""
        rows = self._db.rows(
            "select * from entity where id in (select value from json_each(?))", among(entity_ids)
        )
        return {entity.id: entity for entity in self._of_rows(rows)}

    def listed(
        self,
        *,
        query: str = "",
        kind: EntityKind | None = None,
        limit: int = 200,
        offset: int = 0,
    ) -> tuple[Entity, ...]:
        """List entities, most mentioned first; each word of `query` must begin a word of one spelling."""
        words = fold(query).split()
        if query.strip() and not words:
            return ()
        among_spelled = ""
        if words:
            test = " and ".join("instr(s.folded, ' ' || ?)" for _ in words)
            own = " and ".join("instr(folded, ' ' || ?)" for _ in words)
            among_spelled = f" and id in ({_WITH_SPELLING.format(test=test, own=own)})"
        rows = self._db.rows(
            f"select * from entity where articles > 0 {'and kind = ?' if kind else ''}"
            f" {among_spelled} order by {_MOST_FIRST} limit ? offset ?",
            *([kind] if kind else []),
            *words,
            *words,
            limit,
            offset,
        )
        return tuple(self._of_rows(rows))

    def count(self, *, kind: EntityKind | None = None) -> int:
        """Return how many entities are named outside the trash."""
        return int(
            self._db.value(
                "select count(*) from entity where articles > 0 and (?1 is null or kind = ?1)", kind
            )
        )

    def spelled(self, name: str, *, kind: EntityKind | None = None) -> tuple[Entity, ...]:
        """Return the entities with this spelling, whatever its case and accents, most mentioned first."""
        folded = fold(name)
        if not folded:
            return ()
        inner = _WITH_SPELLING.format(test="s.folded = ' ' || ?1", own="folded = ' ' || ?1")
        rows = self._db.rows(
            f"select * from entity where id in ({inner}) and articles > 0"
            f" and (?2 is null or kind = ?2) order by {_MOST_FIRST}",
            folded,
            kind,
        )
        return tuple(self._of_rows(rows))

    def named_in(self, body: str) -> tuple[Entity, ...]:
        """Return the entities named in a text by an exact spelling, in order of first use."""
        first: dict[str, int] = {}
        for surface, at in possible_names(body):
            first.setdefault(surface, at)
        found: dict[EntityId, tuple[int, int]] = {}
        for surface, entity_id in self._db.rows(
            "select s.surface, e.id from spelling s join name n on n.id = s.name_id"
            " join entity e on e.id = n.entity_id"
            " where s.surface in (select value from json_each(?)) and e.articles > 0",
            among(first),
        ):
            place = (first[surface], -len(surface))
            found[EntityId(entity_id)] = min(place, found.get(EntityId(entity_id), place))
        entities = self.current(found)
        return tuple(entities[key] for key in sorted(found, key=lambda key: (found[key], key)))

    def spellings(self, entity_id: EntityId) -> tuple[tuple[str, int], ...]:
        """Return an entity's spellings with how often each is used, most used first."""
        entity = self.get(entity_id)
        found = self._db.rows(
            "select surface, sum(times) as uses from ("
            " select p.surface, s.mentions as times from name n join spelling p on p.name_id = n.id"
            "  join sighting s on s.spelling_id = p.id join tally t on t.version_id = s.version_id"
            "  left join name_here h on h.name_id = n.id and h.article_id = t.article_id"
            "  where n.entity_id = ?1 and h.name_id is null"
            " union all"
            " select p.surface, s.mentions from name_here h"
            "  join tally t on t.article_id = h.article_id join spelling p on p.name_id = h.name_id"
            "  join sighting s on s.spelling_id = p.id and s.version_id = t.version_id"
            "  where h.entity_id = ?1"
            ") group by surface order by uses desc, surface",
            entity.id,
        )
        return tuple((surface, uses) for surface, uses in found)

    def all_spellings(
        self, name: str, *, kinds: Iterable[EntityKind] = (), starting: bool = True
    ) -> tuple[tuple[Entity, tuple[str, ...]], ...]:
        """Return the entities with a spelling that begins with (or is) `name`, each with all its spellings.

        This is what a search for `person:putin` means. Whole words are compared and may stand
        anywhere in the spelling when `starting`: "putin" finds "Vladimir Putin", "put" does not.
        """
        folded = fold(name)
        if not folded:
            return ()
        test, own = (
            (
                "instr(s.folded || ' ', ' ' || ?1 || ' ')",
                "instr(' ' || folded || ' ', ' ' || ?1 || ' ')",
            )
            if starting
            else ("s.folded = ' ' || ?1", "folded = ?1")
        )
        wanted = set(kinds)
        rows = self._db.rows(
            f"select * from entity where id in ({_WITH_SPELLING.format(test=test, own=own)})"
            f" and articles > 0 order by {_MOST_FIRST}",
            folded,
        )
        found = self._of_rows([row for row in rows if not wanted or row["kind"] in wanted])
        return tuple((one, tuple(dict.fromkeys((one.name, *one.aliases)))) for one in found)

    def in_article(self, article_id: ArticleId) -> tuple[tuple[Entity, int], ...]:
        """Return the entities of an article outside the trash with their mentions in it, most first."""
        found = {
            EntityId(key): number
            for key, number in self._db.rows(
                "select entity_id, mentions from appearance where article_id = ?"
                " order by mentions desc, entity_id",
                article_id,
            )
        }
        entities = self.current(found)
        return tuple((entities[key], number) for key, number in found.items())

    def of_articles(self, article_ids: Iterable[ArticleId]) -> dict[ArticleId, tuple[Named, ...]]:
        """Return what each of these articles names: what the index needs, for many at once."""
        wanted = list(article_ids)
        here: dict[tuple[ArticleId, EntityId], list[str]] = {}
        for row in self._db.rows(
            "select t.article_id, p.surface,"
            " case when h.name_id is null then n.entity_id else h.entity_id end as entity_id"
            " from tally t join sighting s on s.version_id = t.version_id"
            " join spelling p on p.id = s.spelling_id join name n on n.id = p.name_id"
            " left join name_here h on h.name_id = n.id and h.article_id = t.article_id"
            " where t.article_id in (select value from json_each(?))"
            " order by t.article_id, s.mentions desc, p.surface",
            among(wanted),
        ):
            if row["entity_id"] is not None:
                here.setdefault((row["article_id"], row["entity_id"]), []).append(row["surface"])
        entities = self.current({entity_id for _, entity_id in here})
        named: dict[ArticleId, list[Named]] = {key: [] for key in wanted}
        for (article_id, entity_id), surfaces in here.items():
            named[article_id].append(Named(entities[entity_id], tuple(dict.fromkeys(surfaces))))
        return {key: tuple(found) for key, found in named.items()}

    def appearances(
        self, entity_id: EntityId, *, limit: int = 1000, offset: int = 0
    ) -> tuple[Appearance, ...]:
        """Return the articles that name an entity, the newest by date first."""
        rows = self._db.rows(
            "select a.*, p.mentions from appearance p join article a on a.id = p.article_id"
            " where p.entity_id = ? order by a.published desc, a.id desc limit ? offset ?",
            self.get(entity_id).id,
            limit,
            offset,
        )
        return tuple(
            Appearance(ArticleId(row["id"]), details_of(row), row["mentions"]) for row in rows
        )

    def beside(self, entity_id: EntityId, *, limit: int = 20) -> tuple[tuple[Entity, int], ...]:
        """Return the entities named in the same articles, with how many articles they share."""
        found = {
            EntityId(key): shared
            for key, shared in self._db.rows(
                "select other.entity_id, count(*) as shared from appearance own"
                " join appearance other on other.article_id = own.article_id"
                " where own.entity_id = ?1 and other.entity_id <> ?1"
                " group by other.entity_id order by shared desc, other.entity_id limit ?2",
                self.get(entity_id).id,
                limit,
            )
        }
        entities = self.current(found)
        return tuple((entities[key], shared) for key, shared in found.items())

    def sightings(
        self, entity_id: EntityId, *, limit: int = 200, article_id: ArticleId | None = None
    ) -> tuple[Sighting, ...]:
        """Return places where an entity is named, newest article first, in text order within."""
        entity = self.get(entity_id)
        rows = self._db.connection.execute(
            "with page(id) as (select a.id from appearance p join article a on a.id = p.article_id"
            "  where p.entity_id = ?1 and (?2 is null or a.id = ?2)"
            "  order by a.published desc, a.id desc limit ?3)"
            " select t.article_id, r.packed, (select json_group_object(p.id, p.surface)"
            "  from sighting s join spelling p on p.id = s.spelling_id"
            "  join name n on n.id = p.name_id"
            "  left join name_here h on h.name_id = n.id and h.article_id = t.article_id"
            "  where s.version_id = t.version_id"
            "  and case when h.name_id is null then n.entity_id else h.entity_id end = ?1) as used"
            " from page cross join tally t on t.article_id = page.id"
            " join recognition r on r.version_id = t.version_id",
            (entity.id, article_id, limit),
        )
        seen: list[Sighting] = []
        for row in rows:
            seen += _sightings_in(row)
            if len(seen) >= limit:
                break
        return tuple(seen[:limit])

    def months(self, entity_id: EntityId) -> tuple[tuple[str, int], ...]:
        """Return mentions by month of publication ("2025-12"), in time order; undated ones left out."""
        found = self._db.rows(
            "select substr(a.published, 1, 7) as month, sum(p.mentions) from appearance p"
            " join article a on a.id = p.article_id"
            " where p.entity_id = ? and length(a.published) >= 7 group by month order by month",
            self.get(entity_id).id,
        )
        return tuple((month, times) for month, times in found)

    def seen(self, entity_id: EntityId) -> tuple[str, str]:
        """Return the first and last dates of publication an entity is named at; empty when undated."""
        row = self._db.row(
            "select min(a.published), max(a.published) from appearance p"
            " join article a on a.id = p.article_id where p.entity_id = ? and a.published <> ''",
            self.get(entity_id).id,
        )
        first, last = row if row is not None else (None, None)
        return first or "", last or ""

    def _of_rows(self, rows: Sequence[Row]) -> list[Entity]:
        """Return the entities of these rows, each with the spellings in use but its own name."""
        aliases: dict[int, list[str]] = {}
        for entity_id, surface in self._db.rows(
            "select n.entity_id, p.surface from name n join spelling p on p.name_id = n.id"
            " where n.entity_id in (select value from json_each(?)) and p.mentions > 0"
            " group by n.entity_id, p.surface order by sum(p.mentions) desc, p.surface",
            among(row["id"] for row in rows),
        ):
            aliases.setdefault(entity_id, []).append(surface)
        return [
            Entity(
                EntityId(row["id"]),
                row["name"],
                EntityKind(row["kind"]),
                tuple(one for one in aliases.get(row["id"], ()) if one != row["name"]),
                row["mentions"],
                row["articles"],
            )
            for row in rows
        ]


def _sightings_in(row: Row) -> Iterator[Sighting]:
    used = {int(key): surface for key, surface in json.loads(row["used"]).items()}
    packed = unpack_mentions(row["packed"])
    columns = zip(packed.starts, packed.lengths, packed.spellings, strict=True)
    for start, length, spelling in columns:
        if spelling in used:
            yield Sighting(
                ArticleId(row["article_id"]), Span(start, start + length), used[spelling]
            )
