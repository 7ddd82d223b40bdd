"""One article on paper: a read-only QTextEdit that holds its text and paints the marks by itself.

The document holds exactly the canonical text; marks never enter it. Only blocks in view are painted.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from desktop.model.spans import Span
from desktop.ui.reader import painting, ticks
from desktop.ui.reader.column import Column, character_width, column_in
from desktop.ui.reader.margin import Margin
from desktop.ui.reader.marker_bar import MarkerBar
from desktop.ui.reader.marks import Marks, runs
from desktop.ui.reader.motion import Motion
from desktop.ui.reader.page import Page
from desktop.ui.reader.painting import HEAD, Scene, Showing, blocks_in
from desktop.ui.reader.typography import dress, make_document
from desktop.ui.theme import Theme

LARGE = 300_000
"""Units from which the layout is never hurried: places are reached when Qt's slices get there."""

FOOT = 220
"""Room below the last block, so that it need not be read at the window's edge."""

READING_LINE = 0.36
"""Where in the window a place is brought into view, as a share of its height."""


class Paper(QTextEdit):
    """Shows a Page: the document, its column, what is painted, and where things lie."""

    moved = Signal()
    """Another part of the text is in view."""
    page_shown = Signal()
    laid_out = Signal()
    """The type or width changed: whatever floats over a word is now elsewhere."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.page: Page | None = None
        self.showing = Showing()
        self.marks: Marks | None = None
        self.column = Column(40, 480, 160, 542, 0)
        self.kicker = ""
        self.margin = Margin(theme)
        self._pending: tuple[int, float] | None = None
        self._margin_words = True
        self._held: int | None = None
        self._putting = False
        self._own_document: QTextDocument | None = None
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.bar = MarkerBar(theme)
        self.setVerticalScrollBar(self.bar)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(self.tr("Article text"))
        self.motion = Motion(self.bar, self._set_flash, self)
        self._tick_timer = QTimer(self, singleShot=True, interval=60)
        self._tick_timer.timeout.connect(self._renew_ticks)
        self._resize_timer = QTimer(self, singleShot=True, interval=80)
        self._resize_timer.timeout.connect(self._relayout)
        self.bar.valueChanged.connect(self._hear_scroll)
        self._caret_width = 0
        self._colour()

    # ------------------------------------------------------------------ what is shown

    @property
    def theme(self) -> Theme:
        """The look of the moment."""
        return self._theme

    def show_page(self, page: Page, kicker: str = "") -> None:
        """Show an article version from its beginning."""
        self.page, self.kicker = page, kicker
        self.showing = Showing(kinds=self.showing.kinds)
        self._held = None
        self.motion.stop()
        self._build()
        self.setAccessibleName(self.tr("Article text: {0}").format(page.read.article.details.title))
        self.page_shown.emit()

    def renew_page(self, page: Page, kicker: str = "") -> None:
        """Show the same version with other marks; the place and the selection stay."""
        if self.page is None or self.page.read.version.id != page.read.version.id:
            self.show_page(page, kicker)
            return
        self.page, self.kicker = page, kicker
        if self.showing.mention is not None and self.showing.mention >= len(page.mentions):
            self.showing.mention = None
        if self.showing.annotation not in page.index_of:
            self.showing.annotation = None
        self.marks = Marks(page, self._theme)
        self.renew_marks()

    def renew_marks(self) -> None:
        """Paint the marks anew: what is lit has changed."""
        self.viewport().update()
        self._tick_timer.start()

    def set_theme(self, theme: Theme) -> None:
        """Take another look; another size or face of type keeps the place."""
        old, self._theme = self._theme, theme
        self._colour()
        self.bar.set_theme(theme)
        self.margin.set_theme(theme)
        if self.page is None:
            return
        if old.fonts != theme.fonts:
            top = self._hold()
            self._build()
            if top:
                self._put_back(top)
        else:
            dress(self.document(), self.page.blocks, self.page.positions, theme)
            self.marks = Marks(self.page, theme)
            self.renew_marks()

    def set_margin(self, *, words: bool, shown: bool) -> None:
        """Show comments as words where there is room, as dots, or not at all."""
        self.margin.shown = shown
        if self._margin_words is not (words and shown):
            self._margin_words = words and shown
            self._relayout()
        self.viewport().update()

    def _colour(self) -> None:
        theme, palette = self._theme, self.palette()
        roles = QPalette.ColorRole
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
            palette.setColor(group, roles.Base, theme.paper)
            palette.setColor(group, roles.Text, theme.ink)
            palette.setColor(
                group, roles.Highlight, Qt.GlobalColor.transparent
            )  # painted with the marks
            palette.setColor(group, roles.HighlightedText, theme.ink)
        self.setPalette(palette)

    def _build(self) -> None:
        page = self.page
        if page is None:
            return
        self.marks = Marks(page, self._theme)
        document = make_document(page.text, page.blocks, page.positions, self._theme)
        document.setParent(self)
        self.setDocument(document)
        if self._own_document is not None:
            self._own_document.deleteLater()
        self._own_document = document
        document.documentLayout().documentSizeChanged.connect(self._hear_growth)
        self.setCursorWidth(self._caret_width)  # it lives in the document's layout
        self.column = Column(0, 0, 0, 0, 0)
        self._relayout()

    # ------------------------------------------------------------------ layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the column out again; a large article waits until the window rests."""
        self._hold()
        self._putting = True
        super().resizeEvent(event)
        self._putting = False
        if self.page is None:
            return
        if self.page.positions.units > LARGE and self.column.width:
            self._resize_timer.start()
        else:
            self._relayout()

    def _relayout(self) -> None:
        if self.page is None:
            return
        theme = self._theme
        column = column_in(
            self.viewport().width(),
            character_width(theme, theme.fonts.text_px),
            theme.fonts.measure,
            beside=self._margin_words,
        )
        if column != self.column:
            top = self._hold() if self.column.width else None
            self.column = column
            root = self.document().rootFrame()
            frame = root.frameFormat()
            frame.setLeftMargin(column.left)
            frame.setRightMargin(column.right)
            frame.setTopMargin(HEAD)
            frame.setBottomMargin(FOOT)
            root.setFrameFormat(frame)
            if self.marks is not None:
                self.marks.drop()
            if top:
                self._put_back(top)
        self._tick_timer.start()
        self.laid_out.emit()

    def _hold(self) -> int | None:
        """Remember the first line in view until the user scrolls: layouts may then come and go."""
        if self._held is None and self.page is not None and self.bar.value():
            self._held = self.place()
        return self._held

    def _put_back(self, top: int) -> None:
        self._held, self._putting = top, True
        self.reveal(Span(top, top), at=8.0)
        self._putting = False

    def _hear_growth(self) -> None:
        if self._pending is not None:
            unit, at = self._pending
            if self._is_laid(unit):
                self._pending = None
                self.bar.setValue(round(self.y_of(unit) - at))
        self._tick_timer.start()

    def _hear_scroll(self) -> None:
        if not self._putting and self.isVisible() and self._pending is None:
            self._held = None
        if self.bar.isSliderDown():
            self._pending = None
        self.moved.emit()

    def _is_laid(self, unit: int) -> bool:
        block = self.document().findBlock(unit)
        return block.layout().lineCount() > 0 and (
            block.layout().position().y() > 0 or block.blockNumber() == 0
        )

    # ------------------------------------------------------------------ painting

    def _scene(self, rect: QRect) -> Scene | None:
        if self.page is None or self.marks is None:
            return None
        return Scene(
            self._theme,
            self.page,
            self.column,
            self.showing,
            blocks_in(self.document(), self.marks, self.column, self.bar.value(), rect),
        )

    def scene(self) -> Scene | None:
        """Return all that is in view, for those who ask what lies where."""
        return self._scene(self.viewport().rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint grounds, the text, and then the lines."""
        scene = self._scene(event.rect())
        if scene is None:
            super().paintEvent(event)
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painting.paint_under(painter, scene)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painting.paint_over(painter, scene)
        self.margin.paint(painter, scene)
        top = -self.bar.value()
        if top > -HEAD and self.kicker:
            painting.paint_kicker(painter, self._theme, self.column, self.kicker, top)
        painter.end()

    def _renew_ticks(self) -> None:
        if self.page is not None:
            self.bar.show_places(ticks.places(self, self.page))

    def _set_flash(self, left: float) -> None:
        self.showing.flash_left = left
        if left <= 0:
            self.showing.flash = None
        self.viewport().update()

    # ------------------------------------------------------------------ places

    def y_of(self, unit: int) -> float:
        """Return where the line with `unit` begins, from the document's top."""
        block = self.document().findBlock(unit)
        layout = block.layout()
        line = layout.lineForTextPosition(unit - block.position())
        return float(layout.position().y() + (line.y() if line.isValid() else 0))

    def place(self) -> int:
        """Return the offset of the first line in view."""
        if self.page is None:
            return 0
        point = QPointF(self.column.left + 1, self.bar.value() + 8)
        hit = self.document().documentLayout().hitTest(point, Qt.HitTestAccuracy.FuzzyHit)
        return self.page.positions.to_offset(max(0, hit))

    def reveal(self, span: Span, *, at: float | None = None, moving: bool = False) -> None:
        """Bring a span into view: to `at` pixels from the top, or only as far as is needed."""
        if self.page is None:
            return
        unit = self.page.positions.to_unit(min(span.start, len(self.page.text)))
        large = self.page.positions.units > LARGE
        if large and not self._is_laid(unit):
            self._pending = unit, self.height() * READING_LINE if at is None else at
            self.bar.setValue(self.bar.maximum())
            return
        if not large:
            self.document().documentLayout().blockBoundingRect(self.document().findBlock(unit))
        self._pending = None
        y, top, high = self.y_of(unit), self.bar.value(), self.viewport().height()
        if at is not None:
            value = round(y - at) if span.start else 0
        elif top + 72 <= y <= top + high - 130:
            return
        else:
            value = round(y - high * READING_LINE)
        value = max(0, min(value, self.bar.maximum()))
        if moving:
            self.motion.scroll_to(value)
        else:
            self.bar.setValue(value)

    def flash(self, span: Span) -> None:
        """Go to a span and let its ground shine and fade."""
        if self.page is None or not span:
            return
        self.showing.flash = self.page.positions.units_of(span)
        self.reveal(span, moving=True)
        self.motion.fade()

    def rect_of(self, span: Span) -> QRect:
        """Return the rectangle of the first line of a span, in the viewport."""
        page = self.page
        if page is None or self.marks is None:
            return QRect()
        start, end = page.positions.units_of(span)
        block = self.document().findBlock(start)
        found = runs(block, start, max(end, start + 1))
        if not found:
            return self._caret_rect(start)
        at = block.layout().position()
        rect = self.marks.of(block).ground(found[0], 2, 0)
        return rect.translated(at.x(), at.y() - self.bar.value()).toAlignedRect()

    def last_rect_of(self, span: Span) -> QRect:
        """Return the rectangle of the last line of a span, in the viewport."""
        page = self.page
        if page is None or self.marks is None or not span:
            return self.rect_of(span)
        start, end = page.positions.units_of(span)
        block = self.document().findBlock(end - 1)
        found = runs(block, start, end)
        if not found:
            return self._caret_rect(end)
        at = block.layout().position()
        rect: QRectF = self.marks.of(block).ground(found[-1], 2, 0)
        return rect.translated(at.x(), at.y() - self.bar.value()).toAlignedRect()

    def _caret_rect(self, unit: int) -> QRect:
        cursor = QTextCursor(self.document())
        cursor.setPosition(unit)
        return self.cursorRect(cursor)

    def offset_at(self, point: QPoint, *, exact: bool = True) -> int | None:
        """Return the offset of the character under a point of the viewport, or None."""
        if self.page is None:
            return None
        accuracy = Qt.HitTestAccuracy.ExactHit if exact else Qt.HitTestAccuracy.FuzzyHit
        at = QPointF(point.x(), point.y() + self.bar.value())
        hit = self.document().documentLayout().hitTest(at, accuracy)
        return None if hit < 0 else self.page.positions.to_offset(hit)
