"""Which command does what in the reader."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QPoint

from desktop.model.annotation import Colour
from desktop.ui.commands import Commands
from desktop.ui.reader.reader import Reader
from desktop.ui.widgets.menus import Menu


def bind(commands: Commands, reader: Reader) -> None:
    """Let the reader's commands work: letters while the text has the focus, the rest everywhere."""
    text, marking, going = reader.pane, reader.marking, reader.going
    for number, colour in enumerate(Colour, 1):
        take = partial(marking.take_colour, colour)
        commands.bind(f"reader.colour_{number}", text, take, reader.has_page)
    here: dict[str, Callable[[], object]] = {
        "reader.highlight": marking.highlight,
        "reader.note": marking.comment,
        "reader.tag": marking.tag,
        "reader.send": marking.send,
        "reader.remove_highlight": reader.remove,
        "reader.next_entity": partial(going.step_entity, 1),
        "reader.previous_entity": partial(going.step_entity, -1),
        "reader.next_highlight": partial(going.step_annotation, 1),
        "reader.previous_highlight": partial(going.step_annotation, -1),
        "reader.dossier": going.enter,
        "reader.caret": going.switch_caret,
        "reader.extend_word": going.extend_word,
        "reader.end_back": partial(marking.move_end, -1),
        "reader.end_on": partial(marking.move_end, 1),
        "reader.star": reader.switch_star,
        "reader.send_article": reader.send_article,
    }
    for name, act in here.items():
        commands.bind(name, text, act, reader.has_page)
    commands.bind("reader.correct", text, reader.floats.open_dossier, reader.floats.can_correct)
    anywhere: dict[str, Callable[[], object]] = {
        "reader.find": reader.seeking.open,
        "reader.next_tab": partial(reader.step_tab, 1),
        "reader.previous_tab": partial(reader.step_tab, -1),
        "reader.close_tab": reader.close_front,
    }
    for name, act in anywhere.items():
        commands.bind(name, reader, act, reader.has_page)
    commands.bind("reader.reopen_tab", reader, reader.reopen_tab)
    reader.size_asked.connect(partial(_set_size, commands))
    reader.menu_asked.connect(partial(_show_menu, commands, reader))


def _set_size(commands: Commands, step: int) -> None:
    commands.run("window.larger" if step > 0 else "window.smaller")


_MENU = (
    "reader.highlight",
    "reader.note",
    "reader.tag",
    "reader.send",
    "reader.remove_highlight",
    "",
    "reader.dossier",
    "reader.find",
    "reader.star",
    "reader.send_article",
)


def text_menu(commands: Commands, reader: Reader) -> Menu:
    """Return the menu of what can be done with the text."""
    menu = Menu(reader.theme, reader)
    copy = menu.addAction(QCoreApplication.translate("Reader", "Copy"))
    copy.setEnabled(reader.view is not None and reader.view.selected is not None)
    copy.triggered.connect(reader.copy)
    for name in _MENU:
        action = commands.action(name) if name else None
        if not name:
            menu.addSeparator()
        elif action is not None:
            menu.addAction(action)
    return menu


def _show_menu(commands: Commands, reader: Reader, spot: QPoint) -> None:
    text_menu(commands, reader).popup(spot)
