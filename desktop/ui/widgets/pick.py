"""A popup in which a name is typed or picked: tags, collections, entities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.icons import paint_icon
from desktop.ui.theme import ThemeHub
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.floating import Popup
from desktop.ui.widgets.overlay_bar import OverlayBar
from desktop.ui.widgets.paint import round_box, words
from desktop.ui.widgets.rows import NOWHERE, Index

ROW = 28
MOST_ROWS = 8


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to pick; `ticked` when it already holds, `note` stands at the right."""

    key: str
    text: str
    icon: str = ""
    ticked: bool = False
    note: str = ""
    depth: int = 0


class _Options(QAbstractListModel):
    OptionRole = Qt.ItemDataRole.UserRole + 1

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._options: list[Option] = []

    def show_options(self, options: Sequence[Option]) -> None:
        self.beginResetModel()
        self._options = list(options)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._options)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        option = self._options[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return option.text
        return option if role == self.OptionRole else None


class _OptionPainter(QStyledItemDelegate):
    def __init__(self, hub: ThemeHub, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(100, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._hub.theme
        shown: Option = index.data(_Options.OptionRole)
        box = QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            round_box(painter, box, 6, theme.selected_focus)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            round_box(painter, box, 6, theme.hover)
        x = box.x() + 8 + 16 * shown.depth
        name = "check" if shown.ticked else shown.icon
        if name:
            tone = theme.accent if shown.ticked else theme.muted
            paint_icon(painter, name, QRectF(x, box.y() + 6, 16, 16), tone)
        line = box.adjusted(x - box.x() + 24, 0, -8, 0)
        used = words(painter, shown.text, theme.sans(14), theme.ink, line)
        rest = line.adjusted(used + 8, 0, 0, 0)
        if shown.note and rest.width() > 20:
            right = Qt.AlignmentFlag.AlignRight
            words(painter, shown.note, theme.sans(12), theme.muted, rest, align=right)
        painter.restore()


class PickPopup(Popup):
    """A field over a list: what is typed narrows the list, Enter takes the line chosen.

    When `creates` is given ("New tag “{name}”"), a name that is not in the list can be made.
    """

    picked = Signal(str)
    """The key of the option taken."""
    created = Signal(str)
    """A new name."""

    def __init__(
        self,
        hub: ThemeHub,
        parent: QWidget,
        *,
        placeholder: str,
        creates: str = "",
        width: int = 280,
        stays: bool = False,
    ) -> None:
        """With `stays`, the popup stays open after a choice, for several in a row."""
        super().__init__(hub, parent)
        self._creates, self._stays = creates, stays
        self._all: list[Option] = []
        self.setFixedWidth(width)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        self.field = Field(hub, placeholder, self, high=28)
        self.list = QListView(self)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(placeholder)
        self.list.viewport().setAutoFillBackground(False)
        self._model = _Options(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(_OptionPainter(hub, self.list))
        column.addWidget(self.field)
        column.addWidget(self.list)
        OverlayBar(hub, self.list)
        self.field.textChanged.connect(self._narrow)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._take)

    def offer(self, options: Sequence[Option]) -> None:
        """Offer these."""
        self._all = list(options)
        self._narrow()

    def open_near(self, corner: QPoint) -> None:
        """Open with an empty field."""
        self.field.clear()
        self._narrow()
        self.open_at(corner, self.field)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrows move in the list and Enter take a line while the field has the focus."""
        if watched is self.field and isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._hear_key(event)
        return super().eventFilter(watched, event)

    def _hear_key(self, event: QKeyEvent) -> bool:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step:
            rows = self._model.rowCount()
            row = (self.list.currentIndex().row() + step) % rows if rows else -1
            self.list.setCurrentIndex(self._model.index(row))
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.list.currentIndex())
            return True
        return False

    def _narrow(self) -> None:
        typed = self.field.text().strip()
        folded = typed.casefold()
        shown = [one for one in self._all if folded in one.text.casefold()]
        exact = any(one.text.casefold() == folded for one in self._all)
        if typed and self._creates and not exact:
            shown.append(Option("", self._creates.format(name=typed), "plus"))
        self._model.show_options(shown)
        self.list.setVisible(bool(shown))
        self.list.setFixedHeight(ROW * min(MOST_ROWS, len(shown)))
        if shown and (typed or not self._stays):
            self.list.setCurrentIndex(self._model.index(0))
        self.adjustSize()

    def _take(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        option: Option = index.data(_Options.OptionRole)
        typed = self.field.text().strip()
        if not self._stays:
            self.close_card()
        self.field.clear()
        if option.key:
            self.picked.emit(option.key)
        else:
            self.created.emit(typed)
