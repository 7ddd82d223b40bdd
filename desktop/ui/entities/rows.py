"""The list of entities: a model and the delegate that draws dot, name, kind and number."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from desktop.model.entity import Entity
from desktop.model.ids import EntityId
from desktop.ui.kinds import kind_name
from desktop.ui.widgets.paint import dot, width_of, words
from desktop.ui.widgets.rows import Index, RowDelegate, RowRole, Rows, row_ground

ROW_HEIGHT = 44


class EntityRows(Rows[Entity]):
    """Entities, most mentioned first."""

    def row_of(self, entity_id: EntityId) -> int:
        """Return the number of an entity's row, or -1."""
        return next((n for n, one in enumerate(self.rows) if one.id == entity_id), -1)

    def title(self, row: Entity) -> str:
        """Return its name."""
        return row.name

    def sentence(self, row: Entity) -> str:
        """Return name, kind and number."""
        return self.tr("{name}, {kind}, {count} mentions").format(
            name=row.name, kind=kind_name(row.kind), count=row.mentions
        )


class EntityDelegate(RowDelegate):
    """Draws one entity, 44 px high."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Give every row the same height."""
        return QSize(option.rect.width(), ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        entity = index.data(RowRole)
        if not isinstance(entity, Entity):
            return
        theme, place = self._hub.theme, QRectF(option.rect)
        painter.save()
        soft = row_ground(painter, theme, option)
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
