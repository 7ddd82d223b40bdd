"""A Word file as PDF, through LibreOffice when it is installed."""

from __future__ import annotations

from pathlib import Path

from desktop.progress import Task


def office() -> Path | None:
    """Return LibreOffice's program, or None when there is none."""
    raise NotImplementedError


def write_pdf(docx: Path, path: Path, *, task: Task) -> int:
    """Turn a Word file into a PDF; return its number of pages.

    Raises:
        NotWritten: LibreOffice is missing or failed; what stood at `path` is untouched.
        Cancelled: the task was asked to stop; LibreOffice is ended.
    """
    raise NotImplementedError
