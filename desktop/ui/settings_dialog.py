"""The settings as a sheet of 980 by 788: pages at the left, and no button to apply anything."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.settings import Settings
from desktop.ui.commands import Commands
from desktop.ui.icons import paint_icon
from desktop.ui.preferences import Preferences
from desktop.ui.settings_pages import SettingsPage
from desktop.ui.theme import SEMIBOLD, Theme, ThemeHub
from desktop.ui.widgets.bars import Sign
from desktop.ui.widgets.buttons import LinkButton, Pressable, ToolButton
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.floating import Sheet
from desktop.ui.widgets.labels import Words
from desktop.ui.widgets.paint import round_box, words

SIDE = 216


class _PageButton(Pressable):
    """A line of the list of pages, 32 px high."""

    def __init__(self, hub: ThemeHub, page: SettingsPage, parent: QWidget) -> None:
        super().__init__(hub, page.title, parent)
        self._icon = page.icon
        self.setCheckable(True)
        self.setFixedHeight(32)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(SIDE - 16, 32)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self.theme, QPainter(self)
        ground = theme.selected if self.isChecked() else self._tint()
        if ground is not None:
            round_box(painter, QRectF(self.rect()), 6, ground)
        tone = theme.ink if self.isChecked() else theme.muted
        paint_icon(painter, self._icon, QRectF(8, 8, 16, 16), tone)
        font = theme.sans(14, SEMIBOLD) if self.isChecked() else theme.sans(14)
        words(painter, self.text(), font, theme.ink, QRectF(32, 0, self.width() - 40, 32))


class SettingsDialog(Sheet):
    """Pages of settings; what is chosen holds at once and can be taken back."""

    def __init__(
        self,
        hub: ThemeHub,
        preferences: Preferences,
        commands: Commands,
        pages: Sequence[SettingsPage],
        parent: QWidget,
    ) -> None:
        super().__init__(hub, parent, width=980, height=788, role="paper")
        self._preferences, self._commands = preferences, commands
        self._pages = list(pages)
        self.setAccessibleName(self.tr("Settings"))
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        row.addWidget(self._make_side(hub))
        right = QVBoxLayout()
        right.setContentsMargins(32, 16, 16, 0)
        right.setSpacing(0)
        head = QHBoxLayout()
        self._title = Words(hub, "", self, px=20, weight=SEMIBOLD)
        head.addWidget(self._title, 1)
        defaults = LinkButton(hub, self.tr("Put back the defaults"), self)
        defaults.clicked.connect(self._put_back)
        head.addWidget(defaults)
        head.addSpacing(12)
        cross = ToolButton(hub, "close", self.tr("Close"), self, icon_size=16)
        cross.clicked.connect(self.close_card)
        head.addWidget(cross)
        right.addLayout(head)
        right.addSpacing(8)
        self._stack = QStackedWidget(self)
        for page in self._pages:
            self._stack.addWidget(_Scrolled(page, self._stack))
        inset = QHBoxLayout()
        inset.setContentsMargins(0, 0, 16, 0)
        inset.addWidget(self._stack)
        right.addLayout(inset, 1)
        right.addLayout(self._make_foot(hub))
        row.addLayout(right, 1)
        preferences.changed.connect(self._show)
        self.show_page(0)

    def open_page(self, title: str = "") -> None:
        """Open at a page, by its title, or where it was left."""
        self._show(self._preferences.settings)
        for number, page in enumerate(self._pages):
            if page.title == title:
                self.show_page(number)
        self.open_sheet(self._buttons.checkedButton())

    def show_page(self, number: int) -> None:
        """Bring a page to the front."""
        self._stack.setCurrentIndex(number)
        self._title.setText(self._pages[number].title)
        self._buttons.button(number).setChecked(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the side in the colour of panels."""
        super().paintEvent(event)
        theme: Theme = self.theme
        painter = QPainter(self)
        painter.setClipRect(QRectF(1, 1, SIDE, self.height() - 2))
        round_box(painter, QRectF(1, 1, SIDE + 20, self.height() - 2), 9, theme.panel)
        painter.fillRect(QRectF(SIDE, 1, 1, self.height() - 2), theme.line)
        painter.setClipping(False)
        painter.fillRect(QRectF(SIDE + 1, self.height() - 41, self.width(), 1), theme.line)

    def _make_side(self, hub: ThemeHub) -> QWidget:
        side = QWidget(self)
        side.setFixedWidth(SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(8, 16, 8, 8)
        column.setSpacing(0)
        title = Words(hub, self.tr("Settings"), side, px=17, weight=SEMIBOLD)
        title.setContentsMargins(8, 0, 0, 14)
        column.addWidget(title)
        self.field = Field(hub, self.tr("Find a setting"), side, icon="search", high=28)
        self.field.textChanged.connect(self._narrow)
        column.addWidget(self.field)
        column.addSpacing(12)
        self._buttons = QButtonGroup(self)
        self._buttons.setExclusive(True)
        for number, page in enumerate(self._pages):
            button = _PageButton(hub, page, side)
            self._buttons.addButton(button, number)
            column.addWidget(button)
        self._buttons.idClicked.connect(self.show_page)
        column.addStretch(1)
        return side

    def _make_foot(self, hub: ThemeHub) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 8, 16, 8)
        foot.setSpacing(8)
        foot.addWidget(Sign(hub, "check", "muted", self))
        said = self.tr("Changes take effect and are kept at once.")
        foot.addWidget(Words(hub, said, self, px=13, role="muted"), 1)
        self._take_back = LinkButton(hub, self.tr("Undo last change"), self)
        self._take_back.clicked.connect(self._preferences.take_back)
        foot.addWidget(self._take_back)
        return foot

    def _show(self, settings: Settings) -> None:
        for page in self._pages:
            page.show_settings(settings)
        self._take_back.setEnabled(self._preferences.can_take_back)

    def _narrow(self, text: str) -> None:
        folded = text.strip().casefold()
        first = None
        for number, page in enumerate(self._pages):
            held = any(folded in word.casefold() for word in page.words) or not folded
            self._buttons.button(number).setVisible(held)
            first = number if held and first is None else first
        if first is not None and folded:
            self.show_page(first)

    def _put_back(self) -> None:
        fresh = Settings()
        if self._title.text() == self.tr("Shortcuts"):
            self._commands.forget_own_keys()
            self._preferences.change(shortcuts={})
            return
        self._preferences.change(
            theme=fresh.theme,
            reading_face=fresh.reading_face,
            type_size=fresh.type_size,
            line_width=fresh.line_width,
            line_height=fresh.line_height,
            dense_lists=fresh.dense_lists,
            margin_notes=fresh.margin_notes,
            names_marked=fresh.names_marked,
            card_needs_ctrl=fresh.card_needs_ctrl,
        )


class _Scrolled(QScrollArea):
    """A page in a frame that scrolls where the window is low."""

    def __init__(self, page: SettingsPage, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = page
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(page)
        page.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the page how wide it is seen."""
        self._page.fit(self.viewport().width())
        super().resizeEvent(event)
