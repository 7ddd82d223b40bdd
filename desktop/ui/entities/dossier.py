"""One entity over the archive: name, spellings, months, who it appears with, where it is named."""

from __future__ import annotations

import html

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.model.entity import Entity
from desktop.model.spans import Span
from desktop.ui.dates import plain_date
from desktop.ui.entities.plot import Plot
from desktop.ui.kinds import kind_name
from desktop.ui.theme import SEMIBOLD, Theme, ThemeHub
from desktop.ui.widgets.bars import Ground
from desktop.ui.widgets.buttons import LinkButton, PushButton
from desktop.ui.widgets.labels import EmptyState, SectionHead, Words
from desktop.ui.widgets.paint import dot, ring_inside, round_box, width_of, words
from desktop.work.tend_entities import Dossier

MOST_BESIDE = 12


class _Row(QWidget):
    """A row that can be pressed, by mouse or with Enter."""

    pressed = Signal()

    def __init__(self, hub: ThemeHub, name: str, height: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._hub, self._over = hub, False
        self.setFixedHeight(height)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """As wide as the column."""
        return QSize(220, self.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def _ground(self, painter: QPainter) -> None:
        theme = self._hub.theme
        if self.underMouse():
            painter.fillRect(self.rect(), theme.hover)
        if self.hasFocus():
            ring_inside(painter, QRectF(self.rect()), theme)


class _Beside(_Row):
    """An entity that appears in the same articles, with a bar for how many."""

    opened = Signal(int)

    def __init__(
        self, hub: ThemeHub, entity: Entity, count: int, most: int, parent: QWidget
    ) -> None:
        super().__init__(hub, f"{entity.name}, {count}", 26, parent)
        self._entity, self._count, self._share = entity, count, count / max(1, most)
        self.pressed.connect(self._open)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self._hub.theme, QPainter(self)
        self._ground(painter)
        dot(painter, QPointF(4, 13), 7, theme.kind_mark(self._entity.kind))
        count = str(self._count)
        small = theme.sans(12, figures=True)
        wide = width_of(count, small)
        right = self.width() - 4
        words(painter, count, small, theme.muted, QRectF(right - wide, 0, wide + 1, 26))
        bar = 54 * self._share
        place = QRectF(right - 28 - bar, 11, bar, 4)
        round_box(painter, place, 2, theme.kind_bar(self._entity.kind))
        room = QRectF(16, 0, self.width() - 16 - 96, 26)
        words(painter, self._entity.name, theme.sans(14), theme.ink, room)

    def _open(self) -> None:
        self.opened.emit(int(self._entity.id))


class _Article(_Row):
    """An article that names the entity: title, date and how often."""

    opened = Signal(int, object)

    def __init__(
        self, hub: ThemeHub, found: tuple[int, str, str, int], span: Span | None, parent: QWidget
    ) -> None:
        super().__init__(hub, f"{found[1]}, {found[2]}, {found[3]}", 52, parent)
        self._found, self._span = found, span
        self.setToolTip(found[1])
        self.pressed.connect(self._open)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self._hub.theme, QPainter(self)
        self._ground(painter)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), theme.line)
        _, title, date, count = self._found
        words(painter, title, theme.serif(15), theme.ink, QRectF(0, 6, self.width() - 4, 20))
        small = theme.sans(12, figures=True)
        times = self.tr("1 mention") if count == 1 else self.tr("{} mentions").format(count)
        words(painter, times, small, theme.muted, QRectF(0, 28, 200, 16))
        day = plain_date(date)
        wide = width_of(day, small)
        end = QRectF(self.width() - 4 - wide, 28, wide + 1, 16)
        words(painter, day, small, theme.muted, end)

    def _open(self) -> None:
        self.opened.emit(int(self._found[0]), self._span)


