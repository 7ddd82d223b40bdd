from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from desktop.briefs.compose import compose
from desktop.briefs.looks import STYLE
from desktop.briefs.measure import face, fill_text
from desktop.briefs.paginate import WHOLE, estimate_pages
from desktop.briefs.sheet import FootnoteMark, Heading, Paragraph, Sheet, SourceParagraph, Words
from desktop.model.article import BlockKind
from tests.desktop.briefs import builders_of_briefs as made

BODY = STYLE["SourceText"]


def sheet_of(*parts: Heading | Paragraph | SourceParagraph) -> Sheet:
    return Sheet(title="Pages", parts=parts)


def source(number: int, words: int) -> SourceParagraph:
    text = " ".join(["harbour"] * words)
    return SourceParagraph(f"src1_p{number:03d}", text, BlockKind.PARAGRAPH, "src1")


def test_pages_never_go_back_and_end_at_the_last() -> None:
    for material in (made.one_source(), made.two_sources()):
        sheet = compose(material)
        pages = estimate_pages(sheet)
        keys = [p.key for p in sheet.parts if isinstance(p, Heading | SourceParagraph)]
        numbers = [pages[key] for key in keys]
        assert numbers == sorted(numbers)
        assert numbers[-1] <= pages[WHOLE]


def test_a_heading_stays_with_the_paragraph_after_it() -> None:
    filler = [source(n, 60) for n in range(1, 60)]
    for count in range(20, 40):
        sheet = sheet_of(*filler[:count], Heading("Late", 1, "h001"), source(99, 60))
        pages = estimate_pages(sheet)
        assert pages["h001"] == pages["src1_p099"]


def test_a_heading_that_starts_a_page_does() -> None:
    pages = estimate_pages(sheet_of(source(1, 20), Heading("New", 1, "h001", new_page=True)))
    assert (pages["src1_p001"], pages["h001"], pages[WHOLE]) == (1, 2, 2)


def test_a_paragraph_longer_than_a_page_runs_on() -> None:
    pages = estimate_pages(sheet_of(source(1, 3000), source(2, 10)))
    assert pages["src1_p001"] == 1
    assert pages["src1_p002"] == pages[WHOLE] >= 4


def test_footnotes_take_room() -> None:
    filler = [Paragraph((Words("word " * 90),)) for _ in range(14)]
    bare = compose(replace(made.one_source(), outline=made.outline_of()))
    sheet = replace(bare, parts=(*filler, Heading("End", 1, "h999"), source(1, 40)))
    noted = replace(sheet, footnotes=((Words("long note " * 400),),))
    called = replace(noted, parts=(Paragraph((Words("x"), FootnoteMark(1))), *noted.parts))
    assert estimate_pages(called)["h999"] > estimate_pages(sheet)["h999"]


def test_words_have_the_widths_of_their_faces() -> None:
    calibri = face("Calibri")
    # 1,038 of 2,048 units in the font's own table.
    assert calibri.width("0") == 507
    assert face("Calibri", strong=True).width("illness") > calibri.width("illness")
    assert face("Consolas").width("iW") == 1100
    assert face("No such face").width("a") == calibri.width("a")
    assert calibri.width("漢字") == 2000


@given(st.text(max_size=300), st.floats(40, 500))
def test_wider_lines_are_never_more(text: str, width: float) -> None:
    narrow = fill_text(text, BODY, width).lines
    assert 1 <= fill_text(text, BODY, width * 2).lines <= narrow
