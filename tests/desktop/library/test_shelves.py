"""The list passes every filter and keeps every order; the counts are what is there."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.library.library import Library
from desktop.model.article import ReadState
from desktop.model.brief import BriefDetails
from desktop.model.ids import ArticleId
from tests.desktop.library.making import PERSON, PLACE, Names, add_article, highlight

NAMES: Names = {
    "Mara Lindqvist": ("Mara Lindqvist", PERSON),
    "Lindqvist": ("Mara Lindqvist", PERSON),
    "Lisbon": ("Lisbon", PLACE),
    "Osaka": ("Osaka", PLACE),
    "Gdansk": ("Gdansk", PLACE),
}


@pytest.fixture
def shelf(library: Library) -> dict[str, ArticleId]:
    with library.writing("") as rows:
        one = add_article(
            rows,
            "Émile and the sea\nMara Lindqvist. Lindqvist in Lisbon. Osaka, Gdansk.",
            names=NAMES,
            source="The Paper",
            published="2025-12-03",
            tags=["bay"],
        )
        two = add_article(rows, "Delta\nOsaka, Osaka.", names=NAMES, published="2025")
        three = add_article(
            rows, "alpha\nNobody.", names=NAMES, source="a gazette", published="2024-02"
        )
        four = add_article(rows, "Trashed\nLisbon", names=NAMES, source="The Paper", tags=["bay"])
        rows.articles.set_state([two.id], ReadState.READING)
        rows.articles.set_starred([two.id, four.id], True)
        rows.articles.set_unread([one.id], False)
        rows.articles.set_trashed([four.id], True)
        outer = rows.collections.add("Outer")
        inner = rows.collections.add("Inner", parent=outer.id)
        rows.collections.put(outer.id, [one.id, four.id])
        rows.collections.put(inner.id, [one.id, two.id])
        highlight(rows, one.id, "Lisbon")
        highlight(rows, one.id, "Osaka")
        rows.notes.add(body="note")
        rows.briefs.add(BriefDetails("Brief"))
    return {"one": one.id, "two": two.id, "three": three.id, "four": four.id}


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, "three two one"),
        ({"descending": False}, "one two three"),
        ({"trashed": True}, "four"),
        ({"trashed": None}, "four three two one"),
        ({"state": ReadState.INBOX}, "three one"),
        ({"state": ReadState.READING, "unread": True}, "two"),
        ({"starred": True}, "two"),
        ({"unread": True}, "three two"),
        ({"unread": False}, "one"),
        ({"collection": 1}, "two one"),
        ({"collection": 2}, "two one"),
        ({"collection": 9}, ""),
        ({"tag": "BAY"}, "one"),
        ({"tag": "unknown"}, ""),
        ({"source": "the paper"}, "one"),
        ({"entity": "lindqvist"}, "one"),
        ({"entity": "Osaka"}, "two one"),
        ({"entity": "Nobody"}, ""),
        ({"after": "2025"}, "two one"),
        ({"after": "2025-12"}, "one"),
        ({"before": "2025"}, "three two one"),
        ({"before": "2025-11"}, "three two"),
        ({"before": "2024-02"}, "three"),
        ({"after": "2024", "before": "2024"}, "three"),
        ({"order": "published"}, "one two three"),
        ({"order": "published", "descending": False}, "three two one"),
        ({"order": "title", "descending": False}, "three two one"),
        ({"order": "source", "descending": False}, "three one two"),
        ({"order": "source"}, "one three two"),
        ({"limit": 1}, "three"),
        ({"limit": 1, "offset": 1}, "two"),
        ({"collection": 1, "tag": "bay", "before": "2025-12", "entity": "Lisbon"}, "one"),
    ],
)
def test_filters_and_orders(
    library: Library, shelf: dict[str, ArticleId], filters: dict[str, Any], found: str
) -> None:
    names = {key: name for name, key in shelf.items()}
    with library.reading() as rows:
        listed = rows.shelves.listed(**filters)
    assert " ".join(names[one.article.id] for one in listed) == found


def test_no_such_order(library: Library) -> None:
    with library.reading() as rows, pytest.raises(ValueError, match="order"):
        rows.shelves.listed(order="size; drop table article")


def test_a_row_shows_lead_chips_and_marks(library: Library, shelf: dict[str, ArticleId]) -> None:
    with library.reading() as rows:
        row = rows.shelves.listed(order="published")[0]
        assert row.article == rows.articles.get(shelf["one"])
    assert row.lead == "Mara Lindqvist. Lindqvist in Lisbon. Osaka, Gdansk."
    assert [chip.name for chip in row.chips] == ["Mara Lindqvist", "Lisbon", "Osaka"]
    assert (row.names, row.highlights) == (4, 2)


def test_counts(library: Library, shelf: dict[str, ArticleId]) -> None:
    with library.reading() as rows:
        counts = rows.shelves.counts()
        assert rows.shelves.sources() == (("The Paper", 1), ("a gazette", 1))
    assert counts.states == {ReadState.INBOX: 2, ReadState.READING: 1, ReadState.ARCHIVED: 0}
    assert (counts.starred, counts.unread, counts.articles, counts.trashed) == (1, 2, 3, 1)
    assert counts.collections == {1: 2, 2: 2}
    assert counts.tags == (("bay", 1),)
    assert (counts.entities, counts.notes, counts.briefs) == (4, 1, 1)


def test_a_long_first_paragraph_is_cut_at_a_word(library: Library) -> None:
    with library.writing("") as rows:
        add_article(rows, "Title\n" + "word " * 100 + "end")
        lead = rows.shelves.listed()[0].lead
    assert len(lead) <= 240
    assert lead.endswith("word")
