"""Where things lie for one user, and how a file is written whole or not at all.

`CARREL_HOME` moves everything under one folder (portable use, tests); `CARREL_LIBRARY` moves the
library alone.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

import platformdirs

APP = "carrel"


def library_dir() -> Path:
    """Return the folder of the library that is opened when none is named."""
    named = os.environ.get("CARREL_LIBRARY")
    if named:
        return Path(named).expanduser()
    return _home("library") or Path(platformdirs.user_data_dir(APP, appauthor=False)) / "library"


def cache_dir() -> Path:
    """Return the folder for what can be made again: the search index above all."""
    return _home("cache") or Path(platformdirs.user_cache_dir(APP, appauthor=False))


def config_dir() -> Path:
    """Return the folder of the settings."""
    return _home("config") or Path(platformdirs.user_config_dir(APP, appauthor=False))


def log_dir() -> Path:
    """Return the folder of the log files."""
    return _home("log") or Path(platformdirs.user_log_dir(APP, appauthor=False))


def _home(part: str) -> Path | None:
    home = os.environ.get("CARREL_HOME")
    return Path(home).expanduser() / part if home else None


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that its name always holds either what stood there before or all of `data`.

    The bytes go to a neighbour with a temporary name, are forced to the disk, and take the name
    over; then the folder is forced too, so that a power cut cannot bring the old name back.

    Raises:
        OSError: it could not be written; what stood there before is untouched.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        take_name(part, path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def take_name(part: Path, path: Path) -> None:
    """Give a finished file its name, with the rights that a new file would get, and force it there.

    For writers that cannot hand over their bytes at once; the caller has forced the file itself.
    """
    if os.name == "posix":
        part.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
    part.replace(path)
    force_folder(path.parent)


def force_folder(folder: Path) -> None:
    """Force a folder's list of names to the disk, where the system knows how."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network file systems refuse; there is no more to be done
            os.fsync(handle)
    finally:
        os.close(handle)


def _umask() -> int:
    # It can only be read by setting it, which would race between threads: read it once, at import.
    return _UMASK


def _read_umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


_UMASK = _read_umask()
