"""The little that moves in the reader: the scroll to a hit and the fading of its ground."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation
from PySide6.QtWidgets import QScrollBar

SCROLL_MS, FADE_MS = 160, 1200


class Motion(QObject):
    """Runs the two animations; with `still` set everything is at its end at once."""

    def __init__(self, bar: QScrollBar, fade: Callable[[float], None], parent: QObject) -> None:
        super().__init__(parent)
        self.still = False
        self._bar, self._fade = bar, fade
        self._scroll = QVariantAnimation(self)
        self._scroll.setDuration(SCROLL_MS)
        self._scroll.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._scroll.valueChanged.connect(self._scrolled)
        self._fading = QVariantAnimation(self)
        self._fading.setDuration(FADE_MS)
        self._fading.setStartValue(1.0)
        self._fading.setKeyValueAt(0.35, 1.0)
        self._fading.setEndValue(0.0)
        self._fading.valueChanged.connect(self._faded)

    def scroll_to(self, value: int) -> None:
        """Bring the scroll bar to `value`."""
        self._scroll.stop()
        if self.still or value == self._bar.value():
            self._bar.setValue(value)
            return
        self._scroll.setStartValue(self._bar.value())
        self._scroll.setEndValue(value)
        self._scroll.start()

    def fade(self) -> None:
        """Let the ground of the words just opened fade away; without motion it stays until asked."""
        self._fading.stop()
        self._fade(1.0)
        if not self.still:
            self._fading.start()

    def stop(self) -> None:
        """Stop where things are and take the fading ground away."""
        self._scroll.stop()
        self._fading.stop()
        self._fade(0.0)

    @property
    def moving(self) -> bool:
        """Whether the text is being scrolled."""
        return self._scroll.state() == QVariantAnimation.State.Running

    def _scrolled(self, value: object) -> None:
        if isinstance(value, int):
            self._bar.setValue(value)

    def _faded(self, value: object) -> None:
        if isinstance(value, float):
            self._fade(value)
