"""Two rows of tabs, 36 px high: closable ones over the text, and plain ones over the inspector."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from desktop.ui.icons import paint_icon
from desktop.ui.theme import SEMIBOLD, Theme, ThemeHub
from desktop.ui.widgets.paint import ring_inside, round_box, width_of, words

WIDEST = 212
NARROWEST = 96


@dataclass(frozen=True)
class _Place:
    """Where a tab lies, and its cross."""

    tab: QRectF
    cross: QRectF


class TabStrip(QWidget):
    """The open things, one tab each: a click shows one, its cross or the middle button closes it."""

    chosen = Signal(int)
    close_asked = Signal(int)
    new_asked = Signal()

    def __init__(self, hub: ThemeHub, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._titles: list[str] = []
        self._now = -1
        self._over: QPoint | None = None
        self.setFixedHeight(36)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        hub.changed.connect(self._restyle)

    def show_tabs(self, titles: Sequence[str], now: int) -> None:
        """Show these tabs, the one numbered `now` in front."""
        self._titles, self._now = list(titles), now
        self.setAccessibleDescription(titles[now] if 0 <= now < len(titles) else "")
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as it gets."""
        return QSize(200, 36)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, tabs and the `+`."""
        theme, painter = self._hub.theme, QPainter(self)
        painter.fillRect(self.rect(), theme.panel)
        painter.fillRect(0, 35, self.width(), 1, theme.line)
        places = self._places()
        for number, place in enumerate(places):
            self._paint_tab(painter, theme, number, place)
        plus = self._plus(places)
        if self._over is not None and plus.contains(self._over):
            round_box(painter, plus.adjusted(2, 6, -2, -6), 6, theme.hover)
        paint_icon(painter, "plus", plus.adjusted(8, 10, -8, -10), theme.muted)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up what is under the pointer."""
        self._over = event.position().toPoint()
        self.update()

    def leaveEvent(self, _event: QEvent) -> None:
        """Go dark."""
        self._over = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose, close or open."""
        spot = event.position()
        places = self._places()
        for number, place in enumerate(places):
            if place.tab.contains(spot):
                middle = event.button() == Qt.MouseButton.MiddleButton
                if middle or place.cross.contains(spot):
                    self.close_asked.emit(number)
                elif event.button() == Qt.MouseButton.LeftButton:
                    self.chosen.emit(number)
                return
        if self._plus(places).contains(spot):
            self.new_asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right choose, Delete closes."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            step = -step
        if step and 0 <= self._now + step < len(self._titles):
            self.chosen.emit(self._now + step)
        elif event.key() == Qt.Key.Key_Delete and self._titles:
            self.close_asked.emit(self._now)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Show the whole title of an elided tab."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            for number, place in enumerate(self._places()):
                if place.tab.contains(event.pos()):
                    QToolTip.showText(event.globalPos(), self._titles[number], self)
                    return True
            QToolTip.hideText()
        return super().event(event)

    def _places(self) -> list[_Place]:
        theme = self._hub.theme
        font = theme.sans(13, SEMIBOLD)
        wanted = [min(WIDEST, width_of(title, font) + 44) for title in self._titles]
        room = self.width() - 36
        if sum(wanted) > room and wanted:
            each = max(NARROWEST, room / len(wanted))
            wanted = [min(wide, each) for wide in wanted]
        places, x = [], 0.0
        for wide in wanted:
            tab = QRectF(round(x), 0, round(wide), 36)
            places.append(_Place(tab, QRectF(tab.right() - 28, 6, 24, 24)))
            x += round(wide)
        return places

    def _plus(self, places: list[_Place]) -> QRectF:
        x = places[-1].tab.right() + 4 if places else 4
        return QRectF(x, 0, 32, 36)

    def _paint_tab(self, painter: QPainter, theme: Theme, number: int, place: _Place) -> None:
        tab, front = place.tab, number == self._now
        if front:
            painter.fillRect(tab, theme.paper)
        elif self._over is not None and tab.contains(self._over):
            painter.fillRect(tab.adjusted(0, 0, 0, -1), theme.hover)
        painter.fillRect(QRectF(tab.right() - 1, 0, 1, 36), theme.line)
        font = theme.sans(13, SEMIBOLD) if front else theme.sans(13)
        ink = theme.ink if front else theme.muted
        words(painter, self._titles[number], font, ink, tab.adjusted(14, 0, -30, -1))
        if self._over is not None and place.cross.contains(self._over):
            round_box(painter, place.cross, 6, theme.pressed)
        paint_icon(painter, "close", place.cross.adjusted(5, 5, -5, -5), ink)
        if front and self.hasFocus():
            ring_inside(painter, tab.adjusted(1, 1, -2, -2), theme)

    def _restyle(self, _theme: Theme) -> None:
        self.update()


class PanelTabs(QWidget):
    """The tabs of an inspector: words, the chosen one over a line in the accent."""

    chosen = Signal(int)

    def __init__(
        self, hub: ThemeHub, titles: Sequence[str], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._hub, self._titles, self._now = hub, list(titles), 0
        self.setFixedHeight(36)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        hub.changed.connect(self._restyle)

    @property
    def now(self) -> int:
        """The number of the tab in front."""
        return self._now

    def choose(self, number: int) -> None:
        """Bring a tab to the front, and tell."""
        if number != self._now:
            self._now = number
            self.setAccessibleDescription(self._titles[number])
            self.update()
            self.chosen.emit(number)

    def set_titles(self, titles: Sequence[str]) -> None:
        """Change the words, for a new count."""
        self._titles = list(titles)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        places = self._places()
        return QSize(round(places[-1].right()) + 12 if places else 60, 36)

    def minimumSizeHint(self) -> QSize:
        """Allow it to be cut."""
        return QSize(60, 36)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words and the lines."""
        theme, painter = self._hub.theme, QPainter(self)
        painter.fillRect(self.rect(), theme.panel)
        painter.fillRect(0, 35, self.width(), 1, theme.line)
        for number, place in enumerate(self._places()):
            front = number == self._now
            font = theme.sans(13, SEMIBOLD) if front else theme.sans(13)
            ink = theme.ink if front else theme.muted
            painter.setFont(font)
            painter.setPen(ink)
            painter.drawText(
                place.adjusted(0, 0, 4, -1),
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                self._titles[number],
            )
            if front:
                painter.fillRect(QRectF(place.x(), 34, place.width(), 2), theme.accent)
                if self.hasFocus():
                    ring_inside(painter, place.adjusted(-6, 4, 6, -4), theme)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose."""
        for number, place in enumerate(self._places()):
            if place.adjusted(-6, 0, 6, 0).contains(event.position()):
                self.choose(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right choose."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step and 0 <= self._now + step < len(self._titles):
            self.choose(self._now + step)
        else:
            super().keyPressEvent(event)

    def _places(self) -> list[QRectF]:
        theme = self._hub.theme
        gap = 12.0
        places, x = [], 14.0
        for number, title in enumerate(self._titles):
            weight = SEMIBOLD if number == self._now else theme.sans(13).weight()
            wide = width_of(title, theme.sans(13, weight))
            places.append(QRectF(round(x), 0, round(wide), 36))
            x += round(wide) + gap
        return places

    def _restyle(self, _theme: Theme) -> None:
        self.update()
