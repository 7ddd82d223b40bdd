"""Things that are chosen: segmented rows, switches, boxes, sliders and drop-down choices."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QSlider,
    QWidget,
)

from desktop.ui.icons import paint_icon
from desktop.ui.theme import SEMIBOLD, Theme, ThemeHub
from desktop.ui.widgets.paint import round_box, width_of


class _Segment(QAbstractButton):
    """One part of a segmented control."""

    def __init__(self, hub: ThemeHub, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._hub = hub
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        wide = width_of(self.text(), self._hub.theme.sans(13, SEMIBOLD))
        return QSize(round(wide) + 20, 26)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self._hub.theme, QPainter(self)
        if self.isChecked():
            painter.fillRect(self.rect(), theme.selected_focus)
        painter.setFont(theme.sans(13, SEMIBOLD) if self.isChecked() else theme.sans(13))
        painter.setPen(theme.ink if self.isChecked() else theme.muted)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class Segmented(QFrame):
    """A few choices side by side, one of them taken; 28 px high."""

    chosen = Signal(str)
    """The key of the choice that the user took."""

    def __init__(
        self,
        hub: ThemeHub,
        choices: Sequence[tuple[str, str]],
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        """Offer `choices` of key and word; `name` is for screen readers."""
        super().__init__(parent)
        self._hub = hub
        self.setAccessibleName(name)
        self.setFixedHeight(28)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._keys = [key for key, _ in choices]
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(1)
        for number, (_, word) in enumerate(choices):
            part = _Segment(hub, word, self)
            part.setAccessibleName(f"{name}: {word}")
            self._group.addButton(part, number)
            row.addWidget(part)
        self._group.idClicked.connect(self._hear)
        hub.changed.connect(self._restyle)

    @property
    def choice(self) -> str:
        """The key of the choice taken, or an empty string."""
        number = self._group.checkedId()
        return self._keys[number] if number >= 0 else ""

    def choose(self, key: str) -> None:
        """Show a choice as taken, without telling."""
        self._group.button(self._keys.index(key)).setChecked(True)

    def set_word(self, key: str, word: str) -> None:
        """Change the word of a choice, for a new count."""
        button = self._group.button(self._keys.index(key))
        button.setText(word)
        button.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame and the lines between."""
        theme, painter = self._hub.theme, QPainter(self)
        round_box(painter, QRectF(self.rect()), 6, theme.card, theme.line_2)
        painter.setPen(theme.line_2)
        for button in self._group.buttons()[1:]:
            x = button.x() - 1
            painter.drawLine(x, 1, x, self.height() - 2)

    def _hear(self, number: int) -> None:
        self.chosen.emit(self._keys[number])

    def _restyle(self, _theme: Theme) -> None:
        self.update()


class _Marked(QAbstractButton):
    """A mark with words to its right."""

    MARK = QSize(16, 16)

    def __init__(self, hub: ThemeHub, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        hub.changed.connect(self._restyle)

    def sizeHint(self) -> QSize:
        """Give room to the mark, a gap and the words."""
        wide = width_of(self.text(), self._hub.theme.sans(14)) + 8 if self.text() else 0
        return QSize(self.MARK.width() + round(wide), 28)

    def _words(self, painter: QPainter) -> None:
        theme = self._hub.theme
        painter.setFont(theme.sans(14))
        painter.setPen(theme.ink if self.isEnabled() else theme.faint)
        left = self.MARK.width() + 8
        box = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.text())

    def _restyle(self, _theme: Theme) -> None:
        self.update()


class Box(_Marked):
    """A box to tick, 16 px, with its words."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box and words."""
        painter = QPainter(self)
        place = QRectF(0, (self.height() - 16) / 2, 16, 16)
        paint_box(painter, place, self._hub.theme, self.isChecked())
        self._words(painter)


def paint_box(
    painter: QPainter, place: QRectF, theme: Theme, ticked: bool, colour: QColor | None = None
) -> None:
    """Draw a box of 16 px, ticked or not; for delegates as well."""
    if ticked:
        ground = colour or theme.accent
        round_box(painter, place, 4, ground)
        paint_icon(painter, "check", place.adjusted(2, 2, -2, -2), theme.on_accent)
    else:
        round_box(painter, place, 4, None, theme.edge)


class Switch(_Marked):
    """A setting that is on or off, 32 by 18, with its words."""

    MARK = QSize(32, 18)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw track, knob and words."""
        theme, painter = self._hub.theme, QPainter(self)
        track = QRectF(0, (self.height() - 18) / 2, 32, 18)
        round_box(painter, track, 9, theme.accent if self.isChecked() else theme.edge)
        x = 32 - 16 if self.isChecked() else 2
        knob = QRectF(x, track.y() + 2, 14, 14)
        round_box(painter, knob, 7, theme.on_accent if self.isChecked() else theme.card)
        self._words(painter)


class Slider(QSlider):
    """A value on a line 240 long: accent up to the handle, a ring as the handle."""

    def __init__(
        self, hub: ThemeHub, name: str, low: int, high: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._hub = hub
        self.setAccessibleName(name)
        self.setRange(low, high)
        self.setFixedSize(240, 20)
        self.setPageStep(1)
        hub.changed.connect(self._restyle)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw line and handle."""
        theme, painter = self._hub.theme, QPainter(self)
        x, middle = self._handle_x(), self.height() / 2
        round_box(painter, QRectF(0, middle - 1, self.width(), 2), 1, theme.line_2)
        round_box(painter, QRectF(0, middle - 1, x, 2), 1, theme.accent)
        painter.setBrush(theme.paper)
        painter.setPen(QPen(theme.accent, 2))
        painter.drawEllipse(QPointF(x, middle), 6, 6)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to where the pointer is."""
        self._go(event.position().x())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event.position().x())
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        event.accept()

    def _go(self, x: float) -> None:
        share = min(1.0, max(0.0, (x - 7) / (self.width() - 14)))
        self.setValue(self.minimum() + round(share * (self.maximum() - self.minimum())))

    def _handle_x(self) -> float:
        span = max(1, self.maximum() - self.minimum())
        return 7 + (self.width() - 14) * (self.value() - self.minimum()) / span

    def _restyle(self, _theme: Theme) -> None:
        self.update()


class Choice(QComboBox):
    """One of several, from a list that drops down."""

    def __init__(self, hub: ThemeHub, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self.setAccessibleName(name)
        self.view().setAccessibleName(name)
        self.setFixedHeight(32)
        self._restyle(hub.theme)
        hub.changed.connect(self._restyle)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw like a field with a chevron."""
        theme, painter = self._hub.theme, QPainter(self)
        ring = self.hasFocus()
        round_box(
            painter,
            QRectF(self.rect()),
            6,
            theme.field,
            theme.accent if ring else theme.line_2,
            width=2 if ring else 1,
        )
        painter.setFont(theme.sans(14))
        painter.setPen(theme.ink if self.isEnabled() else theme.faint)
        inner = QRectF(self.rect()).adjusted(10, 0, -28, 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, self.currentText())
        chevron = QRectF(self.width() - 22, self.height() / 2 - 6, 12, 12)
        paint_icon(painter, "chevron-down", chevron, theme.muted)

    def _restyle(self, theme: Theme) -> None:
        self.setFont(theme.sans(14))
        self.update()
