"""Line edits that look like the rest: 32 px high, 28 in panels, with an icon and perhaps a key cap."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.ui.icons import paint_icon
from desktop.ui.theme import Theme, ThemeHub
from desktop.ui.widgets.labels import key_cap_size, paint_key_cap
from desktop.ui.widgets.paint import round_box


class Field(QLineEdit):
    """One line to type in; the outline becomes the focus ring while it has the focus."""

    def __init__(
        self,
        hub: ThemeHub,
        placeholder: str = "",
        parent: QWidget | None = None,
        *,
        name: str = "",
        icon: str = "",
        key: str = "",
        high: int = 32,
        px: int = 14,
        bare: bool = False,
    ) -> None:
        """`name` is for screen readers; `bare` leaves out the box, for popups that are one."""
        super().__init__(parent)
        self._hub, self._icon, self._key, self._px, self._bare = hub, icon, key, px, bare
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self.setFrame(False)
        self.setFixedHeight(high)
        self._restyle(hub.theme)
        hub.changed.connect(self._restyle)

    def sizeHint(self) -> QSize:
        """Room for a few words."""
        return QSize(200, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box under the text and the icon and key cap beside it."""
        theme, painter = self._hub.theme, QPainter(self)
        ring = self.hasFocus()
        if not self._bare:
            line = theme.accent if ring else theme.line_2
            round_box(painter, QRectF(self.rect()), 6, theme.field, line, width=2 if ring else 1)
        middle = self.height() / 2
        if self._icon:
            paint_icon(painter, self._icon, QRectF(10, middle - 8, 16, 16), theme.muted)
        if self._key and not ring and not self.text():
            cap = key_cap_size(theme, self._key)
            place = QRectF(self.width() - 8 - cap.width(), middle - 10, cap.width(), cap.height())
            paint_key_cap(painter, theme, place, self._key)
        painter.end()
        super().paintEvent(event)

    def _restyle(self, theme: Theme) -> None:
        self.setFont(theme.sans(self._px))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        palette.setColor(QPalette.ColorRole.Text, theme.ink)
        palette.setColor(QPalette.ColorRole.PlaceholderText, theme.muted)
        palette.setColor(QPalette.ColorRole.Highlight, theme.selection)
        palette.setColor(QPalette.ColorRole.HighlightedText, theme.ink)
        self.setPalette(palette)
        left = (33 if self._bare else 30) if self._icon else 8
        self.setTextMargins(left, 0, 30 if self._key else 6, 0)
        self.update()
