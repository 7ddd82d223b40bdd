"""The inspector's list of names: which kinds are shown in the text, and who is named most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.model.entity import EntityKind
from desktop.ui.kinds import IN_ORDER, kind_name, kinds_name
from desktop.ui.reader.page import Key, Page
from desktop.ui.reader.panel_list import PanelList
from desktop.ui.reader.words import shown_or_hidden
from desktop.ui.theme import SEMIBOLD, Theme, ThemeHub
from desktop.ui.widgets.choices import paint_box
from desktop.ui.widgets.labels import EmptyState
from desktop.ui.widgets.paint import dot, round_box, words

FEW = 9
HEAD, LINE = 38, 28
BAR_MOST, BAR_RIGHT = 34, 50


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a section."""

    text: str
    pressable: bool = False

    @property
    def sentence(self) -> str:
        """What a screen reader says."""
        return self.text

    def height(self, _theme: Theme, _width: int) -> int:
        """Return how high it is at a width."""
        return HEAD

    def paint(self, painter: QPainter, theme: Theme, rect: QRect) -> None:
        """Paint the words."""
        place = QRectF(rect.x() + 16, rect.y() + 15, rect.width() - 32, 16)
        words(painter, self.text, theme.sans(12, SEMIBOLD), theme.muted, place)


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind with the box that shows or hides its mentions."""

    kind: EntityKind
    count: int
    on: bool
    pressable: bool = True

    @property
    def sentence(self) -> str:
        """What a screen reader says."""
        return f"{kinds_name(self.kind)}, {self.count}, {shown_or_hidden(self.on)}"

    def height(self, _theme: Theme, _width: int) -> int:
        """Return how high it is at a width."""
        return LINE

    def paint(self, painter: QPainter, theme: Theme, rect: QRect) -> None:
        """Paint box, name and count."""
        box = QRectF(rect.x() + 16, rect.y() + 6, 16, 16)
        paint_box(painter, box, theme, self.on, theme.kind_mark(self.kind))
        name = QRectF(rect.x() + 42, rect.y(), rect.width() - 100, LINE)
        ink = theme.ink if self.on else theme.muted
        words(painter, kinds_name(self.kind), theme.sans(14), ink, name)
        _count(painter, theme, rect, self.count)


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A name with the bar that counts its mentions."""

    key: Key
    name: str
    kind: EntityKind
    count: int
    most: int
    pressable: bool = True

    @property
    def sentence(self) -> str:
        """What a screen reader says."""
        return f"{self.name}, {kind_name(self.kind)}, {self.count}"

    def height(self, _theme: Theme, _width: int) -> int:
        """Return how high it is at a width."""
        return LINE

    def paint(self, painter: QPainter, theme: Theme, rect: QRect) -> None:
        """Paint dot, name, bar and count."""
        middle = rect.y() + LINE / 2
        dot(painter, QPointF(rect.x() + 24.5, middle), 7, theme.kind_mark(self.kind))
        room = rect.width() - 42 - BAR_RIGHT - BAR_MOST - 8
        name = QRectF(rect.x() + 42, rect.y(), room, LINE)
        words(painter, self.name, theme.sans(14), theme.ink, name)
        long = max(6.0, BAR_MOST * self.count / self.most)
        bar = QRectF(rect.right() + 1 - BAR_RIGHT - long, middle - 3, long, 6)
        round_box(painter, bar, 3, theme.kind_bar(self.kind))
        _count(painter, theme, rect, self.count)


@dataclass(frozen=True, slots=True)
class MoreRow:
    """The words that show all names, or only the first ones again."""

    text: str
    pressable: bool = True

    @property
    def sentence(self) -> str:
        """What a screen reader says."""
        return self.text

    def height(self, _theme: Theme, _width: int) -> int:
        """Return how high it is at a width."""
        return LINE

    def paint(self, painter: QPainter, theme: Theme, rect: QRect) -> None:
        """Paint the words as a link."""
        place = QRectF(rect.x() + 42, rect.y(), rect.width() - 58, LINE - 2)
        words(painter, self.text, theme.sans(13, SEMIBOLD), theme.accent, place)


EntityRow = Head | KindRow | NamedRow | MoreRow


def _count(painter: QPainter, theme: Theme, rect: QRect, count: int) -> None:
    place = QRectF(rect.x(), rect.y(), rect.width() - 16, rect.height())
    font = theme.sans(12, figures=True)
    right = Qt.AlignmentFlag.AlignRight
    words(painter, f"{count:,}", font, theme.muted, place, align=right)


@dataclass(slots=True)
class _State:
    page: Page | None = None
    kinds: frozenset[EntityKind] = field(default_factory=lambda: frozenset(EntityKind))
    whole: bool = False


class EntityList(QWidget):
    """Kinds with their boxes, then the names most often mentioned."""

    kinds_changed = Signal(frozenset)
    named_chosen = Signal(object)
    """The key of a name: show its next mention."""

    def __init__(self, hub: ThemeHub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = _State()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.list: PanelList[EntityRow] = PanelList(hub, self.tr("Names in this article"), self)
        self._empty = EmptyState(hub, self)
        self._empty.say(self.tr("No names were found in this article."))
        column.addWidget(self.list)
        column.addWidget(self._empty)
        self._empty.hide()
        self.list.acted.connect(self._act)
        self.list.spaced.connect(self._act)

    def show_page(self, page: Page | None) -> None:
        """Show the names of a page."""
        self._state.page = page
        self._renew()

    def show_kinds(self, kinds: frozenset[EntityKind]) -> None:
        """Show which kinds are on."""
        if kinds != self._state.kinds:
            self._state.kinds = kinds
            self._renew()

    @property
    def kinds(self) -> frozenset[EntityKind]:
        """The kinds that are on."""
        return self._state.kinds

    def _renew(self) -> None:
        page = self._state.page
        rows = [] if page is None else self._rows(page)
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        self._empty.setVisible(page is not None and not rows)

    def _rows(self, page: Page) -> Sequence[EntityRow]:
        counts = page.kinds
        if not counts:
            return []
        rows: list[EntityRow] = [Head(self.tr("Shown in the text"))]
        rows += [
            KindRow(kind, counts[kind], kind in self._state.kinds)
            for kind in IN_ORDER
            if counts[kind]
        ]
        named = page.most_mentioned(self._state.kinds - {EntityKind.DATE, EntityKind.QUANTITY})
        if named:
            rows.append(Head(self.tr("Most mentioned")))
            shown = named if self._state.whole else named[:FEW]
            most = len(named[0].mentions)
            rows += [NamedRow(n.key, n.name, n.kind, len(n.mentions), most) for n in shown]
            if len(named) > FEW:
                more = self.tr("Show all {0}").format(len(named))
                rows.append(MoreRow(self.tr("Show fewer") if self._state.whole else more))
        return rows

    def _act(self, row: EntityRow) -> None:
        match row:
            case KindRow():
                self._state.kinds = self._state.kinds ^ {row.kind}
                self._renew()
                self.kinds_changed.emit(self._state.kinds)
            case NamedRow():
                self.named_chosen.emit(row.key)
            case MoreRow():
                self._state.whole = not self._state.whole
                self._renew()
            case _:
                pass
