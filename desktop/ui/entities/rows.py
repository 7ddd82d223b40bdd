"""The list of entities: a model and the delegate that draws dot, name, kind and number."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.model.entity import Entity
from desktop.model.ids import EntityId
from desktop.ui.kinds import kind_name
from desktop.ui.theme import ThemeHub
from desktop.ui.widgets.paint import dot, ring_inside, width_of, words

EntityRole = Qt.ItemDataRole.UserRole
ROW_HEIGHT = 44
_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class EntityRows(QAbstractListModel):
    """Entities, most mentioned first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Entity] = []

    def show_rows(self, rows: Sequence[Entity]) -> None:
        """Take other entities."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row_of(self, entity_id: EntityId) -> int:
        """Return the number of an entity's row, or -1."""
        return next((n for n, one in enumerate(self._rows) if one.id == entity_id), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many entities there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the entity, its name, or the row as a sentence."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        entity = self._rows[index.row()]
        if role == EntityRole:
            return entity
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return entity.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.tr("{name}, {kind}, {count} mentions").format(
                name=entity.name, kind=kind_name(entity.kind), count=entity.mentions
            )
        return None


class EntityDelegate(QStyledItemDelegate):
    """Draws one entity, 44 px high."""

    def __init__(self, hub: ThemeHub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Give every row the same height."""
        return QSize(option.rect.width(), ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        entity = index.data(EntityRole)
        if not isinstance(entity, Entity):
            return
        theme, place, view = self._hub.theme, QRectF(option.rect), option.widget
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
        soft = theme.muted_on if chosen else theme.muted
        dot(painter, QPointF(place.x() + 20, place.center().y()), 7, theme.kind_mark(entity.kind))
        count = f"{entity.mentions:,}"
        small = theme.sans(12, figures=True)
        wide = width_of(count, small)
        right = place.right() - 16
        words(painter, count, small, soft, QRectF(right - wide, place.y(), wide + 1, ROW_HEIGHT))
        x = place.x() + 33
        room = right - wide - 12 - x
        words(painter, entity.name, theme.sans(14), theme.ink, QRectF(x, place.y() + 4, room, 20))
        spellings = len(entity.aliases) or 1
        many = self.tr("{} spellings").format(spellings)
        said = f"{kind_name(entity.kind)} · {self.tr('1 spelling') if spellings == 1 else many}"
        words(painter, said, theme.sans(12), soft, QRectF(x, place.y() + 23, room, 16))
        painter.restore()
