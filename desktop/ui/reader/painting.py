"""How marks look: grounds under the text, lines and rings over it, for the blocks in view."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTextBlock, QTextDocument

from desktop.model.annotation import AnchorState
from desktop.model.article import BlockKind
from desktop.model.entity import EntityKind
from desktop.model.ids import AnnotationId
from desktop.ui.reader.column import Column
from desktop.ui.reader.marks import BlockMarks, Marks, Run, runs
from desktop.ui.reader.page import Key, Page, Ranges
from desktop.ui.reader.typography import BODY_PX, font_of, gap
from desktop.ui.theme import SEMIBOLD, Theme

HIGHLIGHT_PAD, MENTION_PAD = 2.0, 1.0
UNDERLINE_BELOW = 4.5  # at 17 px
BAR_AWAY, BAR_WIDE, BAR_STEP = 18, 3, 5
KICKER_BASELINE = 48
HEAD = 65
"""Room above the first block, in which the kicker stands."""

_DOTTED = frozenset({EntityKind.DATE, EntityKind.QUANTITY})


@dataclass(slots=True)
class Showing:
    """What is lit at the moment; the view changes it, painting reads it."""

    kinds: frozenset[EntityKind] = frozenset(EntityKind)
    hot: Key | None = None
    mention: int | None = None
    annotation: AnnotationId | None = None
    finds: Ranges = field(default_factory=lambda: Ranges(()))
    find_now: int = -1
    flash: tuple[int, int] | None = None
    flash_left: float = 0.0
    selection: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class InView:
    """A block in view with its marks; `x` and `y` are where its layout begins in the viewport."""

    block: QTextBlock
    number: int
    marks: BlockMarks
    x: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Scene:
    """All that painting needs."""

    theme: Theme
    page: Page
    column: Column
    showing: Showing
    blocks: Sequence[InView]

    @property
    def k(self) -> float:
        """How much larger the text is than at its usual size."""
        return self.theme.fonts.text_px / BODY_PX


def blocks_in(
    document: QTextDocument, marks: Marks, column: Column, top: float, rect: QRect
) -> list[InView]:
    """Return the blocks that meet `rect` of a viewport whose upper edge is at `top` of the document."""
    layout = document.documentLayout()
    corner = QPointF(column.left + 1, rect.top() + top)
    block = document.findBlock(max(0, layout.hitTest(corner, Qt.HitTestAccuracy.FuzzyHit)))
    if block.previous().isValid():
        block = block.previous()
    found = []
    while block.isValid():
        bounds = layout.blockBoundingRect(block)
        if bounds.top() - top > rect.bottom():
            break
        if bounds.bottom() - top >= rect.top() - 40:
            at, number = block.layout().position(), block.blockNumber()
            marked = marks.of(block)
            found.append(InView(block, number, marked, at.x(), at.y() - top, bounds.height()))
        block = block.next()
    return found


def _no_pen(painter: QPainter, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)


def _fill(painter: QPainter, view: InView, spans: Iterable[Run], pad: float, sides: float) -> None:
    for run in spans:
        rect = view.marks.ground(run, pad, sides).translated(view.x, view.y)
        painter.drawRoundedRect(rect, 3, 3)


def paint_under(painter: QPainter, scene: Scene) -> None:
    """Paint what lies below the text: grounds of code, mentions, highlights, hits, selection."""
    theme, page, showing = scene.theme, scene.page, scene.showing
    for view in scene.blocks:
        if page.blocks[view.number].kind is BlockKind.CODE:
            _paint_code_ground(painter, scene, view)
        for marked in view.marks.mentions:
            mention = page.mentions[marked.index]
            hot = showing.hot is not None and page.keys[marked.index] == showing.hot
            if mention.kind in showing.kinds and not marked.covered and not hot:
                _no_pen(painter, theme.kind_tint(mention.kind))
                _fill(painter, view, marked.runs, MENTION_PAD, 1.5)
        for index, spans in view.marks.highlights:
            _no_pen(painter, theme.highlight_fill(page.annotations[index].colour))
            _fill(painter, view, spans, HIGHLIGHT_PAD, 2)
        _paint_hot(painter, scene, view)
        _paint_hits(painter, scene, view)
        if showing.selection is not None:
            _no_pen(painter, theme.selection)
            for run in runs(view.block, *showing.selection):
                rect = view.marks.ground(run, HIGHLIGHT_PAD, 0)
                painter.drawRect(rect.translated(view.x, view.y))


def _paint_hot(painter: QPainter, scene: Scene, view: InView) -> None:
    """Light up every mention of the entity that is pointed at."""
    if scene.showing.hot is None:
        return
    for marked in view.marks.mentions:
        mention = scene.page.mentions[marked.index]
        if (
            scene.page.keys[marked.index] == scene.showing.hot
            and mention.kind in scene.showing.kinds
        ):
            _no_pen(painter, scene.theme.kind_tint(mention.kind, hot=True))
            _fill(painter, view, marked.runs, MENTION_PAD, 1.5)


def _paint_hits(painter: QPainter, scene: Scene, view: InView) -> None:
    theme, showing = scene.theme, scene.showing
    for i in showing.finds.meeting(view.marks.first, view.marks.last):
        _no_pen(painter, theme.find_now if i == showing.find_now else theme.find)
        spans = runs(view.block, showing.finds.starts[i], showing.finds.ends[i])
        _fill(painter, view, spans, 1, 1)
    if showing.flash is not None and showing.flash_left > 0:
        fading = QColor(theme.find_now)
        fading.setAlphaF(fading.alphaF() * showing.flash_left)
        _no_pen(painter, fading)
        _fill(painter, view, runs(view.block, *showing.flash), 1, 2)


def _slot(scene: Scene, view: InView) -> QRectF:
    """Return the room of a block's lines across the column, half the leading on either side."""
    setting, marks, layout = view.marks.setting, view.marks, view.block.layout()
    if not layout.lineCount():
        return QRectF(scene.column.left, view.y, scene.column.width, 0)
    line = layout.lineAt(0)
    baseline = view.y + line.y() + line.ascent()
    top = baseline - marks.ascent - (setting.line - marks.ascent - marks.descent) / 2
    high = setting.line * layout.lineCount()
    return QRectF(scene.column.left, top, scene.column.width, high)


