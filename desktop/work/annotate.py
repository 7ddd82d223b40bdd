"""Mark words: highlights with colour, comment and tags, anchored to the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.desk import Desk
from desktop.errors import Place, QuoteUnclear, Refused
from desktop.model.annotation import AnchorState, Annotation, Colour, TextPositionSelector
from desktop.model.article import Version
from desktop.model.change import Change
from desktop.model.ids import AnnotationId, ArticleId
from desktop.model.spans import Span
from desktop.progress import Task
from desktop.text.anchoring import find_quote, quote_selector

AROUND = 24
"""Characters shown on each side of a place where a quote was found."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """The annotation as it now stands, and the change."""

    annotation: Annotation
    change: Change


def highlight(
    desk: Desk,
    task: Task,
    *,
    article_id: ArticleId,
    span: Span,
    colour: Colour = Colour.AMBER,
    comment: str = "",
    tags: Sequence[str] = (),
) -> Annotated:
    """Highlight a stretch of the article's current version.

    Raises:
        NotFound: there is no such article.
        Refused: the span is empty or outside the text.
    """
    task.step(0, 1)
    with desk.library.reading() as rows:
        version = rows.articles.version(article_id)
    return _mark(desk, version, span, colour, comment, tags)


def highlight_quote(
    desk: Desk,
    task: Task,
    *,
    article_id: ArticleId,
    quote: str,
    prefix: str = "",
    suffix: str = "",
    colour: Colour = Colour.AMBER,
    comment: str = "",
    tags: Sequence[str] = (),
) -> Annotated:
    """Highlight words that must stand in the article exactly once, given their context.

    Raises:
        QuoteUnclear: found nowhere or more than once; carries the places.
        Refused: there are no words in the quote.
    """
    task.step(0, 1)
    if not quote.strip():
        raise Refused(
            "The quote is empty.", "Give the words to mark, as they stand in the article."
        )
    with desk.library.reading() as rows:
        version = rows.articles.version(article_id)
    found = find_quote(version.text, quote, prefix, suffix)
    if len(found) != 1:
        elsewhere = not found and bool(find_quote(version.text, quote))
        found = find_quote(version.text, quote) if elsewhere else found
        places = tuple(_place(version.text, span) for span in found)
        raise QuoteUnclear(quote, places, elsewhere=elsewhere)
    return _mark(desk, version, found[0], colour, comment, tags)


def edit_annotation(
    desk: Desk,
    task: Task,
    *,
    annotation_id: AnnotationId,
    colour: Colour | None = None,
    comment: str | None = None,
    tags: Sequence[str] | None = None,
    span: Span | None = None,
) -> Annotated:
    """Change what is given and keep the rest; a new `span` re-anchors it.

    Comments kept in a row, as they are typed, make one step of the history.
    """
    task.step(0, 1)
    if span is None:
        only_comment = comment is not None and colour is None and tags is None
        join = f"comment.{annotation_id}" if only_comment else ""
        title = "Comment changed" if only_comment else "Highlight changed"
        with desk.library.writing(title, join=join) as rows:
            kept = rows.annotations.edit(annotation_id, colour=colour, comment=comment, tags=tags)
        return Annotated(kept, rows.change)
    with desk.library.writing("Highlight moved") as rows:
        before = rows.annotations.get(annotation_id)
        version = rows.articles.version_by_id(before.version_id)
        _check(version, span)
        kept = rows.annotations.edit(
            annotation_id,
            colour=colour,
            comment=comment,
            tags=tags,
            position=TextPositionSelector(span.start, span.end),
            quote=quote_selector(version.text, span),
            state=AnchorState.EXACT,
        )
    return Annotated(kept, rows.change)


def remove_annotation(desk: Desk, task: Task, *, annotation_id: AnnotationId) -> Change:
    """Remove a highlight with its comment (undo brings it back)."""
    task.step(0, 1)
    with desk.library.writing("Highlight removed") as rows:
        rows.annotations.remove(annotation_id)
    return rows.change


def _mark(
    desk: Desk, version: Version, span: Span, colour: Colour, comment: str, tags: Sequence[str]
) -> Annotated:
    _check(version, span)
    with desk.library.writing("Highlight added") as rows:
        made = rows.annotations.add(
            article_id=version.article_id,
            version_id=version.id,
            position=TextPositionSelector(span.start, span.end),
            quote=quote_selector(version.text, span),
            colour=colour,
            comment=comment,
            tags=tags,
        )
    return Annotated(made, rows.change)


def _check(version: Version, span: Span) -> None:
    if span.end > len(version.text):
        raise Refused("These words lie outside the article.", "Read it again and mark once more.")
    if not span.of(version.text).strip():
        raise Refused("There are no words to mark.", "Select at least one.")


def _place(text: str, span: Span) -> Place:
    around = text[max(0, span.start - AROUND) : span.end + AROUND]
    return Place(span.start, span.end, " ".join(around.split()))
