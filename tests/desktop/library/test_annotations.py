"""Highlights keep their words, and say when something is not there."""

from __future__ import annotations

import pytest

from desktop.errors import NotFound
from desktop.library.library import Library
from desktop.model.annotation import AnchorState, Colour, TextPositionSelector, TextQuoteSelector
from desktop.model.article import Article
from desktop.model.ids import AnnotationId, ArticleId, VersionId
from tests.desktop.library.making import add_article, highlight


@pytest.fixture
def article(library: Library) -> Article:
    with library.writing("") as rows:
        return add_article(rows, "Title\nOne two three four.")


def test_added_and_read_in_text_order(library: Library, article: Article) -> None:
    with library.writing("") as rows:
        later = highlight(rows, article.id, "three", comment="See [[Plan B]]", tags=["b", "a"])
        first = highlight(rows, article.id, "two")
        wider = highlight(rows, article.id, "two three")
    assert later.tags == ("a", "b")
    assert later.colour is Colour.GREEN
    assert later.created == later.modified
    with library.reading() as rows:
        assert rows.annotations.of_article(article.id) == (first, wider, later)
        version = rows.articles.version(article.id)
        assert rows.annotations.of_article(article.id, version_id=version.id)[0] == first
        assert rows.annotations.of_article(article.id, version_id=VersionId(9)) == ()
        assert rows.annotations.get(later.id) == later
        assert list(rows.annotations.many([later.id, first.id])) == [later.id, first.id]
        assert rows.annotations.by_uid(first.uid) == first
        assert rows.annotations.by_uid("none") is None
        assert rows.annotations.count() == 3
        assert rows.annotations.linking_to("plan  b") == (later,)
        assert rows.annotations.linking_to("plan") == ()
        assert list(rows.annotations.all()) == [first, wider, later]


def test_only_what_is_given_changes(library: Library, article: Article) -> None:
    with library.writing("") as rows:
        made = highlight(rows, article.id, "two", comment="old", tags=["a"])
    with library.writing("Highlight edited") as rows:
        same = rows.annotations.edit(made.id, colour=made.colour, comment="old", tags=["A"])
    assert same == made
    assert rows.change.step is None
    with library.writing("Highlight edited") as rows:
        edited = rows.annotations.edit(
            made.id,
            comment="new \0",
            position=TextPositionSelector(6, 9),
            quote=TextQuoteSelector("One", "", " two"),
            state=AnchorState.MOVED,
            tags=(),
        )
    assert (edited.comment, edited.state, edited.tags) == ("new ", AnchorState.MOVED, ())
    assert (edited.position.start, edited.quote.exact) == (6, "One")
    assert (edited.colour, edited.uid, edited.created) == (made.colour, made.uid, made.created)
    assert edited.modified > made.modified


def test_removed_and_in_the_trash(library: Library, article: Article) -> None:
    with library.writing("") as rows:
        made = highlight(rows, article.id, "two")
        note = rows.notes.add(body="on it", annotation_id=made.id)
        rows.articles.set_trashed([article.id], True)
        assert rows.annotations.ids() == []
        assert rows.annotations.count() == 0
        rows.articles.set_trashed([article.id], False)
        assert rows.annotations.ids() == [made.id]
        rows.annotations.remove(made.id)
        left = rows.notes.get(note.id)
    assert (left.annotation_id, left.article_id) == (None, article.id)


def test_what_is_not_there_is_named(library: Library, article: Article) -> None:
    with library.writing("") as rows:
        for missing in (
            lambda: rows.annotations.get(AnnotationId(7)),
            lambda: rows.annotations.edit(AnnotationId(7), comment=""),
            lambda: rows.annotations.remove(AnnotationId(7)),
            lambda: highlight(rows, ArticleId(7), "two"),
            lambda: rows.annotations.add(
                article_id=article.id,
                version_id=VersionId(99),
                position=TextPositionSelector(0, 1),
                quote=TextQuoteSelector("T"),
            ),
        ):
            with pytest.raises(NotFound):
                missing()