def _paint_code_ground(painter: QPainter, scene: Scene, view: InView) -> None:
    _no_pen(painter, scene.theme.panel)
    blocks, pad = scene.page.blocks, 6 * scene.k
    before = view.number > 0 and blocks[view.number - 1].kind is BlockKind.CODE
    after = view.number + 1 < len(blocks) and blocks[view.number + 1].kind is BlockKind.CODE
    slot = _slot(scene, view).adjusted(0, 0 if before else -pad, 0, 1 if after else pad)
    painter.fillRect(slot.toAlignedRect(), scene.theme.panel)


def paint_over(painter: QPainter, scene: Scene) -> None:
    """Paint what lies above the text: underlines, rings, bars, bullets."""
    theme, page, showing = scene.theme, scene.page, scene.showing
    below = UNDERLINE_BELOW * scene.k
    for view in scene.blocks:
        for marked in view.marks.mentions:
            mention = page.mentions[marked.index]
            if mention.kind not in showing.kinds:
                continue
            hot = showing.hot is not None and page.keys[marked.index] == showing.hot
            painter.setPen(_underline(theme, mention.kind, hot))
            for run in marked.runs:
                y = int(view.y + run.baseline + below) + 0.5  # on a row of pixels: crisp
                x = view.x + run.x
                painter.drawLine(QLineF(x, y, x + run.width, y))
            if showing.mention == marked.index:
                _paint_ring(painter, view, marked.runs, theme.kind_mark(mention.kind), MENTION_PAD)
        for index, spans in view.marks.highlights:
            annotation = page.annotations[index]
            if annotation.state is not AnchorState.EXACT:
                pen = QPen(theme.highlight_edge(annotation.colour), 1.2, Qt.PenStyle.DashLine)
                _paint_outline(painter, view, spans, pen, HIGHLIGHT_PAD)
            if showing.annotation == annotation.id:
                edge = theme.highlight_edge(annotation.colour)
                _paint_ring(painter, view, spans, edge, HIGHLIGHT_PAD)
                _paint_grips(painter, scene, view, index, spans)
        _paint_sign(painter, scene, view)
    _paint_bars(painter, scene)


def _underline(theme: Theme, kind: EntityKind, hot: bool) -> QPen:
    wide = 2.0 if theme.high_contrast else 1.7 if hot else 1.2
    pen = QPen(theme.kind_mark(kind) if hot else theme.kind_line(kind), wide)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if kind in _DOTTED:
        pen.setWidthF(max(1.1, wide - 0.2))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.01, 2.0])
    return pen


def _paint_outline(
    painter: QPainter, view: InView, spans: Iterable[Run], pen: QPen, pad: float
) -> None:
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for run in spans:
        rect = view.marks.ground(run, pad, 2).translated(view.x, view.y)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)


def _paint_ring(
    painter: QPainter, view: InView, spans: Iterable[Run], colour: QColor, pad: float
) -> None:
    """Draw one line round all runs: where they touch from line to line it goes round both."""
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    whole = QPainterPath()
    for run in spans:
        rect = view.marks.ground(run, pad, 2).translated(view.x, view.y)
        one = QPainterPath()
        one.addRoundedRect(rect.adjusted(-0.75, -0.25, 0.75, 0.25), 4, 4)
        whole = whole.united(one)
    painter.drawPath(whole)


