"""Entries and places of words in one segment: of one form or many, in some regions or all."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search_index.engine.segment import OpenSegment
from search_index.engine.store import Live
from search_index.schema import BODY, BY, EXTRA, TITLE

Ints = NDArray[Any]

REGIONS = {"title": (TITLE,), "by": (BY,), "body": (BODY,), "": ()}
"""The regions that a field of words means; none stands for all."""

ALL = frozenset[int]()

_FEW = 6
"""More sources than this are read all at once."""

_scratch = threading.local()


@dataclass(frozen=True, slots=True)
class Source:
    """Postings to be read: those of a stem, or only those of some of its forms (all, if empty)."""

    stem: int
    forms: frozenset[int] = ALL


@dataclass(frozen=True, slots=True)
class Posts:
    """Entries, rising, with the weight of what was found in each: occurrences, the title's thrice."""

    ids: Ints
    weight: Ints

    @classmethod
    def none(cls) -> Posts:
        """Give no entries."""
        return cls(np.zeros(0, np.int64), np.zeros(0, np.float32))


@dataclass(frozen=True, slots=True)
class Places:
    """Occurrences, rising: entry << 32 | position."""

    keys: Ints


def read(live: Live, sources: list[Source], field: str) -> Posts:
    """Give the entries in which any of the sources stands."""
    data = live.data
    if not REGIONS[field] and len(sources) > _FEW:
        from search_index.engine.many import read_many

        return read_many(live, sources)
    plain = [source for source in sources if not source.forms]
    if not REGIONS[field] and len(plain) == len(sources):
        if len(sources) == 1:
            return _whole(data, sources[0].stem)
        if sources:
            return _together(live, [_whole(data, source.stem) for source in sources])
        return Posts.none()
    return weigh(live, places(live, sources, field))


def places(live: Live, sources: list[Source], field: str, among: Ints | None = None) -> Places:
    """Give the occurrences of any of the sources, in some entries or in all."""
    found = [_occurrences(live, source, field, among) for source in sources]
    if len(found) == 1:
        return Places(found[0])
    if not found:
        return Places(np.zeros(0, np.int64))
    keys = np.concatenate(found)
    keys.sort()  # every occurrence has one form, so there are no equals
    return Places(keys)


def weigh(live: Live, found: Places) -> Posts:
    """Give the entries in which something was found, weighed by region."""
    keys = found.keys
    if not len(keys):
        return Posts.none()
    owner = keys >> 32
    first = np.ones(len(keys), bool)
    first[1:] = owner[1:] != owner[:-1]
    begins = np.flatnonzero(first)
    region = region_of(live, owner, keys & 0xFFFFFFFF)
    each = np.array(EXTRA, np.float32)[region] + 1
    return Posts(owner[begins], np.add.reduceat(each, begins))


def region_of(live: Live, owner: Ints, pos: Ints) -> Ints:
    """Give the region of each position."""
    starts = live.data.starts[owner]
    region: Ints = (pos[:, None] >= starts[:, 1:]).sum(axis=1)
    return region


def _whole(data: OpenSegment, stem: int) -> Posts:
    ids, tf = data.ids(stem), data.tf(stem)
    at, extra = data.heavier(stem)
    if not len(at):
        return Posts(ids, tf)
    weight = tf.astype(np.float32)
    weight[at] += extra
    return Posts(ids, weight)


def _together(live: Live, parts: list[Posts]) -> Posts:
    total = sum(len(part.ids) for part in parts)
    if not total:
        return Posts.none()
    if total < live.entries // 64:
        ids = np.concatenate([part.ids for part in parts])
        weight = np.concatenate([part.weight.astype(np.float32) for part in parts])
        order = np.argsort(ids, kind="stable")
        ids, weight = ids[order], weight[order]
        begins = np.flatnonzero(np.append(True, ids[1:] != ids[:-1]))
        return Posts(ids[begins], np.add.reduceat(weight, begins))
    dense = np.zeros(live.entries, np.float32)
    for part in parts:
        dense[part.ids] += part.weight
    ids = np.flatnonzero(dense)
    return Posts(ids, dense[ids])


def _occurrences(live: Live, source: Source, field: str, among: Ints | None) -> Ints:
    data = live.data
    ids, tf, pos = data.ids(source.stem), data.tf(source.stem), data.positions(source.stem)
    numbers = data.numbers(source.stem) if source.forms else None
    if among is not None and len(among) < len(ids):
        here, _ = meet(ids, among, live.entries)
        counts = tf.astype(np.int64)
        ends = np.cumsum(counts)
        picked = counts[here]
        at = np.repeat(ends[here] - picked, picked) + _ramp(picked)
        ids, tf, pos = ids[here], tf[here], pos[at]
        numbers = None if numbers is None else numbers[at]
    keys = (np.repeat(ids, tf) << 32) | pos
    if numbers is not None:
        if len(source.forms) == 1:
            keys = keys[numbers == next(iter(source.forms))]
        else:
            keys = keys[np.isin(numbers, list(source.forms))]
    regions = REGIONS[field]
    if regions and len(keys):
        region = region_of(live, keys >> 32, keys & 0xFFFFFFFF)
        keys = keys[np.isin(region, regions)]
    rising: Ints = keys
    return rising


def distinct(keys: Ints) -> Ints:
    """Sort numbers and leave equals out; many times faster than `np.unique`."""
    keys = np.sort(keys)
    kept: Ints = keys[np.append(True, keys[1:] != keys[:-1])] if len(keys) else keys
    return kept


def _ramp(counts: Ints) -> Ints:
    """Give 0, 1, ... for each count, one after the other."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    ramp: Ints = np.arange(total) - np.repeat(ends - counts, counts)
    return ramp


def meet(a: Ints, b: Ints, entries: int) -> tuple[Ints, Ints]:
    """Give the indexes, in two rising lists of entries, of those that are in both."""
    if len(a) > len(b):
        right, left = meet(b, a, entries)
        return left, right
    if not len(a):
        nothing = np.zeros(0, np.int64)
        return nothing, nothing
    if len(a) * 12 < len(b):
        where = np.searchsorted(b, a)
        where[where == len(b)] = 0
    else:
        space = _space(entries)
        space[b] = np.arange(len(b), dtype=np.uint32)
        where = space[a]
        where[where >= len(b)] = 0  # what an earlier use left
    fits = b[where] == a
    left = np.flatnonzero(fits)
    return left, where[left]


def _space(entries: int) -> Ints:
    """Give room for a number per entry, with anything in it."""
    space: Ints | None = getattr(_scratch, "space", None)
    if space is None or len(space) < entries:
        space = _scratch.space = np.zeros(max(entries, 1024), np.uint32)
    return space
