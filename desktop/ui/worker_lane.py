"""The worker process as the window sees it: started when needed, restarted after a crash, stopped at the end.

JSON lines go in and come out (see `desktop.worker`). One verb runs at a time there; a verb that does
not answer a cancel within two seconds costs the process its life, and the jobs behind it a new one.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from inspect import isclass
from pathlib import Path
from typing import Any, get_type_hints

from PySide6.QtCore import QObject, QProcess, QTimer

from desktop import errors
from desktop.errors import DeskError
from desktop.ui.jobs import Job, Stage
from desktop.wire import decode, encode
from desktop.work import heavy_verb

log = logging.getLogger(__name__)

PATIENCE_MS = 2000
MOST_RESTARTS = 3

Report = Callable[[Job, Stage, Any], object]


class WorkerGone(DeskError):  # noqa: N818 - names say what is the matter
    """The worker process ended before it had answered."""

    def __str__(self) -> str:
        return "The work stopped unexpectedly. What it had finished is kept; try it again."


class WorkerFailed(Exception):  # noqa: N818
    """Something unexpected went wrong in the worker; the text is what it said of it."""


@dataclass(eq=False)
class _Errand:
    key: int
    job: Job
    verb: str
    line: bytes
    report: Report
    sent: bool = False


class WorkerLane(QObject):
    """Runs verbs by name in the worker process, one after another."""

    def __init__(
        self, library: Path, parent: QObject | None = None, command: list[str] | None = None
    ) -> None:
        """`command` starts the worker; without it, the one that fits how this program was started."""
        super().__init__(parent)
        self._command = command or worker_command(library)
        self._process: QProcess | None = None
        self._errands: dict[int, _Errand] = {}
        self._next = 1
        self._rest = b""
        self._restarts = 0
        self._ending = False
        self._killer = QTimer(self)
        self._killer.setSingleShot(True)
        self._killer.setInterval(PATIENCE_MS)
        self._killer.timeout.connect(self._kill)

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        process = self._process
        return process is not None and process.state() is not QProcess.ProcessState.NotRunning

    @property
    def process_id(self) -> int:
        """The number of the process, or 0."""
        return int(self._process.processId()) if self._process is not None else 0

    def start(self, job: Job, verb: str, arguments: dict[str, Any], report: Report) -> None:
        """Run a verb by name; `report` is called on the window's thread."""
        key, self._next = self._next, self._next + 1
        coded = {name: encode(value) for name, value in arguments.items()}
        line = json.dumps({"id": key, "verb": verb, "arguments": coded}).encode() + b"\n"
        errand = _Errand(key, job, verb, line, report)
        self._errands[key] = errand
        job.on_cancel(self._cancel)
        self._send_all()

    def stop(self, patience: float) -> bool:
        """End the process: close its input, wait, and kill it when it does not go."""
        self._ending = True
        self._errands.clear()
        process = self._process
        if process is None or not self.alive:
            return True
        process.closeWriteChannel()
        gone = process.waitForFinished(int(patience * 1000))
        if not gone:
            process.kill()
            process.waitForFinished(1000)
        return gone

    # -- inside

    def _send_all(self) -> None:
        if self._ending:
            return
        if not self.alive:
            self._begin()
        process = self._process
        if process is None:
            return
        for errand in self._errands.values():
            if not errand.sent:
                process.write(errand.line)
                errand.sent = True

    def _begin(self) -> None:
        if self._process is not None:
            self._process.deleteLater()
        process = QProcess(self)
        self._process, self._rest = process, b""
        for errand in self._errands.values():
            errand.sent = False
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._hear_end)
        process.errorOccurred.connect(self._hear_trouble)
        process.start(self._command[0], self._command[1:])

    def _read(self) -> None:
        process = self._process
        if process is None:
            return
        data = self._rest + bytes(process.readAllStandardOutput().data())
        *lines, self._rest = data.split(b"\n")
        for line in lines:
            if line.strip():
                self._hear(line)

    def _hear(self, line: bytes) -> None:
        try:
            said = json.loads(line)
        except ValueError:
            log.warning("the worker said what is not JSON: %r", line[:200])
            return
        errand = self._errands.get(said.get("id"))
        if errand is None:
            if said.get("error"):
                log.warning("the worker: %s", said["error"])
            return
        self._restarts = 0
        if "step" in said:
            errand.report(errand.job, Stage.RUNNING, tuple(said["step"]))
            return
        del self._errands[errand.key]
        self._rest_killer()
        if said.get("cancelled"):
            errand.report(errand.job, Stage.CANCELLED, None)
        elif "error" in said:
            errand.report(errand.job, Stage.FAILED, error_from(said["error"]))
        else:
            errand.report(errand.job, Stage.DONE, _Decoding(errand.verb, said.get("result")))

    def _cancel(self, job: Job) -> None:
        errand = next((one for one in self._errands.values() if one.job is job), None)
        if errand is None:
            return
        process = self._process if errand.sent and self.alive else None
        if process is not None:
            process.write(json.dumps({"id": errand.key, "cancel": True}).encode() + b"\n")
        if process is not None and next(iter(self._errands)) == errand.key:
            self._killer.start()  # it is the one at work
        else:
            del self._errands[errand.key]
            errand.report(job, Stage.CANCELLED, None)

    def _rest_killer(self) -> None:
        if not any(errand.job.stopping for errand in self._errands.values()):
            self._killer.stop()

    def _kill(self) -> None:
        """Take the process down, as the verb did not answer a cancel; what waits gets another."""
        if self._process is not None and any(one.job.stopping for one in self._errands.values()):
            log.warning("the worker did not answer a cancel; it is killed")
            self._process.kill()

    def _hear_trouble(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._hear_end()

    def _hear_end(self, *_: object) -> None:
        if self._ending:
            return
        self._killer.stop()
        self._restarts += 1
        lost = list(self._errands.values())
        if self._restarts <= MOST_RESTARTS:
            lost = [errand for errand in lost[:1] if errand.sent]  # only the one at work
        for errand in lost:
            del self._errands[errand.key]
            if errand.job.stopping:
                errand.report(errand.job, Stage.CANCELLED, None)
            else:
                log.error("the worker ended while at %r", errand.job.title)
                errand.report(errand.job, Stage.FAILED, WorkerGone())
        if self._errands:
            self._begin()
            self._send_all()


class _Decoding:
    """Turns a verb's coded answer into its type; called on another thread, as imports may be slow."""

    def __init__(self, verb: str, coded: object) -> None:
        self._verb, self._coded = verb, coded

    def __call__(self) -> object:
        return decode(get_type_hints(heavy_verb(self._verb))["return"], self._coded)


def worker_command(library: Path) -> list[str]:
    """Return the words that start the worker: this Python with the module, or the frozen program."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--library", str(library), "serve-worker"]
    return [sys.executable, "-m", "desktop.worker", "--library", str(library)]


def error_from(told: dict[str, Any]) -> Exception:
    """Return the error that the worker told of: the kind it was if that can be made again."""
    kind = getattr(errors, str(told.get("kind")), None)
    text = str(told.get("text", ""))
    if isclass(kind) and issubclass(kind, DeskError) and kind is not DeskError:
        try:
            hints = get_type_hints(kind)
            facts = {
                name: decode(hints[name], value) for name, value in told.get("facts", {}).items()
            }
            made: Exception = kind(**facts)
        except (TypeError, ValueError, KeyError):
            return DeskError(text)
        return made
    return WorkerFailed(f"{told.get('kind')}: {text}")
