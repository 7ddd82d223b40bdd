"""The hit in front, whole: an article in the reader's own face, or a note, with the matches marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QStackedWidget, QTextEdit, QVBoxLayout, QWidget

from desktop.model.spans import Span
from desktop.ui.positions import Positions
from desktop.ui.theme import SEMIBOLD, Theme, ThemeHub
from desktop.ui.widgets.bars import ColumnHead, Ground
from desktop.ui.widgets.buttons import PushButton, ToolButton
from desktop.ui.widgets.labels import EmptyState
from desktop.work.keep_notes import NotePage
from desktop.work.read_article import ReaderPage


class ArticleFace(Protocol):
    """What shows an article; the reader's own view, joined on by `app.py`."""

    @property
    def widget(self) -> QWidget:
        """What is placed in the window."""

    def show_article(self, page: ReaderPage, marks: Sequence[Span], now: int) -> None:
        """Show a page with these words marked, the one numbered `now` in sight."""

    def show_mark(self, now: int) -> None:
        """Bring another of the marked words into sight."""


class NoteFace(QTextEdit):
    """A note to be read, with the matches marked."""

    def __init__(self, hub: ThemeHub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._shown: tuple[NotePage, tuple[Span, ...], int] | None = None
        self.setReadOnly(True)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setAccessibleName(self.tr("The note"))
        hub.changed.connect(self._restyle)
        self._restyle(hub.theme)

    def show_note(self, page: NotePage, marks: Sequence[Span], now: int) -> None:
        """Show title and text; marks count code points in the body."""
        theme = self._hub.theme
        self._shown = (page, tuple(marks), now)
        body = page.note.body
        self.setPlainText(body)
        document = self.document()
        document.setDocumentMargin(40)
        line = QTextBlockFormat()
        line.setLineHeight(26, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(line)
        if page.note.title and not body.startswith(page.note.title):
            cursor.setPosition(0)
            head = QTextCharFormat()
            head.setFont(theme.sans(25, SEMIBOLD))
            cursor.insertText(page.note.title, head)
            cursor.insertBlock(line, QTextCharFormat())
        positions = Positions(body)
        offset = document.characterCount() - 1 - positions.units
        for number, span in enumerate(marks):
            form = QTextCharFormat()
            form.setBackground(theme.find_now if number == now else theme.find)
            start, end = positions.units_of(span)
            cursor.setPosition(offset + start)
            cursor.setPosition(offset + end, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(form)
        if marks:
            cursor.setPosition(offset + positions.to_unit(marks[now].start))
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    def show_mark(self, now: int) -> None:
        """Bring another match into sight."""
        if self._shown is not None:
            self.show_note(self._shown[0], self._shown[1], now)

    def _restyle(self, theme: Theme) -> None:
        self.setFont(theme.sans(16))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, theme.paper)
        palette.setColor(QPalette.ColorRole.Text, theme.ink)
        self.setPalette(palette)
        if self._shown is not None:
            self.show_note(*self._shown)


class Preview(Ground):
    """Header with the passages' number and steps, over an article or a note."""

    opened = Signal(int)
    """Open the hit at the mark of this number."""

    def __init__(self, hub: ThemeHub, article: ArticleFace, parent: QWidget | None = None) -> None:
        super().__init__(hub, "paper", parent)
        self._article = article
        self._note = NoteFace(hub)
        self._marks: tuple[Span, ...] = ()
        self._now = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head(hub))
        self._stack = QStackedWidget(self)
        self._empty = EmptyState(hub)
        self._empty.say(self.tr("Choose a hit to read it here."))
        for part in (self._empty, article.widget, self._note):
            self._stack.addWidget(part)
        column.addWidget(self._stack, 1)
        self.show_nothing()

    @property
    def now(self) -> int:
        """The number of the mark in sight."""
        return self._now

    @property
    def text(self) -> QWidget:
        """What the focus goes to."""
        return self._stack.currentWidget() or self._empty

    def show_nothing(self) -> None:
        """Show no hit."""
        self._marks, self._now = (), 0
        self._stack.setCurrentWidget(self._empty)
        self._say()

    def show_article(self, page: ReaderPage, marks: Sequence[Span]) -> None:
        """Show an article at the first of its marks."""
        self._marks, self._now = tuple(marks), 0
        self._stack.setCurrentWidget(self._article.widget)
        self._article.show_article(page, self._marks, 0)
        self._say()

    def show_note(self, page: NotePage, marks: Sequence[Span]) -> None:
        """Show a note at the first of its marks."""
        self._marks, self._now = tuple(marks), 0
        self._stack.setCurrentWidget(self._note)
        self._note.show_note(page, self._marks, 0)
        self._say()

    def _head(self, hub: ThemeHub) -> Ground:
        head = ColumnHead(hub, "", self)
        self._where, row = head.count, head.row
        row.addSpacing(4)
        self._up = ToolButton(hub, "chevron-up", self.tr("Previous passage"), head)
        self._down = ToolButton(hub, "chevron-down", self.tr("Next passage"), head)
        self._up.clicked.connect(self._before)
        self._down.clicked.connect(self._after)
        row.addWidget(self._up)
        row.addWidget(self._down)
        row.addStretch(1)
        self._open = PushButton(hub, self.tr("Open"), head, small=True)
        self._open.clicked.connect(self._ask)
        row.addWidget(self._open)
        return head

    def _say(self) -> None:
        count = len(self._marks)
        text = self.tr("Match {now} of {count} shown").format(now=self._now + 1, count=count)
        self._where.setText(text if count else "")
        self._up.setEnabled(self._now > 0)
        self._down.setEnabled(self._now < count - 1)
        self._open.setEnabled(self._stack.currentWidget() is not self._empty)

    def _step(self, by: int) -> None:
        if not 0 <= self._now + by < len(self._marks):
            return
        self._now += by
        if self._stack.currentWidget() is self._note:
            self._note.show_mark(self._now)
        else:
            self._article.show_mark(self._now)
        self._say()

    def _before(self) -> None:
        self._step(-1)

    def _after(self) -> None:
        self._step(1)

    def _ask(self) -> None:
        self.opened.emit(self._now)
