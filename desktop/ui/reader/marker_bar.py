"""The reader's scroll bar: a quiet handle, and a tick for every mark of the article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from desktop.ui.theme import Theme, see_through

WIDTH = 18
LEAST_HANDLE = 36


class Tick(Enum):
    """What a tick stands for, in the order of painting."""

    MENTION = auto()
    FIND = auto()
    HIGHLIGHT = auto()
    NOTE = auto()


@dataclass(frozen=True, slots=True)
class Place:
    """One tick: `y` in the document."""

    y: float
    tick: Tick
    colour: QColor


class MarkerBar(QScrollBar):
    """A vertical scroll bar with ticks; a click goes to where it points."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._theme = theme
        self._places: tuple[Place, ...] = ()
        self.setStyleSheet(
            f"QScrollBar:vertical {{ width: {WIDTH}px; border: none; background: transparent; }}"
        )
        self.setAccessibleName("Place in the article")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def places(self) -> tuple[Place, ...]:
        """The ticks shown."""
        return self._places

    def show_places(self, places: Sequence[Place]) -> None:
        """Show these ticks."""
        self._places = tuple(sorted(places, key=lambda place: place.tick.value))
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take another look."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Return the width that the ticks need."""
        return QSize(WIDTH, 100)

    def _scale(self) -> float:
        total = self.maximum() + self.pageStep()
        return self.height() / total if total > 0 else 0.0

    def handle(self) -> QRectF:
        """Return where the handle lies."""
        k = self._scale()
        high = max(LEAST_HANDLE, self.pageStep() * k - 8)
        room = self.height() - 8 - high
        y = 4 + (room * self.value() / self.maximum() if self.maximum() else 0)
        return QRectF(3, y, 11, high)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint handle and ticks on the paper."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._theme.paper)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.maximum() > 0:
            held = self.isSliderDown() or self.underMouse()
            painter.setBrush(see_through(self._theme.ink, 0.16 if held else 0.09))
            painter.drawRoundedRect(self.handle(), 5.5, 5.5)
        k = self._scale()
        for place in self._places:
            self._paint_place(painter, place, place.y * k)
        painter.end()

    def _paint_place(self, painter: QPainter, place: Place, y: float) -> None:
        colour = place.colour
        match place.tick:
            case Tick.MENTION:
                painter.fillRect(QRectF(13, round(y), 3, 2), see_through(colour, 0.6))
            case Tick.FIND:
                painter.fillRect(QRectF(2, round(y), 14, 2), colour)
            case Tick.HIGHLIGHT:
                painter.fillRect(QRectF(5, round(y), 8, 3), colour)
            case Tick.NOTE:
                painter.setBrush(colour)
                painter.drawEllipse(QPointF(8.5, y + 1.5), 3.5, 3.5)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go where the pointer points."""
        if event.button() == Qt.MouseButton.LeftButton and self.maximum() > 0:
            self.setSliderDown(True)
            self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer while the handle is held."""
        if self.isSliderDown():
            self._follow(event)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let the handle go."""
        self.setSliderDown(False)
        self.update()

    def _follow(self, event: QMouseEvent) -> None:
        share = event.position().y() / max(1, self.height())
        total = self.maximum() + self.pageStep()
        self.setValue(round(share * total - self.pageStep() / 2))
