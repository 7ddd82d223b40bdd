"""Mark words: highlights with colour, comment and tags, anchored to the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.desk import Desk
from desktop.model.annotation import Annotation, Colour
from desktop.model.change import Change
from desktop.model.ids import AnnotationId, ArticleId
from desktop.model.spans import Span
from desktop.progress import Task


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
    raise NotImplementedError


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
    """
    raise NotImplementedError


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
    """Change what is given and keep the rest; a new `span` re-anchors it."""
    raise NotImplementedError


def remove_annotation(desk: Desk, task: Task, *, annotation_id: AnnotationId) -> Change:
    """Remove a highlight with its comment (undo brings it back)."""
    raise NotImplementedError
