"""Everything that is pressed: tool buttons, the one primary button, outlined ones, and links."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.ui.icons import paint_icon
from desktop.ui.theme import SEMIBOLD, Theme, ThemeHub
from desktop.ui.widgets.paint import dot, round_box, width_of


class Pressable(QAbstractButton):
    """A button that paints itself from the theme; the focus ring is drawn by the window."""

    def __init__(self, hub: ThemeHub, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub, self._over = hub, False
        self.setText(text)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        hub.changed.connect(self._restyle)

    @property
    def theme(self) -> Theme:
        """The theme that holds now."""
        return self._hub.theme

    def minimumSizeHint(self) -> QSize:
        """No button is squeezed."""
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light up."""
        self._over = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Go dark."""
        self._over = False
        self.update()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter as the space bar is taken."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def explain(self, why: str) -> None:
        """Disable the button and say why in its tooltip; an empty reason enables it again."""
        self.setEnabled(not why)
        self.setToolTip(why or self.accessibleName())

    def _restyle(self, _theme: Theme) -> None:
        self.updateGeometry()
        self.update()

    def _tint(self) -> QColor | None:
        if not self.isEnabled():
            return None
        if self.isDown():
            return self.theme.pressed
        return self.theme.hover if self._over else None


class ToolButton(Pressable):
    """An icon of 18 px in a square of 32; may be checked, carry a chevron, a stripe or a dot."""

    def __init__(
        self,
        hub: ThemeHub,
        icon: str,
        text: str,
        parent: QWidget | None = None,
        *,
        checkable: bool = False,
        chevron: bool = False,
        side: int = 32,
        icon_size: int = 18,
    ) -> None:
        super().__init__(hub, text, parent)
        self._icon, self._side, self._icon_size, self._chevron = icon, side, icon_size, chevron
        self._stripe: QColor | None = None
        self._dot = False
        self.setCheckable(checkable)
        self.setToolTip(text)

    def sizeHint(self) -> QSize:
        """Ask for a square, or a little more for the chevron."""
        return QSize(self._side + (14 if self._chevron else 0), self._side)

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self.update()

    def set_stripe(self, colour: QColor | None) -> None:
        """Show a stripe of a colour under the icon."""
        self._stripe = colour
        self.update()

    def set_dot(self, on: bool) -> None:
        """Show the dot for something unread."""
        self._dot = on
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, icon and what it carries."""
        theme, painter = self.theme, QPainter(self)
        ground = theme.selected if self.isChecked() else self._tint()
        if ground is not None:
            round_box(painter, QRectF(self.rect()), 6, ground)
        colour = theme.ink if self.isChecked() else theme.muted
        if not self.isEnabled():
            colour = theme.faint
        square = QRectF(0, 0, self._side, self._side)
        inset = (self._side - self._icon_size) / 2
        paint_icon(painter, self._icon, square.adjusted(inset, inset, -inset, -inset), colour)
        if self._chevron:
            box = QRectF(self._side - 5, (self._side - 10) / 2, 10, 10)
            paint_icon(painter, "chevron-down", box, theme.muted)
        if self._stripe is not None:
            round_box(painter, QRectF(8, self._side - 6, 16, 3), 1.5, self._stripe)
        if self._dot:
            dot(painter, QRectF(self._side - 9, 3, 7, 7).center(), 7, theme.accent)


class PushButton(Pressable):
    """An outlined button with a word; `small` is 28 px high instead of 32."""

    def __init__(
        self,
        hub: ThemeHub,
        text: str,
        parent: QWidget | None = None,
        *,
        icon: str = "",
        small: bool = False,
        chevron: bool = False,
    ) -> None:
        super().__init__(hub, text, parent)
        self._icon, self._small, self._chevron = icon, small, chevron

    def set_text(self, text: str) -> None:
        """Say something else."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the word with its padding."""
        pad = 10 if self._small else 12
        wide = width_of(self.text(), self.theme.sans(14, SEMIBOLD)) + 2 * pad
        wide += 24 if self._icon else 0
        wide += 20 if self._chevron else 0
        return QSize(round(wide), 28 if self._small else 32)

    def _colours(self) -> tuple[QColor, QColor | None, QColor]:
        """Ground, outline, words."""
        theme = self.theme
        return theme.card, theme.line_2, theme.ink if self.isEnabled() else theme.faint

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box, icon and word."""
        theme, painter = self.theme, QPainter(self)
        ground, line, ink = self._colours()
        box = QRectF(self.rect())
        round_box(painter, box, 6, ground, line)
        tint = self._tint()
        if tint is not None:
            round_box(painter, box, 6, tint)
        pad = 10 if self._small else 12
        inner = box.adjusted(pad, 0, -pad, 0)
        if self._icon:
            paint_icon(painter, self._icon, QRectF(inner.x(), inner.center().y() - 8, 16, 16), ink)
            inner.setLeft(inner.left() + 24)
        if self._chevron:
            place = QRectF(inner.right() - 12, inner.center().y() - 6, 12, 12)
            paint_icon(painter, "chevron-down", place, theme.muted)
            inner.setRight(inner.right() - 20)
        painter.setFont(theme.sans(14, SEMIBOLD))
        painter.setPen(ink)
        painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, self.text())


class PrimaryButton(PushButton):
    """The one button of a view that does what the view is for."""

    def _colours(self) -> tuple[QColor, QColor | None, QColor]:
        theme = self.theme
        if not self.isEnabled():
            return theme.line, None, theme.faint
        return theme.accent, None, theme.on_accent


class LinkButton(Pressable):
    """A word in the accent that does something; at least 24 px high."""

    def __init__(
        self,
        hub: ThemeHub,
        text: str,
        parent: QWidget | None = None,
        *,
        px: int = 13,
        muted: bool = False,
    ) -> None:
        super().__init__(hub, text, parent)
        self._px, self._muted = px, muted
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_text(self, text: str) -> None:
        """Say something else."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        wide = width_of(self.text(), self.theme.sans(self._px, SEMIBOLD))
        return QSize(round(wide + 0.5), 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words, underlined under the pointer."""
        theme, painter = self.theme, QPainter(self)
        font = theme.sans(self._px, SEMIBOLD)
        if self._over and self.isEnabled():
            font.setUnderline(True)
        painter.setFont(font)
        painter.setPen(
            theme.faint if not self.isEnabled() else theme.muted if self._muted else theme.accent
        )
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, self.text())
