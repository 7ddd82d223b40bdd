"""Palette, shortcut sheet, settings, the crash sheet, and where settings are kept."""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from desktop.progress import QuietTask
from desktop.settings import LineHeight, Settings, ThemeChoice, load
from desktop.ui.bus import Bus, Target
from desktop.ui.commands import COMMANDS, Commands, Group
from desktop.ui.crash import CrashSheet, CrashWatch, report
from desktop.ui.jobs import Jobs
from desktop.ui.palette import Palette
from desktop.ui.preferences import Preferences, faces_of
from desktop.ui.settings_dialog import SettingsDialog
from desktop.ui.settings_pages import LibraryPage, ReadingPage, ShortcutsPage
from desktop.ui.shortcut_sheet import COLUMNS, ShortcutSheet, lines_of
from desktop.ui.theme import ThemeHub
from desktop.work.import_articles import import_text


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(1440, 900)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


@pytest.fixture
def palette(jobs: Jobs, bus: Bus, hub: ThemeHub, commands: Commands, window: QWidget) -> Palette:
    return Palette(jobs, bus, hub, commands, window)


def test_the_palette_finds_and_runs_commands(
    palette: Palette, commands: Commands, window: QWidget, qtbot: QtBot
) -> None:
    QAbstractItemModelTester(palette.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    done: list[str] = []
    commands.bind("window.settings", window, lambda: done.append("settings"))
    commands.bind("window.import", window, lambda: done.append("import"))
    palette.open_empty()
    assert palette.geometry().getRect()[:3] == (400, 96, 640)
    qtbot.keyClicks(palette.field, "sett")
    texts = [entry.text for entry in palette.entries]
    assert texts[:2] == ["Commands", "Settings"]
    assert texts[-1] == "Find “sett” in sources and notes"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert done == ["settings"]
    assert not palette.isVisible()


def test_the_palette_opens_articles_by_name(
    palette: Palette, desk: Desk, bus: Bus, qtbot: QtBot
) -> None:
    made = import_text(desk, QuietTask(), text="Harbour Log\n\nNobody slept.", name="h.txt")
    asked: list[Target] = []
    bus.open_requested.connect(asked.append)
    palette.open_empty()
    qtbot.keyClicks(palette.field, "harbour")
    qtbot.waitUntil(lambda: "Harbour Log" in [entry.text for entry in palette.entries])
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert asked == [Target("article", id=int(made.imported[0].id))]


def test_the_palette_goes_to_tags_and_to_the_search(
    palette: Palette, bus: Bus, qtbot: QtBot
) -> None:
    asked: list[Target] = []
    bus.open_requested.connect(asked.append)
    palette.set_tags(["jurisdiction", "to-check"])
    palette.open_empty()
    qtbot.keyClicks(palette.field, "#juris")
    assert [entry.text for entry in palette.entries] == ["Tags", "jurisdiction"]
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    palette.open_empty()
    qtbot.keyClicks(palette.field, "cable")
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert asked == [Target("tag", query="jurisdiction"), Target("search", query="cable")]


def test_every_key_stands_on_the_sheet_once(commands: Commands) -> None:
    shown = {group for column in COLUMNS for group in column}
    with_keys = {command.group for command in COMMANDS if command.keys}
    assert with_keys <= shown
    reading = [line.text for line in lines_of(commands, Group.READING)]
    assert len(reading) == len(set(reading))
    assert "Highlight in colour 1 to 4" in reading
    colours = next(line for line in lines_of(commands, Group.READING) if "colour 1" in line.text)
    assert colours.caps == ("1", "…", "4")


def test_the_sheet_is_narrowed_by_words_and_by_keys(
    hub: ThemeHub, commands: Commands, window: QWidget, qtbot: QtBot
) -> None:
    sheet = ShortcutSheet(hub, commands, window)
    sheet.open_all()
    assert sheet.width() == 1100
    assert sheet.y() == 96
    whole = sheet._columns.accessibleDescription()
    qtbot.keyClicks(sheet.field, "undo")
    assert "Undo, redo" in sheet._columns.accessibleDescription()
    assert len(sheet._columns.accessibleDescription()) < len(whole)
    assert [one.text for one in lines_of(commands, Group.READING, "H")]
    sheet.field.setText("no such thing")
    assert sheet._none.isVisible()
    sheet.close_card()


def test_own_keys_stand_on_the_sheet(commands: Commands) -> None:
    commands.set_keys("list.star", ("X",))
    star = next(line for line in lines_of(commands, Group.LIST) if line.text == "Star")
    assert star.caps == ("X",)


@pytest.fixture
def dialog(
    hub: ThemeHub, preferences: Preferences, commands: Commands, window: QWidget
) -> SettingsDialog:
    pages = (
        ReadingPage(hub, preferences),
        ShortcutsPage(hub, preferences, commands),
        LibraryPage(hub, "/home/reader/library"),
    )
    return SettingsDialog(hub, preferences, commands, pages, window)


def test_settings_hold_at_once_and_can_be_taken_back(
    dialog: SettingsDialog, preferences: Preferences, hub: ThemeHub, qtbot: QtBot
) -> None:
    dialog.open_page()
    assert (dialog.width(), dialog.height()) == (980, 788)
    page = dialog._pages[0]
    assert isinstance(page, ReadingPage)
    page.theme._group.button(2).click()
    assert preferences.settings.theme is ThemeChoice.DARK
    page.type_size.slider.setValue(21)
    assert preferences.settings.type_size == 21
    assert faces_of(preferences.settings).text_px == 21
    page.height_of_line._group.button(2).click()
    assert preferences.settings.line_height is LineHeight.OPEN
    dialog._take_back.click()
    assert preferences.settings.line_height is LineHeight.NORMAL
    assert page.height_of_line.choice == "normal"
    dialog._put_back()
    assert preferences.settings.theme is ThemeChoice.SYSTEM
    assert preferences.settings.type_size == 17
    dialog.close_card()


def test_a_setting_is_found_by_its_words(dialog: SettingsDialog) -> None:
    dialog.open_page()
    dialog.field.setText("backup")
    assert dialog._title.text() == "Library and backup"
    assert not dialog._buttons.button(0).isVisible()
    dialog.field.clear()
    assert dialog._buttons.button(0).isVisible()
    dialog.close_card()


def test_a_shortcut_is_pressed_anew(
    dialog: SettingsDialog, commands: Commands, preferences: Preferences, qtbot: QtBot
) -> None:
    dialog.open_page("Shortcuts")
    page = dialog._pages[1]
    assert isinstance(page, ShortcutsPage)
    from desktop.ui.settings_pages import _KeyButton

    button = next(one for one in page.findChildren(_KeyButton) if one._command.id == "list.star")
    button.click()
    qtbot.keyClick(button, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    assert commands.keys("list.star") == ("Ctrl+X",)
    assert preferences.settings.shortcuts == {"list.star": "Ctrl+X"}
    button.click()
    qtbot.keyClick(button, Qt.Key.Key_A)
    assert commands.keys("list.star") == ("Ctrl+X",)
    assert "Archive" in page._said.text()
    button.click()
    qtbot.keyClick(button, Qt.Key.Key_Backspace)
    assert commands.keys("list.star") == ()
    dialog.close_card()


def test_settings_are_written_and_places_remembered(tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"from_later": 7, "type_size": 19}), encoding="utf-8")
    preferences = Preferences(load(path), lambda work: work(), path=path)
    preferences.change(dense_lists=True)
    preferences.remember("window", "1 2 3 4 0")
    preferences.flush()
    again = load(path)
    assert again.dense_lists
    assert again.type_size == 19
    assert again.window == {"window": "1 2 3 4 0"}
    assert json.loads(path.read_text(encoding="utf-8"))["from_later"] == 7


