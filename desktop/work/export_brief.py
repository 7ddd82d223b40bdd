"""Write a brief to a file: Word first, Markdown and PDF besides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.desk import Desk
from desktop.model.ids import ArticleId, BriefId
from desktop.progress import Task


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written; `pages` is None where it could only be guessed."""

    path: str
    pages: int | None
    comments: int
    highlights: int
    footnotes: int
    warnings: tuple[str, ...] = ()


def export_brief(
    desk: Desk,
    task: Task,
    *,
    path: Path,
    brief_id: BriefId | None = None,
    article_ids: Sequence[ArticleId] = (),
    title: str = "",
    preset: str | None = None,
    citations: str | None = None,
    handling: str | None = None,
    template: Path | None = None,
) -> ExportReport:
    """Write one brief, or one made on the spot of these articles with all their marks.

    The file's ending says the format: .docx, .md or .pdf (through LibreOffice).

    Raises:
        NotFound: no such brief or article.
        NotWritten: the file cannot be written, or its format cannot be made here.
    """
    raise NotImplementedError
