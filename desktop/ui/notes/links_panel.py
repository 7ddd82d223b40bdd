"""The inspector of the notebook: what links to the note in front, and whom it names."""

from __future__ import annotations

import html

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.model.entity import Entity
from desktop.ui.dates import short_date
from desktop.ui.icons import icon_pixmap
from desktop.ui.theme import Theme, ThemeHub
from desktop.ui.widgets.bars import Ground
from desktop.ui.widgets.buttons import LinkButton
from desktop.ui.widgets.labels import EmptyState, SectionHead, Words
from desktop.ui.widgets.paint import dot
from desktop.ui.widgets.tabs import PanelTabs
from desktop.work.keep_notes import Backlink, NotePage

SIGNS = {"note": "note", "comment": "marker", "brief": "brief"}


class LinksPanel(Ground):
    """Lists backlinks, each with the words around it, and the entities named."""

    opened = Signal(str, int)
    """Kind and id of what to open: "note", "comment", "brief" or "entity"."""

    def __init__(self, hub: ThemeHub, parent: QWidget | None = None) -> None:
        super().__init__(hub, "panel", parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._tabs = PanelTabs(hub, [self.tr("Linked from")], self.tr("About this note"), self)
        column.addWidget(self._tabs)
        self._area = QScrollArea(self)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.viewport().setAutoFillBackground(False)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName(self.tr("What links to this note"))
        column.addWidget(self._area, 1)
        self._page: NotePage | None = None
        self._fill()
        hub.changed.connect(self._renew)

    def show_page(self, page: NotePage | None) -> None:
        """Show the links of a note, or of none."""
        self._page = page
        count = len(page.backlinks) if page is not None else 0
        self._tabs.set_titles(
            [self.tr("Linked from {}").format(count) if count else self.tr("Linked from")]
        )
        self._fill()

    def _fill(self) -> None:
        body = Ground(self._hub, "panel")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(0)
        backlinks = self._page.backlinks if self._page is not None else ()
        named = self._page.named if self._page is not None else ()
        for backlink in backlinks:
            column.addWidget(self._row(backlink, body))
        if not backlinks:
            empty = EmptyState(self._hub, body)
            empty.say(self.tr("Nothing links here yet. Type [[ in a note to link to this one."))
            column.addWidget(empty)
        if named:
            head = QWidget(body)
            inset = QVBoxLayout(head)
            inset.setContentsMargins(16, 12, 16, 4)
            inset.addWidget(SectionHead(self._hub, self.tr("Named in this note"), head))
            column.addWidget(head)
            for entity in named:
                column.addWidget(self._entity(entity, body))
        column.addStretch(1)
        self._area.setWidget(body)

    def _row(self, backlink: Backlink, parent: QWidget) -> QWidget:
        row = _Linking(self._hub, backlink, parent)
        row.opened.connect(self.opened)
        return row

    def _entity(self, entity: Entity, parent: QWidget) -> QWidget:
        row = _Named(self._hub, entity, parent)
        row.opened.connect(self.opened)
        return row

    def _renew(self, _theme: Theme) -> None:
        self._fill()


class _Named(QWidget):
    """One entity that the note names: the dot of its kind, its name, its mentions."""

    opened = Signal(str, int)

    def __init__(self, hub: ThemeHub, entity: Entity, parent: QWidget) -> None:
        super().__init__(parent)
        self._hub, self._entity = hub, entity
        self.setFixedHeight(28)
        line = QHBoxLayout(self)
        line.setContentsMargins(32, 0, 16, 0)
        name = LinkButton(hub, entity.name, self, muted=True)
        name.clicked.connect(self._open)
        line.addWidget(name)
        line.addStretch(1)
        line.addWidget(Words(hub, str(entity.mentions), self, px=12, role="muted", figures=True))

    def paintEvent(self, _event: QPaintEvent) -> None:
        dot(QPainter(self), QPointF(20, 14), 6, self._hub.theme.kind_mark(self._entity.kind))

    def _open(self) -> None:
        self.opened.emit("entity", int(self._entity.id))


class _Linking(Ground):
    """One thing that links here: what it is, when, and the words around the link."""

    opened = Signal(str, int)

    def __init__(self, hub: ThemeHub, backlink: Backlink, parent: QWidget) -> None:
        super().__init__(hub, "panel", parent, lines="b")
        self._backlink = backlink
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 11)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(8)
        sign = Words(hub, "", self)
        theme = hub.theme
        sign.setPixmap(
            icon_pixmap(SIGNS.get(backlink.kind, "link"), theme.muted, 14, self.devicePixelRatioF())
        )
        head.addWidget(sign)
        title = LinkButton(hub, backlink.title, self, px=12, muted=True)
        title.setAccessibleName(self.tr("Open {}").format(backlink.title))
        title.clicked.connect(self._open)
        head.addWidget(title, 1, Qt.AlignmentFlag.AlignLeft)
        head.addWidget(
            Words(hub, short_date(backlink.date), self, px=12, role="muted", figures=True)
        )
        column.addLayout(head)
        around = Words(hub, html.escape(backlink.around), self, px=14, wrap=True)
        around.setTextFormat(Qt.TextFormat.RichText)
        column.addWidget(around)

    def _open(self) -> None:
        self.opened.emit(self._backlink.kind, self._backlink.id)
