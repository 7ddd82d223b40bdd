"""The text of a note: Markdown whose signs stay visible, boxes to tick, links that complete themselves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from desktop.model.spans import Span
from desktop.ui.notes.colours import LEFT, LINE_HEIGHT, TEXT_WIDTH, MarkdownColours
from desktop.ui.notes.markdown_marks import (
    Sign,
    link_being_typed,
    next_item,
    stretches,
    toggled_task,
)
from desktop.ui.positions import Positions
from desktop.ui.theme import Theme, ThemeHub
from desktop.ui.widgets.choices import paint_box

BOX = 16
_CONTROL = Qt.KeyboardModifier.ControlModifier


class NoteEditor(QTextEdit):
    """A plain-text editor in the note's own measure; `top` keeps room for what scrolls above the text."""

    typed = Signal()
    """The user changed the text."""
    link_typed = Signal(object)
    """What stands after an open `[[` at the caret, or None."""
    link_opened = Signal(str)
    """The target of a link that the user wants to see."""
    completion_key = Signal(int)
    """A key that belongs to the completion list while it is open."""
    left_upwards = Signal()
    """The caret wants to leave the text at its top."""

    def __init__(self, hub: ThemeHub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub, self._top = hub, 0
        self.completing = False
        self.setAcceptRichText(False)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setAccessibleName(self.tr("Text of the note"))
        self.setTabChangesFocus(False)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self._colours = MarkdownColours(self.document(), hub.theme)
        self._restyle(hub.theme)
        hub.changed.connect(self._restyle)
        self.document().contentsChange.connect(self._hear_change)
        self.cursorPositionChanged.connect(self._hear_caret)
        self._loading = False

    def show_text(self, text: str) -> None:
        """Take another note's text; its history of edits starts anew."""
        self._loading = True
        self.setPlainText(text)
        self._shape()
        self._loading = False
        self.link_typed.emit(None)

    def set_live(self, live: bool) -> None:
        """Set the Markdown in type, or show it plain."""
        self._colours.take(self._hub.theme, live=live)
        self.viewport().update()

    def keep_top(self, height: int) -> None:
        """Leave so many pixels free above the first line."""
        if height != self._top:
            self._top = height
            self._shape()

    def complete_link(self, words: str) -> None:
        """Replace what was typed after `[[` by these words, closed."""
        cursor = self.textCursor()
        line, at = self._line(cursor)
        typed = link_being_typed(line, at)
        if typed is None:
            return
        for _ in range(Positions(typed).units):
            cursor.movePosition(
                QTextCursor.MoveOperation.PreviousCharacter, QTextCursor.MoveMode.KeepAnchor
            )
        closed = line[at : at + 2] == "]]"
        cursor.insertText(words if closed else f"{words}]]")
        if closed:
            cursor.movePosition(
                QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.MoveAnchor, 2
            )
        self.setTextCursor(cursor)

    def wrap_selection(self, before: str, after: str) -> None:
        """Put signs around the selection, or around the caret."""
        cursor = self.textCursor()
        chosen = cursor.selectedText()
        cursor.insertText(f"{before}{chosen}{after}")
        if not chosen:
            cursor.movePosition(
                QTextCursor.MoveOperation.PreviousCharacter,
                QTextCursor.MoveMode.MoveAnchor,
                len(after),
            )
        self.setTextCursor(cursor)
        self.setFocus()

    def start_line_with(self, sign: str) -> None:
        """Put a sign before the caret's line, or take it away."""
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        line = cursor.block().text()
        if line.startswith(sign):
            cursor.movePosition(
                QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor, len(sign)
            )
            cursor.removeSelectedText()
        else:
            cursor.insertText(sign)
        self.setFocus()

    def reveal(self, span: Span) -> None:
        """Select words of the note, in code points, and bring them into sight."""
        start, end = Positions(self.toPlainText()).units_of(span)
        cursor = self.textCursor()
        cursor.setPosition(min(start, self.document().characterCount() - 1))
        cursor.setPosition(
            min(end, self.document().characterCount() - 1), QTextCursor.MoveMode.KeepAnchor
        )
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def caret_corner(self) -> QPoint:
        """Return where a list about the caret may hang, in the editor's own coordinates."""
        rect = self.cursorRect()
        return self.viewport().mapTo(self, rect.bottomLeft())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with a list at Enter; give an open completion its keys."""
        key = Qt.Key(event.key())
        if self.completing and key in _COMPLETION_KEYS:
            self.completion_key.emit(int(key))
            return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & _CONTROL:
                self._open_at(self.textCursor())
                return
            if not event.modifiers() and self._continue_list():
                return
        if key == Qt.Key.Key_Up and self.textCursor().blockNumber() == 0:
            before = self.textCursor().position()
            super().keyPressEvent(event)
            if self.textCursor().position() == before:
                self.left_upwards.emit()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick a box that is clicked; open a link that is clicked with Ctrl."""
        super().mouseReleaseEvent(event)
        if self.textCursor().hasSelection():
            return
        for block, place in self._boxes():
            if place.adjusted(-4, -4, 4, 4).contains(event.position()):
                self._tick(block)
                return
        if event.modifiers() & _CONTROL:
            self._open_at(self.cursorForPosition(event.position().toPoint()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over what can be clicked."""
        super().mouseMoveEvent(event)
        over_box = any(place.contains(event.position()) for _, place in self._boxes())
        over_link = bool(event.modifiers() & _CONTROL) and self._target_at(
            self.cursorForPosition(event.position().toPoint())
        )
        shape = Qt.CursorShape.PointingHandCursor if over_box or over_link else None
        self.viewport().setCursor(shape or Qt.CursorShape.IBeamCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, the bars of quotes and the boxes of tasks."""
        super().paintEvent(event)
        if not self._colours.live:
            return
        theme, painter = self._hub.theme, QPainter(self.viewport())
        for block in self._visible():
            signs = [part.sign for part in stretches(block.text())]
            if Sign.QUOTE in signs:
                place = self._block_place(block)
                painter.fillRect(
                    QRectF(place.x() - 13, place.y(), 2.5, place.height()), theme.highlight_edges[0]
                )
        for block, place in self._boxes():
            done = any(part.sign is Sign.BOX_DONE for part in stretches(block.text()))
            paint_box(painter, place, theme, done)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the measure."""
        super().resizeEvent(event)
        self._shape()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of direction."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._shape()

    def _shape(self) -> None:
        """Set margins and line height, outside of the history of edits."""
        document = self.document()
        was, self._loading = self._loading, True
        undo = document.isUndoRedoEnabled() and not document.isUndoAvailable()
        if undo:
            document.setUndoRedoEnabled(False)
        document.setDocumentMargin(0)
        frame = document.rootFrame().frameFormat()
        wide = self.viewport().width()
        left = LEFT if wide >= TEXT_WIDTH + LEFT + 24 else min(LEFT, 24)
        frame.setLeftMargin(left)
        frame.setRightMargin(max(24, wide - left - TEXT_WIDTH))
        frame.setTopMargin(self._top)
        frame.setBottomMargin(120)
        document.rootFrame().setFrameFormat(frame)
        form = QTextBlockFormat()
        form.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        form.setBottomMargin(0)
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(form)
        if undo:
            document.setUndoRedoEnabled(True)
        self._loading = was

    def _restyle(self, theme: Theme) -> None:
        self.setFont(theme.sans(16))
        self.document().setDefaultFont(theme.sans(16))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, theme.paper)
        palette.setColor(QPalette.ColorRole.Text, theme.ink)
        palette.setColor(QPalette.ColorRole.Highlight, theme.selection)
        palette.setColor(QPalette.ColorRole.HighlightedText, theme.ink)
        self.setPalette(palette)
        self._colours.take(theme, live=self._colours.live)

    def _line(self, cursor: QTextCursor) -> tuple[str, int]:
        """Return the caret's line and its place in it, in code points."""
        line = cursor.block().text()
        return line, Positions(line).to_offset(cursor.positionInBlock())

    def _hear_change(self, _at: int, removed: int, added: int) -> None:
        if not self._loading and (removed or added):
            self.typed.emit()

    def _hear_caret(self) -> None:
        if not self._loading:
            self.link_typed.emit(link_being_typed(*self._line(self.textCursor())))

    def _continue_list(self) -> bool:
        cursor = self.textCursor()
        sign = next_item(cursor.block().text())
        if sign is None or cursor.hasSelection():
            return False
        if sign:
            cursor.insertText(f"\n{sign}")
        else:
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
            cursor.movePosition(
                QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
            )
            cursor.removeSelectedText()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return True

    def _tick(self, block: QTextBlock) -> None:
        line = toggled_task(block.text())
        if line is None:
            return
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(line)

    def _target_at(self, cursor: QTextCursor) -> str:
        line, at = self._line(cursor)
        for part in stretches(line):
            if part.sign is Sign.LINK and part.start <= at <= part.end:
                return part.target
        return ""

    def _open_at(self, cursor: QTextCursor) -> None:
        target = self._target_at(cursor)
        if target:
            self.link_opened.emit(target)

    def _block_place(self, block: QTextBlock) -> QRectF:
        place = self.document().documentLayout().blockBoundingRect(block)
        return place.translated(0, -self.verticalScrollBar().value())

    def _visible(self) -> list[QTextBlock]:
        layout = self.document().documentLayout()
        top = self.verticalScrollBar().value()
        position = layout.hitTest(QPointF(0, top), Qt.HitTestAccuracy.FuzzyHit)
        block = self.document().findBlock(max(0, position))
        found = []
        while block.isValid():
            if self._block_place(block).top() > self.viewport().height():
                break
            found.append(block)
            block = block.next()
        return found

    def _boxes(self) -> list[tuple[QTextBlock, QRectF]]:
        """Return the visible task lines and where their boxes are drawn."""
        if not self._colours.live:
            return []
        found = []
        for block in self._visible():
            if toggled_task(block.text()) is not None:
                place = self._block_place(block)
                found.append((block, QRectF(place.x(), place.y() + 7, BOX, BOX)))
        return found


_COMPLETION_KEYS = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_Tab,
        Qt.Key.Key_Escape,
    }
)
