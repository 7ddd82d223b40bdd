"""The one focus ring around buttons: 2 px in the accent, 2 px away; rows and fields draw their own."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from desktop.ui.theme import Theme, ThemeHub
from desktop.ui.widgets.paint import round_box

GAP = 4


class FocusRing(QWidget):
    """Lies over the window and follows the focus; a mouse never meets it."""

    def __init__(self, hub: ThemeHub, window: QWidget) -> None:
        super().__init__(window)
        self._hub = hub
        self._followed: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._hear_focus)
        hub.changed.connect(self._restyle)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring."""
        round_box(QPainter(self), QRectF(self.rect()), 9, None, self._hub.theme.accent, width=2)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Follow what has the focus when it moves, grows or hides."""
        if event.type() in (
            QEvent.Type.Move,
            QEvent.Type.Resize,
            QEvent.Type.Show,
            QEvent.Type.Hide,
        ):
            self._place()
        return False

    def _hear_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        for widget in self._followed:
            widget.removeEventFilter(self)
        self._followed = []
        window = self.parentWidget()
        if isinstance(now, QAbstractButton) and window is not None and window.isAncestorOf(now):
            step: QWidget | None = now
            while step is not None and step is not window:
                self._followed.append(step)
                step.installEventFilter(self)
                step = step.parentWidget()
        self._place()

    def _place(self) -> None:
        window = self.parentWidget()
        if not self._followed or window is None or not self._followed[0].isVisible():
            self.hide()
            return
        button = self._followed[0]
        corner = button.mapTo(window, QPoint(0, 0))
        self.setGeometry(QRect(corner, button.size()).adjusted(-GAP, -GAP, GAP, GAP))
        self.show()
        self.raise_()

    def _restyle(self, _theme: Theme) -> None:
        self.update()
