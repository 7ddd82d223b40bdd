"""The sidebar: where articles stand, with counts, and its narrow form, the rail."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.articles.sidebar_rows import Row, SidebarModel
from desktop.ui.bus import Bus, Target
from desktop.ui.icons import icon, paint_icon
from desktop.ui.theme import SEMIBOLD, Theme, ThemeHub
from desktop.ui.widgets.bars import Ground
from desktop.ui.widgets.buttons import ToolButton
from desktop.ui.widgets.menus import Menu
from desktop.ui.widgets.overlay_bar import OverlayBar
from desktop.ui.widgets.paint import (
    paragraph,
    ring_inside,
    round_box,
    text_lines,
    width_of,
    words,
)

ROW, HEAD = 28, 32


class _RowPainter(QStyledItemDelegate):
    """Draws a row of the sidebar: 28 px for places, 32 for heads with the air above them."""

    add_asked = Signal(object)

    def __init__(self, hub: ThemeHub, parent: QListView) -> None:
        super().__init__(parent)
        self._hub, self._view = hub, parent

    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the row's height."""
        row: Row = index.data(SidebarModel.RowRole)
        if row.kind == "hint":
            return QSize(100, 5 + 16 * len(self._hint_lines(row)))
        return QSize(100, ROW if row.kind == "place" else HEAD)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw it."""
        row: Row = index.data(SidebarModel.RowRole)
        theme, place = self._hub.theme, QRectF(option.rect)
        painter.save()
        if row.kind == "head":
            self._head(painter, theme, row, place)
        elif row.kind == "hint":
            paragraph(
                painter,
                self._hint_lines(row),
                theme.sans(12),
                theme.muted,
                place.adjusted(16, 2, -8, 0),
                leading=16,
            )
        else:
            self._place(painter, theme, row, option)
        painter.restore()

    def editorEvent(
        self,
        event: QEvent,
        _model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Hear a click on the `+` of a head."""
        row: Row = index.data(SidebarModel.RowRole)
        if (
            row.add
            and isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
            and self.plus_rect(option.rect).contains(event.position().toPoint())
        ):
            self.add_asked.emit(row)
            return True
        return False

    @staticmethod
    def plus_rect(place: QRect) -> QRect:
        """Return where the `+` of a head can be pressed."""
        return QRect(place.right() - 34, place.top() + 9, 28, 24)

    def _hint_lines(self, row: Row) -> list[str]:
        wide = max(80, self._view.viewport().width() - 24)
        return text_lines(row.text, self._hub.theme.sans(12), wide, 3)

    def _head(self, painter: QPainter, theme: Theme, row: Row, place: QRectF) -> None:
        line = QRectF(place.x() + 16, place.y() + 12, place.width() - 56, 20)
        words(painter, row.text, theme.sans(12, SEMIBOLD), theme.muted, line)
        if row.add:
            sign = QRectF(place.right() - 30, place.y() + 15, 14, 14)
            paint_icon(painter, "plus", sign, theme.muted)

    def _place(
        self, painter: QPainter, theme: Theme, row: Row, option: QStyleOptionViewItem
    ) -> None:
        state = option.state
        box = QRectF(option.rect).adjusted(8, 0, -8, 0)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        focused = chosen and self._view.hasFocus()
        if focused:
            round_box(painter, box, 6, theme.selected_focus)
            ring_inside(painter, box, theme, 6)
        elif chosen:
            round_box(painter, box, 6, theme.selected)
        elif state & QStyle.StateFlag.State_MouseOver:
            round_box(painter, box, 6, theme.hover)
        x = box.x() + 8 + 16 * row.depth
        tone = theme.ink if chosen else theme.muted
        paint_icon(painter, row.icon, QRectF(x, box.y() + 6, 16, 16), tone)
        right = box.right() - 8
        weight = SEMIBOLD if chosen else theme.sans(14).weight()
        if row.count is not None:
            said = f"{row.count:,}"
            font = theme.sans(13, weight, figures=True)
            wide = width_of(said, font)
            words(painter, said, font, tone, QRectF(right - wide, box.y(), wide + 1, ROW))
            right -= wide + 8
        text = QRectF(x + 24, box.y(), right - x - 24, ROW)
        words(painter, row.text, theme.sans(14, weight), theme.ink, text)


