"""What is seen first joined to the frame: shelves, reader, status bar; then the other rooms.

Imported after the first paint; the other rooms follow when an article can be read.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QProcess, Qt, QTimer
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QStackedWidget, QWidget

from desktop.model.annotation import Colour
from desktop.model.import_report import ImportReport
from desktop.resources import seeds
from desktop.ui.articles.first_run import FirstRun
from desktop.ui.articles.importing import Importing, can_take
from desktop.ui.articles.shelves import Shelves
from desktop.ui.bus import Bus, Target
from desktop.ui.commands import Commands, words_of
from desktop.ui.job_bar import JobBar
from desktop.ui.jobs import Jobs
from desktop.ui.keeping_up import IndexKeeper, OutsideWatch, UndoRedo
from desktop.ui.main_window import MainWindow
from desktop.ui.preferences import Preferences
from desktop.ui.reader import bindings as reader_bindings
from desktop.ui.reader.reader import KINDS as READER_KINDS
from desktop.ui.reader.reader import Reader
from desktop.ui.room import Column, Face, Room
from desktop.ui.theme import ThemeHub
from desktop.work.browse import Sidebar

STARTER_TAG = "starter"
FIRST_SYNC_MS = 1500
REST_MS = 300
LEAST_TYPE, MOST_TYPE = 14, 26


class Furnishing(QObject):
    """Makes every room and joins it to the others; kept as long as the window."""

    def __init__(
        self,
        window: MainWindow,
        jobs: Jobs,
        bus: Bus,
        hub: ThemeHub,
        commands: Commands,
        preferences: Preferences,
        library: Path,
    ) -> None:
        super().__init__(window)
        self._window, self._jobs, self._bus, self._hub = window, jobs, bus, hub
        self._commands, self._preferences, self._library = commands, preferences, library
        self._sheet: Any = None
        self._palette: Any = None
        self._settings: Any = None
        self._popup: Any = None
        self._more: Any = None
        self._wanted: list[Callable[[], object]] = []
        self._counted = False

        self.job_bar = JobBar(hub, jobs, bus)
        window.set_status_bar(self.job_bar)
        self.undoing = UndoRedo(jobs, bus, self)
        self.index = IndexKeeper(jobs, bus, self)
        self.outside = OutsideWatch(jobs, bus, self)
        self.shelves = Shelves(jobs, bus, hub, commands, window)
        window.set_sides(self.shelves.sidebar, self.shelves.rail)
        self.importing = Importing(jobs, bus, hub, window, self)
        self.reader = Reader(jobs, bus, hub)
        reader_bindings.bind(commands, self.reader)
        self.reader.floats.set_dossiers(True)
        self.reader.look.take_settings(preferences.settings)
        preferences.changed.connect(self.reader.look.take_settings)
        window.text_alone.connect(self.reader.look.set_alone)
        self.first_run = FirstRun(hub, starters=_number_of_starters())
        self._main = QStackedWidget()
        self._main.addWidget(self.reader)
        self._main.addWidget(self.first_run)
        self.reading_face = Face(self)
        self._drops = _Drops(self.importing, self.first_run, window)
        window.add_room(self._reading_room())
        window.special_words.connect(self.job_bar.set_special)
        self._wire()
        self._bind()

    def start(self) -> None:
        """Read what is shown first; the rest follows when the window is idle."""
        self.shelves.start()
        self.outside.start()
        QTimer.singleShot(FIRST_SYNC_MS, self.index.sync)
        QTimer.singleShot(REST_MS, self._load_more)

    @property
    def more(self) -> Any:
        """The rooms that came after the first, or None while they are not there yet."""
        return self._more

    def take_files(self, files: Sequence[Path]) -> None:
        """Import what a later start of the program was given."""
        self.importing.take_paths(list(files))

    # -- rooms

    def _reading_room(self) -> Room:
        shelves, reader = self.shelves, self.reader
        return Room(
            name="reading",
            title=self.tr("Reading"),
            columns=(
                Column(
                    "articles",
                    self.tr("Articles"),
                    shelves.list,
                    width=275,
                    least=240,
                    most=420,
                    focus=self._list_focus,
                ),
                Column("text", self.tr("Text"), self._main, least=520, focus=self._text_focus),
            ),
            kinds=frozenset({"shelf", "tag", *READER_KINDS}),
            open=self._open_reading,
            inspector=Column(
                "inspector",
                self.tr("About this article"),
                reader.inspector,
                width=279,
                least=240,
                most=360,
                focus=reader.inspector.focus_first,
            ),
            tools=(
                "reader.highlight",
                "reader.note",
                "reader.tag",
                "reader.star",
                "reader.send",
                "-",
                "window.type",
            ),
            face=self.reading_face,
        )

    def _open_reading(self, target: Target) -> None:
        if target.kind in READER_KINDS:
            self._main.setCurrentWidget(self.reader)
            self.reader.open(target)
            if target.kind == "article":
                self.shelves.list.mark_open(target.id)
            self.shelves.mark_place(self.shelves.here)
            self.reading_face.asked_for_main.emit()
        else:
            self.shelves.show(target)

    def _list_focus(self) -> QWidget:
        return self.shelves.list.view

    def _text_focus(self) -> QWidget:
        if self._main.currentWidget() is self.first_run:
            return self.first_run.import_button
        return self.reader.view or self.reader.strip

    # -- joins

    def _wire(self) -> None:
        self.job_bar.undo_asked.connect(self.undoing.undo)
        self.job_bar.popup_asked.connect(self._show_jobs)
        self.index.state_changed.connect(self._say_state)
        self.shelves.counted.connect(self._hear_counts)
        self.shelves.list.entered.connect(self._enter_text)
        self.reader.new_tab_asked.connect(self._show_palette)
        self.importing.finished.connect(self._hear_import)
        first = self.first_run
        first.import_asked.connect(self.importing.ask_files)
        first.starters_asked.connect(self._add_starters)
        first.paste_asked.connect(self.importing.paste)
        first.library_asked.connect(self._open_library)
        self._bus.open_requested.connect(self._mark_place)
        self._bus.open_requested.connect(self._hear_request)
        self.reader.send_asked.connect(self._send_to_brief)

    def _bind(self) -> None:
        window, bind = self._window, self._commands.bind
        bind("window.undo", window, self.undoing.undo)
        bind("window.redo", window, self.undoing.redo)
        bind("window.import", window, self.importing.ask_files)
        bind("window.import_folder", window, self.importing.ask_folder)
        bind("window.paste", window, self.importing.paste)
        bind("window.palette", window, self._show_palette)
        bind("window.shortcuts", window, self._show_shortcuts)
        bind("window.settings", window, self._show_settings)
        bind("window.type", window, self._show_type)
        bind("window.jobs", window, self._show_jobs)
        bind("window.reindex", window, self.index.rebuild)
        bind("window.larger", window, self._larger)
        bind("window.smaller", window, self._smaller)
        bind("window.density", window, self._switch_density)
        bind("note.new", window, self._new_note)
        self._colours = self._make_colours()
        bind("list.send", self.shelves.list, self._send_chosen, self._some_chosen)
        window.top_bar.refresh()

    def _make_colours(self) -> QMenu:
        """Give the marker's button its stripe and a menu of the four colours."""
        menu = QMenu(self._window)
        for number, colour in enumerate(Colour, 1):
            name = f"reader.colour_{number}"
            shown = menu.addAction(words_of(self._commands[name]))
            shown.setData(colour)
            shown.triggered.connect(partial(self._take_colour, name))
        action = self._commands.action("reader.highlight")
        if action is not None:
            action.setProperty("menu", menu)
        self.reader.marking.annotated.connect(self._follow_colour)
        self._hub.changed.connect(self._follow_colour)
        self._follow_colour()
        return menu

    def _take_colour(self, name: str, _checked: bool = False) -> None:
        self._commands.run(name)
        self._follow_colour()

    def _follow_colour(self, _what: object = None) -> None:
        action, theme = self._commands.action("reader.highlight"), self._hub.theme
        menu = action.property("menu") if action is not None else None
        if isinstance(menu, QMenu):
            menu.setStyleSheet(theme.menu_sheet())
        if action is not None:
            action.setProperty("stripe", theme.highlight_edge(self.reader.marking.colour))
            action.changed.emit()

    def _hear_counts(self, counts: Sidebar) -> None:
        empty = counts.articles == 0 and self.reader.page is None
        first = not self._counted
        self._counted = True
        self._main.setCurrentWidget(self.first_run if empty else self.reader)
        self._window.set_bare("reading", bare=empty)
        if first and self._window.focusWidget() in (None, self._window.top_bar.menu_button):
            (self.first_run.import_button if empty else self.shelves.list.view).setFocus(
                Qt.FocusReason.OtherFocusReason
            )
        if self._palette is not None:
            self._palette.set_tags([tag for tag, _ in counts.tags])
        self._say_state()

    def _say_state(self) -> None:
        counts = self.shelves.counts
        if counts is None:
            return
        if not counts.articles and not counts.notes:
            self.job_bar.set_usual(self.tr("0 articles · names model ready"))
            return
        parts = [
            self.index.state,
            self.tr("{n} articles").format(n=f"{counts.articles:,}")
            if counts.articles != 1
            else self.tr("1 article"),
            self.tr("{n} notes").format(n=f"{counts.notes:,}")
            if counts.notes != 1
            else self.tr("1 note"),
        ]
        self.job_bar.set_usual(" · ".join(part for part in parts if part))

    def _mark_place(self, target: Target) -> None:
        places = ("entities", "notebook", "briefs")
        kinds = {"note": "notebook", "entity": "entities", "brief": "briefs"}
        kind = kinds.get(target.kind, target.kind)
        if kind in places:
            self.shelves.mark_place(Target(kind))
        elif target.kind == "search":
            self.shelves.mark_place(target)

    def _enter_text(self) -> None:
        """Enter was pressed in the list: move into the text as soon as it is there."""
        view = self.reader.view
        if view is not None:
            view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hear_import(self, report: ImportReport) -> None:
        if report.imported and self.reader.page is None and len(report.imported) > 1:
            self._bus.open_requested.emit(Target("article", id=int(report.imported[0].id)))

    def _new_note(self) -> None:
        page, room = self.reader.page, self._window.room_in_front
        reading = page is not None and room is not None and room.name == "reading"
        article_id = page.article_id if reading and page is not None else None
        self._when_there(lambda: self._more.new_note(article_id))

    def _send_to_brief(self, kind: str, key: int) -> None:
        self._when_there(lambda: self._more.briefs.send_one(kind, key))

    def _send_chosen(self) -> None:
        for article_id in self.shelves.list.chosen_ids():
            self._send_to_brief("article", int(article_id))

    def _some_chosen(self) -> bool:
        return bool(self.shelves.list.chosen_ids())

    # -- the other rooms

    def _load_more(self) -> None:
        """Import the other rooms away from the window's thread, which then has little left to do."""
        self._jobs.read(
            self.tr("Making the other rooms"), _import_more, owner=self, done=self._add_more
        )

    def _add_more(self, _loaded: object) -> None:
        from desktop.ui.more_rooms import MoreRooms

        self._more = MoreRooms(self._window, self._jobs, self._bus, self._hub, self._commands)
        wanted, self._wanted = self._wanted, []
        for act in wanted:
            act()

    def _when_there(self, act: Callable[[], object]) -> None:
        """Do something with the other rooms, now or as soon as they are there."""
        if self._more is not None:
            act()
        else:
            self._wanted.append(act)

    def _hear_request(self, target: Target) -> None:
        """Open what an early click asked for, once there is a room for it."""
        if self._more is None and not self._window.opens(target.kind):
            self._wanted.append(lambda: self._bus.open_requested.emit(target))

    def _add_starters(self) -> None:
        self.importing.take_paths([seeds()], tags=(STARTER_TAG,))

    # -- sheets and popups, made when first asked for

    def _show_palette(self) -> None:
        from desktop.ui.palette import Palette

        if self._palette is None:
            self._palette = Palette(self._jobs, self._bus, self._hub, self._commands, self._window)
            counts = self.shelves.counts
            self._palette.set_tags([tag for tag, _ in counts.tags] if counts is not None else [])
        self._palette.open_empty()

    def _show_shortcuts(self) -> None:
        from desktop.ui.shortcut_sheet import ShortcutSheet

        if self._sheet is None:
            self._sheet = ShortcutSheet(self._hub, self._commands, self._window)
            self._sheet.change_asked.connect(self._change_shortcuts)
        self._sheet.open_all()

    def _show_settings(self) -> None:
        self._settings_dialog().open_page()

    def _show_type(self) -> None:
        self._settings_dialog().open_page(self.tr("Reading"))

    def _change_shortcuts(self) -> None:
        self._settings_dialog().open_page(self.tr("Shortcuts"))

    def _settings_dialog(self) -> Any:
        from desktop.ui.settings_dialog import SettingsDialog
        from desktop.ui.settings_pages import LibraryPage, ReadingPage, ShortcutsPage

        if self._settings is None:
            library = LibraryPage(self._hub, str(self._library))
            library.library_asked.connect(self._open_library)
            library.backup_asked.connect(self._back_up)
            pages = (
                ReadingPage(self._hub, self._preferences),
                ShortcutsPage(self._hub, self._preferences, self._commands),
                library,
            )
            self._settings = SettingsDialog(
                self._hub, self._preferences, self._commands, pages, self._window
            )
        return self._settings

    def _show_jobs(self) -> None:
        from desktop.ui.jobs_popup import JobsPopup

        if self._popup is None:
            self._popup = JobsPopup(self._hub, self._jobs, self.job_bar, self._window)
        self._popup.open_over(self.job_bar)

    # -- small commands

    def _larger(self) -> None:
        self._set_type(1)

    def _smaller(self) -> None:
        self._set_type(-1)

    def _set_type(self, step: int) -> None:
        now = self._preferences.settings.type_size
        self._preferences.change(type_size=min(MOST_TYPE, max(LEAST_TYPE, now + step)))

    def _switch_density(self) -> None:
        self._preferences.change(dense_lists=not self._preferences.settings.dense_lists)

    def _open_library(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self._window, self.tr("Open another library"), str(self._library.parent)
        )
        if chosen and Path(chosen) != self._library:
            self._preferences.change(library=chosen)
            self._preferences.flush()
            words = [] if getattr(sys, "frozen", False) else ["-m", "desktop"]
            QProcess.startDetached(sys.executable, [*words, "--library", chosen])
            self._window.close()

    def _back_up(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Back up the library"),
            str(Path.home() / "library.carrel-backup"),
        )
        if chosen:
            self._jobs.heavy(
                self.tr("Backing up the library"),
                "back_up",
                owner=self,
                icon="archive",
                path=Path(chosen),
            )


class _Drops(QObject):
    """Takes what is dropped anywhere in the window."""

    def __init__(self, importing: Importing, first_run: FirstRun, window: MainWindow) -> None:
        super().__init__(window)
        self._importing, self._first_run = importing, first_run
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Accept files, folders and text from elsewhere; what is dragged about in the window is none."""
        if isinstance(event, QDropEvent) and event.source() is not None:
            return False
        if event.type() in (QEvent.Type.DragEnter, QEvent.Type.DragMove):
            if isinstance(event, QDragMoveEvent) and can_take(event.mimeData()):
                event.acceptProposedAction()
                self._first_run.set_over(True)
                return True
        elif event.type() == QEvent.Type.DragLeave:
            self._first_run.set_over(False)
        elif event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            self._first_run.set_over(False)
            if self._importing.take(event.mimeData()):
                event.acceptProposedAction()
                return True
        return False


def _import_more(_desk: object, _task: object) -> None:
    import_module("desktop.ui.more_rooms")


def _number_of_starters() -> int:
    try:
        return sum(1 for one in seeds().rglob("*") if one.is_file() and one.suffix != ".json")
    except FileNotFoundError:
        return 0
