"""Where there is no LibreOffice, or one that misbehaves: everything but the PDF still works."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from desktop.briefs import pdf
from desktop.briefs.compose import compose
from desktop.errors import NotWritten
from desktop.progress import QuietTask
from tests.desktop.briefs import builders_of_briefs as made


def test_without_libreoffice_a_brief_is_written_with_estimated_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "office", lambda: None)
    path = tmp_path / "brief.docx"
    report = pdf.write_measured(compose(made.one_source()), path, task=QuietTask())
    assert report.pages is None
    assert report.warnings == ()
    assert path.exists()
    with pytest.raises(NotWritten, match="LibreOffice is not installed"):
        pdf.write_sheet_pdf(compose(made.one_source()), tmp_path / "brief.pdf", task=QuietTask())


def test_office_is_looked_for_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(pdf, "_USUAL", ())
    assert pdf.office() is None
    program = tmp_path / ("soffice.exe" if sys.platform == "win32" else "soffice")
    program.write_text("#!/bin/sh\nexit 0\n")
    program.chmod(stat.S_IRWXU)
    assert pdf.office() == program


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands for the program")
def test_a_program_that_makes_nothing_is_told_and_its_pages_are_estimated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexit 3\n")
    program.chmod(stat.S_IRWXU)
    monkeypatch.setattr(pdf, "office", lambda: program)
    assert pdf.measured_pages(compose(made.one_source()), task=QuietTask()) is None
    written = pdf.write_measured(
        compose(made.one_source()), tmp_path / "brief.docx", task=QuietTask()
    )
    assert written.pages is None
    assert any("estimated" in warning for warning in written.warnings)
    with pytest.raises(NotWritten, match="could not read"):
        pdf.write_sheet_pdf(compose(made.one_source()), tmp_path / "brief.pdf", task=QuietTask())


def test_places_are_read_from_a_pdf_however_the_names_are_written() -> None:
    sheet = compose(made.one_source())
    body = (
        b"%PDF-1.7\n<</5FToc900000002[4 0 R/XYZ 62 700 0]\n/#5Fsrc1#5Fp001[9 0 R/XYZ 62 500 0]\n"
        b"/_src1_p002[9 0 R/XYZ 62 480 0]>>\n<</Type/Pages\n/Kids[ 4 0 R 9 0 R ]\n/Count 2>>"
    )
    pages = pdf._pages_of(sheet, body)
    assert pages == {"h002": 1, "src1_p001": 2, "src1_p002": 2, "": 2}
    assert pdf._pages_of(sheet, b"%PDF-1.7 nothing of the kind") == {}
