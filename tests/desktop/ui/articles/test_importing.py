"""What comes in through the window: dialog, drop, paste, and the report of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from desktop.ui.articles.first_run import FirstRun
from desktop.ui.articles.importing import Importing, can_take, local_paths
from desktop.ui.bus import Bus, Notice, Target, Tone
from desktop.ui.theme import ThemeHub
from desktop.ui.widgets.buttons import PushButton


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(1200, 800)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def told(bus: Bus) -> list[Notice]:
    heard: list[Notice] = []
    bus.notice.connect(heard.append)
    return heard


@pytest.fixture
def importing(inline_jobs: Any, bus: Bus, hub: ThemeHub, window: QWidget) -> Importing:
    return Importing(inline_jobs, bus, hub, window)


def write(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def count(desk: Desk) -> int:
    from desktop.progress import QuietTask
    from desktop.work.browse import sidebar

    return sidebar(desk, QuietTask()).articles


def test_files_are_chosen_and_a_single_one_is_opened(
    importing: Importing,
    tmp_path: Path,
    told: list[Notice],
    bus: Bus,
    monkeypatch: pytest.MonkeyPatch,
    desk: Desk,
) -> None:
    file = write(tmp_path, "night.txt", "Night Watch\n\nNobody slept in the harbour office.\n")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(file)], ""))
    asked: list[Target] = []
    bus.open_requested.connect(asked.append)
    importing.ask_files()
    assert count(desk) == 1
    assert [one.kind for one in asked] == ["article"]
    assert told[-1].subject == "Added"
    assert "Night Watch" in told[-1].text


def test_a_bad_file_is_a_line_of_the_report_and_never_the_end(
    importing: Importing, tmp_path: Path, told: list[Notice], desk: Desk
) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    write(folder, "a.txt", "First Ship\n\nThe log begins at noon in the harbour office.\n")
    write(folder, "b.txt", "First Ship\n\nThe log begins at noon in the harbour office.\n")
    (folder / "c.txt").write_bytes(b"")
    importing.take_paths([folder])
    assert count(desk) == 1
    notice = told[-1]
    assert notice.tone is Tone.NEWS
    assert "1 added, 1 already here, 1 could not be read." in notice.text
    notice.answers[0].act()
    report = importing._report
    assert report is not None
    assert report.isVisible()
    QAbstractItemModelTester(report.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    lines = [report.model.line(report.model.index(row)) for row in range(3)]
    assert [line.bad for line in lines] == [True, False, False]
    assert lines[1].result == "Already here, skipped"
    assert [figure.text() for figure, _ in report._figures] == ["1", "1", "1"]
    report.close_card()


def test_copied_text_becomes_an_article(
    importing: Importing, desk: Desk, told: list[Notice]
) -> None:
    QGuiApplication.clipboard().setText("Harbour Log\n\nThe first ship came in by noon.\n")
    importing.paste()
    assert count(desk) == 1


def test_an_empty_clipboard_says_what_to_do(
    importing: Importing, desk: Desk, told: list[Notice]
) -> None:
    QGuiApplication.clipboard().clear()
    importing.paste()
    assert count(desk) == 0
    assert told[-1].subject == "Nothing to paste."


def test_what_can_be_dropped(tmp_path: Path) -> None:
    files, text, nothing = QMimeData(), QMimeData(), QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(tmp_path)), QUrl("https://example.org/a")])
    text.setText("some words")
    nothing.setText("  \n ")
    assert can_take(files)
    assert local_paths(files) == [tmp_path]
    assert can_take(text)
    assert not can_take(nothing)


def test_the_first_view_offers_four_ways_to_begin(
    hub: ThemeHub, window: QWidget, qtbot: QtBot
) -> None:
    view = FirstRun(hub, window, starters=9)
    view.resize(900, 700)
    view.show()
    buttons = view.findChildren(PushButton)
    assert [one.text() for one in buttons if one.isVisible()] == [
        "Import…",
        "Add them",
        "Open…",
        "Paste…",
    ]
    assert all(one.accessibleName() != one.text() for one in buttons)
    for signal, button in zip(
        (view.import_asked, view.starters_asked, view.library_asked, view.paste_asked),
        buttons,
        strict=True,
    ):
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    calm = view.grab().toImage()
    view.set_over(True)
    assert view.grab().toImage() != calm


def test_without_starter_articles_there_is_no_row_for_them(hub: ThemeHub, window: QWidget) -> None:
    view = FirstRun(hub, window)
    view.show()
    seen = [one.text() for one in view.findChildren(PushButton) if one.isVisible()]
    assert "Add them" not in seen
