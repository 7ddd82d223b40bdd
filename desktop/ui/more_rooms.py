"""The rooms that are not seen first: search, notebook, briefs, entities; made once the reader stands."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.model.ids import ArticleId
from desktop.ui.article_face import ReaderFace
from desktop.ui.briefs.room import BriefsRoom
from desktop.ui.bus import Bus, Target
from desktop.ui.commands import Commands
from desktop.ui.entities.room import EntitiesRoom
from desktop.ui.jobs import Jobs
from desktop.ui.main_window import MainWindow
from desktop.ui.notes.room import NotesRoom
from desktop.ui.search.room import SearchRoom
from desktop.ui.theme import ThemeHub


class MoreRooms(QObject):
    """Makes them, gives them to the frame, and joins what they send to one another."""

    def __init__(
        self, window: MainWindow, jobs: Jobs, bus: Bus, hub: ThemeHub, commands: Commands
    ) -> None:
        super().__init__(window)
        self._bus = bus
        self.notes = NotesRoom(jobs, bus, hub, self)
        self.search = SearchRoom(jobs, bus, hub, ReaderFace(hub), self)
        self.briefs = BriefsRoom(jobs, bus, hub, self)
        self.entities = EntitiesRoom(jobs, bus, hub, self)
        for room in (self.search, self.notes, self.briefs, self.entities):
            window.add_room(room.as_room())
        self.notes.send_to_brief.connect(self.briefs.send_one)
        self.entities.send_to_brief.connect(self.briefs.send_one)
        commands.bind("brief.new", window, self.briefs.new)
        commands.bind("brief.export", window, self.briefs.export)

    def new_note(self, article_id: ArticleId | None) -> None:
        """Begin a note, on an article or free, in the notebook."""
        self._bus.open_requested.emit(Target("notebook"))
        self.notes.new_note(article_id)
