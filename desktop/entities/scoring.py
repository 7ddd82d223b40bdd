"""How well mentions were found: strict precision, recall and F1 against a gold standard."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple


class Named(NamedTuple):
    """A stretch of text and the kind it was given."""

    start: int
    end: int
    kind: str


@dataclass
class Tally:
    """Right ones, found ones and gold ones, counted."""

    right: int = 0
    found: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """How much of what was found is right, 0..1."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """How much of what is there was found, 0..1."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both, 0..1."""
        together = self.found + self.gold
        return 2 * self.right / together if together else 0.0


@dataclass
class Score:
    """Tallies over all kinds and per kind; a mention is right when both ends and the kind agree."""

    overall: Tally = field(default_factory=Tally)
    kinds: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))

    def add(self, gold: Iterable[Named], found: Iterable[Named]) -> None:
        """Count one document."""
        expected, seen = set(gold), set(found)
        for one in expected:
            self.kinds[one.kind].gold += 1
        for one in seen:
            self.kinds[one.kind].found += 1
        for one in expected & seen:
            self.kinds[one.kind].right += 1
        self.overall.gold += len(expected)
        self.overall.found += len(seen)
        self.overall.right += len(expected & seen)
