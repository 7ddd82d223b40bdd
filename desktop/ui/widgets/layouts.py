"""What rooms do with layouts whose widgets come and go."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout


def take_away(layout: QLayout, *, keep: int = 0) -> None:
    """Take items from the front of a layout until so many are left; their widgets are deleted."""
    while layout.count() > keep:
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
