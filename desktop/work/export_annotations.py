"""Write annotations and notes to a file that other programs read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop.desk import Desk
from desktop.errors import NotWritten, Refused
from desktop.joinery import marks_out
from desktop.joinery.marks_out import Gathered
from desktop.paths import write_whole
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
    writer = _WRITERS.get(format)
    if writer is None:
        raise Refused(
            f"Highlights cannot be written as “{format}”.", f"Choose from {', '.join(_WRITERS)}."
        )
    if path is not None:
        desk.library.require_outside(path)
    task.step(0, 2, "gathering")
    with desk.library.reading() as rows:
        marks = tuple(rows.annotations.all())
        notes = tuple(reversed(rows.notes.listed(limit=rows.notes.count() or 1)))
        about = {mark.article_id for mark in marks}
        about |= {note.article_id for note in notes if note.article_id is not None}
        gathered = Gathered(desk.library.uid, marks, notes, rows.articles.many(about))
    task.step(1, 2, "writing")
    text = writer(gathered)
    if path is not None:
        try:
            write_whole(path, text.encode())
        except OSError as error:
            raise NotWritten(
                path, f"{error.strerror or error}.", "Nothing was lost; choose another place."
            ) from error
    return text, AnnotationsReport(str(path) if path else "-", len(marks), len(notes))


_WRITERS: dict[str, Callable[[Gathered], str]] = {
    "jsonld": marks_out.as_jsonld,
    "md": marks_out.as_markdown,
    "csv": marks_out.as_csv,
}
