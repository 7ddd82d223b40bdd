"""Lists of the inspector: one stop for the keyboard, rows painted from the theme."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.ui.theme import Theme, ThemeHub
from desktop.ui.widgets.paint import ring_inside
from desktop.ui.widgets.rows import Index

ROW = Qt.ItemDataRole.UserRole


class Row(Protocol):
    """One row of a list: it knows its height, how it looks, and how it is read out."""

    @property
    def sentence(self) -> str:
        """What a screen reader says."""

    @property
    def pressable(self) -> bool:
        """Whether it can be chosen."""

    def height(self, theme: Theme, width: int) -> int:
        """Return how high it is at a width."""

    def paint(self, painter: QPainter, theme: Theme, rect: QRect) -> None:
        """Paint it without its ground."""


R = TypeVar("R", bound=Row)


class Rows(QAbstractListModel, Generic[R]):
    """Rows as a model."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: tuple[R, ...] = ()

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show these rows instead."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    @property
    def rows(self) -> tuple[R, ...]:
        """The rows shown."""
        return self._rows

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the row, or its words."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.sentence
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let heads be passed over."""
        if not index.isValid() or not self._rows[index.row()].pressable:
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )


class _RowPainter(QStyledItemDelegate):
    def __init__(self, hub: ThemeHub, view: QListView) -> None:
        super().__init__(view)
        self._hub, self._view = hub, view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        row: Row = index.data(ROW)
        return QSize(width, row.height(self._hub.theme, width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._hub.theme
        row: Row = index.data(ROW)
        rect: QRect = option.rect
        state = option.state
        current = index == self._view.currentIndex()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.pressable:
            focused = self._view.hasFocus()
            if current and not focused and state & QStyle.StateFlag.State_Selected:
                painter.fillRect(rect, theme.selected)
            elif state & QStyle.StateFlag.State_MouseOver:
                painter.fillRect(rect, theme.hover)
            row.paint(painter, theme, rect)
            if current and focused:
                ring_inside(painter, QRectF(rect).adjusted(4, 1, -4, -1), theme)
        else:
            row.paint(painter, theme, rect)
        painter.restore()


class PanelList(QListView, Generic[R]):
    """A list of rows on the panel; a click or Enter acts on a row."""

    acted = Signal(object)
    """The row that was clicked, or on which Enter was pressed."""
    spaced = Signal(object)
    """The row on which Space was pressed."""
    deleted = Signal(object)
    """The row on which Delete was pressed."""

    def __init__(self, hub: ThemeHub, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._rows: Rows[R] = Rows(self)
        self.setModel(self._rows)
        self.setItemDelegate(_RowPainter(hub, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._dress(hub.theme)
        hub.changed.connect(self._dress)

    @property
    def rows(self) -> tuple[R, ...]:
        """The rows shown."""
        return self._rows.rows

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show these rows; the current one stays where it was."""
        kept, at = self.currentIndex().row(), self.verticalScrollBar().value()
        self._rows.show_rows(rows)
        if 0 <= kept < len(rows) and rows[kept].pressable:
            self.setCurrentIndex(self._rows.index(kept))
        self.verticalScrollBar().setValue(at)

    def choose(self, number: int) -> None:
        """Make a row the current one, in sight, without acting on it."""
        index = self._rows.index(number)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Act on the row under the pointer."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            row: R = index.data(ROW)
            if row.pressable:
                self.acted.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act by keys."""
        index = self.currentIndex()
        signal = {
            Qt.Key.Key_Return: self.acted,
            Qt.Key.Key_Enter: self.acted,
            Qt.Key.Key_Space: self.spaced,
            Qt.Key.Key_Delete: self.deleted,
        }.get(Qt.Key(event.key()))
        if signal is not None and index.isValid():
            signal.emit(index.data(ROW))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the rows to the new width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _dress(self, theme: Theme) -> None:
        palette = self.palette()
        for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Window):
            palette.setColor(role, theme.panel)
        palette.setColor(QPalette.ColorRole.Highlight, Qt.GlobalColor.transparent)
        self.setPalette(palette)
        self.viewport().update()
        self.scheduleDelayedItemsLayout()
