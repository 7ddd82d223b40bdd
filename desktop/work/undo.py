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
    task.step(0, 1)
    return desk.library.undo()


def redo(desk: Desk, task: Task) -> Change:
    """Do the last undone step again.

    Raises:
        Refused: there is nothing to redo.
    """
    task.step(0, 1)
    return desk.library.redo()


def history(desk: Desk, task: Task, *, limit: int = 100) -> tuple[HistoryStep, ...]:
    """List the last steps, newest first."""
    task.step(0, 1)
    return tuple(
        HistoryStep(step.id, step.title, step.when, step.undone)
        for step in desk.library.history(limit)
    )
