"""Collections lie one inside another, and names are one to a place."""

from __future__ import annotations

import pytest

from desktop.errors import NotFound, Refused
from desktop.library.library import Library
from desktop.model.ids import ArticleId, CollectionId
from tests.desktop.library.making import add_article


def test_one_inside_another(library: Library) -> None:
    with library.writing("") as rows:
        rooms = rows.collections
        b = rooms.add("b")
        a = rooms.add(" A\n")
        inner = rooms.add("inner", parent=b.id)
        deep = rooms.add("deep", parent=inner.id)
        assert rooms.listed() == (a, b, inner, deep)
        assert rooms.named("INNER") == inner
        assert rooms.named("none") is None
        one, two = (add_article(rows, f"T{n}\nw").id for n in range(2))
        rooms.put(deep.id, [one, two])
        rooms.put(deep.id, [one])
        assert rooms.articles(b.id) == [one, two]
        assert rows.articles.get(one).collections == (deep.id,)
        rows.articles.set_trashed([two], True)
        assert rooms.articles(b.id) == [one]
        rooms.take(deep.id, [two])
        assert rows.articles.get(two).collections == ()
        rooms.remove(inner.id)
        assert rooms.get(deep.id).parent == b.id
        assert rooms.articles(b.id) == [one]
        rooms.move(deep.id, None)
        assert rooms.get(deep.id).parent is None
        assert rooms.articles(b.id) == []
        assert rooms.rename(deep.id, "Deep").name == "Deep"


def test_what_cannot_be(library: Library) -> None:
    with library.writing("") as rows:
        rooms = rows.collections
        one = rooms.add("one")
        two = rooms.add("two", parent=one.id)
        rooms.add("two")
        for refused in (
            lambda: rooms.add(" "),
            lambda: rooms.add("ONE"),
            lambda: rooms.rename(one.id, "Two"),
            lambda: rooms.move(one.id, two.id),
            lambda: rooms.move(one.id, one.id),
            lambda: rooms.move(two.id, None),
        ):
            with pytest.raises(Refused):
                refused()
        assert rooms.rename(one.id, "One").name == "One"
        missing = CollectionId(9)
        for look in (
            lambda: rooms.get(missing),
            lambda: rooms.add("x", parent=missing),
            lambda: rooms.put(missing, []),
            lambda: rooms.put(one.id, [ArticleId(9)]),
            lambda: rooms.remove(missing),
        ):
            with pytest.raises(NotFound):
                look()


def test_the_index_hears_when_a_collection_is_renamed(library: Library) -> None:
    with library.writing("") as rows:
        outer = rows.collections.add("outer")
        inner = rows.collections.add("inner", parent=outer.id)
        article = add_article(rows)
        rows.collections.put(inner.id, [article.id])
        rows.outbox.clear(rows.outbox.last())
    with library.writing("") as rows:
        rows.collections.rename(outer.id, "other")
        assert [(noun, key) for _, noun, key in rows.outbox.pending()] == [("article", article.id)]
