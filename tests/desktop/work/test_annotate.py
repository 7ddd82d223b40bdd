"""Marking: on exactly these words, or refused with the places named."""

from __future__ import annotations

import pytest

from desktop.desk import Desk
from desktop.errors import NotFound, QuoteUnclear, Refused
from desktop.model.annotation import AnchorState, Colour
from desktop.model.ids import AnnotationId, ArticleId
from desktop.model.spans import Span
from desktop.progress import QuietTask
from desktop.work import annotate, undo
from desktop.work.import_articles import import_text
from desktop.work.read_article import read_article

TEXT = """Harbour talks stall again

The minister spoke of “a slow tide” on Monday. Nobody spoke of the harbour.

Later the minister spoke of money.
"""


@pytest.fixture
def article_id(desk: Desk, task: QuietTask) -> ArticleId:
    return import_text(desk, task, text=TEXT, name="talks").imported[0].id


def test_words_found_once_are_marked(desk: Desk, task: QuietTask, article_id: ArticleId) -> None:
    made = annotate.highlight_quote(
        desk,
        task,
        article_id=article_id,
        quote="“a slow tide”",
        colour=Colour.GREEN,
        comment="Check it",
        tags=["speech"],
    ).annotation
    page = read_article(desk, task, article_id=article_id)
    assert page.annotations == (made,)
    assert made.span.of(page.version.text) == made.quote.exact == "“a slow tide”"
    assert made.quote.prefix.endswith("spoke of ")
    assert (made.colour, made.comment, made.tags) == (Colour.GREEN, "Check it", ("speech",))
    assert made.state is AnchorState.EXACT


def test_words_found_twice_are_refused_with_both_places(
    desk: Desk, task: QuietTask, article_id: ArticleId
) -> None:
    with pytest.raises(QuoteUnclear) as refused:
        annotate.highlight_quote(desk, task, article_id=article_id, quote="minister spoke")
    text = read_article(desk, task, article_id=article_id).version.text
    assert [text[one.start : one.end] for one in refused.value.places] == ["minister spoke"] * 2
    assert "Later the minister" in refused.value.places[1].around
    made = annotate.highlight_quote(
        desk, task, article_id=article_id, quote="minister spoke", suffix=" of money"
    )
    assert made.annotation.span.start == refused.value.places[1].start


def test_words_found_nowhere_are_refused(
    desk: Desk, task: QuietTask, article_id: ArticleId
) -> None:
    with pytest.raises(QuoteUnclear) as refused:
        annotate.highlight_quote(desk, task, article_id=article_id, quote="fast tide")
    assert refused.value.places == ()
    with pytest.raises(NotFound):
        annotate.highlight_quote(desk, task, article_id=ArticleId(99), quote="tide")


@pytest.mark.parametrize("span", [Span(3, 3), Span(7, 8), Span(0, 10_000)])
def test_no_words_are_no_highlight(
    desk: Desk, task: QuietTask, article_id: ArticleId, span: Span
) -> None:
    with pytest.raises(Refused):
        annotate.highlight(desk, task, article_id=article_id, span=span)


def test_editing_keeps_the_rest_and_a_new_span_anchors_anew(
    desk: Desk, task: QuietTask, article_id: ArticleId
) -> None:
    made = annotate.highlight(
        desk, task, article_id=article_id, span=Span(0, 7), comment="a"
    ).annotation
    changed = annotate.edit_annotation(
        desk, task, annotation_id=made.id, colour=Colour.ROSE
    ).annotation
    assert (changed.comment, changed.colour) == ("a", Colour.ROSE)
    moved = annotate.edit_annotation(desk, task, annotation_id=made.id, span=Span(0, 13)).annotation
    assert moved.quote.exact == "Harbour talks"
    assert (moved.comment, moved.colour) == ("a", Colour.ROSE)


def test_removing_can_be_taken_back(desk: Desk, task: QuietTask, article_id: ArticleId) -> None:
    made = annotate.highlight(desk, task, article_id=article_id, span=Span(0, 7)).annotation
    annotate.remove_annotation(desk, task, annotation_id=made.id)
    assert not read_article(desk, task, article_id=article_id).annotations
    undo.undo(desk, task)
    assert read_article(desk, task, article_id=article_id).annotations == (made,)
    with pytest.raises(NotFound):
        annotate.remove_annotation(desk, task, annotation_id=AnnotationId(99))
