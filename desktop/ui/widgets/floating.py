"""Things that float over the window: cards with a shadow, and sheets over a scrim that keep the focus."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsDropShadowEffect, QWidget

from desktop.ui.theme import Theme, ThemeHub
from desktop.ui.widgets.bars import dress_bars
from desktop.ui.widgets.paint import round_box


class FloatingCard(QFrame):
    """A card over the window's other parts: border, radius, shadow; a child, never a window."""

    def __init__(
        self, hub: ThemeHub, parent: QWidget, *, radius: int = 10, role: str = "card"
    ) -> None:
        super().__init__(parent)
        self._hub, self._radius, self._role = hub, radius, role
        self._shade = QGraphicsDropShadowEffect(self)
        self._shade.setBlurRadius(26)
        self._shade.setOffset(0, 6)
        self.setGraphicsEffect(self._shade)
        self._restyle(hub.theme)
        hub.changed.connect(self._restyle)
        self.hide()

    @property
    def theme(self) -> Theme:
        """The theme that holds now."""
        return self._hub.theme

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card."""
        theme = self.theme
        ground = getattr(theme, self._role)
        round_box(QPainter(self), QRectF(self.rect()), self._radius, ground, theme.line_2)

    def showEvent(self, event: QShowEvent) -> None:
        """Dress the scroll bars, which may have come since the theme did."""
        super().showEvent(event)
        dress_bars(self, self.theme)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep clicks from falling through."""
        event.accept()

    def place_at(self, wanted: QPoint, keep_clear: int = 8) -> None:
        """Move to `wanted` of the parent, or as near as the parent's edges allow."""
        parent = self.parentWidget()
        if parent is None:
            return
        room = parent.rect().adjusted(keep_clear, keep_clear, -keep_clear, -keep_clear)
        x = max(room.left(), min(wanted.x(), room.right() - self.width()))
        y = max(room.top(), min(wanted.y(), room.bottom() - self.height()))
        self.move(x, y)

    def _restyle(self, theme: Theme) -> None:
        self._shade.setColor(theme.shadow)
        self.update()


class _Scrim(QWidget):
    """Dims the window behind a sheet and takes its clicks."""

    clicked = Signal()

    def __init__(self, hub: ThemeHub, parent: QWidget) -> None:
        super().__init__(parent)
        self._hub = hub
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._hub.theme.scrim)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.clicked.emit()
        event.accept()


class Popup(FloatingCard):
    """A card that has the focus while it is open: Tab stays inside, Esc closes, focus goes back.

    A click elsewhere in the window closes it too.
    """

    closed = Signal()

    def __init__(
        self, hub: ThemeHub, parent: QWidget, *, radius: int = 8, role: str = "card"
    ) -> None:
        super().__init__(hub, parent, radius=radius, role=role)
        self._came_from: QWidget | None = None

    def open_at(self, corner: QPoint, first: QWidget | None = None) -> None:
        """Show the card with its top left corner there, and give `first` the focus."""
        self._remember()
        self.adjustSize()
        self.place_at(corner)
        self.show()
        self.raise_()
        (first or self).setFocus(Qt.FocusReason.PopupFocusReason)
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def close_card(self) -> None:
        """Hide, and give the focus back."""
        if not self.isVisible():
            return
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self.hide()
        self._give_back()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_card()
            event.accept()
        else:
            event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close on a click outside."""
        if (
            event.type() == QEvent.Type.MouseButtonPress
            and isinstance(event, QMouseEvent)
            and isinstance(watched, QWidget)
            and self.isVisible()
            and watched.window() is self.window()
            and not self._inside(event)
        ):
            self.close_card()
        return False

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go round inside the card."""
        stops = [
            child
            for child in self.findChildren(QWidget)
            if child.isVisible()
            and child.isEnabled()
            and child.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        if not stops:
            return True
        ordered = sorted(stops, key=self._reading_order)
        now = self.focusWidget()
        at = ordered.index(now) if now in ordered else -1
        ordered[(at + (1 if forward else -1)) % len(ordered)].setFocus(
            Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        )
        return True

    def _reading_order(self, widget: QWidget) -> tuple[int, int]:
        corner = widget.mapTo(self, QPoint(0, 0))
        return corner.y() // 12, corner.x()

    def _inside(self, event: QMouseEvent) -> bool:
        corner = self.mapToGlobal(QPoint(0, 0))
        return QRect(corner, self.size()).contains(event.globalPosition().toPoint())

    def _remember(self) -> None:
        if not self.isVisible():
            self._came_from = QApplication.focusWidget()

    def _give_back(self) -> None:
        if self._came_from is not None:
            if shiboken6.isValid(self._came_from):
                self._came_from.setFocus(Qt.FocusReason.PopupFocusReason)
            self._came_from = None


class Sheet(Popup):
    """A card in the middle of a dimmed window, at a wanted size or as large as the window allows."""

    def __init__(
        self,
        hub: ThemeHub,
        parent: QWidget,
        *,
        width: int,
        height: int = 0,
        top: int = 0,
        role: str = "card",
    ) -> None:
        """`top` is the distance from the window's top; without it the sheet is centred."""
        self._scrim = _Scrim(hub, parent)
        super().__init__(hub, parent, radius=10, role=role)
        self._wanted = (width, height, top)
        self._scrim.clicked.connect(self.close_card)
        parent.installEventFilter(self)

    def open_sheet(self, first: QWidget | None = None) -> None:
        """Show it over the scrim."""
        self._remember()
        self._place()
        self._scrim.show()
        self._scrim.raise_()
        self.show()
        self.raise_()
        (first or self).setFocus(Qt.FocusReason.PopupFocusReason)

    def close_card(self) -> None:
        """Hide it and the scrim."""
        self._scrim.hide()
        super().close_card()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if watched is self.parentWidget() and event.type() == QEvent.Type.Resize:
            if self.isVisible():
                self._place()
            return False
        return False

    def refit(self) -> None:
        """Take the height that the content now wants."""
        self._place()

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        room = parent.rect()
        self._scrim.setGeometry(room)
        width, height, top = self._wanted
        wide = min(width, room.width() - 32)
        high = min(
            height or self.heightForWidth(wide) or self.sizeHint().height(), room.height() - 32
        )
        if not height:
            layout = self.layout()
            if layout is not None:
                layout.activate()
                high = min(layout.totalSizeHint().height(), room.height() - 32 - top)
        y = top or (room.height() - high) // 2
        self.setGeometry((room.width() - wide) // 2, min(y, room.height() - high - 16), wide, high)