def test_settings_are_written_a_moment_after_the_last_change(
    preferences: Preferences, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "settings.json"
    for size in range(15, 20):
        preferences.change(type_size=size)
    assert not path.exists()
    qtbot.waitUntil(path.exists)
    assert load(path) == Settings(type_size=19)


def test_errors_on_any_thread_become_one_report(
    tmp_path: Path, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    hook, thread_hook = sys.excepthook, threading.excepthook
    watch = CrashWatch(tmp_path / "carrel.log")
    watch.install()
    try:
        with qtbot.waitSignal(watch.reported) as told:
            error = ZeroDivisionError("planted")
            sys.excepthook(type(error), error, None)
        assert "ZeroDivisionError: planted" in told.args[0]
        assert "Qt 6." in told.args[0]

        def fail() -> None:
            raise KeyError("in a thread")

        with qtbot.waitSignal(watch.reported, timeout=5000) as told:
            thread = threading.Thread(target=fail)
            thread.start()
        thread.join()
        assert "in a thread" in told.args[0]
        qWarning("a warning of Qt")
        assert "a warning of Qt" in caplog.text
        assert (tmp_path / "crash.log").exists()
    finally:
        watch.remove()
        sys.excepthook, threading.excepthook = hook, thread_hook
    caplog.clear()


def test_the_crash_sheet_shows_one_report_and_copies_it(
    hub: ThemeHub, window: QWidget, qtbot: QtBot
) -> None:
    sheet = CrashSheet(hub, window)
    sheet.show_report(report("first trace"))
    sheet.show_report(report("second trace"))
    assert "first trace" in sheet.text.toPlainText()
    sheet.copy.click()
    assert "first trace" in QGuiApplication.clipboard().text()
    qtbot.keyClick(sheet.copy, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
