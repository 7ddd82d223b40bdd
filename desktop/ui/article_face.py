"""The reader's own view, lent to other rooms that show an article: the search's preview."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.model.spans import Span
from desktop.ui.reader.page import Page, Ranges
from desktop.ui.reader.view import ReaderView
from desktop.ui.reader.words import kicker
from desktop.ui.theme import Theme, ThemeHub
from desktop.work.read_article import ReaderPage


class ReaderFace:
    """Shows a page with words marked as hits."""

    def __init__(self, hub: ThemeHub) -> None:
        self._view = ReaderView(hub.theme)
        self._marks: tuple[Span, ...] = ()
        hub.changed.connect(self._take_theme)

    @property
    def widget(self) -> QWidget:
        """What is placed in the window."""
        return self._view

    def show_article(self, page: ReaderPage, marks: Sequence[Span], now: int) -> None:
        """Show a page with these words marked, the one numbered `now` in sight."""
        shown = Page(page)
        self._marks = tuple(marks)
        self._view.show_page(shown, kicker(page.article.details, shown.minutes()))
        self.show_mark(now)

    def show_mark(self, now: int) -> None:
        """Bring another of the marked words into sight."""
        page = self._view.page
        if page is None:
            return
        units_of = page.positions.units_of
        self._view.set_finds(Ranges(units_of(mark) for mark in self._marks), now)
        if 0 <= now < len(self._marks):
            self._view.reveal(self._marks[now])

    def _take_theme(self, theme: Theme) -> None:
        self._view.set_theme(theme)
