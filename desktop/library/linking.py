"""Linking: how what was recognised in a text is tied to the entities of the archive, and kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from desktop.errors import NotFound
from desktop.library.cleaning import clean, clean_line
from desktop.library.database import Database
from desktop.library.packing import pack_mentions
from desktop.library.rules import Rules
from desktop.library.tallies import forget, settle
from desktop.model.entity import EntityKind, Mention
from desktop.model.folding import fold
from desktop.model.ids import VersionId


class Cluster(Protocol):
    """What recognition gathers in one text: all mentions of one thing.

    `key` is the same wherever the same thing is meant (kind and folded name); `mentions` are indices
    into the mentions given beside it.
    """

    @property
    def name(self) -> str:
        """What to call it."""

    @property
    def kind(self) -> EntityKind:
        """What it is."""

    @property
    def key(self) -> str:
        """What makes it the same over the archive."""

    @property
    def aliases(self) -> Sequence[str]:
        """Other spellings, used in the text or known from lists."""

    @property
    def mentions(self) -> Sequence[int]:
        """Which mentions are of it."""


def link(
    db: Database,
    version_id: VersionId,
    mentions: Sequence[Mention],
    clusters: Sequence[Cluster],
    model: str,
) -> int:
    """Keep what was recognised in a version, in place of what was kept before; see `Entities.link`."""
    if db.value("select 1 from version where id = ?", version_id) is None:
        raise NotFound("version", version_id)
    forget(db, version_id)
    for table in ("recognition", "sighting", "quotation"):
        db.run(f"delete from {table} where version_id = ?", version_id)
    spelling_of = [0] * len(mentions)
    names = _Names(db)
    for cluster in clusters:
        name_id = names.number(cluster)
        used = {mentions[at].surface for at in cluster.mentions}
        spellings = names.spellings(name_id, {*used, *map(clean_line, cluster.aliases)} - {""})
        for at in cluster.mentions:
            spelling_of[at] = spellings[mentions[at].surface]
    order = sorted(range(len(mentions)), key=lambda at: mentions[at].span)
    packed = pack_mentions([mentions[at] for at in order], [spelling_of[at] for at in order])
    db.run_many(
        "insert into sighting values(?, ?, ?)",
        [(version_id, number, times) for number, times in Counter(spelling_of).items() if number],
    )
    db.run("insert into recognition values(?, ?, ?, ?)", version_id, model, len(mentions), packed)
    settle(db)
    return len(mentions)


class _Names:
    """The names and spellings of the lexicon, added to where one is new."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._rules: Rules | None = None

    def number(self, cluster: Cluster) -> int:
        """Return the id of the name with the cluster's key."""
        found: int | None = self._db.value("select id from name where key = ?", cluster.key)
        if found is not None:
            return found
        if self._rules is None:
            self._rules = Rules.load(self._db)
        label = clean_line(cluster.name)
        return self._db.insert(
            "insert into name(key, kind, label, entity_id) values(?, ?, ?, ?)",
            cluster.key,
            cluster.kind,
            label,
            self._entity(cluster, label, self._rules),
        )

    def _entity(self, cluster: Cluster, label: str, rules: Rules) -> int | None:
        """Return what a new name stands for: as the corrections say, or else an entity of its own."""
        if rules.rejected(cluster.key):
            return None
        into = rules.same_as(cluster.key)
        if into is not None:
            target: int | None = self._db.value("select entity_id from name where key = ?", into)
            if target is not None:
                return target
        shown = rules.name_of(cluster.key) or label
        return self._db.insert(
            "insert into entity(name, folded, kind) values(?, ?, ?)",
            shown,
            folded_words(shown),
            rules.kind_of(cluster.key) or cluster.kind,
        )

    def spellings(self, name_id: int, surfaces: set[str]) -> dict[str, int]:
        """Return the ids of these spellings of a name."""
        held = {
            surface: number
            for number, surface in self._db.rows(
                "select id, surface from spelling where name_id = ?", name_id
            )
        }
        for surface in sorted(surfaces - held.keys()):
            held[surface] = self._db.insert(
                "insert into spelling(name_id, surface, folded) values(?, ?, ?)",
                name_id,
                clean(surface),
                folded_words(surface),
            )
        return held


def folded_words(surface: str) -> str:
    """Return a name folded, with a space before every word: a word's beginning is then one search."""
    folded = fold(surface)
    return f" {folded}" if folded else ""
