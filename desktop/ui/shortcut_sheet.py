"""All shortcuts on one sheet of three columns, made of the table of commands; a filter on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.commands import COMMANDS, Command, Commands, Group, key_names, translated, words_of
from desktop.ui.theme import SEMIBOLD, Theme, ThemeHub
from desktop.ui.widgets.buttons import PushButton, ToolButton
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.floating import Sheet
from desktop.ui.widgets.labels import Words, key_cap_size, paint_key_cap
from desktop.ui.widgets.paint import words

ROW, HEAD, GAP = 28, 32, 16
THREE_NEED, TWO_NEED = 820, 480
"""Widths from which there is room for so many columns."""
SHEET, PAD = 1100, 32
COLUMNS: tuple[tuple[Group, ...], tuple[Group, ...], tuple[Group, ...]] = (
    (Group.READING, Group.SELECTING),
    (Group.MOVING, Group.LIST),
    (Group.WINDOW, Group.BRIEF, Group.EVERYTHING),
)
MOST_CAPS = 3


@dataclass(frozen=True)
class Line:
    """One line of the sheet: words, and the keys on their caps."""

    text: str
    caps: tuple[str, ...]


def lines_of(commands: Commands, group: Group, wanted: str = "") -> list[Line]:
    """Return the lines of a group whose words or keys hold what is wanted; pairs share a line."""
    made: list[Line] = []
    done: set[str] = set()
    for command in COMMANDS:
        if command.group is not group or (command.line and command.line in done):
            continue
        done.add(command.line)
        same = [one for one in COMMANDS if one.line == command.line] if command.line else [command]
        caps = _caps(commands, same)
        text = translated(command.line) if command.line else words_of(command)
        if not caps or (wanted and not _holds(wanted, text, caps, same)):
            continue
        made.append(Line(text, caps))
    return made


def _caps(commands: Commands, same: Sequence[Command]) -> tuple[str, ...]:
    caps = [key_names(keys[0])[0] for one in same if (keys := commands.keys(one.id))]
    if len(caps) > MOST_CAPS:
        caps = [caps[0], "…", caps[-1]]
    return tuple(caps)


def _holds(wanted: str, text: str, caps: Sequence[str], same: Sequence[Command]) -> bool:
    folded = wanted.casefold()
    pool = [text, *(words_of(one) for one in same)]
    return any(folded in one.casefold() for one in pool) or any(
        folded == cap.casefold() or folded in cap.casefold().split("+") for cap in caps
    )


class _Columns(QWidget):
    """Paints the lines; offered to screen readers as one text."""

    def __init__(self, hub: ThemeHub, commands: Commands, parent: QWidget) -> None:
        super().__init__(parent)
        self._hub, self._commands, self._wanted, self._room = hub, commands, "", THREE_NEED
        self._made: list[list[tuple[Group, list[Line]]]] = []
        self.renew("")

    def renew(self, wanted: str) -> None:
        self._wanted = wanted
        self._made = []
        for groups in self._columns():
            column = [(group, lines_of(self._commands, group, wanted)) for group in groups]
            self._made.append([(group, lines) for group, lines in column if lines])
        spoken = [
            f"{line.text}: {', '.join(line.caps)}"
            for column in self._made
            for _, lines in column
            for line in lines
        ]
        self.setAccessibleDescription("; ".join(spoken))
        self.setMinimumHeight(self.sizeHint().height())
        self.updateGeometry()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in as many columns as there is room for."""
        super().resizeEvent(event)
        self.fit(self.width())

    def fit(self, width: int) -> None:
        """Take as many columns as a width has room for."""
        self._room = width
        if len(self._columns()) != len(self._made):
            self.renew(self._wanted)

    def _columns(self) -> list[tuple[Group, ...]]:
        first, second, third = COLUMNS
        if self._room >= THREE_NEED:
            return [first, second, third]
        return [first + second, third] if self._room >= TWO_NEED else [first + second + third]

    @property
    def empty(self) -> bool:
        return not any(self._made)

    def sizeHint(self) -> QSize:
        heights = [
            sum(HEAD + GAP + ROW * len(lines) for _, lines in column) for column in self._made
        ]
        return QSize(900, max(heights, default=0) + 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self._hub.theme, QPainter(self)
        count = max(1, len(self._made))
        wide = (self.width() - (count - 1) * 40) / count
        for number, column in enumerate(self._made):
            x, y = number * (wide + 40), 0.0
            for group, lines in column:
                head = QRectF(x, y, wide, 24)
                words(painter, translated(group), theme.sans(12, SEMIBOLD), theme.muted, head)
                painter.fillRect(QRectF(x, y + 27, wide, 1), theme.line)
                y += HEAD
                for line in lines:
                    self._line(painter, theme, line, QRectF(x, y, wide, ROW))
                    y += ROW
                y += GAP

    @staticmethod
    def _line(painter: QPainter, theme: Theme, line: Line, place: QRectF) -> None:
        right = place.right()
        for cap in reversed(line.caps):
            size = key_cap_size(theme, cap)
            right -= size.width()
            paint_key_cap(
                painter, theme, QRectF(right, place.y() + 4, size.width(), size.height()), cap
            )
            right -= 8
        room = QRectF(place.x(), place.y(), right - place.x(), ROW)
        words(painter, line.text, theme.sans(14), theme.ink, room)


class ShortcutSheet(Sheet):
    """1100 px wide; typing in the field narrows the lines."""

    change_asked = Signal()

    def __init__(self, hub: ThemeHub, commands: Commands, parent: QWidget) -> None:
        super().__init__(hub, parent, width=SHEET, top=96)
        self.setAccessibleName(self.tr("Keyboard shortcuts"))
        column = QVBoxLayout(self)
        column.setContentsMargins(PAD, 20, PAD, 20)
        column.setSpacing(14)
        head = QHBoxLayout()
        head.setSpacing(12)
        title = Words(hub, self.tr("Keyboard shortcuts"), self, px=20, weight=SEMIBOLD)
        head.addWidget(title, 1)
        self.field = Field(hub, self.tr("Find a command or a key"), self, icon="search")
        self.field.setMinimumWidth(120)
        self.field.setMaximumWidth(240)
        self.field.textChanged.connect(self._narrow)
        head.addWidget(self.field)
        change = PushButton(hub, self.tr("Change shortcuts…"), self)
        change.clicked.connect(self._change)
        head.addWidget(change)
        cross = ToolButton(hub, "close", self.tr("Close"), self)
        cross.clicked.connect(self.close_card)
        head.addWidget(cross)
        column.addLayout(head)
        self._columns = _Columns(hub, commands, self)
        self._none = Words(hub, self.tr("No command has this in its name or keys."), role="muted")
        self._none.setParent(self)
        self._none.hide()
        scroll = QScrollArea(self)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.viewport().setAutoFillBackground(False)
        scroll.setWidget(self._columns)
        self._columns.setAutoFillBackground(False)
        self._scroll = scroll
        inner = QHBoxLayout()
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(scroll)
        column.addWidget(self._none)
        column.addLayout(inner)
        commands.changed.connect(self._renew)

    def open_all(self) -> None:
        """Open with every line."""
        self.field.clear()
        self._columns.renew("")
        self._fit()
        self.open_sheet(self.field)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window."""
        return super().eventFilter(watched, event)

    def _narrow(self, text: str) -> None:
        self._columns.renew(text.strip())
        self._none.setVisible(self._columns.empty)

    def _renew(self) -> None:
        if self.isVisible():
            self._narrow(self.field.text())

    def _fit(self) -> None:
        self._scroll.setMinimumHeight(0)
        parent = self.parentWidget()
        if parent is not None:
            self._columns.fit(min(SHEET, parent.width() - 32) - 2 * PAD)
        room = parent.height() - 96 - 120 if parent is not None else 480
        self._scroll.setFixedHeight(min(self._columns.sizeHint().height(), max(160, room)))

    def _change(self) -> None:
        self.close_card()
        self.change_asked.emit()
