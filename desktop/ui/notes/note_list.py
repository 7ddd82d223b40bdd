"""The column of notes: how many there are, a filter by tag, the list, and what an empty one says."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QVBoxLayout, QWidget

from desktop.model.ids import NoteId
from desktop.ui.notes.rows import NoteDelegate, NoteRows
from desktop.ui.theme import ThemeHub
from desktop.ui.widgets.bars import ColumnHead, Ground
from desktop.ui.widgets.buttons import ToolButton
from desktop.ui.widgets.labels import EmptyState, TokenChip
from desktop.ui.widgets.layouts import take_away
from desktop.ui.widgets.rows import RowRole
from desktop.work.keep_notes import NoteRow


class _Notes(QListView):
    """The list; Enter opens the note and moves into it, Delete removes it."""

    entered_note = Signal()
    removal_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move; letters act."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_note.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_asked.emit()
        elif event.text() in ("j", "k"):
            step = 1 if event.text() == "j" else -1
            row = self.currentIndex().row() + step
            if 0 <= row < self.model().rowCount():
                self.setCurrentIndex(self.model().index(row, 0))
        else:
            super().keyPressEvent(event)


class NoteList(Ground):
    """The notes, last changed first; narrowed to a tag when one is chosen."""

    chosen = Signal(int)
    """The id of the note that is now current."""
    entered = Signal()
    new_asked = Signal()
    removal_asked = Signal(int)
    tag_cleared = Signal()

    def __init__(self, hub: ThemeHub, parent: QWidget | None = None) -> None:
        super().__init__(hub, "paper", parent)
        self._rows = NoteRows(self)
        self._by_title = False
        self._all: list[NoteRow] = []
        self._total = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head(hub))
        self._tokens = Ground(hub, "paper", self, height=48, lines="b")
        self._token_row = QHBoxLayout(self._tokens)
        self._token_row.setContentsMargins(16, 0, 16, 0)
        self._token_row.addStretch(1)
        self._tokens.hide()
        column.addWidget(self._tokens)
        self._view = _Notes(self)
        self._view.setModel(self._rows)
        self._view.setItemDelegate(NoteDelegate(hub, self._view))
        self._view.setFrameShape(QListView.Shape.NoFrame)
        self._view.setUniformItemSizes(True)
        self._view.setMouseTracking(True)
        self._view.viewport().setAutoFillBackground(False)
        self._view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._view.setAccessibleName(self.tr("Notes"))
        self._view.selectionModel().currentChanged.connect(self._hear_current)
        self._view.entered_note.connect(self.entered)
        self._view.removal_asked.connect(self._ask_removal)
        self._empty = EmptyState(hub, self)
        self._empty.say(self.tr("Press N on a selection, or Ctrl+N."))
        column.addWidget(self._view, 1)
        column.addWidget(self._empty, 1)
        self._empty.hide()

    @property
    def view(self) -> QListView:
        """The list itself, for focus and tests."""
        return self._view

    def show_rows(self, rows: Sequence[NoteRow], total: int, tag: str = "") -> None:
        """Show these notes of `total`, keeping the current one; `tag` is what they are narrowed to."""
        self._all, self._total = list(rows), total
        self._show_tag(tag)
        self._arrange()

    def select(self, note_id: NoteId) -> None:
        """Make a note current without telling anybody."""
        row = self._rows.row_of(note_id)
        chooser = self._view.selectionModel()
        blocked = chooser.blockSignals(True)
        if row >= 0:
            index = self._rows.index(row, 0)
            chooser.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self._view.scrollTo(index)
        else:
            chooser.clear()
        chooser.blockSignals(blocked)
        self._view.viewport().update()

    def _head(self, hub: ThemeHub) -> Ground:
        head = ColumnHead(hub, self.tr("Notebook"), self)
        self._count = head.count
        add = ToolButton(hub, "plus", self.tr("New note"), head)
        add.clicked.connect(self._ask_new)
        head.row.addWidget(add)
        self._sort = ToolButton(hub, "sort", self.tr("Sort by title"), head, checkable=True)
        self._sort.toggled.connect(self._sort_by)
        head.row.addWidget(self._sort)
        return head

    def _show_tag(self, tag: str) -> None:
        take_away(self._token_row, keep=1)
        if tag:
            chip = TokenChip(self._hub, "tag", tag, self._tokens, name=self.tr("Show all notes"))
            chip.removed.connect(self._clear_tag)
            self._token_row.insertWidget(0, chip)
        self._tokens.setVisible(bool(tag))

    def _arrange(self) -> None:
        current = self._view.currentIndex().data(RowRole)
        rows = self._all
        if self._by_title:
            rows = sorted(rows, key=lambda row: row.note.title.casefold())
        self._rows.show_rows(rows)
        shown = str(len(rows)) if len(rows) == self._total else f"{len(rows)} of {self._total}"
        self._count.setText(shown)
        self._view.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        if isinstance(current, NoteRow):
            self.select(current.note.id)

    def _sort_by(self, by_title: bool) -> None:
        self._by_title = by_title
        self._arrange()

    def _hear_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        row = now.data(RowRole)
        if isinstance(row, NoteRow):
            self.chosen.emit(row.note.id)

    def _ask_new(self) -> None:
        self.new_asked.emit()

    def _ask_removal(self) -> None:
        row = self._view.currentIndex().data(RowRole)
        if isinstance(row, NoteRow):
            self.removal_asked.emit(row.note.id)

    def _clear_tag(self, _key: str) -> None:
        self.tag_cleared.emit()
