"""The database file: how it is opened, what is promised of every connection, what its errors mean."""

from __future__ import annotations

import json
import sqlite3
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from desktop.errors import LibraryNewer, LibraryUnusable, NotWritten
from desktop.library.kept import KeptFiles

APPLICATION_ID = 0x43_61_72_72
"""The letters "Carr", where SQLite keeps the owner of a file."""

FILE_NAME = "library.sqlite"
BUSY_SECONDS = 15.0
"""How long a write waits for another process; an import's transaction takes some hundredths."""

SMALL = 16_000_000
CHECKED_WITHIN = timedelta(days=1)

_MAGIC = b"SQLite format 3\0"

Row = sqlite3.Row
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the time now."""
    return datetime.now(UTC)


def stamp(moment: datetime) -> str:
    """Return a moment as it is kept: ISO 8601 in UTC to the millisecond, so that words sort as times."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Database:
    """One connection; used by one thread at a time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        connection.row_factory = sqlite3.Row

    def run(self, sql: str, *values: Any) -> sqlite3.Cursor:
        """Run one statement."""
        return self.connection.execute(sql, values)

    def run_many(self, sql: str, values: Iterable[Sequence[Any]]) -> None:
        """Run one statement for each row of values."""
        self.connection.executemany(sql, values)

    def rows(self, sql: str, *values: Any) -> list[Row]:
        """Return all rows."""
        return self.connection.execute(sql, values).fetchall()

    def rows_by_name(self, sql: str, **values: Any) -> list[Row]:
        """Return all rows of a statement whose values have names."""
        return self.connection.execute(sql, values).fetchall()

    def row(self, sql: str, *values: Any) -> Row | None:
        """Return the first row, or None."""
        found: Row | None = self.connection.execute(sql, values).fetchone()
        return found

    def value(self, sql: str, *values: Any) -> Any:
        """Return the first column of the first row, or None."""
        found = self.connection.execute(sql, values).fetchone()
        return None if found is None else found[0]

    def column(self, sql: str, *values: Any) -> list[Any]:
        """Return the first column of all rows."""
        return [row[0] for row in self.connection.execute(sql, values)]

    def insert(self, sql: str, *values: Any) -> int:
        """Run an insert and return the id of the new row."""
        number = self.connection.execute(sql, values).lastrowid
        assert number is not None
        return number

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()


def among(keys: Iterable[int | str]) -> str:
    """Return ids or words as the one value that `in (select value from json_each(?))` takes."""
    return json.dumps(list(keys))


@dataclass(frozen=True)
class Transaction:
    """What the rooms share while a block lasts: the connection, the moment it began, the files."""

    db: Database
    now: str
    files: KeptFiles


class Table:
    """One room of the library inside a block."""

    def __init__(self, transaction: Transaction) -> None:
        self._db = transaction.db
        self._now = transaction.now
        self._files = transaction.files


def look(path: Path, known: int) -> None:
    """Look at a library file without changing a byte of it; one that is not there or empty passes.

    The header is read first, as plain bytes, since SQLite may write beside a file it merely opens;
    then SQLite is asked, read-only, as the truth may still lie in the write-ahead log.

    Raises:
        LibraryNewer: its format is above `known`.
        LibraryUnusable: it is no library, or cannot be read.
    """
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        return
    except OSError as error:
        raise LibraryUnusable(path, f"It cannot be read ({error.strerror}).", _RIGHTS) from error
    if not header:
        return
    if len(header) < 100 or not header.startswith(_MAGIC):
        raise LibraryUnusable(path, "It is not a database.", _OTHER_FILE)
    version, owner = struct.unpack_from(">i4xi", header, 60)
    if owner == APPLICATION_ID and version > known:
        raise LibraryNewer(path, version, known)
    with troubles(path), closing(_connect(path, "ro")) as connection:
        try:
            require_ours(Database(connection), path, known)
        except sqlite3.OperationalError as error:
            # A crash left something to be rolled back, which a reader may not do; `require_ours` is
            # asked again once it is.
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY:
                raise


def require_ours(db: Database, path: Path, known: int) -> None:
    """Make sure that a file is a library that can be read, or empty.

    Raises:
        LibraryNewer: its format is above `known`.
        LibraryUnusable: it belongs to another program.
    """
    version = int(db.value("pragma user_version"))
    owner = int(db.value("pragma application_id"))
    if owner == APPLICATION_ID and version > known:
        raise LibraryNewer(path, version, known)
    if owner != APPLICATION_ID and (
        owner or version or db.value("select count(*) from sqlite_schema")
    ):
        raise LibraryUnusable(path, "It belongs to another program.", _OTHER_FILE)


def connect(path: Path, *, writing: bool) -> Database:
    """Open a connection with all that is promised of one.

    Raises:
        LibraryUnusable: the file cannot be opened.
    """
    with troubles(path):
        connection = _connect(path, "rwc" if writing else "rw")
        for pragma in (
            "foreign_keys = on",
            "trusted_schema = off",
            "temp_store = memory",
            # A power cut may take no commit that was answered: about 2 ms each, and nobody notices.
            "synchronous = full",
            "query_only = on" if not writing else "recursive_triggers = off",
        ):
            connection.execute(f"pragma {pragma}")
    return Database(connection)


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=400,
    )


def use_write_ahead_log(db: Database) -> None:
    """Let readers read while one writes; a disk that cannot (a network share) keeps its plain journal."""
    mode = db.value("pragma journal_mode = wal")
    if mode != "wal":
        db.run("pragma journal_mode = delete")
        db.run("pragma synchronous = extra")


def quick_check(db: Database, path: Path) -> None:
    """Have SQLite look its file over.

    Raises:
        LibraryUnusable: the file is damaged.
    """
    with troubles(path):
        said = db.column("pragma quick_check(3)")
    if said != ["ok"]:
        raise LibraryUnusable(path, f"It is damaged ({said[0]}).", _DAMAGED)


def check_at_start(db: Database, path: Path, now: datetime) -> None:
    """Look a file over when it is opened: a small one always, a large one once a day.

    It takes about 3 ms for a megabyte, and every command of the command line opens the library.

    Raises:
        LibraryUnusable: the file is damaged.
    """
    large = path.stat().st_size > SMALL
    checked = db.value("select value from meta where key = 'checked'") or ""
    if large and stamp(now - CHECKED_WITHIN) <= checked <= stamp(now):
        return
    quick_check(db, path)
    if large:
        db.run("insert or replace into meta values('checked', ?)", stamp(now))


@contextmanager
def troubles(path: Path) -> Iterator[None]:
    """Turn what SQLite says of the disk, the file and its other users into the house's errors."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        kind = _KINDS.get((code or 0) & 0xFF)
        if code is None and "decode" in str(
            error
        ):  # Python's own: the bytes of a text are no UTF-8
            raise LibraryUnusable(path, "Words in it are damaged.", _DAMAGED) from error
        if kind is None:
            raise
        raise kind(path, error) from error


