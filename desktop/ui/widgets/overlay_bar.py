"""A scroll bar that lies over a list's edge, so that rows keep their width; seen while it is of use."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from desktop.ui.theme import Theme, ThemeHub, see_through
from desktop.ui.widgets.paint import round_box

WIDTH, SHOWN_MS = 10, 900


class OverlayBar(QWidget):
    """Shows where a scroll area stands, 10 px wide; can be dragged."""

    def __init__(self, hub: ThemeHub, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self._hub, self._area = hub, area
        self._grip: float | None = None
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._fade = QTimer(self)
        self._fade.setSingleShot(True)
        self._fade.setInterval(SHOWN_MS)
        self._fade.timeout.connect(self._maybe_hide)
        bar = area.verticalScrollBar()
        bar.valueChanged.connect(self._hear_scroll)
        bar.rangeChanged.connect(self._place)
        area.installEventFilter(self)
        area.viewport().installEventFilter(self)
        hub.changed.connect(self._restyle)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the area's size, and come when the pointer is over it."""
        kind = event.type()
        if kind == QEvent.Type.Resize and watched is self._area:
            self._place()
        elif kind in (QEvent.Type.Enter, QEvent.Type.MouseMove) and watched is not self._area:
            self._appear()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the thumb."""
        strong = 0.32 if self._grip is not None or self.underMouse() else 0.18
        colour = see_through(self._hub.theme.ink, strong)
        round_box(QPainter(self), self._thumb().adjusted(2, 2, -2, -2), 3, colour)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while the pointer is on it."""
        self._fade.stop()
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Go a moment later."""
        self._fade.start()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the thumb, or bring it to the pointer."""
        thumb = self._thumb()
        y = event.position().y()
        self._grip = y - thumb.y() if thumb.contains(event.position()) else thumb.height() / 2
        self._drag(y)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag."""
        if self._grip is not None:
            self._drag(event.position().y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._grip = None
        self.update()
        event.accept()

    def _drag(self, y: float) -> None:
        bar = self._area.verticalScrollBar()
        room = self.height() - self._thumb().height()
        if self._grip is not None and room > 0:
            bar.setValue(round((y - self._grip) / room * bar.maximum()))

    def _thumb(self) -> QRectF:
        bar = self._area.verticalScrollBar()
        whole = bar.maximum() + bar.pageStep()
        if whole <= 0 or bar.maximum() <= 0:
            return QRectF(0, 0, WIDTH, self.height())
        high = max(32.0, self.height() * bar.pageStep() / whole)
        y = (self.height() - high) * bar.value() / bar.maximum()
        return QRectF(0, y, WIDTH, high)

    def _hear_scroll(self) -> None:
        self._appear()

    def _appear(self) -> None:
        if self._area.verticalScrollBar().maximum() > 0:
            self._place()
            self.show()
            self.raise_()
            self.update()
            self._fade.start()

    def _maybe_hide(self) -> None:
        if self._grip is None and not self.underMouse():
            self.hide()

    def _place(self) -> None:
        view = self._area.viewport().geometry()
        self.setGeometry(view.right() - WIDTH + 1, view.top(), WIDTH, view.height())
        if self._area.verticalScrollBar().maximum() <= 0:
            self.hide()

    def _restyle(self, _theme: Theme) -> None:
        self.update()
