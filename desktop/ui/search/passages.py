"""A passage laid out in lines with its marks: drawn under the words, never part of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout, QTextOption

from desktop.model.spans import Span
from desktop.ui.positions import Positions
from desktop.ui.widgets.paint import ELLIPSIS, round_box

LEADING = 20


@dataclass(frozen=True)
class Laid:
    """Lines of one passage; `rects` are the marks' places from the passage's own corner."""

    layout: QTextLayout
    lines: int
    rects: tuple[QRectF, ...]

    def paint(self, painter: QPainter, at: QPointF, ink: QColor, mark: QColor) -> None:
        """Draw marks and words with the corner at `at`."""
        for rect in self.rects:
            round_box(painter, rect.translated(at), 3, mark)
        painter.setPen(ink)
        for number in range(self.layout.lineCount()):
            self.layout.lineAt(number).draw(painter, at)


def lay_out(
    text: str, marks: Sequence[Span], font: QFont, width: float, most: int, *, cut: bool
) -> Laid:
    """Set a passage in at most so many lines; `cut` says that the text goes on behind it."""
    shown = " ".join(text.split("\n"))
    layout, lines = _broken(shown + (ELLIPSIS if cut else ""), font, width, most)
    positions = Positions(shown)
    end = layout.lineAt(lines - 1) if lines else None
    if end is not None and end.textStart() + end.textLength() < positions.units:
        layout, lines = _shortened(shown, font, width, most)
    rects: list[QRectF] = []
    for span in marks:
        rects += _rects(layout, *positions.units_of(span))
    return Laid(layout, lines, tuple(rects))


def _broken(text: str, font: QFont, width: float, most: int) -> tuple[QTextLayout, int]:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines = 0
    while lines < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, lines * LEADING + (LEADING - line.height()) / 2))
        lines += 1
    layout.endLayout()
    return layout, lines


def _shortened(text: str, font: QFont, width: float, most: int) -> tuple[QTextLayout, int]:
    """Break a text that is too long for its lines so that the last one ends in dots."""
    low, high = 0, len(text)
    while low < high:  # the longest beginning that fits, dots counted in
        middle = (low + high + 1) // 2
        tried = text[:middle].rstrip() + ELLIPSIS
        layout, lines = _broken(tried, font, width, most)
        last = layout.lineAt(lines - 1)
        fits = last.textStart() + last.textLength() >= Positions(tried).units
        low, high = (middle, high) if fits else (low, middle - 1)
    return _broken(text[:low].rstrip() + ELLIPSIS, font, width, most)


def _rects(layout: QTextLayout, start: int, end: int) -> list[QRectF]:
    found = []
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first = max(start, line.textStart())
        last = min(end, line.textStart() + line.textLength())
        if first < last:
            left, right = (_x(line.cursorToX(first)), _x(line.cursorToX(last)))
            left, right = min(left, right), max(left, right)
            found.append(QRectF(left - 2, line.y() - 0.5, right - left + 4, line.height() + 1))
    return found


def _x(place: Any) -> float:
    """Return the x of what `cursorToX` gives: PySide6 adds the position."""
    return float(place[0] if isinstance(place, tuple) else place)
