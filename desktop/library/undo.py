"""Undo and redo: the steps of the history and the statements that take each back."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.model.ids import StepId

STEPS_KEPT = 100


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the history; `undone` ones can be done again."""

    id: StepId
    title: str
    when: str
    undone: bool
