"""What an empty library shows in the place of the text: four ways to begin, inside a dashed line."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.icons import paint_icon
from desktop.ui.theme import SEMIBOLD, ThemeHub
from desktop.ui.widgets.bars import Ground
from desktop.ui.widgets.buttons import PrimaryButton, PushButton
from desktop.ui.widgets.labels import KeyCap, Paragraph, Words
from desktop.ui.widgets.paint import round_box

MEASURE = 620


class _Picture(QWidget):
    """An icon on its own, 24 px in the accent or 16 px muted."""

    def __init__(self, hub: ThemeHub, icon: str, parent: QWidget, *, small: bool = False) -> None:
        super().__init__(parent)
        self._hub, self._icon, self._small = hub, icon, small
        side = 16 if small else 24
        self.setFixedSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._hub.theme
        colour = theme.muted if self._small else theme.accent
        paint_icon(QPainter(self), self._icon, QRectF(self.rect()), colour)


class FirstRun(Ground):
    """Import, look around with starter articles, open another library, paste."""

    import_asked = Signal()
    starters_asked = Signal()
    library_asked = Signal()
    paste_asked = Signal()

    def __init__(self, hub: ThemeHub, parent: QWidget | None = None, *, starters: int = 0) -> None:
        """`starters` is how many starter articles the app ships with; without any, no row for them."""
        super().__init__(hub, "paper", parent)
        self._over = False
        outer = QHBoxLayout(self)
        outer.setContentsMargins(32, 0, 32, 0)
        inner = QWidget(self)
        inner.setMaximumWidth(MEASURE)
        outer.addStretch(1)
        outer.addWidget(inner, 1000)
        outer.addStretch(1)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 16, 0, 16)
        column.setSpacing(0)
        column.addStretch(125)
        title = self.tr("A desk for one reader")
        column.addWidget(
            Paragraph(
                hub, title, inner, px=31, leading=40, weight=SEMIBOLD, serif=True, spacing=-0.4
            )
        )
        column.addSpacing(8)
        promise = Paragraph(
            hub,
            self.tr(
                "Drop files, a folder or copied text anywhere in this window. "
                "Everything stays on this computer."
            ),
            inner,
            px=18,
            leading=28,
            role="ink_2",
            serif=True,
        )
        column.addWidget(promise)
        column.addSpacing(28)
        self.import_button = PrimaryButton(hub, self.tr("Import…"), inner)
        add = PushButton(hub, self.tr("Add them"), inner)
        open_other = PushButton(hub, self.tr("Open…"), inner)
        paste = PushButton(hub, self.tr("Paste…"), inner)
        self.import_button.clicked.connect(self.import_asked)
        add.clicked.connect(self.starters_asked)
        open_other.clicked.connect(self.library_asked)
        paste.clicked.connect(self.paste_asked)
        formats = self.tr("Web pages, Markdown, plain text, or a whole folder")
        self._row(column, "import", self.tr("Bring in articles"), formats, self.import_button)
        if starters:
            head = self.tr("Look around with {n} starter articles").format(n=starters)
            text = self.tr("They are tagged “starter” and can go to the trash in one step")
            self._row(column, "reading", head, text, add)
        else:
            add.hide()
        self._row(
            column,
            "archive",
            self.tr("Continue a library from elsewhere"),
            self.tr("A folder with a library, or one to make a library in"),
            open_other,
        )
        self._row(
            column,
            "copy",
            self.tr("Paste"),
            self.tr("The text of an article, as you copied it"),
            paste,
        )
        column.addWidget(Ground(hub, "line", inner, height=1))
        column.addSpacing(16)
        column.addLayout(self._foot(inner))
        column.addStretch(238)
        for button in (self.import_button, add, open_other, paste):
            button.setFixedWidth(96)

    def set_over(self, over: bool) -> None:
        """Show that what is dragged can be dropped here."""
        if over != self._over:
            self._over = over
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the dashed line."""
        super().paintEvent(event)
        painter, theme = QPainter(self), self.theme
        box = QRectF(self.rect()).adjusted(16, 16, -16, -16)
        if self._over:
            round_box(painter, box, 10, theme.hover, theme.accent, width=2)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.line_2, 1, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)

    def _row(
        self, column: QVBoxLayout, icon: str, head: str, text: str, button: PushButton
    ) -> None:
        inner = column.parentWidget()
        assert inner is not None
        row = Ground(self._hub, "paper", inner, height=71, lines="t")
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 1, 0, 0)
        across.setSpacing(16)
        across.addWidget(_Picture(self._hub, icon, row))
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addStretch(1)
        said.addWidget(Words(self._hub, head, row, px=15, weight=SEMIBOLD))
        said.addWidget(Words(self._hub, text, row, px=13, role="muted"))
        said.addStretch(1)
        across.addLayout(said, 1)
        button.setAccessibleName(f"{head}: {button.text()}")
        across.addWidget(button)
        column.addWidget(row)

    def _foot(self, inner: QWidget) -> QHBoxLayout:
        hub = self._hub
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(_Picture(hub, "shield", inner, small=True))
        network = self.tr("No network use unless you give an address")
        foot.addWidget(Words(hub, network, inner, px=13, role="muted"))
        foot.addSpacing(9)
        foot.addWidget(_Picture(hub, "keyboard", inner, small=True))
        foot.addWidget(Words(hub, self.tr("Press"), inner, px=13, role="muted"))
        foot.addWidget(KeyCap(hub, "?", inner))
        foot.addWidget(Words(hub, self.tr("for every shortcut"), inner, px=13, role="muted"))
        foot.addStretch(1)
        return foot
