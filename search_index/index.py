"""The index itself: opened, fed, asked and thrown away; the one place that holds its lock."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from search_index.entry import Entry
from search_index.hit import Completion, Page, Status


def discard(folder: Path) -> None:
    """Throw away whatever index stands in a folder, however damaged.

    Raises:
        IndexBusy: another process is writing it.
    """
    raise NotImplementedError


class Index:
    """A full-text index in a folder; safe to use from several threads and processes."""

    @classmethod
    def open(cls, folder: Path, *, library: str) -> Index:
        """Open the index of a library, making an empty one (generation 0) where there is none.

        Raises:
            IndexBroken: it is damaged, of another version or of another library; see `discard`.
        """
        raise NotImplementedError

    @property
    def generation(self) -> int:
        """The number given with the last batch that was applied."""
        raise NotImplementedError

    def apply(
        self, entries: Iterable[Entry], removed: Iterable[str] = (), *, generation: int
    ) -> None:
        """Write entries (each replaces the one of its key) and remove keys, all or nothing.

        Raises:
            IndexBusy: another process is writing.
            IndexFull: there is no room on the disk; nothing was changed.
            IndexBroken: the index turned out to be damaged.
        """
        raise NotImplementedError

    def rebuild(self, entries: Iterable[Entry], *, generation: int) -> None:
        """Build the index anew beside the old one, which answers until the new one is complete.

        `entries` is read as it goes, so a generator may tell its progress, or raise to give up, in
        which case the old index stays.

        Raises:
            IndexBusy, IndexFull: as for `apply`.
        """
        raise NotImplementedError

    def tidy(self) -> bool:
        """Merge small segments, in idle time; True if there was something to merge."""
        raise NotImplementedError

    def keys(self) -> set[str]:
        """Give the keys of all entries."""
        raise NotImplementedError

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
    ) -> Page:
        """Answer a query as far as it can be understood, with a hint about the rest.

        `sort` is "relevance" or "date" (newest first). `body` gives an entry's body by key, as it
        was applied; without it no passages are made. `cancelled` is asked now and then. After
        `deadline` seconds the query is refused.

        An empty query finds everything.

        Raises:
            QueryError: nothing of the query can be answered.
            SearchCancelled: `cancelled` said yes.
            IndexBroken: the index turned out to be damaged.
        """
        raise NotImplementedError

    def complete(self, query: str, cursor: int, *, limit: int = 8) -> tuple[Completion, ...]:
        """Offer what could be typed at the cursor: fields, values, names and words."""
        raise NotImplementedError

    def suggest(self, query: str) -> str | None:
        """Give the query with unknown words mended, or None where there is nothing to mend."""
        raise NotImplementedError

    def status(self) -> Status:
        """Say what the index holds and takes."""
        raise NotImplementedError

    def discard(self) -> None:
        """Close the index and throw it away; open it again to have an empty one."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of all files."""
        raise NotImplementedError
