"""Back a library up into one file, and make a library from such a file."""

from __future__ import annotations

from pathlib import Path

from desktop.library.library import Progress, unwatched


def restore(backup: Path, folder: Path, progress: Progress = unwatched) -> None:
    """Make a library in an empty or new folder from a backup; everything is checked first.

    Raises:
        Refused: the folder is not empty, or the file is not a whole backup.
        LibraryNewer: a newer Carrel wrote it.
    """
    raise NotImplementedError
