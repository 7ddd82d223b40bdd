"""Library: the truth, in one SQLite file with the files it was read from beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from pathlib import Path

from desktop.library.care import Fault
from desktop.library.rows import Rows
from desktop.library.undo import Step
from desktop.model.change import Change

Progress = Callable[[int, int], None]
"""Told how many things are done, of how many; may raise to stop the work."""


def unwatched(done: int, total: int) -> None:
    """Tell nobody."""


class Library:
    """One library folder, opened; safe to use from several threads, and beside other processes.

    Each thread that reads has a connection and a snapshot of its own; writes go one after another.
    """

    folder: Path
    uid: str
    """A name of its own for ever, whatever folder it lies in: the index is kept under it."""

    @classmethod
    def open(cls, folder: Path, *, create: bool = True) -> Library:
        """Open the library in a folder, or make one there.

        Raises:
            LibraryUnusable: there is none and none is to be made; or it is damaged or no library.
            LibraryNewer: a newer Carrel wrote it; nothing was touched.
        """
        raise NotImplementedError

    def reading(self) -> AbstractContextManager[Rows]:
        """Give the rows as they stand at this moment; what others write meanwhile is not seen."""
        raise NotImplementedError

    def writing(
        self, title: str, *, undoable: bool = True, join: str = ""
    ) -> AbstractContextManager[Rows]:
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
        raise NotImplementedError

    def undo(self) -> Change:
        """Take back the last step; the change bears its title.

        Raises:
            Refused: there is nothing to undo.
        """
        raise NotImplementedError

    def redo(self) -> Change:
        """Do the step last undone again; the change bears its title.

        Raises:
            Refused: there is nothing to redo.
        """
        raise NotImplementedError

    def history(self, limit: int = 100) -> tuple[Step, ...]:
        """Return the last steps, newest first."""
        raise NotImplementedError

    def data_version(self) -> int:
        """Return a number that changes when another process has written."""
        raise NotImplementedError

    def keep_file(self, raw: bytes) -> str:
        """Keep a file's bytes under their SHA-256, whole and forced to the disk; return it."""
        raise NotImplementedError

    def faults(self, progress: Progress = unwatched) -> tuple[Fault, ...]:
        """Look everything over: database, texts, anchors, kept files, counts."""
        raise NotImplementedError

    def mend(self, faults: Iterable[Fault]) -> tuple[Fault, ...]:
        """Mend what can be mended of these; return what was."""
        raise NotImplementedError

    def backup(self, path: Path, progress: Progress = unwatched) -> int:
        """Write the whole library to one file, as it stands at this moment; its size in bytes.

        Raises:
            NotWritten: it could not be written; what stood there before is untouched.
        """
        raise NotImplementedError

    def close(self) -> None:
        """Close all connections; blocks still open in other threads end first."""
        raise NotImplementedError

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
