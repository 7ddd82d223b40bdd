"""The index itself: opened, fed, asked and thrown away; the one place that holds its lock."""

from __future__ import annotations

import contextlib
import json
import secrets
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator, Set
from pathlib import Path

from search_index import port, suggest
from search_index.doctor import Finding, Repair, examine, sweep
from search_index.engine.batch import Batch
from search_index.engine.clock import Clock
from search_index.engine.container import Damaged
from search_index.engine.merge import Merge
from search_index.engine.store import Change, Live, Snapshot, Store
from search_index.engine.strings import clean
from search_index.engine.whoosh_segment import ArraySegment
from search_index.entry import Entry
from search_index.errors import IndexBroken, IndexBusy, IndexFull, QueryError
from search_index.hit import Completion, Page, Status
from search_index.query.grammar import parse
from search_index.query.tree import leaves
from search_index.schema import SCHEMA_VERSION
from search_index.search import search

_CURRENT = "current"
_LOCK = "lock"

_TAIL = 16
"""So many segments of one size are merged into one of the next."""

_LEVELS = (16, 256, 4096, 65536)
"""The sizes of segments, in entries; `apply` merges only those of the first two."""


def discard(folder: Path) -> None:
    """Throw away whatever index stands in a folder, however damaged.

    Raises:
        IndexBusy: another process is writing it.
    """
    if not folder.exists():
        return
    with _locked(folder):
        (folder / _CURRENT).unlink(missing_ok=True)
        for path in folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keep other writers out, in this process and others."""
    lock = port.FileLock(str(folder / _LOCK))
    if not lock.acquire(blocking=False):
        raise IndexBusy(folder)
    try:
        yield
    finally:
        lock.release()


class Index:
    """A full-text index in a folder; safe to use from several threads and processes.

    The folder holds the index proper in a folder of its own and the name of that in `current`, so that
    a new one can be built beside it and take its place at once.
    """

    def __init__(self, folder: Path, library: str) -> None:
        self._folder = folder
        self._pointer = folder / _CURRENT
        self._library = library
        self._store: Store | None = None
        self._lock = threading.RLock()
        self._named: tuple[tuple[int, int, int], str] = ((0, 0, 0), "")

    @classmethod
    def open(cls, folder: Path, *, library: str) -> Index:
        """Open the index of a library, making an empty one (generation 0) where there is none.

        Raises:
            IndexBroken: it is damaged, of another version or of another library; see `discard`.
            IndexBusy: there is none yet, and another process is about to make it.
            IndexFull: there is no room to make one.
        """
        index = cls(folder, library)
        with index._writing_errors():
            folder.mkdir(parents=True, exist_ok=True)
            if not (folder / _CURRENT).exists():
                with _locked(folder):
                    if not (folder / _CURRENT).exists():
                        name = index._begin()
                        index._switch(name)
        index._snapshot()
        return index

    @property
    def generation(self) -> int:
        """The number given with the last batch that was applied."""
        return self._snapshot().notes.generation

    def apply(
        self, entries: Iterable[Entry], removed: Iterable[str] = (), *, generation: int
    ) -> None:
        """Write entries (each replaces the one of its key) and remove keys, all or nothing.

        Raises:
            IndexBusy: another process is writing.
            IndexFull: there is no room on the disk; nothing was changed.
            IndexBroken: the index turned out to be damaged.
        """
        with self._lock, self._writing_errors(), _locked(self._folder):
            store = self._current()
            with store.writing() as change:
                gone = {clean(key) for key in removed}
                gone |= _write(change, entries)
                for key in gone:
                    change.delete_key(key)
                for small in _levels(change, 2):
                    _merge(change, small)
                change.publish(self._notes(generation))

    def rebuild(self, entries: Iterable[Entry], *, generation: int) -> None:
        """Build the index anew beside the old one, which answers until the new one is complete.

        `entries` is read as it goes, so a generator may tell its progress, or raise to give up, in
        which case the old index stays. Damage to the old index is no hindrance.

        Raises:
            IndexBusy, IndexFull: as for `apply`.
        """
        with self._lock, self._writing_errors(), _locked(self._folder):
            name = self._begin()
            try:
                store = Store(self._folder / name)
                with store.writing() as change:
                    _write(change, entries)
                    change.publish(self._notes(generation))
                store.forget()
                self._switch(name)
            except BaseException:
                shutil.rmtree(self._folder / name, ignore_errors=True)
                raise

    def tidy(self) -> bool:
        """Merge small segments, in idle time; True if there was something to merge.

        Raises:
            IndexBusy, IndexFull, IndexBroken: as for `apply`.
        """
        with self._lock, self._writing_errors(), _locked(self._folder):
            with self._current().writing() as change:
                groups = _levels(change, len(_LEVELS))
                if not groups:
                    return False
                for group in groups:
                    _merge(change, group)
                change.publish(change.before.notes)
            return True

    def keys(self) -> set[str]:
        """Give the keys of all entries."""
        found: set[str] = set()
        with self._reading_errors():
            for live in self._snapshot().segments:
                keys = live.data.keys.all()
                ranks = live.data.key_rank if live.alive is None else live.data.key_rank[live.alive]
                found.update(keys[rank].decode() for rank in ranks.tolist())
        return found

    def search(
        self,
        query: str,
        *,
        limit: int = 20,
        offset: int = 0,
        sort: str = "relevance",
        facets: bool = False,
        body: Callable[[str], str | None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        deadline: float = 1.0,
        typing: bool = False,
    ) -> Page:
        """Answer a query as far as it can be understood, with a hint about the rest.

        `sort` is "relevance" or "date" (newest first, and nothing is scored). `body` gives an entry's body by key, as it
        was applied; without it no passages are made. `cancelled` is asked now and then. After
        `deadline` seconds the query is refused. With `typing`, a word at the very end of the query
        may be the beginning of a longer one. An empty query finds everything.

        Raises:
            QueryError: nothing of the query can be answered.
            SearchCancelled: `cancelled` said yes.
            IndexBroken: the index turned out to be damaged.
        """
        clock = Clock(query, deadline, cancelled)
        with self._reading_errors():
            return search(
                self._snapshot(),
                query,
                clock,
                limit=limit,
                offset=offset,
                by_date=sort == "date",
                facets=facets,
                body=body,
                typing=typing,
            )

    def complete(self, query: str, cursor: int, *, limit: int = 8) -> tuple[Completion, ...]:
        """Offer what could be typed at the cursor: fields, values, names and words."""
        with self._reading_errors():
            return suggest.complete(self._snapshot(), query, cursor, limit)

    def suggest(self, query: str) -> str | None:
        """Give the query with unknown words mended, or None where there is nothing to mend."""
        with self._reading_errors():
            try:
                tree = parse(query).tree
                return suggest.mend(query, leaves(tree), self._snapshot(), Clock(query))
            except QueryError:
                return None

    def examine(
        self,
        wanted: Set[str] | None = None,
        *,
        repair: bool = False,
        step: Callable[[int, int], None] | None = None,
    ) -> tuple[Finding, ...]:
        """Check every byte, and the keys against those that should be there; give what is wrong.

        With `repair`, stray files are deleted; what else is found, its `repair` says how to mend.

        Raises:
            IndexBusy: another process is writing, and files were to be deleted.
        """
        findings = examine(self._folder, self._snapshot, wanted, step=step)
        if repair and any(finding.repair is Repair.TIDY for finding in findings):
            with self._lock, self._writing_errors(), _locked(self._folder):
                # What another process was writing a moment ago may since belong to the index.
                sweep(examine(self._folder, self._snapshot, None))
        return findings

    def status(self) -> Status:
        """Say what the index holds and takes."""
        with self._reading_errors():
            snapshot = self._snapshot()
            segments = snapshot.segments
            return Status(
                entries=snapshot.count,
                generation=snapshot.notes.generation,
                segments=len(segments),
                deleted=sum(live.entries for live in segments) - snapshot.count,
                bytes=sum(live.data.sections.size for live in segments),
                schema=snapshot.notes.schema,
            )

    def discard(self) -> None:
        """Close the index and throw it away; open it again to have an empty one.

        Raises:
            IndexBusy: another process is writing it.
        """
        self.close()
        discard(self._folder)

    def close(self) -> None:
        """Let go of all files."""
        with self._lock:
            if self._store is not None:
                self._store.forget()
                self._store = None

    def _notes(self, generation: int) -> port.Notes:
        return port.Notes(self._library, generation, SCHEMA_VERSION)

    def _begin(self) -> str:
        """Make a folder with an empty index; its name is not yet the current one."""
        self._sweep()
        name = f"index-{secrets.token_hex(6)}"
        Store(self._folder / name).create(self._notes(0))
        return name

    def _switch(self, name: str) -> None:
        """Let another folder be the current one, and drop the rest."""
        record = json.dumps({"folder": name}).encode()
        port.write_whole(self._folder / _CURRENT, record)
        self._sweep()

    def _sweep(self) -> None:
        """Delete the folders that are not the current one."""
        current = self._name()
        for path in self._folder.glob("index-*"):
            if path.name != current:
                shutil.rmtree(path, ignore_errors=True)

    def _name(self) -> str:
        """Give the name of the current folder, read again only when its file was replaced."""
        try:
            state = self._pointer.stat()
            mark = (state.st_ino, state.st_mtime_ns, state.st_size)
            if mark == self._named[0]:
                return self._named[1]
            name = json.loads(self._pointer.read_bytes())["folder"]
        except (OSError, ValueError, KeyError, TypeError):
            return ""
        self._named = (mark, str(name))
        return str(name)

    def _current(self) -> Store:
        with self._lock:
            name = self._name()
            if self._store is None or self._store.folder.name != name:
                if not name or "/" in name or "\\" in name or not (self._folder / name).is_dir():
                    raise IndexBroken(self._folder, "it does not say where it is.")
                if self._store is not None:
                    self._store.forget()
                self._store = Store(self._folder / name)
            return self._store

    def _snapshot(self) -> Snapshot:
        with self._reading_errors():
            try:
                snapshot = self._current().snapshot()
            except (Damaged, OSError, IndexBroken):
                # A rebuild in another process may have put another folder in this one's place.
                snapshot = self._current().snapshot()
        notes = snapshot.notes
        if notes.schema != SCHEMA_VERSION:
            raise IndexBroken(self._folder, "it was made by another version of Carrel.")
        if notes.library != self._library:
            raise IndexBroken(self._folder, "it belongs to another library.")
        return snapshot

    @contextlib.contextmanager
    def _reading_errors(self) -> Iterator[None]:
        try:
            yield
        except (Damaged, OSError, UnicodeDecodeError) as error:
            raise IndexBroken(self._folder, f"{error}.") from error

    @contextlib.contextmanager
    def _writing_errors(self) -> Iterator[None]:
        try:
            yield
        except Damaged as error:
            raise IndexBroken(self._folder, f"{error}.") from error
        except OSError as error:
            raise IndexFull(self._folder, error.strerror or str(error)) from error


def _write(change: Change, entries: Iterable[Entry]) -> set[str]:
    """Write entries as new segments, the last of each key; give their keys."""
    batch = Batch()
    written: list[ArraySegment] = []
    dead: dict[int, set[int]] = {}
    placed: dict[str, tuple[int, int]] = {}

    def flush() -> None:
        nonlocal batch
        if len(batch):
            written.append(change.add(batch.write, len(batch)))
        batch = Batch()

    for entry in entries:
        key = clean(entry.key)
        if key in placed:
            where, number = placed[key]
            dead.setdefault(where, set()).add(number)
        placed[key] = (len(written), len(batch))
        batch.add(entry)
        if batch.full:
            flush()
    flush()
    for where, numbers in dead.items():
        for number in numbers:
            written[where].delete_document(number)
    return set(placed)


def _levels(change: Change, count: int) -> list[list[Live]]:
    """Give the groups of segments that are worth merging: many of one size, or mostly deleted."""
    groups: list[list[Live]] = []
    idle = count == len(_LEVELS)
    lower = 0
    for upper in _LEVELS[:count]:
        some = [live for live in change.before.segments if lower < live.entries <= upper]
        if len(some) >= _TAIL or (idle and len(some) > 1):
            groups.append(some)
        lower = upper
    if idle:
        grouped = {id(live) for group in groups for live in group}
        groups.extend(
            [live]
            for live in change.before.segments
            if id(live) not in grouped and live.count * 4 < live.entries * 3
        )
    return groups


def _merge(change: Change, lives: list[Live]) -> None:
    merge = Merge([change.current(live) for live in lives])
    for live in lives:
        change.drop(live)
    if merge.entries:
        change.add(merge.write, merge.entries)
