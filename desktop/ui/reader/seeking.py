"""Find in the open article: the bar, the hits, and which of them the user is on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QWidget

from desktop.model.spans import Span
from desktop.ui.reader.find_bar import FindBar
from desktop.ui.reader.finding import find
from desktop.ui.reader.opened import Opened
from desktop.ui.reader.page import Ranges
from desktop.ui.theme import ThemeHub

EDGE = 34


class Seeking(QObject):
    """Finds in the article in front; every tab keeps its own words and hits."""

    def __init__(self, hub: ThemeHub, pane: QWidget, front: Callable[[], Opened | None]) -> None:
        super().__init__(pane)
        self._pane, self._front = pane, front
        self.bar = FindBar(hub, pane)
        self.bar.typed.connect(self._hear_typing)
        self.bar.stepped.connect(self.step)
        self.bar.closed.connect(self.close)

    def open(self) -> None:
        """Show the bar, with the selected words in it if they are few."""
        opened = self._front()
        if opened is None or opened.page is None:
            return
        span = opened.view.selected
        words = span.of(opened.page.text) if span is not None and len(span) <= 80 else ""
        self.place()
        self.bar.open_bar("" if "\n" in words else words)
        self._seek(self.bar.field.text())

    def close(self) -> None:
        """Take the bar and the hits away; the hit becomes the selection."""
        opened = self._front()
        self.bar.hide()
        if opened is None:
            return
        if opened.hits and opened.hit >= 0:
            opened.view.select(opened.hits[opened.hit])
        opened.forget_finds()
        opened.view.set_finds(Ranges(()), -1)
        opened.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, step: int) -> None:
        """Go to the next hit or the one before, round the end."""
        opened = self._front()
        if opened is not None and opened.hits:
            self._go(opened, (opened.hit + step) % len(opened.hits))

    def renew(self) -> None:
        """Show the hits of the article that has come to the front, if the bar is open."""
        if self.bar.isVisible():
            self._seek(self.bar.field.text())

    def place(self) -> None:
        """Put the bar at the upper edge of the text."""
        left = self._pane.width() - self.bar.width() - EDGE
        self.bar.move(QPoint(max(8, left), 12))

    def _hear_typing(self, words: str) -> None:
        self._seek(words)

    def _seek(self, words: str) -> None:
        opened = self._front()
        if opened is None or opened.page is None:
            return
        page, view = opened.page, opened.view
        known = words == opened.found and opened.hits
        if not known:
            opened.found, opened.hits = words, tuple(find(page.text, words))
            view.showing.finds = Ranges(page.positions.units_of(hit) for hit in opened.hits)
            starts = [hit.start for hit in opened.hits]
            first = bisect_left(starts, view.place())
            opened.hit = min(first, len(starts) - 1)
        if opened.hits:
            self._go(opened, opened.hit)
        else:
            view.set_finds(Ranges(()), -1)
            self.bar.count(-1, 0)

    def _go(self, opened: Opened, number: int) -> None:
        opened.hit = number
        opened.view.set_finds(opened.view.showing.finds, number)
        hit: Span = opened.hits[number]
        opened.view.reveal(hit, moving=True)
        self.bar.count(number, len(opened.hits))
