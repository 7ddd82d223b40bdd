"""Hits by month as bars, 68 px high, with two handles that narrow the query to a range of dates."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.ui.dates import month_name, months_between, plain_date
from desktop.ui.theme import Theme, ThemeHub, see_through
from desktop.ui.widgets.paint import round_box, width_of, words

TOP, FLOOR = 10, 46
SIDE = 16
HANDLE_WIDE, HANDLE_HIGH = 10, 16
MOST_BARS = 60


class Histogram(QWidget):
    """Bars of hits over time; the handles are moved by mouse or by arrow keys."""

    narrowed = Signal(str, str)
    """First month, and the first one after the range, "YYYY-MM"; "" means no limit there."""

    def __init__(self, hub: ThemeHub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._counts: dict[str, int] = {}
        self._months: list[str] = []
        self._range = [0, 0]
        self._held: int | None = None
        self._near = 0
        self.setFixedHeight(68)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Hits by month"))
        hub.changed.connect(self._restyle)
        self.hide()

    def sizeHint(self) -> QSize:
        """As wide as the results."""
        return QSize(412, 68)

    def show_months(
        self, months: Sequence[tuple[str, int]], after: str = "", before: str = ""
    ) -> None:
        """Show counts by month in time order; `after` and `before` are the query's (from, up to)."""
        if self._held is not None:
            return
        dated = [(month[:7], count) for month, count in months if len(month) >= 7]
        if after or before:  # what the range leaves out keeps its place, from the search before
            inside = dict(dated)
            self._counts = {**{m: c for m, c in self._counts.items() if m not in inside}, **inside}
        else:
            self._counts = dict(dated)
        self.setVisible(len(self._counts) > 1)
        if len(self._counts) < 2:
            return
        ordered = sorted(self._counts)
        self._months = months_between(ordered[0], ordered[-1])[-MOST_BARS:]
        self._range = [0, len(self._months)]
        if after:
            self._range[0] = next((i for i, m in enumerate(self._months) if m >= after[:7]), 0)
        if before:
            ends = [i + 1 for i, m in enumerate(self._months) if m < before[:7]]
            self._range[1] = max(ends, default=len(self._months))
        self._describe()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, bars, months and handles."""
        theme, painter = self._hub.theme, QPainter(self)
        painter.fillRect(self.rect(), theme.paper)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.line)
        if not self._months:
            return
        tallest = max(self._counts.values()) or 1
        step = self._step()
        gap = 3 if step > 8 else 1
        for number, month in enumerate(self._months):
            high = (FLOOR - TOP) * self._counts.get(month, 0) / tallest
            inside = self._range[0] <= number < self._range[1]
            colour = see_through(theme.accent, 0.55) if inside else theme.line_2
            bar = QRectF(SIDE + number * step, FLOOR - max(high, 1.5), step - gap, max(high, 1.5))
            painter.fillRect(bar, colour)
        self._paint_months(painter, theme)
        for end in (0, 1):
            self._paint_handle(painter, theme, end)

    def _paint_months(self, painter: QPainter, theme: Theme) -> None:
        font, last = theme.sans(12), len(self._months) - 1
        right = -40.0
        for number in sorted({0, last // 3, 2 * last // 3, last}):
            month = self._months[number]
            with_year = number == 0 or month.endswith("-01")
            text = plain_date(month) if with_year else month_name(month)
            wide = width_of(text, font)
            x = SIDE + number * self._step()
            x = min(x, self.width() - SIDE - wide)
            if x > right + 8:
                words(painter, text, font, theme.muted, QRectF(x, FLOOR + 2, wide + 2, 16))
                right = x + wide

    def _paint_handle(self, painter: QPainter, theme: Theme, end: int) -> None:
        x = self._x(end)
        painter.fillRect(QRectF(x - 0.75, TOP - 2, 1.5, FLOOR - TOP + 2), theme.accent)
        grip = QRectF(
            x - HANDLE_WIDE / 2, (TOP + FLOOR - HANDLE_HIGH) / 2, HANDLE_WIDE, HANDLE_HIGH
        )
        ring = 2.0 if self.hasFocus() and end == self._near else 1.2
        round_box(painter, grip, 3, theme.card, theme.accent, width=ring)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the nearer handle."""
        x = event.position().x()
        self._near = 0 if abs(x - self._x(0)) <= abs(x - self._x(1)) else 1
        self._held = self._near
        self._move_to(x)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the handle that is held."""
        if self._held is not None:
            self._move_to(event.position().x())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Narrow the query."""
        if self._held is not None:
            self._held = None
            self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the near handle by a month; Space goes to the other one."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step and self._months:
            self._put(self._near, self._range[self._near] + step)
            self._tell()
        elif event.key() == Qt.Key.Key_Space:
            self._near = 1 - self._near
            self.update()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tell month and count under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._months:
            number = int((event.pos().x() - SIDE) / self._step())
            if 0 <= number < len(self._months):
                month = self._months[number]
                text = f"{plain_date(month)}: {self._counts.get(month, 0):,}"
                QToolTip.showText(event.globalPos(), text, self)
                return True
        return super().event(event)

    def _step(self) -> float:
        return (self.width() - 2 * SIDE) / max(1, len(self._months))

    def _x(self, end: int) -> float:
        return SIDE + self._range[end] * self._step()

    def _move_to(self, x: float) -> None:
        if self._held is not None:
            self._put(self._held, round((x - SIDE) / self._step()))

    def _put(self, end: int, number: int) -> None:
        least = 0 if end == 0 else self._range[0] + 1
        most = self._range[1] - 1 if end == 0 else len(self._months)
        self._range[end] = max(least, min(number, most))
        self._describe()
        self.update()

    def _tell(self) -> None:
        first, last = self._range
        after = self._months[first] if first > 0 else ""
        before = self._months[last] if last < len(self._months) else ""
        self.narrowed.emit(after, before)

    def _describe(self) -> None:
        if self._months:
            first, last = self._months[self._range[0]], self._months[self._range[1] - 1]
            said = self.tr("From {first} to {last}")
            self.setAccessibleDescription(said.format(first=first, last=last))

    def _restyle(self, _theme: Theme) -> None:
        self.update()
