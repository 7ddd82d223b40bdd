"""Care: what can be wrong with a library, found and mended."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FaultKind(StrEnum):
    """What can be wrong."""

    DATABASE = "database"
    """SQLite itself finds the file damaged: restore a backup."""
    BROKEN_LINK = "broken_link"
    """A record speaks of one that is not there."""
    TEXT_CHANGED = "text_changed"
    """A version's text is not what its checksum says."""
    ANCHOR = "anchor"
    """A highlight's words are not at its place."""
    FILE_MISSING = "file_missing"
    """The file that a version was read from is gone."""
    FILE_DAMAGED = "file_damaged"
    """The file that a version was read from is not what its name says."""
    FILE_STRAY = "file_stray"
    """A kept file belongs to no version."""
    COUNTS = "counts"
    """The counts of an entity, or where it is named, are wrong."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: a sentence for the user; `key` is the record or the file's name."""

    kind: FaultKind
    text: str
    key: int | str

    @property
    def mendable(self) -> bool:
        """Whether `Library.mend` can put it right."""
        return self.kind in MENDABLE


MENDABLE = frozenset({FaultKind.ANCHOR, FaultKind.FILE_STRAY, FaultKind.COUNTS})
