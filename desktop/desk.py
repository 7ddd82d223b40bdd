"""Desk: the library, the index, the recogniser and the settings, opened and closed together."""

from __future__ import annotations

import hashlib
import logging
import threading
from pathlib import Path
from typing import Any

from desktop import settings as kept_settings
from desktop.library.library import Library
from desktop.paths import cache_dir, library_dir
from desktop.settings import Settings

log = logging.getLogger(__name__)


class Desk:
    """What every verb works on; safe to use from several threads.

    The index and the recogniser are dear to open, even to import, and many verbs need neither: each
    is opened when first asked for, once. `joinery` gives them their types.
    """

    def __init__(self, library: Library, settings: Settings) -> None:
        self.library = library
        self.settings = settings
        self.folder = library.folder
        self._index: Any = None
        self._index_lock = threading.RLock()
        self._recogniser: Any = None
        self._recogniser_lock = threading.Lock()

    @classmethod
    def open(cls, folder: Path | None = None, *, settings: Settings | None = None) -> Desk:
        """Open the desk on a library: the one named, or else the user's own; made if it is not there.

        Raises:
            LibraryUnusable, LibraryNewer: the library cannot be used; nothing was changed.
        """
        return cls(Library.open(folder or library_dir()), settings or kept_settings.load())

    @property
    def index_folder(self) -> Path:
        """Where the index lies: in the cache, by the library's uid and place.

        A folder that was copied has the same uid, and must not write into the other's index.
        """
        place = hashlib.sha256(str(self.folder).encode("utf-8", "surrogateescape")).hexdigest()
        return cache_dir() / "index" / f"{self.library.uid[:16]}-{place[:8]}"

    @property
    def index(self) -> Any:
        """The `search_index.Index`, opened at first use; a broken one is thrown away and begun anew.

        A new index is empty and of generation 0: `sync_index` fills it.
        """
        from search_index import Index, IndexBroken, discard

        with self._index_lock:
            if self._index is None:
                try:
                    self._index = Index.open(self.index_folder, library=self.library.uid)
                except IndexBroken as error:
                    log.info("the search index is begun anew: %s", error)
                    discard(self.index_folder)
                    self._index = Index.open(self.index_folder, library=self.library.uid)
            return self._index

    def discard_index(self) -> None:
        """Throw the index away; the next use begins an empty one.

        Raises:
            IndexBusy: another process is writing it.
        """
        from search_index import discard

        with self._index_lock:
            self._close_index()
            discard(self.index_folder)

    @property
    def recogniser(self) -> Any:
        """The `desktop.entities.recognise.Recogniser`, loaded at first use."""
        from desktop.entities.recognise import Recogniser

        with self._recogniser_lock:
            if self._recogniser is None:
                self._recogniser = Recogniser.load()
            return self._recogniser

    def close(self) -> None:
        """Close the index and the library."""
        with self._index_lock:
            self._close_index()
        self.library.close()

    def _close_index(self) -> None:
        if self._index is not None:
            self._index.close()
            self._index = None

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
