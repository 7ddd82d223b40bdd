"""One part of a brief laid out at the width of the page, knowing where it may be broken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QPainter,
    QPalette,
    QTextBlock,
    QTextDocument,
    QTextFrame,
    QTextTable,
)

from desktop.model.ids import BriefItemId
from desktop.ui.briefs.setting import colour, points

FOOTNOTE = "footnote:"
"""How the anchor of a footnote's mark begins; the number follows."""


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of a leaf that no page break may cut: top and bottom, and the footnotes marked in it."""

    top: float
    bottom: float
    footnotes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A line or a panel drawn with a leaf, from edge to edge unless given a width."""

    rect: QRectF
    colour: QColor


@dataclass(eq=False)
class Leaf:
    """A laid-out part; `before` and `after` are the space around it, in units of the layout.

    `keys` are the places in it that the contents or a link may name, with their y.
    """

    document: QTextDocument
    width: float
    before: float = 0
    after: float = 0
    keep_next: bool = False
    keep_whole: bool = False
    new_page: bool = False
    item: BriefItemId | None = None
    key: str = ""
    label: str = ""
    """What stands in the margin beside the first line: the number of a source paragraph."""
    rules: list[Rule] = field(default_factory=list)
    bands: list[Band] = field(default_factory=list)
    height: float = 0

    def settle(self) -> Leaf:
        """Measure what was written, once."""
        self.document.setTextWidth(self.width)
        self.height = self.document.documentLayout().documentSize().height()
        self.bands = _bands(self.document, self.height)
        return self

    def paint(self, painter: QPainter, top: float, bottom: float) -> None:
        """Draw the stretch between two heights, the painter standing at the leaf's corner."""
        painter.save()
        painter.setClipRect(
            QRectF(-points(60), top, self.width + points(120), bottom - top),
            Qt.ClipOperation.IntersectClip,
        )
        for rule in self.rules:
            painter.fillRect(rule.rect, rule.colour)
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, colour("1F2933"))
        context.palette = palette
        context.clip = QRectF(0, top, self.width, bottom - top)
        self.document.documentLayout().draw(painter, context)
        painter.restore()


def blank(width: float) -> QTextDocument:
    """Return an empty document of that width, with no margins and no history."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setPageSize(QSizeF(width, -1))
    document.setTextWidth(width)
    return document


def _bands(document: QTextDocument, height: float) -> list[Band]:
    """Return the uncuttable stretches: the lines, joined where they stand side by side in a table."""
    found: list[tuple[float, float, tuple[int, ...]]] = []
    layout = document.documentLayout()
    block = document.begin()
    while block.isValid():
        place = layout.blockBoundingRect(block)
        lines = block.layout()
        marks = _marks(block)
        for number in range(lines.lineCount()):
            line = lines.lineAt(number)
            first, last = line.textStart(), line.textStart() + line.textLength()
            inside = tuple(note for at, note in marks.items() if first <= at < last)
            top = place.y() + line.y()
            found.append((top, top + line.height(), inside))
        block = block.next()
    rows = [frame for frame in document.rootFrame().childFrames() if isinstance(frame, QTextTable)]
    found += [(top, bottom, ()) for table in rows for top, bottom in _rows(layout, table)]
    found.sort()
    bands: list[Band] = []
    for top, bottom, notes in found:
        if bands and top < bands[-1].bottom - 0.5:
            before = bands.pop()
            joined = (*before.footnotes, *notes)
            bands.append(Band(before.top, max(bottom, before.bottom), joined))
        else:
            bands.append(Band(top, bottom, notes))
    if not bands:
        return [Band(0, height)]
    # what stands between two lines goes with the lower one, so that stretches meet without a gap
    whole = [Band(0, bands[0].bottom, bands[0].footnotes)]
    whole += [Band(above.bottom, band.bottom, band.footnotes) for above, band in pairwise(bands)]
    lowest = whole.pop()
    whole.append(Band(lowest.top, max(lowest.bottom, height), lowest.footnotes))
    return whole


def _marks(block: QTextBlock) -> Mapping[int, int]:
    """Return where footnotes are marked in a text block: unit of the text -> number."""
    found: dict[int, int] = {}
    piece = block.begin()
    while not piece.atEnd():
        fragment = piece.fragment()
        for name in fragment.charFormat().anchorNames():
            if name.startswith(FOOTNOTE):
                at = fragment.position() - block.position()
                found[at] = int(name.removeprefix(FOOTNOTE))
        piece += 1
    return found


def _rows(layout: QAbstractTextDocumentLayout, table: QTextTable) -> list[tuple[float, float]]:
    """Return top and bottom of a table's rows."""
    edges = []
    for row in range(table.rows()):
        first = table.cellAt(row, 0).firstCursorPosition().block()
        edges.append(layout.blockBoundingRect(first).y())
    frame: QTextFrame = table
    bottom = layout.frameBoundingRect(frame).bottom()
    return list(zip(edges, [*edges[1:], bottom], strict=True))
