"""Where the window and its lines stood last time, kept in the settings as short words."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.ui.preferences import Preferences

FIRST_SIZE = QSize(1440, 900)


class WindowState:
    """Reads and keeps places; a place on a screen that is gone is not used."""

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences

    def words(self, name: str) -> str:
        """Return what was kept under a name."""
        return self._preferences.settings.window.get(name, "")

    def number(self, name: str, otherwise: int) -> int:
        """Return a kept number."""
        kept = self.words(name)
        return int(kept) if kept.isdigit() else otherwise

    def keep_words(self, name: str, words: str) -> None:
        """Keep words under a name."""
        self._preferences.remember(name, words)

    def keep(self, window: QWidget) -> None:
        """Keep where the window is."""
        place = window.normalGeometry() if window.isMaximized() else window.geometry()
        numbers = (place.x(), place.y(), place.width(), place.height(), int(window.isMaximized()))
        self.keep_words("window", " ".join(map(str, numbers)))

    def restore(self, window: QWidget) -> None:
        """Put the window where it was, or in the middle of the screen at its first size."""
        screen = QGuiApplication.primaryScreen()
        room = screen.availableGeometry() if screen is not None else QRect(0, 0, 1440, 900)
        kept = self._kept_place()
        if kept is not None and _seen(kept[0]):
            window.setGeometry(kept[0])
            if kept[1]:
                window.showMaximized()
            return
        size = FIRST_SIZE.boundedTo(room.size())
        place = QRect(room.topLeft(), size)
        place.moveCenter(room.center())
        window.setGeometry(place)

    def _kept_place(self) -> tuple[QRect, bool] | None:
        parts = self.words("window").split()
        try:
            x, y, wide, high, whole = (int(part) for part in parts)
        except ValueError:
            return None
        return QRect(x, y, wide, high), bool(whole)


def _seen(place: QRect) -> bool:
    """Whether enough of the place lies on a screen to be got hold of."""
    return any(
        screen.availableGeometry().intersected(place).width() >= 120
        and screen.availableGeometry().intersected(place).height() >= 80
        for screen in QGuiApplication.screens()
    )