def _paint_grips(
    painter: QPainter, scene: Scene, view: InView, index: int, spans: Sequence[Run]
) -> None:
    """Paint a small knob at each end of the chosen highlight: it can be dragged there."""
    if not spans:
        return
    painter.setPen(QPen(scene.theme.paper, 1.5))
    painter.setBrush(scene.theme.highlight_edge(scene.page.annotations[index].colour))
    ranges = scene.page.annotation_ranges
    if ranges.starts[index] >= view.marks.first:
        first = view.marks.ground(spans[0], HIGHLIGHT_PAD, 2).translated(view.x, view.y)
        painter.drawEllipse(first.topLeft(), 4.5, 4.5)
    if ranges.ends[index] <= view.marks.last:
        last = view.marks.ground(spans[-1], HIGHLIGHT_PAD, 2).translated(view.x, view.y)
        painter.drawEllipse(last.bottomRight(), 4.5, 4.5)


def _paint_sign(painter: QPainter, scene: Scene, view: InView) -> None:
    """Paint a list item's bullet or number, or a quotation's rule, in the block's indent."""
    block = scene.page.blocks[view.number]
    rtl = view.block.textDirection() is Qt.LayoutDirection.RightToLeft
    if block.kind is BlockKind.QUOTE:
        _no_pen(painter, scene.theme.line_2)
        follows = view.number > 0 and scene.page.blocks[view.number - 1].kind is BlockKind.QUOTE
        above = gap(BlockKind.QUOTE, BlockKind.QUOTE) * scene.k if follows else 0
        slot = _slot(scene, view)
        x = slot.right() - 2 if rtl else slot.left()
        painter.drawRect(QRectF(x, slot.top() - above, 2, slot.height() + above))
    elif block.kind is BlockKind.LIST_ITEM and view.block.layout().lineCount():
        line = view.block.layout().lineAt(0)
        baseline = view.y + line.y() + line.ascent()
        painter.setFont(font_of(view.marks.setting, scene.theme))
        painter.setPen(scene.theme.muted)
        sign = "•" if block.ordinal is None else f"{block.ordinal}."
        wide = painter.fontMetrics().horizontalAdvance(sign)
        if rtl:
            x = view.x + line.x() + line.width() + 8 * scene.k
        else:
            x = view.x + line.x() - 8 * scene.k - wide
        painter.drawText(QPointF(x, baseline), sign)


def bars(scene: Scene) -> list[tuple[int, QRectF]]:
    """Return the bars beside the column, one for each highlight in view, newest nearest the text.

    A bar that would lie on a newer one steps outwards.
    """
    reach: dict[int, tuple[float, float]] = {}
    for view in scene.blocks:
        for index, spans in view.marks.highlights:
            if not spans:
                continue
            top = view.y + view.marks.ground(spans[0], HIGHLIGHT_PAD, 0).top()
            end = view.y + view.marks.ground(spans[-1], HIGHLIGHT_PAD, 0).bottom()
            old = reach.get(index, (top, end))
            reach[index] = min(old[0], top), max(old[1], end)
    placed: list[tuple[int, QRectF]] = []
    lanes: list[list[tuple[float, float]]] = []
    for index in sorted(reach, key=lambda i: -scene.page.age[i]):
        top, end = reach[index]
        lane = 0
        while lane < len(lanes) and any(a < end - 1 and top + 1 < z for a, z in lanes[lane]):
            lane += 1
        if lane == len(lanes):
            lanes.append([])
        lanes[lane].append((top, end))
        x = scene.column.left - BAR_AWAY - lane * BAR_STEP
        placed.append((index, QRectF(x, top + 2, BAR_WIDE, end - top - 4)))
    return placed


def _paint_bars(painter: QPainter, scene: Scene) -> None:
    for index, rect in bars(scene):
        _no_pen(painter, scene.theme.highlight_edge(scene.page.annotations[index].colour))
        painter.drawRoundedRect(rect, 1.5, 1.5)


def paint_kicker(painter: QPainter, theme: Theme, column: Column, words: str, top: float) -> None:
    """Paint the line above the headline: source, date, minutes."""
    font = theme.sans(12, SEMIBOLD, spacing=0.5)
    painter.setFont(font)
    painter.setPen(theme.accent)
    elided = painter.fontMetrics().elidedText(
        words.upper(), Qt.TextElideMode.ElideRight, int(column.width)
    )
    painter.drawText(QPointF(column.left, top + KICKER_BASELINE), elided)
