"""The column of articles: head with filter and sort, the rows, and what it says when there are none."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QDrag, QFocusEvent, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.model.change import Change, Noun
from desktop.model.ids import ArticleId, CollectionId
from desktop.ui.articles.filter_popup import FilterPopup, TokenRow
from desktop.ui.articles.list_row import RowPainter
from desktop.ui.articles.list_rows import PAGE, ArticleModel
from desktop.ui.bus import Bus, Target
from desktop.ui.jobs import Jobs
from desktop.ui.theme import SEMIBOLD, Theme, ThemeHub
from desktop.ui.widgets.bars import Ground
from desktop.ui.widgets.buttons import ToolButton
from desktop.ui.widgets.labels import ElidedLabel, EmptyState, Words
from desktop.ui.widgets.menus import Menu
from desktop.ui.widgets.overlay_bar import OverlayBar
from desktop.ui.widgets.paint import round_box, words
from desktop.work import browse
from desktop.work.browse import Filters, Order, Shelf, ShelfRow

OPEN_MS = 120
RELOAD_MS = 60


class ArticleView(QListView):
    """The rows: one stop for Tab; arrows move and open, letters act, Enter goes into the text."""

    entered = Signal()
    menu_asked = Signal(object)
    moved = Signal()

    def __init__(self, hub: ThemeHub, parent: QWidget) -> None:
        super().__init__(parent)
        self._hub = hub
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.verticalScrollBar().setSingleStep(31)
        self.viewport().setAutoFillBackground(False)
        hub.changed.connect(self._restyle)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes into the text; letters are commands, never a search by first letter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.text() and event.text().isprintable() and not event.text().isspace():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have a current row as soon as the keyboard comes here."""
        had = self.currentIndex()
        super().focusInEvent(event)
        by_mouse = event.reason() is Qt.FocusReason.MouseFocusReason
        if not had.isValid() and self.currentIndex().isValid() and not by_mouse:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().select(self.currentIndex(), flags)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Draw the rows as those of a list without the focus."""
        super().focusOutEvent(event)
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the chosen articles."""
        self.menu_asked.emit(event.globalPos())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:  # noqa: N802
        """Tell that other rows are chosen."""
        super().selectionChanged(selected, deselected)
        self.moved.emit()

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drag with a card at the pointer."""
        indexes = self.selectedIndexes()
        if not indexes:
            return
        drag = QDrag(self)
        drag.setMimeData(self.model().mimeData(indexes))
        title = indexes[0].data(Qt.ItemDataRole.DisplayRole)
        said = title if len(indexes) == 1 else self.tr("{n} articles").format(n=len(indexes))
        drag.setPixmap(self._ghost(said))
        drag.setHotSpot(QPoint(-12, -8))
        drag.exec(actions, Qt.DropAction.CopyAction)

    def _ghost(self, said: str) -> QPixmap:
        theme, ratio = self._hub.theme, self.devicePixelRatioF()
        pixmap = QPixmap(QSize(round(216 * ratio), round(36 * ratio)))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        round_box(painter, QRectF(0, 0, 216, 36), 8, theme.card, theme.line_2)
        words(painter, said, theme.serif(14), theme.ink, QRectF(12, 0, 192, 36))
        painter.end()
        return pixmap

    def _restyle(self, _theme: Theme) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()


class ArticleList(Ground):
    """Shows one place: a shelf, a collection or a tag."""

    entered = Signal()
    """Enter was pressed on a row: the focus wants to go into what is open."""
    import_asked = Signal()

    def __init__(self, jobs: Jobs, bus: Bus, hub: ThemeHub, parent: QWidget | None = None) -> None:
        super().__init__(hub, "paper", parent)
        self._jobs, self._bus = jobs, bus
        self._place: Shelf | CollectionId | str = Shelf.INBOX
        self._order, self._descending = Order.ADDED, True
        self._total: int | None = None
        self._open_id = 0
        self._following = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_head(hub))
        self.tokens = TokenRow(hub, self)
        column.addWidget(self.tokens)
        self.view = ArticleView(hub, self)
        self.view.setAccessibleName(self.tr("Articles"))
        self.model = ArticleModel(self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(RowPainter(hub, self.view))
        OverlayBar(hub, self.view)
        self.empty = EmptyState(hub, self)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.view)
        self._pages.addWidget(self.empty)
        column.addWidget(self._pages, 1)
        self.filters = FilterPopup(hub, self.window())
        self.filters.changed.connect(self._hear_filters)
        self.tokens.dropped.connect(self.filters.drop)
        self.empty.acted.connect(self.filters.clear)
        self._opener = _single_shot(self, OPEN_MS, self._open_current)
        self._reloader = _single_shot(self, RELOAD_MS, self.reload)
        self.model.wants_more.connect(self._fetch)
        self.view.entered.connect(self._enter)
        self.view.clicked.connect(self._click)
        self.view.selectionModel().currentChanged.connect(self._hear_current)
        bus.changed.connect(self._hear_change)
        self._say_empty()

    # -- what is shown

    def show_place(self, target: Target, title: str, total: int | None) -> None:
        """Show another place under its name; `total` is the number of its articles, if known."""
        place: Shelf | CollectionId | str
        if target.kind == "tag":
            place = target.query
        elif target.id:
            place = CollectionId(target.id)
        else:
            place = Shelf(target.query or Shelf.INBOX)
        self._title.setText(title)
        self.set_total(total)
        if place != self._place:
            self._place = place
            self.model.show_rows((), whole=True)
            self.view.scrollToTop()
        self.reload()

    def set_total(self, total: int | None) -> None:
        """Take the number of articles in the place."""
        self._total = total
        self._say_count()

    def mark_open(self, article_id: int) -> None:
        """Choose the row of the article that is open, without opening it again."""
        self._open_id = article_id
        index = self.model.index_of(article_id)
        if index.isValid() and self.view.selectedIndexes() != [index]:
            self._following = True
            self.view.setCurrentIndex(index)
            self._following = False

    def reload(self) -> None:
        """Read the rows anew, as many as are shown."""
        self._jobs.read(
            self.tr("Reading the list"),
            browse.shelf,
            owner=self,
            done=self._show,
            replaces="shelf",
            place=self._place,
            filters=self.filters.filters,
            order=self._order,
            descending=self._descending,
            limit=max(PAGE, self.model.rowCount()) + 1,
        )

    @property
    def place(self) -> Shelf | CollectionId | str:
        """The place in front: a shelf, a collection's id or a tag's name."""
        return self._place

    # -- what is chosen

    def chosen(self) -> list[ShelfRow]:
        """Return the chosen rows, from the top."""
        indexes = sorted(self.view.selectedIndexes(), key=lambda one: one.row())
        return [self.model.row(index) for index in indexes]

    def chosen_ids(self) -> list[ArticleId]:
        """Return the ids of the chosen articles."""
        return [row.article.id for row in self.chosen()]

    def step(self, by: int) -> None:
        """Move to the next or previous article, and open it."""
        rows = self.model.rowCount()
        if not rows:
            return
        now = self.view.currentIndex().row()
        self.view.setCurrentIndex(self.model.index(min(rows - 1, max(0, now + by))))

    def order(self) -> tuple[Order, bool]:
        """Return how the rows are sorted: by what, and whether from the largest down."""
        return self._order, self._descending

    def sort_by(self, order: Order, *, descending: bool) -> None:
        """Sort by something else."""
        if (order, descending) != (self._order, self._descending):
            self._order, self._descending = order, descending
            self.reload()

    def open_filters(self) -> None:
        """Open the filter popup under its button."""
        self.filters.setParent(self.window())
        corner = self.filter_button.mapTo(self.window(), QPoint(0, 36))
        self.filters.open_under(corner)

    def open_sorting(self) -> None:
        """Offer the ways to sort."""
        menu = Menu(self.theme, self)
        for order, word, down in (
            (Order.ADDED, self.tr("Newest in the library first"), True),
            (Order.ADDED, self.tr("Oldest in the library first"), False),
            (Order.PUBLISHED, self.tr("Newest publication first"), True),
            (Order.PUBLISHED, self.tr("Oldest publication first"), False),
            (Order.SOURCE, self.tr("Source, A to Z"), False),
            (Order.TITLE, self.tr("Title, A to Z"), False),
        ):
            shown = menu.addAction(word)
            shown.setCheckable(True)
            shown.setChecked((order, down) == (self._order, self._descending))
            shown.triggered.connect(_Sorting(self, order, descending=down))
        menu.popup(self.sort_button.mapToGlobal(QPoint(0, 36)))

    # -- inside

    def _make_head(self, hub: ThemeHub) -> QWidget:
        head = Ground(hub, "paper", self, height=40, lines="b")
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 1, 8, 1)
        row.setSpacing(4)
        self._title = ElidedLabel(hub, self.tr("Inbox"), head, weight=SEMIBOLD)
        self._count = Words(hub, "", head, px=13, role="muted", figures=True)
        self.filter_button = ToolButton(hub, "filter", self.tr("Filter the list"), head)
        self.sort_button = ToolButton(hub, "sort", self.tr("Sort the list"), head)
        self.filter_button.clicked.connect(self.open_filters)
        self.sort_button.clicked.connect(self.open_sorting)
        row.addWidget(self._title)
        row.addSpacing(3)
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(self.filter_button)
        row.addWidget(self.sort_button)
        return head

    def _show(self, rows: Sequence[ShelfRow]) -> None:
        limit = max(PAGE, self.model.rowCount())
        current = self.view.currentIndex()
        held = self.model.row(current).article.id if current.isValid() else self._open_id
        row_before = current.row()
        chosen = {row.article.id for row in self.chosen()}
        self._following = True
        self.model.show_rows(rows[:limit], whole=len(rows) <= limit)
        self._choose_again(held, row_before, chosen)
        self._following = False
        self._say_count()
        self._say_empty()

    def _choose_again(self, held: int, row_before: int, chosen: set[ArticleId]) -> None:
        """After new rows: keep the choice, or move to the row that took the place of the chosen one."""
        if self.view.currentIndex().isValid():
            return
        index = self.model.index_of(held)
        if not index.isValid() and row_before >= 0 and self.model.rowCount():
            index = self.model.index(min(row_before, self.model.rowCount() - 1))
        if not index.isValid():
            return
        self.view.setCurrentIndex(index)
        selection = self.view.selectionModel()
        for one in chosen:
            other = self.model.index_of(one)
            if other.isValid():
                selection.select(other, QItemSelectionModel.SelectionFlag.Select)

    def _fetch(self, offset: int) -> None:
        self._jobs.read(
            self.tr("Reading the list"),
            browse.shelf,
            owner=self,
            done=self._add,
            replaces="shelf",
            place=self._place,
            filters=self.filters.filters,
            order=self._order,
            descending=self._descending,
            limit=PAGE + 1,
            offset=offset,
        )

    def _add(self, rows: Sequence[ShelfRow]) -> None:
        self.model.add_rows(rows[:PAGE], whole=len(rows) <= PAGE)
        self._say_count()

    def _say_count(self) -> None:
        shown = self.model.rowCount()
        filtered = self.filters.filters != Filters() if hasattr(self, "filters") else False
        total = self._total if self._total is not None else shown
        if filtered:
            said = self.tr("{shown} of {total}").format(shown=f"{shown:,}", total=f"{total:,}")
        else:
            said = f"{total:,}"
        self._count.setText(said)

    def _say_empty(self) -> None:
        filters = self.filters.filters
        empty = self.model.rowCount() == 0
        self._pages.setCurrentWidget(self.empty if empty else self.view)
        if not empty:
            return
        if filters != Filters():
            held = sum(
                bool(getattr(filters, one))
                for one in ("unread", "source", "tag", "entity", "after", "before")
            )
            heads = {1: self.tr("No article passes the filter")}
            heads[2] = self.tr("No article passes both filters")
            head = heads.get(held, self.tr("No article passes all filters"))
            why = ""
            if filters.unread and filters.source and held == 2:
                why = self.tr("Everything from {source} in this list has been read.").format(
                    source=filters.source
                )
            self.empty.say(why, head=head, link=self.tr("Clear filters"))
        else:
            self.empty.say(self._empty_words())

    def _empty_words(self) -> str:
        said = {
            Shelf.INBOX: self.tr(
                "Nothing here yet. Articles you import arrive in this list, newest first."
            ),
            Shelf.READING: self.tr("Nothing here yet. Articles you begin to read stand here."),
            Shelf.ARCHIVED: self.tr("Nothing here yet. Press A on an article to archive it."),
            Shelf.STARRED: self.tr("Nothing here yet. Press S on an article to star it."),
            Shelf.TRASH: self.tr("The trash is empty."),
        }
        if isinstance(self._place, Shelf) and self._place in said:
            return said[self._place]
        if isinstance(self._place, str):
            return self.tr("No article has this tag. Press T on an article to tag it.")
        return self.tr("Nothing here yet. Drag articles onto the collection.")

    def _hear_filters(self, filters: Filters) -> None:
        self.tokens.show_filters(filters)
        self.filter_button.setCheckable(filters != Filters())
        self.filter_button.setChecked(filters != Filters())
        self.reload()

    def _hear_change(self, change: Change) -> None:
        if change.touches(Noun.ARTICLE, Noun.TAG, Noun.COLLECTION, Noun.ANNOTATION, Noun.ENTITY):
            self._reloader.start()

    def _hear_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid() and not self._following and self.view.hasFocus():
            self._opener.start()

    def _open_current(self) -> None:
        index = self.view.currentIndex()
        if index.isValid() and len(self.view.selectedIndexes()) <= 1:
            self._open(index, new_tab=False)

    def _open(self, index: QModelIndex, *, new_tab: bool) -> None:
        self._opener.stop()
        article_id = self.model.row(index).article.id
        if article_id != self._open_id or new_tab:
            self._open_id = article_id
            self._bus.open_requested.emit(Target("article", id=article_id, new_tab=new_tab))

    def _click(self, index: QModelIndex) -> None:
        if len(self.view.selectedIndexes()) == 1:
            self._open_id = 0
            self._open(index, new_tab=False)

    def _enter(self) -> None:
        index = self.view.currentIndex()
        if index.isValid():
            self._open_id = 0
            self._open(index, new_tab=False)
            self.entered.emit()


class _Sorting:
    def __init__(self, column: ArticleList, order: Order, *, descending: bool) -> None:
        self._column, self._order, self._descending = column, order, descending

    def __call__(self, *_: object) -> None:
        self._column.sort_by(self._order, descending=self._descending)


def _single_shot(parent: QWidget, wait: int, act: object) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(wait)
    timer.timeout.connect(act)
    return timer
