"""Commands and everything else by name: type, choose, Enter (`Ctrl+K`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QRectF,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.model.note import Link
from desktop.ui.bus import Bus, Target
from desktop.ui.commands import COMMANDS, Commands, words_of
from desktop.ui.icons import paint_icon
from desktop.ui.jobs import Jobs
from desktop.ui.theme import SEMIBOLD, Theme, ThemeHub
from desktop.ui.widgets.bars import Ground
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.floating import Sheet
from desktop.ui.widgets.labels import KeyCap, Words, key_cap_size, paint_key_cap
from desktop.ui.widgets.overlay_bar import OverlayBar
from desktop.ui.widgets.paint import round_box, words
from desktop.ui.widgets.rows import NOWHERE, Index
from desktop.work.keep_notes import complete_link

AROUND = 224
"""What of the window's height is not the list's: line, foot and the space around the card."""
WIDTH, TOP, ROW, HEAD, FIRST_HEAD, MOST = 640, 96, 36, 32, 29, 12
ICONS = {"article": "brief", "note": "note", "entity": "entities"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: a head when there is nothing to `act`, else something to do or open."""

    text: str
    icon: str = ""
    note: str = ""
    caps: tuple[str, ...] = ()
    act: Callable[[], object] | None = None
    serif: bool = False


class _Entries(QAbstractListModel):
    EntryRole = Qt.ItemDataRole.UserRole + 1

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    def show_entries(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self._entries = list(entries)
        self.endResetModel()

    def entry(self, row: int) -> Entry:
        return self._entries[row]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.text} {entry.note} {' '.join(entry.caps)}".strip()
        return entry if role == self.EntryRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self._entries[index.row()].act is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _EntryPainter(QStyledItemDelegate):
    def __init__(self, hub: ThemeHub, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub
        self.typed = ""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        entry: Entry = index.data(_Entries.EntryRole)
        head = FIRST_HEAD if index.row() == 0 else HEAD
        return QSize(200, ROW if entry.act is not None else head)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(_Entries.EntryRole)
        theme, place = self._hub.theme, QRectF(option.rect)
        painter.save()
        if entry.act is None:
            line = place.adjusted(12, 4, 0, 0)
            words(painter, entry.text, theme.sans(12, SEMIBOLD), theme.muted, line)
            painter.restore()
            return
        if option.state & QStyle.StateFlag.State_Selected:
            round_box(painter, place, 6, theme.selected_focus)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            round_box(painter, place, 6, theme.hover)
        paint_icon(painter, entry.icon, QRectF(place.x() + 12, place.y() + 10, 16, 16), theme.muted)
        right = place.right() - 12
        for cap in reversed(entry.caps):
            size = key_cap_size(theme, cap)
            right -= size.width()
            box = QRectF(right, place.y() + 8, size.width(), size.height())
            paint_key_cap(painter, theme, box, cap)
            right -= 4
        room = QRectF(place.x() + 40, place.y(), right - place.x() - 52, ROW)
        used = self._text(painter, theme, entry, room)
        rest = room.adjusted(used + 12, 0, 0, 0)
        if entry.note and rest.width() > 24:
            words(painter, entry.note, theme.sans(13), theme.muted, rest)
        painter.restore()

    def _text(self, painter: QPainter, theme: Theme, entry: Entry, room: QRectF) -> float:
        """Draw the text with what was typed in bold; return its width."""
        plain = theme.serif(15) if entry.serif else theme.sans(14)
        bold = theme.serif(15, SEMIBOLD) if entry.serif else theme.sans(14, SEMIBOLD)
        at = entry.text.casefold().find(self.typed) if self.typed else -1
        if at < 0 or QFontMetricsF(bold).horizontalAdvance(entry.text) > room.width():
            return words(painter, entry.text, plain, theme.ink, room)
        end, x = at + len(self.typed), 0.0
        parts = ((entry.text[:at], plain), (entry.text[at:end], bold), (entry.text[end:], plain))
        for part, font in parts:
            if part:
                painter.setFont(font)
                painter.setPen(theme.ink)
                line = room.adjusted(x, 0, 20, 0)
                painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, part)
                x += QFontMetricsF(font).horizontalAdvance(part)
        return x


