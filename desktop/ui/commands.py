"""Every menu entry and shortcut, in one table: the sheet, the palette, menus and `...` are made of it.

A room binds what it can do to a widget; the keys work where the table says: in the whole window, or
only while that widget or one inside it has the focus, so that letters never eat typing elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import shiboken6
from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


class Group(StrEnum):
    """The headings of the shortcut sheet, in its order: column by column."""

    READING = QT_TRANSLATE_NOOP("Commands", "Reading")
    SELECTING = QT_TRANSLATE_NOOP("Commands", "Selecting by keyboard")
    MOVING = QT_TRANSLATE_NOOP("Commands", "Moving about")
    LIST = QT_TRANSLATE_NOOP("Commands", "Article list")
    BRIEF = QT_TRANSLATE_NOOP("Commands", "Brief")
    WINDOW = QT_TRANSLATE_NOOP("Commands", "Window")
    EVERYTHING = QT_TRANSLATE_NOOP("Commands", "Everything")
    PLACES = QT_TRANSLATE_NOOP("Commands", "Places")


class Where(StrEnum):
    """Where a command's keys work."""

    WINDOW = "window"
    LIST = "list"
    READER = "reader"
    SEARCH = "search"
    NOTES = "notes"
    OUTLINE = "outline"
    ENTITIES = "entities"


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that can be done.

    `keys` are key sequences in Qt's portable text. Commands with the same `line` share a line of the
    sheet, under the words of the first.
    """

    id: str
    text: str
    group: Group
    keys: tuple[str, ...] = ()
    where: Where = Where.WINDOW
    icon: str = ""
    line: str = ""
    listed: bool = True
    """Whether the palette offers it."""


_ = QT_TRANSLATE_NOOP


def _line(text: object) -> str:
    return str(text)


_R, _S, _M, _L, _W, _E = (
    Group.READING,
    Group.SELECTING,
    Group.MOVING,
    Group.LIST,
    Group.WINDOW,
    Group.EVERYTHING,
)

_COLOURS = _line(_("Commands", "Highlight in colour 1 to 4"))
_ENTITY = _line(_("Commands", "Next, previous entity"))
_MARK = _line(_("Commands", "Next, previous highlight"))
_ENDS = _line(_("Commands", "Move the ends of a highlight"))
_HISTORY = _line(_("Commands", "Back, forward"))
_REGION = _line(_("Commands", "Next, previous region"))
_TAB = _line(_("Commands", "Next, previous tab"))
_ROW = _line(_("Commands", "Next, previous"))
_SIZE = _line(_("Commands", "Larger, smaller type"))
_UNDO = _line(_("Commands", "Undo, redo"))
_ITEM = _line(_("Commands", "Move the item up, down"))


def _command(
    name: str,
    text: object,
    group: Group,
    keys: tuple[str, ...] = (),
    where: Where = Where.WINDOW,
    *,
    icon: str = "",
    line: str = "",
    listed: bool = True,
) -> Command:
    return Command(name, str(text), group, keys, where, icon, line, listed)


_READER, _LIST, _OUTLINE = Where.READER, Where.LIST, Where.OUTLINE

COMMANDS: tuple[Command, ...] = (
    _command("reader.highlight", _("Commands", "Highlight"), _R, ("H",), _READER, icon="marker"),
    _command(
        "reader.colour_1", _("Commands", "Highlight in amber"), _R, ("1",), _READER, line=_COLOURS
    ),
    _command(
        "reader.colour_2", _("Commands", "Highlight in green"), _R, ("2",), _READER, line=_COLOURS
    ),
    _command(
        "reader.colour_3", _("Commands", "Highlight in blue"), _R, ("3",), _READER, line=_COLOURS
    ),
    _command(
        "reader.colour_4", _("Commands", "Highlight in rose"), _R, ("4",), _READER, line=_COLOURS
    ),
    _command(
        "reader.note", _("Commands", "Note on the selection"), _R, ("N",), _READER, icon="note"
    ),
    _command("reader.tag", _("Commands", "Tag"), _R, ("T",), _READER, icon="tag"),
    _command("reader.star", _("Commands", "Star the article"), _R, (), _READER, icon="star"),
    _command("reader.send", _("Commands", "Send to brief"), _R, ("B",), _READER, icon="send"),
    _command(
        "reader.send_article",
        _("Commands", "Send article to a brief…"),
        _R,
        ("Shift+B",),
        _READER,
        icon="send",
    ),
    _command("reader.next_entity", _("Commands", "Next entity"), _R, ("E",), _READER, line=_ENTITY),
    _command(
        "reader.previous_entity",
        _("Commands", "Previous entity"),
        _R,
        ("Shift+E",),
        _READER,
        line=_ENTITY,
    ),
    _command(
        "reader.next_highlight", _("Commands", "Next highlight"), _R, ("]",), _READER, line=_MARK
    ),
    _command(
        "reader.previous_highlight",
        _("Commands", "Previous highlight"),
        _R,
        ("[",),
        _READER,
        line=_MARK,
    ),
    _command(
        "reader.dossier",
        _("Commands", "Open dossier of the entity"),
        _R,
        ("Return",),
        _READER,
        icon="entities",
    ),
    _command("reader.correct", _("Commands", "Correct the entity"), _R, ("C",), _READER),
    _command(
        "reader.remove_highlight", _("Commands", "Remove the highlight"), _R, ("Del",), _READER
    ),
    _command("reader.caret", _("Commands", "Text cursor on or off"), _S, ("F7",), _READER),
    _command(
        "reader.extend_word",
        _("Commands", "Extend by word"),
        _S,
        ("Ctrl+Shift+Right",),
        _READER,
        listed=False,
    ),
    _command(
        "reader.end_back",
        _("Commands", "Move the end of a highlight back"),
        _S,
        ("Alt+Shift+Left",),
        _READER,
        line=_ENDS,
    ),
    _command(
        "reader.end_on",
        _("Commands", "Move the end of a highlight on"),
        _S,
        ("Alt+Shift+Right",),
        _READER,
        line=_ENDS,
    ),
    _command("window.search", _("Commands", "Search sources and notes"), _M, ("/",), icon="search"),
    _command("reader.find", _("Commands", "Find in this article"), _M, ("Ctrl+F",), icon="search"),
    _command(
        "window.palette",
        _("Commands", "Commands and everything else"),
        _M,
        ("Ctrl+K",),
        icon="palette",
        listed=False,
    ),
    _command("window.back", _("Commands", "Back"), _M, ("Alt+Left",), icon="back", line=_HISTORY),
    _command(
        "window.forward",
        _("Commands", "Forward"),
        _M,
        ("Alt+Right",),
        icon="forward",
        line=_HISTORY,
    ),
    _command("window.next_region", _("Commands", "Next region"), _M, ("F6",), line=_REGION),
    _command(
        "window.previous_region",
        _("Commands", "Previous region"),
        _M,
        ("Shift+F6",),
        line=_REGION,
    ),
    _command("reader.next_tab", _("Commands", "Next tab"), _M, ("Ctrl+Tab",), line=_TAB),
    _command(
        "reader.previous_tab", _("Commands", "Previous tab"), _M, ("Ctrl+Shift+Tab",), line=_TAB
    ),
    _command("reader.close_tab", _("Commands", "Close tab"), _M, ("Ctrl+W",), icon="close"),
    _command("reader.reopen_tab", _("Commands", "Reopen closed tab"), _M, ("Ctrl+Shift+T",)),
    _command("list.next", _("Commands", "Next article"), _L, ("J",), _LIST, line=_ROW),
    _command("list.previous", _("Commands", "Previous article"), _L, ("K",), _LIST, line=_ROW),
    _command("list.unread", _("Commands", "Read or unread"), _L, ("U",), _LIST, icon="eye"),
    _command("list.star", _("Commands", "Star"), _L, ("S",), _LIST, icon="star"),
    _command("list.archive", _("Commands", "Archive"), _L, ("A",), _LIST, icon="archive"),
    _command("list.move", _("Commands", "Move to collection"), _L, ("M",), _LIST, icon="folder"),
    _command("list.tag", _("Commands", "Tag the article"), _L, ("T",), _LIST, icon="tag"),
    _command("list.send", _("Commands", "Send to a brief…"), _L, ("B",), _LIST, icon="send"),
    _command("list.trash", _("Commands", "Move to the trash"), _L, ("Del",), _LIST, icon="trash"),
    _command("list.restore", _("Commands", "Take out of the trash"), _L, (), _LIST, icon="undo"),
    _command("list.filter", _("Commands", "Filter the list"), _L, (), icon="filter"),
    _command("list.sort", _("Commands", "Sort the list"), _L, (), icon="sort"),
    _command(
        "brief.up",
        _("Commands", "Move the item up"),
        Group.BRIEF,
        ("Alt+Up",),
        _OUTLINE,
        line=_ITEM,
    ),
    _command(
        "brief.down",
        _("Commands", "Move the item down"),
        Group.BRIEF,
        ("Alt+Down",),
        _OUTLINE,
        line=_ITEM,
    ),
    _command("brief.remove", _("Commands", "Take the item out"), Group.BRIEF, ("Del",), _OUTLINE),
    _command("brief.new", _("Commands", "New brief"), Group.BRIEF, icon="brief"),
    _command("window.sidebar", _("Commands", "Show or hide sidebar"), _W, ("F9",), icon="sidebar"),
    _command(
        "window.inspector", _("Commands", "Show or hide inspector"), _W, ("F10",), icon="inspector"
    ),
    _command("window.only_text", _("Commands", "Only the text"), _W, ("F11",), icon="text-only"),
    _command("window.larger", _("Commands", "Larger type"), _W, ("Ctrl++", "Ctrl+="), line=_SIZE),
    _command("window.smaller", _("Commands", "Smaller type"), _W, ("Ctrl+-",), line=_SIZE),
    _command(
        "window.type", _("Commands", "Type and line width"), _W, (), icon="type", listed=False
    ),
    _command("window.theme", _("Commands", "Light or dark"), _W, ("Ctrl+Shift+D",), icon="moon"),
    _command("window.density", _("Commands", "Dense or roomy lists"), _W),
    _command("window.undo", _("Commands", "Undo"), _E, ("Ctrl+Z",), icon="undo", line=_UNDO),
    _command("window.redo", _("Commands", "Redo"), _E, ("Ctrl+Shift+Z",), icon="redo", line=_UNDO),
    _command("note.new", _("Commands", "New note"), _E, ("Ctrl+N",), icon="note"),
    _command("window.import", _("Commands", "Import…"), _E, ("Ctrl+I",), icon="import"),
    _command("window.import_folder", _("Commands", "Import a folder…"), _E, (), icon="folder"),
    _command("window.paste", _("Commands", "Paste as an article"), _E, ("Ctrl+V",), icon="copy"),
    _command("brief.export", _("Commands", "Export to Word"), _E, ("Ctrl+E",), icon="word"),
    _command("window.jobs", _("Commands", "Show jobs and news"), _E, (), icon="clock"),
    _command("window.reindex", _("Commands", "Build the search index anew"), _E, icon="refresh"),
    _command("window.settings", _("Commands", "Settings"), _E, ("Ctrl+,",), icon="gear"),
    _command("window.shortcuts", _("Commands", "This sheet"), _E, ("?",), icon="keyboard"),
    _command("window.quit", _("Commands", "Quit"), _E, ("Ctrl+Q",), listed=False),
    _command("go.inbox", _("Commands", "Go to the inbox"), Group.PLACES, icon="inbox"),
    _command("go.reading", _("Commands", "Go to Reading"), Group.PLACES, icon="reading"),
    _command("go.archive", _("Commands", "Go to the archive"), Group.PLACES, icon="archive"),
    _command("go.starred", _("Commands", "Go to starred articles"), Group.PLACES, icon="star"),
    _command("go.entities", _("Commands", "Go to entities"), Group.PLACES, icon="entities"),
    _command("go.notebook", _("Commands", "Go to the notebook"), Group.PLACES, icon="note"),
    _command("go.briefs", _("Commands", "Go to briefs"), Group.PLACES, icon="brief"),
    _command("go.trash", _("Commands", "Go to the trash"), Group.PLACES, icon="trash"),
)

_BY_ID = {command.id: command for command in COMMANDS}


def words_of(command: Command) -> str:
    """Return a command's words in the user's language."""
    return QCoreApplication.translate("Commands", command.text)


def translated(text: str) -> str:
    """Return a group's or a line's words in the user's language."""
    return QCoreApplication.translate("Commands", text)


