"""What a search gives back, as plain values: no type of the engine leaves the package."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an entry's body with the matching words marked.

    `text` is `body[start:end]`, untouched; `marks` are (start, end) within `text`, in order and
    never overlapping. All offsets are code points, ends exclusive.
    """

    text: str
    start: int
    end: int
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry found: best passages first, and how many further places matched."""

    key: str
    kind: str
    score: float
    passages: tuple[Passage, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Token:
    """A `field:value` run of the query, for painting it; offsets are code points of the query.

    `known` is False where the field or the value is not known to the index. `kind` is the kind of
    entity the value stands for, where it stands for one kind alone.
    """

    start: int
    end: int
    field: str
    value: str
    known: bool = True
    negated: bool = False
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Completion:
    """What could stand in place of query[start:end]; `note` says what it is ("field", "person")."""

    start: int
    end: int
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of hits and all that stands around them.

    `facets` maps "kind", "source", "month", "person", "organisation", "place", "tag" and "colour"
    to (value, count), largest first (months in time order); empty unless asked for. `hint` is a
    sentence about what could not be understood and `hint_at` where in the query that stands;
    `suggestion` is a better query where nothing was found. `matched` gives, for each entity that an
    entity field stood for, its name and the spellings that count as it. `totals_by_kind` counts all
    hits by kind.
    """

    query: str
    total: int
    hits: tuple[Hit, ...] = ()
    facets: dict[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    suggestion: str | None = None
    hint: str | None = None
    hint_at: int | None = None
    matched: tuple[tuple[str, tuple[str, ...]], ...] = ()
    tokens: tuple[Token, ...] = ()
    totals_by_kind: dict[str, int] = field(default_factory=dict)
    took_ms: float = 0.0


@dataclass(frozen=True, slots=True)
class Status:
    """How the index stands: what it holds, how up to date it is, and what it takes on disk."""

    entries: int
    generation: int
    segments: int
    deleted: int
    bytes: int
    schema: int
