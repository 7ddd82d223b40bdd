"""Write annotations and notes to a file that other programs read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.desk import Desk
from desktop.progress import Task


@dataclass(frozen=True, slots=True)
class AnnotationsReport:
    """How much was written, and where ("-" for standard output)."""

    path: str
    annotations: int
    notes: int


def export_annotations(
    desk: Desk,
    task: Task,
    *,
    format: str = "jsonld",  # noqa: A002 - the word of the command line
    path: Path | None = None,
) -> tuple[str, AnnotationsReport]:
    """Write all annotations as W3C Web Annotation JSON-LD ("jsonld"), Markdown ("md") or "csv".

    Returns the text as well, for standard output when `path` is None.
    """
    raise NotImplementedError
