"""The rows of the notebook: a model of notes and the delegate that draws them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.model.ids import NoteId
from desktop.ui.dates import short_date
from desktop.ui.icons import paint_icon
from desktop.ui.theme import SEMIBOLD, Theme, ThemeHub
from desktop.ui.widgets.paint import paragraph, ring_inside, text_lines, width_of, words
from desktop.work.keep_notes import NoteRow

ROW_HEIGHT = 97
TextRole = Qt.ItemDataRole.AccessibleTextRole
RowRole = Qt.ItemDataRole.UserRole
_ROOT = QModelIndex()


class NoteRows(QAbstractListModel):
    """The notes in the order that the notebook gives them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[NoteRow] = []

    def show_rows(self, rows: Sequence[NoteRow]) -> None:
        """Take other rows."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row_of(self, note_id: NoteId) -> int:
        """Return the number of a note's row, or -1."""
        for number, row in enumerate(self._rows):
            if row.note.id == note_id:
                return number
        return -1

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Return how many notes there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the row itself, its title, or the row as a sentence."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == RowRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.note.title
        if role == TextRole:
            tags = ", ".join(row.note.tags)
            return f"{row.note.title}. {row.excerpt}. {short_date(row.note.modified)}. {tags}"
        return None


class NoteDelegate(QStyledItemDelegate):
    """Draws a note: title and day, two lines of its body, tags and links."""

    def __init__(self, hub: ThemeHub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub

    def sizeHint(
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Every row has the same height."""
        return QSize(option.rect.width(), ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one row."""
        row = index.data(RowRole)
        if not isinstance(row, NoteRow):
            return
        theme, place = self._hub.theme, QRectF(option.rect)
        view = option.widget
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focus = chosen and view is not None and view.hasFocus()
        painter.save()
        if chosen:
            painter.fillRect(place, theme.selected_focus if focus else theme.selected)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(place, theme.hover)
        painter.fillRect(QRectF(place.x(), place.bottom() - 1, place.width(), 1), theme.line)
        if focus:
            ring_inside(painter, place.adjusted(1, 1, -1, -2), theme)
        self._paint_words(painter, theme, row, place.adjusted(16, 0, -16, 0), chosen=chosen)
        painter.restore()

    def _paint_words(
        self, painter: QPainter, theme: Theme, row: NoteRow, box: QRectF, *, chosen: bool
    ) -> None:
        soft = theme.muted_on if chosen else theme.muted
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
        lines = text_lines(row.excerpt, theme.sans(13), box.width(), 2)
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
