"""The pointer over the text: what it rests on, what it clicks, and the ends it drags."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from desktop.model.annotation import Annotation, TextPositionSelector
from desktop.model.article import InlineKind
from desktop.model.ids import AnnotationId
from desktop.model.spans import Span
from desktop.ui.reader.page import Page
from desktop.ui.reader.steps import line_of
from desktop.ui.reader.view import ReaderView

REST_MS = 220
GRIP = 6


class Pointing(QObject):
    """Watches the viewport of a ReaderView; tells what the user meant."""

    rested = Signal(object)
    """The index of the mention that the pointer rests on, or None once it has left."""
    mention_clicked = Signal(int)
    annotation_clicked = Signal(int)
    note_clicked = Signal(int)
    link_clicked = Signal(str)
    nothing_clicked = Signal()
    end_dragged = Signal(int, Span)

    def __init__(self, view: ReaderView) -> None:
        super().__init__(view)
        self._view = view
        self._over: int | None = None
        self._pressed: QPoint | None = None
        self._dragged: tuple[AnnotationId, Span, bool] | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._tell_rest)
        view.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """See every move and click before the text does; True keeps it from the text."""
        kind = event.type()
        if kind == QEvent.Type.Leave:
            self._hear_over(None)
        elif self._view.page is None or not isinstance(event, QMouseEvent):
            return False
        elif kind == QEvent.Type.MouseMove:
            return self._move(event, self._view.page)
        elif event.button() != Qt.MouseButton.LeftButton:
            return False
        elif kind == QEvent.Type.MouseButtonPress:
            return self._press(event)
        elif kind == QEvent.Type.MouseButtonRelease:
            return self._release(event, self._view.page)
        return False

    def mention_at(self, point: QPoint) -> int | None:
        """Return the shown mention under a point of the viewport, or None."""
        page, offset = self._view.page, self._view.offset_at(point)
        if page is None or offset is None:
            return None
        found = page.mention_ranges.at(page.positions.to_unit(offset))
        if found is None or page.mentions[found].kind not in self._view.showing.kinds:
            return None
        return found

    def annotation_at(self, point: QPoint) -> Annotation | None:
        """Return the newest highlight under a point of the viewport, or None."""
        page, offset = self._view.page, self._view.offset_at(point)
        if page is None or offset is None:
            return None
        unit = page.positions.to_unit(offset)
        found = list(page.annotation_ranges.meeting(unit, unit + 1))
        return page.annotations[max(found, key=lambda i: page.age[i])] if found else None

    def note_at(self, point: QPoint) -> AnnotationId | None:
        """Return the highlight whose comment is under a point of the viewport, or None."""
        scene = self._view.scene()
        if scene is None:
            return None
        for note in self._view.margin.notes(scene):
            grown = note.rect.adjusted(-8, -8, 8, 8) if note.dot else note.rect
            if grown.contains(point):
                return note.annotation_id
        return None

    def link_at(self, point: QPoint) -> str:
        """Return the address of the link under a point of the viewport, or an empty text."""
        page, offset = self._view.page, self._view.offset_at(point)
        if page is None or offset is None:
            return ""
        for inline in page.blocks[line_of(page, offset)].inlines:
            span = inline.span
            if inline.kind is InlineKind.LINK and span.start <= offset < span.end:
                return inline.target
        return ""

    def grip_at(self, point: QPoint) -> tuple[Annotation, bool] | None:
        """Return the current highlight if a point is on one of its ends, and whether it is the start."""
        page, chosen = self._view.page, self._view.showing.annotation
        annotation = page.annotation(chosen) if page is not None and chosen is not None else None
        if annotation is None:
            return None
        first = self._view.rect_of(annotation.span)
        last = self._view.last_rect_of(annotation.span)
        for rect, x, start in ((last, last.right(), False), (first, first.left(), True)):
            if abs(point.x() - x) <= GRIP and rect.top() - 6 <= point.y() <= rect.bottom() + 6:
                return annotation, start
        return None

    # ------------------------------------------------------------------ events

    def _move(self, event: QMouseEvent, page: Page) -> bool:
        point = event.position().toPoint()
        if self._dragged is not None:
            self._drag_to(point, page)
            return True
        if event.buttons():
            self._hear_over(None)
            return False
        over = self.mention_at(point)
        self._view.viewport().setCursor(self._cursor(point, over))
        self._hear_over(over)
        return True  # nothing is pressed: the text would only set its own cursor

    def _cursor(self, point: QPoint, over: int | None) -> Qt.CursorShape:
        if self.grip_at(point) is not None:
            return Qt.CursorShape.SizeHorCursor
        if over is not None or self.note_at(point) is not None or self.link_at(point):
            return Qt.CursorShape.PointingHandCursor
        column = self._view.column
        inside = column.left - 8 <= point.x() <= column.left + column.width + 8
        return Qt.CursorShape.IBeamCursor if inside else Qt.CursorShape.ArrowCursor

    def _press(self, event: QMouseEvent) -> bool:
        point = event.position().toPoint()
        self._rest.stop()
        self._pressed = point
        grip = self.grip_at(point)
        if grip is not None:
            annotation, start = grip
            self._dragged = annotation.id, annotation.span, start
            return True
        return self.note_at(point) is not None

    def _release(self, event: QMouseEvent, page: Page) -> bool:
        point = event.position().toPoint()
        if self._dragged is not None:
            annotation_id, before, _ = self._dragged
            self._dragged = None
            now = page.annotation(annotation_id)
            if now is not None and now.span != before:
                self.end_dragged.emit(annotation_id, now.span)
            return True
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return False
        note = self.note_at(pressed)
        if note is not None:
            self.note_clicked.emit(note)
            return True
        still = (point - pressed).manhattanLength() < QApplication.startDragDistance()
        if still and not self._view.textCursor().hasSelection():
            self._click(point)
        return False

    def _click(self, point: QPoint) -> None:
        link, annotation, mention = (
            self.link_at(point),
            self.annotation_at(point),
            self.mention_at(point),
        )
        if link:
            self.link_clicked.emit(link)
        elif annotation is not None:
            self.annotation_clicked.emit(annotation.id)
        elif mention is not None:
            self.mention_clicked.emit(mention)
        else:
            self.nothing_clicked.emit()

    def _drag_to(self, point: QPoint, page: Page) -> None:
        offset = self._view.offset_at(point, exact=False)
        if offset is None or self._dragged is None:
            return
        annotation_id, before, start = self._dragged
        annotation = page.annotation(annotation_id)
        if annotation is None:
            return
        span = (
            Span(min(offset, before.end - 1), before.end)
            if start
            else Span(before.start, max(offset, before.start + 1))
        )
        if span != annotation.span:
            moved = replace(annotation, position=TextPositionSelector(span.start, span.end))
            self._view.renew_page(page.with_annotation(moved), self._view.kicker)

    def _hear_over(self, over: int | None) -> None:
        page = self._view.page
        hot = None if over is None or page is None else page.keys[over]
        if hot != self._view.showing.hot and self._view.showing.mention is None:
            self._view.showing.hot = hot
            self._view.viewport().update()
        if over != self._over:
            self._over = over
            self._rest.start()

    def _tell_rest(self) -> None:
        self.rested.emit(self._over)
