"""Overlapping marks on a text, turned into runs that do not overlap.

One sweep over all points where a mark begins or ends; O((n + m) log m) for n characters and m marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

MarkT = TypeVar("MarkT")

_RTL_LETTER: Final = (
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_RTL: Final = re.compile(rf"{_RTL_LETTER}(?:[\W\d_]*{_RTL_LETTER})*")
_STRONG: Final = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Layer(Generic[MarkT]):
    """A mark over a stretch of text; layers given later lie above earlier ones."""

    start: int
    end: int
    mark: MarkT


def compile_runs(
    text: str,
    layers: Iterable[Layer[MarkT]],
    draw: Callable[[str, tuple[MarkT, ...]], str],
    opens: Mapping[int, Sequence[str]] | None = None,
    closes: Mapping[int, Sequence[str]] | None = None,
) -> str:
    """Return the text as runs, drawn by `draw(words, marks)` with the marks in the order given.

    `opens` and `closes` are fragments without width, by offset; at one offset all that closes comes
    before all that opens, so that marks which only touch do not cross.
    """
    opens = opens or {}
    closes = closes or {}
    beginning: dict[int, list[int]] = {}
    ending: dict[int, list[int]] = {}
    given = list(layers)
    size = len(text)
    for index, layer in enumerate(given):
        start, end = max(layer.start, 0), min(layer.end, size)
        if start < end:
            beginning.setdefault(start, []).append(index)
            ending.setdefault(end, []).append(index)
    cuts = sorted({0, size, *beginning, *ending, *opens, *closes})
    active: set[int] = set()
    marks: tuple[MarkT, ...] = ()
    out: list[str] = []
    for here, following in zip(cuts, [*cuts[1:], size], strict=True):
        out.extend(closes.get(here, ()))
        if here in ending or here in beginning:
            active.difference_update(ending.get(here, ()))
            active.update(beginning.get(here, ()))
            marks = tuple(given[i].mark for i in sorted(active))
        out.extend(opens.get(here, ()))
        if here < following:
            out.append(draw(text[here:following], marks))
    return "".join(out)


def right_to_left(text: str) -> list[tuple[int, int]]:
    """Return the stretches in right-to-left scripts, spaces and digits between their words included."""
    if text.isascii():
        return []
    return [match.span() for match in _RTL.finditer(text)]


def runs_leftwards(text: str) -> bool:
    """Whether a paragraph runs from right to left: its first letter decides (UAX 9, rules P2 and P3)."""
    first = _STRONG.search(text)
    return first is not None and _RTL.match(first.group()) is not None
