"""A query tree over the segments of an index: which entries it finds, and how well they fit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search_index.engine import phrases, resolve
from search_index.engine.clock import Clock
from search_index.engine.elements import Element, elements
from search_index.engine.postings import Posts, meet, read
from search_index.engine.ranking import Scale, score
from search_index.engine.resolve import Resolved
from search_index.engine.store import Live, Snapshot
from search_index.query.tree import (
    And,
    Dated,
    Everything,
    Fuzzy,
    Leaf,
    Named,
    Node,
    Not,
    Or,
    Pattern,
    Phrase,
    Value,
    Word,
)

Ints = NDArray[Any]
_Scoring = Callable[[Ints, Ints], NDArray[np.float32]]
"""Gives the scores of some entries, which stand at some indexes of what was found."""

WordLeaf = Word | Phrase | Pattern | Fuzzy

_REMEMBERED = 4_000_000
"""Postings remembered per segment, so that typing on does not read the same words again."""


@dataclass(frozen=True, slots=True)
class Found:
    """Entries of a segment, rising, and their scores; None where all are alike."""

    ids: Ints
    scores: NDArray[np.float32] | None = None


@dataclass(slots=True)
class Notice:
    """Something to be told about a place in the query."""

    at: int
    text: str


@dataclass(slots=True)
class Execution:
    """One search over one snapshot."""

    snapshot: Snapshot
    clock: Clock
    today: date
    scored: bool = True
    """Whether scores are wanted: not where hits are ordered by date."""
    notices: list[Notice] = field(default_factory=list)
    resolved: dict[Leaf, Resolved] = field(default_factory=dict)
    _elements: dict[WordLeaf, list[Element]] = field(default_factory=dict)
    _posts: dict[tuple[int, WordLeaf], Posts] = field(default_factory=dict)
    _idf: dict[WordLeaf, float] = field(default_factory=dict)

    def run(self, tree: Node) -> list[tuple[Live, Ints, NDArray[np.float32] | None]]:
        """Give what the tree finds in each segment, deleted entries left out."""
        scale = Scale.of(self.snapshot)
        for leaf in _all_leaves(tree):
            self._prepare(leaf, scale)
        results: list[tuple[Live, Ints, NDArray[np.float32] | None]] = []
        for number, live in enumerate(self.snapshot.segments):
            self.clock.check()
            found = self._evaluate(number, live, tree, scale)
            ids, scores = found.ids, found.scores
            if live.alive is not None:
                kept = live.alive[ids]
                ids = ids[kept]
                scores = None if scores is None else scores[kept]
            results.append((live, ids, scores))
        return results

    def meaning(self, leaf: WordLeaf) -> list[Element]:
        """Give the elements of a leaf of words."""
        if leaf not in self._elements:
            self._elements[leaf] = elements(leaf)
        return self._elements[leaf]

    def _prepare(self, leaf: Leaf, scale: Scale) -> None:
        """Find a leaf in all segments, to know how rare it is before anything is scored."""
        if isinstance(leaf, Value | Named):
            if leaf not in self.resolved:
                found = (
                    resolve.value(self.snapshot, leaf)
                    if isinstance(leaf, Value)
                    else resolve.named(self.snapshot, leaf)
                )
                self.resolved[leaf] = found
                if found.hint:
                    self.notices.append(Notice(leaf.at[0], found.hint))
            return
        if isinstance(leaf, Everything | Dated) or leaf in self._idf:
            return
        frequency = 0
        for number, live in enumerate(self.snapshot.segments):
            self.clock.check(leaf.at[0])
            posts = self._posts[number, leaf] = self._remembered(live, leaf)
            ids = posts.ids
            frequency += len(ids) if live.alive is None else int(live.alive[ids].sum())
        self._idf[leaf] = scale.idf(frequency)

    def _remembered(self, live: Live, leaf: WordLeaf) -> Posts:
        known: dict[WordLeaf, Posts] = live.memory.setdefault("posts", {})
        posts = known.get(leaf)
        if posts is None:
            posts = self._read(live, leaf)
            if sum(len(each.ids) for each in list(known.values())) > _REMEMBERED:
                known.clear()
            known[leaf] = posts
        return posts

    def _read(self, live: Live, leaf: WordLeaf) -> Posts:
        meaning = self.meaning(leaf)
        at = leaf.at[0]
        words = []
        for element in meaning:
            expansion = element.expand(live.data, self.clock, at)
            if expansion.capped:
                self.notices.append(
                    Notice(
                        at, f"“{element.text}” stands for very many words; the rarest are left out."
                    )
                )
            words.append(expansion.sources)
        if not words:
            return Posts.none()
        if len(words) == 1:
            return read(live, words[0], leaf.field)
        if isinstance(leaf, Phrase) and leaf.sentence:
            return phrases.in_sentence(live, words, leaf.field, self.clock, at)
        if isinstance(leaf, Phrase) and leaf.near is not None:
            return phrases.near(live, words, leaf.field, leaf.near, self.clock, at)
        return phrases.phrase(live, words, leaf.field, self.clock, at)

    def _evaluate(  # noqa: PLR0911 - one for each node
        self, number: int, live: Live, node: Node, scale: Scale
    ) -> Found:
        match node:
            case And(parts):
                return self._all(number, live, parts, scale)
            case Or(parts):
                return self._any([self._evaluate(number, live, p, scale) for p in parts], live)
            case Not(part):
                return Found(_without(live, None, self._evaluate(number, live, part, scale).ids))
            case Value():
                return Found(resolve.entries_with_value(live, node, self.resolved[node]))
            case Named():
                return Found(resolve.entries_naming(live, self.resolved[node]))
            case Dated():
                return Found(resolve.entries_dated(live, node, self.today))
            case Everything():
                return Found(np.arange(live.entries))
            case _:
                posts = self._posts[number, node]
                if not self.scored:
                    return Found(posts.ids)
                return Found(posts.ids, score(live, posts, self._idf[node], scale))

    def _all(self, number: int, live: Live, parts: tuple[Node, ...], scale: Scale) -> Found:
        """Find what all parts find; only entries that remain are scored."""
        found: list[tuple[Ints, _Scoring | None]] = []
        without: list[Ints] = []
        for part in parts:
            if isinstance(part, Not):
                without.append(self._evaluate(number, live, part.part, scale).ids)
            elif isinstance(part, Word | Phrase | Pattern | Fuzzy):
                posts = self._posts[number, part]
                idf = self._idf[part]
                scoring = _scoring_posts(live, posts, idf, scale) if self.scored else None
                found.append((posts.ids, scoring))
            else:
                whole = self._evaluate(number, live, part, scale)
                found.append((whole.ids, _scoring_known(whole)))
        found.sort(key=lambda each: len(each[0]))
        ids = found[0][0] if found else np.arange(live.entries)
        for others, _ in found[1:]:
            ids = ids[meet(ids, others, live.entries)[0]]
        for others in without:
            ids = _without(live, ids, others)
        scores: NDArray[np.float32] | None = None
        for others, scoring in found:
            if scoring is not None:
                more = scoring(ids, meet(ids, others, live.entries)[1])
                scores = more if scores is None else scores + more
        return Found(ids, scores)

    def _any(self, found: list[Found], live: Live) -> Found:
        scored = 0
        scores = np.zeros(live.entries, np.float32)
        for each in found:
            if each.scores is not None:
                scores[each.ids] += each.scores
                scored += 1
        if scored == len(found):
            ids = np.flatnonzero(scores)  # a score is never nought
        else:
            chosen = scores > 0
            for each in found:
                chosen[each.ids] = True
            ids = np.flatnonzero(chosen)
        return Found(ids, scores[ids] if scored else None)


def _scoring_posts(live: Live, posts: Posts, idf: float, scale: Scale) -> _Scoring:
    return lambda ids, at: score(live, Posts(ids, posts.weight[at]), idf, scale)


def _scoring_known(found: Found) -> _Scoring | None:
    scores = found.scores
    return None if scores is None else lambda _ids, at: scores[at]


def _without(live: Live, ids: Ints | None, others: Ints) -> Ints:
    chosen = np.ones(live.entries, bool)
    chosen[others] = False
    if ids is None:
        return np.flatnonzero(chosen)
    kept: Ints = ids[chosen[ids]]
    return kept


def _all_leaves(tree: Node) -> list[Leaf]:
    """Give every leaf, those under a Not too."""
    found: list[Leaf] = []
    waiting: list[Node] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, And | Or):
            waiting.extend(node.parts)
        elif isinstance(node, Not):
            waiting.append(node.part)
        else:
            found.append(node)
    return found
