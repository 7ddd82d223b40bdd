"""The only way from the window to the work: verbs run away from the window's thread.

A widget hands in a verb, its arguments and a bound method that hears the answer. It never holds the
desk, so only its own painting can keep the window waiting.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal, Slot

from desktop.errors import DeskError
from desktop.model.change import Change
from desktop.progress import Cancelled
from desktop.ui.bus import Bus

log = logging.getLogger(__name__)

T = TypeVar("T")

REPORT_EVERY = 0.05  # seconds between two reports of one job: at most 20 a second
NAP = 0.0005  # seconds given away at each step, so that the window's thread gets its turn


class Stage(Enum):
    """Where a job stands."""

    WAITING = auto()
    RUNNING = auto()
    DONE = auto()
    FAILED = auto()
    CANCELLED = auto()

    @property
    def over(self) -> bool:
        """Whether nothing more will come."""
        return self in (Stage.DONE, Stage.FAILED, Stage.CANCELLED)


@dataclass(eq=False)
class Job:
    """One piece of work under way; plain data, no Qt object.

    `heavy` jobs run in the worker process and are shown to the user; those that `writes` are finished
    even while the window closes; `at` of `total` things are done,
    now at `what`. Times are seconds of `time.monotonic()`.
    """

    title: str
    owner: QObject
    done: Callable[[Any], object] | None = None
    failed: Callable[[Exception], object] | None = None
    heavy: bool = False
    quiet: bool = False
    writes: bool = False
    word: str = ""
    icon: str = "import"
    stage: Stage = Stage.WAITING
    at: int = 0
    total: int | None = None
    what: str = ""
    began: float = 0.0
    error: Exception | None = None
    again: Callable[[], object] | None = None
    _stop: threading.Event = field(default_factory=threading.Event)
    _on_cancel: Callable[[Job], object] | None = None

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        if not self._stop.is_set():
            self._stop.set()
            if self._on_cancel is not None:
                self._on_cancel(self)

    def on_cancel(self, act: Callable[[Job], object]) -> None:
        """Have `act` called once when the job is asked to stop; at once if it was already."""
        self._on_cancel = act
        if self.stopping:
            act(self)

    @property
    def stopping(self) -> bool:
        """Whether it has been asked to stop."""
        return self._stop.is_set()

    def time_left(self, now: float | None = None) -> float | None:
        """Return the seconds that are likely left, or None before 5 % of the work or 3 seconds."""
        if self.stage is not Stage.RUNNING or not self.total or not self.at:
            return None
        spent = (time.monotonic() if now is None else now) - self.began
        share = self.at / self.total
        if share < 0.05 and spent < 3:
            return None
        return spent / share * (1 - share)


@dataclass(frozen=True)
class _Report:
    job: Job
    stage: Stage
    payload: Any = None


class _Reporter:
    """The Task that a verb sees; lives on the work's own thread."""

    def __init__(self, job: Job, post: Callable[[_Report], object]) -> None:
        self._job, self._post, self._last = job, post, 0.0

    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        """Report, now and then; stop where asked."""
        _check(self._job)
        now = time.monotonic()
        if now - self._last >= REPORT_EVERY or done == total:
            self._last = now
            self._post(_Report(self._job, Stage.RUNNING, (done, total, what)))
        time.sleep(NAP)


class OpenDesk(Protocol):
    """What verbs are given; the window itself can do nothing with it but close it."""

    def close(self) -> None:
        """Close it."""


class HeavyLane(Protocol):
    """What runs verbs by name in another process; told of its reports by the two methods."""

    def start(
        self,
        job: Job,
        verb: str,
        arguments: dict[str, Any],
        report: Callable[[Job, Stage, Any], object],
    ) -> None:
        """Run a verb; `report` is called on the window's thread."""

    def stop(self, patience: float) -> bool:
        """End the process; whether it went in time."""