def _busy(path: Path, _: sqlite3.Error) -> LibraryUnusable:
    return LibraryUnusable(
        path,
        "Another program has been writing to it for too long.",
        "Wait until it is done and try again; nothing was changed.",
    )


def damaged(path: Path, error: Exception) -> LibraryUnusable:
    """Return the trouble of a file that is damaged."""
    return LibraryUnusable(path, f"It is damaged ({error}).", _DAMAGED)


def _cannot_open(path: Path, error: sqlite3.Error) -> LibraryUnusable:
    return LibraryUnusable(path, f"It cannot be opened ({error}).", _RIGHTS)


def _full(path: Path, _: sqlite3.Error) -> NotWritten:
    return NotWritten(
        path, "The disk is full.", "Make room and try again; what was kept before is safe."
    )


def _not_writable(path: Path, error: sqlite3.Error) -> NotWritten:
    return NotWritten(
        path, f"The disk refused it ({error}).", "What was kept before is safe; look at the disk."
    )


_KINDS: dict[int, Callable[[Path, sqlite3.Error], Exception]] = {
    sqlite3.SQLITE_BUSY: _busy,
    sqlite3.SQLITE_LOCKED: _busy,
    sqlite3.SQLITE_CORRUPT: damaged,
    sqlite3.SQLITE_NOTADB: damaged,
    sqlite3.SQLITE_CANTOPEN: _cannot_open,
    sqlite3.SQLITE_PERM: _cannot_open,
    sqlite3.SQLITE_FULL: _full,
    sqlite3.SQLITE_IOERR: _not_writable,
    sqlite3.SQLITE_READONLY: _not_writable,
}

_RIGHTS = "Look whether the folder is there and may be read and written."
_OTHER_FILE = "Choose another folder; this file was left as it is."
_DAMAGED = (
    "The file was left as it is. Restore the newest backup into a new folder: "
    "carrel restore BACKUP FOLDER."
)
