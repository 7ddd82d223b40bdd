"""How long work tells how far it is, and learns that it should stop."""

from __future__ import annotations

from typing import Protocol


class Cancelled(Exception):  # noqa: N818 - it is not an error
    """The user asked the work to stop; what was finished before stays."""


class Task(Protocol):
    """What every verb is given to report to."""

    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        """Say how far the work is: `done` of `total` things, now at `what`.

        Raises:
            Cancelled: the user asked for the work to stop.
        """


class QuietTask:
    """A task that nobody watches and nobody stops."""

    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        """Do nothing."""
