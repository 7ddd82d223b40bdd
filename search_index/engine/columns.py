"""Postings as columns: for each stem, in order, its entries, how often, where, and in which form.

`ids.small` holds the entries of stems that are rare, four bytes each, so that many stems can be read at
once; `ids.big` the gaps between the entries of the others, in one, two or four bytes, whatever is shortest,
with the gaps that do not fit behind. `tf` holds half a byte, and a position stands as a byte in `pos.low` and
half a byte, or a whole one where entries are long, in `pos.high`; what does not fit stands in `tf.over` and
`pos.over`. `forms` holds, for stems with more than one form, the number of the form at each
position. `extra` is what occurrences in the title and tags count beyond one.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from search_index.engine.container import SectionWriter

Ints = NDArray[Any]

SMALL = 32
"""Stems in fewer entries than this are written in full."""

TF_OVER = 15
"""So many occurrences in an entry, or more, are written apart."""

LONG = 15 << 8
"""Positions from here on do not fit in 12 bits."""

_SPOOLED = 16 << 20
_MARKS = {1: 255, 2: 65535}


@dataclass(frozen=True, slots=True)
class Chunk:
    """The postings of some stems, one after the other.

    `df` and `forms` are per stem (entries it is in, forms it has); `ids`, `tf` and `extra` per posting,
    `ids` rising within a stem; `pos` and `number` per occurrence, `pos` rising within a posting.
    """

    df: Ints
    forms: Ints
    ids: Ints
    tf: Ints
    extra: Ints
    pos: Ints
    number: Ints


class ColumnWriter:
    """Takes chunks in the order of their stems and writes the columns."""

    def __init__(self, *, long: bool) -> None:
        """Begin; `long` says that many positions need more than 12 bits: see `are_long`."""
        self.long = long
        self._left: dict[str, Ints] = {}
        self._streams: dict[str, IO[bytes]] = {}
        self._df: list[Ints] = []
        self._cf: list[Ints] = []
        self._over: dict[str, list[Ints]] = {name: [] for name in _OVER}
        self._postings = 0
        self._positions = 0
        self._big_at = 0
        self._big: list[Ints] = []

    def put(self, chunk: Chunk) -> None:
        """Write the next stems."""
        df = chunk.df.astype(np.int64)
        ends = np.cumsum(df)
        starts = ends - df
        occurrences = np.concatenate(([0], np.cumsum(chunk.tf, dtype=np.int64)))
        cf = occurrences[ends] - occurrences[starts]
        self._df.append(df.astype("<u4"))
        self._cf.append(cf.astype("<u4"))
        self._put_tf(chunk.tf)
        self._put_positions(chunk.pos)
        self._put_forms(chunk, cf)
        self._put_extra(chunk.extra)
        small = np.repeat(df < SMALL, df)
        self._stream("ids.small").write(chunk.ids[small].astype("<u4").tobytes())
        self._put_big(chunk.ids, starts, df)
        self._postings += len(chunk.ids)
        self._positions += len(chunk.pos)

    def finish(self, sections: SectionWriter) -> None:
        """Write everything into sections."""
        for name, parts in (("df", self._df), ("cf", self._cf)):
            sections.add_array(name, _joined(parts, "<u4"), "<u4")
        for name, left in self._left.items():
            if len(left):
                self._stream(name).write(left.astype("<u1").tobytes())
        for name, dtype in _OVER.items():
            sections.add_array(name, _joined(self._over[name], dtype), dtype)
        sections.add_array("big", _joined(self._big, "<u8"), "<u8")
        high = "pos.high8" if self.long else "pos.high4"
        for name in ("tf", "pos.low", high, "forms", "ids.small", "ids.big"):
            stream = self._stream(name)
            sections.add_stream(name, stream)
            stream.close()

    def abandon(self) -> None:
        """Let go of what was written so far."""
        for stream in self._streams.values():
            stream.close()

    def _stream(self, name: str) -> IO[bytes]:
        if name not in self._streams:
            self._streams[name] = tempfile.SpooledTemporaryFile(_SPOOLED)  # noqa: SIM115
        return self._streams[name]

    def _put_tf(self, tf: Ints) -> None:
        over = np.flatnonzero(tf >= TF_OVER)
        self._over["tf.over.at"].append(over + self._postings)
        self._over["tf.over"].append(tf[over])
        self._put_halves("tf", np.minimum(tf, TF_OVER))

    def _put_positions(self, pos: Ints) -> None:
        most = 255 if self.long else 15
        high = np.minimum(pos >> 8, most)
        over = np.flatnonzero(high == most)
        self._over["pos.over.at"].append(over + self._positions)
        self._over["pos.over"].append(pos[over])
        self._stream("pos.low").write((pos & 255).astype("<u1").tobytes())
        if self.long:
            self._stream("pos.high8").write(high.astype("<u1").tobytes())
        else:
            self._put_halves("pos.high4", high)

    def _put_halves(self, name: str, values: Ints) -> None:
        """Write numbers below 16, two in a byte, the first one low."""
        halves = np.concatenate((self._left.get(name, values[:0]), values)).astype(np.uint8)
        whole = len(halves) & ~1
        self._stream(name).write((halves[:whole:2] | halves[1:whole:2] << 4).tobytes())
        self._left[name] = halves[whole:]

    def _put_forms(self, chunk: Chunk, cf: Ints) -> None:
        several = np.repeat((chunk.forms > 1) & (chunk.forms <= 256), cf)
        many = np.flatnonzero(chunk.forms > 256)
        stream = self._stream("forms")
        if not len(many):
            stream.write(chunk.number[several].astype("<u1").tobytes())
            return
        ends = np.cumsum(cf)  # a stem with very many forms: two bytes each, in its place
        for stem in np.flatnonzero(chunk.forms > 1).tolist():
            numbers = chunk.number[ends[stem] - cf[stem] : ends[stem]]
            stream.write(numbers.astype("<u2" if chunk.forms[stem] > 256 else "<u1").tobytes())

    def _put_extra(self, extra: Ints) -> None:
        some = np.flatnonzero(extra)
        self._over["extra.at"].append(some + self._postings)
        self._over["extra"].append(np.minimum(extra[some], 65535))

    def _put_big(self, ids: Ints, starts: Ints, df: Ints) -> None:
        """Write the gaps of frequent stems; each id counts from the one before it, plus one."""
        big = np.flatnonzero(df >= SMALL)
        if not len(big):
            return
        stream = self._stream("ids.big")
        ids = ids.astype(np.int64)
        places = np.empty(len(big), np.uint64)
        for index, stem in enumerate(big.tolist()):
            gaps = np.diff(ids[starts[stem] : starts[stem] + df[stem]], prepend=-1) - 1
            width, content = _shortest(gaps)
            places[index] = self._big_at << 3 | width
            self._big_at += stream.write(content)
        self._big.append(places)


_OVER = {
    "tf.over.at": "<u4", "tf.over": "<u4", "pos.over.at": "<u4", "pos.over": "<u4",
    "extra.at": "<u4", "extra": "<u2",
}  # fmt: skip


def are_long(over: int, positions: int) -> bool:
    """Say whether positions are better written in 16 bits: when many, `over`, need more than 12."""
    return over * 16 > positions


def read_halves(content: memoryview, start: int, count: int) -> Ints:
    """Read numbers below 16 from the bytes that hold them; the first is in the low half if even."""
    packed = np.frombuffer(content, "<u1")
    halves = np.empty(len(packed) * 2, np.uint8)
    np.bitwise_and(packed, 15, out=halves[::2])
    np.right_shift(packed, 4, out=halves[1::2])
    return halves[start & 1 : (start & 1) + count]


def _joined(parts: list[Ints], dtype: str) -> Ints:
    return np.concatenate(parts).astype(dtype) if parts else np.zeros(0, dtype)


def _shortest(gaps: Ints) -> tuple[int, bytes]:
    count = len(gaps)
    over_1 = int((gaps >= 255).sum())
    over_2 = int((gaps >= 65535).sum())
    costs = {1: count + 4 * over_1, 2: 2 * count + 4 * over_2, 4: 4 * count}
    width = min(costs, key=lambda width: (costs[width], width))
    if width == 4:
        return width, gaps.astype("<u4").tobytes()
    mark = _MARKS[width]
    over = gaps[gaps >= mark]
    short = np.minimum(gaps, mark).astype(f"<u{width}")
    return width, short.tobytes() + over.astype("<u4").tobytes()


def read_gaps(content: memoryview, width: int, count: int) -> Ints:
    """Read what `_shortest` wrote, back to ids."""
    gaps = np.frombuffer(content[: count * width], f"<u{width}").astype(np.uint32)
    if width != 4:
        over = np.flatnonzero(gaps == _MARKS[width])
        if len(over):
            gaps[over] = np.frombuffer(content[count * width :], "<u4")
    gaps += 1
    ids = np.cumsum(gaps, dtype=np.int64)
    ids -= 1
    return ids
