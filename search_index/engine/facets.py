"""How many of the entries found have each value, name and month."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search_index.engine.store import Live

TOP = 50
"""Values given per facet, the most frequent ones."""

_VALUES = ("kind", "source", "tag", "colour")
_NAMES = ("person", "organisation", "place")

Facet = tuple[tuple[str, int], ...]


def count(found: list[tuple[Live, NDArray[Any], Any]]) -> dict[str, Facet]:
    """Count over all segments; largest first, months in time order."""
    values: dict[str, Counter[str]] = {field: Counter() for field in _VALUES}
    chosen_in: list[tuple[Live, NDArray[np.bool_]]] = []
    months: Counter[str] = Counter()
    for live, ids, _ in found:
        if not len(ids):
            continue
        chosen = np.zeros(live.entries, bool)
        chosen[ids] = True
        for field, counter in values.items():
            here = live.data.values(field)
            counts = here.count(chosen)
            for index in np.flatnonzero(counts).tolist():
                counter[here.labels[index]] += int(counts[index])
        chosen_in.append((live, chosen))
        _count_months(live, ids, months)
    facets = {field: _top(counter) for field, counter in values.items()}
    facets.update(_count_names(chosen_in))
    facets["month"] = tuple(sorted(months.items()))
    return facets


def _count_names(chosen_in: list[tuple[Live, NDArray[np.bool_]]]) -> dict[str, Facet]:
    """Count names by kind; only those that are given are looked up, in the newest segment first."""
    here = [live.data.names for live, _ in reversed(chosen_in)]
    counts = [live.data.names.count(chosen) for live, chosen in reversed(chosen_in)]
    facets: dict[str, Facet] = dict.fromkeys(_NAMES, ())
    for kind in _NAMES:
        found: list[tuple[NDArray[Any], NDArray[Any], NDArray[Any]]] = []
        for number, names in enumerate(here):
            if kind in names.kinds:
                first, last = names.kind_range(kind)
                some = np.flatnonzero(counts[number][first:last]) + first
                where = np.full(len(some), number)
                found.append((names.entity[some], counts[number][some], where << 32 | some))
        if not found:
            continue
        entities, numbers, places = (np.concatenate(part) for part in zip(*found, strict=True))
        every, newest, which = np.unique(entities, return_index=True, return_inverse=True)
        total = np.bincount(which, weights=numbers).astype(np.int64)
        top = Counter[str]()
        for index in np.lexsort((every, -total))[:TOP].tolist():
            place = int(places[newest[index]])
            top[here[place >> 32].spelled(place & 0xFFFFFFFF)[0]] += int(total[index])
        facets[kind] = _top(top)
    return facets


def _count_months(live: Live, ids: NDArray[Any], months: Counter[str]) -> None:
    counts = np.bincount(live.data.months[ids])
    for month in np.flatnonzero(counts).tolist():
        if month:
            months[f"{(month - 1) // 12:04}-{(month - 1) % 12 + 1:02}"] += int(counts[month])


def _top(counter: Counter[str]) -> Facet:
    return tuple(sorted(counter.items(), key=lambda item: (-item[1], item[0]))[:TOP])


def by_kind(found: list[tuple[Live, NDArray[Any], Any]]) -> dict[str, int]:
    """Count the entries found by kind."""
    total: Counter[str] = Counter()
    for live, ids, _ in found:
        kinds = live.data.values("kind")
        counts = np.bincount(kinds.ordinals[ids], minlength=len(kinds.strings))
        for index in np.flatnonzero(counts).tolist():
            total[kinds.labels[index]] += int(counts[index])
    return dict(sorted(total.items()))
