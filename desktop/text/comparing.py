"""What two versions of a text have in common, in order."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from desktop.model.spans import Span
from desktop.text.folding import folded_in_place

_WORD = re.compile(r"\w+|[^\w\s]")

_LINE_TOLD_APART = 20
"""Shorter lines ("Read more") are no landmarks."""

_LETTERS_COMPARED = 2_000
"""Stretches that differ are compared letter by letter up to this length."""

_PAIRS_COMPARED = 4_000_000_000
"""Beyond so many pairs of words two stretches count as wholly different; that would take many seconds."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A stretch that both texts have."""

    old: int
    new: int
    length: int

    @property
    def old_end(self) -> int:
        """Where it ends in the old text."""
        return self.old + self.length

    @property
    def new_end(self) -> int:
        """Where it ends in the new text."""
        return self.new + self.length

    def of(self, old: str) -> str:
        """Return its words as the old text has them."""
        return old[self.old : self.old_end]


def shared_runs(old: str, new: str) -> list[Shared]:
    """Return what the texts share, in the order of both, typography aside.

    First by lines that are alike and stand once in each, between those by words, between those by letters.
    """
    even_old, even_new = folded_in_place(old), folded_in_place(new)
    lines = _rising(_common_lines(_lines(old, even_old), _lines(new, even_new)))
    found: list[Shared] = []
    old_at = new_at = 0
    for line in (*lines, Shared(len(old), len(new), 0)):
        old_gap, new_gap = Span(old_at, line.old), Span(new_at, line.new)
        found.extend(_between(even_old, even_new, old_gap, new_gap))
        found.append(line)
        old_at, new_at = line.old_end, line.new_end
    return _joined(found)


def _lines(text: str, even: str) -> dict[str, int]:
    """Return where each line of the text starts, -1 for one that is there more than once."""
    places: dict[str, int] = {}
    start = 0
    for length in map(len, text.split("\n")):
        line = even[start : start + length]
        places[line] = -1 if line in places else start
        start += length + 1
    return places


def _common_lines(old: dict[str, int], new: dict[str, int]) -> list[Shared]:
    return [
        Shared(at, new[line], len(line))
        for line, at in old.items()
        if len(line) >= _LINE_TOLD_APART and at >= 0 and new.get(line, -1) >= 0
    ]


def _rising(pairs: list[Shared]) -> list[Shared]:
    """Return the longest selection in which both offsets rise (by patience sorting)."""
    tops: list[int] = []
    on_top: list[int] = []
    before: list[int] = []
    for index, pair in enumerate(pairs):
        pile = bisect_left(tops, pair.new)
        tops[pile : pile + 1] = [pair.new]
        on_top[pile : pile + 1] = [index]
        before.append(on_top[pile - 1] if pile else -1)
    chosen = []
    index = on_top[-1] if on_top else -1
    while index >= 0:
        chosen.append(pairs[index])
        index = before[index]
    return chosen[::-1]


def _between(old: str, new: str, old_gap: Span, new_gap: Span) -> Iterator[Shared]:
    """Yield what two gaps share, by words and then by letters."""
    old_words = [word.span() for word in _WORD.finditer(old, old_gap.start, old_gap.end)]
    new_words = [word.span() for word in _WORD.finditer(new, new_gap.start, new_gap.end)]
    runs = _alike(
        [old[start:end] for start, end in old_words], [new[start:end] for start, end in new_words]
    )
    old_at, new_at = old_gap.start, new_gap.start
    for run in runs:
        for step in range(run.length):
            start, end = old_words[run.old + step]
            there = new_words[run.new + step][0]
            yield from _letters(old, new, Span(old_at, start), Span(new_at, there))
            yield Shared(start, there, end - start)
            old_at, new_at = end, there + end - start
    yield from _letters(old, new, Span(old_at, old_gap.end), Span(new_at, new_gap.end))


def _letters(old: str, new: str, old_gap: Span, new_gap: Span) -> Iterator[Shared]:
    if not old_gap or not new_gap or len(old_gap) + len(new_gap) > _LETTERS_COMPARED:
        return
    before, after = old_gap.of(old), new_gap.of(new)
    if before == after:
        yield Shared(old_gap.start, new_gap.start, len(old_gap))
        return
    for run in _alike(before, after):
        yield Shared(old_gap.start + run.old, new_gap.start + run.new, run.length)


def _alike(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Shared]:
    """Return the equal runs of a longest common subsequence."""
    if not old or not new or len(old) * len(new) > _PAIRS_COMPARED:
        return []
    return [
        Shared(step.src_start, step.dest_start, step.src_end - step.src_start)
        for step in Indel.opcodes(old, new)
        if step.tag == "equal"
    ]


def _joined(pairs: list[Shared]) -> list[Shared]:
    """Return the runs with those that touch in both texts made one."""
    runs: list[Shared] = []
    for pair in pairs:
        if not pair.length:
            continue
        if runs and runs[-1].old_end == pair.old and runs[-1].new_end == pair.new:
            runs[-1] = Shared(runs[-1].old, runs[-1].new, runs[-1].length + pair.length)
        else:
            runs.append(pair)
    return runs
