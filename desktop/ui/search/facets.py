"""The facets beside the results: what the hits hold, each value to be included or excluded by a click."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.model.annotation import Colour
from desktop.model.entity import EntityKind
from desktop.ui.icons import paint_icon
from desktop.ui.search.query_edit import FIELDS, Wish, wish_of
from desktop.ui.theme import ThemeHub
from desktop.ui.widgets.bars import Ground
from desktop.ui.widgets.buttons import LinkButton
from desktop.ui.widgets.choices import paint_box
from desktop.ui.widgets.labels import SectionHead
from desktop.ui.widgets.paint import dot, ring_inside, round_box, width_of, words
from desktop.work.search import QueryToken, SearchPage

FEW = 4
"""How many values of a facet are shown before "more"."""
KINDS = {
    "person": EntityKind.PERSON,
    "organisation": EntityKind.ORGANISATION,
    "place": EntityKind.PLACE,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One value of a facet, with its number of hits and what the query says of it."""

    facet: str
    value: str
    count: int
    wish: Wish
    shown: str = ""


class FacetRow(QWidget):
    """Box, dot, name, count; under the pointer a minus that excludes."""

    wished = Signal(str, str, object)
    """Facet, value and the new Wish."""

    def __init__(self, hub: ThemeHub, row: Row, parent: QWidget) -> None:
        super().__init__(parent)
        self._hub, self._row, self._over = hub, row, False
        self.setFixedHeight(26)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        name = row.shown or row.value
        self.setAccessibleName(f"{name}, {row.count}")
        self.setToolTip(name)

    @property
    def row(self) -> Row:
        """What it stands for."""
        return self._row

    def sizeHint(self) -> QSize:
        """One line of the panel."""
        return QSize(180, 26)

    def enterEvent(self, _event: QEvent) -> None:
        """Offer the minus."""
        self._over = True
        self.update()

    def leaveEvent(self, _event: QEvent) -> None:
        """Take it away."""
        self._over = False
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Include, or exclude by the minus; again, and nothing is said of the value."""
        self.wish(exclude=self._minus().contains(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Include with Space, exclude with minus."""
        if event.key() == Qt.Key.Key_Space:
            self.wish(exclude=False)
        elif event.text() == "-":
            self.wish(exclude=True)
        else:
            super().keyPressEvent(event)

    def wish(self, *, exclude: bool) -> None:
        """Ask for the value to be included or excluded, or left out of the query again."""
        asked = Wish.EXCLUDE if exclude else Wish.INCLUDE
        if self._row.wish is not Wish.NONE:
            asked = Wish.NONE
        self.wished.emit(self._row.facet, self._row.value, asked)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the row."""
        theme, painter, row = self._hub.theme, QPainter(self), self._row
        if self._over:
            painter.fillRect(self.rect(), theme.hover)
        box = QRectF(16, 5, 16, 16)
        if row.wish is Wish.EXCLUDE:
            round_box(painter, box, 4, theme.bad_ground, theme.bad)
            paint_icon(painter, "minus", box.adjusted(2, 2, -2, -2), theme.bad)
        else:
            paint_box(painter, box, theme, row.wish is Wish.INCLUDE)
        x = 40.0
        if row.facet in KINDS:
            dot(painter, QPointF(x + 3, 13), 6, theme.kind_mark(KINDS[row.facet]))
            x += 14
        count = f"{row.count:,}"
        small = theme.sans(12, figures=True)
        wide = width_of(count, small)
        gone = row.wish is Wish.EXCLUDE
        font = theme.sans(13)
        if gone:
            font.setStrikeOut(True)
        end = self.width() - 16 - wide - (24 if self._over and not gone else 8)
        words(
            painter,
            row.shown or row.value,
            font,
            theme.muted if gone else theme.ink,
            QRectF(x, 0, end - x, 26),
        )
        words(painter, count, small, theme.muted, QRectF(self.width() - 16 - wide, 0, wide + 1, 26))
        if self._over and row.wish is Wish.NONE:
            paint_icon(painter, "minus", self._minus().adjusted(4, 4, -4, -4), theme.muted)
        if self.hasFocus():
            ring_inside(painter, QRectF(self.rect()).adjusted(2, 1, -2, -1), theme)

    def _minus(self) -> QRectF:
        wide = width_of(f"{self._row.count:,}", self._hub.theme.sans(12, figures=True))
        return QRectF(self.width() - 16 - wide - 24, 3, 20, 20)


class Swatches(QWidget):
    """The four colours of highlights with their counts, in one line."""

    wished = Signal(str, str, object)

    def __init__(self, hub: ThemeHub, rows: Sequence[Row], parent: QWidget) -> None:
        super().__init__(parent)
        self._hub, self._rows = hub, list(rows)
        self.setFixedHeight(26)
        said = ", ".join(f"{row.value} {row.count}" for row in rows)
        self.setAccessibleName(self.tr("Colours: {}").format(said))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a swatch for each colour."""
        theme, painter = self._hub.theme, QPainter(self)
        for row, place in zip(self._rows, self._places(), strict=True):
            colour = Colour(row.value)
            box = QRectF(place.x(), 6, 14, 14)
            ring = theme.ink if row.wish is Wish.INCLUDE else theme.highlight_edge(colour)
            round_box(painter, box, 4, theme.highlight_fill(colour), ring)
            if row.wish is Wish.EXCLUDE:
                paint_icon(painter, "minus", box.adjusted(1, 1, -1, -1), theme.bad)
            room = QRectF(place.x() + 19, 0, 40, 26)
            words(painter, f"{row.count:,}", theme.sans(12, figures=True), theme.muted, room)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Include a colour, or leave it out again; the right button excludes."""
        for row, place in zip(self._rows, self._places(), strict=True):
            if place.contains(event.position()):
                exclude = event.button() == Qt.MouseButton.RightButton
                asked = Wish.EXCLUDE if exclude else Wish.INCLUDE
                asked = asked if row.wish is Wish.NONE else Wish.NONE
                self.wished.emit(row.facet, row.value, asked)

    def _places(self) -> list[QRectF]:
        x, places = 16.0, []
        for row in self._rows:
            wide = 19 + width_of(f"{row.count:,}", self._hub.theme.sans(12, figures=True)) + 10
            places.append(QRectF(x, 0, wide, 26))
            x += wide
        return places


class FacetPanel(Ground):
    """All facets of the hits, under their heads."""

    wished = Signal(str, str, object)
    cleared = Signal()

    def __init__(self, hub: ThemeHub, parent: QWidget | None = None) -> None:
        super().__init__(hub, "panel", parent)
        self._open: set[str] = set()
        self._page: SearchPage | None = None
        self._tokens: list[QueryToken] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._area = QScrollArea(self)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName(self.tr("Facets of the hits"))
        column.addWidget(self._area)
        self.show_page(None, [])

    def show_page(self, page: SearchPage | None, tokens: Sequence[QueryToken]) -> None:
        """Show the facets of a search; one that is passed without facets leaves them as they are."""
        if page is not None and not page.facets and page.total:
            return
        self._page, self._tokens = page, list(tokens)
        body = Ground(self._hub, "panel")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 12, 0, 16)
        column.setSpacing(0)
        for facet, title in self._titles():
            values = page.facets.get(facet, ()) if page is not None else ()
            rows = self._rows(facet, values)
            if rows:
                self._add(column, body, facet, title, rows)
        column.addStretch(1)
        at = self._area.verticalScrollBar().value()
        self._area.setWidget(body)
        self._area.verticalScrollBar().setValue(at)

    @property
    def active(self) -> int:
        """How many values the query includes or excludes."""
        fields = set(FIELDS.values())
        return sum(token.field in fields for token in self._tokens)

    def _titles(self) -> tuple[tuple[str, str], ...]:
        return (
            ("kind", self.tr("Kind")),
            ("source", self.tr("Source")),
            ("organisation", self.tr("Organisation")),
            ("place", self.tr("Place")),
            ("person", self.tr("Person")),
            ("tag", self.tr("Tag")),
            ("colour", self.tr("Colour")),
        )

    def _rows(self, facet: str, values: Sequence[tuple[str, int]]) -> list[Row]:
        names = {
            "article": self.tr("Articles"),
            "note": self.tr("Notes"),
            "highlight": self.tr("Highlights"),
        }
        field = FIELDS[facet]
        rows = [
            Row(facet, value, count, wish_of(self._tokens, field, value), names.get(value, ""))
            for value, count in values
            if value
        ]
        spoken = {row.value.casefold() for row in rows}
        # what is excluded has no hits, and must stay in reach
        rows.extend(
            Row(facet, token.value, 0, Wish.EXCLUDE, names.get(token.value, ""))
            for token in self._tokens
            if token.field == field and token.negated and token.value.casefold() not in spoken
        )
        return rows

    def _add(
        self, column: QVBoxLayout, body: QWidget, facet: str, title: str, rows: list[Row]
    ) -> None:
        head = QWidget(body)
        line = QHBoxLayout(head)
        line.setContentsMargins(16, 0, 16, 0)
        line.addWidget(SectionHead(self._hub, title, head), 1)
        if column.count() == 0 and self.active:
            clear = LinkButton(self._hub, self.tr("Clear"), head, px=12)
            clear.clicked.connect(self.cleared)
            line.addWidget(clear)
        column.addWidget(head)
        if facet == "colour":
            order = [str(colour) for colour in Colour]
            rows = sorted(
                (row for row in rows if row.value in order), key=lambda r: order.index(r.value)
            )
            swatches = Swatches(self._hub, rows, body)
            swatches.wished.connect(self.wished)
            column.addWidget(swatches)
            return
        shown = rows if facet in self._open else rows[:FEW]
        for row in shown:
            widget = FacetRow(self._hub, row, body)
            widget.wished.connect(self.wished)
            column.addWidget(widget)
        if len(rows) > len(shown):
            column.addWidget(self._more(body, facet, len(rows) - len(shown)))
        column.addSpacing(12)

    def _more(self, body: QWidget, facet: str, hidden: int) -> QWidget:
        holder = QWidget(body)
        line = QHBoxLayout(holder)
        line.setContentsMargins(40, 0, 16, 0)
        more = _More(self._hub, self.tr("{} more").format(hidden), facet, holder)
        more.asked.connect(self._open_facet)
        line.addWidget(more)
        line.addStretch(1)
        return holder

    def _open_facet(self, facet: str) -> None:
        self._open.add(facet)
        self.show_page(self._page, self._tokens)


class _More(LinkButton):
    """Shows the rest of a facet."""

    asked = Signal(str)

    def __init__(self, hub: ThemeHub, text: str, facet: str, parent: QWidget) -> None:
        super().__init__(hub, text, parent, px=12)
        self._facet = facet
        self.clicked.connect(self._ask)

    def _ask(self) -> None:
        self.asked.emit(self._facet)