class Palette(Sheet):
    """A field over a list: commands, things of the library by name, and the search for what was typed."""

    def __init__(
        self, jobs: Jobs, bus: Bus, hub: ThemeHub, commands: Commands, parent: QWidget
    ) -> None:
        super().__init__(hub, parent, width=WIDTH, top=TOP)
        self._jobs, self._bus, self._commands = jobs, bus, commands
        self._found: tuple[Link, ...] = ()
        self._tags: tuple[str, ...] = ()
        self.setAccessibleName(self.tr("Commands and everything else"))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 1, 8, 1)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(4, 10, 12, 10)
        hint = self.tr("Type a command or a name")
        self.field = Field(hub, hint, self, icon="search", high=36, px=16, bare=True)
        self.field.textChanged.connect(self._hear_typing)
        self.field.installEventFilter(self)
        head.addWidget(self.field, 1)
        head.addWidget(KeyCap(hub, "Esc", self))
        column.addLayout(head)
        column.addWidget(Ground(hub, "line", self, height=1))
        self.list = QListView(self)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(self.tr("Commands and names"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.viewport().setAutoFillBackground(False)
        self.model = _Entries(self)
        self.list.setModel(self.model)
        self._painter = _EntryPainter(hub, self.list)
        self.list.setItemDelegate(self._painter)
        self.list.clicked.connect(self._take)
        column.addWidget(self.list)
        OverlayBar(hub, self.list)
        column.addWidget(Ground(hub, "line", self, height=1))
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 8, 12, 8)
        foot.setSpacing(16)
        for said in (
            self.tr("↑ ↓ to move"),
            self.tr("Enter to run"),
            self.tr("Ctrl+Enter to run and stay"),
        ):
            foot.addWidget(Words(hub, said, self, px=12, role="muted"))
        foot.addStretch(1)
        kinds = self.tr("Type # for tags, @ for entities")
        foot.addWidget(Words(hub, kinds, self, px=12, role="muted"))
        column.addLayout(foot)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(90)
        self._soon.timeout.connect(self._ask)

    def set_tags(self, tags: Sequence[str]) -> None:
        """Take the tags that can be gone to."""
        self._tags = tuple(tags)

    def open_empty(self) -> None:
        """Open with an empty field."""
        self.field.clear()
        self._found = ()
        self._renew()
        self.open_sheet(self.field)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrows move and Enter run while the field has the focus."""
        if watched is self.field and isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._hear_key(event)
        return super().eventFilter(watched, event)

    @property
    def entries(self) -> list[Entry]:
        """The rows that are shown."""
        return [self.model.entry(row) for row in range(self.model.rowCount())]

    # -- inside

    def _hear_key(self, event: QKeyEvent) -> bool:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self._move(step)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            stay = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._run(self.list.currentIndex(), stay=stay)
            return True
        return False

    def _move(self, step: int) -> None:
        rows = self.model.rowCount()
        row = self.list.currentIndex().row()
        for _ in range(rows):
            row = (row + step) % rows
            if self.model.entry(row).act is not None:
                self.list.setCurrentIndex(self.model.index(row))
                return

    def _take(self, index: QModelIndex) -> None:
        self._run(index, stay=False)

    def _run(self, index: QModelIndex, *, stay: bool) -> None:
        if not index.isValid():
            return
        act = self.model.entry(index.row()).act
        if act is None:
            return
        if not stay:
            self.close_card()
        act()

    def _hear_typing(self) -> None:
        self._soon.start()
        self._renew()

    def _ask(self) -> None:
        typed = self.field.text().strip().lstrip("@")
        if not typed or typed.startswith("#"):
            return
        self._jobs.read(
            self.tr("Looking for names"),
            complete_link,
            owner=self,
            done=self._hear_found,
            replaces="palette",
            typed=typed,
            limit=8,
        )

    def _hear_found(self, found: Sequence[Link]) -> None:
        self._found = tuple(found)
        self._renew()

    def _renew(self) -> None:
        typed = self.field.text().strip()
        self._painter.typed = typed.lstrip("@#").casefold()
        entries = self._made(typed)
        self.model.show_entries(entries)
        heights = [ROW if entry.act is not None else HEAD for entry in entries]
        window = self.parentWidget()
        room = window.height() - AROUND if window is not None else ROW * MOST
        self.list.setFixedHeight(min(sum(heights) + 5, ROW * MOST, max(ROW * 3, room)))
        for row, entry in enumerate(entries):
            if entry.act is not None:
                self.list.setCurrentIndex(self.model.index(row))
                break
        self.refit()

    def _made(self, typed: str) -> list[Entry]:
        if typed.startswith("#"):
            return self._group(self.tr("Tags"), self._tag_entries(typed[1:].casefold()))
        if typed.startswith("@"):
            return self._group(self.tr("Entities"), self._open_entries(typed[1:], "entity"))
        made = self._group(self.tr("Commands"), self._command_entries(typed.casefold()))
        if typed:
            made += self._group(self.tr("Open"), self._open_entries(typed))
            said = self.tr("Find “{typed}” in sources and notes").format(typed=typed)
            key = self._commands.first_key("window.search")
            act = _Opening(self._bus, Target("search", query=typed))
            made += self._group(self.tr("Search"), [Entry(said, "search", "", (key,), act)])
        return made

    @staticmethod
    def _group(head: str, entries: list[Entry]) -> list[Entry]:
        return [Entry(head), *entries] if entries else []

    def _command_entries(self, typed: str) -> list[Entry]:
        ranked: list[tuple[int, str, Entry]] = []
        for command in COMMANDS:
            if not command.listed or not self._commands.ready(command.id):
                continue
            text = words_of(command)
            rank = _rank(text.casefold(), typed)
            if rank is None:
                continue
            key = self._commands.first_key(command.id)
            caps = tuple(key.split("+")) if key and not key.endswith("+") else (key,) if key else ()
            act = _Running(self._commands, command.id)
            ranked.append((rank, text, Entry(text, command.icon or "chevron-right", "", caps, act)))
        if typed:
            ranked.sort(key=lambda one: one[:2])
        return [entry for _, _, entry in ranked][: 6 if typed else 40]

    def _open_entries(self, typed: str, kind: str = "") -> list[Entry]:
        folded = typed.strip().casefold()
        names = {
            "article": self.tr("Article"),
            "note": self.tr("Note"),
            "entity": self.tr("Entity"),
        }
        return [
            Entry(
                link.target,
                ICONS.get(link.kind, "brief"),
                names.get(link.kind, ""),
                (),
                _Opening(self._bus, Target(link.kind, id=link.id)),
                serif=link.kind == "article",
            )
            for link in self._found
            if link.kind in names and (not kind or link.kind == kind) and folded
        ]

    def _tag_entries(self, typed: str) -> list[Entry]:
        return [
            Entry(tag, "tag", "", (), _Opening(self._bus, Target("tag", query=tag)))
            for tag in self._tags
            if typed in tag.casefold()
        ][:MOST]


def _rank(text: str, typed: str) -> int | None:
    """Return how well a text fits: 0 at its start, 1 at a word's start, 2 inside; None if not at all."""
    if not typed or text.startswith(typed):
        return 0
    if f" {typed}" in text:
        return 1
    if typed in text or all(part in text for part in typed.split()):
        return 2
    return None


class _Running:
    def __init__(self, commands: Commands, name: str) -> None:
        self._commands, self._name = commands, name

    def __call__(self) -> None:
        self._commands.run(self._name)


class _Opening:
    def __init__(self, bus: Bus, target: Target) -> None:
        self._bus, self._target = bus, target

    def __call__(self) -> None:
        self._bus.open_requested.emit(self._target)
