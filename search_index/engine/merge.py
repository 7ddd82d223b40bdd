"""Several segments into one, a stretch of stems at a time, deleted entries left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search_index.engine.batch import number_forms, write_forms, write_keys
from search_index.engine.columns import SMALL, Chunk, ColumnWriter, are_long
from search_index.engine.container import SectionWriter
from search_index.engine.names import NameId, put_names
from search_index.engine.store import Live
from search_index.engine.values import put_values
from search_index.schema import VALUES

Ints = NDArray[Any]

STRETCH = 2_000_000
"""Occurrences merged at once, some 60 MB."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A segment on its way into another: the new number of each entry (-1 if deleted)..."""

    live: Live
    number: Ints
    kept: Ints
    rank: Ints
    """The new rank of each stem."""
    form_start: Ints
    """The first of each stem's forms in `form_new`."""
    form_new: Ints
    """The new number of each form within its new stem, in the order of stems and old numbers."""


class Merge:
    """Merges segments; `entries` is how many the new one has."""

    def __init__(self, lives: list[Live]) -> None:
        self._pairs = sorted({pair for live in lives for pair in _pairs(live)})
        self._stem_of, self._number_of, self._stems, self._counts = number_forms(self._pairs)
        self._parts: list[_Part] = []
        self.entries = 0
        index = {pair: place for place, pair in enumerate(self._pairs)}
        for live in lives:
            part = self._part(live, index)
            self.entries += len(part.kept)
            self._parts.append(part)

    def _part(self, live: Live, index: dict[tuple[bytes, bytes], int]) -> _Part:
        kept = np.arange(live.entries) if live.alive is None else np.flatnonzero(live.alive)
        number = np.full(live.entries, -1, np.int64)
        number[kept] = np.arange(self.entries, self.entries + len(kept))
        places = np.array([index[pair] for pair in _pairs(live)], np.int64)
        counts = live.data.stem_forms.astype(np.int64)
        starts = np.cumsum(counts) - counts
        rank = self._stem_of[places[starts]] if len(starts) else starts
        return _Part(live, number, kept, rank, starts, self._number_of[places])

    def write(self, sections: SectionWriter) -> None:
        """Write the merged segment."""
        over = sum(part.live.data.long_positions for part in self._parts)
        total = sum(part.live.data.layout.position[-1] for part in self._parts)
        columns = ColumnWriter(long=are_long(over, int(total)))
        try:
            for first, last in self._stretches():
                columns.put(self._chunk(first, last))
            columns.finish(sections)
        finally:
            columns.abandon()
        write_forms(
            sections, self._stems, self._pairs, self._stem_of, self._number_of, self._counts
        )
        lengths = self._joined("lengths")
        sections.add_array("lengths", lengths, "<u4")
        sections.add_array("starts", self._joined("starts").reshape(-1, 4), "<u4")
        sections.add_array("days", self._joined("days"), "<i4")
        sections.add_array("added", self._joined("added"), "<i4")
        self._write_sentences(sections)
        write_keys(sections, [k for p in self._parts for k in _keys(p)])
        for field in VALUES:
            self._write_values(sections, field)
        self._write_names(sections)
        stemmers = sorted({s for p in self._parts for s in p.live.data.stemmers})
        sections.finish(
            {"entries": self.entries, "words": int(lengths.sum()), "stemmers": stemmers}
        )

    def _joined(self, name: str) -> Ints:
        return np.concatenate([getattr(part.live.data, name)[part.kept] for part in self._parts])

    def _stretches(self) -> Iterator[tuple[int, int]]:
        """Give stretches of new stems with no more occurrences than are merged at once."""
        load = np.zeros(len(self._stems) + 1, np.int64)
        for part in self._parts:
            np.add.at(load, part.rank + 1, part.live.data.cf.astype(np.int64))
        total = np.cumsum(load)
        first = 0
        while first < len(self._stems):
            last = int(np.searchsorted(total, total[first] + STRETCH, side="right")) - 1
            last = max(last, first + 1)
            yield first, min(last, len(self._stems))
            first = last

    def _chunk(self, first: int, last: int) -> Chunk:
        slices = [_slice(part, first, last) for part in self._parts]
        stem = np.concatenate([each.stem for each in slices])
        tf = np.concatenate([each.tf for each in slices])
        # Entries rise from segment to segment, so a stable sort by stem keeps them in order.
        order = np.argsort(stem, kind="stable")
        ends = np.cumsum(tf)
        counts = tf[order]
        new_ends = np.cumsum(counts)
        total = int(new_ends[-1]) if len(new_ends) else 0
        shift = (ends[order] - counts) - (new_ends - counts)
        at = np.arange(total) + np.repeat(shift, counts)
        return Chunk(
            df=np.bincount(stem - first, minlength=last - first),
            forms=self._counts[first:last],
            ids=np.concatenate([each.ids for each in slices])[order],
            tf=counts,
            extra=np.concatenate([each.extra for each in slices])[order],
            pos=np.concatenate([each.pos for each in slices])[at],
            number=np.concatenate([each.number for each in slices])[at],
        )

    def _write_sentences(self, sections: SectionWriter) -> None:
        gaps: list[Ints] = []
        counts: list[Ints] = []
        for part in self._parts:
            count = part.live.data.sections.array("sentences.count", "<u4")
            kept = np.repeat(part.number >= 0, count)
            gaps.append(part.live.data.sections.array("sentences", "<u2")[kept])
            counts.append(count[part.kept])
        sections.add_array("sentences", np.concatenate(gaps), "<u2")
        sections.add_array("sentences.count", np.concatenate(counts), "<u4")

    def _write_values(self, sections: SectionWriter, field: str) -> None:
        ordinals: list[Ints] = []
        counts: list[Ints] = []
        each = [part.live.data.values(field) for part in self._parts]
        known = sorted({value for values in each for value in values.strings.all()})
        rank = {value: index for index, value in enumerate(known)}
        for part, values in zip(self._parts, each, strict=True):
            new = np.array([rank[value] for value in values.strings.all()], np.int64)
            alive = part.number[values.owner] >= 0
            ordinals.append(new[values.ordinals[alive]] if len(new) else np.zeros(0, np.int64))
            count = np.ones(part.live.entries, int) if values.counts is None else values.counts
            counts.append(count[part.kept])
        put_values(sections, field, known, np.concatenate(ordinals), np.concatenate(counts))

    def _write_names(self, sections: SectionWriter) -> None:
        known: dict[NameId, tuple[str, tuple[str, ...]]] = {}
        for part in self._parts:
            names = part.live.data.names
            used = np.unique(names.ordinals[part.number[names.owner] >= 0])
            known.update({names.id(int(o)): names.spelled(int(o)) for o in used.tolist()})
        order = sorted(known)
        rank = {key: index for index, key in enumerate(order)}
        ordinals: list[Ints] = []
        counts: list[Ints] = []
        for part in self._parts:
            names = part.live.data.names
            new = np.array([rank.get(names.id(o), -1) for o in range(len(names))], np.int64)
            alive = part.number[names.owner] >= 0
            ordinals.append(new[names.ordinals[alive]] if len(new) else np.zeros(0, np.int64))
            counts.append(names.counts[part.kept])
        put_names(
            sections,
            [(key, *known[key]) for key in order],
            np.concatenate(ordinals),
            np.concatenate(counts),
        )


