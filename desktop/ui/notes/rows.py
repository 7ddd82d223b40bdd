"""The rows of the notebook: a model of notes and the delegate that draws them."""

from __future__ import annotations

import re

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from desktop.model.ids import NoteId
from desktop.ui.dates import short_date
from desktop.ui.icons import paint_icon
from desktop.ui.theme import SEMIBOLD, Theme
from desktop.ui.widgets.paint import paragraph, text_lines, width_of, words
from desktop.ui.widgets.rows import Index, RowDelegate, RowRole, Rows, row_ground
from desktop.work.keep_notes import NoteRow

ROW_HEIGHT = 97
_SIGNS = re.compile(r"^[-*>]\s|\[\[|\]\]|\*\*|__|`|(?<!\S)(?:#{1,6}|[-*] \[[ xX]\])\s")


def plain(markdown: str) -> str:
    """Return the words without the signs of Markdown."""
    return _SIGNS.sub("", markdown)


class NoteRows(Rows[NoteRow]):
    """The notes in the order that the notebook gives them."""

    def row_of(self, note_id: NoteId) -> int:
        """Return the number of a note's row, or -1."""
        return next((n for n, one in enumerate(self.rows) if one.note.id == note_id), -1)

    def title(self, row: NoteRow) -> str:
        """Return its title."""
        return row.note.title

    def sentence(self, row: NoteRow) -> str:
        """Return title, beginning, day and tags."""
        day, tags = short_date(row.note.modified), ", ".join(row.note.tags)
        return f"{row.note.title}. {plain(row.excerpt)}. {day}. {tags}"


class NoteDelegate(RowDelegate):
    """Draws a note: title and day, two lines of its body, tags and links."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Every row has the same height."""
        return QSize(option.rect.width(), ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row = index.data(RowRole)
        if not isinstance(row, NoteRow):
            return
        theme = self._hub.theme
        painter.save()
        soft = row_ground(painter, theme, option)
        box = QRectF(option.rect).adjusted(16, 0, -16, 0)
        self._paint_words(painter, theme, row, box, soft)
        painter.restore()

    def _paint_words(
        self, painter: QPainter, theme: Theme, row: NoteRow, box: QRectF, soft: QColor
    ) -> None:
        day, small = short_date(row.note.modified), theme.sans(12, figures=True)
        wide = width_of(day, small)
        right = Qt.AlignmentFlag.AlignRight
        words(
            painter,
            day,
            small,
            soft,
            QRectF(box.right() - wide, box.y() + 12, wide, 20),
            align=right,
        )
        room = QRectF(box.x(), box.y() + 12, box.width() - wide - 12, 20)
        words(painter, row.note.title, theme.sans(14, SEMIBOLD), theme.ink, room)
        lines = text_lines(plain(row.excerpt), theme.sans(13), box.width(), 2)
        body = QRectF(box.x(), box.y() + 32, box.width(), 36)
        paragraph(painter, lines, theme.sans(13), soft, body, leading=18)
        x, y = box.x(), box.y() + ROW_HEIGHT - 27
        for tag in row.note.tags[:2]:
            x = self._chip(painter, theme, "tag", tag, x, y)
        if row.links:
            self._chip(painter, theme, "link", str(row.links), x, y)

    def _chip(
        self, painter: QPainter, theme: Theme, icon: str, text: str, x: float, y: float
    ) -> float:
        paint_icon(painter, icon, QRectF(x, y + 1, 14, 14), theme.muted)
        font = theme.sans(12, figures=True)
        used = words(painter, text, font, theme.muted, QRectF(x + 19, y, 140, 16))
        return x + 19 + used + 12
