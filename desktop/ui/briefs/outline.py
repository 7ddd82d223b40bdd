"""The outline of a brief: a tree of items, moved by drag and drop or by Alt with the arrows."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
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
from desktop.ui.icons import paint_icon
from desktop.ui.theme import SEMIBOLD, ThemeHub
from desktop.ui.widgets.paint import ring_inside, round_box, width_of, words
from desktop.work.draft_brief import BriefPage, NewItem

ITEM = "application/x-carrel-brief-item"
MATERIAL = "application/x-carrel-material"
"""What is dragged into an outline: JSON, a list of {"kind", "ref", "text"}."""
ItemRole = Qt.ItemDataRole.UserRole
PageRole = Qt.ItemDataRole.UserRole + 1
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
_ROOT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class OutlineModel(QAbstractItemModel):
    """The items of one brief by parent and position."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: dict[int, BriefItem] = {}
        self._children: dict[int, list[int]] = {0: []}
        self._titles: dict[BriefItemId, str] = {}
        self._pages: dict[int, int] = {}

    def show_page(self, page: BriefPage | None) -> None:
        """Take another brief, or the same one changed."""
        self.beginResetModel()
        items = page.brief.items if page is not None else ()
        self._titles = dict(page.titles) if page is not None else {}
        self._items = {int(item.id): item for item in items}
        self._children = {0: [], **{key: [] for key in self._items}}
        for item in sorted(items, key=lambda one: one.position):
            self._children[int(item.parent or 0)].append(int(item.id))
        self.endResetModel()

    def show_pages(self, pages: dict[int, int]) -> None:
        """Take the page on which each item begins."""
        if pages != self._pages:
            self._pages = pages
            for parent in self._children:
                index = self.index_of(BriefItemId(parent)) if parent else _ROOT
                last = self.rowCount(index) - 1
                if last >= 0:
                    first, end = self.index(0, 0, index), self.index(last, 0, index)
                    self.dataChanged.emit(first, end, [PageRole])

    def item(self, index: Index) -> BriefItem | None:
        """Return the item at an index."""
        return self._items.get(int(index.internalId())) if index.isValid() else None

    def index_of(self, item_id: BriefItemId) -> QModelIndex:
        """Return where an item stands."""
        item = self._items.get(int(item_id))
        if item is None:
            return QModelIndex()
        row = self._children[int(item.parent or 0)].index(int(item_id))
        return self.createIndex(row, 0, int(item_id))

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        """Return the place of a child."""
        children = self._children.get(int(parent.internalId()) if parent.isValid() else 0, [])
        if column != 0 or not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, 0, children[row])

    def parent(self, child: Index = _ROOT) -> QModelIndex:  # type: ignore[override]
        """Return the place of what an item stands under."""
        item = self.item(child)
        if item is None or item.parent is None:
            return QModelIndex()
        return self.index_of(item.parent)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many items stand under one."""
        return len(self._children.get(int(parent.internalId()) if parent.isValid() else 0, []))

    def columnCount(self, _parent: Index = _ROOT) -> int:
        """Return one: the outline has no columns."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return title, item, page, or the row as a sentence."""
        item = self.item(index)
        if item is None:
            return None
        title = self._titles.get(item.id, item.text) or str(item.kind)
        page = self._pages.get(int(item.id))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return title
        if role == ItemRole:
            return item
        if role == PageRole:
            return page
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{title}, {self.tr('page {}').format(page)}" if page else title
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say that items can be chosen, dragged and dropped upon."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsDragEnabled
            | Qt.ItemFlag.ItemIsDropEnabled
        )

    def mimeTypes(self) -> list[str]:
        """Return what can be dropped here."""
        return [ITEM, MATERIAL]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Carry the id of the item that is dragged."""
        carried = QMimeData()
        ids = [int(index.internalId()) for index in indexes]
        carried.setData(ITEM, QByteArray(json.dumps(ids).encode()))
        return carried

    def supportedDropActions(self) -> Qt.DropAction:
        """Move what is here, copy what comes from elsewhere."""
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def under(self, item: BriefItemId, inside: BriefItemId | None) -> bool:
        """Whether `inside` is the item or stands somewhere under it."""
        at = inside
        while at is not None:
            if at == item:
                return True
            above = self._items.get(int(at))
            at = above.parent if above is not None else None
        return False


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

    def dragLeaveEvent(self, event: object) -> None:
        """Take the line away."""
        super().dragLeaveEvent(event)  # type: ignore[arg-type]
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
        holds = item is not None and not index.parent().isValid() and _holds(item)
        if holds and 0.3 < share < 0.7:
            return index, self._model.rowCount(index), rect.bottom()
        below = share >= 0.5
        if below and holds and self._model.rowCount(index):
            return index, 0, rect.bottom()
        parent = index.parent()
        return parent, index.row() + int(below), rect.bottom() if below else rect.top()

    def _deepest(self, index: QModelIndex) -> QModelIndex:
        rows = self._model.rowCount(index)
        return self._deepest(self._model.index(rows - 1, 0, index)) if rows else index

    def _hear_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(self._model.item(now))


def _holds(item: BriefItem) -> bool:
    """Whether other items may stand under this one."""
    return item.kind is ItemKind.HEADING or (
        item.kind is ItemKind.BLOCK
        and item.text in {"key-points", "highlights", "notes", "source", "bottom-line", "entities"}
    )


def material_in(carried: QMimeData) -> tuple[NewItem, ...]:
    """Return what is dragged into an outline from elsewhere."""
    told = json.loads(bytes(carried.data(MATERIAL).data()))
    return tuple(
        NewItem(ItemKind(one["kind"]), one.get("ref"), one.get("text", "")) for one in told
    )


def carrying(items: Sequence[NewItem]) -> QMimeData:
    """Return these items as something to drag."""
    told = [{"kind": str(item.kind), "ref": item.ref, "text": item.text} for item in items]
    carried = QMimeData()
    carried.setData(MATERIAL, QByteArray(json.dumps(told).encode()))
    carried.setText(" ".join(item.text for item in items))
    return carried
