"""Search sources, notes and highlights' comments in one ranked list."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.desk import Desk
from desktop.model.annotation import Colour
from desktop.model.entity import EntityKind
from desktop.model.ids import ArticleId
from desktop.model.spans import Span
from desktop.progress import Task


class Sort(StrEnum):
    """How hits are ordered."""

    RELEVANCE = "relevance"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage of a hit: its words, its offset in the thing's text, and marks relative to `text`."""

    text: str
    start: int
    end: int
    marks: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class FoundChip:
    """An entity shown on a hit."""

    name: str
    kind: EntityKind


@dataclass(frozen=True, slots=True)
class FoundHit:
    """One hit: `kind` is "article", "note" or "highlight"; `id` is that thing's id.

    `article_id` is where it belongs, if anywhere; `opens` is the span in the article (or note) that
    the first passage lands on; `more` counts further passages not shown.
    """

    kind: str
    id: int
    article_id: ArticleId | None
    title: str
    source: str
    date: str
    score: float
    passages: tuple[FoundPassage, ...]
    more: int
    opens: Span | None
    colour: Colour | None
    chips: tuple[FoundChip, ...]
    more_chips: int
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QueryToken:
    """A `field:value` run of the query line, for the painted tokens; `known` is False for an unknown value."""

    span: Span
    field: str
    value: str
    known: bool
    kind: EntityKind | None = None


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of hits and all that stands around them.

    `facets` maps a facet ("kind", "source", "month", "person", "organisation", "place", "tag",
    "colour") to values with counts, largest first (months in time order). `hint` is a sentence for
    the line under the query with `hint_at`, its position; `suggestion` is a better query, if any.
    `matched` says which spellings an entity field stood for.
    """

    query: str
    total: int
    took_ms: float
    hits: tuple[FoundHit, ...]
    facets: dict[str, tuple[tuple[str, int], ...]]
    suggestion: str | None
    hint: str | None
    hint_at: int | None
    matched: tuple[tuple[str, tuple[str, ...]], ...]
    tokens: tuple[QueryToken, ...]
    totals: dict[str, int]
    """Hits by kind: "article", "note", "highlight"."""


def search(
    desk: Desk,
    task: Task,
    *,
    query: str,
    limit: int = 20,
    offset: int = 0,
    sort: Sort = Sort.RELEVANCE,
    facets: bool = False,
) -> SearchPage:
    """Search; a query with bad syntax is answered as far as it can be, with a hint.

    Raises:
        QueryRefused: nothing of the query can be understood.
    """
    raise NotImplementedError


def complete_query(
    desk: Desk, task: Task, *, query: str, cursor: int, limit: int = 8
) -> tuple[tuple[Span, str], ...]:
    """Offer completions at the cursor: the span each would replace, and its text."""
    raise NotImplementedError
