"""What goes on beside the reader: the index follows the library, others' writes are heard, steps undone."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.errors import Refused
from desktop.model.change import Change, Noun
from desktop.ui.bus import Answer, Bus, Notice, Tone
from desktop.ui.error_words import notice_of
from desktop.ui.jobs import Jobs
from desktop.work import hear_changes, undo
from desktop.work.sync_index import SyncReport

log = logging.getLogger(__name__)

SYNC_MS = 700
BUSY_MS = 5000
LOOK_MS = 1500

EVERYTHING = Change(touched=frozenset((noun, 0) for noun in Noun))
"""Somebody else wrote, who knows what: every room reads anew what it shows."""


class IndexKeeper(QObject):
    """Has the worker bring the index up to the library after every change."""

    state_changed = Signal(str)
    """How the index stands, in a few words."""

    def __init__(self, jobs: Jobs, bus: Bus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._bus = jobs, bus
        self._running = False
        self._again = False
        self.state = ""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.sync)
        bus.changed.connect(self._hear)

    def sync_soon(self, wait: int = SYNC_MS) -> None:
        """Sync in a moment; what comes until then goes along."""
        self._soon.start(wait)

    def sync(self) -> None:
        """Sync now, or right after the sync that runs."""
        if self._running:
            self._again = True
            return
        self._running = True
        self._say(self.tr("Search index: catching up"))
        self._jobs.heavy(
            self.tr("Bringing the search index up to date"),
            "sync_index",
            owner=self,
            done=self._done,
            failed=self._failed,
            icon="search",
            quiet=True,
        )

    def rebuild(self) -> None:
        """Build the index anew."""
        self._say(self.tr("Search index: titles only"))
        job = self._jobs.heavy(
            self.tr("Building the search index anew"),
            "reindex",
            owner=self,
            done=self._rebuilt,
            icon="search",
        )
        job.again = self.rebuild

    def _done(self, report: SyncReport) -> None:
        self._running = False
        if report.busy:
            self._soon.start(BUSY_MS)
            return
        self._say(self.tr("Search index up to date"))
        if report.rebuilt and report.written:
            self._bus.notice.emit(
                Notice(
                    self.tr("The search index was built anew."),
                    self.tr("Nothing of yours was lost."),
                )
            )
        if self._again:
            self._again = False
            self._soon.start(SYNC_MS)

    def _rebuilt(self, _report: SyncReport) -> None:
        self._say(self.tr("Search index up to date"))
        self._bus.notice.emit(Notice(self.tr("The search index was built anew.")))

    def _failed(self, error: Exception) -> None:
        """Say once that the articles are safe, and offer the way out."""
        self._running = self._again = False
        log.error("the index could not be brought up to date: %s", error)
        self._say(self.tr("Search index: behind"))
        self._bus.notice.emit(
            Notice(
                self.tr("The search index could not be brought up to date."),
                self.tr("Your articles and notes are safe. Search may miss the newest."),
                tone=Tone.PROBLEM,
                answers=(
                    Answer(self.tr("Rebuild now"), self.rebuild, primary=True),
                    Answer(self.tr("Try again"), self.sync),
                ),
                key="index",
                details=notice_of(error).details,
            )
        )

    def _hear(self, _change: Change) -> None:
        self.sync_soon()

    def _say(self, state: str) -> None:
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)


class OutsideWatch(QObject):
    """Looks now and then whether another process wrote, and tells the bus."""

    def __init__(self, jobs: Jobs, bus: Bus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._bus = jobs, bus
        self._known: int | None = None
        self._asked = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look from now on."""
        self.look()
        self._timer.start()

    def look(self) -> None:
        """Look once."""
        if self._asked:
            return
        self._asked = True
        self._jobs.read(
            self.tr("Looking for changes"),
            hear_changes.data_version,
            owner=self,
            done=self._take,
            failed=self._leave,
        )

    def _take(self, version: int) -> None:
        self._asked = False
        before, self._known = self._known, version
        if before is not None and version != before:
            self._bus.changed.emit(EVERYTHING)

    def _leave(self, error: Exception) -> None:
        self._asked = False
        log.info("could not look for changes: %s", error)


class UndoRedo(QObject):
    """Takes steps back and does them again, and says which."""

    def __init__(self, jobs: Jobs, bus: Bus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._bus = jobs, bus

    def undo(self) -> None:
        """Take back the last step."""
        self._jobs.write(
            self.tr("Undo"), undo.undo, owner=self, done=self._undone, failed=self._refused
        )

    def redo(self) -> None:
        """Do the step last undone again."""
        self._jobs.write(
            self.tr("Redo"), undo.redo, owner=self, done=self._redone, failed=self._refused
        )

    def _undone(self, change: Change) -> None:
        again = Answer(self.tr("Redo"), self.redo)
        subject = self.tr("Undone: {title}").format(title=change.title)
        self._bus.notice.emit(Notice(subject, answers=(again,)))

    def _redone(self, change: Change) -> None:
        subject = self.tr("Done again: {title}").format(title=change.title)
        self._bus.notice.emit(Notice(subject, undo=True))

    def _refused(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self._bus.notice.emit(Notice(error.what))
        else:
            self._bus.notice.emit(notice_of(error, self.tr("Undo")))