def _pairs(live: Live) -> list[tuple[bytes, bytes]]:
    """Give a segment's (stem, surface) pairs in the order of stems and form numbers."""
    data = live.data
    order = np.lexsort((data.form_number, data.form_stem)).tolist()
    stems, surfaces = data.stems.all(), data.surfaces.all()
    owners = data.form_stem.tolist()
    return [(stems[owners[form]], surfaces[form]) for form in order]


def _keys(part: _Part) -> list[bytes]:
    keys = part.live.data.keys.all()
    return [keys[rank] for rank in part.live.data.key_rank[part.kept].tolist()]


@dataclass(frozen=True, slots=True)
class _Slice:
    """The postings of a segment's stems that fall into a stretch, renumbered."""

    stem: Ints
    ids: Ints
    tf: Ints
    extra: Ints
    pos: Ints
    number: Ints


def _slice(part: _Part, first: int, last: int) -> _Slice:
    data = part.live.data
    low, high = (int(i) for i in np.searchsorted(part.rank, (first, last)))
    df = data.df[low:high].astype(np.int64)
    postings = data.span("tf", low, high)
    positions = data.span("pos", low, high)
    extra = np.zeros(len(postings), np.int64)
    at, more = data.heavier_span(low, high)
    extra[at] = more
    tf = postings.astype(np.int64)
    stem = np.repeat(np.arange(low, high), df)
    number = _new_numbers(part, low, high)
    ids = part.number[_ids(part, low, high, df)]
    kept = ids >= 0
    if not kept.all():
        each = np.repeat(kept, tf)
        positions, number = positions[each], number[each]
        ids, tf, extra, stem = ids[kept], tf[kept], extra[kept], stem[kept]
    return _Slice(part.rank[stem], ids, tf, extra, positions, number)


def _ids(part: _Part, low: int, high: int, df: Ints) -> Ints:
    data = part.live.data
    ids = np.empty(int(df.sum()), np.int64)
    small = np.repeat(df < SMALL, df)
    ids[small] = data.span("ids.small", low, high)
    ends = np.cumsum(df)
    for offset in np.flatnonzero(df >= SMALL).tolist():
        ids[ends[offset] - df[offset] : ends[offset]] = data.ids(low + offset)
    return ids


def _new_numbers(part: _Part, low: int, high: int) -> Ints:
    """Give the new number of the form at each position."""
    data = part.live.data
    cf = data.cf[low:high].astype(np.int64)
    forms = data.stem_forms[low:high]
    old = np.zeros(int(cf.sum()), np.int64)
    if (forms > 256).any():
        ends = np.cumsum(cf)
        for offset in np.flatnonzero(forms > 1).tolist():
            numbers = data.numbers(low + offset)
            old[ends[offset] - cf[offset] : ends[offset]] = 0 if numbers is None else numbers
    else:
        old[np.repeat(forms > 1, cf)] = data.span("forms", low, high)
    new: Ints = part.form_new[old + np.repeat(part.form_start[low:high], cf)]
    return new
