"""The bar that floats over the text and finds words in it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui.theme import ThemeHub
from desktop.ui.widgets.buttons import ToolButton
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.floating import FloatingCard
from desktop.ui.widgets.labels import Words


class FindBar(FloatingCard):
    """A line to type in, the number of hits, back and on, and a cross."""

    typed = Signal(str)
    stepped = Signal(int)
    closed = Signal()

    def __init__(self, hub: ThemeHub, parent: QWidget) -> None:
        super().__init__(hub, parent, radius=10)
        self.setFixedSize(356, 40)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 6, 4)
        row.setSpacing(2)
        self.field = Field(hub, self.tr("Find in article"), self, px=14, bare=True)
        self._count = Words(hub, "", self, px=12, role="muted", figures=True)
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._count.setMinimumWidth(72)
        row.addWidget(self.field, 1)
        row.addWidget(self._count)
        row.addSpacing(6)
        back = ToolButton(hub, "back", self.tr("Previous hit"), self, side=28)
        on = ToolButton(hub, "forward", self.tr("Next hit"), self, side=28)
        close = ToolButton(hub, "close", self.tr("Close find"), self, side=28)
        for button in (back, on, close):
            row.addWidget(button)
        self.field.textChanged.connect(self.typed)
        self.field.returnPressed.connect(self._on)
        back.clicked.connect(self._back)
        on.clicked.connect(self._on)
        close.clicked.connect(self.closed)
        self.setAccessibleName(self.tr("Find in article"))

    def open_bar(self, words: str = "") -> None:
        """Show the bar with these words, or with those of the last time, all selected."""
        if words:
            self.field.setText(words)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def count(self, now: int, total: int) -> None:
        """Say which hit of how many this is."""
        if not self.field.text().strip():
            words = ""
        elif total:
            words = self.tr("{0} of {1}").format(f"{now + 1:,}", f"{total:,}")
        else:
            words = self.tr("No hits")
        self._count.setText(words)
        self._count.set_role("muted" if total or not words else "bad")

    def counted(self) -> str:
        """Return what the count says."""
        return self._count.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; Shift+Enter and the arrows step."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            pass  # the line has told already
        elif event.key() == Qt.Key.Key_Up:
            self.stepped.emit(-1)
        elif event.key() == Qt.Key.Key_Down:
            self.stepped.emit(1)
        else:
            super().keyPressEvent(event)

    def _on(self) -> None:
        from PySide6.QtWidgets import QApplication

        shifted = QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
        self.stepped.emit(-1 if shifted else 1)

    def _back(self) -> None:
        self.stepped.emit(-1)