class _List(QListView):
    """The list itself: one stop for Tab; arrows move, Enter goes there."""

    menu_asked = Signal(object, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setDragDropMode(QListView.DragDropMode.DropOnly)
        self.viewport().setAutoFillBackground(False)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with a place."""
        index = self.indexAt(event.pos())
        if index.isValid():
            self.menu_asked.emit(index, event.globalPos())


class SidebarView(Ground):
    """Sections of places; a click goes there."""

    add_asked = Signal(str)
    """A `+`: "collection" or "search"."""
    remove_asked = Signal(object)
    rename_asked = Signal(object)

    def __init__(
        self, hub: ThemeHub, bus: Bus, model: SidebarModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(hub, "panel", parent)
        self._bus, self._model = bus, model
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        self.list = _List(self)
        self.list.setAccessibleName(self.tr("Places"))
        self.list.setModel(model)
        self._painter = _RowPainter(hub, self.list)
        self.list.setItemDelegate(self._painter)
        column.addWidget(self.list)
        OverlayBar(hub, self.list)
        self.list.clicked.connect(self._go)
        self.list.activated.connect(self._go)
        self.list.menu_asked.connect(self._open_menu)
        self._painter.add_asked.connect(self._add)
        model.modelReset.connect(self._choose_again)
        self._here = Target("shelf", query="inbox")
        self._choose_again()

    def show_place(self, target: Target) -> None:
        """Mark where the reader is."""
        self._here = target
        self._choose_again()

    def _choose_again(self) -> None:
        index = self._model.index_of(self._here)
        selection = self.list.selectionModel()
        if index.isValid():
            selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        else:
            selection.clearSelection()

    def _go(self, index: QModelIndex) -> None:
        target = self._model.row(index).target
        if target is not None:
            self._bus.open_requested.emit(target)

    def _add(self, row: Row) -> None:
        self.add_asked.emit("collection" if row.text == self._model.tr("Collections") else "search")

    def _open_menu(self, index: QModelIndex, where: QPoint) -> None:
        row = self._model.row(index)
        menu = Menu(self.theme, self)
        menu.addAction(self.tr("Open")).triggered.connect(_Later(self._go, index))
        if row.collection is not None:
            menu.addAction(self.tr("Rename…")).triggered.connect(
                _Later(self.rename_asked.emit, row)
            )
            menu.addAction(self.tr("Remove the collection")).triggered.connect(
                _Later(self.remove_asked.emit, row)
            )
        elif row.icon == "saved-search":
            menu.addAction(self.tr("Remove the saved search")).triggered.connect(
                _Later(self.remove_asked.emit, row)
            )
        menu.popup(where)

    def _restyle(self, theme: Theme) -> None:
        super()._restyle(theme)
        self.list.viewport().update()


class _Later:
    """Calls something with what it was made with."""

    def __init__(self, act: object, *given: object) -> None:
        self._act, self._given = act, given

    def __call__(self, *_: object) -> None:
        if callable(self._act):
            self._act(*self._given)


class Rail(Ground):
    """The sidebar 48 px wide: one button for each place, lists of places in menus."""

    MENUS = (("folder", "Collections"), ("saved-search", "Saved searches"), ("tag", "Tags"))

    def __init__(
        self, hub: ThemeHub, bus: Bus, model: SidebarModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(hub, "panel", parent, lines="r")
        self._bus, self._model = bus, model
        self._buttons: dict[str, ToolButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        for name, text in (
            ("inbox", self.tr("Inbox")),
            ("reading", self.tr("Reading")),
            ("archive", self.tr("Archive")),
            ("star", self.tr("Starred")),
            ("folder", self.tr("Collections")),
            ("saved-search", self.tr("Saved searches")),
            ("tag", self.tr("Tags")),
            ("entities", self.tr("Entities")),
            ("note", self.tr("Notebook")),
            ("brief", self.tr("Briefs")),
            ("trash", self.tr("Trash")),
        ):
            if name == "trash":
                column.addStretch(1)
            button = ToolButton(hub, name, text, self, checkable=True, icon_size=16)
            button.clicked.connect(_Later(self._press, name))
            self._buttons[name] = button
            column.addWidget(button)
        model.dataChanged.connect(self.refresh)
        model.modelReset.connect(self.refresh)
        self._here = Target("shelf", query="inbox")
        self.refresh()

    def show_place(self, target: Target) -> None:
        """Mark where the reader is."""
        self._here = target
        self.refresh()

    def refresh(self) -> None:
        """Check the button of the place, and mark the inbox while something in it is unread."""
        index = self._model.index_of(self._here)
        now = self._model.row(index).icon if index.isValid() else ""
        for name, button in self._buttons.items():
            button.setChecked(name == now)
        self._buttons["inbox"].set_dot(any(one.marked for one in self._model.rows_of("inbox")))

    def _press(self, name: str) -> None:
        self.refresh()
        rows = self._model.rows_of(name)
        if name not in dict(self.MENUS):
            if rows and rows[0].target is not None:
                self._bus.open_requested.emit(rows[0].target)
            return
        menu = Menu(self.theme, self)
        for row in rows:
            shown = menu.addAction(
                icon(row.icon, self.theme.muted, 16), "    " * row.depth + row.text
            )
            shown.triggered.connect(_Later(self._bus.open_requested.emit, row.target))
        if not rows:
            menu.addAction(self.tr("Nothing here yet")).setEnabled(False)
        button = self._buttons[name]
        menu.popup(button.mapToGlobal(QPoint(button.width() + 4, 0)))
