"""Take changes back and do them again: 100 steps, one command each way."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.desk import Desk
from desktop.model.change import Change
from desktop.model.ids import StepId
from desktop.progress import Task


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """One step of the history; `undone` steps can be done again."""

    id: StepId
    title: str
    when: str
    undone: bool


def undo(desk: Desk, task: Task) -> Change:
    """Take back the last step; the change's title is the step's.

    Raises:
        Refused: there is nothing to undo.
    """
    raise NotImplementedError


def redo(desk: Desk, task: Task) -> Change:
    """Do the last undone step again.

    Raises:
        Refused: there is nothing to redo.
    """
    raise NotImplementedError


def history(desk: Desk, task: Task, *, limit: int = 100) -> tuple[HistoryStep, ...]:
    """List the last steps, newest first."""
    raise NotImplementedError
