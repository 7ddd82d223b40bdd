"""What the window is made of when it is first seen: next to nothing; and the whole of it, joined, working."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QHeaderView,
    QLineEdit,
    QScrollBar,
    QTextEdit,
)
from pytestqt.qtbot import QtBot

from desktop.settings import Settings
from desktop.ui.app import App
from desktop.ui.bus import Target

HEAVY = {
    "whoosh",
    "docx",
    "lxml",
    "trafilatura",
    "asyncio",
    "pycrfsuite",
    "numpy",
    "sqlite3",
    "search_index",
    "desktop.desk",
    "desktop.ui.furnishing",
    "PySide6.QtNetwork",
    "PySide6.QtSvg",
}

SEEN = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop.ui import app as ours

class Shell(ours.Shell):
    told = False

    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.told:
            self.told = True
            print(" ".join(sorted(sys.modules)), flush=True)
            QTimer.singleShot(0, self.close)

ours.Shell = Shell
sys.exit(ours.main(Path(sys.argv[1])))
"""


def test_nothing_heavy_is_imported_before_the_window_is_seen(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", SEEN, str(tmp_path / "library")],
        capture_output=True,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path.cwd())},
        timeout=60,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    loaded = set(run.stdout.split())
    assert "desktop.ui.shell" in loaded
    assert loaded & HEAVY == set()


@pytest.fixture
def started(tmp_path: Path, qtbot: QtBot) -> Iterator[Callable[[], App]]:
    apps: list[App] = []

    def start() -> App:
        app = App(tmp_path / "library", Settings(), settings_file=tmp_path / "settings.json")
        apps.append(app)
        app.show()
        app.window.resize(1440, 900)
        qtbot.waitUntil(lambda: app.rooms is not None, timeout=60000)
        qtbot.waitUntil(lambda: app.rooms.shelves.counts is not None, timeout=30000)
        return app

    yield start
    for app in apps:
        app.window.close()


def test_an_empty_library_shows_four_ways_to_begin(
    started: Callable[[], App], qtbot: QtBot
) -> None:
    app = started()
    assert app.rooms.first_run.isVisible()
    assert "Nothing here yet" in app.rooms.shelves.list.empty.words()
    assert app.window.focusWidget() is app.rooms.first_run.import_button
    qtbot.waitUntil(lambda: app.rooms.more is not None, timeout=60000)


def test_a_dropped_file_becomes_an_article_that_is_open(
    started: Callable[[], App], qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "harbour.txt"
    file.write_text(
        "The Harbour Opens\n\nA pilot boat left at dawn, and the first ship came in by noon.\n",
        encoding="utf-8",
    )
    app = started()
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(file))])
    assert app.rooms.importing.take(dropped)
    qtbot.waitUntil(lambda: app.rooms.reader.page is not None, timeout=60000)
    assert app.rooms.reader.page.read.article.details.title == "The Harbour Opens"
    shelf = app.rooms.shelves.list
    qtbot.waitUntil(lambda: shelf.model.rowCount() == 1, timeout=10000)
    qtbot.waitUntil(lambda: app.rooms.shelves.counts.articles == 1, timeout=10000)
    assert not app.rooms.first_run.isVisible()
    qtbot.waitUntil(lambda: app.rooms.more is not None, timeout=60000)


def test_what_another_process_writes_appears(
    started: Callable[[], App], qtbot: QtBot, tmp_path: Path
) -> None:
    app = started()
    file = tmp_path / "night.txt"
    file.write_text("Night Watch\n\nNobody slept in the harbour office.\n", encoding="utf-8")
    words = [sys.executable, "-m", "desktop", "--library", str(app.library), "import", str(file)]
    subprocess.run(words, check=True, capture_output=True, timeout=60)
    shelf = app.rooms.shelves.list
    qtbot.waitUntil(lambda: shelf.model.rowCount() == 1, timeout=20000)
    assert shelf.model.index(0).data(Qt.ItemDataRole.DisplayRole) == "Night Watch"
    qtbot.waitUntil(lambda: app.rooms.more is not None, timeout=60000)


def test_a_library_that_cannot_be_opened_is_told_with_a_way_out(
    tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "library.sqlite").write_bytes(b"this is no library at all, " * 100)
    app = App(folder, Settings(), settings_file=tmp_path / "settings.json")
    app.show()
    qtbot.waitUntil(lambda: app.jobs is not None, timeout=30000)
    qtbot.waitUntil(lambda: bool(app.frame.notices.notices), timeout=30000)
    notice = app.frame.notices.notices[0]
    assert notice.answers[0].text == "Try again"
    assert notice.subject
    assert app.rooms is None
    app.window.close()


def test_an_early_click_waits_for_its_room(started: Callable[[], App], qtbot: QtBot) -> None:
    app = started()
    app.bus.open_requested.emit(Target("notebook"))
    qtbot.waitUntil(lambda: app.frame.room_in_front.name == "notebook", timeout=60000)


def test_everything_that_can_be_pressed_or_typed_into_has_a_name(
    started: Callable[[], App], qtbot: QtBot
) -> None:
    app = started()
    qtbot.waitUntil(lambda: app.rooms.more is not None, timeout=60000)
    for command in ("window.palette", "window.shortcuts", "window.settings", "window.jobs"):
        app.commands.run(command)
        qtbot.keyClick(app.window.focusWidget(), Qt.Key.Key_Escape)
    kinds = (QAbstractButton, QLineEdit, QAbstractItemView, QAbstractSlider, QTextEdit)
    nameless = [
        f"{type(one).__name__} in {type(one.parentWidget()).__name__}"
        for kind in kinds
        for one in app.window.findChildren(kind)
        if type(one) not in (QScrollBar, QHeaderView)
        and not one.accessibleName()
        and not (isinstance(one, QAbstractButton) and not (one.text() or one.isVisible()))
    ]
    assert nameless == []
