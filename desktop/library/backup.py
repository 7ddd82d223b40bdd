"""Back a library up into one file, and make a library from such a file.

A backup is a zip: `library.sqlite`, the kept files as `raw/ab/abcdef...`, and `carrel.json`, which
says what it is and what the database's checksum must be. Any program that opens zips can get at it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
import uuid
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from desktop.errors import DeskError, LibraryNewer, NotWritten, Refused
from desktop.library.care import Progress, unwatched
from desktop.library.database import (
    FILE_NAME,
    Database,
    connect,
    look,
    quick_check,
    stamp,
    troubles,
    utc_now,
)
from desktop.library.kept import KeptFiles
from desktop.library.migrations import newest
from desktop.paths import force_folder, take_name

_LABEL = "carrel.json"
_RAW = re.compile(r"raw/([0-9a-f]{2})/(\1[0-9a-f]{62})")
_LARGEST_LABEL = 100_000
_UNZIPPABLE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,  # packed in a way that Python does not know
    RuntimeError,  # behind a password
)


def write(db: Database, files: KeptFiles, path: Path, progress: Progress) -> int:
    """Write the library that `db` reads, with its kept files, to one file; its size in bytes.

    Raises:
        NotWritten: it could not be written; what stood there before is untouched.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".carrel-backup-") as held:
            copy = Path(held) / FILE_NAME
            _copy_database(db, copy)
            part = Path(held) / "part"
            with part.open("wb") as file:
                _write_zip(file, copy, files, progress)
                file.flush()
                os.fsync(file.fileno())
            take_name(part, path)
        return path.stat().st_size
    except OSError as error:
        reason = f"The backup could not be written ({error.strerror or error})."
        raise NotWritten(path, reason, "Choose another place, or make room.") from error


def _copy_database(db: Database, copy: Path) -> None:
    """Copy the database as it stands at this moment, in one go, so that writers do not disturb it."""
    with troubles(copy):
        other = connect(copy, writing=True)
        try:
            db.connection.backup(other.connection)
            other.run("pragma journal_mode = delete")
        finally:
            other.close()


def _write_zip(file: IO[bytes], copy: Path, files: KeptFiles, progress: Progress) -> None:
    db = connect(copy, writing=True)
    try:
        wanted = db.column("select raw_sha256 from version union select raw_sha256 from adrift")
        uid = db.value("select value from meta where key = 'uid'")
    finally:
        db.close()
    label = {
        "what": "Carrel library backup",
        "format": newest(),
        "uid": uid,
        "written": stamp(utc_now()),
        "database_sha256": _sha256(copy),
        "files": len(wanted),
    }
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
        archive.writestr(_LABEL, json.dumps(label, indent=2))
        archive.write(copy, FILE_NAME)
        for done, sha256 in enumerate(wanted):
            progress(done, len(wanted))
            source = files.path(sha256)
            if source.exists():  # one that is gone is for `check` to tell; the rest must be saved
                archive.write(source, f"raw/{sha256[:2]}/{sha256}")
        progress(len(wanted), len(wanted))


def restore(backup: Path, folder: Path, progress: Progress = unwatched) -> None:
    """Make a library in an empty or new folder from a backup; everything is checked first.

    Raises:
        Refused: the folder is not empty, or the file is not a whole backup.
        LibraryNewer: a newer Carrel wrote it.
        NotWritten: the folder cannot be written.
    """
    folder = folder.expanduser().absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(f"{folder} is not an empty folder.", "Choose a new folder.")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".carrel-restore-") as held:
            made = Path(held) / "library"
            with _opened(backup) as archive:
                _unpack(archive, made, progress)
            _check_database(made / FILE_NAME, backup)
            _name_anew(made / FILE_NAME)
            if folder.exists():
                folder.rmdir()
            made.rename(folder)
            force_folder(folder.parent)
    except OSError as error:
        reason = f"The library could not be written ({error.strerror or error})."
        raise NotWritten(folder, reason, "Choose another folder, or make room.") from error


@contextmanager
def _opened(backup: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(backup) as archive:
            yield archive
    except FileNotFoundError:
        raise Refused(f"There is no file {backup}.") from None
    except _UNZIPPABLE as error:
        raise _not_whole(backup, str(error)) from error


def _unpack(archive: zipfile.ZipFile, folder: Path, progress: Progress) -> None:
    """Write out what belongs to a library, each file checked against its name or the label."""
    name = Path(archive.filename or "")
    label = _label(archive, name)
    entries = [one for one in archive.infolist() if one.filename != _LABEL]
    for done, entry in enumerate(entries):
        progress(done, len(entries))
        match = _RAW.fullmatch(entry.filename)
        if match is None and entry.filename != FILE_NAME:
            raise _not_whole(name, f"it holds {entry.filename!r}")
        expected = match[2] if match else label["database_sha256"]
        target = folder / entry.filename
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(entry) as source, target.open("xb") as file:
            shutil.copyfileobj(source, file, 1 << 20)
            file.flush()
            os.fsync(file.fileno())
        if _sha256(target) != expected:
            raise _not_whole(name, f"{entry.filename} is damaged")
    if not (folder / FILE_NAME).exists():
        raise _not_whole(name, "the database is missing")
    progress(len(entries), len(entries))


def _label(archive: zipfile.ZipFile, name: Path) -> dict[str, str]:
    try:
        with archive.open(_LABEL) as file:
            label = json.loads(file.read(_LARGEST_LABEL))
        written_as, checksum = int(label["format"]), str(label["database_sha256"])
    except (KeyError, TypeError, ValueError) as error:
        raise _not_whole(name, "it has no label of Carrel's") from error
    if written_as > newest():
        raise LibraryNewer(name, written_as, newest())
    return {"database_sha256": checksum}


def _check_database(path: Path, backup: Path) -> None:
    try:
        look(path, newest())
        db = connect(path, writing=False)
        try:
            quick_check(db, path)
            if not db.value("pragma user_version"):
                raise _not_whole(backup, "the database is empty")
        finally:
            db.close()
    except LibraryNewer:
        raise
    except DeskError as error:
        raise _not_whole(backup, str(error)) from error


def _name_anew(path: Path) -> None:
    """Give the library a uid of its own: it may stand beside the one it was copied from."""
    with troubles(path):
        db = connect(path, writing=True)
        try:
            db.run("update meta set value = ? where key = 'uid'", uuid.uuid4().hex)
        finally:
            db.close()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _not_whole(backup: Path, why: str) -> Refused:
    return Refused(f"{backup.name} is not a whole backup: {why}.", "Try an older one.")
