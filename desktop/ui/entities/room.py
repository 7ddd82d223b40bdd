"""Entities as the window sees them: the list over the archive, and the dossier of the one in front."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QVBoxLayout, QWidget

from desktop.model.change import Change, Noun
from desktop.model.entity import NAMED_KINDS, Entity, EntityKind
from desktop.model.ids import EntityId
from desktop.model.spans import Span
from desktop.ui.bus import Bus, Notice, Target
from desktop.ui.entities.dossier import DossierView
from desktop.ui.entities.rows import EntityDelegate, EntityRows
from desktop.ui.jobs import Jobs
from desktop.ui.kinds import kind_name
from desktop.ui.room import Column, Face, Room
from desktop.ui.theme import Theme, ThemeHub
from desktop.ui.widgets.bars import ColumnHead, Ground
from desktop.ui.widgets.buttons import ToolButton
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.floating import Popup
from desktop.ui.widgets.labels import EmptyState
from desktop.ui.widgets.menus import Menu
from desktop.ui.widgets.rows import RowRole
from desktop.work.tend_entities import (
    Dossier,
    list_entities,
    read_dossier,
    reject_entity,
    rename_entity,
    retype_entity,
)

TYPING_MS = 120
MOST = 500


class EntityList(Ground):
    """Header, field and list."""

    chosen = Signal(int)
    wanted = Signal(str, object)
    """What is typed, and the kind to narrow to, or None."""

    def __init__(self, hub: ThemeHub, parent: QWidget | None = None) -> None:
        super().__init__(hub, "paper", parent)
        self._kind: EntityKind | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = ColumnHead(hub, self.tr("Entities"), self)
        self._count = head.count
        self._filter = ToolButton(hub, "filter", self.tr("Only one kind"), head)
        self._filter.clicked.connect(self._show_kinds)
        head.row.addWidget(self._filter)
        column.addWidget(head)
        bar = Ground(hub, "paper", self, height=44, lines="b")
        inside = QHBoxLayout(bar)
        inside.setContentsMargins(12, 0, 12, 0)
        self._field = Field(
            hub, self.tr("Find a name or spelling"), bar, icon="search", high=28, px=13
        )
        inside.addWidget(self._field)
        column.addWidget(bar)
        self._rows = EntityRows(self)
        self.view = QListView(self)
        self.view.setModel(self._rows)
        self.view.setItemDelegate(EntityDelegate(hub, self.view))
        self.view.setUniformItemSizes(True)
        self.view.setFrameShape(QListView.Shape.NoFrame)
        self.view.setMouseTracking(True)
        self.view.viewport().setAutoFillBackground(False)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName(self.tr("Entities of the archive"))
        self.view.selectionModel().currentChanged.connect(self._hear_current)
        self._empty = EmptyState(hub, self)
        self._empty.say(self.tr("No name begins so."))
        column.addWidget(self.view, 1)
        column.addWidget(self._empty, 1)
        self._pause = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._pause.timeout.connect(self._ask)
        self._field.textChanged.connect(self._hear_typed)

    @property
    def query(self) -> str:
        """What is typed in the field."""
        return self._field.text()

    @property
    def kind(self) -> EntityKind | None:
        """The kind that the list is narrowed to."""
        return self._kind

    def show_rows(self, rows: tuple[Entity, ...], now: EntityId | None) -> None:
        """Show entities, keeping the current one."""
        chooser = self.view.selectionModel()
        blocked = chooser.blockSignals(True)
        self._rows.show_rows(rows)
        if now is not None and (row := self._rows.row_of(now)) >= 0:
            self.view.setCurrentIndex(self._rows.index(row, 0))
        chooser.blockSignals(blocked)
        self._count.setText(f"{len(rows):,}{'+' if len(rows) == MOST else ''}")
        self.view.setVisible(bool(rows))
        self._empty.setVisible(not rows)

    def _hear_typed(self, _text: str) -> None:
        self._pause.start()

    def _ask(self) -> None:
        self.wanted.emit(self.query, self._kind)

    def _hear_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        entity = now.data(RowRole)
        if isinstance(entity, Entity):
            self.chosen.emit(int(entity.id))

    def _show_kinds(self) -> None:
        menu = kinds_menu(self.theme, self._filter, everything=self.tr("All kinds"))
        menu.triggered.connect(self._take_kind)
        menu.open_under(self._filter)

    def _take_kind(self, action: QAction) -> None:
        self._kind = EntityKind(action.data()) if action.data() else None
        self._filter.set_dot(self._kind is not None)
        self._ask()


def kinds_menu(theme: Theme, parent: QWidget, everything: str = "") -> Menu:
    """Return a menu of the kinds that gather into entities."""
    menu = Menu(theme, parent)
    if everything:
        menu.addAction(everything).setData("")
    for kind in NAMED_KINDS:
        menu.addAction(kind_name(kind)).setData(str(kind))
    return menu


class EntitiesRoom(QObject):
    """Joins list and dossier."""

    send_to_brief = Signal(str, int)

    def __init__(self, jobs: Jobs, bus: Bus, hub: ThemeHub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._bus, self._hub = jobs, bus, hub
        self._face = Face()
        self._now: EntityId | None = None
        self._dossier: Dossier | None = None
        self._shown = False
        self.list = EntityList(hub)
        self.dossier = DossierView(hub)
        self.list.chosen.connect(self._choose)
        self.list.wanted.connect(self._reload)
        self.dossier.entity_opened.connect(self._choose)
        self.dossier.article_opened.connect(self._open_article)
        self.dossier.search_asked.connect(self._find_all)
        self.dossier.send_asked.connect(self._send)
        self.dossier.kind_asked.connect(self._show_kinds)
        self.dossier.rename_asked.connect(self._show_rename)
        self.dossier.reject_asked.connect(self._reject)
        bus.changed.connect(self._hear)

    def as_room(self) -> Room:
        """Return the room as the frame takes it."""
        return Room(
            name="entities",
            title=self.tr("Entities"),
            columns=(
                Column("entities", self.tr("Entities"), self.list, 244, 220, 400, 0, self._at_list),
                Column("dossier", self.tr("Dossier"), self.dossier, least=320),
            ),
            kinds=frozenset({"entity", "entities"}),
            open=self.open,
            face=self._face,
        )

    def open(self, target: Target) -> None:
        """Show the list, with the entity named in front."""
        self._shown = True
        if target.id:
            self._choose(target.id)
            self._face.asked_for_main.emit()
        self._reload()

    def _reload(self, _query: str = "", _kind: object = None) -> None:
        self._jobs.read(
            self.tr("Listing names"),
            list_entities,
            owner=self,
            done=self._show_rows,
            replaces="entities.list",
            query=self.list.query,
            kind=self.list.kind,
            limit=MOST,
        )

    def _show_rows(self, rows: tuple[Entity, ...]) -> None:
        if self._now is None and rows:
            self._choose(int(rows[0].id))
        self.list.show_rows(rows, self._now)

    def _choose(self, entity_id: int) -> None:
        self._now = EntityId(entity_id)
        self._jobs.read(
            self.tr("Gathering a dossier"),
            read_dossier,
            owner=self,
            done=self._show_dossier,
            failed=self._show_none,
            replaces="entities.dossier",
            entity_id=self._now,
        )

    def _show_dossier(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._now = dossier.entity.id
        self.dossier.show_dossier(dossier)

    def _show_none(self, _error: Exception) -> None:
        """Show no dossier: the entity was merged away or taken back."""
        self._now = self._dossier = None
        self.dossier.show_dossier(None)

    def _open_article(self, article_id: int, span: Span | None) -> None:
        self._bus.open_requested.emit(Target("article", article_id, span))

    def _find_all(self) -> None:
        if self._dossier is not None:
            name = self._dossier.entity.name.replace('"', " ")
            self._bus.open_requested.emit(Target("search", query=f'entity:"{name}"'))

    def _send(self) -> None:
        if self._now is not None:
            self.send_to_brief.emit("entity", int(self._now))

    def _show_kinds(self) -> None:
        button = self.dossier.kind_button
        if button is None:
            return
        menu = kinds_menu(self._hub.theme, button)
        menu.triggered.connect(self._retype)
        menu.open_under(button)

    def _retype(self, action: QAction) -> None:
        if self._now is not None:
            self._jobs.write(
                self.tr("Changing the kind"),
                retype_entity,
                owner=self,
                done=self._say,
                entity_id=self._now,
                kind=EntityKind(action.data()),
            )

    def _show_rename(self) -> None:
        if self._dossier is None:
            return
        window = self.dossier.window()
        popup = Popup(self._hub, window)
        field = Field(self._hub, self.tr("Name"), popup, name=self.tr("New name"))
        field.setText(self._dossier.entity.name)
        field.selectAll()
        field.setGeometry(12, 12, 296, 32)
        popup.setFixedSize(320, 56)

        def take() -> None:
            name = field.text().strip()
            popup.close_card()
            if name and self._now is not None:
                self._jobs.write(
                    self.tr("Renaming"),
                    rename_entity,
                    owner=self,
                    done=self._say,
                    entity_id=self._now,
                    name=name,
                )

        field.returnPressed.connect(take)
        popup.closed.connect(popup.deleteLater)
        popup.open_at(self.dossier.mapTo(window, self.dossier.rect().topLeft()), field)

    def _reject(self) -> None:
        if self._now is not None:
            self._jobs.write(
                self.tr("Taking a name back"),
                reject_entity,
                owner=self,
                done=self._say,
                entity_id=self._now,
            )

    def _say(self, change: Change) -> None:
        self._bus.notice.emit(Notice(change.title, undo=True))

    def _hear(self, change: Change) -> None:
        if self._shown and change.touches(Noun.ENTITY, Noun.ARTICLE):
            self._reload()
            if self._now is not None:
                self._choose(int(self._now))

    def _at_list(self) -> QWidget:
        return self.list.view
