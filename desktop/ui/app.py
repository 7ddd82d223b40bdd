"""The one place where the window's things are made: the shell, its frame once it is seen, then the rooms.

Little is imported before the shell is painted; the rest follows in the order in which it is needed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from desktop import paths
from desktop import settings as stored
from desktop.settings import Settings
from desktop.ui.door_name import may_be_open
from desktop.ui.shell import Shell

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
        """Make the shell; what is in it comes once it was painted.

        `worker` are the words that start the worker process, where the usual ones will not do.
        """
        super().__init__()
        settings = settings if settings is not None else stored.load(settings_file)
        self.library = library
        self._settings, self._settings_file = settings, settings_file
        self.window = Shell(settings.theme.value, settings.window.get("window", ""))
        self.rooms: Any = None
        self.jobs: Any = None
        self._worker = worker
        self._door: Any = None
        self._watch: Any = None
        self._crash: Any = None
        self._waiting: list[Path] = []
        self._closed = False
        self.window.shown.connect(self._make_frame)
        self.window.closing.connect(self.close)

    def show(self) -> None:
        """Show the shell at once."""
        self.window.show()

    def answer(self) -> None:
        """Come forward when a later start calls."""
        from desktop.ui.single_instance import Door

        self._door = Door(self.library, self)
        self._door.called.connect(self.come_forward)

    def watch_for_crashes(self) -> None:
        """Begin the log, and show one sheet for what nobody expected."""
        from desktop import logs
        from desktop.ui.crash import CrashWatch

        self._watch = CrashWatch(logs.start(quiet=True), self)
        self._watch.install()
        self._watch.reported.connect(self.show_crash)

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
        from desktop.ui.crash import CrashSheet

        if self._crash is None:
            self._crash = CrashSheet(self.hub, self.window)
        self._crash.show_report(report)

    def close(self) -> None:
        """Stop the work, keep the settings, close the library."""
        if self._closed:
            return
        self._closed = True
        if self.jobs is not None:
            self.frame.keep_places()
            self.preferences.flush()
        if self._door is not None:
            self._door.close()
        if self.jobs is not None:
            self.jobs.stop_all()
        if self._watch is not None:
            self._watch.remove()

    # -- inside

    def _make_frame(self) -> None:
        """Fill the shell with its frame, then open the library away from the window's thread."""
        if self._closed:
            return
        from desktop.ui.bus import Bus
        from desktop.ui.commands import Commands
        from desktop.ui.faces import load_faces
        from desktop.ui.jobs import Jobs
        from desktop.ui.main_window import MainWindow
        from desktop.ui.preferences import Preferences, faces_of
        from desktop.ui.theme import ThemeHub
        from desktop.ui.worker_lane import WorkerLane

        load_faces()
        settings = self._settings
        self.hub = ThemeHub(
            settings.theme.value, faces_of(settings), compact=settings.dense_lists, parent=self
        )
        self.preferences = Preferences(settings, self._aside, path=self._settings_file, parent=self)
        self.preferences.changed.connect(self._take_settings)
        self.bus = Bus(self)
        self.commands = Commands(self.preferences.settings.shortcuts, self)
        self.lane = WorkerLane(self.library, self, self._worker)
        self.jobs = Jobs(self._open_desk, self.bus, self.lane, self)
        self.frame = MainWindow(self.hub, self.bus, self.commands, self.preferences, self.window)
        self.window.fill(self.frame)
        self._open_library()

    def _open_desk(self) -> Any:
        """On a lane of Jobs: open the library with all that belongs to it."""
        from desktop.desk import Desk

        return Desk.open(self.library)

    def _aside(self, work: Callable[[], object]) -> None:
        if self.jobs is not None:
            self.jobs.aside(work)
        else:
            work()

    def _open_library(self) -> None:
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
            self.frame,
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
        from desktop.ui.bus import Answer, Notice, Tone
        from desktop.ui.error_words import notice_of, words_for

        subject, text = words_for(error)
        again = Answer(self.tr("Try again"), self._open_library, primary=True)
        details = notice_of(error).details
        self.bus.notice.emit(
            Notice(subject, text, Tone.PROBLEM, (again,), key="library", details=details)
        )

    def _take_settings(self, settings: Settings) -> None:
        from desktop.ui.preferences import faces_of

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
    if may_be_open(chosen):
        from desktop.ui.single_instance import call

        if call(chosen, files):
            return 0
    qt.setApplicationName("carrel")
    qt.setApplicationDisplayName("Carrel")
    qt.setDesktopFileName("carrel")
    qt.setStyle("Fusion")
    app = App(chosen, settings)
    app.window.shown.connect(app.answer)
    app.window.shown.connect(app.watch_for_crashes)
    app.take_files(files)
    app.show()
    code = qt.exec()
    app.close()
    return int(code)
