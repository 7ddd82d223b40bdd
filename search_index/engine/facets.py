"""How many of the entries found have each value, name and month."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search_index.engine.names import NameId
from search_index.engine.store import Live

TOP = 50
"""Values given per facet, the most frequent ones."""

_VALUES = ("kind", "source", "tag", "colour")
_NAMES = ("person", "organisation", "place")

Facet = tuple[tuple[str, int], ...]


def count(found: list[tuple[Live, NDArray[Any], Any]]) -> dict[str, Facet]:
    """Count over all segments; largest first, months in time order."""
    values: dict[str, Counter[str]] = {field: Counter() for field in _VALUES}
    names: Counter[NameId] = Counter()
    labels: dict[NameId, str] = {}
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
        _count_names(live, chosen, names, labels)
        _count_months(live, ids, months)
    facets = {field: _top(counter) for field, counter in values.items()}
    for kind in _NAMES:
        some = Counter({labels[key]: 0 for key in names if key.kind == kind})
        for key, number in names.items():
            if key.kind == kind:
                some[labels[key]] += number
        facets[kind] = _top(some)
    facets["month"] = tuple(sorted(months.items()))
    return facets


def _count_names(
    live: Live, chosen: NDArray[np.bool_], names: Counter[NameId], labels: dict[NameId, str]
) -> None:
    here = live.data.names
    if not len(here):
        return
    counts = here.count(chosen)
    for kind in _NAMES:
        if kind not in here.kinds:
            continue
        of_kind = np.flatnonzero((here.kind == here.kinds.index(kind)) & (counts > 0))
        for ordinal in of_kind.tolist():
            key = here.id(ordinal)
            names[key] += int(counts[ordinal])
            labels[key] = here.spelled(ordinal)[0]


def _count_months(live: Live, ids: NDArray[Any], months: Counter[str]) -> None:
    days = live.data.days[ids]
    days = days[days > 0]
    if not len(days):
        return
    first = int(days.min())
    each = np.bincount(days - first)
    for offset in np.flatnonzero(each).tolist():
        day = date.fromordinal(first + offset)
        months[f"{day.year:04}-{day.month:02}"] += int(each[offset])


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
