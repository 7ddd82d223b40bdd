"""Words that are only read: labels that elide, section heads, empty places, key caps and tokens."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.icons import paint_icon
from desktop.ui.theme import SEMIBOLD, Theme, ThemeHub
from desktop.ui.widgets.buttons import LinkButton, ToolButton
from desktop.ui.widgets.paint import paragraph, round_box, text_lines, width_of, words


class Words(QLabel):
    """A label set in one face and one colour role, which follow the theme.

    `role` names a colour of Theme ("ink", "muted", "accent"...); `serif` is for words of a source.
    """

    def __init__(
        self,
        hub: ThemeHub,
        text: str = "",
        parent: QWidget | None = None,
        *,
        px: int = 14,
        weight: QFont.Weight = QFont.Weight.Normal,
        role: str = "ink",
        serif: bool = False,
        italic: bool = False,
        wrap: bool = False,
        figures: bool = False,
    ) -> None:
        super().__init__(text, parent)
        self._hub, self._role = hub, role
        self._face = (px, weight, serif, italic, figures)
        self.setWordWrap(wrap)
        self.setTextFormat(Qt.TextFormat.AutoText)
        self._restyle(hub.theme)
        hub.changed.connect(self._restyle)

    def set_role(self, role: str) -> None:
        """Take another colour."""
        self._role = role
        self._restyle(self._hub.theme)

    def _restyle(self, theme: Theme) -> None:
        px, weight, serif, italic, figures = self._face
        if serif:
            self.setFont(theme.serif(px, weight, italic))
        else:
            self.setFont(theme.sans(px, weight, italic, figures=figures))
        palette = self.palette()
        colour: QColor = getattr(theme, self._role)
        palette.setColor(self.foregroundRole(), colour)
        palette.setColor(palette.ColorRole.Link, theme.accent)
        self.setPalette(palette)


class ElidedLabel(Words):
    """A label of one line that ends in dots when there is no room; the tooltip then has it whole."""

    def minimumSizeHint(self) -> QSize:
        """Allow it to shrink to next to nothing."""
        return QSize(12, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """As wide as its text."""
        return QSize(round(width_of(self.text(), self.font()) + 1), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say the whole in the tooltip when some of it is hidden."""
        super().resizeEvent(event)
        hidden = width_of(self.text(), self.font()) > self.width()
        self.setToolTip(self.text() if hidden else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what fits."""
        painter = QPainter(self)
        colour: QColor = getattr(self._hub.theme, self._role)
        words(painter, self.text(), self.font(), colour, QRectF(self.contentsRect()))


class Paragraph(QWidget):
    """A few lines of words with a set distance between their base lines; grows with its text."""

    def __init__(
        self,
        hub: ThemeHub,
        text: str,
        parent: QWidget | None = None,
        *,
        px: int,
        leading: int,
        role: str = "ink",
        serif: bool = False,
        weight: QFont.Weight = QFont.Weight.Normal,
        spacing: float = 0,
        width: int = 0,
    ) -> None:
        """With a `width` it is that wide, and its height is known at once."""
        super().__init__(parent)
        self._hub, self._text, self._leading, self._role = hub, text, leading, role
        self._face = (px, weight, serif, spacing)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        if width:
            self.setFixedWidth(width)
        self._fit(width or 10000)
        hub.changed.connect(self._restyle)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height of the lines at this width."""
        super().resizeEvent(event)
        self._fit(self.width())

    def sizeHint(self) -> QSize:
        """As wide as it gets, on one line."""
        return QSize(round(width_of(self._text, self._font())), self._leading)

    def minimumSizeHint(self) -> QSize:
        """Allow many lines."""
        return QSize(80, self._leading)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines."""
        font = self._font()
        lines = text_lines(self._text, font, self.width(), 20)
        colour: QColor = getattr(self._hub.theme, self._role)
        paragraph(QPainter(self), lines, font, colour, QRectF(self.rect()), leading=self._leading)

    def _fit(self, width: int) -> None:
        lines = len(text_lines(self._text, self._font(), width, 20))
        self.setFixedHeight(self._leading * max(1, lines))

    def _font(self) -> QFont:
        px, weight, serif, spacing = self._face
        theme = self._hub.theme
        if serif:
            return theme.serif(px, weight, spacing=spacing)
        return theme.sans(px, weight, spacing=spacing)

    def _restyle(self, _theme: Theme) -> None:
        self.updateGeometry()
        self.update()


class SectionHead(QWidget):
    """The head of a section in a panel: 12 px, 600, muted, with a `+` if it can be added to."""

    add_asked = Signal()

    def __init__(
        self, hub: ThemeHub, text: str, parent: QWidget | None = None, *, add: str = ""
    ) -> None:
        """`add` names the `+` for screen readers and tooltips; without it there is none."""
        super().__init__(parent)
        self.setFixedHeight(24)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.label = Words(hub, text, self, px=12, weight=SEMIBOLD, role="muted")
        row.addWidget(self.label, 1)
        if add:
            plus = ToolButton(hub, "plus", add, self, side=24, icon_size=14)
            plus.clicked.connect(self._ask)
            row.addWidget(plus)

    def _ask(self) -> None:
        self.add_asked.emit()


class EmptyState(QWidget):
    """What an empty list says: a sentence on what to do, perhaps under a bold line and over a link."""

    acted = Signal()

    def __init__(self, hub: ThemeHub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(2)
        self._head = Words(hub, "", self, weight=SEMIBOLD, wrap=True)
        self._text = Words(hub, "", self, px=13, role="muted", wrap=True)
        self._link = LinkButton(hub, "", self)
        self._link.clicked.connect(self._act)
        column.addWidget(self._head)
        column.addWidget(self._text)
        column.addSpacing(6)
        column.addWidget(self._link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def say(self, text: str, *, head: str = "", link: str = "") -> None:
        """Set the words; empty ones take no room."""
        self._text.setText(text)
        self._head.setText(head)
        self._link.set_text(link)
        self._head.setVisible(bool(head))
        self._text.setVisible(bool(text))
        self._link.setVisible(bool(link))

    def words(self) -> str:
        """Return all that is said, for tests and screen readers."""
        return " ".join(filter(None, (self._head.text(), self._text.text(), self._link.text())))

    def _act(self) -> None:
        self.acted.emit()


def key_cap_size(theme: Theme, text: str) -> QSize:
    """Return the size of a key cap: 20 high, at least as wide."""
    return QSize(max(20, round(width_of(text, theme.sans(12))) + 12), 20)


def paint_key_cap(painter: QPainter, theme: Theme, place: QRectF, text: str) -> None:
    """Draw a key cap; for delegates as well."""
    round_box(painter, place, 4, theme.card, theme.line_2)
    painter.setFont(theme.sans(12))
    painter.setPen(theme.muted)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)


class KeyCap(QWidget):
    """The picture of one key."""

    def __init__(self, hub: ThemeHub, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub, self._text = hub, text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        hub.changed.connect(self._restyle)

    def sizeHint(self) -> QSize:
        """As wide as the key's name."""
        return key_cap_size(self._hub.theme, self._text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        paint_key_cap(QPainter(self), self._hub.theme, QRectF(self.rect()), self._text)

    def _restyle(self, _theme: Theme) -> None:
        self.update()


class TokenChip(QWidget):
    """A `field: value` in a box of 22 px, with a cross that takes it away."""

    removed = Signal(str)
    """The key it was made with."""

    def __init__(
        self,
        hub: ThemeHub,
        field: str,
        value: str,
        parent: QWidget | None = None,
        *,
        key: str = "",
        wrong: bool = False,
        name: str = "",
    ) -> None:
        """`name` is what a screen reader says of the cross; `wrong` draws it as a failure."""
        super().__init__(parent)
        self._hub, self._field, self._value, self._wrong = hub, f"{field}: ", value, wrong
        self.key = key or field
        self.setFixedHeight(22)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name or f"{field}: {value}")
        self.setToolTip(f"{field}: {value}")
        hub.changed.connect(self._restyle)

    def sizeHint(self) -> QSize:
        """Words, a gap and the cross."""
        theme = self._hub.theme
        wide = width_of(self._field, theme.sans(13)) + width_of(self._value, theme.sans(13))
        return QSize(round(wide) + 6 + 22, 22)

    def minimumSizeHint(self) -> QSize:
        """Allow a long value to be elided."""
        return QSize(min(80, self.sizeHint().width()), 22)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take it away on a click on the cross."""
        if event.position().x() >= self.width() - 22:
            self.removed.emit(self.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete, Backspace and Space take it away."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Space):
            self.removed.emit(self.key)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box, words and cross."""
        theme, painter = self._hub.theme, QPainter(self)
        ground = theme.bad_ground if self._wrong else theme.selected
        round_box(painter, QRectF(self.rect()), 4, ground, theme.bad if self._wrong else None)
        font = theme.sans(13)
        ink = theme.bad if self._wrong else theme.ink
        soft = theme.bad if self._wrong else theme.muted_on
        used = words(painter, self._field, font, soft, QRectF(6, 0, self.width() - 28, 22))
        words(painter, self._value, font, ink, QRectF(6 + used, 0, self.width() - 26 - used, 22))
        paint_icon(painter, "close", QRectF(self.width() - 17, 6, 10, 10), soft)

    def _restyle(self, _theme: Theme) -> None:
        self.update()
