"""Progress on a terminal: a line that rewrites itself on standard error, and only there."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from desktop.progress import Cancelled

SHOW_AFTER = 0.5
"""Seconds before anything is shown: short work passes in silence."""
REDRAW_EVERY = 0.1
BAR = 24


class TerminalTask:
    """Shows how far the work is, where someone can see it, and stops it on the first Ctrl+C."""

    def __init__(self, title: str, *, visible: bool) -> None:
        self.title, self.visible = title, visible
        self._stop = threading.Event()
        self._begun = self._drawn = time.monotonic()
        self._shown = False

    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        """Redraw the line now and then.

        Raises:
            Cancelled: Ctrl+C was pressed.
        """
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if not self.visible or now - self._begun < SHOW_AFTER or now - self._drawn < REDRAW_EVERY:
            return
        self._drawn, self._shown = now, True
        sys.stderr.write("\r\x1b[K" + self.line(done, total, what, now - self._begun))
        sys.stderr.flush()

    def line(self, done: int, total: int | None, what: str, elapsed: float) -> str:
        """Return the line for this moment, cut to fit a narrow terminal."""
        if not total:
            return f"{self.title}  {done}  {what}"[:78]
        filled = BAR * min(done, total) // total
        left = ""
        if done and elapsed > 2:
            left = f"  {_duration(elapsed / done * (total - done))} left"
        bar = "#" * filled + "." * (BAR - filled)
        return f"{self.title}  [{bar}] {done}/{total}{left}  {what}"[:78]

    def stop(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._shown = False


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


@contextmanager
def terminal_task(title: str, *, visible: bool) -> Iterator[TerminalTask]:
    """Give a task; the first Ctrl+C stops it politely, the second at once."""
    task = TerminalTask(title, visible=visible)
    if threading.current_thread() is not threading.main_thread():
        yield task
        return
    before = signal.getsignal(signal.SIGINT)

    def interrupted(_number: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, before)
        task.stop()

    signal.signal(signal.SIGINT, interrupted)
    try:
        yield task
    finally:
        signal.signal(signal.SIGINT, before)
        task.clear()
