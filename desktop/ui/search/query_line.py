"""The search line: plain text with the tokens painted behind it, so that caret, copy and undo stay plain."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyleOptionFrame, QWidget

from desktop.ui.icons import paint_icon
from desktop.ui.search.query_edit import standing, without
from desktop.ui.theme import ThemeHub, see_through
from desktop.ui.widgets.buttons import ToolButton
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.paint import round_box
from desktop.work.search import QueryToken

TYPING_MS = 70
"""How long a pause in typing is, after which a search begins."""
CROSS = 12
WIDEST = 868


class QueryLine(Field):
    """Tokens are painted boxes; the cross at the end of one takes it out."""

    asked = Signal(str)
    """The query, after a short pause in typing or at once with Enter."""
    go_down = Signal()
    """Down: to the results."""
    left = Signal()
    """Esc in an empty line: back to where one was."""
    keep_asked = Signal()
    history_asked = Signal()

    def __init__(self, hub: ThemeHub, parent: QWidget | None = None) -> None:
        super().__init__(
            hub,
            self.tr("Search sources and notes"),
            parent,
            name=self.tr("Search"),
            icon="search",
        )
        self._tokens: list[QueryToken] = []
        self._searched = ""
        self._pause = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._pause.timeout.connect(self._ask)
        self.textChanged.connect(self._hear)
        self._keep = ToolButton(
            hub, "star", self.tr("Save this search"), self, side=24, icon_size=16
        )
        self._past = ToolButton(
            hub, "clock", self.tr("Earlier searches"), self, side=24, icon_size=16
        )
        self._clear = ToolButton(
            hub, "close", self.tr("Clear the search"), self, side=24, icon_size=16
        )
        self._keep.clicked.connect(self._ask_keep)
        self._past.clicked.connect(self._ask_history)
        self._clear.clicked.connect(self._empty)
        self._over: tuple[QueryToken, QRectF] | None = None
        self.setMouseTracking(True)
        self.setMaximumWidth(WIDEST)
        self._keep.hide()
        self._clear.hide()
        self._place_buttons()

    def sizeHint(self) -> QSize:
        """Ask for a long line."""
        return QSize(WIDEST, self.height())

    def show_tokens(self, query: str, tokens: Sequence[QueryToken]) -> None:
        """Paint the tokens that the search found in a query."""
        self._searched, self._tokens = query, list(tokens)
        self.update()

    @property
    def tokens(self) -> list[QueryToken]:
        """The tokens of the text as it stands now."""
        return standing(self.text(), self._searched, self._tokens)

    def say(self, query: str) -> None:
        """Set the line from outside and search at once."""
        if query != self.text():
            self.setText(query)
        self._ask()

    def history_corner(self) -> QPoint:
        """Return where the list of earlier searches hangs, in the line's own coordinates."""
        return QPoint(self._past.x(), self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Search with Enter, go to the results with Down, empty and then leave with Esc."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask()
        elif key == Qt.Key.Key_Down:
            self.go_down.emit()
        elif key == Qt.Key.Key_Escape:
            if self.text():
                self._empty()
            else:
                self.left.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a token out by its cross."""
        if self._over is not None and self._cross(self._over[1]).contains(event.position()):
            token, self._over = self._over[0], None
            self.say(without(self.text(), token))
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the cross of the token under the pointer."""
        spot = event.position()
        over = next((pair for pair in self._places() if pair[1].contains(spot)), None)
        if over != self._over:
            self._over = over
            self.update()
        on_cross = over is not None and self._cross(over[1]).contains(spot)
        self.setCursor(Qt.CursorShape.ArrowCursor if on_cross else Qt.CursorShape.IBeamCursor)
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Hide the cross."""
        super().leaveEvent(event)
        self._over = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the buttons at the right."""
        super().resizeEvent(event)
        self._place_buttons()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, and the boxes as a tint over it."""
        super().paintEvent(event)
        theme, painter = self._hub.theme, QPainter(self)
        for token, place in self._places():
            fill = theme.selected
            if not token.known:
                fill = see_through(theme.bad, 0.12)
            elif token.kind is not None:
                fill = see_through(theme.kind_mark(token.kind), 0.18)
            round_box(painter, place, 4, fill, None if token.known else theme.bad)
            if self._over is not None and self._over[0] == token:
                cross = self._cross(place)
                round_box(painter, cross.adjusted(-2, -2, 2, 2), 4, theme.field)
                paint_icon(painter, "close", cross, theme.muted if token.known else theme.bad)

    def _places(self) -> list[tuple[QueryToken, QRectF]]:
        text, metrics = self.text(), self.fontMetrics()
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        inner = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        caret = self.cursorRect()
        before = text[: self.cursorPosition()]
        # where the text begins follows from the caret, which Qt scrolls into view
        start = caret.center().x() - metrics.horizontalAdvance(before)
        found = []
        for token in self.tokens:
            x = start + metrics.horizontalAdvance(text[: token.span.start])
            wide = metrics.horizontalAdvance(token.span.of(text))
            place = QRectF(x - 3, (self.height() - 22) / 2, wide + 6, 22)
            if place.left() >= inner.left() - 8 and place.right() <= inner.right():
                found.append((token, place))
        return found

    def _cross(self, place: QRectF) -> QRectF:
        return QRectF(place.right() - CROSS - 2, place.center().y() - 6, CROSS, CROSS)

    def _place_buttons(self) -> None:
        x = self.width() - 30
        for button in (self._clear, self._past, self._keep):
            button.resize(24, 24)
            if button.isHidden():
                continue
            button.move(x, (self.height() - 24) // 2)
            x -= 27
        self.setTextMargins(30, 0, self.width() - x - 24, 0)

    def _hear(self, text: str) -> None:
        self._pause.start()
        self._keep.setVisible(bool(text))
        self._clear.setVisible(bool(text))
        self._place_buttons()
        self.update()

    def _ask(self) -> None:
        self._pause.stop()
        self.asked.emit(self.text())

    def _empty(self) -> None:
        self.clear()
        self._ask()

    def _ask_keep(self) -> None:
        self.keep_asked.emit()

    def _ask_history(self) -> None:
        self.history_asked.emit()