class DossierView(Ground):
    """The dossier, scrolling as one page."""

    entity_opened = Signal(int)
    article_opened = Signal(int, object)
    """An article's id and the span of the first mention there."""
    search_asked = Signal()
    send_asked = Signal()
    kind_asked = Signal()
    rename_asked = Signal()
    reject_asked = Signal()

    def __init__(self, hub: ThemeHub, parent: QWidget | None = None) -> None:
        super().__init__(hub, "paper", parent)
        self._dossier: Dossier | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._area = QScrollArea(self)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName(self.tr("Dossier"))
        column.addWidget(self._area)
        self.kind_button: LinkButton | None = None
        self._fill()
        hub.changed.connect(self._renew)

    def show_dossier(self, dossier: Dossier | None) -> None:
        """Show an entity, or none."""
        self._dossier = dossier
        self._fill()

    def _fill(self) -> None:
        body = Ground(self._hub, "paper")
        column = QVBoxLayout(body)
        column.setContentsMargins(32, 22, 32, 32)
        column.setSpacing(0)
        if self._dossier is None:
            empty = EmptyState(self._hub, body)
            empty.say(self.tr("Choose a name in the list."))
            column.addWidget(empty)
        else:
            self._fill_head(column, body, self._dossier)
            plot = Plot(self._hub, body)
            plot.show_months(self._dossier.months, self._dossier.entity.kind)
            column.addWidget(SectionHead(self._hub, self.tr("Mentions by month"), body))
            column.addWidget(plot)
            column.addSpacing(18)
            column.addLayout(self._columns(body, self._dossier))
            column.addStretch(1)
        self._area.setWidget(body)

    def _fill_head(self, column: QVBoxLayout, body: QWidget, dossier: Dossier) -> None:
        entity = dossier.entity
        top = QHBoxLayout()
        top.setSpacing(8)
        self.kind_button = LinkButton(self._hub, kind_name(entity.kind), body, px=12)
        self.kind_button.setToolTip(self.tr("Change the kind"))
        self.kind_button.clicked.connect(self.kind_asked)
        top.addWidget(self.kind_button)
        often = self.tr("1 mention") if entity.mentions == 1 else self.tr("{} mentions")
        where = self.tr("1 article") if entity.articles == 1 else self.tr("{} articles")
        seen = self.tr("{often} in {where}").format(
            often=often.format(entity.mentions), where=where.format(entity.articles)
        )
        if dossier.first_seen:
            dates = self.tr("first seen {first} · last {last}").format(
                first=dossier.first_seen[:10], last=dossier.last_seen[:10]
            )
            seen = f"{dates} · {seen}"
        top.addWidget(Words(self._hub, f"· {seen}", body, px=12, role="muted", figures=True))
        top.addStretch(1)
        column.addLayout(top)
        line = QHBoxLayout()
        line.setSpacing(8)
        name = Words(
            self._hub, html.escape(entity.name), body, px=31, weight=SEMIBOLD, serif=True, wrap=True
        )
        line.addWidget(name, 1)
        reject = LinkButton(self._hub, self.tr("Not a name"), body)
        reject.clicked.connect(self.reject_asked)
        rename = PushButton(self._hub, self.tr("Rename"), body, icon="edit", small=True)
        rename.clicked.connect(self.rename_asked)
        find = PushButton(self._hub, self.tr("Find all"), body, icon="search", small=True)
        find.clicked.connect(self.search_asked)
        send = PushButton(self._hub, self.tr("Send to brief"), body, icon="send", small=True)
        send.clicked.connect(self.send_asked)
        for part in (reject, rename, find, send):
            line.addWidget(part)
        column.addLayout(line)
        written = ", ".join(
            f"{html.escape(spelling)} {count}" for spelling, count in dossier.spellings[:8]
        )
        said = self.tr("Written as {}").format(written)
        column.addWidget(Words(self._hub, said, body, px=13, role="muted", wrap=True, figures=True))
        column.addSpacing(20)

    def _columns(self, body: QWidget, dossier: Dossier) -> QHBoxLayout:
        both = QHBoxLayout()
        both.setSpacing(32)
        left, right = QVBoxLayout(), QVBoxLayout()
        for side in (left, right):
            side.setSpacing(0)
        left.addWidget(SectionHead(self._hub, self.tr("Appears with"), body))
        most = max((count for _, count in dossier.beside), default=1)
        for entity, count in dossier.beside[:MOST_BESIDE]:
            beside = _Beside(self._hub, entity, count, most, body)
            beside.opened.connect(self.entity_opened)
            left.addWidget(beside)
        left.addStretch(1)
        right.addWidget(SectionHead(self._hub, self.tr("Articles"), body))
        firsts: dict[int, Span] = {}
        for sighting in dossier.sightings:
            firsts.setdefault(int(sighting.article_id), sighting.span)
        for found in dossier.articles:
            article = _Article(self._hub, found, firsts.get(int(found[0])), body)
            article.opened.connect(self.article_opened)
            right.addWidget(article)
        right.addStretch(1)
        holder = QWidget(body)
        holder.setFixedWidth(272)
        holder.setLayout(left)
        both.addWidget(holder)
        both.addLayout(right, 1)
        return both

    def _renew(self, _theme: Theme) -> None:
        self._fill()
