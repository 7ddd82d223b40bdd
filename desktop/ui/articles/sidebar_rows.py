"""The rows of the sidebar as a flat list: places, section heads with `+`, and words for empty sections."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    Qt,
    Signal,
)

from desktop.model.ids import ArticleId, CollectionId
from desktop.ui.bus import Target
from desktop.ui.widgets.rows import NOWHERE, Index
from desktop.work.browse import CollectionRow, Shelf, Sidebar

ARTICLES_MIME = "application/x-carrel-articles"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a "place", a section "head", or a "hint" in an empty section.

    `add` names what the head's `+` makes. `marked` shows the dot for something unread.
    """

    kind: str
    text: str
    icon: str = ""
    count: int | None = None
    depth: int = 0
    target: Target | None = None
    add: str = ""
    marked: bool = False

    @property
    def collection(self) -> CollectionId | None:
        """The collection it stands for, if any."""
        target = self.target
        if target is not None and target.kind == "shelf" and target.id:
            return CollectionId(target.id)
        return None


def pack_articles(ids: Sequence[ArticleId]) -> QMimeData:
    """Return articles as they are dragged."""
    packed = QMimeData()
    packed.setData(ARTICLES_MIME, QByteArray(json.dumps(list(ids)).encode()))
    return packed


def unpack_articles(data: QMimeData) -> list[ArticleId]:
    """Return the articles that are dragged."""
    if not data.hasFormat(ARTICLES_MIME):
        return []
    return [ArticleId(int(one)) for one in json.loads(bytes(data.data(ARTICLES_MIME).data()))]


class SidebarModel(QAbstractListModel):
    """What the sidebar lists; articles can be dropped on its collections, its trash and its shelves."""

    RowRole = Qt.ItemDataRole.UserRole + 1

    dropped = Signal(object, object)
    """The Row that articles were dropped on, and their ids."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = list(self._made(None))

    def show_counts(self, counts: Sidebar) -> None:
        """Take new counts; the list is made anew only where its rows are others."""
        rows = list(self._made(counts))
        same = [self._key(one) for one in rows] == [self._key(one) for one in self._rows]
        if same:
            self._rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
        else:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()

    def row(self, index: Index) -> Row:
        """Return the row at an index."""
        return self._rows[index.row()]

    def index_of(self, target: Target) -> QModelIndex:
        """Return where a place stands, or an invalid index."""
        for number, row in enumerate(self._rows):
            if row.target is not None and _same_place(row.target, target):
                return self.index(number)
        return QModelIndex()

    def rows_of(self, icon: str) -> list[Row]:
        """Return the places with this icon: all collections, all tags."""
        return [row for row in self._rows if row.kind == "place" and row.icon == icon]

    # -- Qt's face

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return words, the Row itself, or a sentence for screen readers."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == self.RowRole:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.text}, {row.count}" if row.count is not None else row.text
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let places be chosen, and articles be dropped where they can go."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        row = self._rows[index.row()]
        if row.kind != "place":
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        takes = row.collection is not None or row.icon in ("inbox", "reading", "archive", "star")
        if takes or row.icon in ("trash", "tag"):
            flags |= Qt.ItemFlag.ItemIsDropEnabled
        return flags

    def mimeTypes(self) -> list[str]:
        """Take articles."""
        return [ARTICLES_MIME]

    def supportedDropActions(self) -> Qt.DropAction:
        """Take them without removing them from where they are."""
        return Qt.DropAction.CopyAction | Qt.DropAction.MoveAction

    def dropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: Index
    ) -> bool:
        """Tell what was dropped on what."""
        del row
        ids = unpack_articles(data)
        if not ids or not parent.isValid():
            return False
        self.dropped.emit(self._rows[parent.row()], ids)
        return True

    # -- the rows

    def _made(self, counts: Sidebar | None) -> Iterator[Row]:
        shelves = counts.shelves if counts is not None else {}
        for shelf, text, icon in (
            (Shelf.INBOX, self.tr("Inbox"), "inbox"),
            (Shelf.READING, self.tr("Reading"), "reading"),
            (Shelf.ARCHIVED, self.tr("Archive"), "archive"),
            (Shelf.STARRED, self.tr("Starred"), "star"),
        ):
            unread = counts.unread if counts is not None and shelf is Shelf.INBOX else 0
            yield Row(
                "place",
                text,
                icon,
                shelves.get(shelf) or None,
                target=Target("shelf", query=shelf.value),
                marked=unread > 0,
            )
        yield Row("head", self.tr("Collections"), add=self.tr("New collection"))
        collections = counts.collections if counts is not None else ()
        if not collections:
            yield Row("hint", self.tr("Drag articles here to group them"))
        yield from _nested(collections)
        yield Row("head", self.tr("Saved searches"), add=self.tr("New search"))
        searches = counts.saved_searches if counts is not None else ()
        if not searches:
            yield Row("hint", self.tr("Star a search to keep it"))
        for search in searches:
            target = Target("search", id=search.id, query=search.query)
            yield Row("place", search.name, "saved-search", search.hits, target=target)
        yield Row("head", self.tr("Tags"))
        tags = counts.tags if counts is not None else ()
        if not tags:
            yield Row("hint", self.tr("Press T to tag"))
        for tag, number in tags:
            yield Row("place", tag, "tag", number, target=Target("tag", query=tag))
        yield Row("head", self.tr("Library"))
        for kind, text, icon, number in (
            ("entities", self.tr("Entities"), "entities", counts.entities if counts else 0),
            ("notebook", self.tr("Notebook"), "note", counts.notes if counts else 0),
            ("briefs", self.tr("Briefs"), "brief", counts.briefs if counts else 0),
        ):
            yield Row("place", text, icon, number or None, target=Target(kind))
        yield Row(
            "place",
            self.tr("Trash"),
            "trash",
            shelves.get(Shelf.TRASH) or None,
            target=Target("shelf", query=Shelf.TRASH.value),
        )

    @staticmethod
    def _key(row: Row) -> tuple[str, str, int, Target | None]:
        return row.kind, row.text, row.depth, row.target


def _same_place(one: Target, other: Target) -> bool:
    return (one.kind, one.id, one.query) == (other.kind, other.id, other.query)


def _nested(rows: Sequence[CollectionRow]) -> Iterator[Row]:
    """Put collections under their parents, in the order of their names."""
    known = {row.collection.id for row in rows}
    below: dict[CollectionId | None, list[CollectionRow]] = {}
    for row in sorted(rows, key=lambda one: one.collection.name.casefold()):
        parent = row.collection.parent if row.collection.parent in known else None
        below.setdefault(parent, []).append(row)

    def walk(parent: CollectionId | None, depth: int) -> Iterator[Row]:
        for row in below.get(parent, ()):
            target = Target("shelf", id=int(row.collection.id))
            yield Row("place", row.collection.name, "folder", row.articles, depth, target)
            yield from walk(row.collection.id, depth + 1)

    yield from walk(None, 0)
