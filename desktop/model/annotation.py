"""Highlights and comments, anchored the W3C way (Web Annotation Data Model, 2017)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.model.ids import AnnotationId, ArticleId, VersionId
from desktop.model.spans import Span


class Colour(StrEnum):
    """The four named colours of highlights, in the order of keys 1 to 4."""

    AMBER = "amber"
    GREEN = "green"
    BLUE = "blue"
    ROSE = "rose"


class AnchorState(StrEnum):
    """How sure it is that an annotation stands on its words."""

    EXACT = "exact"
    MOVED = "moved"
    REVIEW = "review"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class TextQuoteSelector:
    """The marked words with up to 32 characters of context on each side."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class TextPositionSelector:
    """The marked stretch by position in one version's canonical text."""

    start: int
    end: int

    @property
    def span(self) -> Span:
        """The same as a Span."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Annotation:
    """A highlight, with or without a comment and tags; times are ISO 8601 in UTC."""

    id: AnnotationId
    uid: str
    article_id: ArticleId
    version_id: VersionId
    position: TextPositionSelector
    quote: TextQuoteSelector
    colour: Colour
    comment: str
    tags: tuple[str, ...]
    state: AnchorState
    created: str
    modified: str

    @property
    def span(self) -> Span:
        """Where it stands in its version's text."""
        return self.position.span