class Jobs(QObject):
    """Three lanes: writes one after another, reads side by side, heavy work in the worker process."""

    changed = Signal(object)
    """A Job began, moved or ended."""
    _reported = Signal(object)

    def __init__(
        self,
        open_desk: Callable[[], OpenDesk],
        bus: Bus,
        heavy: HeavyLane | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._open_desk, self._bus, self._heavy = open_desk, bus, heavy
        self._desk: OpenDesk | None = None
        self._opening = threading.Lock()
        self._write_lane = ThreadPoolExecutor(1, thread_name_prefix="write")
        self._read_lane = ThreadPoolExecutor(2, thread_name_prefix="read")
        self._under_way: dict[int, Job] = {}
        self._futures: set[Future[None]] = set()
        self._replaceable: dict[str, Job] = {}
        self._closed = False
        self._reported.connect(self._hear)

    def read(
        self,
        title: str,
        verb: Callable[..., T],
        /,
        *,
        owner: QObject,
        done: Callable[[T], object],
        failed: Callable[[Exception], object] | None = None,
        replaces: str = "",
        **arguments: Any,
    ) -> Job:
        """Run a verb that only looks; a newer job with the word `replaces` makes this one void."""
        job = Job(title, owner, done, failed, word=replaces)
        if replaces:
            older = self._replaceable.get(replaces)
            if older is not None and not older.stage.over:
                older.cancel()
            self._replaceable[replaces] = job
        return self._start(self._read_lane, job, verb, arguments)

    def write(
        self,
        title: str,
        verb: Callable[..., T],
        /,
        *,
        owner: QObject,
        done: Callable[[T], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
        **arguments: Any,
    ) -> Job:
        """Run a verb that changes records; its Change goes out on the bus."""
        job = Job(title, owner, done, failed, writes=True)
        return self._start(self._write_lane, job, verb, arguments)

    def heavy(
        self,
        title: str,
        verb: str,
        /,
        *,
        owner: QObject,
        done: Callable[[Any], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
        icon: str = "import",
        quiet: bool = False,
        **arguments: Any,
    ) -> Job:
        """Run a verb by name in the worker process, with progress and Cancel in the status bar.

        A `quiet` one is not shown unless it takes long.
        """
        if self._heavy is None:
            message = "this Jobs was made without a worker"
            raise RuntimeError(message)
        job = Job(title, owner, done, failed, heavy=True, quiet=quiet, icon=icon)
        self._under_way[id(job)] = job
        self.changed.emit(job)
        self._heavy.start(job, verb, arguments, self._report_heavy)
        return job

    def aside(self, work: Callable[[], object]) -> None:
        """Run a small piece of work that needs no desk after the writes; failures go to the log."""
        self._submit(self._write_lane, _logged, work)

    def decode(self, job: Job, decode: Callable[[], Any]) -> None:
        """Turn a worker's answer into values on the read lane, and report the job done."""
        self._submit(self._read_lane, self._run_decode, job, decode)

    @property
    def under_way(self) -> tuple[Job, ...]:
        """The jobs that wait or run, oldest first."""
        return tuple(self._under_way.values())

    @property
    def idle(self) -> bool:
        """Whether nothing waits or runs."""
        return not self._under_way

    def stop_all(self, patience: float = 5.0) -> bool:
        """Ask every job to stop, and wait; nobody is told of what comes after.

        Writes that were asked for are still done: what was typed last must not be lost. Returns whether everything ended in time. The desk is closed if it was opened here.
        """
        if self._closed:
            return True
        self._closed = True
        for job in self.under_way:
            if not job.writes:
                job.cancel()
        self._reported.disconnect(self._hear)
        gone = self._heavy.stop(patience) if self._heavy is not None else True
        self._read_lane.shutdown(wait=False, cancel_futures=True)
        self._write_lane.shutdown(wait=False)
        ended = not wait(set(self._futures), patience).not_done
        self._under_way.clear()
        if self._desk is not None and ended:
            self._desk.close()
            self._desk = None
        return ended and gone

    def desk(self) -> OpenDesk:
        """Open the desk once, on whichever lane needs it first; never on the window's thread."""
        with self._opening:
            if self._desk is None:
                self._desk = self._open_desk()
            return self._desk

    def _start(
        self,
        lane: ThreadPoolExecutor,
        job: Job,
        verb: Callable[..., Any],
        arguments: dict[str, Any],
    ) -> Job:
        self._under_way[id(job)] = job
        self.changed.emit(job)
        self._submit(lane, self._run, job, verb, arguments)
        return job

    def _submit(self, lane: ThreadPoolExecutor, run: Callable[..., None], *given: Any) -> None:
        if self._closed:
            return
        future = lane.submit(run, *given)
        self._futures.add(future)
        future.add_done_callback(self._futures.discard)

    def _run(self, job: Job, verb: Callable[..., Any], arguments: dict[str, Any]) -> None:
        """On the lane's thread: do the work; whatever happens, report it once."""
        post = self._reported.emit
        try:
            job.began = time.monotonic()
            _check(job)
            result = verb(self.desk(), _Reporter(job, post), **arguments)
        except Cancelled:
            post(_Report(job, Stage.CANCELLED))
        except DeskError as error:
            post(_Report(job, Stage.FAILED, error))
        except Exception as error:
            log.exception("%s", job.title)
            post(_Report(job, Stage.FAILED, error))
        else:
            post(_Report(job, Stage.DONE, result))

    def _run_decode(self, job: Job, decode: Callable[[], Any]) -> None:
        try:
            result = decode()
        except Exception as error:
            log.exception("%s", job.title)
            self._reported.emit(_Report(job, Stage.FAILED, error))
        else:
            self._reported.emit(_Report(job, Stage.DONE, result))

    def _report_heavy(self, job: Job, stage: Stage, payload: Any) -> None:
        if stage is Stage.DONE and callable(payload):
            self.decode(job, payload)
        elif not self._closed:
            self._hear(_Report(job, stage, payload))

    @Slot(object)
    def _hear(self, report: _Report) -> None:
        job = report.job
        if job.stage.over:
            return
        if job.began == 0.0:
            job.began = time.monotonic()
        job.stage = report.stage
        if report.stage is Stage.RUNNING:
            job.at, job.total, job.what = report.payload
            self.changed.emit(job)
            return
        self._under_way.pop(id(job), None)
        if self._replaceable.get(job.word) is job:
            del self._replaceable[job.word]
        if report.stage is Stage.DONE and job.stopping and job.word:
            job.stage = Stage.CANCELLED  # a newer question was asked; nobody wants this answer
        self.changed.emit(job)
        if job.stage is Stage.DONE:
            self._tell_done(job, report.payload)
        elif job.stage is Stage.FAILED:
            self._tell_failed(job, report.payload)

    def _tell_done(self, job: Job, result: Any) -> None:
        change = change_in(result)
        if change:
            self._bus.changed.emit(change)
        if job.done is not None and shiboken6.isValid(job.owner):
            job.done(result)

    def _tell_failed(self, job: Job, error: Exception) -> None:
        from desktop.ui.error_words import notice_of

        job.error = error
        if job.failed is not None:
            if shiboken6.isValid(job.owner):
                job.failed(error)
        else:
            self._bus.notice.emit(notice_of(error, job.title))


def _logged(work: Callable[[], object]) -> None:
    try:
        work()
    except Exception:
        log.exception("a piece of work in the background")


def _check(job: Job) -> None:
    if job.stopping:
        raise Cancelled


def change_in(result: object) -> Change:
    """Return the Change that a verb's answer is or carries; an empty one if none."""
    if isinstance(result, Change):
        return result
    if isinstance(result, tuple):
        return next((part for part in result if isinstance(part, Change)), Change())
    change = getattr(result, "change", None)
    return change if isinstance(change, Change) else Change()
