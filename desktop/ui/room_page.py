"""One room as the window shows it: its columns side by side, giving way as the window narrows."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.room import Column, Room
from desktop.ui.shell import ONE_COLUMN_BELOW
from desktop.ui.theme import ThemeHub
from desktop.ui.widgets.bars import Ground, HairlineSplitter

FOUR_COLUMNS = 1360


class RoomPage(Ground):
    """Holds a room's columns in a splitter; the inspector stands beside them or floats over the main one."""

    words_changed = Signal()

    def __init__(self, hub: ThemeHub, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(hub, "paper", parent)
        self.room = room
        self.words = ""
        room.face.status.connect(self._keep_words)
        self._window_width = 0
        self._inspector_on = True
        self._main_in_front = False
        self._only_main = False
        self._bare = False
        self._edge = Ground(hub, "line_2", self)
        self._edge.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if room.hint is not None:
            column.addWidget(room.hint)
        self._splitter = HairlineSplitter(hub, Qt.Orientation.Horizontal, self)
        column.addWidget(self._splitter, 1)
        for one in self._sided:
            self._splitter.addWidget(one.widget)
            one.widget.setMinimumWidth(one.least)
            if not one.main:
                one.widget.setMaximumWidth(one.most)
            self._splitter.setStretchFactor(self._splitter.count() - 1, 1 if one.main else 0)
        self._wanted = {one.name: one.width for one in self._sided if not one.main}
        self._splitter.put_back.connect(self.put_back)
        self._splitter.splitterMoved.connect(self._hear_moved)

    def _keep_words(self, words: str) -> None:
        self.words = words
        self.words_changed.emit()

    @property
    def _sided(self) -> tuple[Column, ...]:
        inspector = (self.room.inspector,) if self.room.inspector is not None else ()
        return (*self.room.columns, *inspector)

    @property
    def inspector_open(self) -> bool:
        """Whether the inspector is to be seen."""
        return self.room.inspector is not None and not self.room.inspector.widget.isHidden()

    @property
    def one_column(self) -> bool:
        """Whether the window is so narrow that one column is shown at a time."""
        return 0 < self._window_width < ONE_COLUMN_BELOW

    @property
    def main_in_front(self) -> bool:
        """Whether, in a narrow window, the main column is the one shown."""
        return self._main_in_front

    def put_back(self) -> None:
        """Give every column its first width."""
        self._wanted = {one.name: one.width for one in self._sided if not one.main}
        self._share_out()

    def widths(self) -> str:
        """Return the columns' widths as words to be kept."""
        return ";".join(f"{name}={wide}" for name, wide in self._wanted.items())

    def take_widths(self, kept: str) -> None:
        """Give the columns the widths that were kept, within their bounds."""
        known = dict(part.split("=", 1) for part in kept.split(";") if "=" in part)
        for one in self._sided:
            held = known.get(one.name, "")
            if held.isdigit() and not one.main:
                self._wanted[one.name] = min(max(int(held), one.least), one.most)
        self._share_out()

    def show_main(self, on: bool) -> None:
        """In a narrow window, bring the main column to the front, or the lists."""
        self._main_in_front = on
        self.arrange(self._window_width)

    def show_only_main(self, on: bool) -> None:
        """Leave nothing but the main column, or bring the others back."""
        self._only_main = on
        self.arrange(self._window_width)

    def set_bare(self, bare: bool) -> None:
        """Leave the inspector out, while there is nothing to inspect."""
        self._bare = bare
        self.arrange(self._window_width)

    def switch_inspector(self) -> None:
        """Open or close the inspector."""
        if self._floats:
            self._float_inspector(not self.inspector_open)
        else:
            self._inspector_on = not self._inspector_on
            self.arrange(self._window_width)

    def arrange(self, window_width: int) -> None:
        """Show the columns that a window of this width has room for."""
        was_floating = self._floats
        self._window_width = window_width
        one_at_a_time = self.one_column
        lists = [one for one in self.room.columns if not one.main]
        stays = any(window_width >= one.hides_below for one in lists)
        for one in self.room.columns:
            gone = 0 < window_width < one.hides_below
            if self._only_main or one_at_a_time:
                # the only list there is stays, however narrow the window
                gone = (gone and stays) or one.main is not (self._only_main or self._main_in_front)
            one.widget.setHidden(gone)
            if not one.main:
                one.widget.setMaximumWidth(16777215 if one_at_a_time else one.most)
            one.widget.setMinimumWidth(0 if one_at_a_time else one.least)
        self._arrange_inspector(was_floating=was_floating)
        self._share_out()

    def _arrange_inspector(self, *, was_floating: bool) -> None:
        inspector = self.room.inspector
        if inspector is None:
            return
        if self._floats:
            if not was_floating or inspector.widget.parent() is not self:
                self._float_inspector(False)
            else:
                self._place_floating()
        else:
            if inspector.widget.parent() is self:
                self._splitter.addWidget(inspector.widget)
                self._edge.hide()
            inspector.widget.setVisible(
                self._inspector_on and not self._only_main and not self._bare
            )

    @property
    def _floats(self) -> bool:
        return 0 < self._window_width < FOUR_COLUMNS

    def _float_inspector(self, on: bool) -> None:
        inspector = self.room.inspector
        if inspector is None:
            return
        if inspector.widget.parent() is not self:
            inspector.widget.setParent(self)
        inspector.widget.setVisible(on and not self._only_main and not self._bare)
        self._edge.setVisible(False)
        if on:
            self._place_floating()
            inspector.widget.raise_()

    def _place_floating(self) -> None:
        inspector = self.room.inspector
        if inspector is None or inspector.widget.parent() is not self:
            return
        top = self._splitter.mapTo(self, QPoint(0, 0)).y()
        wide = min(inspector.width, self.width())
        inspector.widget.setGeometry(self.width() - wide, top, wide, self.height() - top)
        self._edge.setGeometry(self.width() - wide - 1, top, 1, self.height() - top)
        self._edge.setVisible(not inspector.widget.isHidden())
        self._edge.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the widths that are wanted, and a floating inspector at the edge."""
        super().resizeEvent(event)
        self._share_out()
        if self._floats:
            self._place_floating()

    def _share_out(self) -> None:
        """Give every column its wanted width, less where the main one would be too narrow."""
        inside = [one for one in self._sided if one.widget.parent() is self._splitter]
        shown = [one for one in inside if not one.widget.isHidden()]
        sides = [one for one in shown if not one.main]
        room = self.width() - max(0, len(shown) - 1)
        if not sides or len(sides) == len(shown):
            return
        wide = {one.name: self._wanted[one.name] for one in sides}
        lacking = self.room.main.least - (room - sum(wide.values()))
        for one in reversed(sides):
            if lacking > 0:
                given = min(lacking, wide[one.name] - one.least)
                wide[one.name] -= given
                lacking -= given
        rest = max(0, room - sum(wide.values()))
        self._splitter.setSizes([rest if one.main else wide.get(one.name, 0) for one in inside])

    def _hear_moved(self) -> None:
        """Take the widths that the user drew."""
        inside = [one for one in self._sided if one.widget.parent() is self._splitter]
        for one, wide in zip(inside, self._splitter.sizes(), strict=True):
            if not one.main and wide and not self.one_column:
                self._wanted[one.name] = wide
