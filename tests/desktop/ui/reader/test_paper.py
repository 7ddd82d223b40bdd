"""What is painted and where: measures in pixels, and pictures that differ where they should."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from desktop.model.annotation import Colour
from desktop.model.article import BlockKind
from desktop.model.entity import EntityKind
from desktop.ui.reader.column import LEAST_NOTE, NOTES_AWAY, column_in
from desktop.ui.reader.page import Page, Ranges
from desktop.ui.reader.painting import bars
from desktop.ui.reader.view import ReaderView
from desktop.ui.theme import DARK, LIGHT, Theme
from tests.desktop.ui.reader.articles import mark
from tests.desktop.ui.reader.conftest import Desk

pytestmark = pytest.mark.gui
B = BlockKind


def picture(view: ReaderView) -> QImage:
    return view.viewport().grab().toImage()


def baselines(view: ReaderView, number: int) -> list[float]:
    block = view.document().findBlockByNumber(number)
    layout = block.layout()
    lines = [layout.lineAt(i) for i in range(layout.lineCount())]
    top = layout.position().y() - view.bar.value()
    return [top + line.y() + line.ascent() for line in lines]


def shows(image: QImage, rect: QRect, colour: QColor) -> bool:
    """Whether the colour covers a good part of the rectangle."""
    hits = sum(
        image.pixelColor(x, y).rgb() == colour.rgb()
        for x in range(rect.left(), rect.right(), 2)
        for y in range(rect.top(), rect.bottom(), 2)
    )
    return hits > rect.width() * rect.height() / 4 * 0.2


# ---------------------------------------------------------------------- measures


def test_lines_stand_where_the_design_puts_them(desk_open: Desk) -> None:
    view = desk_open.view
    headline, standfirst, first = (baselines(view, number) for number in (0, 1, 2))
    heading, after = baselines(view, 4), baselines(view, 5)
    assert view.column.left == 40
    assert round(headline[0]) == 97
    assert standfirst[0] - headline[-1] == pytest.approx(39, abs=1)
    assert first[0] - standfirst[-1] == pytest.approx(56, abs=1)
    assert first[1] - first[0] == 28
    assert baselines(view, 3)[0] - first[-1] == pytest.approx(44, abs=0.5)
    assert heading[0] - baselines(view, 3)[-1] == pytest.approx(50, abs=1.5)
    assert after[0] - heading[0] == pytest.approx(36, abs=1.5)


def test_a_larger_size_scales_the_measures(desk_open: Desk) -> None:
    from dataclasses import replace

    desk_open.hub.set_fonts(replace(desk_open.hub.theme.fonts, text_px=26))
    lines = baselines(desk_open.view, 2)
    assert lines[1] - lines[0] == round(26 * 1.64)


def test_the_document_holds_exactly_the_text(desk_open: Desk) -> None:
    page = desk_open.reader.page
    assert page is not None
    document = desk_open.view.document()
    assert document.characterCount() - 1 == page.positions.units
    assert document.blockCount() == len(page.blocks)
    assert document.toRawText().replace("\u2029", "\n") == page.text


@given(st.floats(260, 2400), st.floats(5, 14), st.sampled_from([56, 64, 72]))
def test_the_column_and_its_notes_stay_in_the_window(
    width: float, character: float, measure: int
) -> None:
    column = column_in(width, character, measure)
    assert column.left >= 24
    assert column.width >= 40
    if column.note_width:
        assert column.note_width >= LEAST_NOTE
        assert column.note_x == column.left + column.width + NOTES_AWAY
        assert column.note_x + column.note_width <= width
        assert column.left + column.width + column.right == pytest.approx(width)
    elif width > 300:
        assert column.left + column.width <= width


def test_comments_stand_beside_the_text_or_become_dots(desk_open: Desk) -> None:
    view = desk_open.view
    assert view.column.note_width >= LEAST_NOTE
    desk_open.reader.inspector.hide()
    desk_open.window.resize(640, 700)
    desk_open.qtbot.waitUntil(lambda: view.viewport().width() == 622)
    assert view.column.note_width == 0
    assert view.column.left == 56


# ---------------------------------------------------------------------- pictures


def test_a_kind_switched_off_is_gone_and_on_again_as_before(desk_open: Desk) -> None:
    before = picture(desk_open.view)
    desk_open.reader.look.show_kinds(frozenset(EntityKind) - {EntityKind.PLACE})
    without = picture(desk_open.view)
    desk_open.reader.look.show_kinds(frozenset(EntityKind))
    assert without != before
    assert picture(desk_open.view) == before


def test_dark_and_back_is_as_before(desk_open: Desk) -> None:
    before = picture(desk_open.view)
    desk_open.hub.choose("dark")
    dark = picture(desk_open.view)
    assert dark.pixelColor(3, 3).rgb() == DARK.paper.rgb()
    desk_open.hub.choose("light")
    assert picture(desk_open.view) == before


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("colour", list(Colour))
def test_a_highlight_has_its_colour(desk_open: Desk, theme: Theme, colour: Colour) -> None:
    desk_open.hub.choose(theme.name)
    span = desk_open.words("that the stones were there")
    assert not shows(
        picture(desk_open.view), desk_open.view.rect_of(span), theme.highlight_fill(colour)
    )
    desk_open.view.select(span)
    desk_open.press(str(list(Colour).index(colour) + 1))
    assert shows(
        picture(desk_open.view), desk_open.view.rect_of(span), theme.highlight_fill(colour)
    )


def test_the_newest_of_overlapping_highlights_lies_on_top_and_both_have_bars(
    desk_open: Desk,
) -> None:
    for words, key in (("that the stones were there", "1"), ("the stones", "3")):
        desk_open.view.select(desk_open.words(words))
        desk_open.press(key)
    image = picture(desk_open.view)
    over = desk_open.view.rect_of(desk_open.words("the stones"))
    assert shows(image, over, LIGHT.highlight_fill(Colour.BLUE))
    assert not shows(image, over, LIGHT.highlight_fill(Colour.AMBER))
    scene = desk_open.view.scene()
    assert scene is not None
    placed = [rect for _, rect in bars(scene)]
    assert len(placed) == 2
    assert not placed[0].intersects(placed[1])
    assert all(rect.right() < desk_open.view.column.left for rect in placed)


def test_a_hit_lies_over_a_highlight_and_under_the_words(desk_open: Desk) -> None:
    span = desk_open.words("that the stones were there")
    desk_open.view.select(span)
    desk_open.press("1")
    page = desk_open.reader.page
    assert page is not None
    desk_open.view.set_finds(Ranges([page.positions.units_of(desk_open.words("stones"))]), 0)
    rect = desk_open.view.rect_of(desk_open.words("stones"))
    assert shows(picture(desk_open.view), rect.adjusted(2, 3, -2, -3), LIGHT.find_now)


def test_a_selection_is_painted_and_gone_when_let_go(desk_open: Desk) -> None:
    before = picture(desk_open.view)
    span = desk_open.words("that the stones were there")
    desk_open.view.select(span)
    assert shows(picture(desk_open.view), desk_open.view.rect_of(span), LIGHT.selection)
    desk_open.press("\x1b")
    desk_open.reader.floats.let_go()
    assert picture(desk_open.view) == before


def test_pointing_at_a_name_lights_up_its_other_mentions(desk_open: Desk) -> None:
    view, page = desk_open.view, desk_open.reader.page
    assert page is not None
    last = [i for i, m in enumerate(page.mentions) if m.surface == "Lindqvist"][-1]
    rect = view.rect_of(page.mentions[last].span)
    cold = view.viewport().grab(rect).toImage()
    view.showing.hot = page.keys[last]
    view.viewport().update()
    assert view.viewport().grab(rect).toImage() != cold


def test_right_to_left_words_are_marked_where_they_stand(desk_open: Desk) -> None:
    view = desk_open.view
    arabic = desk_open.words("إلى اليسار")
    latin = desk_open.words("Gdansk", desk_open.text.count("Gdansk") - 1)
    first, second = view.rect_of(arabic), view.rect_of(latin)
    assert first.width() > 20
    assert second.width() > 20
    assert not first.intersects(second)
    assert second.right() < first.left()


def test_comments_in_the_margin_do_not_overlap(
    desk_open: Desk, article_marks: Callable[[], None]
) -> None:
    article_marks()
    scene = desk_open.view.scene()
    assert scene is not None
    notes = desk_open.view.margin.notes(scene)
    assert len(notes) == 3
    for above, below in itertools.pairwise(notes):
        assert above.rect.bottom() < below.rect.top()


@pytest.fixture
def article_marks(desk_open: Desk) -> Callable[[], None]:
    def make() -> None:
        key = desk_open.reader.tabs[0].article_id
        long = (
            "A comment that goes on over several lines, as comments do when there is much to say."
        )
        for words in ("the money", "the stones", "a decision"):
            mark(desk_open.library, key, words, Colour.AMBER, long)
        desk_open.reader._read_again()
        desk_open.settle()

    return make


def test_an_article_of_a_megabyte_is_shown_at_once_and_reached_at_its_end(
    qtbot: QtBot, page_of: Callable[[int], Page]
) -> None:
    view = ReaderView(LIGHT)
    qtbot.addWidget(view)
    view.resize(700, 800)
    view.motion.still = True
    page = page_of(600_000)
    with qtbot.waitExposed(view):
        view.show()
    view.show_page(page)
    blank = QImage(view.viewport().size(), QImage.Format.Format_RGB32)
    blank.fill(LIGHT.paper)
    assert picture(view).convertToFormat(QImage.Format.Format_RGB32) != blank
    last = page.mentions[-1].span
    view.reveal(last)
    qtbot.waitUntil(lambda: view.viewport().rect().contains(view.rect_of(last)), timeout=20000)


@pytest.fixture
def page_of() -> Callable[[int], Page]:
    from tests.desktop.ui.reader.large import large_page

    return large_page
