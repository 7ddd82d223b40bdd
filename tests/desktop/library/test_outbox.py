"""The outbox hears of everything that can be found, each record once, and nothing is lost between."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop.library.library import Library
from desktop.library.rows import Rows
from desktop.model.article import Details, ReadState
from desktop.model.brief import BriefDetails
from tests.desktop.library.making import NAMES_OF_TWO, add_article, entity_named, highlight


@pytest.fixture
def quiet(library: Library) -> Library:
    """A library with one article, a highlight and a note on it, all of which the index knows."""
    with library.writing("") as rows:
        article = add_article(rows, names=NAMES_OF_TWO)
        mark = highlight(rows, article.id, "Lisbon", comment="Look")
        rows.notes.add(body="note", annotation_id=mark.id)
        rows.notes.add(body="free")
    with library.writing("Index", undoable=False) as rows:
        rows.outbox.clear(rows.outbox.last())
    return library


def heard(rows: Rows) -> set[str]:
    return {f"{noun} {key}" for _, noun, key in rows.outbox.pending()}


@pytest.mark.parametrize(
    ("change", "hears"),
    [
        (lambda r: r.articles.set_starred([1], True), {"article 1"}),
        (lambda r: r.articles.set_unread([1], False), {"article 1"}),
        (lambda r: r.articles.set_state([1], ReadState.READING), {"article 1"}),
        (lambda r: r.articles.tag([1], ["x"]), {"article 1"}),
        (
            lambda r: r.articles.set_trashed([1], True),
            {"article 1", "annotation 1", "note 1"},
        ),
        (
            lambda r: r.articles.edit_details(1, Details("New")),
            {"article 1", "annotation 1", "note 1"},
        ),
        (lambda r: r.annotations.edit(1, comment="x"), {"annotation 1"}),
        (lambda r: r.annotations.edit(1, tags=["x"]), {"annotation 1"}),
        (lambda r: r.annotations.remove(1), {"annotation 1", "note 1", "article 1"}),
        (lambda r: r.annotations.edit(1, comment=""), {"annotation 1", "article 1"}),
        (lambda r: highlight(r, 1, "Mara"), {"annotation 2"}),
        (lambda r: r.notes.remove(1), {"note 1", "article 1"}),
        (lambda r: r.notes.add(body="x", article_id=1), {"note 3"}),
        (lambda r: r.notes.edit(2, body="x"), {"note 2"}),
        (lambda r: r.notes.edit(2, tags=["x"]), {"note 2"}),
        (lambda r: r.notes.remove(2), {"note 2"}),
        (lambda r: r.notes.add(body="x"), {"note 3"}),
        (
            lambda r: r.corrections.rename(entity_named(r, "Tomas Okafor").id, "T. O."),
            {"article 1"},
        ),
        (lambda r: r.corrections.reject(entity_named(r, "Tomas Okafor").id), {"article 1"}),
        (
            lambda r: r.corrections.reject(entity_named(r, "Tomas Okafor").id, article_id=1),
            {"article 1"},
        ),
        (
            lambda r: r.collections.put(r.collections.add("c").id, [1]),
            {"article 1"},
        ),
        (lambda r: r.articles.set_place(1, 5), set()),
        (lambda r: r.articles.set_starred([1], False), set()),
        (lambda r: r.briefs.add(BriefDetails("b")), set()),
    ],
)
def test_what_is_heard(quiet: Library, change: Callable[[Rows], object], hears: set[str]) -> None:
    with quiet.writing("change") as rows:
        change(rows)
    with quiet.reading() as rows:
        assert heard(rows) == hears
    if rows.outbox is not None and quiet.history()[0].title == "change":
        with quiet.writing("Index", undoable=False) as rows:
            rows.outbox.clear(rows.outbox.last())
        quiet.undo()
        with quiet.reading() as rows:
            assert heard(rows) == hears


def test_a_record_waits_once_and_at_the_end(quiet: Library) -> None:
    with quiet.writing("") as rows:
        rows.notes.edit(2, body="a")
        rows.articles.set_starred([1], True)
    with quiet.reading() as rows:
        waiting = rows.outbox.pending()
        assert [key for _, _, key in waiting] == [2, 1]
        assert rows.outbox.pending(limit=1) == waiting[:1]
        assert rows.outbox.pending(after=waiting[0][0]) == waiting[1:]
        assert rows.outbox.count() == 2
    with quiet.writing("") as rows:
        rows.notes.edit(2, body="b")  # while the index is being told of the first two
    with quiet.writing("Index", undoable=False) as rows:
        rows.outbox.clear(waiting[-1][0])
    assert rows.change.step is None
    with quiet.reading() as rows:
        assert [key for _, _, key in rows.outbox.pending()] == [2]
        assert rows.outbox.cleared() == waiting[-1][0] < rows.outbox.last()


def test_what_was_cleared_only_grows(quiet: Library) -> None:
    with quiet.writing("", undoable=False) as rows:
        before = rows.outbox.cleared()
        assert before == rows.outbox.last() > 0
        rows.outbox.clear(1)
        assert rows.outbox.cleared() == before
