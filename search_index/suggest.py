"""What was probably meant, and what could be typed next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import numpy as np

from search_index.engine.clock import Clock
from search_index.engine.elements import Element, Means, elements
from search_index.engine.expand import of_fuzzy
from search_index.engine.segment import OpenSegment
from search_index.engine.store import Live, Snapshot
from search_index.engine.values import fold_value
from search_index.folding import fold
from search_index.hit import Completion
from search_index.query import fields
from search_index.query.distance import distance
from search_index.query.fields import NAME_KINDS, Takes
from search_index.query.tree import Leaf, Phrase, Word

_MIN_MENDED = 4
_MANY = 4000
_AT_CURSOR = re.compile(r'(?:(?P<field>[^\W\d_]+):)?(?P<quote>")?(?P<text>[^\s()":]*)$')
_WORD_PARTS = re.compile(r"[^\W_]+")


def mend(query: str, leaves: list[Leaf], snapshot: Snapshot, clock: Clock) -> str | None:
    """Give the query with each word that is nowhere replaced by the likeliest one that is."""
    mended: list[tuple[int, int, str]] = []
    for leaf in leaves:
        if not isinstance(leaf, Word | Phrase):
            continue
        start, end = leaf.at
        for element in elements(leaf):
            if element.means is not Means.FORMS or len(element.text) < _MIN_MENDED:
                continue
            if _frequency(element, snapshot, clock):
                continue
            better = _likeliest(fold(element.text), snapshot, clock)
            place = query.find(element.text, start, end)
            if better is not None and place >= 0:
                mended.append((place, place + len(element.text), better))
    if not mended:
        return None
    for start, end, better in sorted(mended, reverse=True):
        query = query[:start] + better + query[end:]
    return query


def _frequency(element: Element, snapshot: Snapshot, clock: Clock) -> int:
    return sum(
        int(live.data.df[source.stem])
        for live in snapshot.segments
        for source in element.expand(live.data, clock, 0).sources
    )


def _likeliest(word: str, snapshot: Snapshot, clock: Clock) -> str | None:
    for edits in (1, 2):
        found: dict[str, int] = {}
        for live in snapshot.segments:
            for text, frequency in _near(live.data, word, edits, clock):
                found[text] = found.get(text, 0) + frequency
        if found:
            return min(found, key=lambda text: (distance(word, text, 2), -found[text], text))
    return None


def _near(data: OpenSegment, word: str, edits: int, clock: Clock) -> Iterator[tuple[str, int]]:
    for source in of_fuzzy(data, word, edits, clock, 0).sources:
        forms = np.flatnonzero(data.form_stem == source.stem)
        for form in forms.tolist():
            text = data.surfaces.text(form)
            if distance(word, text, edits) <= edits:
                yield text, int(data.df[source.stem])


def complete(snapshot: Snapshot, query: str, cursor: int, limit: int) -> tuple[Completion, ...]:
    """Offer fields, values, names and words for what is being typed before the cursor."""
    match = _AT_CURSOR.search(query[:cursor])
    if match is None:
        return ()
    name = match["field"]
    field = fields.known(name) if name else None
    typed = match["text"]
    start = match.start("quote") if match["quote"] else match.start("text")
    if field is None:
        if match["quote"] or not typed:
            return ()
        negated = typed[0] == "-"
        typed, start = typed[negated:], start + negated
        words = _words_begun(snapshot, fold(typed), limit) if typed else []
        offers = [
            (f"{known}:", "field") for known in fields.FIELDS if known.startswith(typed.lower())
        ]
        offers += [(word, "word") for word in words]
    elif fields.FIELDS[field] is Takes.VALUE:
        offers = _values_begun(snapshot, field, typed)
    elif fields.FIELDS[field] is Takes.NAME:
        offers = _names_begun(snapshot, field, typed)
    elif fields.FIELDS[field] is Takes.DATE:
        offers = [(word, "date") for word in _DAYS if word.startswith(typed.lower())]
    else:
        offers = (
            [(word, "word") for word in _words_begun(snapshot, fold(typed), limit)] if typed else []
        )
    return tuple(Completion(start, cursor, _quoted(text), note) for text, note in offers[:limit])


_DAYS = (
    "today", "yesterday", "last-7-days", "last-30-days", "this-month", "last-month", "this-year", "last-year",
)  # fmt: skip


def _quoted(text: str) -> str:
    return f'"{text}"' if re.search(r"[\s()\"]", text) else text


def _words_begun(snapshot: Snapshot, typed: str, limit: int) -> list[str]:
    found: dict[str, int] = {}
    for live in snapshot.segments:
        data = live.data
        first, last = data.surfaces.range(typed.encode("utf-8", "replace"))
        forms = np.arange(first, min(last, first + _MANY))
        if not len(forms):
            continue
        frequency = data.df[data.form_stem[forms]]
        best = np.argsort(-frequency.astype(np.int64), kind="stable")[: limit * 2]
        for index in best.tolist():
            text = data.surfaces.text(int(forms[index]))
            found[text] = found.get(text, 0) + int(frequency[index])
    return sorted(found, key=lambda text: (-found[text], text))[:limit]


def _values_begun(snapshot: Snapshot, field: str, typed: str) -> list[tuple[str, str]]:
    wanted = fold_value(typed) if typed else ""
    found: dict[str, int] = {}
    for live in snapshot.segments:
        values = live.data.values(field)
        counts = values.count(_alive(live))
        for label, folded, count in zip(values.labels, values.folded, counts.tolist(), strict=True):
            if count and (not wanted or f" {wanted}" in f" {folded}"):
                found[label] = found.get(label, 0) + count
    return [(label, field) for label in sorted(found, key=lambda v: (-found[v], v))]


def _names_begun(snapshot: Snapshot, field: str, typed: str) -> list[tuple[str, str]]:
    kind = "" if field == "entity" else NAME_KINDS.get(field, field)
    word = fold_value(typed) if _WORD_PARTS.search(typed) else ""
    found: dict[str, tuple[int, str]] = {}
    for live in snapshot.segments:
        names = live.data.names
        counts = names.count(_alive(live))
        begun = names.with_word(word, prefix=True) if word else range(len(names))
        some = [o for o in begun if counts[o] and (not kind or names.id(o).kind == kind)]
        for ordinal in sorted(some, key=lambda o: -counts[o])[:50]:
            name, _ = names.spelled(ordinal)
            before = found.get(name, (0, ""))[0]
            found[name] = (before + int(counts[ordinal]), names.id(ordinal).kind)
    return [(name, found[name][1]) for name in sorted(found, key=lambda n: (-found[n][0], n))]


def _alive(live: Live) -> Any:
    return np.ones(live.entries, bool) if live.alive is None else live.alive
