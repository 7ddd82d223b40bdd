"""Small strokes that painters and delegates share: grounds, rings, dots, lines of text that end in dots."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from desktop.ui.positions import Positions
from desktop.ui.theme import Theme

ELLIPSIS = "…"


def round_box(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    fill: QColor | None,
    line: QColor | None = None,
    *,
    width: float = 1.0,
) -> None:
    """Draw a rounded box whose outline lies inside `rect`, on whole pixels."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    if line is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, radius, radius)
        return
    half = width / 2
    painter.setPen(QPen(line, width))
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius - half, radius - half)


def ring_inside(painter: QPainter, rect: QRectF, theme: Theme, radius: float = 4) -> None:
    """Draw the focus ring of a row, 2 px wide, inside its rect."""
    round_box(painter, rect, radius, None, theme.accent, width=2)


def dot(painter: QPainter, centre: QPointF, diameter: float, colour: QColor) -> None:
    """Draw a filled dot: a state or a kind."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(centre, diameter / 2, diameter / 2)


def words(
    painter: QPainter,
    text: str,
    font: QFont,
    colour: QColor,
    rect: QRectF,
    *,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> float:
    """Draw one line of text in the middle of the rect's height, elided; return the width used."""
    metrics = QFontMetricsF(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(rect, int(align | Qt.AlignmentFlag.AlignVCenter), shown)
    return metrics.horizontalAdvance(shown)


def width_of(text: str, font: QFont) -> float:
    """Return how wide a line of text is."""
    return QFontMetricsF(font).horizontalAdvance(text)


def text_lines(text: str, font: QFont, width: float, most: int) -> list[str]:
    """Break a text into at most so many lines; the last one is elided when more would follow."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines: list[str] = []
    positions = Positions(text)
    layout.beginLayout()
    while len(lines) < most:
        line: QTextLine = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        start = positions.to_offset(line.textStart())
        rest = text[start:]
        piece = text[start : positions.to_offset(line.textStart() + line.textLength())]
        if len(lines) == most - 1 and len(piece) < len(rest):
            lines.append(QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width))
        else:
            lines.append(piece.rstrip())
    layout.endLayout()
    return lines


def paragraph(
    painter: QPainter,
    lines: list[str],
    font: QFont,
    colour: QColor,
    rect: QRectF,
    *,
    leading: float,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> float:
    """Draw lines one under another, `leading` apart, from the top of the rect; return the height."""
    painter.setFont(font)
    painter.setPen(colour)
    for number, line in enumerate(lines):
        box = QRectF(rect.x(), rect.y() + number * leading, rect.width(), leading)
        painter.drawText(
            box, int(align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip), line
        )
    return len(lines) * leading
