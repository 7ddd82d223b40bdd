"""What LibreOffice makes of a brief: every source word is there, every contents line on its page."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import pytest

from desktop.briefs import presets
from desktop.briefs.compose import compose
from desktop.briefs.material import Material
from desktop.briefs.paginate import estimate_pages
from desktop.briefs.pdf import measured_pages, office, write_measured, write_pdf, write_sheet_pdf
from desktop.briefs.sheet import Sheet
from desktop.briefs.word import write_docx
from desktop.errors import NotWritten
from desktop.model.ids import ArticleId
from desktop.progress import Cancelled, QuietTask
from tests.desktop.briefs import builders_of_briefs as made

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(office() is None, reason="LibreOffice is not installed"),
]


def long_material() -> Material:
    """Enough words for a dozen pages, with marks on many of them."""
    pieces = [made.FERRY[0]]
    for turn in range(18):
        pieces += [(kind, f"{words} ({turn}.)") for kind, words in made.FERRY[3:]]
    version = made.version_of(pieces, 1)
    mentions, entities = made.mentions_of(version)
    marks = tuple(
        made.annotation_of(
            turn + 1, version, f"how he will vote. ({turn}.)", comment=f"Remark {turn}."
        )
        for turn in range(18)
    )
    article = made.article_of(1, made.FERRY_DETAILS, version)
    material = made.ArticleMaterial(article, version, marks, mentions, entities)
    return replace(made.one_source(), articles={ArticleId(1): material})


def folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


@lru_cache
def pages_of_pdf(path: Path) -> tuple[str, ...]:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not installed")
    done = subprocess.run(
        [program, "-layout", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=True
    )
    return tuple(done.stdout.decode("utf-8").split("\f")[:-1])


def words_of_pdf(path: Path) -> str:
    """All words in reading order, without running lines, ¶ numbers and footnotes between them."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not installed")
    # The page's head, foot and left margin lie outside the box of the text.
    done = subprocess.run(
        [
            program,
            "-x",
            "61",
            "-y",
            "70",
            "-W",
            "480",
            "-H",
            "705",
            "-enc",
            "UTF-8",
            str(path),
            "-",
        ],
        capture_output=True,
        check=True,
    )
    return folded(done.stdout.decode("utf-8"))


@dataclass(frozen=True)
class Laid:
    """A brief as LibreOffice laid it out."""

    sheet: Sheet
    pdf: Path
    pages: dict[str, int]


@pytest.fixture(scope="module", params=["one", "two", "long"])
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Laid:
    material = {"one": made.one_source, "two": made.two_sources, "long": long_material}[
        request.param
    ]()
    sheet = compose(material)
    folder = tmp_path_factory.mktemp(f"office-{request.param}")
    docx = folder / "brief.docx"
    real = measured_pages(sheet, task=QuietTask())
    assert real is not None
    report = write_docx(sheet, docx, pages=real)
    pdf = folder / "brief.pdf"
    assert write_pdf(docx, pdf, task=QuietTask()) == report.pages
    return Laid(sheet, pdf, real)


def test_every_source_paragraph_is_in_the_pdf_word_for_word(written: Laid) -> None:
    sheet, pdf = written.sheet, written.pdf
    words = words_of_pdf(pdf)
    # A paragraph over two pages has the footnotes of the first between its halves: there are none
    # in the source text, so its words follow one another.
    missing = [p.text for p in sheet.source_paragraphs if folded(p.text) not in words]
    assert missing == []


def test_every_contents_line_names_the_page_that_its_place_is_on(
    written: Laid,
) -> None:
    sheet, pdf = written.sheet, written.pdf
    pages = pages_of_pdf(pdf)
    lines = [line for page in pages[:2] for line in page.split("\n")]
    for told in sheet.contents_lines:
        start = folded(told.text)[:40]
        found = [
            re.search(r"\.{3,}\s*(\d+)$", folded(line))
            for line in lines
            if folded(line).startswith(start)
        ]
        stated = next(int(m.group(1)) for m in found if m)
        standing = [
            line for line in pages[stated - 1].split("\n") if folded(line).startswith(start)
        ]
        assert any("...." not in line for line in standing), told


def test_the_estimate_comes_close(written: Laid) -> None:
    real = written.pages
    guess = estimate_pages(written.sheet)
    off = [key for key in real if abs(guess[key] - real[key]) > 0]
    assert len(off) <= len(real) * 0.1
    assert all(abs(guess[key] - real[key]) <= 1 for key in real)


def test_a_sheet_goes_straight_to_pdf(tmp_path: Path) -> None:
    path = tmp_path / "brief.pdf"
    report = write_sheet_pdf(compose(made.one_source()), path, task=QuietTask())
    assert path.read_bytes().startswith(b"%PDF-")
    assert report.pages == len(pages_of_pdf(path))
    assert (report.comments, report.highlights) == (5, 6)


def test_cancelling_ends_libreoffice_and_leaves_what_stood_there(tmp_path: Path) -> None:
    class Impatient:
        def step(self, done: int, total: int | None = None, what: str = "") -> None:
            if done >= 2:
                raise Cancelled

    path = tmp_path / "brief.pdf"
    path.write_bytes(b"old")
    with pytest.raises(Cancelled):
        write_sheet_pdf(compose(long_material()), path, task=Impatient())
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_libreoffice_cannot_read_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04 nothing more")
    with pytest.raises(NotWritten):
        write_pdf(broken, tmp_path / "out.pdf", task=QuietTask())
    assert not (tmp_path / "out.pdf").exists()


def test_every_preset_is_written_with_the_pages_it_really_has(tmp_path: Path) -> None:
    for name in presets.PRESETS:
        details = replace(made.DETAILS, preset=name)
        sheet = compose(replace(made.two_sources(), details=details))
        report = write_measured(sheet, tmp_path / f"{name}.docx", task=QuietTask())
        assert report.pages is not None
        assert report.pages >= 2
        assert report.warnings == ()
