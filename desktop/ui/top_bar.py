"""The bar over everything, 48 px: menu, back and forward, the search line, and the room's tools."""

from __future__ import annotations

from collections.abc import Sequence

import shiboken6
from PySide6.QtCore import QEvent, QPoint, QSize
from PySide6.QtGui import QAction, QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from desktop.ui.bus import Bus, Target
from desktop.ui.commands import Commands, words_of
from desktop.ui.icons import icon
from desktop.ui.room import SEPARATOR, Room
from desktop.ui.theme import Theme, ThemeHub
from desktop.ui.widgets.bars import Ground
from desktop.ui.widgets.buttons import ToolButton
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.menus import Menu

EDGE, PITCH, SIDE = 8, 34, 32

MENU = (
    "window.import",
    "window.import_folder",
    "window.paste",
    "note.new",
    "brief.new",
    "brief.export",
    SEPARATOR,
    "window.undo",
    "window.redo",
    SEPARATOR,
    "window.sidebar",
    "window.inspector",
    "window.only_text",
    "window.larger",
    "window.smaller",
    "window.density",
    "window.theme",
    SEPARATOR,
    "window.palette",
    "window.shortcuts",
    "window.settings",
    "window.jobs",
    "window.reindex",
    SEPARATOR,
    "window.quit",
)


class _Line(QWidget):
    """The upright line between two groups of tools."""

    def __init__(self, hub: ThemeHub, parent: QWidget) -> None:
        super().__init__(parent)
        self._hub = hub
        self.resize(1, 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._hub.theme.line_2)


