"""Saved searches: queries the user keeps in the sidebar."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.errors import NotFound, Refused
from desktop.library.cleaning import clean_line
from desktop.library.database import Table


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A kept query; `hits` is their number when last counted, None before that."""

    id: int
    name: str
    query: str
    hits: int | None


class SavedSearches(Table):
    """The saved searches of the library; an id that is not there raises NotFound."""

    def add(self, name: str, query: str) -> SavedSearch:
        """Keep a search; one of the same name gets the new query.

        Raises:
            Refused: the name or the query is empty.
        """
        name, query = clean_line(name), clean_line(query)
        if not name or not query:
            raise Refused("A saved search needs a name and a query.")
        for held in self.listed():
            if held.name.casefold() == name.casefold():
                self._db.run("update saved_search set query = ? where id = ?", query, held.id)
                if query != held.query:
                    self.set_hits(held.id, None)
                return self._get(held.id)
        number = self._db.insert("insert into saved_search(name, query) values(?, ?)", name, query)
        return self._get(number)

    def listed(self) -> tuple[SavedSearch, ...]:
        """List all in order of name."""
        rows = self._db.rows("select id, name, query, hits from saved_search")
        found = [SavedSearch(*row) for row in rows]
        return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.id)))

    def set_hits(self, saved_search_id: int, hits: int | None) -> None:
        """Keep the number of hits last counted; never part of the history."""
        self._db.run("update saved_search set hits = ? where id = ?", hits, saved_search_id)

    def remove(self, saved_search_id: int) -> None:
        """Remove one."""
        self._get(saved_search_id)
        self._db.run("delete from saved_search where id = ?", saved_search_id)

    def _get(self, saved_search_id: int) -> SavedSearch:
        row = self._db.row(
            "select id, name, query, hits from saved_search where id = ?", saved_search_id
        )
        if row is None:
            raise NotFound("saved search", saved_search_id)
        return SavedSearch(*row)
