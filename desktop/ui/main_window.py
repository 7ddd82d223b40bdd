"""The window's frame and nothing else: bars, sides, rooms, and which of them has room at this width.

It knows no article, note or brief. `app.py` gives it the sides and the rooms.
"""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QStackedWidget,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from desktop.settings import ThemeChoice
from desktop.ui.bus import Bus, Target
from desktop.ui.commands import Commands
from desktop.ui.focus_ring import FocusRing
from desktop.ui.notices import NoticeStack
from desktop.ui.preferences import Preferences
from desktop.ui.room import Room
from desktop.ui.room_page import RoomPage
from desktop.ui.shell import ONE_COLUMN_BELOW, RAIL_BELOW
from desktop.ui.theme import Theme, ThemeHub
from desktop.ui.top_bar import TopBar
from desktop.ui.widgets.bars import Ground, HairlineSplitter, dress_bars
from desktop.ui.window_state import LEAST, WindowState

SIDEBAR_WIDTH, SIDEBAR_LEAST, SIDEBAR_MOST, RAIL_WIDTH = 183, 160, 280, 48
HISTORY = 100


class MainWindow(Ground):
    """Top bar, notices, sidebar or rail, the room in front, status bar."""

    special_words = Signal(str)
    """What the room in front has to say at the right of the status bar; empty for the usual."""
    text_alone = Signal(bool)
    """Nothing but the main column is shown from now on, or all is back."""

    def __init__(
        self,
        hub: ThemeHub,
        bus: Bus,
        commands: Commands,
        preferences: Preferences,
        parent: QWidget | None = None,
    ) -> None:
        """Without a parent it is a window of its own; the app lays it into its shell."""
        super().__init__(hub, "paper", parent)
        self._bus, self._commands, self._preferences = bus, commands, preferences
        self._pages: dict[str, RoomPage] = {}
        self._sidebar: QWidget | None = None
        self._rail: QWidget | None = None
        self._sidebar_on = True
        self._sidebar_width = SIDEBAR_WIDTH
        self._only_text = False
        self._past: list[Target] = []
        self._future: list[Target] = []
        self._here: Target | None = None
        self._bare: set[str] = set()
        self._state = WindowState(preferences)
        self.setMinimumSize(LEAST)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.top_bar = TopBar(hub, bus, commands, self)
        self.notices = NoticeStack(hub, "library", self)
        self._body = QWidget(self)
        row = QHBoxLayout(self._body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._splitter = HairlineSplitter(hub, Qt.Orientation.Horizontal, self._body)
        self._stack = QStackedWidget(self._splitter)
        self._splitter.addWidget(self._stack)
        row.addWidget(self._splitter, 1)
        self._status_place = Ground(hub, "panel", self, height=28, lines="t")
        status = QHBoxLayout(self._status_place)
        status.setContentsMargins(0, 1, 0, 0)
        column.addWidget(self.top_bar)
        column.addWidget(self.notices)
        column.addWidget(self._body, 1)
        column.addWidget(self._status_place)
        self._ring = FocusRing(hub, self.window())
        bus.notice.connect(self.notices.hear)
        bus.open_requested.connect(self.go)
        self._splitter.put_back.connect(self._put_back)
        self._bind()
        self._restyle(hub.theme)
        if self.isWindow():
            self._state.restore(self)

    # -- what it is given

    def set_sides(self, sidebar: QWidget, rail: QWidget) -> None:
        """Take the sidebar and its narrow form."""
        self._sidebar, self._rail = sidebar, rail
        self._splitter.insertWidget(0, sidebar)
        sidebar.setMinimumWidth(SIDEBAR_LEAST)
        sidebar.setMaximumWidth(SIDEBAR_MOST)
        self._splitter.setStretchFactor(0, 0)
        self._splitter.setStretchFactor(1, 1)
        rail.setFixedWidth(RAIL_WIDTH)
        row = self._body.layout()
        if isinstance(row, QHBoxLayout):
            row.insertWidget(0, rail)
        self._sidebar_width = self._state.number("sidebar", SIDEBAR_WIDTH)
        self._splitter.splitterMoved.connect(self._hear_moved)
        self._arrange()

    def set_bare(self, name: str, *, bare: bool) -> None:
        """Show a room without tools and inspector, while there is nothing they could be used on."""
        if bare == (name in self._bare):
            return
        self._bare ^= {name}
        page = self._pages.get(name)
        if page is not None:
            page.set_bare(bare)
            if page is self._page:
                self._bring(page)

    def set_status_bar(self, bar: QWidget) -> None:
        """Take what the status bar shows."""
        row = self._status_place.layout()
        if row is not None:
            row.addWidget(bar)

    def add_room(self, room: Room) -> None:
        """Take a room; the first one comes to the front."""
        page = RoomPage(self._hub, room, self._stack)
        self._pages[room.name] = page
        self._stack.addWidget(page)
        dress_bars(page, self._hub.theme)
        kept = self._state.words(f"{room.name}.widths")
        if kept:
            page.take_widths(kept)
        room.face.asked_for_main.connect(self._show_main)
        room.face.tools_changed.connect(self.top_bar.refresh)
        page.words_changed.connect(self._say_words)
        if len(self._pages) == 1:
            self._bring(page)

    def opens(self, kind: str) -> bool:
        """Whether there is a room that opens this kind of target."""
        return any(kind in page.room.kinds for page in self._pages.values())

    def room(self, name: str) -> Room | None:
        """Return a room by name."""
        page = self._pages.get(name)
        return page.room if page is not None else None

    @property
    def room_in_front(self) -> Room | None:
        """The room that is shown."""
        page = self._page
        return page.room if page is not None else None

    # -- going about

    def go(self, target: Target) -> None:
        """Show a target in the room that opens its kind; back returns from it."""
        if self._show(target):
            if self._here is not None and self._here != target:
                self._past = [*self._past, self._here][-HISTORY:]
                self._future = []
            self._here = target
            self._tell_ways()

    def back(self) -> None:
        """Return to where the reader was before; in a narrow window, from the text to the list."""
        page = self._page
        if page is not None and page.one_column and page.main_in_front:
            page.show_main(False)
            self._arrange()
            self._tell_ways()
            return
        if self._past and self._show(self._past[-1]):
            if self._here is not None:
                self._future.append(self._here)
            self._here = self._past.pop()
            self._tell_ways()

    def forward(self) -> None:
        """Go again where back came from."""
        if self._future and self._show(self._future[-1]):
            if self._here is not None:
                self._past.append(self._here)
            self._here = self._future.pop()
            self._tell_ways()

    def next_region(self, step: int = 1) -> None:
        """Move the focus to the next region; from the last one to the first."""
        stops = self._regions()
        if not stops:
            return
        now = QApplication.focusWidget()
        at = next(
            (
                number
                for number, (region, _) in enumerate(stops)
                if now is not None and (region is now or region.isAncestorOf(now))
            ),
            -1 if step > 0 else 0,
        )
        _, first = stops[(at + step) % len(stops)]
        first.setFocus(Qt.FocusReason.TabFocusReason)

    # -- the frame's own commands

    def switch_sidebar(self) -> None:
        """Open or close the sidebar."""
        self._sidebar_on = not self._sidebar_on
        self._arrange()

    def switch_inspector(self) -> None:
        """Open or close the inspector of the room in front."""
        page = self._page
        if page is not None:
            page.switch_inspector()
            self._follow_inspector()

    def switch_only_text(self) -> None:
        """Leave only the text, or bring the rest back."""
        self._only_text = not self._only_text
        self._arrange()
        self.text_alone.emit(self._only_text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let columns give way."""
        super().resizeEvent(event)
        self._arrange()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the places of window and splitters."""
        self.keep_places()
        super().closeEvent(event)

    def keep_places(self) -> None:
        """Keep the places of window and splitters, for the next time."""
        self._state.keep(self.window())
        self._state.keep_words("sidebar", str(self._sidebar_width))
        for name, page in self._pages.items():
            self._state.keep_words(f"{name}.widths", page.widths())

    # -- inside

    @property
    def _page(self) -> RoomPage | None:
        page = self._stack.currentWidget()
        return page if isinstance(page, RoomPage) else None

    def _show(self, target: Target) -> bool:
        for page in self._pages.values():
            if target.kind in page.room.kinds:
                self._bring(page)
                page.room.open(target)
                return True
        return False

    def _bring(self, page: RoomPage) -> None:
        if self._stack.currentWidget() is not page or not self.top_bar.isVisible():
            self._stack.setCurrentWidget(page)
        frame_tools = ["window.theme"]
        if page.room.inspector is not None:
            frame_tools.append("window.inspector")
        room = page.room
        if room.name in self._bare:
            room = dataclasses.replace(room, tools=())
        self.top_bar.show_room(room, frame_tools)
        self._arrange()
        self.special_words.emit(page.words)

    def _say_words(self) -> None:
        if self._page is not None:
            self.special_words.emit(self._page.words)

    def _show_main(self) -> None:
        page = self._page
        if page is not None and page.one_column:
            page.show_main(True)
            self._arrange()
            self._tell_ways()

    def _arrange(self) -> None:
        page, wide = self._page, self.width()
        for bar in (self.top_bar, self._status_place):
            bar.setHidden(self._only_text)
        rail_room = page is not None and page.room.sidebar == "rail"
        as_rail = wide < RAIL_BELOW or rail_room
        alone = self._only_text or not self._sidebar_on
        if self._sidebar is not None and self._rail is not None:
            in_text = page is not None and page.main_in_front and wide < ONE_COLUMN_BELOW
            self._sidebar.setHidden(as_rail or alone)
            self._rail.setHidden(not as_rail or alone or in_text)
            if not self._sidebar.isHidden():
                self._splitter.setSizes([self._sidebar_width, wide - self._sidebar_width - 1])
        for one in self._pages.values():
            if one is page:
                one.show_only_main(self._only_text)
                one.arrange(wide)
        self._follow_inspector()
        self._follow_sidebar()

    def _follow_sidebar(self) -> None:
        if self._sidebar is None or self._sidebar.isHidden():
            self.top_bar.set_search_left(112)
        else:
            self.top_bar.set_search_left(max(112, self._sidebar_width + 1))

    def _follow_inspector(self) -> None:
        page, action = self._page, self._commands.action("window.inspector")
        if action is not None:
            action.setChecked(page is not None and page.inspector_open)

    def _tell_ways(self) -> None:
        page = self._page
        inside = page is not None and page.one_column and page.main_in_front
        self.top_bar.set_ways(back=bool(self._past) or inside, forward=bool(self._future))

    def _regions(self) -> list[tuple[QWidget, QWidget]]:
        """Regions from left to right with what takes the focus in each: search line first, status last."""
        found: list[tuple[QWidget, QWidget | None]] = []
        if self.top_bar.isVisible():
            found.append((self.top_bar, _first_stop(self.top_bar)))
        sides = (self._sidebar, self._rail)
        found += [
            (side, _first_stop(side)) for side in sides if side is not None and side.isVisible()
        ]
        page = self._page
        if page is not None:
            inspector = (page.room.inspector,) if page.room.inspector is not None else ()
            for column in (*page.room.columns, *inspector):
                if column.widget.isVisible():
                    first = column.focus() if column.focus else _first_stop(column.widget)
                    found.append((column.widget, first))
        if self._status_place.isVisible():
            found.append((self._status_place, _first_stop(self._status_place)))
        return [(region, first) for region, first in found if first is not None]

    def _put_back(self) -> None:
        self._sidebar_width = SIDEBAR_WIDTH
        self._arrange()

    def _hear_moved(self) -> None:
        """Take the width that the user drew."""
        if self._sidebar is not None and not self._sidebar.isHidden():
            self._sidebar_width = self._splitter.sizes()[0]
            self._follow_sidebar()

    def _bind(self) -> None:
        bind = self._commands.bind
        bind("window.back", self, self.back)
        bind("window.forward", self, self.forward)
        bind("window.next_region", self, self.next_region)
        bind("window.previous_region", self, self._previous_region)
        bind("window.sidebar", self, self.switch_sidebar)
        inspector = bind("window.inspector", self, self.switch_inspector, self._has_inspector)
        inspector.setCheckable(True)
        bind("window.only_text", self, self.switch_only_text)
        bind("window.search", self, self._go_search)
        bind("window.quit", self, self._quit)
        bind("window.theme", self, self._switch_theme)
        self.top_bar.set_ways(back=False, forward=False)

    def _quit(self) -> None:
        self.window().close()

    def _previous_region(self) -> None:
        self.next_region(-1)

    def _has_inspector(self) -> bool:
        page = self._page
        return page is not None and page.room.inspector is not None

    def _go_search(self) -> None:
        if self.opens("search"):
            self.go(Target("search"))
        else:
            self.top_bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.top_bar.search.selectAll()

    def _switch_theme(self) -> None:
        self._preferences.change(
            theme=ThemeChoice.LIGHT if self._hub.theme.dark else ThemeChoice.DARK
        )

    def _restyle(self, theme: Theme) -> None:
        super()._restyle(theme)
        top = self.window()
        top.setPalette(theme.palette())
        top.setFont(theme.sans(14))
        QToolTip.setPalette(theme.palette())
        QToolTip.setFont(theme.sans(13))
        dress_bars(top, theme)
        action = self._commands.action("window.theme")
        if action is not None:
            action.setProperty("icon_name", "sun" if theme.dark else "moon")
            action.setEnabled(False)
            action.setEnabled(True)


def _first_stop(region: QWidget) -> QWidget | None:
    """Return what Tab would come to first inside a region."""
    stops = [
        one
        for one in region.findChildren(QWidget)
        if one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    lines = [one for one in stops if one.inherits("QLineEdit")]
    return next(iter(lines or stops), None)
