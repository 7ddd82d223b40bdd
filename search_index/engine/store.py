"""The segments of an index on disk: read as one snapshot, changed in one step."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search_index import port
from search_index.engine.container import Damaged, SectionWriter
from search_index.engine.segment import OpenSegment
from search_index.engine.whoosh_segment import EXTENSION, ArraySegment, whoosh_schema

_TRUSTED = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Live:
    """A segment with its deletions; `memory` keeps what was worked out for it, as long as it lives."""

    data: OpenSegment
    alive: NDArray[np.bool_] | None
    segment: ArraySegment
    memory: dict[Any, Any] = field(default_factory=dict)

    @property
    def entries(self) -> int:
        """How many entries it has, deleted ones included."""
        return self.data.entries

    @property
    def count(self) -> int:
        """How many entries it has that are not deleted."""
        return self.entries if self.alive is None else int(self.alive.sum())


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An index as it stood at one moment; stays readable whatever is written later."""

    segments: tuple[Live, ...]
    notes: port.Notes
    number: int

    @property
    def count(self) -> int:
        """How many entries there are."""
        return sum(live.count for live in self.segments)


class Store:
    """A folder of segments under Whoosh's table of contents."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.storage = port.Storage(folder)
        self._data: dict[str, OpenSegment] = {}
        self._live: dict[str, Live] = {}
        self._last: Snapshot | None = None
        self._listed = 0
        self._lock = threading.Lock()

    @property
    def exists(self) -> bool:
        """Whether there is a table of contents."""
        return port.generation_of(self.storage) >= 0

    def create(self, notes: port.Notes) -> None:
        """Begin an empty index."""
        self.folder.mkdir(parents=True, exist_ok=True)
        port.publish(self.storage, 0, whoosh_schema(), [], notes)

    def snapshot(self) -> Snapshot:
        """Give the index as it stands now.

        Raises:
            Damaged: it cannot be read.
        """
        with self._lock:
            if self._last is not None and self._unchanged():
                return self._last
            for _ in range(20):
                number = port.generation_of(self.storage)
                if self._last is not None and self._last.number == number:
                    return self._last
                if number < 0:
                    raise Damaged("there is no table of contents")
                try:
                    segments, notes = port.read_toc(self.storage, number, ArraySegment)
                    self._last = self._open(segments, notes, number)
                except FileNotFoundError:
                    continue  # another process has just put a newer one in its place
                return self._last
            raise Damaged("files are missing")

    def _unchanged(self) -> bool:
        """Say whether the folder is surely as it was when it was last listed."""
        changed = self.folder.stat().st_mtime_ns
        if changed == self._listed:
            return True
        # A clock that ticks slowly may give two changes the same time: only an old one is trusted.
        self._listed = changed if time.time_ns() - changed > _TRUSTED else 0
        return False

    def _open(self, segments: list[ArraySegment], notes: port.Notes, number: int) -> Snapshot:
        live = [self._live_of(segment) for segment in segments]
        names = {segment.segid for segment in segments}
        self._data = {name: data for name, data in self._data.items() if name in names}
        self._live = {each.segment.segid: each for each in live}
        return Snapshot(tuple(live), notes, number)

    def _live_of(self, segment: ArraySegment) -> Live:
        known = self._live.get(segment.segid)
        if known is not None and known.segment.deleted == segment.deleted:
            return known
        data = self._data.get(segment.segid)
        if data is None:
            path = self.storage.path / segment.make_filename(EXTENSION)
            data = self._data[segment.segid] = OpenSegment(path)
            if data.entries != segment.entries or data.sections.size != segment.size:
                raise Damaged(f"{path.name} is not the file that was written")
        if not segment.deleted:
            return Live(data, None, segment)
        alive = np.ones(data.entries, bool)
        deleted = np.frombuffer(segment.deleted, "<u4")
        if len(deleted) and int(deleted.max()) >= data.entries:
            raise Damaged("the table of contents does not fit its segments")
        alive[deleted] = False
        return Live(data, alive, segment)

    @contextlib.contextmanager
    def writing(self) -> Iterator[Change]:
        """Gather a change and publish it at the end, or, after an error, leave no trace of it.

        The caller holds the lock that keeps other writers out.
        """
        change = Change(self, self.snapshot())
        try:
            yield change
        except BaseException:
            change.abandon()
            raise

    def forget(self) -> None:
        """Let go of all files."""
        with self._lock:
            self._last = None
            self._data.clear()
            self._live.clear()


class Change:
    """A change to a store that is being made."""

    def __init__(self, store: Store, before: Snapshot) -> None:
        self._store = store
        self.before = before
        self._deleted: dict[str, set[int]] = {}
        self._dropped: set[str] = set()
        self._new: list[ArraySegment] = []
        self._files: list[Path] = []

    def delete(self, live: Live, entry: int) -> None:
        """Mark an entry of a segment as deleted."""
        self._deleted.setdefault(live.segment.segid, set()).add(entry)

    def delete_key(self, key: str) -> bool:
        """Mark the entry of a key as deleted, if there is one."""
        for live in self.before.segments:
            for entry in live.data.entries_of(key):
                if live.alive is None or live.alive[entry]:
                    self.delete(live, entry)
                    return True
        return False

    def current(self, live: Live) -> Live:
        """Give a segment as it is with what has been deleted in this change."""
        deleted = self._deleted.get(live.segment.segid)
        if not deleted:
            return live
        alive = np.ones(live.entries, bool) if live.alive is None else live.alive.copy()
        alive[list(deleted)] = False
        return Live(live.data, alive, live.segment)

    def drop(self, live: Live) -> None:
        """Leave a segment out: all that lived in it is in another now."""
        self._dropped.add(live.segment.segid)

    def add(self, write: Callable[[SectionWriter], None], entries: int) -> ArraySegment:
        """Write a new segment's file, synced."""
        segment = ArraySegment(port.NAME)
        path = self._store.storage.path / segment.make_filename(EXTENSION)
        self._files.append(path)
        with self._store.storage.new_file(path.name) as file:
            write(SectionWriter(file))
            segment.size = file.tell()
        port.sync_file(path)
        segment.entries = entries
        self._new.append(segment)
        return segment

    def publish(self, notes: port.Notes) -> None:
        """Make the change the content of the index."""
        segments: list[ArraySegment] = []
        for live in self.before.segments:
            segment = live.segment
            if segment.segid in self._dropped:
                continue
            deleted = self._deleted.get(segment.segid)
            if deleted:
                segment = segment.without(deleted)
            if segment.deleted_count() < segment.entries:
                segments.append(segment)
        segments.extend(segment for segment in self._new if segment.entries)
        port.sync_folder(self._store.storage.path)
        port.publish(self._store.storage, self.before.number + 1, whoosh_schema(), segments, notes)

    def abandon(self) -> None:
        """Delete what was written: a full disk must not stay full of our leavings.

        Where the new table of contents already has its name, the change has been made and stays.
        """
        with contextlib.suppress(OSError, Damaged):
            if port.generation_of(self._store.storage) != self.before.number:
                return
            for path in self._files:
                path.unlink(missing_ok=True)
            segments = [live.segment for live in self.before.segments]
            port.tidy(self._store.storage, self.before.number, segments)
