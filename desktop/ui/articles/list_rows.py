"""The articles of the place in front, as rows; asks for more as the list is scrolled."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    Qt,
    Signal,
)

from desktop.model.ids import ArticleId
from desktop.ui.articles.sidebar_rows import ARTICLES_MIME, pack_articles
from desktop.ui.dates import short_date
from desktop.ui.widgets.rows import NOWHERE, Index
from desktop.work.browse import ShelfRow

PAGE = 200


def date_of(row: ShelfRow) -> str:
    """Return the date to show: that of publication, or that of the import."""
    return short_date(row.article.details.published or row.article.added)


class ArticleModel(QAbstractListModel):
    """Rows of one place, in the order they came in."""

    RowRole = Qt.ItemDataRole.UserRole + 1

    wants_more = Signal(int)
    """More rows are wanted, beginning with this number."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ShelfRow] = []
        self._whole = True
        self._asked = False

    def show_rows(self, rows: Sequence[ShelfRow], *, whole: bool) -> None:
        """Show these; `whole` when there are no more of them.

        Where the same articles stay in the same order, only what is drawn of them changes, so that
        the selection and the scrolled place stay.
        """
        new = list(rows)
        self._whole, self._asked = whole, False
        if [one.article.id for one in new] == [one.article.id for one in self._rows]:
            self._rows = new
            if new:
                self.dataChanged.emit(self.index(0), self.index(len(new) - 1))
            return
        self.beginResetModel()
        self._rows = new
        self.endResetModel()

    def add_rows(self, rows: Sequence[ShelfRow], *, whole: bool) -> None:
        """Put more rows under those shown."""
        self._whole, self._asked = whole, False
        known = {row.article.id for row in self._rows}
        fresh = [row for row in rows if row.article.id not in known]
        if not fresh:
            return
        self.beginInsertRows(NOWHERE, len(self._rows), len(self._rows) + len(fresh) - 1)
        self._rows += fresh
        self.endInsertRows()

    def row(self, index: Index) -> ShelfRow:
        """Return the row at an index."""
        return self._rows[index.row()]

    def index_of(self, article_id: int) -> QModelIndex:
        """Return where an article stands, or an invalid index."""
        for number, row in enumerate(self._rows):
            if row.article.id == article_id:
                return self.index(number)
        return QModelIndex()

    # -- Qt's face

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many rows are here by now."""
        return 0 if parent.isValid() else len(self._rows)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there are more."""
        return not parent.isValid() and not self._whole and not self._asked

    def fetchMore(self, parent: Index) -> None:
        """Ask for more."""
        if self.canFetchMore(parent):
            self._asked = True
            self.wants_more.emit(len(self._rows))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the title, the ShelfRow itself, or a sentence for screen readers."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.article.details.title
        if role == self.RowRole:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._sentence(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.article.details.title
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let rows be chosen and dragged."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsDragEnabled
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def mimeTypes(self) -> list[str]:
        """Give articles."""
        return [ARTICLES_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the articles that are dragged."""
        ids: list[ArticleId] = [self.row(index).article.id for index in indexes]
        return pack_articles(ids)

    def supportedDragActions(self) -> Qt.DropAction:
        """Give without losing."""
        return Qt.DropAction.CopyAction | Qt.DropAction.MoveAction

    def _sentence(self, row: ShelfRow) -> str:
        details = row.article.details
        parts = [details.title, details.source, date_of(row)]
        if row.article.unread:
            parts.append(self.tr("unread"))
        if row.article.starred:
            parts.append(self.tr("starred"))
        if row.highlights:
            parts.append(self.tr("{n} highlights").format(n=row.highlights))
        return ", ".join(part for part in parts if part)
