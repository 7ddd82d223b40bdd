"""The user's settings as the window holds them: changed at once, told to all, written a moment later."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop import settings as stored
from desktop.settings import LineHeight, Settings
from desktop.ui.theme import Faces

_LINE_HEIGHTS = {LineHeight.TIGHT: 1.48, LineHeight.NORMAL: 1.64, LineHeight.OPEN: 1.84}

WAIT_MS = 400


class Preferences(QObject):
    """Holds the settings of the moment and keeps them in their file."""

    changed = Signal(object)
    """The Settings from now on."""

    def __init__(
        self,
        settings: Settings,
        keep: Callable[[Callable[[], object]], object],
        *,
        path: Path | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`keep` runs a piece of work away from the window's thread."""
        super().__init__(parent)
        self._settings, self._keep, self._path = settings, keep, path
        self._before: Settings | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(WAIT_MS)
        self._later.timeout.connect(self._write)

    @property
    def settings(self) -> Settings:
        """The settings of the moment."""
        return self._settings

    def change(self, **changes: Any) -> None:
        """Set what is given; everyone is told, and the file is written soon."""
        made = self._settings.changed(**changes)
        if made == self._settings:
            return
        self._before, self._settings = self._settings, made
        self._later.start()
        self.changed.emit(made)

    def remember(self, name: str, place: str) -> None:
        """Keep a place of the window without telling anyone."""
        if self._settings.window.get(name) != place:
            window = {**self._settings.window, name: place}
            self._settings = self._settings.changed(window=window)
            self._later.start()

    def take_back(self) -> None:
        """Undo the last change of a setting."""
        if self._before is not None:
            before = self._before.changed(window=self._settings.window)
            self._before, self._settings = None, before
            self._later.start()
            self.changed.emit(before)

    @property
    def can_take_back(self) -> bool:
        """Whether there is a change to undo."""
        return self._before is not None

    def flush(self) -> None:
        """Write now, if anything waits to be written; for the end of the program."""
        if self._later.isActive():
            self._later.stop()
            stored.save(self._settings, self._path)

    def _write(self) -> None:
        settings, path = self._settings, self._path
        self._keep(lambda: stored.save(settings, path))


def faces_of(settings: Settings) -> Faces:
    """Return the type that the settings ask for."""
    return Faces(
        serif=settings.reading_face or Faces().serif,
        text_px=settings.type_size,
        measure=settings.line_width,
        line_height=_LINE_HEIGHTS[settings.line_height],
    )
