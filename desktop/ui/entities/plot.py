"""Mentions by month as bars, 96 px high, with lines to count by."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.model.entity import EntityKind
from desktop.ui.dates import months_between, plain_date
from desktop.ui.theme import ThemeHub, see_through
from desktop.ui.widgets.paint import width_of, words

TOP, FLOOR = 8, 74
MOST_MONTHS = 60


def filled(months: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return the months in order with none left out between the first and the last, at most 60."""
    dated = {month: count for month, count in months if len(month) == 7}
    if not dated:
        return []
    every = months_between(min(dated), max(dated))[-MOST_MONTHS:]
    return [(month, dated.get(month, 0)) for month in every]


class Plot(QWidget):
    """The bars; offered in words to those who cannot see them."""

    def __init__(self, hub: ThemeHub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._months: list[tuple[str, int]] = []
        self._kind = EntityKind.PERSON
        self.setFixedHeight(96)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Mentions by month"))

    def show_months(self, months: Sequence[tuple[str, int]], kind: EntityKind) -> None:
        """Show counts by month, "YYYY-MM"."""
        self._months, self._kind = filled(months), kind
        told = ", ".join(f"{month}: {count}" for month, count in self._months if count)
        self.setAccessibleDescription(told)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the dossier."""
        return QSize(500, 96)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw lines, bars and months."""
        theme, painter = self._hub.theme, QPainter(self)
        if not self._months:
            nothing = self.tr("No dated article names it yet.")
            words(painter, nothing, theme.sans(13), theme.muted, QRectF(0, 0, self.width(), 32))
            return
        tallest = max(count for _, count in self._months) or 1
        small = theme.sans(12, figures=True)
        painter.fillRect(QRectF(0, FLOOR, self.width(), 1), theme.line)
        for level in {tallest, (tallest + 1) // 2}:
            y = FLOOR - (FLOOR - TOP) * level / tallest
            painter.fillRect(QRectF(0, y, self.width(), 1), theme.line)
            wide = width_of(str(level), small)
            words(
                painter,
                str(level),
                small,
                theme.muted,
                QRectF(self.width() - wide, y, wide + 1, 16),
            )
        step = self._step()
        colour = see_through(theme.kind_mark(self._kind), 0.6)
        for number, (_, count) in enumerate(self._months):
            high = (FLOOR - TOP) * count / tallest
            painter.fillRect(QRectF(number * step, FLOOR - high, max(1.0, step - 3), high), colour)
        last = len(self._months) - 1
        for number in sorted({0, last}):
            text = plain_date(self._months[number][0])
            wide = width_of(text, small)
            x = min(number * step, self.width() - 30 - wide)
            words(painter, text, small, theme.muted, QRectF(max(0, x), FLOOR + 4, wide + 1, 16))

    def event(self, event: QEvent) -> bool:
        """Tell month and count under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._months:
            number = int(event.pos().x() / self._step())
            if 0 <= number < len(self._months):
                month, count = self._months[number]
                QToolTip.showText(event.globalPos(), f"{plain_date(month)}: {count:,}", self)
                return True
        return super().event(event)

    def _step(self) -> float:
        return min(40.0, (self.width() - 30) / max(1, len(self._months)))
