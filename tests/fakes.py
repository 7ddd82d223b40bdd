"""Stand-ins for what watches the work."""

from __future__ import annotations

from desktop.progress import Cancelled


class WatchedTask:
    """Keeps every step that is told, and stops the work after so many of them."""

    def __init__(self, stop_after: int | None = None) -> None:
        self.steps: list[tuple[int, int | None, str]] = []
        self.stop_after = stop_after

    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        if self.stop_after is not None and len(self.steps) >= self.stop_after:
            raise Cancelled
        self.steps.append((done, total, what))
