"""Code points to Qt's UTF-16 units and back; the only place in the window where the two meet."""

from __future__ import annotations

import re
from bisect import bisect_left

from desktop.model.spans import Span

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Positions:
    """The two ways of counting one text.

    An offset counts code points, as the whole house does; a unit counts UTF-16 units, as
    QTextCursor does. Every character beyond U+FFFF is one offset and two units.
    """

    __slots__ = ("_offsets", "_units", "length", "units")

    def __init__(self, text: str) -> None:
        self._offsets = [] if text.isascii() else [m.start() for m in _ASTRAL.finditer(text)]
        self._units = [offset + i for i, offset in enumerate(self._offsets)]
        self.length = len(text)
        self.units = len(text) + len(self._offsets)

    def to_unit(self, offset: int) -> int:
        """Return the unit at which the code point at `offset` begins."""
        return offset + bisect_left(self._offsets, offset)

    def to_offset(self, unit: int) -> int:
        """Return the offset of the code point that `unit` lies in.

        A unit inside a surrogate pair stands for nothing of its own: it counts as the pair's start.
        """
        return unit - bisect_left(self._units, unit)

    def units_of(self, span: Span) -> tuple[int, int]:
        """Return where the span begins and ends in units."""
        return self.to_unit(span.start), self.to_unit(span.end)

    def span_of(self, start: int, end: int) -> Span:
        """Return the span between two units, whichever comes first; both are kept in the text."""
        first, last = sorted((start, end))
        first, last = max(0, first), min(last, self.units)
        start_offset, end_offset = self.to_offset(first), self.to_offset(last)
        if self.to_unit(end_offset) < last:  # the end cut a pair in two: take the whole of it
            end_offset += 1
        return Span(start_offset, end_offset)


def trimmed(text: str, span: Span) -> Span:
    """Return the span without white space at its ends; empty at its start when nothing is left."""
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
