"""What every test of the window has: our faces, a bus, a theme, jobs; and no dialog, no window left open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from desktop.progress import QuietTask
from desktop.ui.bus import Bus
from desktop.ui.commands import Commands
from desktop.ui.faces import load_faces
from desktop.ui.jobs import Job, Jobs, Stage, change_in
from desktop.ui.preferences import Preferences
from desktop.ui.theme import ThemeHub
from desktop.work import heavy_verb


@pytest.fixture(scope="session", autouse=True)
def _our_faces(qapp: QApplication) -> None:
    qapp.setStyle("Fusion")
    load_faces()


@pytest.fixture(autouse=True)
def _no_dialogs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dialog that waits for somebody would wait for ever: have it fail the test."""

    def refuse(name: str) -> Callable[..., Any]:
        def asked(*_: object, **__: object) -> Any:
            message = f"a dialog was opened: {name}"
            raise AssertionError(message)

        return asked

    monkeypatch.setattr(QDialog, "exec", refuse("QDialog.exec"))
    monkeypatch.setattr(QMenu, "exec", refuse("QMenu.exec"))
    for name in ("getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory"):
        monkeypatch.setattr(QFileDialog, name, refuse(f"QFileDialog.{name}"))
    for name in ("information", "question", "warning", "critical", "about"):
        monkeypatch.setattr(f"PySide6.QtWidgets.QMessageBox.{name}", refuse(f"QMessageBox.{name}"))


@pytest.fixture(autouse=True)
def _nothing_left_open(qapp: QApplication) -> Iterator[None]:
    yield
    left = [one for one in qapp.topLevelWidgets() if one.isVisible()]
    for one in left:
        one.close()
    assert not left, f"windows left open: {left}"


@pytest.fixture
def bus(qapp: QApplication) -> Bus:
    return Bus()


@pytest.fixture
def hub(qapp: QApplication) -> ThemeHub:
    return ThemeHub("light")


@pytest.fixture
def commands(qapp: QApplication) -> Commands:
    return Commands()


@pytest.fixture
def preferences(qapp: QApplication, tmp_path: Any) -> Preferences:
    from desktop.settings import Settings

    def keep(work: Callable[[], object]) -> object:
        return work()

    return Preferences(Settings(), keep, path=tmp_path / "settings.json")


@pytest.fixture
def jobs(desk: Desk, bus: Bus, qtbot: QtBot) -> Iterator[Jobs]:
    """Real jobs on a real, empty desk; the test fails if it leaves work behind."""
    made = Jobs(lambda: desk, bus)
    yield made
    qtbot.waitUntil(lambda: made.idle, timeout=5000)
    assert made.stop_all(), "work was left that did not stop"


class InlineJobs(QObject):
    """Jobs that are done at once, where they are asked for: for tests of widgets alone."""

    changed = Signal(object)

    def __init__(self, desk: Any, bus: Bus) -> None:
        super().__init__()
        self._desk, self._bus = desk, bus
        self.asked: list[str] = []
        self.under_way: tuple[Job, ...] = ()
        self.idle = True

    def read(self, title: str, verb: Any, /, **given: Any) -> Job:
        given.pop("replaces", None)
        return self._run(title, verb, **given)

    def write(self, title: str, verb: Any, /, **given: Any) -> Job:
        return self._run(title, verb, **given)

    def heavy(self, title: str, verb: str, /, **given: Any) -> Job:
        for name in ("icon", "quiet"):
            given.pop(name, None)
        return self._run(title, heavy_verb(verb), **given)

    def aside(self, work: Callable[[], object]) -> None:
        work()

    def _run(
        self, title: str, verb: Any, /, *, owner: QObject, done: Any = None, **given: Any
    ) -> Job:
        failed = given.pop("failed", None)
        job = Job(title, owner, done, failed)
        self.asked.append(title)
        try:
            result = verb(self._desk, QuietTask(), **given)
        except Exception as error:
            if failed is None:
                raise
            job.stage, job.error = Stage.FAILED, error
            failed(error)
            return job
        job.stage = Stage.DONE
        change = change_in(result)
        if change:
            self._bus.changed.emit(change)
        if done is not None:
            done(result)
        return job


@pytest.fixture
def inline_jobs(desk: Desk, bus: Bus) -> InlineJobs:
    return InlineJobs(desk, bus)
