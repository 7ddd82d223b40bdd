"""What can be done with selected words or a highlight: colours, comment, tag, copy, send, remove."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from desktop.model.annotation import Colour
from desktop.ui.theme import ThemeHub
from desktop.ui.widgets.buttons import ToolButton
from desktop.ui.widgets.floating import FloatingCard
from desktop.ui.widgets.paint import round_box

AWAY = 8


class Swatch(QAbstractButton):
    """One of the four colours, as a round spot; ringed while it is the highlight's."""

    def __init__(self, hub: ThemeHub, colour: Colour, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._hub, self._colour = hub, colour
        self.setCheckable(True)
        self.setFixedSize(28, 32)
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """Return a size that a finger hits."""
        return QSize(28, 32)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the spot."""
        theme, painter = self._hub.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isDown():
            round_box(painter, QRectF(self.rect()), 6, theme.hover)
        centre = QPointF(self.width() / 2, self.height() / 2)
        painter.setPen(QPen(theme.highlight_edge(self._colour), 1.5))
        painter.setBrush(theme.highlight_fill(self._colour))
        painter.drawEllipse(centre, 7.5, 7.5)
        if self.isChecked():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.ink, 1.5))
            painter.drawEllipse(centre, 10.5, 10.5)


class SelectionPopup(FloatingCard):
    """A row of buttons beside the selected words, or beside a highlight that was clicked."""

    colour_chosen = Signal(str)
    comment_asked = Signal()
    tag_asked = Signal()
    copy_asked = Signal()
    send_asked = Signal()
    remove_asked = Signal()

    def __init__(self, hub: ThemeHub, parent: QWidget, keys: dict[str, str] | None = None) -> None:
        super().__init__(hub, parent, radius=8)
        self.setAccessibleName(self.tr("What to do with these words"))
        known = keys or {}
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 4, 6, 4)
        row.setSpacing(0)
        names = {
            Colour.AMBER: self.tr("Highlight in amber"),
            Colour.GREEN: self.tr("Highlight in green"),
            Colour.BLUE: self.tr("Highlight in blue"),
            Colour.ROSE: self.tr("Highlight in rose"),
        }
        self._swatches: dict[Colour, Swatch] = {}
        for number, (colour, name) in enumerate(names.items(), 1):
            swatch = Swatch(hub, colour, f"{name} ({number})", self)
            swatch.clicked.connect(partial(self.colour_chosen.emit, str(colour)))
            self._swatches[colour] = swatch
            row.addWidget(swatch)
        row.addSpacing(13)  # the hairline stands in it
        self._line_x = 6 + 4 * 28 + 6
        buttons = (
            ("note", self.tr("Comment"), "N", self.comment_asked),
            ("tag", self.tr("Tag"), "T", self.tag_asked),
            ("copy", self.tr("Copy"), "Ctrl+C", self.copy_asked),
            ("send", self.tr("Send to brief"), "B", self.send_asked),
            ("trash", self.tr("Remove highlight"), "Delete", self.remove_asked),
        )
        for icon, name, key, signal in buttons:
            button = ToolButton(hub, icon, f"{name} ({known.get(icon, key)})", self)
            button.setAccessibleName(name)
            button.clicked.connect(signal)
            row.addWidget(button)
            if icon == "trash":
                self._trash = button

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card and the line between colours and the rest."""
        super().paintEvent(event)
        QPainter(self).fillRect(self._line_x, 10, 1, self.height() - 20, self.theme.line)

    def show_beside(
        self, first: QRect, last: QRect, pane: QWidget, colour: Colour | None = None
    ) -> None:
        """Show the row over the words' first line, or under the last one where there is no room.

        The rectangles are in `pane`, the popup's parent; `colour` is that of the highlight.
        """
        for each, swatch in self._swatches.items():
            swatch.setChecked(each is colour)
        self._trash.setVisible(colour is not None)
        layout = self.layout()
        if layout is not None:
            layout.activate()
        self.resize(self.sizeHint().width(), 40)
        above = first.top() - AWAY - self.height()
        y = above if above >= AWAY else last.bottom() + AWAY
        if y + self.height() > pane.height() - AWAY:
            y = max(AWAY, min(first.top() + AWAY, pane.height() - AWAY - self.height()))
        self.place_at(QPoint(first.left() - 8, y))
        self.show()
        self.raise_()
