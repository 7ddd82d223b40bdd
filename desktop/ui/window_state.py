"""Where the window and its lines stood last time, kept in the settings as short words."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.ui.preferences import Preferences
from desktop.ui.shell import LEAST, put_where_it_was

__all__ = ["LEAST", "WindowState"]


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
        put_where_it_was(window, self.words("window"))
