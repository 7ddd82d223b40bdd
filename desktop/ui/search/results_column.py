"""The column of results: how many, in which order, when, and the hits themselves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QVBoxLayout, QWidget

from desktop.ui.search.histogram import Histogram
from desktop.ui.search.results import HitDelegate, Hits
from desktop.ui.theme import SEMIBOLD, ThemeHub
from desktop.ui.widgets.bars import Ground
from desktop.ui.widgets.buttons import LinkButton, ToolButton
from desktop.ui.widgets.labels import EmptyState, Words
from desktop.ui.widgets.menus import Menu
from desktop.ui.widgets.rows import RowRole
from desktop.work.search import FoundHit, SearchPage, Sort


class HitList(QListView):
    """The hits; Enter opens one, Up from the first goes back to the line."""

    opened = Signal()
    left_upwards = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with arrows or j and k, open with Enter."""
        row = self.currentIndex().row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Up and row <= 0:
            self.left_upwards.emit()
        elif event.text() in ("j", "k"):
            row += 1 if event.text() == "j" else -1
            if 0 <= row < self.model().rowCount():
                self.setCurrentIndex(self.model().index(row, 0))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure the rows anew in another width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()


class ResultsColumn(Ground):
    """Header, histogram and list; asks for more hits at its end."""

    chosen = Signal(object)
    """The FoundHit that is now current, or None."""
    opened = Signal(object)
    """The FoundHit to open."""
    sorted_by = Signal(object)
    more_asked = Signal(int)
    """More hits, from this number on."""
    narrowed = Signal(str, str)
    table_asked = Signal()
    filters_asked = Signal()
    broader_taken = Signal(str)

    def __init__(self, hub: ThemeHub, parent: QWidget | None = None) -> None:
        super().__init__(hub, "paper", parent)
        self._total = 0
        self._sort = Sort.RELEVANCE
        self._broader = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head(hub))
        self.histogram = Histogram(hub, self)
        self.histogram.narrowed.connect(self.narrowed)
        column.addWidget(self.histogram)
        self._model = Hits(self)
        self.view = HitList(self)
        self._delegate = HitDelegate(hub, self.view)
        self.view.setModel(self._model)
        self.view.setItemDelegate(self._delegate)
        self.view.setFrameShape(QListView.Shape.NoFrame)
        self.view.setMouseTracking(True)
        self.view.viewport().setAutoFillBackground(False)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName(self.tr("Hits"))
        self.view.selectionModel().currentChanged.connect(self._hear_current)
        self.view.doubleClicked.connect(self._open_index)
        self.view.opened.connect(self._open_current)
        self.view.verticalScrollBar().valueChanged.connect(self._hear_scroll)
        self._empty = EmptyState(hub, self)
        self._empty.acted.connect(self._take_broader)
        column.addWidget(self.view, 1)
        column.addWidget(self._empty, 1)
        self.show_nothing("")

    @property
    def current(self) -> FoundHit | None:
        """The hit that is chosen."""
        hit = self.view.currentIndex().data(RowRole)
        return hit if isinstance(hit, FoundHit) else None

    @property
    def hits(self) -> list[FoundHit]:
        """The hits that are listed."""
        return list(self._model.rows)

    @property
    def total(self) -> int:
        """How many hits there are in all."""
        return self._total

    def show_page(self, page: SearchPage, broader: str, libraries: str) -> None:
        """Show a first page; `broader` is a query with fewer filters, offered when nothing is found."""
        self._total, self._broader = page.total, broader
        self._delegate.forget()
        self._model.show_rows(page.hits)
        self._count.setText(
            self.tr("1 hit") if page.total == 1 else self.tr("{:,} hits").format(page.total)
        )
        self._split.setText(self._by_kind(page))
        found = bool(page.hits)
        self.view.setVisible(found)
        self._empty.setVisible(not found)
        if not found:
            words = self.tr("No hits for {query} in {places}.")
            self._empty.say(
                words.format(query=page.query, places=libraries),
                link=self.tr("Search without the filters") if broader else "",
            )
        if found:
            self.view.setCurrentIndex(self._model.index(0, 0))
            self.view.scrollToTop()
        else:
            self.chosen.emit(None)

    def add_hits(self, hits: Sequence[FoundHit]) -> None:
        """Add the next page."""
        self._model.add_rows(hits)

    def show_nothing(self, words: str) -> None:
        """Show no search at all."""
        self._total = 0
        self._model.show_rows(())
        self._count.setText("")
        self._split.setText("")
        self.histogram.hide()
        self.view.hide()
        self._empty.show()
        self._empty.say(
            words or self.tr("Type words, or a field such as person: or source:, to search.")
        )

    def set_filters(self, active: int, *, shown: bool) -> None:
        """Offer the facets behind a button where their column has no room."""
        self._filters.setVisible(shown)
        self._filters.set_dot(active > 0)
        self._filters.setAccessibleName(self.tr("Filters: {} active").format(active))

    def _head(self, hub: ThemeHub) -> Ground:
        head = Ground(hub, "paper", self, height=40, lines="b")
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 0, 8, 0)
        row.setSpacing(8)
        self._filters = ToolButton(hub, "filter", self.tr("Filters"), head)
        self._filters.clicked.connect(self.filters_asked)
        self._filters.hide()
        row.addWidget(self._filters)
        self._count = Words(hub, "", head, weight=SEMIBOLD, figures=True)
        self._split = Words(hub, "", head, px=13, role="muted", figures=True)
        row.addWidget(self._count)
        row.addWidget(self._split)
        row.addStretch(1)
        self._order = LinkButton(hub, self.tr("Relevance"), head, muted=True)
        self._order.setToolTip(self.tr("Sort the hits"))
        self._order.clicked.connect(self._choose_order)
        row.addWidget(self._order)
        self._more = ToolButton(hub, "more", self.tr("More for these hits"), head)
        self._more.clicked.connect(self._show_menu)
        row.addWidget(self._more)
        return head

    def _by_kind(self, page: SearchPage) -> str:
        names = (
            ("article", self.tr("1 article"), self.tr("{:,} articles")),
            ("note", self.tr("1 note"), self.tr("{:,} notes")),
            ("highlight", self.tr("1 highlight"), self.tr("{:,} highlights")),
        )
        parts = []
        for kind, one, many in names:
            count = page.totals.get(kind, 0)
            if count:
                parts.append(one if count == 1 else many.format(count))
        return ", ".join(parts)

    def _choose_order(self) -> None:
        menu = Menu(self.theme, self)
        for sort, text in ((Sort.RELEVANCE, self.tr("Relevance")), (Sort.DATE, self.tr("Date"))):
            action = QAction(text, menu)
            action.setCheckable(True)
            action.setChecked(sort is self._sort)
            action.setData(sort)
            menu.addAction(action)
        menu.triggered.connect(self._take_order)
        menu.open_under(self._order)

    def _take_order(self, action: QAction) -> None:
        self._sort = action.data()
        self._order.set_text(action.text())
        self.sorted_by.emit(self._sort)

    def _show_menu(self) -> None:
        menu = Menu(self.theme, self)
        action = QAction(self.tr("Copy the hits as a table"), menu)
        action.triggered.connect(self.table_asked)
        menu.addAction(action)
        menu.open_under(self._more)

    def _hear_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.chosen.emit(now.data(RowRole))

    def _hear_scroll(self, value: int) -> None:
        bar = self.view.verticalScrollBar()
        if value >= bar.maximum() - 400 and 0 < len(self._model.rows) < self._total:
            self.more_asked.emit(len(self._model.rows))

    def _open_index(self, index: QModelIndex) -> None:
        hit = index.data(RowRole)
        if isinstance(hit, FoundHit):
            self.opened.emit(hit)

    def _open_current(self) -> None:
        if self.current is not None:
            self.opened.emit(self.current)

    def _take_broader(self) -> None:
        self.broader_taken.emit(self._broader)
