"""A comment being written beside its passage; what is typed is handed on to be kept at once."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.model.annotation import Colour
from desktop.model.ids import AnnotationId
from desktop.ui.theme import Theme, ThemeHub
from desktop.ui.widgets.floating import FloatingCard
from desktop.ui.widgets.paint import round_box, text_lines

KEEP_AFTER_MS = 400
LEAST_WIDTH, LEAST_HEIGHT, MOST_HEIGHT = 132, 54, 260
PAD = 8


class _Lines(QPlainTextEdit):
    """The lines of the comment; Esc and Ctrl+Enter finish."""

    finished = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        done = event.key() == Qt.Key.Key_Escape or (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        )
        if done:
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.MenuBarFocusReason,
        ):
            self.left.emit()


class CommentEditor(FloatingCard):
    """Stands in the margin (or floats, where there is none) while a comment is written."""

    kept = Signal(int, str)
    """The id of the highlight and the comment as it now stands."""
    closed = Signal(bool)
    """Whether the keyboard closed it, so that the focus goes back to the text."""
    grown = Signal()

    def __init__(self, hub: ThemeHub, parent: QWidget) -> None:
        super().__init__(hub, parent, radius=6)
        self.annotation_id: AnnotationId | None = None
        self._colour = Colour.AMBER
        self._kept = ""
        self._begun: str | None = None
        self._lines = _Lines(self)
        self._lines.setFrameShape(QFrame.Shape.NoFrame)
        self._lines.setTabChangesFocus(True)
        self._lines.setPlaceholderText(self.tr("Comment"))
        self._lines.setAccessibleName(self.tr("Comment on the highlight"))
        self._lines.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lines.document().setDocumentMargin(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAD + 6, PAD, PAD, PAD)
        column.addWidget(self._lines)
        self._timer = QTimer(self, singleShot=True, interval=KEEP_AFTER_MS)
        self._timer.timeout.connect(self.flush)
        self._lines.textChanged.connect(self._hear_typing)
        self._lines.finished.connect(self._finish)
        self._lines.left.connect(self._leave)
        self._dress(hub.theme)
        hub.changed.connect(self._dress)

    @property
    def text(self) -> str:
        """The comment as typed."""
        return self._lines.toPlainText()

    def begin(self, colour: Colour) -> None:
        """Begin the comment of a highlight that is still being kept: `take` says which it became."""
        self.flush()
        self.annotation_id, self._kept, self._colour, self._begun = None, "", colour, ""
        self._say("")

    def take(self, annotation_id: AnnotationId) -> bool:
        """Hand on what was typed since `begin`; return whether the comment is still being written."""
        begun = self.text if self._writing_begun() else self._begun
        writing = self._writing_begun() and self.isVisible()
        self._begun = None
        if writing:
            self.annotation_id = annotation_id
            self.flush()
        elif begun:
            self.kept.emit(annotation_id, begun)
        return writing

    def edit(self, annotation_id: AnnotationId, comment: str, colour: Colour) -> None:
        """Begin with a comment."""
        self.flush()
        if self._writing_begun():
            self._begun = self.text
        self.annotation_id, self._kept, self._colour = annotation_id, comment, colour
        self._say(comment)

    def _writing_begun(self) -> bool:
        return self._begun is not None and self.annotation_id is None

    def _say(self, comment: str) -> None:
        self._lines.blockSignals(True)
        self._lines.setPlainText(comment)
        self._lines.blockSignals(False)
        cursor = self._lines.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self._lines.setTextCursor(cursor)

    def stand_at(self, corner: QPoint, width: int) -> None:
        """Show the editor with its first line beside the passage."""
        self.setFixedWidth(max(LEAST_WIDTH, width))
        self.fit()
        self.place_at(corner)
        self.show()
        self.raise_()
        self._lines.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self) -> None:
        """Take the height of what is written."""
        font, room = self._lines.font(), self.width() - 2 * PAD - 8
        lines = sum(len(text_lines(part, font, room, 40)) for part in self.text.split("\n"))
        high = round((lines + 0.5) * self._lines.fontMetrics().lineSpacing()) + 2 * PAD
        self.setFixedHeight(max(LEAST_HEIGHT, min(MOST_HEIGHT, high)))

    def flush(self) -> None:
        """Hand on what is not yet kept."""
        self._timer.stop()
        if self.annotation_id is not None and self.text != self._kept:
            self._kept = self.text
            self.kept.emit(self.annotation_id, self._kept)

    def close_editor(self, *, by_key: bool = False) -> None:
        """Keep what is written and go away."""
        if self.annotation_id is None and not self.isVisible():
            return
        self.flush()
        self.annotation_id = None
        back = by_key or self._lines.hasFocus()
        self.hide()
        self.closed.emit(back)

    def sizeHint(self) -> QSize:
        """Return a small card."""
        return QSize(LEAST_WIDTH, LEAST_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card with the highlight's colour at its side."""
        super().paintEvent(event)
        painter = QPainter(self)
        bar = self.rect().adjusted(PAD - 2, PAD, 0, -PAD)
        bar.setWidth(3)
        round_box(painter, bar.toRectF(), 1.5, self.theme.highlight_edge(self._colour))

    def changeEvent(self, event: QEvent) -> None:
        """Keep what is written when the window is left."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            self.flush()

    def _hear_typing(self) -> None:
        self._timer.start()
        old = self.height()
        self.fit()
        if old != self.height():
            self.grown.emit()

    def _finish(self) -> None:
        self.close_editor(by_key=True)

    def _leave(self) -> None:
        self.close_editor()

    def _dress(self, theme: Theme) -> None:
        self._lines.setFont(theme.sans(13))
        palette = self._lines.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        palette.setColor(QPalette.ColorRole.Text, theme.ink)
        palette.setColor(QPalette.ColorRole.PlaceholderText, theme.muted)
        palette.setColor(QPalette.ColorRole.Highlight, theme.selection)
        palette.setColor(QPalette.ColorRole.HighlightedText, theme.ink)
        self._lines.setPalette(palette)
