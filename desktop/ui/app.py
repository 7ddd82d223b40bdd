"""The one place where the window's things are made: first the frame, then, once it is seen, its rooms."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from desktop import logs, paths
from desktop import settings as stored
from desktop.errors import DeskError
from desktop.settings import Settings
from desktop.ui import single_instance
from desktop.ui.bus import Answer, Bus, Notice, Tone
from desktop.ui.commands import Commands
from desktop.ui.crash import CrashSheet, CrashWatch
from desktop.ui.error_words import words_for
from desktop.ui.faces import load_faces
from desktop.ui.jobs import Jobs
from desktop.ui.main_window import MainWindow
from desktop.ui.preferences import Preferences, faces_of
from desktop.ui.theme import ThemeHub
from desktop.ui.worker_lane import WorkerLane

log = logging.getLogger(__name__)

SWITCH = 0.001  # seconds a thread may hold Python before the window's thread gets its turn


class App(QObject):
    """One window on one library."""

    def __init__(
        self,
        library: Path,
        settings: Settings | None = None,
        *,
        settings_file: Path | None = None,
        worker: list[str] | None = None,
    ) -> None:
        """Make the frame; `show` shows it, and the rooms come once it was painted.

        `worker` are the words that start the worker process, where the usual ones will not do.
        """
        super().__init__()
        settings = settings if settings is not None else stored.load(settings_file)
        self.library = library
        self.bus = Bus(self)
        self.hub = ThemeHub(
            settings.theme.value, faces_of(settings), compact=settings.dense_lists, parent=self
        )
        self.commands = Commands(settings.shortcuts, self)
        self.preferences = Preferences(settings, self._aside, path=settings_file, parent=self)
        self.lane = WorkerLane(library, self, worker)
        self.jobs = Jobs(self._open_desk, self.bus, self.lane, self)
        self.window = MainWindow(self.hub, self.bus, self.commands, self.preferences)
        self.rooms: Any = None
        self.door: single_instance.Door | None = None
        self._crash: CrashSheet | None = None
        self._waiting: list[Path] = []
        self._closed = False
        self.preferences.changed.connect(self._take_settings)
        self.window.shown.connect(self._furnish)
        self.window.closing.connect(self.close)

    def show(self) -> None:
        """Show the frame at once."""
        self.window.show()

    def answer_at(self, door: single_instance.Door) -> None:
        """Come forward when a later start calls."""
        self.door = door
        door.called.connect(self.come_forward)

    def come_forward(self, files: Sequence[Path] = ()) -> None:
        """Bring the window to the front, and import files."""
        window = self.window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()
        self.take_files(files)

    def take_files(self, files: Sequence[Path]) -> None:
        """Import files, now or as soon as the rooms are there."""
        if self.rooms is not None:
            self.rooms.take_files(files)
        else:
            self._waiting += files

    def show_crash(self, report: str) -> None:
        """Show the one sheet for what nobody expected."""
        if self._crash is None:
            self._crash = CrashSheet(self.hub, self.window)
        self._crash.show_report(report)

    def close(self) -> None:
        """Stop the work, keep the settings, close the library."""
        if self._closed:
            return
        self._closed = True
        self.preferences.flush()
        if self.door is not None:
            self.door.close()
        if not self.jobs.stop_all():
            log.warning("some work did not stop in time")

    # -- inside

    def _open_desk(self) -> Any:
        """On a lane of Jobs: open the library with all that belongs to it."""
        from desktop.desk import Desk

        return Desk.open(self.library)

    def _aside(self, work: Any) -> None:
        self.jobs.aside(work)

    def _furnish(self) -> None:
        self.jobs.read(
            self.tr("Opening the library"),
            _load_rooms,
            owner=self,
            done=self._move_in,
            failed=self._stay_out,
        )

    def _move_in(self, _loaded: object) -> None:
        from desktop.ui.furnishing import Furnishing

        self.rooms = Furnishing(
            self.window,
            self.jobs,
            self.bus,
            self.hub,
            self.commands,
            self.preferences,
            self.library,
        )
        self.rooms.start()
        if self._waiting:
            self.rooms.take_files(self._waiting)
            self._waiting = []

    def _stay_out(self, error: Exception) -> None:
        """Say why the library cannot be opened, and what can be done."""
        subject, text = words_for(error)
        if not isinstance(error, DeskError):
            log.error("the library could not be opened", exc_info=error)
        self.bus.notice.emit(
            Notice(
                subject,
                text,
                tone=Tone.PROBLEM,
                answers=(Answer(self.tr("Try again"), self._furnish, primary=True),),
                key="library",
            )
        )

    def _take_settings(self, settings: Settings) -> None:
        self.hub.take(settings.theme.value, faces_of(settings), compact=settings.dense_lists)


def _load_rooms(_desk: object, _task: object) -> None:
    """Import the rooms while the frame is already seen; the desk was opened on the way."""
    import_module("desktop.ui.furnishing")


def main(library: Path | None = None, files: Sequence[Path] = ()) -> int:
    """Open the window on a library, or bring forward the one that is open; return the exit code."""
    settings = stored.load()
    chosen = library or (Path(settings.library) if settings.library else paths.library_dir())
    sys.setswitchinterval(SWITCH)
    existing = QApplication.instance()
    qt = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    if single_instance.call(chosen, files):
        return 0
    qt.setApplicationName("carrel")
    qt.setApplicationDisplayName("Carrel")
    qt.setDesktopFileName("carrel")
    qt.setStyle("Fusion")
    load_faces()
    watch = CrashWatch(logs.start(quiet=True), qt)
    watch.install()
    app = App(chosen, settings)
    watch.reported.connect(app.show_crash)
    app.answer_at(single_instance.Door(chosen, app))
    app.take_files(files)
    app.show()
    code = qt.exec()
    app.close()
    watch.remove()
    return int(code)
