"""The one table of commands: nothing twice, keys that work where they should and nowhere else."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.commands import COMMANDS, Commands, Where, key_names, words_of


def test_ids_are_unique_and_words_are_there() -> None:
    ids = [command.id for command in COMMANDS]
    assert len(ids) == len(set(ids))
    assert all(words_of(command) for command in COMMANDS)


def test_no_two_commands_share_keys_where_both_work() -> None:
    clashes = [
        (one.id, other.id)
        for one, other in combinations(COMMANDS, 2)
        if (one.where is other.where or Where.WINDOW in (one.where, other.where))
        and {QKeySequence(key).toString() for key in one.keys}
        & {QKeySequence(key).toString() for key in other.keys}
    ]
    assert clashes == []


def test_all_keys_are_understood_by_qt() -> None:
    for command in COMMANDS:
        for keys in command.keys:
            assert not QKeySequence(keys).isEmpty(), command.id
            assert key_names(keys)[0]


class Pane(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []
        column = QVBoxLayout(self)
        self.inside = QWidget(self)
        self.inside.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.line = QLineEdit(self)
        column.addWidget(self.inside)
        column.addWidget(self.line)


@pytest.fixture
def pane(qtbot: QtBot) -> Pane:
    made = Pane()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_a_letter_works_in_its_place_and_never_while_typing(
    commands: Commands, pane: Pane, qtbot: QtBot
) -> None:
    commands.bind("list.star", pane.inside, lambda: pane.done.append("star"))
    pane.inside.setFocus()
    qtbot.keyClick(pane.inside, Qt.Key.Key_S)
    assert pane.done == ["star"]
    pane.line.setFocus()
    qtbot.keyClick(pane.line, Qt.Key.Key_S)
    assert pane.done == ["star"]
    assert pane.line.text() == "s"


def test_a_key_of_the_window_leaves_typing_alone(
    commands: Commands, pane: Pane, qtbot: QtBot
) -> None:
    commands.bind("window.shortcuts", pane, lambda: pane.done.append("sheet"))
    pane.line.setFocus()
    qtbot.keyClicks(pane.line, "why?")
    assert pane.line.text() == "why?"
    assert pane.done == []
    pane.inside.setFocus()
    qtbot.keyClick(pane.inside, "?")
    assert pane.done == ["sheet"]


def test_what_cannot_be_done_now_is_not_done(commands: Commands, pane: Pane) -> None:
    able = []
    commands.bind("list.star", pane, lambda: pane.done.append("star"), lambda: bool(able))
    assert not commands.ready("list.star")
    assert not commands.run("list.star")
    able.append(1)
    assert commands.run("list.star")
    assert pane.done == ["star"]


def test_keys_can_be_changed_and_put_back(commands: Commands, pane: Pane, qtbot: QtBot) -> None:
    commands.bind("list.star", pane.inside, lambda: pane.done.append("star"))
    own = commands.set_keys("list.star", ("X",))
    assert own == {"list.star": "X"}
    pane.inside.setFocus()
    qtbot.keyClick(pane.inside, Qt.Key.Key_S)
    assert pane.done == []
    qtbot.keyClick(pane.inside, Qt.Key.Key_X)
    assert pane.done == ["star"]
    commands.forget_own_keys()
    assert commands.keys("list.star") == ("S",)
    assert Commands(own).keys("list.star") == ("X",)
    assert Commands({"list.star": ""}).keys("list.star") == ()


def test_keys_that_mean_something_already_are_found(commands: Commands) -> None:
    clash = commands.clash("list.star", "A")
    assert clash is not None
    assert clash.id == "list.archive"
    assert commands.clash("list.star", "H") is None  # it works elsewhere
    window = commands.clash("list.star", "Ctrl+K")
    assert window is not None
    assert window.id == "window.palette"


def test_a_command_of_a_widget_that_is_gone_is_not_offered(commands: Commands) -> None:
    import shiboken6

    widget = QWidget()
    commands.bind("list.star", widget, lambda: None)
    assert commands.ready("list.star")
    shiboken6.delete(widget)
    assert not commands.ready("list.star")
    assert commands.action("list.star") is None
