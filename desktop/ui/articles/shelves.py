"""The side of the articles: sidebar, rail and list kept together, counted, and told where the reader is."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.model.change import Change
from desktop.model.ids import CollectionId
from desktop.ui.articles.article_list import ArticleList
from desktop.ui.articles.list_actions import ListActions
from desktop.ui.articles.sidebar import Rail, SidebarView
from desktop.ui.articles.sidebar_rows import Row, SidebarModel
from desktop.ui.bus import Bus, Target
from desktop.ui.commands import Commands
from desktop.ui.jobs import Jobs
from desktop.ui.theme import ThemeHub
from desktop.ui.widgets.pick import Option, PickPopup
from desktop.work import browse, tend_articles
from desktop.work.browse import Shelf, Sidebar

COUNT_MS = 80

_COMMANDS = {
    "go.inbox": Target("shelf", query="inbox"),
    "go.reading": Target("shelf", query="reading"),
    "go.archive": Target("shelf", query="archived"),
    "go.starred": Target("shelf", query="starred"),
    "go.trash": Target("shelf", query="trash"),
    "go.entities": Target("entities"),
    "go.notebook": Target("notebook"),
    "go.briefs": Target("briefs"),
}


class Shelves(QObject):
    """Makes the places and the list, and keeps their counts right."""

    counted = Signal(object)
    """A Sidebar with new counts."""

    def __init__(
        self, jobs: Jobs, bus: Bus, hub: ThemeHub, commands: Commands, window: QWidget
    ) -> None:
        super().__init__(window)
        self._jobs, self._bus, self._hub, self._window = jobs, bus, hub, window
        self._counts: Sidebar | None = None
        self._here = Target("shelf", query=Shelf.INBOX.value)
        self._namer: PickPopup | None = None
        self._renamed: CollectionId | None = None
        self.places = SidebarModel(self)
        self.sidebar = SidebarView(hub, bus, self.places)
        self.rail = Rail(hub, bus, self.places)
        self.list = ArticleList(jobs, bus, hub, window)
        self.actions = ListActions(jobs, bus, hub, commands, self.list, self.places)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(COUNT_MS)
        self._soon.timeout.connect(self.count)
        bus.changed.connect(self._hear_change)
        self.sidebar.add_asked.connect(self._add)
        self.sidebar.rename_asked.connect(self._rename)
        self.sidebar.remove_asked.connect(self._remove)
        for name, target in _COMMANDS.items():
            commands.bind(name, window, _Going(bus, target))

    @property
    def counts(self) -> Sidebar | None:
        """The counts when last read."""
        return self._counts

    @property
    def here(self) -> Target:
        """The place that the list shows."""
        return self._here

    def start(self) -> None:
        """Read the first place and the counts."""
        self.count()
        self.show(self._here)

    def count(self) -> None:
        """Count everything the sidebar shows."""
        self._jobs.read(
            self.tr("Counting"), browse.sidebar, owner=self, done=self._take, replaces="sidebar"
        )

    def show(self, target: Target) -> None:
        """Show a shelf, a collection or a tag in the list."""
        self._here = target
        self.mark_place(target)
        title, total = self._known(target)
        self.list.show_place(target, title, total)

    def mark_place(self, target: Target) -> None:
        """Mark where the reader is in the sidebar and the rail."""
        self.sidebar.show_place(target)
        self.rail.show_place(target)

    # -- inside

    def _known(self, target: Target) -> tuple[str, int | None]:
        index = self.places.index_of(target)
        if not index.isValid():
            return target.query or self.tr("Articles"), None
        row = self.places.row(index)
        if self._counts is None:
            return row.text, None
        return row.text, row.count or 0

    def _take(self, counts: Sidebar) -> None:
        self._counts = counts
        self.places.show_counts(counts)
        self.rail.refresh()
        _, total = self._known(self._here)
        self.list.set_total(total)
        self.counted.emit(counts)

    def _hear_change(self, _change: Change) -> None:
        self._soon.start()

    def _add(self, what: str) -> None:
        if what == "search":
            self._bus.open_requested.emit(Target("search"))
        else:
            self._renamed = None
            self._ask_name(self.tr("Name of the collection"), self.tr("Make “{name}”"))

    def _rename(self, row: Row) -> None:
        self._renamed = row.collection
        self._ask_name(self.tr("New name"), self.tr("Rename it “{name}”"))

    def _ask_name(self, placeholder: str, creates: str) -> None:
        popup = PickPopup(self._hub, self._window, placeholder=placeholder, creates=creates)
        popup.created.connect(self._named)
        popup.closed.connect(popup.deleteLater)
        popup.offer(list[Option]())
        self._namer = popup
        corner = self.sidebar if self.sidebar.isVisible() else self.rail
        popup.open_near(corner.mapTo(self._window, QPoint(16, 160)))

    def _named(self, name: str) -> None:
        if self._renamed is not None:
            self._jobs.write(
                self.tr("Renaming a collection"),
                tend_articles.rename_collection,
                owner=self,
                collection_id=self._renamed,
                name=name,
            )
        else:
            self._jobs.write(
                self.tr("Making a collection"),
                tend_articles.add_collection,
                owner=self,
                name=name,
            )

    def _remove(self, row: Row) -> None:
        if row.collection is not None:
            self._jobs.write(
                self.tr("Removing a collection"),
                tend_articles.remove_collection,
                owner=self,
                collection_id=row.collection,
            )
        elif row.target is not None and row.icon == "saved-search":
            self._jobs.write(
                self.tr("Removing a saved search"),
                tend_articles.remove_saved_search,
                owner=self,
                saved_search_id=row.target.id,
            )


class _Going:
    """Goes to a place."""

    def __init__(self, bus: Bus, target: Target) -> None:
        self._bus, self._target = bus, target

    def __call__(self) -> None:
        self._bus.open_requested.emit(self._target)
