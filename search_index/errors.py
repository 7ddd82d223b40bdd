"""What can go wrong with an index, each kind with its facts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


class IndexTrouble(Exception):  # noqa: N818 - names say what is the matter
    """Something about the index that its caller can act on."""


@dataclass(eq=False)
class IndexBroken(IndexTrouble):
    """The index cannot be trusted: discard it and build it anew from the library."""

    folder: Path
    reason: str

    def __str__(self) -> str:
        return f"The search index in {self.folder} has to be built anew: {self.reason}"


@dataclass(eq=False)
class IndexBusy(IndexTrouble):
    """Another process is writing the index; what was to be written is not lost, only not yet in."""

    folder: Path

    def __str__(self) -> str:
        return f"Another process is writing the search index in {self.folder}."


@dataclass(eq=False)
class IndexFull(IndexTrouble):
    """There was no room to write; what was in the index before still is."""

    folder: Path
    reason: str

    def __str__(self) -> str:
        return f"The search index in {self.folder} could not be written: {self.reason}"


@dataclass(eq=False)
class QueryError(IndexTrouble):
    """A query that cannot be answered at all; `position` counts code points from its start."""

    query: str
    position: int
    hint: str

    def __str__(self) -> str:
        return f"{self.hint} (at character {self.position + 1})"


class SearchCancelled(IndexTrouble):
    """The caller's `cancelled` said yes: a newer search has taken this one's place."""
