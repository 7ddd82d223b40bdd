"""Library: the truth, in one SQLite file with the files it was read from beside it."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from desktop.errors import LibraryNewer, LibraryUnusable, NotWritten, Refused
from desktop.library import backup
from desktop.library.care import Fault, Progress, find_faults, mend_faults, unwatched
from desktop.library.database import (
    FILE_NAME,
    Clock,
    Database,
    Transaction,
    check_at_start,
    connect,
    damaged,
    look,
    require_ours,
    stamp,
    troubles,
    use_write_ahead_log,
    utc_now,
)
from desktop.library.kept import KeptFiles
from desktop.library.migrations import migrate, newest
from desktop.library.rows import Rows
from desktop.library.tallies import settle
from desktop.library.triggers import make_triggers
from desktop.library.undo import Step, begin_step, end_step, next_step, steps, turn
from desktop.model.change import Change, Noun
from desktop.model.ids import StepId

_READERS_KEPT = 4
"""Connections kept open for the next reader; more are opened and closed as needed."""
_MAY_WRITE = (
    "Nothing was changed. Make room, or give yourself the right to write in the folder; or copy the "
    "folder to where you may write, and open that."
)


class Library:
    """One library folder, opened; safe to use from several threads, and beside other processes.

    Each block that reads has a connection and a snapshot of its own; writes go one after another.
    """

    def __init__(self, folder: Path, writer: Database, clock: Clock) -> None:
        self.folder = folder
        self.path = folder / FILE_NAME
        self.files = KeptFiles(folder / "raw")
        self.uid = str(writer.value("select value from meta where key = 'uid'"))
        """A name of its own for ever, whatever folder it lies in: the index is kept under it."""
        self._clock = clock
        self._known = newest()
        self._writer = writer
        self._writing = threading.Lock()
        self._written_by: int | None = None
        self._version = int(writer.value("pragma data_version"))
        self._readers: list[Database] = []
        self._pool = threading.Lock()
        self._closed = False

    @classmethod
    def open(cls, folder: Path, *, create: bool = True, clock: Clock = utc_now) -> Library:
        """Open the library in a folder, or make one there.

        Raises:
            LibraryUnusable: there is none and none is to be made; or it is damaged or no library.
            LibraryNewer: a newer Carrel wrote it; nothing was touched.
        """
        folder = folder.expanduser().absolute()
        path = folder / FILE_NAME
        try:
            look(path, newest())
            if not path.exists():
                _make_folder(folder, create=create)
            _require_not_lost(folder, path)
            return cls._opened(folder, path, clock)
        except UnicodeDecodeError as error:
            # SQLite told what is wrong in words that are damaged too.
            raise damaged(path, error) from error

    @classmethod
    def _opened(cls, folder: Path, path: Path, clock: Clock) -> Library:
        writer = connect(path, writing=True)
        try:
            with troubles(path):
                require_ours(writer, path, newest())
                use_write_ahead_log(writer)
                migrate(writer, path)
                check_at_start(writer, path, clock())
                make_triggers(writer)
            return cls(folder, writer, clock)
        except NotWritten as refused:  # every command writes a little: what was seen, what changed
            writer.close()
            raise LibraryUnusable(path, refused.reason, _MAY_WRITE) from refused
        except BaseException:
            writer.close()
            raise

    @contextmanager
    def reading(self) -> Iterator[Rows]:
        """Give the rows as they stand at this moment; what others write meanwhile is not seen."""
        db = self._take_reader()
        try:
            with troubles(self.path):
                self._require_format(db)
                db.run("begin")
                db.value("select 1 from sqlite_schema limit 1")  # the snapshot is of this moment
                yield Rows(Transaction(db, stamp(self._clock()), self.files))
        finally:
            self._give_reader_back(db)

    @contextmanager
    def writing(self, title: str, *, undoable: bool = True, join: str = "") -> Iterator[Rows]:
        """Give the rows to change, in one transaction and as one step of the history.

        `title` is what the history says ("Highlight added"). All is kept when the block ends, and
        nothing if it raises; then `rows.change` says what was touched. With `undoable=False` no step
        is made (reading places, the outbox). Writes with the same `join` that follow one another
        within five minutes make one step. A block that changes nothing makes none. Blocks must not
        be nested.

        Raises:
            LibraryUnusable: another program kept the library busy for too long.
            NotWritten: the disk is full or cannot be written; nothing was changed.
        """
        with self._transaction() as (db, moment):
            rows = Rows(Transaction(db, stamp(moment), self.files))
            step: StepId | None = None
            if undoable:
                step, mark = begin_step(db, title, join, moment)
            yield rows
            settle(db)
            if step is not None:
                step = end_step(db, step, mark)
            touched = _touched(db)
        rows.change = Change(title, step, touched)

    def undo(self) -> Change:
        """Take back the last step; the change bears its title.

        Raises:
            Refused: there is nothing to undo.
        """
        return self._turn(back=True)

    def redo(self) -> Change:
        """Do the step last undone again; the change bears its title.

        Raises:
            Refused: there is nothing to redo.
        """
        return self._turn(back=False)

    def history(self, limit: int = 100) -> tuple[Step, ...]:
        """Return the last steps, newest first."""
        db = self._take_reader()
        try:
            with troubles(self.path):
                return steps(db, limit)
        finally:
            self._give_reader_back(db)

    def data_version(self) -> int:
        """Return a number that changes when another process has written; never waits for a write."""
        if self._writing.acquire(blocking=False):
            try:
                # SQLite counts what others wrote as seen by one connection, and this one makes all
                # of this process's writes.
                if not self._closed:
                    self._version = int(self._writer.value("pragma data_version"))
            finally:
                self._writing.release()
        return self._version

    def keep_file(self, raw: bytes) -> str:
        """Keep a file's bytes under their SHA-256, whole and forced to the disk; return it.

        Raises:
            NotWritten: the disk is full or refused it.
        """
        return self.files.keep(raw)

    def faults(self, progress: Progress = unwatched) -> tuple[Fault, ...]:
        """Look everything over: database, texts, anchors, kept files, counts."""
        db = self._take_reader()
        try:
            with troubles(self.path):
                db.run("begin")
                return tuple(find_faults(db, self.files, progress))
        finally:
            self._give_reader_back(db)

    def mend(self, faults: Iterable[Fault]) -> tuple[Fault, ...]:
        """Mend what can be mended of these, as one step of the history; return what was."""
        with self.writing("Library repaired"):
            return tuple(mend_faults(self._writer, self.files, faults))

    def backup(self, path: Path, progress: Progress = unwatched) -> int:
        """Write the whole library to one file, as it stands at this moment; its size in bytes.

        Raises:
            Refused: the file would lie in the library itself, perhaps in place of its database.
            NotWritten: it could not be written; what stood there before is untouched.
        """
        self.require_outside(path)
        db = self._take_reader()
        try:
            return backup.write(db, self.files, path, progress)
        finally:
            self._give_reader_back(db)

    def require_outside(self, path: Path) -> None:
        """Make sure that a file to be written does not lie in the library's own folder.

        Raises:
            Refused: it does.
        """
        if path.resolve().is_relative_to(self.folder.resolve()):
            raise Refused(
                f"{path.name} would lie in the library's own folder, {self.folder}.",
                "Choose a place outside of it.",
            )

    def close(self) -> None:
        """Close all connections, after the block being written; one still read closes its own at its end."""
        with self._writing, self._pool:
            if self._closed:
                return
            self._closed = True
            for reader in self._readers:
                reader.close()
            self._readers.clear()
            self._writer.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _transaction(self) -> Iterator[tuple[Database, datetime]]:
        """One transaction for writing: kept when the block ends, and nothing of it if it raises."""
        if self._written_by == threading.get_ident():
            raise RuntimeError("a writing block inside another")
        with self._writing:
            self._require_open()
            self._written_by = threading.get_ident()
            db = self._writer
            try:
                with troubles(self.path):
                    db.run("begin immediate")
                    self._require_format(db)
                    db.run("delete from touched")
                    yield db, self._clock()
                    db.run("commit")
            finally:
                self._written_by = None
                if db.connection.in_transaction:
                    with suppress(sqlite3.Error):  # a full disk may have rolled back already
                        db.run("rollback")

    def _turn(self, *, back: bool) -> Change:
        step: Step | None = None
        try:
            with self._transaction() as (db, _):
                step = next_step(db, back=back)
                if step is None:
                    raise Refused(
                        "There is nothing to undo." if back else "There is nothing to redo."
                    )
                turn(db, step)
                settle(db)
                touched = _touched(db)
        except sqlite3.IntegrityError as error:
            if step is None:
                raise
            self._forget(step)
            raise Refused(
                f"“{step.title}” can no longer be {'undone' if back else 'done again'}: "
                "what it speaks of has gone.",
                "It was taken out of the history; everything else stands as it was.",
            ) from error
        return Change(step.title, step.id, touched)

    def _forget(self, step: Step) -> None:
        with self._transaction() as (db, _):
            db.run("delete from undo_step where id = ?", step.id)

    def _take_reader(self) -> Database:
        with self._pool:
            self._require_open()
            if self._readers:
                return self._readers.pop()
        return connect(self.path, writing=False)

    def _give_reader_back(self, db: Database) -> None:
        try:
            if db.connection.in_transaction:
                db.run("rollback")
        except sqlite3.Error:
            db.close()
            return
        with self._pool:
            if not self._closed and len(self._readers) < _READERS_KEPT:
                self._readers.append(db)
                return
        db.close()

    def _require_open(self) -> None:
        if self._closed:
            raise LibraryUnusable(self.path, "It has been closed.", "Open it again.")

    def _require_format(self, db: Database) -> None:
        """Stop when a newer Carrel has brought the library further while it was open here."""
        found = int(db.value("pragma user_version"))
        if found != self._known:
            raise LibraryNewer(self.path, found, self._known)


def _require_not_lost(folder: Path, path: Path) -> None:
    """Make no new library where only the database of an old one is gone: it would call its files stray.

    Raises:
        LibraryUnusable: kept files lie beside a database that is missing or empty.
    """
    logged = path.with_name(f"{path.name}-wal")
    if any(file.exists() and file.stat().st_size for file in (path, logged)):
        return
    if next(KeptFiles(folder / "raw").all(), None) is not None:
        raise LibraryUnusable(
            path,
            "It is missing or empty, but the files that its articles were read from are still there.",
            "They were left as they are. Restore the newest backup into a new folder (carrel restore "
            "BACKUP FOLDER), or import the files in “raw” into a new library.",
        )


def _make_folder(folder: Path, *, create: bool) -> None:
    if not create:
        raise LibraryUnusable(
            folder, "There is no library there.", "Choose the folder of one, or make a new one."
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryUnusable(
            folder, f"The folder cannot be made ({error.strerror}).", "Choose another folder."
        ) from error


def _touched(db: Database) -> frozenset[tuple[Noun, int]]:
    found = db.rows("select distinct noun, key from touched")
    return frozenset((Noun(noun), key) for noun, key in found)
