"""How well an entry fits: BM25, with the title's words counting thrice, over all segments alike.

Document frequencies, lengths and their mean are those of the entries that are not deleted, over the
whole index, so that the same entries rank the same however they came to lie in segments.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search_index import port
from search_index.engine.postings import Posts
from search_index.engine.store import Live, Snapshot

K1 = 1.2
B = 0.75

_LENGTHS = np.array(port.LENGTHS)


@dataclass(frozen=True, slots=True)
class Scale:
    """What scores are measured against: the number of entries and their mean length."""

    entries: int
    mean: float

    @classmethod
    def of(cls, snapshot: Snapshot) -> Scale:
        """Take the measure of an index."""
        entries = snapshot.count
        words = sum(_words(live) for live in snapshot.segments)
        return cls(entries, max(words / entries, 1.0) if entries else 1.0)

    def idf(self, frequency: int) -> float:
        """Give the weight of a word that so many entries have."""
        return math.log(max(self.entries, 1) / (frequency + 1)) + 1


def _words(live: Live) -> int:
    if live.alive is None:
        return live.data.words
    known: int | None = live.memory.get("words")
    if known is None:
        known = live.memory["words"] = int(live.data.lengths[live.alive].sum())
    return known


def score(live: Live, posts: Posts, idf: float, scale: Scale) -> NDArray[np.float32]:
    """Give the score of each entry for one word, phrase or pattern."""
    key, norms = live.memory.get("norms", (0.0, None))
    if key != scale.mean or norms is None:
        index = np.minimum(np.searchsorted(_LENGTHS, live.data.lengths), 255)
        norms = (K1 * ((1 - B) + B * _LENGTHS[index] / scale.mean)).astype(np.float32)
        live.memory["norms"] = (scale.mean, norms)
    weight = posts.weight.astype(np.float32)
    below = norms[posts.ids]
    below += weight
    weight *= np.float32(idf * (K1 + 1))
    weight /= below
    return weight


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entry found, where it is, and what it is ranked by."""

    live: Live
    entry: int
    score: float
    day: int
    key: str


def best(
    found: list[tuple[Live, NDArray[Any], NDArray[np.float32] | None]], count: int, *, by_date: bool
) -> list[Ranked]:
    """Give the first `count` entries by score, then date (newest first), then key."""
    parts: list[tuple[NDArray[Any], ...]] = []
    for number, (live, ids, known) in enumerate(found):
        if len(ids):
            days = live.data.days[ids]
            scores = None if by_date else known
            chosen = _first(live, ids, scores, days, count)
            picked = np.zeros(len(chosen)) if known is None else known[chosen]
            parts.append((np.full(len(chosen), number), ids[chosen], picked, days[chosen]))
    if not parts or not count:
        return []
    numbers, entries, scores, days = (np.concatenate(part) for part in zip(*parts, strict=True))
    order = np.lexsort((-days, np.zeros(len(days)) if by_date else -scores))
    if len(order) > count:  # all that are level with the last are needed to sort them by key
        last = order[count - 1]
        level = (days[order] == days[last]) & (by_date | (scores[order] == scores[last]))
        order = order[: max(count, int(np.flatnonzero(level)[-1]) + 1)]
    ranked = [
        Ranked(live, entry, float(scores[i]), int(days[i]), live.data.key(entry))
        for i in order.tolist()
        for live, entry in ((found[int(numbers[i])][0], int(entries[i])),)
    ]
    if by_date:
        ranked.sort(key=lambda r: (-r.day, r.key))
    else:
        ranked.sort(key=lambda r: (-r.score, -r.day, r.key))
    return ranked[:count]


def _first(
    live: Live,
    ids: NDArray[Any],
    scores: NDArray[np.float32] | None,
    days: NDArray[Any],
    count: int,
) -> NDArray[Any]:
    """Give the indexes of the first by score, day and key, in any order."""
    if len(ids) <= count:
        return np.arange(len(ids))
    if not count:
        return np.zeros(0, np.int64)
    if scores is None:
        return _newest(live, ids, days, count)
    least = np.partition(scores, len(scores) - count)[len(scores) - count]
    above = np.flatnonzero(scores > least)
    level = np.flatnonzero(scores == least)
    missing = count - len(above)
    if len(level) > missing:
        level = level[_newest(live, ids[level], days[level], missing)]
    return np.concatenate((above, level))


def _newest(live: Live, ids: NDArray[Any], days: NDArray[Any], count: int) -> NDArray[Any]:
    """Give the indexes of the first by day and key."""
    if not count:
        return np.zeros(0, np.int64)
    latest = np.partition(days, len(days) - count)[len(days) - count]
    later = np.flatnonzero(days > latest)
    level = np.flatnonzero(days == latest)
    missing = count - len(later)
    if len(level) > missing:
        rank = live.data.key_rank[ids[level]]
        level = level[np.argpartition(rank, missing - 1)[:missing]] if missing else level[:0]
    return np.concatenate((later, level))
