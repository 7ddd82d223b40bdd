"""Write a brief to a file: Word first, Markdown and PDF besides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from desktop.briefs.citation_styles import STYLES
from desktop.briefs.compose import compose
from desktop.briefs.markdown import to_markdown
from desktop.briefs.pdf import write_measured, write_sheet_pdf
from desktop.briefs.presets import PRESETS
from desktop.briefs.sheet import Sheet
from desktop.briefs.word import Written
from desktop.desk import Desk
from desktop.errors import NotWritten, Refused
from desktop.joinery import material
from desktop.library.rows import Rows
from desktop.model.brief import BriefDetails
from desktop.model.ids import ArticleId, BriefId
from desktop.paths import write_whole
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
    task.step(0, 4, "gathering")
    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        raise Refused(
            f"A brief cannot be written as “{path.suffix or path.name}”.",
            f"Give the file one of the endings {', '.join(_WRITERS)}.",
        )
    if template is not None:
        raise Refused(
            "Templates of your own cannot be used yet.",
            "Leave the template out, or choose a preset.",
        )
    _check("kind of brief", preset, PRESETS)
    _check("style of citations", citations, STYLES)
    given = {
        "title": " ".join(title.split()) or None,
        "preset": preset,
        "citations": citations,
        "handling": handling,
    }
    changes: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    with desk.library.reading() as rows:
        if brief_id is not None:
            brief = rows.briefs.get(brief_id)
            gathered = material.of_brief(desk, rows, brief, replace(brief.details, **changes))
        else:
            details = replace(_details(desk, rows, article_ids), **changes)
            gathered = material.of_articles(desk, rows, article_ids, details)
    task.step(1, 4, "laying out")
    sheet = compose(gathered)
    task.step(2, 4, "writing")
    return writer(sheet, path, task)


def _check(what: str, name: str | None, known: Mapping[str, object]) -> None:
    if name is not None and name not in known:
        raise Refused(f"There is no {what} “{name}”.", f"Choose from {', '.join(known)}.")


def _details(desk: Desk, rows: Rows, article_ids: Sequence[ArticleId]) -> BriefDetails:
    """Return the title block of a brief that is made on the spot.

    Raises:
        NotFound: the first article is not there.
        Refused: there is none.
    """
    if not article_ids:
        raise Refused("There is nothing to write.", "Name a brief or some articles.")
    chosen = desk.settings
    first = rows.articles.get(article_ids[0]).details
    return BriefDetails(
        title=first.title,
        preset=chosen.brief_preset if chosen.brief_preset in PRESETS else "intelligence",
        citations=chosen.citations if chosen.citations in STYLES else "chicago-notes",
        prepared_by=chosen.author,
    )


def _as_word(sheet: Sheet, path: Path, task: Task) -> ExportReport:
    return _told(write_measured(sheet, path, task=task))


def _as_pdf(sheet: Sheet, path: Path, task: Task) -> ExportReport:
    return _told(write_sheet_pdf(sheet, path, task=task))


def _told(written: Written) -> ExportReport:
    return ExportReport(
        path=str(written.path),
        pages=written.pages,
        comments=written.comments,
        highlights=written.highlights,
        footnotes=written.footnotes,
        warnings=written.warnings,
    )


def _as_markdown(sheet: Sheet, path: Path, _task: Task) -> ExportReport:
    try:
        write_whole(path, to_markdown(sheet).encode())
    except OSError as error:
        raise NotWritten(
            path, f"{error.strerror or error}.", "Nothing was lost; choose another place."
        ) from error
    return ExportReport(
        path=str(path),
        pages=None,
        comments=len(sheet.remarks),
        highlights=sheet.highlights,
        footnotes=len(sheet.footnotes),
        warnings=sheet.warnings,
    )


_WRITERS = {".docx": _as_word, ".md": _as_markdown, ".pdf": _as_pdf}
