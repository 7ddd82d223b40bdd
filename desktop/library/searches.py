"""Saved searches: queries the user keeps in the sidebar."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A kept query; `hits` is their number when last counted, None before that."""

    id: int
    name: str
    query: str
    hits: int | None


class SavedSearches:
    """The saved searches of the library; an id that is not there raises NotFound."""

    def add(self, name: str, query: str) -> SavedSearch:
        """Keep a search; one of the same name gets the new query."""
        raise NotImplementedError

    def listed(self) -> tuple[SavedSearch, ...]:
        """List all in order of name."""
        raise NotImplementedError

    def set_hits(self, saved_search_id: int, hits: int | None) -> None:
        """Keep the number of hits last counted; never part of the history."""
        raise NotImplementedError

    def remove(self, saved_search_id: int) -> None:
        """Remove one."""
        raise NotImplementedError
