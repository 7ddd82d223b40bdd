"""Where marks lie on the lines of a block: worked out for blocks in view, kept until the type moves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextLine

from desktop.ui.reader.page import Page
from desktop.ui.reader.typography import Setting, ascent_descent, setting_of
from desktop.ui.theme import Theme

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u200f\u202b\u202e\u2067\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one line, from the block's own corner: its left end, width and baseline."""

    x: float
    width: float
    baseline: float


@dataclass(frozen=True, slots=True)
class MarkedMention:
    """A mention's runs in one block; a `covered` one lies under a highlight and has no ground."""

    index: int
    runs: tuple[Run, ...]
    covered: bool


@dataclass(frozen=True, slots=True)
class BlockMarks:
    """All marks of one block, highlights oldest first; `first` and `last` in Qt's units."""

    first: int
    last: int
    ascent: float
    descent: float
    setting: Setting
    highlights: tuple[tuple[int, tuple[Run, ...]], ...]
    mentions: tuple[MarkedMention, ...]

    def ground(self, run: Run, pad: float, sides: float) -> QRectF:
        """Return the rectangle behind a run, reaching `pad` above and below the face."""
        return QRectF(
            run.x - sides,
            run.baseline - self.ascent - pad,
            run.width + 2 * sides,
            self.ascent + self.descent + 2 * pad,
        )


def runs(block: QTextBlock, start: int, end: int) -> tuple[Run, ...]:
    """Return the runs of the units [start, end) that lie in this block, line by line.

    A space at the end of a wrapped line is left out. Where writing directions mix, a stretch of text
    can fall into several runs on one line.
    """
    layout = block.layout()
    first = max(start, block.position()) - block.position()
    last = min(end, block.position() + block.length() - 1) - block.position()
    if last <= first:
        return ()
    mixed = _RIGHT_TO_LEFT.search(block.text()) is not None
    found: list[Run] = []
    line = layout.lineForTextPosition(first)
    while line.isValid():
        line_end = line.textStart() + line.textLength()
        a, z = max(first, line.textStart()), min(last, line_end)
        found += _mixed_runs(line, a, z) if mixed else _plain_run(line, a, z)
        if last <= line_end or line.lineNumber() + 1 >= layout.lineCount():
            break
        line = layout.lineAt(line.lineNumber() + 1)
    return tuple(found)


def _x(line: QTextLine, position: int) -> float:
    found: Any = line.cursorToX(position)  # a pair, whatever the stubs say
    return float(found[0] if isinstance(found, tuple) else found)


def _plain_run(line: QTextLine, start: int, end: int) -> list[Run]:
    edge = line.x() + line.naturalTextWidth()
    left, right = _x(line, start), min(_x(line, end), edge)
    if right <= left:
        return []
    return [Run(left, right - left, line.y() + line.ascent())]


def _mixed_runs(line: QTextLine, start: int, end: int) -> list[Run]:
    """Return the runs of a line in visual order, those that touch joined into one."""
    if end <= start:
        return []
    baseline = line.y() + line.ascent()
    parts = sorted(
        (rect.left(), rect.right())
        for rect in (glyphs.boundingRect() for glyphs in line.glyphRuns(start, end - start))
        if rect.width() > 0
    )
    joined: list[tuple[float, float]] = []
    for left, right in parts:
        if joined and left - joined[-1][1] < 1.5:
            joined[-1] = joined[-1][0], max(right, joined[-1][1])
        else:
            joined.append((left, right))
    if not joined:  # nothing but spaces
        x = sorted((_x(line, start), _x(line, end)))
        joined = [(x[0], x[1])]
    return [Run(left, right - left, baseline) for left, right in joined]


class Marks:
    """The marks of a page by block, worked out when first asked for."""

    def __init__(self, page: Page, theme: Theme) -> None:
        self._page, self._theme = page, theme
        self._kept: dict[int, BlockMarks] = {}

    def drop(self) -> None:
        """Forget all: the width, the type or the page has changed."""
        self._kept.clear()

    def of(self, block: QTextBlock) -> BlockMarks:
        """Return the marks of a block that is laid out."""
        number = block.blockNumber()
        kept = self._kept.get(number)
        if kept is None:
            kept = self._kept[number] = self._made(block, number)
        return kept

    def _made(self, block: QTextBlock, number: int) -> BlockMarks:
        page, fonts = self._page, self._theme.fonts
        first, last = block.position(), block.position() + block.length()
        setting = setting_of(page.blocks[number], fonts.text_px, fonts.line_height)
        ascent, descent = ascent_descent(setting, self._theme)
        lit = page.annotation_ranges
        highlights = [
            (i, runs(block, lit.starts[i], lit.ends[i])) for i in lit.meeting(first, last)
        ]
        highlights.sort(key=lambda marked: page.age[marked[0]])
        named = page.mention_ranges
        mentions = [
            MarkedMention(
                i,
                runs(block, named.starts[i], named.ends[i]),
                any(True for _ in lit.meeting(named.starts[i], named.ends[i])),
            )
            for i in named.meeting(first, last)
        ]
        return BlockMarks(first, last, ascent, descent, setting, tuple(highlights), tuple(mentions))
