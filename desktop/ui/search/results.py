"""The hits: a model and the delegate that draws kind, title, passages and chips."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from desktop.ui.dates import plain_date
from desktop.ui.icons import paint_icon
from desktop.ui.search.passages import LEADING, Laid, lay_out
from desktop.ui.theme import SEMIBOLD, Theme, ThemeHub
from desktop.ui.widgets.paint import dot, width_of, words
from desktop.ui.widgets.rows import (
    Index,
    RowDelegate,
    RowRole,
    Rows,
    row_ground,
    width_in_view,
)
from desktop.work.search import FoundHit

SIGNS = {"article": "brief", "note": "note", "highlight": "marker"}
MOST_LINES = 3


class Hits(Rows[FoundHit]):
    """The hits of one query, in their order; more are added as one scrolls."""

    def title(self, row: FoundHit) -> str:
        """Return its title."""
        return row.title

    def sentence(self, row: FoundHit) -> str:
        """Return kind, title, source, day and the first passage."""
        passage = row.passages[0].text if row.passages else ""
        return f"{row.kind}: {row.title}. {row.source}. {plain_date(row.date)}. {passage}"


class HitDelegate(RowDelegate):
    """Draws a hit; heights are kept per width."""

    def __init__(self, hub: ThemeHub, parent: QWidget | None = None) -> None:
        super().__init__(hub, parent)
        self._laid: dict[tuple[int, FoundHit], list[Laid]] = {}
        self._words = {
            "article": self.tr("Article"),
            "note": self.tr("Note"),
            "highlight": self.tr("Highlight"),
        }
        hub.changed.connect(self._forget)

    def forget(self) -> None:
        """Drop what was laid out, for other hits."""
        self._laid.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Measure the row: as high as its passages need."""
        hit, width = index.data(RowRole), width_in_view(option)
        if not isinstance(hit, FoundHit):
            return QSize(width, 60)
        lines = sum(laid.lines for laid in self._passages(hit, width))
        passages = 4 + LEADING * lines if lines else 0
        foot = 22 if _has_foot(hit) else 0
        return QSize(width, 12 + 16 + 2 + 20 + passages + foot + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one hit."""
        hit = index.data(RowRole)
        if not isinstance(hit, FoundHit):
            return
        theme, place = self._hub.theme, QRectF(option.rect)
        painter.save()
        painter.setClipRect(option.rect)
        soft = row_ground(painter, theme, option)
        box = place.adjusted(16, 12, -16, -12)
        self._paint_meta(painter, theme, hit, box, soft)
        title = theme.sans(14, SEMIBOLD) if hit.kind == "note" else theme.serif(15, SEMIBOLD)
        words(painter, hit.title, title, theme.ink, QRectF(box.x(), box.y() + 18, box.width(), 20))
        y = self._paint_passages(painter, theme, hit, box, int(place.width()))
        if _has_foot(hit):
            self._paint_foot(painter, theme, hit, QRectF(box.x(), y + 6, box.width(), 16))
        painter.restore()

    def _paint_meta(
        self, painter: QPainter, theme: Theme, hit: FoundHit, box: QRectF, colour: QColor
    ) -> None:
        paint_icon(
            painter, SIGNS.get(hit.kind, "brief"), QRectF(box.x(), box.y() + 1, 14, 14), theme.muted
        )
        small = theme.sans(12, figures=True)
        day = plain_date(hit.date)
        wide = width_of(day, small)
        words(painter, day, small, colour, QRectF(box.right() - wide, box.y(), wide + 1, 16))
        x = box.x() + 20
        kind = self._words.get(hit.kind, hit.kind)
        x += words(painter, kind, theme.sans(12, SEMIBOLD), colour, QRectF(x, box.y(), 90, 16))
        where = hit.source or (self.tr("Notebook") if hit.kind == "note" else "")
        if where:
            room = QRectF(x, box.y(), box.right() - wide - 12 - x, 16)
            words(painter, f"  ·  {where}", small, colour, room)

    def _paint_passages(
        self, painter: QPainter, theme: Theme, hit: FoundHit, box: QRectF, width: int
    ) -> float:
        y = box.y() + 42
        passages = self._passages(hit, width)
        if not passages:
            return box.y() + 38
        edge = hit.kind == "highlight" and hit.colour is not None
        high = LEADING * sum(laid.lines for laid in passages)
        if edge and hit.colour is not None:
            bar = theme.highlight_edge(hit.colour)
            painter.fillRect(QRectF(box.x(), y + 1, 2.5, high - 2), bar)
        for laid in passages:
            laid.paint(painter, QPointF(box.x() + (12 if edge else 0), y), theme.ink, theme.find)
            y += LEADING * laid.lines
        return y

    def _paint_foot(self, painter: QPainter, theme: Theme, hit: FoundHit, foot: QRectF) -> None:
        small = theme.sans(12, figures=True)
        right = foot.right()
        if hit.more:
            more = self.tr("{} more passages").format(hit.more)
            if hit.more == 1:
                more = self.tr("1 more passage")
            wide = width_of(more, small)
            words(painter, more, small, theme.muted, QRectF(right - wide, foot.y(), wide + 1, 16))
            right -= wide + 12
        x = foot.x()
        for chip in hit.chips[:2]:
            wide = width_of(chip.name, small)
            if x + 11 + wide > right:
                break
            dot(painter, QPointF(x + 3, foot.y() + 8), 6, theme.kind_mark(chip.kind))
            words(painter, chip.name, small, theme.ink_2, QRectF(x + 11, foot.y(), wide + 1, 16))
            x += 11 + wide + 10
        rest = hit.more_chips + max(0, len(hit.chips) - 2)
        if rest and x + 30 < right:
            x += words(painter, f"+{rest}", small, theme.muted, QRectF(x, foot.y(), 40, 16)) + 10
        for tag in hit.tags[:2]:
            wide = width_of(tag, small)
            if x + 19 + wide > right:
                break
            paint_icon(painter, "tag", QRectF(x, foot.y() + 1, 14, 14), theme.muted)
            words(painter, tag, small, theme.muted, QRectF(x + 19, foot.y(), wide + 1, 16))
            x += 19 + wide + 12

    def _passages(self, hit: FoundHit, width: int) -> list[Laid]:
        key = (width, hit)
        if key in self._laid:
            return self._laid[key]
        theme = self._hub.theme
        source = hit.kind == "article"
        font = theme.serif(14) if source else theme.sans(14)
        room = width - 32 - (12 if hit.kind == "highlight" else 0)
        laid: list[Laid] = []
        left = MOST_LINES
        for passage in hit.passages:
            if left <= 0:
                break
            one = lay_out(passage.text, passage.marks, font, room, left, cut=source)
            laid.append(one)
            left -= one.lines
        if len(self._laid) > 2000:
            self._laid.clear()
        self._laid[key] = laid
        return laid

    def _forget(self, _theme: Theme) -> None:
        self.forget()


def _has_foot(hit: FoundHit) -> bool:
    return bool(hit.more or hit.chips or hit.tags)