class ActionButton(ToolButton):
    """A tool button that does a command and follows its action: enabled, checked, icon, stripe.

    The action's properties "icon_name", "stripe" (a QColor), "menu" (a QMenu) and "why" (the reason
    for being disabled) say more than a QAction can.
    """

    def __init__(
        self, hub: ThemeHub, commands: Commands, name: str, action: QAction, parent: QWidget
    ) -> None:
        command = commands[name]
        menu = action.property("menu")
        super().__init__(
            hub,
            command.icon or "more",
            words_of(command),
            parent,
            checkable=action.isCheckable(),
            chevron=isinstance(menu, QMenu),
        )
        self.command, self._commands, self._action = name, commands, action
        action.changed.connect(self._follow)
        self.clicked.connect(self._press)
        self._follow()

    def _follow(self) -> None:
        action = self._action
        if not shiboken6.isValid(action):
            return
        name = action.property("icon_name")
        drawn = name if isinstance(name, str) and name else self._commands[self.command].icon
        self.set_icon(drawn or "more")
        stripe = action.property("stripe")
        self.set_stripe(stripe if isinstance(stripe, QColor) else None)
        self.setCheckable(action.isCheckable())
        self.setChecked(action.isChecked())
        self.setEnabled(action.isEnabled())
        why = action.property("why")
        words = words_of(self._commands[self.command])
        key = self._commands.first_key(self.command)
        if not action.isEnabled() and isinstance(why, str) and why:
            self.setToolTip(why)
        else:
            self.setToolTip(f"{words}  {key}" if key else words)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the menu when the chevron is pressed; else do the command."""
        menu = self._action.property("menu")
        if isinstance(menu, QMenu) and event.position().x() >= SIDE - 4:
            self.setDown(False)
            menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))
            event.accept()
            return
        super().mouseReleaseEvent(event)

    def _press(self) -> None:
        self._commands.run(self.command)
        self._follow()


class TopBar(Ground):
    """Places its parts by hand, so that they stand exactly where the columns below begin."""

    def __init__(
        self, hub: ThemeHub, bus: Bus, commands: Commands, parent: QWidget | None = None
    ) -> None:
        super().__init__(hub, "panel", parent, height=48, lines="b")
        self._bus, self._commands = bus, commands
        self._search_left, self._room = 184, None
        self._wanted: tuple[str, ...] = ()
        self._head: QWidget | None = None
        self._tail: QWidget | None = None
        self._tools: list[QWidget] = []
        self.menu_button = ToolButton(hub, "menu", self.tr("Menu"), self)
        self.back = ToolButton(hub, "back", self.tr("Back"), self)
        self.forward = ToolButton(hub, "forward", self.tr("Forward"), self)
        self.search = Field(hub, self.tr("Search sources and notes"), self, icon="search", key="/")
        self.more = ToolButton(hub, "more", self.tr("More commands"), self)
        self.more.hide()
        self.menu_button.clicked.connect(self._open_menu)
        self.more.clicked.connect(self._open_more)
        self.back.clicked.connect(self._go_back)
        self.forward.clicked.connect(self._go_forward)
        self.search.returnPressed.connect(self._search)
        self.search.textEdited.connect(self._search)
        self._hidden: list[str] = []
        for number, button in enumerate((self.menu_button, self.back, self.forward)):
            button.move(EDGE + number * SIDE, 8)

    def set_search_left(self, x: int) -> None:
        """Let the search line begin at x, over the edge of the first column."""
        if x != self._search_left:
            self._search_left = x
            self._arrange()

    def show_room(self, room: Room, frame_tools: Sequence[str]) -> None:
        """Take a room's head, tail and tools."""
        for part in (self._head, self._tail):
            if part is not None:
                part.hide()
        self._head, self._tail = room.head, room.tail
        for part in (self._head, self._tail):
            if part is not None:
                part.setParent(self)
                part.show()
        self.search.setVisible(self._head is None)
        tools = room.tools
        if SEPARATOR not in tools and tools:
            tools = (*tools, SEPARATOR)
        self._wanted = (*tools, *frame_tools)
        self.refresh()

    def refresh(self) -> None:
        """Make the buttons anew, from what is bound now."""
        for tool in self._tools:
            tool.hide()
            tool.deleteLater()
        self._tools = []
        for name in self._wanted if self._tail is None else ():
            if name == SEPARATOR:
                if self._tools:
                    self._tools.append(_Line(self._hub, self))
                continue
            action = self._commands.action(name)
            if action is not None:
                self._tools.append(ActionButton(self._hub, self._commands, name, action, self))
        self._arrange()

    def set_ways(self, *, back: bool, forward: bool) -> None:
        """Say whether there is a way back and forward."""
        self.back.setEnabled(back)
        self.forward.setEnabled(forward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the parts."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Place the parts again when a room's head or tail wants another width."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def minimumSizeHint(self) -> QSize:
        """Fit the least window."""
        return QSize(320, 48)

    def _arrange(self) -> None:
        right = self.width() - EDGE
        if self._tail is not None:
            wide = min(self._tail.sizeHint().width(), self.width() - 240)
            self._tail.setGeometry(right - wide, 8, wide, SIDE)
            self.more.hide()
            tools_left = right - wide
        else:
            tools_left = self._place_tools(right)
        left = self._search_left
        if self._head is not None:
            room = tools_left - 16 - left
            self._head.setGeometry(left, 8, min(room, self._head.maximumWidth()), SIDE)
        else:
            wanted = round(330 + (self.width() - 960) * 130 / 480)
            wide = min(max(160, min(460, wanted)), tools_left - 12 - left)
            self.search.setGeometry(left, 8, wide, SIDE)

    def _place_tools(self, right: int) -> int:
        """Place the tools from the right; what finds no place goes into `...`. Return where they begin."""
        least = self._search_left + 180
        wide = sum(self._width(tool) for tool in self._tools)
        self._hidden = []
        kept = list(self._tools)
        if right - wide < least:
            wide += PITCH
            for tool in list(kept):
                if right - wide >= least or tool is kept[-1]:
                    break
                kept.remove(tool)
                wide -= self._width(tool)
                if isinstance(tool, ActionButton):
                    self._hidden.append(tool.command)
        for tool in self._tools:
            tool.setVisible(tool in kept)
        x = right
        for tool in reversed(kept):
            if isinstance(tool, _Line):
                tool.move(x - 10, 14)
                x -= 21 - 2
            else:
                x -= tool.sizeHint().width()
                tool.setGeometry(x, 8, tool.sizeHint().width(), SIDE)
                x -= 2
        self.more.setVisible(bool(self._hidden))
        if self._hidden:
            x -= SIDE
            self.more.move(x, 8)
        return x

    @staticmethod
    def _width(tool: QWidget) -> int:
        return 19 if isinstance(tool, _Line) else tool.sizeHint().width() + 2

    def _open_menu(self) -> None:
        self._pop_up(self.menu_button, MENU)

    def _open_more(self) -> None:
        self._pop_up(self.more, self._hidden)

    def menu_of(self, names: Sequence[str]) -> Menu:
        """Make a menu of the commands among these that are bound."""
        menu = Menu(self.theme, self)
        for name in names:
            if name == SEPARATOR:
                menu.addSeparator()
                continue
            action = self._commands.action(name)
            if action is None:
                continue
            command = self._commands[name]
            shown = menu.addAction(words_of(command))
            if command.icon:
                shown.setIcon(icon(command.icon, self.theme.muted, 16))
            keys = self._commands.first_key(name)
            shown.setText(f"{words_of(command)}\t{keys}" if keys else words_of(command))
            shown.setEnabled(self._commands.ready(name))
            shown.triggered.connect(action.trigger)
        return menu

    def _pop_up(self, button: QWidget, names: Sequence[str]) -> None:
        self.menu_of(names).open_under(button, gap=4)

    def _go_back(self) -> None:
        self._commands.run("window.back")

    def _go_forward(self) -> None:
        self._commands.run("window.forward")

    def _search(self) -> None:
        self._bus.open_requested.emit(Target("search", query=self.search.text()))

    def _restyle(self, theme: Theme) -> None:
        super()._restyle(theme)
