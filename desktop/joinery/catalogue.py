"""Keeps the index up with the library: the outbox is emptied into it, or it is built anew.

The library tells of every change in its outbox, in the transaction of the change itself. The index
keeps the number of the last change it has heard of. So whatever stops the program, what the index
missed is still there to be told again, and telling it twice does no harm.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from desktop.desk import Desk
from desktop.errors import NotWritten, Refused
from desktop.joinery import entries
from desktop.library.rows import Rows
from desktop.model.change import Noun
from desktop.progress import Task
from search_index import Entry, Index, IndexBroken, IndexBusy, IndexFull

BATCH = 100
"""Records that are written to the index at once; between batches the work can be stopped."""

WAIT = 0.05
"""Seconds between two tries where another process is writing the index."""

_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class Caught:
    """How many entries were written and removed; `busy` when another process holds the index."""

    written: int = 0
    removed: int = 0
    rebuilt: bool = False
    busy: bool = False


def index_of(desk: Desk) -> Index:
    """Return the desk's index, opened at first use."""
    opened: Index = desk.index
    return opened


def behind(desk: Desk) -> int:
    """Return how many records the index has not heard of: all of them when it must be built anew."""
    with desk.library.reading() as rows:
        if _must_be_built(rows, index_of(desk).generation):
            return len(entries.all_records(rows))
        return rows.outbox.count()


def is_to_be_built(desk: Desk) -> bool:
    """Whether the next search builds the index anew: it is missing, or of another time of the library."""
    with desk.library.reading() as rows:
        return _must_be_built(rows, index_of(desk).generation)


def catch_up(desk: Desk, task: Task, *, patience: float = 0.0) -> Caught:
    """Tell the index all that it has not heard of; build it anew where it is missing or damaged.

    Where another process is writing it, `patience` says for how many seconds to try again.

    Raises:
        NotWritten: the disk is full; what the index held before it still holds.
    """
    with _one_at_a_time, house_words():
        return _patiently(lambda: _caught_up(desk, task), task, patience)


def build(desk: Desk, task: Task, *, patience: float = 0.0) -> Caught:
    """Build the index anew from the library; the old one answers until the new one is complete.

    Raises:
        NotWritten: the disk is full; the old index stays.
    """
    with _one_at_a_time, house_words():
        return _patiently(lambda: _build(desk, task), task, patience)


def _caught_up(desk: Desk, task: Task) -> Caught:
    try:
        with desk.library.reading() as rows:
            anew = _must_be_built(rows, index_of(desk).generation)
        return _build(desk, task) if anew else _empty_outbox(desk, task)
    except IndexBroken:
        desk.discard_index()
        return _build(desk, task)


def _patiently(work: Callable[[], Caught], task: Task, patience: float) -> Caught:
    until = time.monotonic() + patience
    while True:
        try:
            return work()
        except IndexBusy:
            if time.monotonic() >= until:
                return Caught(busy=True)
        task.step(0, None, "waiting for the search index")
        time.sleep(WAIT)


@contextmanager
def house_words() -> Iterator[None]:
    """Tell of an index that cannot be had just now in the words of the house.

    Raises:
        NotWritten: the disk is full.
        Refused: another process is about to make the index.
    """
    try:
        yield
    except IndexFull as full:
        named = full.folder.with_name("The search index")  # its folder's name is told to nobody
        reason = f"{full.reason.rstrip('.')}."
        raise NotWritten(named, reason, "Make room on the disk, then try again.") from full
    except IndexBusy as busy:
        raise Refused(
            "The search index is being made by another Carrel.", "Try again in a moment."
        ) from busy


def _must_be_built(rows: Rows, generation: int) -> bool:
    """Whether the outbox cannot bring the index up.

    An index that has heard of less than was struck off the outbox lacks what another index (a cache
    on another machine, one that was deleted) was told. One that has heard of more than there ever was
    belongs to a library that was since restored from a backup.
    """
    return not rows.outbox.cleared() <= generation <= rows.outbox.last()


def _empty_outbox(desk: Desk, task: Task) -> Caught:
    written = removed = done = 0
    with desk.library.reading() as rows:
        total = rows.outbox.count()
    while True:
        task.step(done, max(total, done), "search index")
        seen = index_of(desk).generation
        with desk.library.reading() as rows:
            waiting = rows.outbox.pending(limit=BATCH)
            made = entries.make(rows, [(noun, key) for _, noun, key in waiting])
        if not waiting:
            return Caught(written, removed)
        upto = waiting[-1][0]
        try:
            index_of(desk).apply(
                _unless_overtaken(desk, made.entries, seen), made.removed, generation=upto
            )
        except _OvertakenError:
            continue
        with desk.library.writing("Index", undoable=False) as rows:
            rows.outbox.clear(upto)
        written += len(made.entries)
        removed += len(made.removed)
        done += len(waiting)


class _OvertakenError(Exception):
    """Another process has told the index something since these entries were read."""


def _unless_overtaken(desk: Desk, made: Sequence[Entry], seen: int) -> Iterator[Entry]:
    """Give the entries, unless they may be older than what the index holds.

    Asked for under the index's own lock: without this, a slow process would write what it had read
    before a quick one wrote something newer.
    """
    if index_of(desk).generation != seen:
        raise _OvertakenError
    yield from made


def _build(desk: Desk, task: Task) -> Caught:
    with desk.library.reading() as rows:
        upto = rows.outbox.last()
        records = entries.all_records(rows)
        index_of(desk).rebuild(_all_entries(rows, records, task), generation=upto)
    with desk.library.writing("Index", undoable=False) as rows:
        rows.outbox.clear(upto)
    return Caught(len(records), rebuilt=True)


def _all_entries(rows: Rows, records: Sequence[tuple[Noun, int]], task: Task) -> Iterator[Entry]:
    for start in range(0, len(records), BATCH):
        task.step(start, len(records), "search index")
        yield from entries.make(rows, records[start : start + BATCH]).entries
    task.step(len(records), len(records), "search index")
