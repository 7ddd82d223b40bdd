"""Corrections: what the user said of names, kept as rules that every later recognition obeys.

A rule speaks of names by their keys, not of rows by their ids, so that it means the same in a
library whose articles were all read anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.model.entity import EntityKind
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


class Corrections:
    """The rules, and the four ways of making one; each is obeyed at once, everywhere it holds."""

    def merge(self, entity_id: EntityId, into: EntityId) -> Correction:
        """Make two entities one, under the name and kind of `into`.

        Raises:
            NotFound: one of them is not there.
            Refused: they are the same.
        """
        raise NotImplementedError

    def rename(self, entity_id: EntityId, name: str) -> Correction:
        """Give an entity another name; its spellings stay as they are.

        Raises:
            Refused: the name is empty.
        """
        raise NotImplementedError

    def retype(self, entity_id: EntityId, kind: EntityKind) -> Correction:
        """Say of what kind an entity is."""
        raise NotImplementedError

    def reject(self, entity_id: EntityId, *, article_id: ArticleId | None = None) -> Correction:
        """Say that this is not a name, everywhere or in one article."""
        raise NotImplementedError

    def listed(self) -> tuple[Correction, ...]:
        """List the rules, newest first."""
        raise NotImplementedError
