"""Menus in the theme, made for one use."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from desktop.ui.theme import Theme


class Menu(QMenu):
    """A menu that goes when it is closed."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setStyleSheet(theme.menu_sheet())

    def open_under(self, button: QWidget, gap: int = 0) -> None:
        """Open with the left corner under a button."""
        self.popup(button.mapToGlobal(QPoint(0, button.height() + gap)))
