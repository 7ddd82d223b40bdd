"""Migrations: numbered SQL files that bring a library from any format to the newest, all or nothing."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterator
from pathlib import Path

from desktop.errors import LibraryNewer, LibraryUnusable
from desktop.library.database import APPLICATION_ID, Database, connect, stamp, troubles, utc_now
from desktop.paths import force_folder

FOLDER = Path(__file__).with_suffix("")


def newest(folder: Path = FOLDER) -> int:
    """Return the newest format there is a migration to.

    Raises:
        ValueError: the files are not numbered 1, 2, 3... without gaps.
    """
    numbers = sorted(int(path.stem) for path in folder.glob("*.sql"))
    if numbers != list(range(1, len(numbers) + 1)):
        message = f"migrations in {folder} are numbered {numbers}"
        raise ValueError(message)
    return len(numbers)


def migrate(db: Database, path: Path, *, folder: Path = FOLDER, upto: int | None = None) -> None:
    """Bring an open library to the newest format (or to `upto`).

    Each step is one transaction, so a crash leaves one format or the other. A library that holds
    anything is copied first, to `library.before-0002.sqlite` and the like beside it.

    Raises:
        LibraryNewer: another process brought it further meanwhile.
        LibraryUnusable: a step left records that speak of missing ones; nothing was changed.
    """
    known = newest(folder)
    goal = known if upto is None else upto
    found = _format(db)
    if found > known:
        raise LibraryNewer(path, found, known)
    if 0 < found < goal:
        _copy(db, path.with_name(f"{path.stem}.before-{goal:04}.sqlite"))
    # Tables can only be rebuilt with foreign keys off, which cannot be said inside a transaction.
    db.run("pragma foreign_keys = off")
    try:
        for number in range(found + 1, goal + 1):
            _step(db, path, number, (folder / f"{number:04}.sql").read_text("utf-8"))
    finally:
        db.run("pragma foreign_keys = on")


def _format(db: Database) -> int:
    return int(db.value("pragma user_version"))


def _step(db: Database, path: Path, number: int, script: str) -> None:
    db.run("begin immediate")
    try:
        if _format(db) >= number:  # another process was quicker
            db.run("rollback")
            return
        for statement in statements(script):
            db.run(statement)
        if number == 1:
            db.run(f"pragma application_id = {APPLICATION_ID}")
            db.run("insert into meta values('uid', ?)", uuid.uuid4().hex)
            db.run("insert into meta values('created', ?)", stamp(utc_now()))
        _require_whole(db, path, number)
        db.run(f"pragma user_version = {number}")
        db.run("commit")
    except BaseException:
        if db.connection.in_transaction:
            db.run("rollback")
        raise


def _require_whole(db: Database, path: Path, number: int) -> None:
    broken = db.row("pragma foreign_key_check")
    if broken is not None:
        raise LibraryUnusable(
            path,
            f"It cannot be brought to format {number}: table {broken[0]} has broken links.",
            "Nothing was changed. Open it with the Carrel that made it and run `carrel check`.",
        )


def statements(script: str) -> Iterator[str]:
    """Give the statements of a script one by one; a trigger's body stays in one piece."""
    held = ""
    for line in script.splitlines(keepends=True):
        held += line
        if line.rstrip().endswith(";") and sqlite3.complete_statement(held):
            yield held.strip()
            held = ""
    if any(not line.startswith("--") for line in held.split("\n") if line.strip()):
        message = f"an unfinished statement: {held.strip()[:80]}"
        raise ValueError(message)


def _copy(db: Database, path: Path) -> None:
    """Copy the library to a file beside it, whole or not at all."""
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    with troubles(path):
        copy = connect(part, writing=True)
        try:
            db.connection.backup(copy.connection)
        finally:
            copy.close()
    part.replace(path)
    force_folder(path.parent)
