"""Bring the index up to the library: empty the outbox, or build the index anew."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.desk import Desk
from desktop.progress import Task

PATIENCE = 5.0
"""Seconds for which another process may be writing the index before this is given up."""


@dataclass(frozen=True, slots=True)
class SyncReport:
    """How many entries were written and removed; `busy` when another process holds the index."""

    written: int = 0
    removed: int = 0
    rebuilt: bool = False
    busy: bool = False


def sync_index(desk: Desk, task: Task) -> SyncReport:
    """Write what changed since the last time; rebuild where the index is missing or damaged."""
    from desktop.joinery import catalogue  # and with it the index: not before it is needed

    caught = catalogue.catch_up(desk, task, patience=PATIENCE)
    return SyncReport(caught.written, caught.removed, caught.rebuilt, caught.busy)


def reindex(desk: Desk, task: Task) -> SyncReport:
    """Build the index anew from the library."""
    from desktop.joinery import catalogue

    caught = catalogue.build(desk, task, patience=PATIENCE)
    return SyncReport(caught.written, caught.removed, caught.rebuilt, caught.busy)
