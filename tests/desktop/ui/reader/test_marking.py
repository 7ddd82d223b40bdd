"""Marking words, by mouse and by keyboard alone; what the library keeps is what was meant."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from desktop.errors import Refused
from desktop.model.annotation import Colour
from desktop.model.article import Article
from desktop.ui.reader import marking
from desktop.ui.reader.steps import word_at
from tests.desktop.ui.reader.articles import mark
from tests.desktop.ui.reader.conftest import Desk

pytestmark = pytest.mark.gui

ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
RIGHT, LEFT = Qt.Key.Key_Right, Qt.Key.Key_Left


@pytest.mark.parametrize(
    ("key", "colour"),
    [("h", "amber"), ("1", "amber"), ("2", "green"), ("3", "blue"), ("4", "rose")],
)
def test_a_key_highlights_the_selection(desk_open: Desk, key: str, colour: str) -> None:
    desk_open.view.select(desk_open.words("a decision."))
    desk_open.press(key)
    assert desk_open.annotations() == [("a decision.", colour, "", ())]
    assert desk_open.view.selected is None


def test_h_takes_the_colour_last_used(desk_open: Desk) -> None:
    desk_open.view.select(desk_open.words("the money"))
    desk_open.press("3")
    desk_open.view.select(desk_open.words("the stones"))
    desk_open.press("h")
    assert [colour for _, colour, _, _ in desk_open.annotations()] == ["blue", "blue"]


def test_white_space_at_the_ends_is_not_marked(desk_open: Desk) -> None:
    span = desk_open.words(" was there, ")
    desk_open.view.select(span)
    desk_open.press("h")
    assert desk_open.annotations()[0][0] == "was there,"


def test_a_digit_gives_a_chosen_highlight_another_colour(desk_open: Desk) -> None:
    desk_open.view.select(desk_open.words("the money"))
    desk_open.press("1", "]", "4")
    assert desk_open.annotations() == [("the money", "rose", "", ())]


def test_marking_the_same_words_again_recolours_them(desk_open: Desk) -> None:
    for key in ("1", "2"):
        desk_open.view.select(desk_open.words("the money"))
        desk_open.press(key)
    assert desk_open.annotations() == [("the money", "green", "", ())]


def test_highlights_may_overlap(desk_open: Desk) -> None:
    for words, key in (("the stones were there, and that", "1"), ("were there, and that the", "4")):
        desk_open.view.select(desk_open.words(words))
        desk_open.press(key)
    assert [colour for _, colour, _, _ in desk_open.annotations()] == ["amber", "rose"]


def test_nothing_selected_gives_a_hint_and_no_highlight(desk_open: Desk) -> None:
    desk_open.press("h")
    assert desk_open.annotations() == []
    assert [notice.subject for notice in desk_open.notices] == ["Select words first"]


def test_h_marks_the_name_that_was_stepped_to(desk_open: Desk) -> None:
    desk_open.press("e", "e", "h")
    assert [words for words, *_ in desk_open.annotations()] == ["Mara Lindqvist"]


@pytest.mark.parametrize(
    "words",
    ["plan 🙂 and", "café\u0301 by", "𝔸 and 𝔹", "family 👩‍👧 that", "إلى اليسار عن Gdansk"],
)
def test_by_keyboard_alone_every_kind_of_letter_is_marked_whole(
    desk_open: Desk, words: str
) -> None:
    """F7, walk to the words, extend by letters, H: exactly these words."""
    span, view = desk_open.words(words), desk_open.view
    assert desk_open.reader.page is not None
    start, end = desk_open.reader.page.positions.units_of(span)
    desk_open.press(Qt.Key.Key_F7)
    assert view.caret
    cursor = view.textCursor()
    cursor.setPosition(start)
    view.setTextCursor(cursor)
    for _ in range(60):
        if view.textCursor().position() == end:
            break
        before = view.textCursor().position()
        forward = view.textCursor()
        forward.movePosition(QTextCursor.MoveOperation.NextCharacter)
        rtl = view.textCursor().block().textDirection() == Qt.LayoutDirection.RightToLeft
        key = LEFT if rtl else RIGHT
        QTest.keyClick(view, key, SHIFT)
        if view.textCursor().position() <= before:  # a run of the other direction
            QTest.keyClick(view, RIGHT if rtl else LEFT, SHIFT)
            QTest.keyClick(view, RIGHT if rtl else LEFT, SHIFT)
    desk_open.press("2")
    assert desk_open.annotations() == [(words, "green", "", ())]


def test_extending_by_word_begins_at_the_first_line_in_view(desk_open: Desk) -> None:
    for _ in range(3):
        desk_open.press((RIGHT, CTRL | SHIFT))
    desk_open.press("h")
    assert desk_open.annotations()[0][0] == "Harbour of Gdansk"


def test_extending_by_word_keeps_combining_marks_and_emoji_together(desk_open: Desk) -> None:
    view = desk_open.view
    view.select(desk_open.words("The café"))
    assert desk_open.reader.page is not None
    assert word_at(desk_open.reader.page, desk_open.words("café").start).of(desk_open.text) == (
        "café\u0301"
    )
    desk_open.press(Qt.Key.Key_F7)
    cursor = view.textCursor()
    cursor.setPosition(desk_open.reader.page.positions.to_unit(desk_open.words("The café").start))
    view.setTextCursor(cursor)
    desk_open.press((RIGHT, CTRL | SHIFT), (RIGHT, CTRL | SHIFT), "h")
    assert desk_open.annotations()[0][0] == "The café\u0301"


def test_shift_and_an_arrow_begin_to_select_without_f7(desk_open: Desk) -> None:
    desk_open.press((RIGHT, SHIFT), (RIGHT, SHIFT))
    span = desk_open.view.selected
    assert span is not None
    assert span.of(desk_open.text) == "Ha"


def test_alt_and_arrows_move_the_ends_by_a_word(desk_open: Desk) -> None:
    desk_open.view.select(desk_open.words("the stones"))
    desk_open.press("h", "]", (RIGHT, ALT | SHIFT), (RIGHT, ALT | SHIFT))
    assert desk_open.annotations()[0][0] == "the stones were there"
    desk_open.press((LEFT, ALT | SHIFT), (RIGHT, ALT | CTRL))
    assert desk_open.annotations()[0][0] == "stones were"
    desk_open.press((LEFT, ALT | CTRL), (LEFT, ALT | CTRL))
    assert desk_open.annotations()[0][0] == "that the stones were"


def test_quick_keys_add_up_before_the_library_has_answered(desk_open: Desk) -> None:
    desk_open.view.select(desk_open.words("the stones"))
    desk_open.press("h", "]")
    for _ in range(4):
        QTest.keyClick(desk_open.view, RIGHT, ALT | SHIFT)
    desk_open.settle()
    assert desk_open.annotations()[0][0] == "the stones were there, and that"


def test_a_change_that_was_refused_is_not_shown(
    desk_open: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk_open.view.select(desk_open.words("the stones"))
    desk_open.press("h", "]")

    def refuse(*_: object, **__: object) -> None:
        raise Refused("It is locked.", "Unlock it.")

    monkeypatch.setattr(marking, "edit_annotation", refuse)
    desk_open.press("3")
    assert desk_open.annotations()[0][1] == "amber"
    assert desk_open.reader.page is not None
    assert desk_open.reader.page.annotations[0].colour is Colour.AMBER


def test_an_end_stops_before_the_highlight_is_empty(desk_open: Desk) -> None:
    desk_open.view.select(desk_open.words("decision"))
    desk_open.press("h", "]", (LEFT, ALT | SHIFT), (RIGHT, ALT | CTRL))
    assert desk_open.annotations()[0][0] == "decision"


def test_delete_removes_and_undo_brings_back(desk_open: Desk) -> None:
    desk_open.view.select(desk_open.words("the money"))
    desk_open.press("2", "]", Qt.Key.Key_Delete)
    assert desk_open.annotations() == []
    assert desk_open.reader.page is not None
    assert desk_open.reader.page.annotations == ()
    desk_open.bus.changed.emit(desk_open.library.undo())
    desk_open.settle()
    assert desk_open.annotations() == [("the money", "green", "", ())]
    assert len(desk_open.reader.page.annotations) == 1


def test_an_end_is_dragged_with_the_mouse(desk_open: Desk) -> None:
    annotation = mark(desk_open.library, desk_open.reader.tabs[0].article_id, "the stones")
    desk_open.reader._read(desk_open.reader.tabs[0])
    desk_open.settle()
    view = desk_open.view
    desk_open.reader.floats.choose_annotation(annotation.id)
    start = view.last_rect_of(annotation.span)
    goal = view.last_rect_of(desk_open.words("were there"))
    port = view.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=QPoint(start.right(), start.center().y()))
    QTest.mouseMove(port, QPoint(goal.right(), goal.center().y()))
    _drag(port, QPoint(goal.right() + 1, goal.center().y()))
    QTest.mouseRelease(
        port, Qt.MouseButton.LeftButton, pos=QPoint(goal.right() + 1, goal.center().y())
    )
    desk_open.settle()
    assert desk_open.annotations()[0][0] == "the stones were there"


def _drag(port: object, to: QPoint) -> None:
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication, QWidget

    assert isinstance(port, QWidget)
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(to),
        QPointF(port.mapToGlobal(to)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(port, event)


def test_selecting_with_the_mouse_offers_colours_and_a_click_marks(desk_open: Desk) -> None:
    view, port = desk_open.view, desk_open.view.viewport()
    first = view.rect_of(desk_open.words("the money"))
    last = view.last_rect_of(desk_open.words("the money"))
    begin = QPoint(first.left() + 1, first.center().y())
    end = QPoint(last.right(), last.center().y())
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=begin)
    _drag(port, QPoint(begin.x() + 30, begin.y()))
    _drag(port, end)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)
    popup = desk_open.reader.floats.popup
    assert popup.isVisible()
    popup._swatches[Colour.ROSE].click()
    desk_open.settle()
    assert desk_open.annotations() == [("the money", "rose", "", ())]
    assert not popup.isVisible()


def test_a_click_on_a_highlight_chooses_it(desk_open: Desk) -> None:
    desk_open.view.select(desk_open.words("the money"))
    desk_open.press("1")
    where = desk_open.view.rect_of(desk_open.words("money")).center()
    QTest.mouseClick(desk_open.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    popup = desk_open.reader.floats.popup
    assert popup.isVisible()
    assert popup._swatches[Colour.AMBER].isChecked()
    popup._trash.click()
    desk_open.settle()
    assert desk_open.annotations() == []


def test_n_writes_a_comment_that_is_kept_as_it_is_typed(desk_open: Desk) -> None:
    desk_open.view.select(desk_open.words("the money"))
    desk_open.press("n")
    editor = desk_open.reader.floats.editor
    assert editor.isVisible()
    QTest.keyClicks(editor._lines, "Who pays? h1 n")
    desk_open.qtbot.waitUntil(lambda: bool(desk_open.annotations()[0][2]))
    desk_open.settle()
    assert desk_open.annotations() == [("the money", "amber", "Who pays? h1 n", ())]
    assert editor.isVisible()
    QTest.keyClicks(editor._lines, " Ask.")
    desk_open.press(Qt.Key.Key_Escape, to=editor._lines)
    assert desk_open.annotations()[0][2] == "Who pays? h1 n Ask."
    assert not editor.isVisible()
    assert desk_open.view.hasFocus()


def test_a_comment_typed_in_several_goes_is_one_step_of_the_history(desk_open: Desk) -> None:
    desk_open.view.select(desk_open.words("the money"))
    desk_open.press("n")
    editor = desk_open.reader.floats.editor
    for words in ("Who ", "pays ", "then?"):
        QTest.keyClicks(editor._lines, words)
        editor.flush()
        desk_open.settle()
    assert desk_open.annotations()[0][2] == "Who pays then?"
    desk_open.library.undo()
    assert desk_open.annotations()[0][2] == ""
    desk_open.library.undo()
    assert desk_open.annotations() == []


def test_what_was_typed_last_is_kept_when_the_window_closes(desk_open: Desk) -> None:
    desk_open.view.select(desk_open.words("the money"))
    desk_open.press("n")
    editor = desk_open.reader.floats.editor
    QTest.keyClicks(editor._lines, "The very last word")
    desk_open.window.close()
    assert desk_open.jobs.stop_all()
    assert desk_open.annotations()[0][2] == "The very last word"


def test_what_is_typed_right_after_the_keys_goes_into_the_comment(desk_open: Desk) -> None:
    desk_open.view.select(desk_open.words("a decision."))
    desk_open.qtbot.keyClicks(desk_open.view, "2n")  # nobody waits for the library in between
    editor = desk_open.reader.floats.editor
    assert editor.isVisible()
    desk_open.qtbot.keyClicks(editor._lines, "Whose?")
    desk_open.settle()
    desk_open.press(Qt.Key.Key_Escape, to=editor._lines)
    assert desk_open.annotations() == [("a decision.", "green", "Whose?", ())]


def test_a_comment_closed_before_its_highlight_is_kept_is_not_lost(desk_open: Desk) -> None:
    desk_open.view.select(desk_open.words("a decision."))
    desk_open.qtbot.keyClicks(desk_open.view, "n")
    lines = desk_open.reader.floats.editor._lines
    desk_open.qtbot.keyClicks(lines, "Whose?")
    desk_open.qtbot.keyClick(lines, Qt.Key.Key_Escape)
    desk_open.settle()
    assert desk_open.annotations() == [("a decision.", "amber", "Whose?", ())]
    assert not desk_open.reader.floats.editor.isVisible()


def test_a_tag_typed_right_after_the_key_is_set(desk_open: Desk) -> None:
    desk_open.view.select(desk_open.words("a decision."))
    desk_open.qtbot.keyClicks(desk_open.view, "t")
    field = desk_open.reader.floats.tags.field
    desk_open.qtbot.keyClicks(field, "later")
    desk_open.qtbot.keyClick(field, Qt.Key.Key_Return)
    desk_open.settle()
    assert desk_open.annotations() == [("a decision.", "amber", "", ("later",))]


def test_enter_on_a_chosen_highlight_opens_its_comment(desk_open: Desk) -> None:
    desk_open.view.select(desk_open.words("the money"))
    desk_open.press("1", "]", Qt.Key.Key_Return)
    assert desk_open.reader.floats.editor.isVisible()


def test_a_comment_that_could_not_be_kept_is_still_there(
    desk_open: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk_open.view.select(desk_open.words("the money"))
    desk_open.press("n")
    editor = desk_open.reader.floats.editor

    def refuse(*_: object, **__: object) -> None:
        raise Refused("The disk is full.", "Make room.")

    monkeypatch.setattr(marking, "edit_annotation", refuse)
    QTest.keyClicks(editor._lines, "Not to be lost")
    desk_open.press(Qt.Key.Key_Escape, to=editor._lines)
    assert desk_open.annotations()[0][2] == ""
    assert any("full" in notice.subject + notice.text for notice in desk_open.notices)
    monkeypatch.undo()
    desk_open.press("n")
    assert editor.text == "Not to be lost"


def test_t_sets_tags(desk_open: Desk) -> None:
    desk_open.view.select(desk_open.words("the money"))
    desk_open.press("t")
    tags = desk_open.reader.floats.tags
    assert tags.isVisible()
    QTest.keyClicks(tags.field, "to-check, money")
    desk_open.press(Qt.Key.Key_Return, to=tags.field)
    assert desk_open.annotations()[0][3] == ("money", "to-check")
    tags._chips[0].removed.emit("to-check")
    desk_open.settle()
    assert desk_open.annotations()[0][3] == ("money",)
    desk_open.press(Qt.Key.Key_Return, to=tags.field)
    assert not tags.isVisible()


def test_b_sends_the_highlight_or_marks_first(desk_open: Desk) -> None:
    sent: list[tuple[str, int]] = []
    desk_open.reader.send_asked.connect(lambda kind, key: sent.append((kind, key)))
    desk_open.view.select(desk_open.words("the money"))
    desk_open.press("b")
    assert [kind for kind, _ in sent] == ["highlight"]
    desk_open.press(("b", SHIFT))
    assert sent[1] == ("article", desk_open.reader.tabs[0].article_id)


def test_letters_do_nothing_while_a_line_is_typed_in(desk_open: Desk) -> None:
    desk_open.view.select(desk_open.words("the money"))
    desk_open.press(("f", CTRL))
    field = desk_open.reader.seeking.bar.field
    QTest.keyClicks(field, "h1234nte")
    desk_open.press(Qt.Key.Key_Return, to=field)
    assert desk_open.annotations() == []
    assert desk_open.elsewhere == []


def test_copy_gives_the_canonical_words(desk_open: Desk) -> None:
    desk_open.view.select(desk_open.words("plan 🙂 and"))
    assert desk_open.view.createMimeDataFromSelection().text() == "plan 🙂 and"


def test_other_articles_are_left_alone(desk_open: Desk, another: object) -> None:
    assert callable(another)
    other: Article = another("Another")
    desk_open.view.select(desk_open.words("the money"))
    desk_open.press("1")
    with desk_open.library.reading() as rows:
        assert rows.annotations.of_article(other.id) == ()
