"""The drawer beside the pages: highlights and notes to be sent into the brief, used ones turned quiet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QMimeData,
    QModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.model.brief import ItemKind
from desktop.ui.briefs.outline_model import carrying
from desktop.ui.icons import paint_icon
from desktop.ui.theme import SEMIBOLD, ThemeHub
from desktop.ui.widgets.bars import Ground
from desktop.ui.widgets.choices import Segmented
from desktop.ui.widgets.labels import EmptyState
from desktop.ui.widgets.paint import paragraph, text_lines, width_of, words
from desktop.ui.widgets.rows import Index, RowDelegate, RowRole, Rows, row_ground, width_in_view
from desktop.ui.widgets.tabs import PanelTabs
from desktop.work.brief_ledger import Ledger, LedgerGroup, LedgerLine
from desktop.work.draft_brief import NewItem

HEAD_HIGH = 36


class LedgerRows(Rows[LedgerGroup | LedgerLine]):
    """Groups and their lines, one under another."""

    def show_groups(self, groups: Sequence[LedgerGroup], use: str) -> None:
        """Show the lines that are "used", "unused" or "all"."""
        rows: list[LedgerGroup | LedgerLine] = []
        for group in groups:
            lines = [line for line in group.lines if use == "all" or line.used == (use == "used")]
            if lines:
                rows += [group, *lines]
        self.show_rows(rows)

    def title(self, row: LedgerGroup | LedgerLine) -> str:
        """Return the words of a line, or what a group is of."""
        return row.title if isinstance(row, LedgerGroup) else row.words

    def sentence(self, row: LedgerGroup | LedgerLine) -> str:
        """Say of a line that it is used, if it is."""
        used = isinstance(row, LedgerLine) and row.used
        return f"{self.title(row)}, {self.tr('used')}" if used else self.title(row)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say that lines can be chosen and dragged; heads cannot."""
        row = index.data(RowRole)
        if isinstance(row, LedgerLine):
            return (
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsDragEnabled
            )
        return Qt.ItemFlag.ItemIsEnabled

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Carry the lines to an outline."""
        lines = [index.data(RowRole) for index in indexes]
        return carrying([_new(line) for line in lines if isinstance(line, LedgerLine)])


class LedgerDelegate(RowDelegate):
    """Draws heads and lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give a line the height of its one or two lines of words."""
        row, wide = index.data(RowRole), width_in_view(option)
        if not isinstance(row, LedgerLine):
            return QSize(wide, HEAD_HIGH)
        return QSize(wide, 12 + 20 * len(self._lines(row, wide)) + 4 + 16 + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row = index.data(RowRole)
        place = QRectF(option.rect)
        painter.save()
        if isinstance(row, LedgerGroup):
            self._paint_head(painter, row, place)
        elif isinstance(row, LedgerLine):
            self._paint_line(painter, option, row, place)
        painter.restore()

    def _paint_head(self, painter: QPainter, group: LedgerGroup, place: QRectF) -> None:
        theme = self._hub.theme
        painter.fillRect(QRectF(place.x(), place.bottom() - 1, place.width(), 1), theme.line)
        count = self.tr("{used} of {all} used").format(used=group.used, all=len(group.lines))
        small = theme.sans(12, figures=True)
        wide = width_of(count, small)
        box = place.adjusted(16, 0, -16, -1)
        end = QRectF(box.right() - wide, box.y(), wide + 1, box.height())
        words(painter, count, small, theme.muted, end)
        title = group.title or self.tr("Free notes")
        room = QRectF(box.x(), box.y(), box.width() - wide - 12, box.height())
        words(painter, title, theme.sans(13, SEMIBOLD), theme.ink, room)

    def _paint_line(
        self, painter: QPainter, option: QStyleOptionViewItem, line: LedgerLine, place: QRectF
    ) -> None:
        theme = self._hub.theme
        soft = row_ground(painter, theme, option)
        lines = self._lines(line, round(place.width()))
        top = place.y() + 12
        edge = theme.highlight_edge(line.colour) if line.colour is not None else theme.line_2
        painter.fillRect(QRectF(place.x() + 16, top + 1, 2.5, 20 * len(lines) - 2), edge)
        x = place.x() + 28
        room = QRectF(x, top, place.right() - 16 - x, 20 * len(lines))
        font = theme.sans(14, SEMIBOLD) if line.kind is ItemKind.NOTE else theme.serif(14)
        paragraph(painter, lines, font, soft if line.used else theme.ink, room, leading=20)
        y = room.bottom() + 4
        more = line.more or (self.tr("No comment") if line.kind is ItemKind.HIGHLIGHT else "")
        if line.used:
            paint_icon(painter, "check", QRectF(x, y + 1, 14, 14), soft)
            more, x = self.tr("Used in this brief"), x + 18
        words(painter, more, theme.sans(12), soft, QRectF(x, y, place.right() - 16 - x, 16))

    def _lines(self, line: LedgerLine, width: int) -> list[str]:
        theme = self._hub.theme
        font = theme.sans(14, SEMIBOLD) if line.kind is ItemKind.NOTE else theme.serif(14)
        return text_lines(line.words, font, max(60, width - 44), 2) or [""]


class _Lines(QListView):
    """The ledger; Enter sends what is chosen."""

    sent = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send with Enter or B."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_B):
            self.sent.emit()
        else:
            super().keyPressEvent(event)


class Drawer(Ground):
    """Tabs for highlights and notes, a choice of used and unused, and the list."""

    sent = Signal(object)
    """A tuple of NewItem to be put into the outline."""

    def __init__(self, hub: ThemeHub, parent: QWidget | None = None) -> None:
        super().__init__(hub, "panel", parent)
        self._ledger = Ledger((), ())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        titles = [self.tr("Highlights"), self.tr("Notes")]
        self._tabs = PanelTabs(hub, titles, self.tr("What could go into the brief"), self)
        self._tabs.chosen.connect(self._show_tab)
        column.addWidget(self._tabs)
        bar = Ground(hub, "panel", self, height=52, lines="b")
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 0, 16, 0)
        choices = (
            ("unused", self.tr("Unused")),
            ("used", self.tr("Used")),
            ("all", self.tr("All")),
        )
        self._use = Segmented(hub, choices, self.tr("Which ones"), bar)
        self._use.choose("all")
        self._use.chosen.connect(self._show_use)
        row.addWidget(self._use)
        row.addStretch(1)
        column.addWidget(bar)
        self._rows = LedgerRows(self)
        self.view = _Lines(self)
        self.view.setModel(self._rows)
        self.view.setItemDelegate(LedgerDelegate(hub, self.view))
        self.view.setFrameShape(QListView.Shape.NoFrame)
        self.view.setMouseTracking(True)
        self.view.setDragEnabled(True)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName(self.tr("Highlights and notes to send"))
        self.view.viewport().setAutoFillBackground(False)
        self.view.sent.connect(self._send)
        self.view.doubleClicked.connect(self._send)
        self._empty = EmptyState(hub, self)
        column.addWidget(self.view, 1)
        column.addWidget(self._empty, 1)
        self._show()

    def show_ledger(self, ledger: Ledger) -> None:
        """Show what could go into the brief."""
        self._ledger = ledger
        self._show()

    def _groups(self) -> tuple[LedgerGroup, ...]:
        return self._ledger.highlights if self._tabs.now == 0 else self._ledger.notes

    def _show(self) -> None:
        groups = self._groups()
        every = sum(len(group.lines) for group in groups)
        used = sum(group.used for group in groups)
        self._use.set_word("unused", self.tr("Unused {}").format(every - used))
        self._use.set_word("used", self.tr("Used {}").format(used))
        self._use.set_word("all", self.tr("All {}").format(every))
        self._rows.show_groups(groups, self._use.choice or "all")
        found = self._rows.rowCount() > 0
        self.view.setVisible(found)
        self._empty.setVisible(not found)
        if self._tabs.now == 0:
            self._empty.say(self.tr("Select words in an article and press H."))
        else:
            self._empty.say(self.tr("Press N on a selection, or Ctrl+N."))

    def _show_tab(self, _number: int) -> None:
        self._show()

    def _show_use(self, _choice: str) -> None:
        self._show()

    def _send(self) -> None:
        chosen = self.view.selectionModel().selectedIndexes()
        lines = [index.data(RowRole) for index in sorted(chosen, key=lambda one: one.row())]
        items = tuple(_new(line) for line in lines if isinstance(line, LedgerLine))
        if items:
            self.sent.emit(items)


def _new(line: LedgerLine) -> NewItem:
    return NewItem(line.kind, line.ref)
