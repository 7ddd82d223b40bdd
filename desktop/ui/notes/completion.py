"""The list that hangs under an open `[[`: notes, articles and entities whose names begin so."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.model.note import Link
from desktop.ui.icons import paint_icon
from desktop.ui.theme import ThemeHub
from desktop.ui.widgets.floating import FloatingCard
from desktop.ui.widgets.paint import round_box, width_of, words

ROW = 32
WIDTH = 288
ICONS = {"note": "note", "article": "brief", "entity": "entities"}


class LinkCompletion(FloatingCard):
    """Shows what may be linked, the last row making a new note; the editor keeps the focus."""

    taken = Signal(str)
    """The words to link."""
    new_taken = Signal(str)
    """The title of a note to be made and linked."""

    def __init__(self, hub: ThemeHub, parent: QWidget) -> None:
        super().__init__(hub, parent, radius=8)
        self._links: list[Link] = []
        self._typed, self._now = "", 0
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Links that begin so"))

    @property
    def rows(self) -> int:
        """How many rows there are, the one that makes a note counted in."""
        return len(self._links) + (1 if self._typed.strip() else 0)

    def offer(self, links: Sequence[Link], typed: str, corner: QPoint) -> None:
        """Show these links under `corner` of the parent, or hide when there is nothing to offer."""
        self._links, self._typed, self._now = list(links), typed, 0
        if not self.rows:
            self.hide()
            return
        divider = 9 if self._links and self._typed.strip() else 0
        self.setFixedSize(WIDTH, 8 + ROW * self.rows + divider)
        self.place_at(corner + QPoint(-8, 6))
        self.show()
        self.raise_()
        self._announce()

    def press(self, key: int) -> bool:
        """Answer a key of the editor; whether the list stays open."""
        if key == Qt.Key.Key_Down:
            self._now = (self._now + 1) % self.rows
        elif key == Qt.Key.Key_Up:
            self._now = (self._now - 1) % self.rows
        else:
            self.hide()
            if key != Qt.Key.Key_Escape:
                self._take(self._now)
            return False
        self._announce()
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows on the card."""
        super().paintEvent(event)
        theme, painter = self.theme, QPainter(self)
        for number in range(self.rows):
            place = self._place(number)
            if number == self._now:
                round_box(painter, place, 6, theme.selected_focus)
            if number < len(self._links):
                link = self._links[number]
                sign, text, kind = ICONS.get(link.kind, "link"), link.target, self._kind(link.kind)
            else:
                painter.fillRect(QRectF(12, place.y() - 5, WIDTH - 24, 1), theme.line)
                sign, text, kind = "plus", self.tr("New note “{}”").format(self._typed.strip()), ""
            paint_icon(painter, sign, QRectF(place.x() + 8, place.y() + 8, 16, 16), theme.muted)
            small = theme.sans(12)
            wide = width_of(kind, small)
            room = QRectF(place.x() + 32, place.y(), place.width() - 48 - wide, ROW)
            words(painter, text, theme.sans(14), theme.ink, room)
            end = QRectF(place.right() - wide - 8, place.y(), wide, ROW)
            words(painter, kind, small, theme.muted, end)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        for number in range(self.rows):
            if self._place(number).contains(event.position()) and number != self._now:
                self._now = number
                self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a row."""
        event.accept()
        for number in range(self.rows):
            if self._place(number).contains(event.position()):
                self.hide()
                self._take(number)
                return

    def _place(self, number: int) -> QRectF:
        gap = 9 if self._links and number >= len(self._links) else 0
        return QRectF(4, 4 + ROW * number + gap, WIDTH - 8, ROW)

    def _take(self, number: int) -> None:
        if number < len(self._links):
            self.taken.emit(self._links[number].target)
        else:
            self.new_taken.emit(self._typed.strip())

    def _kind(self, kind: str) -> str:
        names = {
            "note": self.tr("Note"),
            "article": self.tr("Article"),
            "entity": self.tr("Entity"),
        }
        return names.get(kind, "")

    def _announce(self) -> None:
        now = self._links[self._now].target if self._now < len(self._links) else self._typed
        self.setAccessibleDescription(now)
        self.update()
