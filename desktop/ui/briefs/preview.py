"""The pages of a brief as Word will show them: set in slices of time, drawn only where they are seen."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from desktop.briefs.looks import A4, PAPERS, RULE, Paper, tlp_label
from desktop.briefs.looks import MUTED as QUIET
from desktop.briefs.looks import TLP_INK as MARKINGS
from desktop.briefs.sheet import Contents, PageOf, Part, Sheet, Table
from desktop.model.ids import BriefItemId
from desktop.ui.briefs.leaf import Leaf
from desktop.ui.briefs.pages import Page, page_numbers, paginate
from desktop.ui.briefs.setting import colour, font_of, points, twips
from desktop.ui.briefs.typesetting import set_footnote, set_part
from desktop.ui.theme import Theme, ThemeHub

SLICE_SECONDS = 0.012
"""How long the window may be kept busy at a stretch while pages are set."""
GAP = 16
SIDE = 40
MOST_PIXMAPS = 8


class Preview(QAbstractScrollArea):
    """Pages one under another on the desk; a click chooses what it meets."""

    item_chosen = Signal(int)
    page_changed = Signal(int, int)
    """The page in sight, and how many there are."""
    settled = Signal()
    """All pages are set."""

    def __init__(self, hub: ThemeHub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._sheet: Sheet | None = None
        self._paper: Paper = A4
        self._pages: list[Page] = []
        self._set: dict[Part, list[Leaf]] = {}
        self._todo: list[Part] = []
        self._numbers: dict[str, int] = {}
        self._chosen: BriefItemId | None = None
        self._pixmaps: dict[int, QPixmap] = {}
        self._zoom = 0.0
        """0 fits the width; else pixels of the screen per point of paper."""
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._go_on)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setAccessibleName(self.tr("Preview of the pages"))
        self.verticalScrollBar().valueChanged.connect(self._hear_scroll)
        hub.changed.connect(self._restyle)

    @property
    def pages(self) -> list[Page]:
        """The pages as they are set now."""
        return self._pages

    @property
    def page_of_places(self) -> dict[str, int]:
        """On which page each keyed place begins."""
        return self._numbers

    @property
    def page_in_sight(self) -> int:
        """The number of the page that is looked at."""
        return self._page_in_sight()

    def page_of_item(self, item: BriefItemId) -> int | None:
        """Return the page on which an item of the outline begins."""
        for page in self._pages:
            if any(one.leaf.item == item for one in page.slices):
                return page.number
        return None

    def show_sheet(self, sheet: Sheet) -> None:
        """Set a sheet; parts that were set before are taken as they are."""
        self._sheet = sheet
        self._paper = PAPERS.get(sheet.paper, A4)
        kept = {part: self._set[part] for part in sheet.parts if part in self._set}
        self._set = kept
        self._todo = [part for part in sheet.parts if part not in kept]
        self._next.start()

    def choose(self, item: BriefItemId | None) -> None:
        """Draw a ring around an item's words and bring them into sight."""
        if item == self._chosen:
            return
        self._chosen = item
        self.viewport().update()
        place = self._place_of(item) if item is not None else None
        if place is not None:
            bar = self.verticalScrollBar()
            top = place.top() + bar.value()
            if not bar.value() + 24 <= top <= bar.value() + self.viewport().height() - 80:
                bar.setValue(round(top - 80))

    def go_to_page(self, number: int) -> None:
        """Bring a page to the top."""
        if 1 <= number <= len(self._pages):
            self.verticalScrollBar().setValue(round(self._page_top(number - 1)) - GAP)

    def set_zoom(self, zoom: float) -> None:
        """Set how many pixels a point of paper takes; 0 fits the width."""
        self._zoom = zoom
        self._pixmaps.clear()
        self._measure()

    def sizeHint(self) -> QSize:
        """Ask for a page's usual width."""
        return QSize(700, 600)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages in sight."""
        theme, painter = self._hub.theme, QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.desk)
        for number in range(len(self._pages)):
            place = self._page_place(number)
            if place.intersects(QRectF(event.rect())):
                painter.drawPixmap(place.topLeft(), self._pixmap(number, place))
        if self._chosen is not None:
            self._paint_ring(painter, theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages anew."""
        super().resizeEvent(event)
        self._pixmaps.clear()
        self._measure()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the item under the pointer."""
        k = self._scale()
        for number, page in enumerate(self._pages):
            place = self._page_place(number)
            if not place.contains(event.position()):
                continue
            y = (event.position().y() - place.top()) / k
            for one in page.slices:
                if one.y <= y <= one.y + one.bottom - one.top and one.leaf.item is not None:
                    self.item_chosen.emit(int(one.leaf.item))
                    return

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, scroll without."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            step = 1.1 if event.angleDelta().y() > 0 else 1 / 1.1
            self.set_zoom(min(4.0, max(0.5, self._scale() * points(1) * step)))
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages."""
        now = self._page_in_sight()
        if event.key() == Qt.Key.Key_PageDown:
            self.go_to_page(now + 1)
        elif event.key() == Qt.Key.Key_PageUp:
            self.go_to_page(now - 1)
        else:
            super().keyPressEvent(event)

    def _go_on(self) -> None:
        """Set parts for a little while; when all are set, fill the pages."""
        if self._sheet is None:
            return
        until = monotonic() + SLICE_SECONDS
        while self._todo:
            part = self._todo.pop(0)
            self._set[part] = set_part(part, self._sheet, self._paper, self._numbers)
            if monotonic() > until:
                self._next.start()
                return
        self._fill()

    def _fill(self) -> None:
        """Fill the pages; again once when the contents name other pages than they did."""
        sheet = self._sheet
        if sheet is None:
            return
        notes = {
            number: set_footnote(number, content, self._paper)
            for number, content in enumerate(sheet.footnotes, 1)
        }
        for _ in range(2):
            leaves = [leaf for part in sheet.parts for leaf in self._set[part]]
            self._pages = paginate(leaves, notes, self._paper)
            numbers = page_numbers(self._pages)
            if numbers == self._numbers:
                break
            self._numbers = numbers
            for part in sheet.parts:
                if _names_pages(part):
                    self._set[part] = set_part(part, sheet, self._paper, numbers)
        self._pixmaps.clear()
        self._measure()
        self.settled.emit()
        self.page_changed.emit(self._page_in_sight(), len(self._pages))

    def _measure(self) -> None:
        high = self._page_top(len(self._pages)) if self._pages else 0
        view = self.viewport().size()
        bar = self.verticalScrollBar()
        bar.setPageStep(view.height())
        bar.setSingleStep(40)
        bar.setRange(0, max(0, round(high) - view.height()))
        across = self.horizontalScrollBar()
        wide = round(twips(self._paper.width) * self._scale()) + 2 * GAP
        across.setPageStep(view.width())
        across.setRange(0, max(0, wide - view.width()))
        self.viewport().update()

    def _scale(self) -> float:
        """Return pixels of the screen per unit of the layout."""
        if self._zoom:
            return self._zoom / points(1)
        wide = self.viewport().width()
        room = max(200, min(wide - 2 * SIDE, 960))
        return room / twips(self._paper.width)

    def _page_top(self, number: int) -> float:
        return 20 + number * (twips(self._paper.height) * self._scale() + GAP)

    def _page_place(self, number: int) -> QRectF:
        k = self._scale()
        wide, high = twips(self._paper.width) * k, twips(self._paper.height) * k
        x = max(GAP, (self.viewport().width() - wide) / 2) - self.horizontalScrollBar().value()
        y = self._page_top(number) - self.verticalScrollBar().value()
        return QRectF(round(x), round(y), round(wide), round(high))

    def _page_in_sight(self) -> int:
        middle = self.viewport().height() / 3
        for number in range(len(self._pages)):
            if self._page_place(number).bottom() > middle:
                return number + 1
        return max(1, len(self._pages))

    def _pixmap(self, number: int, place: QRectF) -> QPixmap:
        if number in self._pixmaps:
            return self._pixmaps[number]
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap((place.size() * ratio).toSize())
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(self._hub.theme.sheet)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self._scale(), self._scale())
        self._paint_page(painter, self._pages[number])
        painter.end()
        if len(self._pixmaps) >= MOST_PIXMAPS:
            self._pixmaps.pop(next(iter(self._pixmaps)))
        self._pixmaps[number] = pixmap
        return pixmap

    def _paint_page(self, painter: QPainter, page: Page) -> None:
        left = twips(self._paper.side)
        for one in page.slices:
            painter.save()
            painter.translate(left, one.y - one.top)
            one.leaf.paint(painter, one.top, one.bottom)
            if one.leaf.label and one.top == 0:
                self._paint_label(painter, one.leaf)
            painter.restore()
        self._paint_notes(painter, page, left)
        self._paint_edges(painter, page)

    @staticmethod
    def _paint_label(painter: QPainter, leaf: Leaf) -> None:
        painter.setFont(font_of("BriefSmall"))
        painter.setPen(colour(QUIET))
        box = QRectF(-points(44), 0, points(38), leaf.bands[0].bottom)
        painter.drawText(
            box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), leaf.label
        )

    def _paint_notes(self, painter: QPainter, page: Page, left: float) -> None:
        if not page.footnotes:
            return
        y = twips(self._paper.height - self._paper.bottom) - page.notes_height
        painter.setPen(QPen(colour("1F2933"), points(0.75)))
        painter.drawLine(QPointF(left, y + points(4)), QPointF(left + points(108), y + points(4)))
        y += points(9)
        for note in page.footnotes:
            painter.save()
            painter.translate(left, y)
            note.paint(painter, 0, note.height)
            painter.restore()
            y += note.height + note.after

    def _paint_edges(self, painter: QPainter, page: Page) -> None:
        """Draw what runs along the head and foot of every page."""
        sheet = self._sheet
        if sheet is None:
            return
        paper, left = self._paper, twips(self._paper.side)
        wide = twips(paper.text_width)
        head = QRectF(left, twips(paper.header), wide, points(16))
        foot = QRectF(left, twips(paper.height - paper.footer) - points(16), wide, points(16))
        begin = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        end = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(font_of("Header"))
        painter.setPen(colour(QUIET))
        if page.number > 1:
            painter.drawText(head, begin, sheet.running_title or sheet.title)
        painter.fillRect(QRectF(left, foot.top() - points(4), wide, points(0.5)), colour(RULE))
        painter.drawText(foot, begin, sheet.running_foot)
        painter.drawText(foot, end, self.tr("Page {} of {}").format(page.number, len(self._pages)))
        if sheet.handling:
            self._paint_marking(painter, sheet.handling, head)

    @staticmethod
    def _paint_marking(painter: QPainter, handling: str, head: QRectF) -> None:
        painter.setFont(font_of("BriefMarking"))
        label = tlp_label(handling)
        words = label or handling
        wide = painter.fontMetrics().horizontalAdvance(words) + points(4)
        box = QRectF(head.right() - wide, head.top() - points(2), wide, points(17))
        if label:
            painter.fillRect(box, Qt.GlobalColor.black)
            painter.setPen(colour(MARKINGS[label]))
        else:
            painter.setPen(colour(QUIET))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)

    def _place_of(self, item: BriefItemId) -> QRectF | None:
        """Return where an item's words stand in the viewport, on the first page that has them."""
        k = self._scale()
        for number, page in enumerate(self._pages):
            mine = [one for one in page.slices if one.leaf.item == item]
            if mine:
                place = self._page_place(number)
                top = min(one.y for one in mine) * k + place.top()
                bottom = max(one.y + one.bottom - one.top for one in mine) * k + place.top()
                left = place.left() + twips(self._paper.side) * k
                wide = twips(self._paper.text_width) * k
                return QRectF(left - 10, top - 5, wide + 20, bottom - top + 10)
        return None

    def _paint_ring(self, painter: QPainter, theme: Theme) -> None:
        place = self._place_of(self._chosen) if self._chosen is not None else None
        if place is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.accent, 1.5))
            painter.drawRoundedRect(place, 4, 4)

    def _hear_scroll(self, _value: int) -> None:
        self.viewport().update()
        self.page_changed.emit(self._page_in_sight(), len(self._pages))

    def _restyle(self, _theme: Theme) -> None:
        self._pixmaps.clear()
        self.viewport().update()


def _names_pages(part: Part) -> bool:
    """Whether a part says page numbers, and so must be set again when they move."""
    if isinstance(part, Contents):
        return True
    if isinstance(part, Table):
        return any(isinstance(one, PageOf) for row in part.rows for cell in row for one in cell)
    return False
