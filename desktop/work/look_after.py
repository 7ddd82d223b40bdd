"""Look after the library: check and repair, back up, restore."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.desk import Desk
from desktop.progress import Task


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was looked at, what is wrong (sentences) and what was repaired."""

    articles: int
    notes: int
    annotations: int
    entries: int
    problems: tuple[str, ...]
    repaired: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong any more."""
        return len(self.problems) == len(self.repaired)


def check(desk: Desk, task: Task, *, repair: bool = False) -> CheckReport:
    """Check the database, every anchor, the kept files and the index against the library."""
    raise NotImplementedError


def back_up(desk: Desk, task: Task, *, path: Path) -> int:
    """Write the whole library, without the index, to one file; return its size in bytes."""
    raise NotImplementedError


def restore(task: Task, *, backup: Path, folder: Path) -> None:
    """Make a library in an empty or new folder from a backup.

    Raises:
        Refused: the folder is not empty, or the file is not a whole backup.
    """
    raise NotImplementedError
