"""Look after the library: check and repair, back up, restore."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.desk import Desk
from desktop.joinery import catalogue, entries
from desktop.progress import Task
from search_index import IndexBroken

PATIENCE = 5.0
"""Seconds for which another process may be writing the index before its repair is given up."""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was looked at, what is wrong (sentences) and what was repaired.

    `waiting` counts changes that the index is yet to hear of, which is nothing wrong.
    """

    articles: int
    notes: int
    annotations: int
    entries: int
    problems: tuple[str, ...]
    repaired: tuple[str, ...]
    waiting: int = 0

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong any more."""
        return len(self.problems) == len(self.repaired)


def check(desk: Desk, task: Task, *, repair: bool = False) -> CheckReport:
    """Check the database, every anchor, the kept files and the index against the library."""
    found = desk.library.faults(lambda done, total: task.step(done, total, "library"))
    mended = desk.library.mend(found) if repair and found else ()
    with catalogue.house_words():
        problems, repaired, held = _check_index(desk, task, repair=repair)
        waiting = 0 if problems else catalogue.behind(desk)
    with desk.library.reading() as rows:
        return CheckReport(
            articles=rows.articles.count(),
            notes=rows.notes.count(),
            annotations=rows.annotations.count(),
            entries=held,
            problems=(*(fault.text for fault in found), *problems),
            repaired=(*(fault.text for fault in mended), *repaired),
            waiting=waiting or rows.outbox.count(),
        )


def _check_index(desk: Desk, task: Task, *, repair: bool) -> tuple[list[str], list[str], int]:
    """Return what is wrong with the index, what of it was mended, and how many entries it holds."""
    if not repair:
        wrong, held = _index_problems(desk)
        return wrong, [], held
    catalogue.catch_up(desk, task, patience=PATIENCE)
    wrong, held = _index_problems(desk)
    if not wrong:
        return [], [], held
    catalogue.build(desk, task, patience=PATIENCE)
    still, held = _index_problems(desk)
    return wrong, [problem for problem in wrong if problem not in still], held


def back_up(desk: Desk, task: Task, *, path: Path) -> int:
    """Write the whole library, without the index, to one file; return its size in bytes."""
    return desk.library.backup(path, lambda done, total: task.step(done, total, path.name))


def restore(task: Task, *, backup: Path, folder: Path) -> None:
    """Make a library in an empty or new folder from a backup.

    Raises:
        Refused: the folder is not empty, or the file is not a whole backup.
    """
    from desktop.library.backup import restore as unpack

    unpack(backup, folder, lambda done, total: task.step(done, total, backup.name))


def _index_problems(desk: Desk) -> tuple[list[str], int]:
    """Say what the index lacks or has too much, but for what it is yet to be told of; and its size."""
    try:
        held = catalogue.index_of(desk).keys()
        if catalogue.is_to_be_built(desk):  # at the next search, whatever it holds now
            return [], len(held)
    except IndexBroken as broken:
        return [str(broken)], 0
    with desk.library.reading() as rows:
        wanted = {entries.key_of(noun, key) for noun, key in entries.all_records(rows)}
        waiting = {
            entries.key_of(noun, key)
            for _, noun, key in rows.outbox.pending(limit=rows.outbox.count() or 1)
        }
    missing, extra = wanted - held, held - wanted
    problems = []
    if missing - waiting:
        problems.append(f"The search index lacks {_entries(len(missing - waiting))}.")
    if extra - waiting:
        problems.append(f"The search index has {_entries(len(extra - waiting))} too many.")
    return problems, len(held)


def _entries(number: int) -> str:
    return f"{number:,} {'entry' if number == 1 else 'entries'}"
