"""The outline of a brief: a tree of items, moved by drag and drop or by Alt with the arrows."""

from __future__ import annotations

import json

from PySide6.QtCore import (
    QModelIndex,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from desktop.model.brief import BriefItem, ItemKind
from desktop.model.ids import BriefItemId
from desktop.ui.briefs.outline_model import (
    ITEM,
    MATERIAL,
    ItemRole,
    OutlineModel,
    PageRole,
    holds,
    material_in,
)
from desktop.ui.icons import paint_icon
from desktop.ui.theme import SEMIBOLD, ThemeHub
from desktop.ui.widgets.paint import ring_inside, round_box, width_of, words
from desktop.ui.widgets.rows import Index
from desktop.work.draft_brief import BriefPage

HIGH, CHILD_HIGH = 32, 28
SIGNS = {
    ItemKind.HEADING: "heading",
    ItemKind.TEXT: "type",
    ItemKind.ARTICLE: "brief",
    ItemKind.HIGHLIGHT: "marker",
    ItemKind.NOTE: "note",
    ItemKind.ENTITY: "entities",
}
BLOCK_SIGNS = {
    "masthead": "brief",
    "bottom-line": "flag",
    "key-points": "list",
    "contents": "list",
    "highlights": "marker",
    "entities": "entities",
    "timeline": "calendar",
    "quotations": "quote",
    "source": "brief",
    "notes": "note",
    "summary": "info",
    "sources": "link",
    "likelihood": "info",
}


class OutlineDelegate(QStyledItemDelegate):
    """Draws grip, icon, name and page."""

    def __init__(self, hub: ThemeHub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give children a little less height."""
        return QSize(option.rect.width(), CHILD_HIGH if index.parent().isValid() else HIGH)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row, from edge to edge of the list."""
        item = index.data(ItemRole)
        view = option.widget
        if not isinstance(item, BriefItem) or not isinstance(view, QTreeView):
            return
        theme = self._hub.theme
        rect = option.rect
        place = QRectF(0, rect.y(), view.viewport().width(), rect.height())
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        if chosen:
            painter.fillRect(place, theme.selected_focus if view.hasFocus() else theme.selected)
        elif over:
            painter.fillRect(place, theme.hover)
        if chosen and view.hasFocus():
            ring_inside(painter, place.adjusted(1, 1, -1, -1), theme)
        child = index.parent().isValid()
        middle = place.center().y()
        if not child or over or chosen:
            grip = QRectF(place.x() + (26 if child else 8), middle - 8, 16, 16)
            paint_icon(painter, "grip", grip, theme.faint)
        x = place.x() + (42 if child else 32)
        sign = (
            BLOCK_SIGNS.get(item.text, "brief") if item.kind is ItemKind.BLOCK else SIGNS[item.kind]
        )
        paint_icon(painter, sign, QRectF(x, middle - 8, 16, 16), theme.muted)
        page = index.data(PageRole)
        shown = str(page) if page else ""
        small = theme.sans(12, figures=True)
        wide = width_of(shown, small)
        right = place.right() - 12
        words(
            painter,
            shown,
            small,
            theme.muted,
            QRectF(right - wide, rect.y(), wide + 1, rect.height()),
        )
        font = theme.sans(13 if child else 14, SEMIBOLD if chosen else theme.sans(14).weight())
        room = QRectF(x + 24, rect.y(), right - wide - 12 - x - 24, rect.height())
        words(painter, str(index.data() or ""), font, theme.ink, room)
        painter.restore()


class Outline(QTreeView):
    """The tree; its own line shows where something dragged would land."""

    chosen = Signal(object)
    """The BriefItem that is current, or None."""
    move_asked = Signal(object, object, int)
    """Item id, new parent id or None, position among the new parent's children."""
    add_asked = Signal(object, object, int)
    """A tuple of NewItem, parent id or None, position (-1 for the end)."""
    removal_asked = Signal(object)
    edit_asked = Signal()

    def __init__(self, hub: ThemeHub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._model = OutlineModel(self)
        self._drop: tuple[QModelIndex, int, int] | None = None
        """Parent, position, and the y of the line."""
        self.setModel(self._model)
        self.setItemDelegate(OutlineDelegate(hub, self))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(10)
        self.setItemsExpandable(False)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Outline of the brief"))
        self.selectionModel().currentChanged.connect(self._hear_current)

    @property
    def outline(self) -> OutlineModel:
        """The items."""
        return self._model

    @property
    def current(self) -> BriefItem | None:
        """The item that is chosen."""
        return self._model.item(self.currentIndex())

    def show_page(self, page: BriefPage | None) -> None:
        """Show a brief's items, keeping the chosen one."""
        kept = self.current
        chooser = self.selectionModel()
        blocked = chooser.blockSignals(True)
        self._model.show_page(page)
        self.expandAll()
        chooser.blockSignals(blocked)
        if kept is not None:
            self.select(kept.id)
        elif self._model.rowCount():
            self.setCurrentIndex(self._model.index(0, 0))

    def select(self, item_id: BriefItemId) -> None:
        """Choose an item."""
        index = self._model.index_of(item_id)
        if index.isValid() and index != self.currentIndex():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def place_after_current(self) -> tuple[BriefItemId | None, int]:
        """Return where something new goes: after the chosen item, beside it; at the end without one."""
        index = self.currentIndex()
        item = self._model.item(index)
        if item is None:
            return None, self._model.rowCount()
        return item.parent, index.row() + 1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the item with Alt and the arrows, edit it with Enter, take it out with Delete."""
        item = self.current
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if item is not None and alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            row = self.currentIndex().row() + (-1 if event.key() == Qt.Key.Key_Up else 1)
            if 0 <= row < self._model.rowCount(self.currentIndex().parent()):
                self.move_asked.emit(item.id, item.parent, row)
        elif item is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_asked.emit()
        elif item is not None and event.key() == Qt.Key.Key_Delete:
            self.removal_asked.emit(item.id)
        else:
            super().keyPressEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where it would land."""
        super().dragMoveEvent(event)
        self._drop = self._landing(event.position().toPoint())
        event.acceptProposedAction()
        self.viewport().update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take the line away."""
        super().dragLeaveEvent(event)
        self._drop = None
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for what was dropped to be moved or added here."""
        parent, position, _ = self._landing(event.position().toPoint())
        self._drop = None
        self.viewport().update()
        above = self._model.item(parent)
        under = above.id if above is not None else None
        carried = event.mimeData()
        if carried.hasFormat(ITEM):
            for number in json.loads(bytes(carried.data(ITEM).data())):
                self._ask_move(BriefItemId(number), under, parent, position)
            event.setDropAction(Qt.DropAction.CopyAction)  # the model itself removes nothing
            event.accept()
        elif carried.hasFormat(MATERIAL):
            self.add_asked.emit(material_in(carried), under, position)
            event.acceptProposedAction()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows and the line of the landing."""
        super().paintEvent(event)
        if self._drop is None:
            return
        parent, _, y = self._drop
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = 42 if parent.isValid() else 32
        painter.setPen(QPen(self._hub.theme.accent, 2))
        painter.drawLine(QPointF(x, y), QPointF(self.viewport().width() - 12, y))
        ring = QRectF(x - 7, y - 3.5, 7, 7)
        round_box(painter, ring, 3.5, self._hub.theme.paper, self._hub.theme.accent, width=2)

    def _ask_move(
        self, item_id: BriefItemId, under: BriefItemId | None, parent: QModelIndex, position: int
    ) -> None:
        if self._model.under(item_id, under):
            return
        index = self._model.index_of(item_id)
        if index.parent() == parent and index.row() < position:
            position -= 1
        self.move_asked.emit(item_id, under, position)

    def _landing(self, point: QPoint) -> tuple[QModelIndex, int, int]:
        """Return parent and position where something dropped at a point would stand."""
        index = self.indexAt(point)
        if not index.isValid():
            end = self._model.rowCount()
            last = self._model.index(end - 1, 0) if end else QModelIndex()
            rect = self.visualRect(self._deepest(last)) if last.isValid() else None
            return QModelIndex(), end, rect.bottom() if rect is not None else 4
        rect = self.visualRect(index)
        share = (point.y() - rect.top()) / max(1, rect.height())
        item = self._model.item(index)
        open_one = item is not None and not index.parent().isValid() and holds(item)
        if open_one and 0.3 < share < 0.7:
            return index, self._model.rowCount(index), rect.bottom()
        below = share >= 0.5
        if below and open_one and self._model.rowCount(index):
            return index, 0, rect.bottom()
        parent = index.parent()
        return parent, index.row() + int(below), rect.bottom() if below else rect.top()

    def _deepest(self, index: QModelIndex) -> QModelIndex:
        rows = self._model.rowCount(index)
        return self._deepest(self._model.index(rows - 1, 0, index)) if rows else index

    def _hear_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(self._model.item(now))
