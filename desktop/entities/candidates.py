"""What the finders hand on before it is settled: a stretch of text, a kind, how sure, on whose word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.model.entity import EntityKind


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of text that may be a mention.

    `firm` ones stand against a tagger: a pattern or the lexicon knows them beyond doubt.
    """

    start: int
    end: int
    kind: EntityKind
    score: float
    fine: str = ""
    normal: str = ""
    firm: bool = False

    def overlaps(self, other: Candidate) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


class Taken:
    """The stretches of a text that are spoken for, for quick asking."""

    def __init__(self, candidates: Iterable[Candidate] = ()) -> None:
        self._characters: set[int] = set()
        for one in candidates:
            self.add(one.start, one.end)

    def add(self, start: int, end: int) -> None:
        """Speak for a stretch."""
        self._characters.update(range(start, end))

    def meets(self, start: int, end: int) -> bool:
        """Whether anything of a stretch is spoken for."""
        return not self._characters.isdisjoint(range(start, end))
