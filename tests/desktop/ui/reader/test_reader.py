"""The reader as a room: opening, tabs, places, going about, finding, news from elsewhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from desktop.model.annotation import Colour
from desktop.model.article import Article
from desktop.model.entity import EntityKind
from desktop.model.spans import Span
from desktop.settings import MarginNotes, Settings
from desktop.ui.bus import Target
from desktop.ui.reader.bindings import text_menu
from desktop.ui.reader.entity_list import KindRow, NamedRow
from desktop.ui.reader.inspector import DETAILS, ENTITIES, HIGHLIGHTS, NOTES, QUOTES
from tests.desktop.ui.reader.articles import PARTS, keep_article, mark
from tests.desktop.ui.reader.conftest import Desk

pytestmark = pytest.mark.gui

K = EntityKind
Make = Callable[[str], Article]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LONG = (*PARTS, *(part for _ in range(12) for part in PARTS[2:]))


def titles(desk: Desk) -> list[str]:
    return [opened.title for opened in desk.reader.tabs]


# ---------------------------------------------------------------------- opening and tabs


def test_an_article_is_shown_with_its_marks_and_its_inspector(desk_open: Desk) -> None:
    page, side = desk_open.reader.page, desk_open.reader.inspector
    assert page is not None
    assert desk_open.view.kicker == "Northern Ledger  ·  15 December 2025  ·  1 min read"
    kinds = [row.kind for row in side.entities.list.rows if isinstance(row, KindRow)]
    assert kinds == [K.PERSON, K.ORGANISATION, K.PLACE, K.DATE]
    named = [row.name for row in side.entities.list.rows if isinstance(row, NamedRow)]
    assert named[:2] == ["Gdansk", "Harbour Commission"]
    assert len(side.quotes.list.rows) == 1
    assert side.details.fields["source"].text() == "Northern Ledger"


def test_the_same_article_is_opened_once(desk_open: Desk, article: Article) -> None:
    desk_open.open(article, new_tab=True)
    assert len(desk_open.reader.tabs) == 1


def test_another_article_takes_the_tab_or_a_new_one(desk_open: Desk, another: Make) -> None:
    first, second = another("First"), another("Second")
    desk_open.open(first)
    assert titles(desk_open) == ["First"]
    desk_open.open(second, new_tab=True)
    assert titles(desk_open) == ["First", "Second"]


def test_tabs_are_stepped_through_closed_and_opened_again(desk_open: Desk, another: Make) -> None:
    for title in ("First", "Second"):
        desk_open.open(another(title), new_tab=True)
    desk_open.press((Qt.Key.Key_Tab, CTRL))
    assert desk_open.reader.page is not None
    assert desk_open.reader.page.read.article.details.title.startswith("Harbour")
    desk_open.press((Qt.Key.Key_Backtab, CTRL | SHIFT))
    assert desk_open.reader.page.read.article.details.title == "Second"
    desk_open.press(("w", CTRL))
    assert len(titles(desk_open)) == 2
    desk_open.press(("t", CTRL | SHIFT), to=desk_open.view)
    assert titles(desk_open)[-1] == "Second"


def test_closing_the_last_tab_leaves_an_empty_reader(desk_open: Desk) -> None:
    desk_open.press(("w", CTRL))
    assert desk_open.reader.tabs == ()
    assert desk_open.reader.page is None
    assert desk_open.reader.inspector.entities.list.rows == ()


def test_an_article_that_is_gone_gives_a_notice_and_no_tab(desk_of_reader: Desk) -> None:
    desk_of_reader.bus.open_requested.emit(Target("article", 999))
    desk_of_reader.settle()
    assert desk_of_reader.reader.tabs == ()
    assert len(desk_of_reader.notices) == 1


def test_a_highlight_of_another_article_is_found_and_shown(desk_open: Desk, another: Make) -> None:
    other = another("Other")
    made = mark(desk_open.library, other.id, "for a single day")
    desk_open.bus.open_requested.emit(Target("highlight", made.id))
    desk_open.settle()
    assert titles(desk_open) == ["Other"]
    assert desk_open.view.viewport().rect().contains(desk_open.view.rect_of(made.span))


# ---------------------------------------------------------------------- places


def test_opening_at_a_span_brings_it_into_view_and_lets_it_shine(
    desk_of_reader: Desk, desk_long: Article
) -> None:
    with desk_of_reader.library.reading() as rows:
        text = rows.articles.version(desk_long.id).text
    at = text.rindex("Reserve power")
    span = Span(at, at + 13)
    desk_of_reader.open(desk_long, span)
    view = desk_of_reader.view
    assert view.viewport().rect().contains(view.rect_of(span))
    assert view.showing.flash is not None
    assert view.showing.flash_left == 1.0
    view.motion.stop()
    assert view.showing.flash is None


@pytest.fixture
def desk_long(desk_of_reader: Desk) -> Article:
    return keep_article(desk_of_reader.library, LONG, title="Long")


def test_the_reading_place_is_kept_and_found_again(
    desk_of_reader: Desk, desk_long: Article, another: Make
) -> None:
    desk_of_reader.open(desk_long)
    desk_of_reader.view.bar.setValue(1200)
    place = desk_of_reader.view.place()
    assert place > 200
    desk_of_reader.reader.places.keep()
    desk_of_reader.settle()
    with desk_of_reader.library.reading() as rows:
        assert rows.articles.get(desk_long.id).place == place
    desk_of_reader.open(another("Other"))
    desk_of_reader.open(desk_long)
    assert desk_of_reader.view.place() == place


def test_another_size_of_type_and_width_keep_the_place(
    desk_of_reader: Desk, desk_long: Article
) -> None:
    from dataclasses import replace

    desk_of_reader.open(desk_long)
    view = desk_of_reader.view
    view.bar.setValue(1500)
    before = view.place()
    desk_of_reader.hub.set_fonts(replace(desk_of_reader.hub.theme.fonts, text_px=22))
    assert 0 <= before - view.place() < 80
    for width in (760, 900, 700, 981):
        desk_of_reader.window.resize(width, 640)
        assert 0 <= before - view.place() < 80


def test_a_marker_bar_click_goes_there(desk_of_reader: Desk, desk_long: Article) -> None:
    desk_of_reader.open(desk_long)
    bar = desk_of_reader.view.bar
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(9, bar.height() // 2))
    assert bar.maximum() * 0.35 < bar.value() < bar.maximum() * 0.65


def test_space_turns_the_page_and_back(desk_of_reader: Desk, desk_long: Article) -> None:
    desk_of_reader.open(desk_long)
    desk_of_reader.press(Qt.Key.Key_Space)
    turned = desk_of_reader.view.bar.value()
    desk_of_reader.press((Qt.Key.Key_Space, SHIFT))
    assert turned > 400
    assert desk_of_reader.view.bar.value() == 0


def test_an_article_that_was_looked_at_is_read_and_nothing_can_be_undone_by_it(
    desk_open: Desk, article: Article
) -> None:
    desk_open.qtbot.waitUntil(lambda: desk_open.reader.tabs[0].seen)
    desk_open.settle()
    with desk_open.library.reading() as rows:
        assert not rows.articles.get(article.id).unread
    assert desk_open.reader.page is not None
    assert not desk_open.reader.page.read.article.unread


def test_ctrl_and_the_wheel_ask_for_another_size_and_stretch_nothing(desk_open: Desk) -> None:
    asked: list[int] = []
    desk_open.reader.size_asked.connect(asked.append)
    before = desk_open.view.viewport().grab().toImage()
    view = desk_open.view.viewport()
    for turned in (120, -120):
        event = QWheelEvent(
            QPointF(50, 50),
            QPointF(view.mapToGlobal(QPoint(50, 50))),
            QPoint(),
            QPoint(0, turned),
            Qt.MouseButton.NoButton,
            CTRL,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(view, event)
    assert asked == [1, -1]
    assert desk_open.view.viewport().grab().toImage() == before


def test_the_text_alone_is_larger(desk_open: Desk) -> None:
    desk_open.reader.look.set_alone(True)
    assert desk_open.view.theme.fonts.text_px == 19
    desk_open.hub.choose("dark")
    assert desk_open.view.theme.fonts.text_px == 19
    desk_open.reader.look.set_alone(False)
    assert desk_open.view.theme.fonts.text_px == 17


def test_the_menu_offers_what_the_keys_do(desk_open: Desk) -> None:
    desk_open.view.select(desk_open.words("the money"))
    menu = text_menu(desk_open.commands, desk_open.reader)
    assert [a.text() for a in menu.actions() if a.text()][:3] == [
        "Copy",
        "Highlight",
        "Note on the selection",
    ]
    next(action for action in menu.actions() if action.text() == "Highlight").trigger()
    desk_open.settle()
    assert [words for words, *_ in desk_open.annotations()] == ["the money"]


def test_settings_are_followed(desk_open: Desk) -> None:
    plain = Settings(reduced_motion=True)
    view = desk_open.view
    desk_open.reader.look.take_settings(plain.changed(margin_notes=MarginNotes.DOTS))
    assert view.column.note_width == 0
    assert view.margin.shown
    desk_open.reader.look.take_settings(plain.changed(margin_notes=MarginNotes.OFF))
    assert not view.margin.shown
    desk_open.reader.look.take_settings(plain.changed(names_marked=False, card_needs_ctrl=True))
    assert view.column.note_width > 0
    assert view.showing.kinds == frozenset()
    assert desk_open.reader.floats.card_needs_ctrl


@pytest.mark.parametrize(
    ("key", "least"),
    [(Qt.Key.Key_Down, 1), (Qt.Key.Key_PageDown, 400), (Qt.Key.Key_End, 2000)],
)
def test_without_a_caret_the_keys_scroll(
    desk_of_reader: Desk, desk_long: Article, key: Qt.Key, least: int
) -> None:
    desk_of_reader.open(desk_long)
    desk_of_reader.press(key)
    assert desk_of_reader.view.bar.value() >= least
    assert desk_of_reader.view.selected is None


# ---------------------------------------------------------------------- going about


def test_e_steps_through_names_and_shows_their_card(desk_open: Desk) -> None:
    desk_open.press("e")
    card = desk_open.reader.floats.card
    assert card.isVisible()
    assert card.shown is not None
    assert card.shown.name == "Gdansk"
    desk_open.press("e", "e")
    assert card.shown.name == "Harbour Commission"
    desk_open.press(("e", SHIFT))
    assert card.shown.name == "Mara Lindqvist"
    desk_open.press(Qt.Key.Key_Escape)
    assert not card.isVisible()
    assert desk_open.view.showing.mention is None


def test_e_passes_over_kinds_that_are_off(desk_open: Desk) -> None:
    desk_open.reader.look.show_kinds(frozenset({EntityKind.DATE}))
    desk_open.press("e")
    card = desk_open.reader.floats.card
    assert card.shown is not None
    assert card.shown.name == "12 March 2024"


def test_enter_and_c_open_the_dossier(desk_open: Desk) -> None:
    desk_open.press("e", "e", Qt.Key.Key_Return)
    desk_open.press("c")
    kinds = [target.kind for target in desk_open.elsewhere]
    assert kinds == ["entity", "entity"]


def test_without_dossiers_enter_finds_the_name_in_the_archive(desk_open: Desk) -> None:
    desk_open.reader.floats.set_dossiers(False)
    desk_open.press("e", "e", "c", Qt.Key.Key_Return)
    assert [(t.kind, t.query) for t in desk_open.elsewhere] == [
        ("search", 'entity:"Mara Lindqvist"')
    ]


def test_the_card_is_reached_with_tab_and_left_with_its_keys(desk_open: Desk) -> None:
    desk_open.press("e")
    desk_open.press(Qt.Key.Key_Tab)
    card = desk_open.reader.floats.card
    assert card.isAncestorOf(desk_open.window.focusWidget())
    card._open.click()
    assert [target.kind for target in desk_open.elsewhere] == ["entity"]


def test_the_pointer_lights_up_all_mentions_and_brings_the_card(desk_open: Desk) -> None:
    view = desk_open.view
    page = desk_open.reader.page
    assert page is not None
    index = next(i for i, m in enumerate(page.mentions) if m.surface == "Tomas Okafor")
    where = view.rect_of(page.mentions[index].span).center()
    QTest.mouseMove(view.viewport(), where)
    desk_open.qtbot.waitUntil(desk_open.reader.floats.card.isVisible)
    assert view.showing.hot == page.keys[index]
    assert view.bar.value() == 0
    QTest.mouseMove(view.viewport(), QPoint(4, 4))
    desk_open.qtbot.waitUntil(lambda: not desk_open.reader.floats.card.isVisible())
    assert view.showing.hot is None


def test_brackets_step_through_highlights(desk_open: Desk, article: Article) -> None:
    for words in ("the money", "a decision", "for a single day"):
        mark(desk_open.library, article.id, words)
    desk_open.reader._read_again()
    desk_open.settle()
    seen = []
    for key in ("]", "]", "]", "]", "["):
        desk_open.press(key)
        annotation = desk_open.reader.marking.current()
        assert annotation is not None
        seen.append(annotation.quote.exact)
    assert seen == ["the money", "a decision", "for a single day", "the money", "for a single day"]


def test_f7_shows_and_hides_the_caret(desk_open: Desk) -> None:
    desk_open.press(Qt.Key.Key_F7)
    assert desk_open.view.caret
    assert desk_open.view.cursorWidth() == 2
    desk_open.press(Qt.Key.Key_F7)
    assert not desk_open.view.caret


# ---------------------------------------------------------------------- finding


def test_ctrl_f_finds_counts_and_steps(desk_open: Desk) -> None:
    desk_open.press(("f", CTRL))
    bar = desk_open.reader.seeking.bar
    QTest.keyClicks(bar.field, "gdansk")
    total = desk_open.text.lower().count("gdansk")
    assert bar.counted() == f"1 of {total}"
    desk_open.press(Qt.Key.Key_Return, to=bar.field)
    assert bar.counted() == f"2 of {total}"
    bar.stepped.emit(-1)
    bar.stepped.emit(-1)
    assert bar.counted() == f"{total} of {total}"
    ticks = [place for place in desk_open.view.bar.places if place.tick.name == "FIND"]
    desk_open.qtbot.waitUntil(
        lambda: sum(p.tick.name == "FIND" for p in desk_open.view.bar.places) == total
    )
    assert len(ticks) in (0, total)
    desk_open.press(Qt.Key.Key_Escape, to=bar.field)
    assert not bar.isVisible()
    assert desk_open.view.hasFocus()
    selected = desk_open.view.selected
    assert selected is not None
    assert selected.of(desk_open.text) == "Gdansk"


def test_nothing_found_is_said(desk_open: Desk) -> None:
    desk_open.press(("f", CTRL))
    desk_open.reader.seeking.bar.field.setText("zebra")
    assert desk_open.reader.seeking.bar.counted() == "No hits"


# ---------------------------------------------------------------------- the inspector


def test_a_kind_is_switched_off_and_on(desk_open: Desk) -> None:
    side = desk_open.reader.inspector.entities
    place = next(row for row in side.list.rows if isinstance(row, KindRow) and row.kind == K.PLACE)
    side.list.acted.emit(place)
    assert K.PLACE not in desk_open.view.showing.kinds
    named = [row.name for row in side.list.rows if isinstance(row, NamedRow)]
    assert "Gdansk" not in named
    off = next(row for row in side.list.rows if isinstance(row, KindRow) and row.kind == K.PLACE)
    side.list.spaced.emit(off)
    assert K.PLACE in desk_open.view.showing.kinds


def test_a_name_in_the_list_goes_round_its_mentions(desk_open: Desk) -> None:
    side, page = desk_open.reader.inspector.entities, desk_open.reader.page
    assert page is not None
    row = next(r for r in side.list.rows if isinstance(r, NamedRow) and r.name == "Mara Lindqvist")
    seen = []
    for _ in range(4):
        side.list.acted.emit(row)
        seen.append(page.mentions[desk_open.view.showing.mention or 0].surface)
    assert seen == ["Mara Lindqvist", "Mara Lindqvist", "Lindqvist", "Mara Lindqvist"]


def test_highlights_and_quotes_are_lists_that_lead_to_the_words(
    desk_open: Desk, article: Article
) -> None:
    made = mark(desk_open.library, article.id, "the house say", Colour.ROSE, "Which rules?")
    desk_open.reader._read_again()
    desk_open.settle()
    side = desk_open.reader.inspector
    card = side.highlights.list.rows[0]
    assert card.sentence == "the house say. Which rules?"
    side.highlights.list.acted.emit(card)
    assert desk_open.view.showing.annotation == made.id
    side.quotes.list.acted.emit(side.quotes.list.rows[0])
    assert desk_open.view.showing.flash is not None
    side.highlights.list.deleted.emit(card)
    desk_open.settle()
    assert desk_open.annotations() == []
    assert side.highlights.list.rows == ()


def test_details_are_edited_in_place(desk_open: Desk, article: Article) -> None:
    form = desk_open.reader.inspector.details
    desk_open.reader.inspector.tabs.choose(DETAILS)
    form.fields["by"].setText("Ines Valdivia; Petra Novotna")
    form.fields["by"].editingFinished.emit()
    form.fields["title"].setText("Another title")
    form.fields["title"].editingFinished.emit()
    desk_open.settle()
    with desk_open.library.reading() as rows:
        kept = rows.articles.get(article.id).details
    assert kept.by == ("Ines Valdivia", "Petra Novotna")
    assert titles(desk_open) == ["Another title"]


def test_a_refused_date_is_said_under_its_field_and_stays_typed(desk_open: Desk) -> None:
    form = desk_open.reader.inspector.details
    desk_open.reader.inspector.tabs.choose(DETAILS)
    form.fields["published"].setText("sometime in May")
    form.fields["published"].editingFinished.emit()
    desk_open.settle()
    assert form._wrong["published"].text()
    assert form.fields["published"].text() == "sometime in May"


def test_every_list_has_words_for_when_it_is_empty(desk_of_reader: Desk) -> None:
    bare = keep_article(desk_of_reader.library, PARTS[-1:], title="Bare")
    desk_of_reader.open(bare)
    side = desk_of_reader.reader.inspector
    assert side.highlights.empty.words() == "No highlights Select words and press H."
    assert side.notes.empty.words().startswith("No notes yet")
    for number in (ENTITIES, HIGHLIGHTS, NOTES, QUOTES, DETAILS):
        side.tabs.choose(number)
        assert side.focus_first() is not None


# ---------------------------------------------------------------------- news from elsewhere


def test_a_change_made_elsewhere_is_shown(desk_open: Desk, article: Article) -> None:
    mark(desk_open.library, article.id, "the money", Colour.BLUE)
    desk_open.view.bar.setValue(40)
    with desk_open.library.reading() as rows:
        made = rows.annotations.of_article(article.id)[0]
    from desktop.model.change import Change, Noun

    change = Change(touched=frozenset({(Noun.ANNOTATION, made.id), (Noun.ARTICLE, article.id)}))
    desk_open.bus.changed.emit(change)
    desk_open.settle()
    assert desk_open.reader.page is not None
    assert [a.colour for a in desk_open.reader.page.annotations] == [Colour.BLUE]
    assert desk_open.view.bar.value() == 40


def test_a_link_is_told_of_and_never_followed(desk_of_reader: Desk) -> None:
    linked = keep_article(
        desk_of_reader.library, links={"a second opinion": "https://ledger.example/opinion"}
    )
    desk_of_reader.open(linked)
    where = desk_of_reader.view.rect_of(desk_of_reader.words("a second opinion")).center()
    QTest.mouseClick(desk_of_reader.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    notice = desk_of_reader.notices[-1]
    assert notice.text == "https://ledger.example/opinion"
    assert [answer.text for answer in notice.answers] == ["Open in the browser", "Copy address"]


def test_a_link_of_a_strange_kind_can_only_be_copied() -> None:
    from desktop.ui.reader.links import link_notice

    answers = link_notice("file:///etc/passwd").answers
    assert [answer.text for answer in answers] == ["Copy address"]


# ---------------------------------------------------------------------- everyone can use it


def test_everything_that_can_be_pressed_has_a_name(desk_open: Desk) -> None:
    desk_open.press("e")
    nameless = [
        type(widget).__name__
        for widget in desk_open.window.findChildren(QWidget)
        if isinstance(widget, QAbstractButton | QLineEdit)
        and not widget.isHidden()
        and not widget.accessibleName()
    ]
    assert nameless == []


def test_the_text_is_offered_to_screen_readers(desk_open: Desk) -> None:
    found: QAccessibleInterface = QAccessible.queryAccessibleInterface(desk_open.view)
    text = found.textInterface()
    assert text is not None
    assert text.characterCount() >= len(desk_open.text)
    assert desk_open.view.isReadOnly()
    assert desk_open.view.accessibleName().endswith(PARTS[0][1])
