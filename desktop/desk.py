"""Desk: the library, the index, the recogniser and the settings, opened and closed together."""

from __future__ import annotations

from pathlib import Path

from desktop.entities.recognise import Recogniser
from desktop.library.library import Library
from desktop.settings import Settings
from search_index import Index


class Desk:
    """What every verb works on; safe to use from several threads."""

    library: Library
    settings: Settings
    folder: Path

    @classmethod
    def open(cls, folder: Path | None = None, *, settings: Settings | None = None) -> Desk:
        """Open the desk on a library: the one named, or else the user's own.

        Raises:
            LibraryUnusable, LibraryNewer: the library cannot be used; nothing was changed.
        """
        raise NotImplementedError

    @property
    def index(self) -> Index:
        """The search index of the library, opened at first use; a broken one is discarded first."""
        raise NotImplementedError

    @property
    def recogniser(self) -> Recogniser:
        """The recogniser, loaded at first use."""
        raise NotImplementedError

    def discard_index(self) -> None:
        """Throw the index away, so that the next use begins an empty one."""
        raise NotImplementedError

    def close(self) -> None:
        """Close the index and the library."""
        raise NotImplementedError

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
