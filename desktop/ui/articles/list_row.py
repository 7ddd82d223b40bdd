"""How a row of the article list is drawn: 124 px with standfirst and chips, or 64 px dense."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from desktop.ui.articles.list_rows import ArticleModel, date_of
from desktop.ui.icons import paint_icon
from desktop.ui.theme import REGULAR, SEMIBOLD, Theme
from desktop.ui.widgets.paint import dot, paragraph, text_lines, width_of, words
from desktop.ui.widgets.rows import Index, RowDelegate, row_ground
from desktop.work.browse import ShelfRow

ROOMY, DENSE = 124, 64
LEFT, RIGHT = 24, 16
CHIPS_SHOWN = 2


@lru_cache(maxsize=2000)
def _fitted(
    title: str, standfirst: str, wide: int, title_font: QFont, small_font: QFont
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Break title and standfirst into three lines together: two and one, or one and two."""
    head = text_lines(title, title_font, wide, 2)
    rest = text_lines(standfirst, small_font, wide, 3 - len(head)) if standfirst else []
    return tuple(head), tuple(rest)


class RowPainter(RowDelegate):
    """Draws articles; the focus ring of a row lies inside it."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the one height that all rows have."""
        return QSize(200, DENSE if self._hub.theme.compact else ROOMY)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row: ShelfRow = index.data(ArticleModel.RowRole)
        theme, place = self._hub.theme, QRectF(option.rect)
        painter.save()
        soft = row_ground(painter, theme, option)
        if row.article.unread:
            dot(painter, QPointF(place.x() + 13.5, place.y() + 20.5), 7, theme.accent)
        inner = place.adjusted(LEFT, 0, -RIGHT, 0)
        self._meta(painter, theme, row, inner, soft)
        if theme.compact:
            font = theme.serif(15, SEMIBOLD if row.article.unread else REGULAR)
            line = QRectF(inner.x(), inner.y() + 31, inner.width(), 20)
            words(painter, row.article.details.title, font, theme.ink, line)
        else:
            self._texts(painter, theme, row, inner, soft)
            self._chips(painter, theme, row, inner, soft)
        painter.restore()

    @staticmethod
    def _meta(painter: QPainter, theme: Theme, row: ShelfRow, inner: QRectF, soft: QColor) -> None:
        line = QRectF(inner.x(), inner.y() + 12, inner.width(), 16)
        font = theme.sans(12, figures=True)
        said = date_of(row)
        wide = width_of(said, font)
        right = Qt.AlignmentFlag.AlignRight
        words(
            painter, said, font, soft, line.adjusted(line.width() - wide - 2, 0, 0, 0), align=right
        )
        room = line.width() - wide - 12 - (20 if row.article.starred else 0)
        source = row.article.details.source or ", ".join(row.article.details.by)
        used = words(painter, source, font, soft, QRectF(line.x(), line.y(), room, 16))
        if row.article.starred:
            gap = 6 if used else 0
            sign = QRectF(line.x() + used + gap, line.y(), 14, 14)
            paint_icon(painter, "star", sign, theme.accent)

    @staticmethod
    def _texts(painter: QPainter, theme: Theme, row: ShelfRow, inner: QRectF, soft: QColor) -> None:
        bold = theme.serif(15, SEMIBOLD if row.article.unread else REGULAR)
        small = theme.serif(13)
        title, standfirst = _fitted(
            row.article.details.title, row.standfirst, int(inner.width()), bold, small
        )
        place = QRectF(inner.x(), inner.y() + 30, inner.width(), 60)
        used = paragraph(painter, list(title), bold, theme.ink, place, leading=20)
        paragraph(painter, list(standfirst), small, soft, place.adjusted(0, used, 0, 0), leading=18)

    @staticmethod
    def _chips(painter: QPainter, theme: Theme, row: ShelfRow, inner: QRectF, soft: QColor) -> None:
        y = inner.bottom() - 1 - 12 - 16
        font, right = theme.sans(12, figures=True), inner.right()
        if row.highlights:
            said = f"{row.highlights}"
            wide = width_of(said, font)
            place = QRectF(right - wide - 2, y, wide + 2, 16)
            words(painter, said, font, soft, place, align=Qt.AlignmentFlag.AlignRight)
            right -= wide + 17
            paint_icon(painter, "marker", QRectF(right, y + 1, 14, 14), soft)
            right -= 8
        more = row.more_chips + max(0, len(row.chips) - CHIPS_SHOWN)
        said = f"+{more}" if more else ""
        kept = width_of(said, font) + 10 if said else 0
        x = inner.x()
        for number, chip in enumerate(row.chips[:CHIPS_SHOWN]):
            room = right - kept - x - 11
            if room < 24:
                break
            dot(painter, QPointF(x + 3, y + 8), 6, theme.kind_mark(chip.kind))
            share = room / (min(len(row.chips), CHIPS_SHOWN) - number)
            room = max(share, room - 90) if number == 0 and len(row.chips) > 1 else room
            used = words(painter, chip.name, font, soft, QRectF(x + 11, y, room, 16))
            x += 11 + used + 10
        if said:
            align = Qt.AlignmentFlag.AlignLeft
            words(painter, said, font, soft, QRectF(x, y, 60, 16), align=align)
