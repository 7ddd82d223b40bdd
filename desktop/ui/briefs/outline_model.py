"""The items of a brief as a tree model, and what is carried when something is dragged into it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    Qt,
)
from PySide6.QtWidgets import QWidget

from desktop.model.brief import BriefItem, ItemKind
from desktop.model.ids import BriefItemId
from desktop.ui.widgets.rows import NOWHERE, Index
from desktop.work.draft_brief import BriefPage, NewItem

ITEM = "application/x-carrel-brief-item"
MATERIAL = "application/x-carrel-material"
"""What is dragged into an outline: JSON, a list of {"kind", "ref", "text"}."""
ItemRole = Qt.ItemDataRole.UserRole
PageRole = Qt.ItemDataRole.UserRole + 1


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
                index = self.index_of(BriefItemId(parent)) if parent else NOWHERE
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

    def index(self, row: int, column: int, parent: Index = NOWHERE) -> QModelIndex:
        """Return the place of a child."""
        children = self._children.get(int(parent.internalId()) if parent.isValid() else 0, [])
        if column != 0 or not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, 0, children[row])

    def parent(self, child: Index = NOWHERE) -> QModelIndex:  # type: ignore[override]
        """Return the place of what an item stands under."""
        item = self.item(child)
        if item is None or item.parent is None:
            return QModelIndex()
        return self.index_of(item.parent)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many items stand under one."""
        return len(self._children.get(int(parent.internalId()) if parent.isValid() else 0, []))

    def columnCount(self, _parent: Index = NOWHERE) -> int:
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


def holds(item: BriefItem) -> bool:
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
