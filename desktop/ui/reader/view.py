"""The text that is read and marked: what is selected, the caret, and the keys that are the text's own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QTextEdit, QWidget

from desktop.model.spans import Span
from desktop.ui.reader import steps
from desktop.ui.reader.page import Ranges
from desktop.ui.reader.paper import Paper
from desktop.ui.theme import Theme

_ARROWS = frozenset(
    {
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    }
)


class ReaderView(Paper):
    """A paper that can be marked; it changes nothing itself, it says what the user did."""

    selection_settled = Signal()
    """The pointer was let go: what is selected now is meant."""
    escaped = Signal()
    size_asked = Signal(int)
    menu_asked = Signal(QPoint)
    start_moved = Signal(int)
    """The start of the chosen highlight is to move by a word, on or back."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.beside: Callable[[], QWidget | None] | None = None
        """Gives what Tab goes to from a word: the card or popup that floats beside it."""
        self.selectionChanged.connect(self._hear_selection)
        self.set_caret(False)

    @property
    def selected(self) -> Span | None:
        """What is selected, or None."""
        cursor = self.textCursor()
        if self.page is None or not cursor.hasSelection():
            return None
        return self.page.positions.span_of(cursor.anchor(), cursor.position())

    def select(self, span: Span) -> None:
        """Select a span."""
        if self.page is None:
            return
        start, end = self.page.positions.units_of(span)
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def clear_selection(self) -> None:
        """Select nothing; the caret stays where it is."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    @property
    def caret(self) -> bool:
        """Whether a text caret is shown and arrows move it."""
        return bool(self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard)

    def set_caret(self, on: bool) -> None:
        """Show the caret, or let the arrows scroll."""
        flags = Qt.TextInteractionFlag.TextSelectableByMouse
        if on:
            flags |= Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.setTextInteractionFlags(flags)
        self._caret_width = 2 if on else 0
        self.setCursorWidth(self._caret_width)
        self.viewport().update()

    def begin_caret(self) -> None:
        """Show the caret: at the selection, the word stepped to, or the first line in view."""
        page = self.page
        if self.caret or page is None:
            return
        self.set_caret(True)
        if self.textCursor().hasSelection():
            return
        showing, at = self.showing, self.textCursor()
        annotation = None if showing.annotation is None else page.annotation(showing.annotation)
        if showing.mention is not None:
            offset = page.mentions[showing.mention].span.start
        elif annotation is not None:
            offset = annotation.span.start
        elif at.position() and self._in_sight(at.position()):
            return
        else:
            offset = self.place()
        at.setPosition(page.positions.to_unit(offset))
        self.setTextCursor(at)

    def _in_sight(self, unit: int) -> bool:
        y = self.y_of(unit) - self.bar.value()
        return 0 <= y <= self.viewport().height()

    def extend_word(self) -> None:
        """Select the next word as well; the first one in view to begin with."""
        page = self.page
        if page is None:
            return
        self.begin_caret()
        cursor = self.textCursor()
        offset = page.positions.to_offset(cursor.position())
        end = steps.end_moved(page, Span(offset, offset), 1).end
        cursor.setPosition(page.positions.to_unit(end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by Space, move the start of a highlight, begin to select; Esc lets go."""
        key, held = event.key(), event.modifiers()
        shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
        sideways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(key), 0)
        if key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif key == Qt.Key.Key_Space and not held & control:
            back = bool(held & shift)
            action = QAbstractSlider.SliderAction
            self.bar.triggerAction(action.SliderPageStepSub if back else action.SliderPageStepAdd)
        elif sideways and held & Qt.KeyboardModifier.AltModifier and held & control:
            self.start_moved.emit(sideways)
        else:
            if held & shift and key in _ARROWS:
                self.begin_caret()
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl ask for another size of type instead of letting Qt stretch the fonts."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        if event.angleDelta().y():
            self.size_asked.emit(1 if event.angleDelta().y() > 0 else -1)
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the text."""
        self.menu_asked.emit(event.globalPos())
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go into what floats beside the word."""
        beside = self.beside() if forward and self.beside is not None else None
        if beside is None:
            return super().focusNextPrevChild(forward)
        beside.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def set_finds(self, finds: Ranges, now: int) -> None:
        """Show these hits, one of them as the one the user is on."""
        self.showing.finds, self.showing.find_now = finds, now
        self._ink_hit()
        self.renew_marks()

    def _ink_hit(self) -> None:
        """Give the words of the hit another ink where its ground asks for it."""
        finds, now = self.showing.finds, self.showing.find_now
        if now < 0 or self._theme.find_now_ink == self._theme.ink:
            self.setExtraSelections([])
            return
        extra = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(finds.starts[now])
        cursor.setPosition(finds.ends[now], QTextCursor.MoveMode.KeepAnchor)
        extra.cursor = cursor
        extra.format.setForeground(self._theme.find_now_ink)
        self.setExtraSelections([extra])

    def _hear_selection(self) -> None:
        cursor = self.textCursor()
        self.showing.selection = (
            (cursor.selectionStart(), cursor.selectionEnd()) if cursor.hasSelection() else None
        )
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell that a selection has settled."""
        super().mouseReleaseEvent(event)
        self.selection_settled.emit()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy the canonical words; Qt's own would change some spaces."""
        data = QMimeData()
        span = self.selected
        if self.page is not None and span is not None:
            data.setText(span.of(self.page.text))
        return data
