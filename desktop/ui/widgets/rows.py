"""Lists as the rooms of the window show them: a model over values, and the ground of a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    Qt,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.ui.theme import Theme, ThemeHub
from desktop.ui.widgets.paint import ring_inside

Index = QModelIndex | QPersistentModelIndex
RowRole = Qt.ItemDataRole.UserRole
"""The role under which a row's own value is found."""
NOWHERE = QModelIndex()

R = TypeVar("R")


class Rows(QAbstractListModel, Generic[R]):
    """Values in an order; a room says what each is called and how it is read out."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[R] = []

    @property
    def rows(self) -> Sequence[R]:
        """The rows that are shown."""
        return self._rows

    def show_rows(self, rows: Sequence[R]) -> None:
        """Take other rows."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def add_rows(self, rows: Sequence[R]) -> None:
        """Add rows at the end."""
        if rows:
            self.beginInsertRows(NOWHERE, len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()

    def title(self, row: R) -> str:
        """Return what a row is called: its words for eyes, tooltips and searching by keys."""
        raise NotImplementedError

    def sentence(self, row: R) -> str:
        """Return the row as a screen reader says it."""
        return self.title(row)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the row itself, its title or its sentence."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == RowRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.title(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.sentence(row)
        return None


class RowDelegate(QStyledItemDelegate):
    """Draws rows in the theme."""

    def __init__(self, hub: ThemeHub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hub = hub


def width_in_view(option: QStyleOptionViewItem) -> int:
    """Return how wide a row of this list is, also while it is being measured."""
    view = option.widget
    return view.viewport().width() if hasattr(view, "viewport") else option.rect.width()


def row_ground(painter: QPainter, theme: Theme, option: QStyleOptionViewItem) -> QColor:
    """Draw a row's ground, the line under it and its focus ring; return the tone of quiet words."""
    place, view = QRectF(option.rect), option.widget
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    if chosen:
        focus = view is not None and view.hasFocus()
        painter.fillRect(place, theme.selected_focus if focus else theme.selected)
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(place, theme.hover)
    painter.fillRect(QRectF(place.x(), place.bottom() - 1, place.width(), 1), theme.line)
    if option.state & QStyle.StateFlag.State_HasFocus:
        ring_inside(painter, place.adjusted(1, 1, -1, -2), theme)
    return theme.muted_on if chosen else theme.muted
