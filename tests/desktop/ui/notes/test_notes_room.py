"""The notebook over a real library: written, linked, kept and found again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from desktop.model.ids import NoteId
from desktop.progress import QuietTask
from desktop.ui.bus import Bus, Target
from desktop.ui.jobs import Jobs
from desktop.ui.notes.room import NotesRoom
from desktop.ui.notes.rows import NoteRows, plain
from desktop.ui.theme import ThemeHub
from desktop.work.keep_notes import add_note, list_notes, read_note

pytestmark = pytest.mark.gui


@pytest.fixture
def room(qtbot: QtBot, inline_jobs: Jobs, bus: Bus, hub: ThemeHub) -> NotesRoom:
    room = NotesRoom(inline_jobs, bus, hub)
    for part in (room.column, room.main, room.inspector):
        part.resize(700, 700)
        qtbot.addWidget(part)
    bus.open_requested.connect(room.open)
    return room


def note(desk: Desk, title: str, body: str, *tags: str) -> NoteId:
    return add_note(desk, QuietTask(), title=title, body=body, tags=tags).note.id


def body_of(desk: Desk, note_id: NoteId) -> str:
    return read_note(desk, QuietTask(), note_id=note_id).note.body


def test_an_empty_notebook_says_what_to_do(room: NotesRoom) -> None:
    room.open(Target("notebook"))
    assert room.column.view.isHidden()
    assert room.main.note is None


def test_a_new_note_is_titled_and_kept_as_it_is_typed(
    room: NotesRoom, qtbot: QtBot, desk: Desk
) -> None:
    room.main.show()
    room.new_note()
    made = room.main.note
    assert made is not None
    room.main.title.insert("Кому ")
    qtbot.keyClicks(room.main.title, "pay?")
    room.main.editor.insertPlainText("🚢 ")
    qtbot.keyClicks(room.main.editor, "Half of the fee.")
    room.main.save_now()
    kept = read_note(desk, QuietTask(), note_id=made.id).note
    assert (kept.title, kept.body) == ("Кому pay?", "🚢 Half of the fee.")
    room.main.hide()


def test_typing_is_kept_before_another_note_shows(
    room: NotesRoom, qtbot: QtBot, desk: Desk
) -> None:
    first, second = note(desk, "One", "a"), note(desk, "Two", "b")
    room.open(Target("note", first))
    qtbot.keyClicks(room.main.editor, "x")
    room.open(Target("note", second))
    assert body_of(desk, first) == "xa"
    assert room.main.editor.toPlainText() == "b"


def test_a_link_shows_from_the_other_side(room: NotesRoom, desk: Desk) -> None:
    aim = note(desk, "Court timeline", "Hearing in autumn.")
    note(desk, "Who pays", "The fee waits for [[Court timeline]].")
    room.open(Target("note", aim))
    room.inspector.resize(300, 400)
    page = read_note(desk, QuietTask(), note_id=aim)
    assert [back.title for back in page.backlinks] == ["Who pays"]


def test_enter_goes_on_with_a_task_and_ends_an_empty_one(
    room: NotesRoom, qtbot: QtBot, desk: Desk
) -> None:
    room.open(Target("note", note(desk, "To do", "- [ ] ask")))
    editor = room.main.editor
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.toPlainText() == "- [ ] ask\n- [ ] "
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert editor.toPlainText() == "- [ ] ask\n"


def test_a_click_ticks_a_box(room: NotesRoom, qtbot: QtBot, desk: Desk) -> None:
    room.open(Target("note", note(desk, "To do", "- [ ] ask both desks")))
    with qtbot.waitExposed(room.main):
        room.main.show()
    editor = room.main.editor
    _, place = editor._boxes()[0]
    qtbot.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=place.center().toPoint())
    assert editor.toPlainText() == "- [x] ask both desks"
    room.main.hide()


def test_an_undone_change_shows_in_the_open_note(
    room: NotesRoom, qtbot: QtBot, desk: Desk, bus: Bus
) -> None:
    made = note(desk, "One", "before")
    room.open(Target("note", made))
    room.main.editor.selectAll()
    qtbot.keyClicks(room.main.editor, "after")
    room.main.save_now()
    assert body_of(desk, made) == "after"
    bus.changed.emit(desk.library.undo())
    assert room.main.editor.toPlainText() == "before"


def test_tags_are_added_and_taken_away(room: NotesRoom, qtbot: QtBot, desk: Desk) -> None:
    made = note(desk, "One", "text", "to-check")
    room.open(Target("note", made))
    room.main.tags._field.setText("repair cost")
    room.main.tags._take()
    assert set(read_note(desk, QuietTask(), note_id=made).note.tags) == {"to-check", "repair cost"}
    room.main.tags._remove("to-check")
    assert read_note(desk, QuietTask(), note_id=made).note.tags == ("repair cost",)


def test_removing_can_be_undone(room: NotesRoom, desk: Desk, bus: Bus) -> None:
    made = note(desk, "One", "text")
    room.open(Target("note", made))
    room.column.removal_asked.emit(int(made))
    assert list_notes(desk, QuietTask()) == ()
    bus.changed.emit(desk.library.undo())
    assert [row.note.id for row in list_notes(desk, QuietTask())] == [made]


def test_the_model_keeps_qts_rules(desk: Desk, qtmodeltester: ModelTester) -> None:
    note(desk, "One", "a")
    note(desk, "Two", "b")
    rows = NoteRows()
    rows.show_rows(list_notes(desk, QuietTask()))
    qtmodeltester.check(rows)


def test_a_row_shows_words_without_the_signs_of_markdown() -> None:
    assert (
        plain("> Ask **both** about [[Kyiv]]. - [x] Done # Two") == "Ask both about Kyiv. Done Two"
    )
    assert plain("2 - 1, a*b and 5#6, x > y") == "2 - 1, a*b and 5#6, x > y"


def test_a_late_answer_does_not_offer_links_again(
    room: NotesRoom, desk: Desk, qtbot: QtBot
) -> None:
    note(desk, "Ships", "")
    room.open(Target("note", note(desk, "Ports", "")))
    pane = room.main
    qtbot.keyClicks(pane.editor, "[[Sh")
    assert not pane._completion.isHidden()
    qtbot.keyClicks(pane.editor, "ips]].")
    pane._offer_links(())
    assert pane._completion.isHidden()
