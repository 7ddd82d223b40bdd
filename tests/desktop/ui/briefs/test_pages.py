"""Pages are filled between lines: nothing lost, nothing twice, footnotes where their marks are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from desktop.briefs.looks import A4
from desktop.briefs.sheet import (
    Contents,
    FootnoteMark,
    Heading,
    Paragraph,
    Part,
    Role,
    Sheet,
    SourceParagraph,
    Words,
)
from desktop.model.article import BlockKind
from desktop.ui.briefs.leaf import Leaf
from desktop.ui.briefs.pages import Page, page_numbers, paginate
from desktop.ui.briefs.preview import Preview
from desktop.ui.briefs.setting import twips
from desktop.ui.briefs.typesetting import set_footnote, set_part
from desktop.ui.theme import ThemeHub

pytestmark = pytest.mark.gui

SENTENCE = (
    "The repair ship left the bay on Thursday and came back with the broken length of cable. "
)


def source(number: int, sentences: int) -> SourceParagraph:
    return SourceParagraph(
        f"p{number}", SENTENCE * sentences, BlockKind.PARAGRAPH, "A", number, f"¶{number}"
    )


def filled(sheet: Sheet) -> tuple[list[Page], list[Leaf]]:
    leaves = [leaf for part in sheet.parts for leaf in set_part(part, sheet, A4, {})]
    notes = {n: set_footnote(n, words, A4) for n, words in enumerate(sheet.footnotes, 1)}
    return paginate(leaves, notes, A4), leaves


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 60), min_size=1, max_size=12))
def test_every_line_stands_on_one_page_in_order(lengths: list[int]) -> None:
    sheet = Sheet("T", tuple(source(n, length) for n, length in enumerate(lengths, 1)))
    pages, leaves = filled(sheet)
    for leaf in leaves:
        slices = [one for page in pages for one in page.slices if one.leaf is leaf]
        edges = [(one.top, one.bottom) for one in slices]
        assert edges[0][0] == 0
        assert edges[-1][1] == pytest.approx(leaf.height)
        assert [bottom for _, bottom in edges[:-1]] == [top for top, _ in edges[1:]]
    limit = twips(A4.height - A4.bottom)
    for page in pages:
        for one in page.slices:
            assert one.y + one.bottom - one.top <= limit + 0.5


def test_a_heading_never_ends_a_page() -> None:
    for sentences in range(1, 70, 3):
        parts: tuple[Part, ...] = (
            source(1, 60),
            source(2, sentences),
            Heading("What is known", 1, "h"),
            source(3, 8),
        )
        pages, leaves = filled(Sheet("T", parts))
        heading = next(leaf for leaf in leaves if leaf.key == "h")
        holder = next(page for page in pages if any(one.leaf is heading for one in page.slices))
        assert holder.slices[-1].leaf is not heading


def test_a_footnote_stands_on_the_page_of_its_mark() -> None:
    def noted(number: int) -> Paragraph:
        return Paragraph((Words(SENTENCE * 9), FootnoteMark(number)), Role.BODY)

    sheet = Sheet(
        "T",
        tuple(noted(n) for n in range(1, 31)),
        footnotes=tuple((Words(f"Source {n}, para. {n}. " * 4),) for n in range(1, 31)),
    )
    pages, _ = filled(sheet)
    assert len(pages) > 3
    limit = twips(A4.height - A4.bottom)
    seen = 0
    for page in pages:
        marks = {
            number
            for one in page.slices
            for band in one.leaf.bands
            if one.top <= band.top < one.bottom
            for number in band.footnotes
        }
        assert len(page.footnotes) == len(marks)
        seen += len(marks)
        lowest = max(one.y + one.bottom - one.top for one in page.slices)
        assert lowest <= limit - page.notes_height + 0.5
    assert seen == 30


def test_a_new_page_is_begun_where_it_is_asked_for() -> None:
    pages, _ = filled(Sheet("T", (source(1, 2), Heading("Annex", 1, "annex", new_page=True))))
    assert page_numbers(pages)["annex"] == 2


def test_the_contents_name_the_pages_that_are_shown(qtbot: QtBot, hub: ThemeHub) -> None:
    headings = [(Heading(f"Part {n}", 1, f"h{n}"), source(n, 40)) for n in range(1, 9)]
    sheet = Sheet("T", (Contents("Contents"), *(part for pair in headings for part in pair)))
    preview = Preview(hub)
    qtbot.addWidget(preview)
    with qtbot.waitSignal(preview.settled):
        preview.show_sheet(sheet)
    told = {}
    for leaf in (one.leaf for one in preview.pages[0].slices):
        words = leaf.document.toPlainText()
        if "\t" in words:
            name, number = words.split("\t")
            told[name.rstrip(".")] = int(number)
    assert told == {f"Part {n}": preview.page_of_places[f"h{n}"] for n in range(1, 9)}
    assert max(told.values()) > 2


def test_what_has_not_changed_is_not_set_again(qtbot: QtBot, hub: ThemeHub) -> None:
    preview = Preview(hub)
    qtbot.addWidget(preview)
    same = source(1, 30)
    with qtbot.waitSignal(preview.settled):
        preview.show_sheet(Sheet("T", (Paragraph((Words("a"),)), same)))
    before = preview._set[same][0]
    with qtbot.waitSignal(preview.settled):
        preview.show_sheet(Sheet("T", (Paragraph((Words("b"),)), same)))
    assert preview._set[same][0] is before
