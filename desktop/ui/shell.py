"""The window before anything is in it: shown at once, painted as the frame will be, then filled.

It imports next to nothing, so that it is seen as soon as Qt can show a window at all.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from desktop.ui import colours

FIRST_SIZE, LEAST = QSize(1440, 900), QSize(640, 480)
TOP, STATUS, SIDEBAR, RAIL, LIST = 48, 28, 183, 47, 275
RAIL_BELOW, ONE_COLUMN_BELOW = 1120, 900


class Shell(QMainWindow):
    """The window of the system: an empty frame first, the real one as soon as it is made."""

    shown = Signal()
    """It was painted for the first time; what could wait may begin."""
    closing = Signal()

    def __init__(self, theme: str = "system", place: str = "") -> None:
        """`theme` is the user's choice; `place` are the words in which the last place was kept."""
        super().__init__()
        dark = theme == "dark" or (theme == "system" and system_is_dark())
        values = colours.DARK if dark else colours.LIGHT
        self._paper, self._panel = QColor(values["paper"]), QColor(values["panel"])
        self._line, self._seen = QColor(values["line"]), False
        self.setWindowTitle("Carrel")
        self.setMinimumSize(LEAST)
        put_where_it_was(self, place)

    def fill(self, frame: QWidget) -> None:
        """Lay the frame into the window."""
        self.setCentralWidget(frame)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the grounds and lines of the frame that is to come."""
        if self.centralWidget() is not None:
            return
        painter = QPainter(self)
        wide, high = self.width(), self.height()
        painter.fillRect(self.rect(), self._paper)
        side = RAIL if wide < RAIL_BELOW else SIDEBAR
        painter.fillRect(0, 0, side, high, self._panel)
        painter.fillRect(side, TOP, 1, high, self._line)
        if wide >= ONE_COLUMN_BELOW:
            painter.fillRect(side + 1 + LIST, TOP, 1, high, self._line)
        painter.fillRect(0, 0, wide, TOP - 1, self._panel)
        painter.fillRect(0, TOP - 1, wide, 1, self._line)
        painter.fillRect(0, high - STATUS, wide, STATUS, self._panel)
        painter.fillRect(0, high - STATUS, wide, 1, self._line)

    def event(self, event: QEvent) -> bool:
        """Tell when it was painted for the first time."""
        done = super().event(event)
        if event.type() == QEvent.Type.Paint and not self._seen:
            self._seen = True
            QTimer.singleShot(0, self.shown.emit)
        return done

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the user is leaving."""
        self.closing.emit()
        super().closeEvent(event)


def system_is_dark() -> bool:
    """Whether the system asks for a dark look."""
    hints = QGuiApplication.styleHints()
    return hints is not None and hints.colorScheme() == Qt.ColorScheme.Dark


def put_where_it_was(window: QWidget, words: str) -> None:
    """Put a window where it was, or in the middle of the screen at its first size.

    `words` are x, y, width, height and whether it was maximized; a place on a screen that is gone is
    not used.
    """
    screen = QGuiApplication.primaryScreen()
    room = screen.availableGeometry() if screen is not None else QRect(0, 0, 1440, 900)
    try:
        x, y, wide, high, whole = (int(part) for part in words.split())
    except ValueError:
        x = y = wide = high = whole = 0
    kept = QRect(x, y, wide, high)
    if wide and _seen(kept):
        window.setGeometry(kept)
        if whole:
            window.showMaximized()
        return
    place = QRect(room.topLeft(), FIRST_SIZE.boundedTo(room.size()))
    place.moveCenter(room.center())
    window.setGeometry(place)


def _seen(place: QRect) -> bool:
    """Whether enough of the place lies on a screen to be got hold of."""
    return any(
        screen.availableGeometry().intersected(place).width() >= 120
        and screen.availableGeometry().intersected(place).height() >= 80
        for screen in QGuiApplication.screens()
    )
