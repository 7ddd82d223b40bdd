"""Quotations: who said what, as found in each version."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from desktop.errors import NotFound
from desktop.library.cleaning import clean
from desktop.library.database import Row, Table, Transaction, among
from desktop.library.entities import Entities
from desktop.library.packing import unpack_mentions
from desktop.model.folding import fold
from desktop.model.ids import ArticleId, EntityId, VersionId
from desktop.model.quotation import Quotation
from desktop.model.spans import Span

_SAID = """
select q.id, q.version_id, q.start, q.stop, q.speaker, q.cue, q.direct, v.article_id,
  substr(x.text, q.start + 1, q.stop - q.start) as said,
  case when h.name_id is null then n.entity_id else h.entity_id end as entity_id
from quotation q
  join version v on v.id = q.version_id
  join version_text x on x.version_id = q.version_id
  left join spelling p on p.id = q.spelling_id
  left join name n on n.id = p.name_id
  left join name_here h on h.name_id = n.id and h.article_id = v.article_id
"""


class FoundQuotation(Protocol):
    """What is found of one statement; `mention` is the index of the mention that names its speaker."""

    @property
    def span(self) -> Span:
        """Where the words stand, without their quotation marks."""

    @property
    def speaker(self) -> str:
        """The speaker as named there."""

    @property
    def cue(self) -> str:
        """The word that reports it."""

    @property
    def direct(self) -> bool:
        """Whether the words are the speaker's own."""

    @property
    def mention(self) -> int | None:
        """Which mention names the speaker, where one does; counted as given to `entities.link`."""


class Quotations(Table):
    """The statements found in the articles."""

    def __init__(self, transaction: Transaction) -> None:
        super().__init__(transaction)
        self._entities = Entities(transaction)

    def keep(self, version_id: VersionId, found: Sequence[FoundQuotation]) -> None:
        """Keep what was found in a version, in place of what was kept before; after `entities.link`.

        The mentions that were linked must have been in text order, as `mention` counts in it.
        """
        packed = self._db.value("select packed from recognition where version_id = ?", version_id)
        if packed is None:
            raise NotFound("recognition of version", version_id)
        spellings = unpack_mentions(packed).spellings
        self._db.run("delete from quotation where version_id = ?", version_id)
        self._db.run_many(
            "insert into quotation(version_id, start, stop, speaker, cue, direct, spelling_id)"
            " values(?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    version_id,
                    one.span.start,
                    one.span.end,
                    clean(one.speaker),
                    clean(one.cue),
                    int(one.direct),
                    (spellings[one.mention] or None) if one.mention is not None else None,
                )
                for one in found
            ],
        )

    def of_version(self, version_id: VersionId) -> tuple[Quotation, ...]:
        """Return a version's statements in text order; the speaker is an entity where one is known."""
        rows = self._db.rows(f"{_SAID} where q.version_id = ? order by q.start, q.stop", version_id)
        return tuple(_quotation(row) for row in rows)

    def listed(
        self,
        *,
        entity_id: EntityId | None = None,
        speaker: str = "",
        about: str = "",
        article_id: ArticleId | None = None,
        limit: int = 200,
        offset: int = 0,
    ) -> tuple[Quotation, ...]:
        """List statements in articles outside the trash, newest article first.

        `speaker` is any spelling of the speaker's name; `about` are words that must all be said.
        """
        wanted = self._speakers(entity_id, speaker)
        rows = self._db.rows(
            f"select s.* from ({_SAID}) s join article a on a.id = s.article_id"
            " join version v on v.id = s.version_id and v.number = a.version"
            " where not a.trashed and (?1 is null or a.id = ?1)"
            " and (?2 is null or s.entity_id in (select value from json_each(?2))"
            "  or (?3 <> '' and s.entity_id is null and s.speaker = ?3 collate nocase))"
            " order by a.published desc, a.id desc, s.start",
            article_id,
            None if wanted is None else among(wanted),
            speaker.strip(),
        )
        words = fold(about).split()
        said = [row for row in rows if all(f" {word}" in f" {fold(row['said'])}" for word in words)]
        return tuple(_quotation(row) for row in said[offset : offset + limit])

    def _speakers(self, entity_id: EntityId | None, speaker: str) -> list[EntityId] | None:
        if entity_id is not None:
            return [self._entities.get(entity_id).id]
        if speaker.strip():
            return [entity.id for entity, _ in self._entities.all_spellings(speaker)]
        return None


def _quotation(row: Row) -> Quotation:
    speaker = row["entity_id"]
    return Quotation(
        article_id=ArticleId(row["article_id"]),
        span=Span(row["start"], row["stop"]),
        text=row["said"],
        speaker=row["speaker"],
        cue=row["cue"],
        direct=bool(row["direct"]),
        entity_id=None if speaker is None else EntityId(speaker),
    )
