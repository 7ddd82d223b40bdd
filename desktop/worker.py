r"""The same verbs in a process of their own: JSON lines in, JSON lines out.

In:  {"id": 1, "verb": "import_articles", "arguments": {...}}   or   {"id": 1, "cancel": true}
Out: {"id": 1, "step": [done, total, what]}, then one of {"id": 1, "result": ...},
     {"id": 1, "error": {"kind", "text", "facts"}} and {"id": 1, "cancelled": true}.

Verbs run one after another, in the order in which they were asked for. The process ends when its
standard input does. Nothing else is ever written to standard output: what a library prints goes to
standard error.
"""

from __future__ import annotations

import inspect
import json
import logging
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from typing import Any, TextIO, get_type_hints

from desktop import logs, wire
from desktop.desk import Desk
from desktop.errors import DeskError
from desktop.progress import Cancelled
from desktop.work import heavy_verb

log = logging.getLogger(__name__)

REPORT_EVERY = 0.05
"""Seconds between two steps that are told: at most twenty a second."""


class Unasked(ValueError):  # noqa: N818 - names say what is the matter
    """A line that asks for nothing that can be done."""


class Mouth:
    """Says one line at a time; safe from any thread."""

    def __init__(self, stream: TextIO) -> None:
        self._stream, self._lock = stream, threading.Lock()

    def say(self, **message: Any) -> None:
        """Write one message as a line of JSON."""
        line = json.dumps(message, ensure_ascii=True)
        with self._lock:
            self._stream.write(line + "\n")
            self._stream.flush()


class Errand:
    """One verb that was asked for; also the Task that the verb reports to."""

    def __init__(self, key: object, verb: str, arguments: dict[str, Any], mouth: Mouth) -> None:
        self.key, self.verb, self.arguments = key, verb, arguments
        self._mouth, self._stop, self._told = mouth, threading.Event(), -REPORT_EVERY

    def stop(self) -> None:
        """Ask the verb to stop at its next step."""
        self._stop.set()

    def check(self) -> None:
        """Stop here, if asked to."""
        if self._stop.is_set():
            raise Cancelled

    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        """Tell how far the verb is, now and then; stop where asked."""
        self.check()
        now = time.monotonic()
        if now - self._told >= REPORT_EVERY:
            self._told = now
            self._mouth.say(id=self.key, step=[done, total, what])

    def run(self, desk: Callable[[], Desk]) -> None:
        """Do it, and say exactly once how it ended."""
        try:
            self.check()
            verb = find_verb(self.verb)
            arguments = read_arguments(verb, self.arguments)
            result = wire.encode(verb(desk(), self, **arguments))
        except Cancelled:
            self._mouth.say(id=self.key, cancelled=True)
        except (DeskError, Unasked) as error:
            self._mouth.say(id=self.key, error=told(error))
        except Exception as error:
            log.exception("%s failed", self.verb)
            self._mouth.say(id=self.key, error=told(error))
        else:
            self._mouth.say(id=self.key, result=result)


def read_request(line: str) -> dict[str, Any]:
    """Return the object in a line.

    Raises:
        Unasked: it is not one with an id and a verb or a cancel.
    """
    try:
        asked = json.loads(line)
    except ValueError as error:
        message = f"not JSON: {error}"
        raise Unasked(message) from error
    if not _well_formed(asked):
        raise Unasked("a line must be an object with an id and a verb, or an id and a cancel")
    request: dict[str, Any] = asked
    return request


def _well_formed(asked: object) -> bool:
    if not isinstance(asked, dict) or not isinstance(asked.get("id"), int | str):
        return False
    if not isinstance(asked.get("arguments") or {}, dict):
        return False
    return bool(asked.get("cancel")) or isinstance(asked.get("verb"), str)


def find_verb(name: str) -> Callable[..., Any]:
    """Return the verb of that name.

    Raises:
        Unasked: it is not one that the worker serves.
    """
    try:
        return heavy_verb(name)
    except KeyError:
        message = f"there is no verb {name!r}"
        raise Unasked(message) from None


def read_arguments(verb: Callable[..., Any], coded: dict[str, Any]) -> dict[str, Any]:
    """Return the arguments as the verb's own types.

    Raises:
        Unasked: one is missing, unknown or of the wrong shape.
    """
    hints = get_type_hints(verb)
    known = inspect.signature(verb).parameters
    wanted = {name for name, one in known.items() if one.kind is one.KEYWORD_ONLY}
    unknown = set(coded) - wanted
    missing = {
        name for name in wanted - set(coded) if known[name].default is inspect.Parameter.empty
    }
    if unknown or missing:
        message = f"unknown arguments {sorted(unknown)}, missing arguments {sorted(missing)}"
        raise Unasked(message)
    try:
        return {name: wire.decode(hints[name], value) for name, value in coded.items()}
    except (TypeError, ValueError, KeyError) as error:
        message = f"arguments of the wrong shape: {error}"
        raise Unasked(message) from error


def told(error: Exception) -> dict[str, Any]:
    """Return an error as its kind, its sentence and its facts."""
    expected = isinstance(error, DeskError)
    facts = {name: wire.encode(one) for name, one in vars(error).items()} if expected else {}
    return {"kind": type(error).__name__, "text": str(error), "facts": facts}


class Worker:
    """Hears what is asked on one thread and does it on another."""

    def __init__(self, library: Path | None, mouth: Mouth) -> None:
        self._library, self._mouth = library, mouth
        self._desk: Desk | None = None
        self._waiting: SimpleQueue[Errand | None] = SimpleQueue()
        self._errands: dict[object, Errand] = {}

    def hear(self, lines: TextIO) -> None:
        """Take in lines until they end; then have the work stop."""
        for line in lines:
            if line.strip():
                self._hear_one(line)
        for errand in list(self._errands.values()):
            errand.stop()
        self._waiting.put(None)

    def work(self) -> None:
        """Do one errand after another until there are no more to come."""
        while (errand := self._waiting.get()) is not None:
            errand.run(self._open_desk)
            self._errands.pop(errand.key, None)
        if self._desk is not None:
            self._desk.close()

    def _hear_one(self, line: str) -> None:
        try:
            asked = read_request(line)
        except Unasked as error:
            self._mouth.say(id=None, error=told(error))
            return
        key = asked["id"]
        if asked.get("cancel"):
            if key in self._errands:
                self._errands[key].stop()
            return
        errand = Errand(key, asked["verb"], asked.get("arguments") or {}, self._mouth)
        self._errands[key] = errand
        self._waiting.put(errand)

    def _open_desk(self) -> Desk:
        if self._desk is None:
            self._desk = Desk.open(self._library)
        return self._desk


def serve(library: Path | None) -> int:
    """Serve until standard input ends; returns the exit code."""
    mouth = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    logs.start()
    _step_back()
    worker = Worker(library, Mouth(mouth))
    asked = open(0, encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
    listener = threading.Thread(target=worker.hear, args=(asked,), daemon=True)
    listener.start()
    try:
        worker.work()
    except BrokenPipeError:
        log.warning("whoever asked has gone")
    return 0


def _step_back() -> None:
    """Leave the processor to the window first."""
    if hasattr(os, "nice"):
        os.nice(5)


def main() -> int:
    """Run as `python -m desktop.worker [--library DIR]`."""
    words = sys.argv[1:]
    library = Path(words[1]) if len(words) == 2 and words[0] == "--library" else None
    if words and library is None:
        sys.stderr.write("usage: python -m desktop.worker [--library DIR]\n")
        return 2
    return serve(library)


if __name__ == "__main__":
    sys.exit(main())
