"""What stands above a note's text and scrolls with it: title, tags, and the passage it is about."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.model.annotation import Annotation
from desktop.model.article import Article
from desktop.ui.icons import paint_icon
from desktop.ui.theme import SEMIBOLD, Theme, ThemeHub
from desktop.ui.widgets.buttons import LinkButton
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.labels import Words
from desktop.ui.widgets.layouts import take_away
from desktop.ui.widgets.paint import paragraph, ring_inside, text_lines, width_of, words

TITLE_LEFT = 27
"""Room for the quiet `#` before the title."""


class TitleLine(QLineEdit):
    """The title, set as the note's first heading."""

    left_down = Signal()

    def __init__(self, hub: ThemeHub, parent: QWidget) -> None:
        super().__init__(parent)
        self._hub = hub
        self.setFrame(False)
        self.setFixedHeight(36)
        self.setPlaceholderText(self.tr("Untitled note"))
        self.setAccessibleName(self.tr("Title of the note"))
        self.setTextMargins(TITLE_LEFT - 2, 0, 0, 0)
        self._restyle(hub.theme)
        hub.changed.connect(self._restyle)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go down into the text with Enter or Down."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left_down.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line and its quiet sign."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setFont(self._hub.theme.sans(28, QFont.Weight.Normal))
        painter.setPen(self._hub.theme.muted)
        painter.drawText(QRectF(0, 0, TITLE_LEFT, 36), int(Qt.AlignmentFlag.AlignVCenter), "#")

    def _restyle(self, theme: Theme) -> None:
        self.setFont(theme.sans(28, SEMIBOLD))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, theme.paper)
        palette.setColor(QPalette.ColorRole.Text, theme.ink)
        palette.setColor(QPalette.ColorRole.PlaceholderText, theme.faint)
        self.setPalette(palette)


class TagRow(QWidget):
    """The note's tags, each taken away by a click, and a field for another."""

    changed = Signal(object)
    """The tags as they now are: a tuple of strings."""

    def __init__(self, hub: ThemeHub, parent: QWidget) -> None:
        super().__init__(parent)
        self._hub = hub
        self._tags: tuple[str, ...] = ()
        self.setFixedHeight(24)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        self._add = LinkButton(hub, self.tr("Add tag"), self)
        self._add.clicked.connect(self.start_adding)
        self._field = Field(hub, self.tr("Tag"), self, name=self.tr("New tag"), high=24, px=13)
        self._field.setFixedWidth(140)
        self._field.returnPressed.connect(self._take)
        self._field.editingFinished.connect(self._stop_adding)
        self._field.hide()
        self._row.addWidget(self._add)
        self._row.addWidget(self._field)
        self._row.addStretch(1)

    def show_tags(self, tags: Sequence[str]) -> None:
        """Show these tags."""
        self._tags = tuple(tags)
        take_away(self._row, keep=3)
        for number, tag in enumerate(self._tags):
            chip = _Tag(self._hub, tag, self)
            chip.clicked.connect(chip.ask)
            chip.removed.connect(self._remove)
            self._row.insertWidget(number, chip)

    def start_adding(self) -> None:
        """Offer a field for one more tag."""
        self._add.hide()
        self._field.show()
        self._field.setFocus()

    def _take(self) -> None:
        tag = " ".join(self._field.text().split())
        if tag and tag not in self._tags:
            self.show_tags((*self._tags, tag))
            self.changed.emit(self._tags)
        self._field.clear()

    def _stop_adding(self) -> None:
        if not self._field.hasFocus():
            self._take()
            self._field.hide()
            self._add.show()

    def _remove(self, tag: str) -> None:
        self.show_tags(tuple(other for other in self._tags if other != tag))
        self.changed.emit(self._tags)


class _Tag(LinkButton):
    """One tag with its icon; pressed, it asks to be taken away."""

    removed = Signal(str)

    def __init__(self, hub: ThemeHub, tag: str, parent: QWidget) -> None:
        self._tag = tag
        super().__init__(hub, tag, parent, muted=True)
        self.setAccessibleName(self.tr("Take away the tag {}").format(tag))
        self.setToolTip(self.tr("Click to take the tag away"))

    def ask(self) -> None:
        """Ask to be taken away."""
        self.removed.emit(self._tag)

    def sizeHint(self) -> QSize:
        """Icon, gap and word."""
        return QSize(19 + round(width_of(self._tag, self.theme.sans(13)) + 0.5), 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw icon and word."""
        theme, painter = self.theme, QPainter(self)
        paint_icon(painter, "tag", QRectF(0, 5, 14, 14), theme.muted)
        ink = theme.ink if self.underMouse() else theme.muted
        words(painter, self._tag, theme.sans(13), ink, QRectF(19, 0, self.width() - 19, 24))
        if self.hasFocus():
            ring_inside(painter, QRectF(self.rect()), theme)


class PassageCard(QWidget):
    """The words that a note is about, with the way back to them."""

    opened = Signal()

    def __init__(self, hub: ThemeHub, parent: QWidget) -> None:
        super().__init__(parent)
        self._hub = hub
        self._annotation: Annotation | None = None
        self._lines: list[str] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(19, 0, 0, 0)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._where = Words(hub, "", self, px=12, role="muted")
        self._open = LinkButton(hub, self.tr("Show in article"), self, px=12)
        self._open.clicked.connect(self._ask)
        row.addWidget(self._where)
        row.addWidget(self._open)
        row.addStretch(1)
        column.addLayout(row)
        hub.changed.connect(self._restyle)

    def show_passage(self, article: Article | None, annotation: Annotation | None) -> None:
        """Show what a note is tied to; hide when it is free."""
        self._annotation = annotation
        self.setVisible(article is not None)
        if article is None:
            return
        place = self.tr("Highlight in {}") if annotation is not None else self.tr("On {}")
        self._where.setText(place.format(article.details.title))
        self.measure(self.width())

    def measure(self, width: int) -> int:
        """Lay the words out in this width; return the height that they need."""
        words = self._annotation.quote.exact.replace("\n", " ") if self._annotation else ""
        font = self._hub.theme.serif(16)
        self._lines = text_lines(words, font, max(80, width - 19), 4) if words else []
        self.setFixedHeight(len(self._lines) * 26 + 26)
        return self.height()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bar and the words."""
        theme, painter = self._hub.theme, QPainter(self)
        bar = theme.highlight_edge(self._annotation.colour) if self._annotation else theme.line_2
        painter.fillRect(QRectF(0, 2, 2.5, self.height() - 4), bar)
        room = QRectF(19, 0, self.width() - 19, self.height() - 26)
        paragraph(painter, self._lines, theme.serif(16), theme.ink, room, leading=26)

    def _restyle(self, _theme: Theme) -> None:
        self.measure(self.width())
        self.update()

    def _ask(self) -> None:
        self.opened.emit()