def key_names(keys: str) -> list[str]:
    """Return the names to show on key caps: ["Ctrl+F"]; arrows as arrows."""
    shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    for word, sign in (
        ("Left", "←"),
        ("Right", "→"),
        ("Up", "↑"),
        ("Down", "↓"),
        ("Return", "Enter"),
        ("Del", "Delete"),
    ):
        if shown.split("+")[-1] == word:
            shown = shown[: -len(word)] + sign
    return [shown]


@dataclass
class _Bound:
    action: QAction
    ready: Callable[[], bool] | None


class Commands(QObject):
    """The table at work: who does what, and with which keys."""

    changed = Signal()
    """Keys were changed, or something was bound."""

    def __init__(
        self, own_keys: Mapping[str, str] | None = None, parent: QObject | None = None
    ) -> None:
        """`own_keys` are the user's, by id, "; " between several; an empty text takes them away."""
        super().__init__(parent)
        self._own = dict(own_keys or {})
        self._bound: dict[str, _Bound] = {}

    def __getitem__(self, name: str) -> Command:
        return _BY_ID[name]

    def bind(
        self,
        name: str,
        widget: QWidget,
        act: Callable[[], object],
        ready: Callable[[], bool] | None = None,
    ) -> QAction:
        """Let `act` be done by this command while `widget` is there; a later binding takes over.

        `ready` says whether it can be done now.
        """
        command = _BY_ID[name]
        older = self._bound.get(name)
        if older is not None and shiboken6.isValid(older.action):
            older.action.setShortcuts([])
        action = QAction(words_of(command), widget)
        action.setObjectName(name)
        action.setShortcutContext(
            Qt.ShortcutContext.WindowShortcut
            if command.where is Where.WINDOW
            else Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        action.setShortcuts([QKeySequence(keys) for keys in self.keys(name)])
        action.triggered.connect(_Act(act, ready, action))
        widget.addAction(action)
        self._bound[name] = _Bound(action, ready)
        self.changed.emit()
        return action

    def action(self, name: str) -> QAction | None:
        """Return the action of a bound command, for menus."""
        bound = self._bound.get(name)
        if bound is None or not shiboken6.isValid(bound.action):
            return None
        return bound.action

    def ready(self, name: str) -> bool:
        """Whether the command is bound and can be done now."""
        bound = self._bound.get(name)
        if bound is None or not shiboken6.isValid(bound.action):
            return False
        return bound.action.isEnabled() and (bound.ready is None or bound.ready())

    def run(self, name: str) -> bool:
        """Do it; whether it could be done."""
        if not self.ready(name):
            return False
        self._bound[name].action.trigger()
        return True

    def keys(self, name: str) -> tuple[str, ...]:
        """Return the keys that work now: the user's, or the table's."""
        if name in self._own:
            return tuple(part for part in self._own[name].split("; ") if part)
        return _BY_ID[name].keys

    def first_key(self, name: str) -> str:
        """Return the name of the first key, or an empty text."""
        keys = self.keys(name)
        return key_names(keys[0])[0] if keys else ""

    def clash(self, name: str, keys: str) -> Command | None:
        """Return the command that these keys already mean where `name` works."""
        wanted = QKeySequence(keys)
        mine = _BY_ID[name].where
        for other in COMMANDS:
            if other.id == name or (
                other.where is not mine and Where.WINDOW not in (other.where, mine)
            ):
                continue
            if any(QKeySequence(held) == wanted for held in self.keys(other.id)):
                return other
        return None

    def set_keys(self, name: str, keys: tuple[str, ...] | None) -> dict[str, str]:
        """Take other keys, or the table's again for None; return all the user's own, to be kept."""
        if keys is None or keys == _BY_ID[name].keys:
            self._own.pop(name, None)
        else:
            self._own[name] = "; ".join(keys)
        action = self.action(name)
        if action is not None:
            action.setShortcuts([QKeySequence(one) for one in self.keys(name)])
        self.changed.emit()
        return dict(self._own)

    def forget_own_keys(self) -> None:
        """Take the table's keys everywhere."""
        for name in list(self._own):
            self.set_keys(name, None)


class _Act:
    """Does a bound command, if it can be done now and its widget still lives."""

    def __init__(
        self, act: Callable[[], object], ready: Callable[[], bool] | None, action: QAction
    ) -> None:
        self._act, self._ready, self._action = act, ready, action

    def __call__(self, _checked: bool = False) -> None:
        if not shiboken6.isValid(self._action):
            return
        if self._ready is None or self._ready():
            self._act()
