"""A Word file as PDF, and on which page each of its places stands, through LibreOffice when it is there."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from desktop.briefs.body import bookmark_of
from desktop.briefs.paginate import WHOLE, estimate_pages
from desktop.briefs.sheet import Heading, Sheet, SourceParagraph
from desktop.briefs.word import Written, docx_bytes, write_docx
from desktop.errors import NotWritten
from desktop.paths import write_whole
from desktop.progress import Task

_NAMES: Final = ("soffice", "libreoffice")
_USUAL: Final = (
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    Path("C:/Program Files/LibreOffice/program/soffice.exe"),
    Path("C:/Program Files (x86)/LibreOffice/program/soffice.exe"),
)
_FILTER: Final = (
    'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"},'
    '"UseTaggedPDF":{"type":"boolean","value":"true"}}'
)
_PAUSE: Final = 0.1
_LIMIT: Final = 600
"""Seconds after which LibreOffice is taken to hang."""

_DESTINATION: Final = re.compile(rb"/([^\s\[\]<>()/%]+)\[(\d+) 0 R/XYZ")
_PAGES: Final = re.compile(rb"/Type/Pages\b.*?/Kids\[([\d R\s]*)\]", re.DOTALL)


def office() -> Path | None:
    """Return LibreOffice's program, or None when there is none; `CARREL_OFFICE` says where, "" nowhere."""
    named = os.environ.get("CARREL_OFFICE")
    if named is not None:
        return Path(named) if named else None
    for name in _NAMES:
        found = shutil.which(name)
        if found:
            return Path(found)
    return next((path for path in _USUAL if path.is_file()), None)


def write_pdf(docx: Path, path: Path, *, task: Task) -> int:
    """Turn a Word file into a PDF; return its number of pages.

    Raises:
        NotWritten: LibreOffice is missing or failed; what stood at `path` is untouched.
        Cancelled: the task was asked to stop; LibreOffice is ended.
    """
    content = _converted(docx.read_bytes(), path, task)
    _put(content, path)
    return len(_page_objects(content))


def write_sheet_pdf(sheet: Sheet, path: Path, *, task: Task) -> Written:
    """Write a sheet as PDF, its contents with the numbers of the pages it really has.

    Raises:
        NotWritten: LibreOffice is missing or failed; what stood at `path` is untouched.
        Cancelled: the task was asked to stop.
    """
    pages = estimate_pages(sheet)
    content = _converted(docx_bytes(sheet, pages), path, task)
    real = _pages_of(sheet, content)
    if real and real != pages:
        content = _converted(docx_bytes(sheet, real), path, task)
    _put(content, path)
    return Written(
        path=path,
        comments=len(sheet.remarks),
        highlights=sheet.highlights,
        footnotes=len(sheet.footnotes),
        warnings=sheet.warnings,
        pages=len(_page_objects(content)) or None,
    )


def write_measured(sheet: Sheet, path: Path, *, task: Task) -> Written:
    """Write a sheet as .docx with page numbers asked of LibreOffice, or estimated where it is missing.

    Raises:
        NotWritten: the file cannot be written there; what stood there is untouched.
        Cancelled: the task was asked to stop.
    """
    pages = measured_pages(sheet, task=task)
    written = write_docx(sheet, path, pages=pages)
    if pages is None and office() is not None:
        told = "LibreOffice could not lay the brief out: its page numbers are estimated."
        written = replace(written, warnings=(*written.warnings, told))
    return written


def measured_pages(sheet: Sheet, *, task: Task) -> dict[str, int] | None:
    """Return the page of each key as LibreOffice lays the brief out; None where it cannot be asked."""
    if office() is None:
        return None
    try:
        content = _converted(docx_bytes(sheet, estimate_pages(sheet)), Path("brief.pdf"), task)
    except NotWritten:
        return None
    return _pages_of(sheet, content) or None


def _put(content: bytes, path: Path) -> None:
    try:
        write_whole(path, content)
    except OSError as error:
        reason = f"{error.strerror or error}."
        raise NotWritten(path, reason, "Choose another place or close the file.") from error


def _pages_of(sheet: Sheet, pdf: bytes) -> dict[str, int]:
    """Return the page of each key of a sheet in its PDF; empty when the PDF does not say."""
    objects = {number: page for page, number in enumerate(_page_objects(pdf), 1)}
    places = _destinations(pdf)
    out: dict[str, int] = {}
    for part in sheet.parts:
        if isinstance(part, Heading | SourceParagraph):
            names = _written_names(bookmark_of(part.key))
            page = next((objects.get(places[name]) for name in names if name in places), None)
            if page is not None:
                out[part.key] = page
    return {**out, WHOLE: len(objects)} if out else {}


def _page_objects(pdf: bytes) -> list[int]:
    found = _PAGES.search(pdf)
    return [int(number) for number in re.findall(rb"(\d+) 0 R", found.group(1))] if found else []


def _destinations(pdf: bytes) -> Mapping[str, int]:
    """Return the page object of each named place, by the name as it stands in the file."""
    return {name.decode("latin-1"): int(number) for name, number in _DESTINATION.findall(pdf)}


def _written_names(bookmark: str) -> tuple[str, ...]:
    """Return how a bookmark's name may stand in a PDF: LibreOffice 7 writes `_` as 5F, later ones #5F."""
    return (bookmark.replace("_", "5F"), bookmark.replace("_", "#5F"), bookmark)


def _converted(docx: bytes, path: Path, task: Task) -> bytes:
    program = office()
    if program is None:
        raise NotWritten(
            path, "LibreOffice is not installed.", "Install it, or export as .docx or .md instead."
        )
    with tempfile.TemporaryDirectory(prefix="carrel-office-") as name:
        folder = Path(name)
        (folder / "brief.docx").write_bytes(docx)
        command = [
            str(program),
            "--headless",
            "--norestore",
            "--nolockcheck",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--convert-to",
            _FILTER,
            "--outdir",
            str(folder),
            str(folder / "brief.docx"),
        ]
        _run(command, path, task)
        made = folder / "brief.pdf"
        if not made.is_file():
            raise NotWritten(
                path, "LibreOffice could not read the brief.", "Export as .docx instead."
            )
        return made.read_bytes()


def _run(command: list[str], path: Path, task: Task) -> None:
    with subprocess.Popen(  # noqa: S603 - the arguments are ours
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            for pause in range(int(_LIMIT / _PAUSE)):
                task.step(pause, None, "LibreOffice lays out the pages")
                try:
                    process.wait(_PAUSE)
                except subprocess.TimeoutExpired:
                    continue
                return
            raise NotWritten(path, "LibreOffice did not finish.", "Export as .docx instead.")
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice with all that it started; its launcher alone would leave the program running."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
