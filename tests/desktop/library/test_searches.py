"""Saved searches are kept by name; their hits are nobody's history."""

from __future__ import annotations

import pytest

from desktop.errors import NotFound, Refused
from desktop.library.library import Library


def test_kept_by_name(library: Library) -> None:
    with library.writing("") as rows:
        made = rows.searches.add("Cables", "cable tag:bay")
        other = rows.searches.add("alpha", "x")
        assert rows.searches.listed() == (other, made)
        assert made.hits is None
        with pytest.raises(Refused):
            rows.searches.add(" ", "x")
        with pytest.raises(Refused):
            rows.searches.add("x", "")
    with library.writing("Counted") as rows:
        rows.searches.set_hits(made.id, 12)
    assert rows.change.step is None
    with library.writing("") as rows:
        assert rows.searches.add("cables", "cable tag:bay").hits == 12
        again = rows.searches.add("cables", "other")
        assert (again.id, again.query, again.hits) == (made.id, "other", None)
        rows.searches.remove(made.id)
        assert rows.searches.listed() == (other,)
        with pytest.raises(NotFound):
            rows.searches.remove(made.id)
