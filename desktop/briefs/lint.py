"""What is wrong with a .docx: faults that Word would stumble over though other programs open it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: the part of the package, the rule it breaks, and what is there."""

    part: str
    rule: str
    text: str

    def __str__(self) -> str:
        return f"{self.part}: {self.text} ({self.rule})"


def lint(path: Path) -> tuple[Fault, ...]:
    """Check a Word file; an empty answer means that nothing was found."""
    raise NotImplementedError
