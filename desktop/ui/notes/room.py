"""The notebook as the window sees it: a column of notes, the note in front, and its links."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.model.change import Change, Noun
from desktop.model.ids import AnnotationId, ArticleId, NoteId
from desktop.model.spans import Span
from desktop.ui.bus import Bus, Notice, Target
from desktop.ui.jobs import Jobs
from desktop.ui.notes.editor_pane import EditorPane
from desktop.ui.notes.links_panel import LinksPanel
from desktop.ui.notes.note_list import NoteList
from desktop.ui.room import Column, Face, Room
from desktop.ui.theme import ThemeHub
from desktop.work.keep_notes import (
    Noted,
    NotePage,
    NoteRow,
    add_note,
    list_notes,
    read_note,
    remove_note,
)


class NotesRoom(QObject):
    """Joins list, editor and links; the parts are placed by the window."""

    send_to_brief = Signal(str, int)
    """"note" and its id."""

    def __init__(self, jobs: Jobs, bus: Bus, hub: ThemeHub, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._bus = jobs, bus
        self.column = NoteList(hub)
        self.main = EditorPane(jobs, bus, hub)
        self.inspector = LinksPanel(hub)
        self._tag = ""
        self._page: NotePage | None = None
        self._wanted: NoteId | None = None
        self._at: Span | None = None
        self._fresh: NoteId | None = None
        self._shown = False
        self._face = Face()
        self.column.chosen.connect(self._choose)
        self.column.entered.connect(self.main.editor.setFocus)
        self.column.new_asked.connect(self.new_note)
        self.column.removal_asked.connect(self._remove)
        self.column.tag_cleared.connect(self._all_tags)
        self.main.link_opened.connect(self._open_link)
        self.main.send_asked.connect(self._send)
        self.inspector.opened.connect(self._open)
        bus.changed.connect(self._hear)

    def as_room(self) -> Room:
        """Return the room as the frame takes it."""
        return Room(
            name="notebook",
            title=self.tr("Notebook"),
            columns=(
                Column(
                    "notes",
                    self.tr("Notes"),
                    self.column,
                    width=300,
                    least=240,
                    most=420,
                    focus=self._list_focus,
                ),
                Column("note", self.tr("Note"), self.main, least=320, focus=self._text_focus),
            ),
            inspector=Column("links", self.tr("Links"), self.inspector, 296, 240, 360),
            kinds=frozenset({"note", "notebook"}),
            open=self.open,
            face=self._face,
        )

    def open(self, target: Target) -> None:
        """Show the notebook, with the note named in front; a query narrows it to a tag."""
        self._shown = True
        self._tag = target.query
        self.main.save_now()
        if target.id:
            self._wanted = NoteId(target.id)
            self._at = target.span
            self._read(self._wanted)
            self._face.asked_for_main.emit()
        self._reload()

    def show_tag(self, tag: str) -> None:
        """Narrow the list to a tag; "" shows all."""
        self._tag = tag
        self._reload()

    def new_note(
        self, article_id: ArticleId | None = None, annotation_id: AnnotationId | None = None
    ) -> None:
        """Make a note, free or tied, and open it for writing."""
        self._jobs.write(
            self.tr("Making a note"),
            add_note,
            owner=self,
            done=self._open_fresh,
            article_id=article_id or None,
            annotation_id=annotation_id,
        )

    def _open_fresh(self, noted: Noted) -> None:
        self._fresh = noted.note.id
        self._bus.open_requested.emit(Target("note", int(noted.note.id)))

    def _reload(self) -> None:
        self._jobs.read(
            self.tr("Listing notes"),
            list_notes,
            owner=self,
            done=self._show_rows,
            replaces="notes.list",
        )

    def _show_rows(self, rows: tuple[NoteRow, ...]) -> None:
        shown = [row for row in rows if not self._tag or self._tag in row.note.tags]
        self.column.show_rows(shown, len(rows), self._tag)
        ids = {row.note.id for row in rows}
        if self._wanted is None or self._wanted not in ids:
            self._wanted = shown[0].note.id if shown else None
            if self._wanted is not None:
                self._read(self._wanted)
            else:
                self.main.clear()
                self.inspector.show_page(None)
        if self._wanted is not None:
            self.column.select(self._wanted)

    def _choose(self, note_id: int) -> None:
        self._wanted = NoteId(note_id)
        self.main.save_now()
        self._read(self._wanted)

    def _read(self, note_id: NoteId) -> None:
        self._jobs.read(
            self.tr("Opening a note"),
            read_note,
            owner=self,
            done=self._show_page,
            replaces="notes.page",
            note_id=note_id,
        )

    def _show_page(self, page: NotePage) -> None:
        if page.note.id != self._wanted:
            return
        self._page = page
        self.main.show_page(page)
        self.inspector.show_page(page)
        words = len(page.note.body.split())
        counted = self.tr("1 word") if words == 1 else self.tr("{:,} words").format(words)
        self._face.status.emit(counted)
        if self._at is not None:
            self.main.editor.reveal(self._at)
            self._at = None
        if self._fresh == page.note.id:
            self._fresh = None
            self.main.title.selectAll()
            self.main.title.setFocus()

    def _remove(self, note_id: int) -> None:
        self._jobs.write(
            self.tr("Removing the note"),
            remove_note,
            owner=self,
            done=self._say_removed,
            note_id=NoteId(note_id),
        )

    def _say_removed(self, change: Change) -> None:
        self._bus.notice.emit(Notice(change.title or self.tr("Note removed"), undo=True))

    def _hear(self, change: Change) -> None:
        if not self._shown or not change.touches(Noun.NOTE, Noun.TAG, Noun.ENTITY, Noun.ANNOTATION):
            return
        self._reload()
        if self._wanted is not None and change.touches(Noun.NOTE):
            gone = self.main.note is None
            if not gone or self._wanted in change.ids(Noun.NOTE):
                self._read(self._wanted)

    def _open_link(self, target: str) -> None:
        for link in self._page.links if self._page is not None else ():
            if link.target == target and link.kind:
                self._bus.open_requested.emit(Target(link.kind, link.id))
                return
        text = self.tr("Nothing is called “{}” yet.").format(target)
        self._bus.notice.emit(Notice(self.tr("No such link"), text))

    def _open(self, kind: str, key: int) -> None:
        kinds = {"comment": "highlight"}
        self._bus.open_requested.emit(Target(kinds.get(kind, kind), key))

    def _send(self, note_id: int) -> None:
        self.send_to_brief.emit("note", note_id)

    def _list_focus(self) -> QWidget:
        return self.column.view

    def _text_focus(self) -> QWidget:
        return self.main.editor

    def _all_tags(self) -> None:
        self.show_tag("")
