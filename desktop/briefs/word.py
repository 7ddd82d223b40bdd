"""A sheet as a Word document."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.briefs.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Written:
    """What was written; `pages` is None where it could only be estimated."""

    path: Path
    comments: int
    highlights: int
    footnotes: int
    warnings: tuple[str, ...] = ()
    pages: int | None = None


def write_docx(sheet: Sheet, path: Path) -> Written:
    """Write the sheet as a .docx, checked by the lint before it takes the place of an older file.

    Raises:
        NotWritten: the file cannot be written there; what stood there is untouched.
    """
    raise NotImplementedError
