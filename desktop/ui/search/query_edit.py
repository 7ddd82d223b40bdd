"""Change a query's text by its parts: add, exclude or drop a value, set a range of dates; no Qt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from desktop.model.spans import Span
from desktop.work.search import QueryToken

FIELDS = {
    "kind": "kind",
    "source": "source",
    "person": "person",
    "organisation": "org",
    "place": "place",
    "tag": "tag",
    "colour": "colour",
}
"""Facet -> the field of the query language that narrows to one of its values."""

ONE_EACH = frozenset({"kind", "source", "colour"})
"""Fields of which a thing has one value, so that two of them are meant as either."""


class Wish(Enum):
    """What the user wants of a facet's value."""

    NONE = "none"
    INCLUDE = "include"
    EXCLUDE = "exclude"


def wish_of(tokens: Sequence[QueryToken], field: str, value: str) -> Wish:
    """Return what the query says of a value now."""
    for token in tokens:
        if token.field == field and value.casefold() in _values(token.value):
            return Wish.EXCLUDE if token.negated else Wish.INCLUDE
    return Wish.NONE


def with_wish(query: str, tokens: Sequence[QueryToken], field: str, value: str, wish: Wish) -> str:
    """Return the query with a value included, excluded or not spoken of."""
    kept, spoken = [], list(tokens)
    for token in spoken:
        if token.field == field and value.casefold() in _values(token.value):
            rest = [one for one in _spelled(token.value) if one.casefold() != value.casefold()]
            kept.append((token, rest))
    for token, rest in sorted(kept, key=lambda pair: -pair[0].span.start):
        query = _replace(query, token, _field_text(field, rest, negated=token.negated))
    if wish is Wish.NONE:
        return _tidy(query)
    if wish is Wish.INCLUDE and field in ONE_EACH and not kept:
        for token in spoken:
            if token.field == field and not token.negated:
                values = [*_spelled(token.value), value]
                return _tidy(_replace(query, token, _field_text(field, values, negated=False)))
    added = _field_text(field, [value], negated=wish is Wish.EXCLUDE)
    return _tidy(f"{query} {added}")


def with_dates(query: str, tokens: Sequence[QueryToken], after: str, before: str) -> str:
    """Return the query narrowed to dates from `after` on and before `before`; "" leaves an end open."""
    for token in sorted(tokens, key=lambda one: -one.span.start):
        if token.field in ("after", "before", "date"):
            query = _replace(query, token, "")
    ends = [f"after:{after}"] if after else []
    ends += [f"before:{before}"] if before else []
    return _tidy(" ".join([query, *ends]))


def without(query: str, token: QueryToken) -> str:
    """Return the query without one of its tokens."""
    return _tidy(_replace(query, token, ""))


def standing(query: str, searched: str, tokens: Sequence[QueryToken]) -> list[QueryToken]:
    """Return the tokens of the query last searched that still stand in what is typed, moved along."""
    if query == searched:
        return list(tokens)
    found, at = [], 0
    for token in tokens:
        words = token.span.of(searched)
        place = query.find(words, at)
        if place < 0:
            continue
        at = place + len(words)
        span = Span(place, at)
        found.append(
            QueryToken(span, token.field, token.value, token.known, token.kind, token.negated)
        )
    return found


def quoted(value: str) -> str:
    """Return a value as the query language wants it: in quotes where it has more than one word."""
    if re.fullmatch(r"[\w.-]+", value) and value not in {"AND", "OR", "NOT"}:
        return value
    return '"' + value.replace('"', " ") + '"'


def _spelled(value: str) -> list[str]:
    """Return the values of a token, which may hold several: `(Reuters OR "Policy Wire")`."""
    inner = value.strip()
    if inner.startswith("(") and inner.endswith(")"):
        parts = re.findall(r'"[^"]*"|[^\s()]+', inner[1:-1])
        return [part.strip('"') for part in parts if part != "OR"]
    return [inner.strip('"')]


def _values(value: str) -> set[str]:
    return {one.casefold() for one in _spelled(value)}


def _field_text(field: str, values: Sequence[str], *, negated: bool) -> str:
    if not values:
        return ""
    sign = "-" if negated else ""
    if len(values) == 1:
        return f"{sign}{field}:{quoted(values[0])}"
    return f"{sign}{field}:({' OR '.join(quoted(value) for value in values)})"


def _replace(query: str, token: QueryToken, text: str) -> str:
    start = token.span.start
    if token.negated:
        before = query[:start]
        if before.endswith("-"):
            start -= 1
        elif match := re.search(r"\bNOT\s+$", before):
            start = match.start()
    return query[:start] + text + query[token.span.end :]


def _tidy(query: str) -> str:
    return re.sub(r" {2,}", " ", query).strip()
