"""What became of the files that were brought in."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.model.change import Change
from desktop.model.ids import ArticleId


@dataclass(frozen=True, slots=True)
class Imported:
    """One file that became an article."""

    id: ArticleId
    title: str
    path: str
    words: int
    mentions: int


@dataclass(frozen=True, slots=True)
class Duplicate:
    """One file whose text is already in the library, word for word."""

    path: str
    of: ArticleId


@dataclass(frozen=True, slots=True)
class Failed:
    """One file that could not be read, and why, in a sentence."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Warned:
    """Something the user should look at in a file that did get in."""

    path: str
    message: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of every file; `cancelled` when the user stopped it (finished files stay)."""

    imported: tuple[Imported, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    failed: tuple[Failed, ...] = ()
    warnings: tuple[Warned, ...] = ()
    cancelled: bool = False
    change: Change = field(default_factory=Change)

    def joined(self, other: ImportReport) -> ImportReport:
        """Return one report of both, this one first; its change takes back the other's step."""
        return ImportReport(
            imported=self.imported + other.imported,
            duplicates=self.duplicates + other.duplicates,
            failed=self.failed + other.failed,
            warnings=self.warnings + other.warnings,
            cancelled=self.cancelled or other.cancelled,
            change=joined_steps(self.change, other.change),
        )


def joined_steps(one: Change, other: Change) -> Change:
    """Return both changes as one, under the later one's title and step."""
    last = other if other.step is not None else one
    return Change(last.title, last.step, one.touched | other.touched)
