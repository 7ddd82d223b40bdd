"""One note open for writing: its tools, its head and its text, saved as it is typed."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, QLocale, QObject, QSize, QTime, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.model.note import Link, Note
from desktop.ui.bus import Bus, Target
from desktop.ui.jobs import Jobs
from desktop.ui.notes.colours import LEFT, TEXT_WIDTH
from desktop.ui.notes.completion import LinkCompletion
from desktop.ui.notes.editor import NoteEditor
from desktop.ui.notes.head import PassageCard, TagRow, TitleLine
from desktop.ui.theme import ThemeHub
from desktop.ui.widgets.bars import Ground
from desktop.ui.widgets.buttons import ToolButton
from desktop.ui.widgets.choices import Segmented
from desktop.ui.widgets.labels import Words
from desktop.work.keep_notes import Noted, NotePage, add_note, complete_link, edit_note

SAVE_AFTER_MS = 600
"""How long typing may pause before the note is saved."""


class EditorPane(Ground):
    """The note in front; nothing typed is lost: it is saved in pauses and before anything else shows."""

    saved = Signal(int)
    """The id of a note that was just saved."""
    link_opened = Signal(str)
    send_asked = Signal(int)
    """The id of a note to send to a brief."""

    def __init__(self, jobs: Jobs, bus: Bus, hub: ThemeHub, parent: QWidget | None = None) -> None:
        super().__init__(hub, "paper", parent)
        self._jobs, self._bus = jobs, bus
        self._page: NotePage | None = None
        self._dirty = False
        self._filling = False
        self._typed: str | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.editor = NoteEditor(hub, self)
        column.addWidget(self._tools(hub))
        column.addWidget(self.editor, 1)
        over = self.editor.viewport()
        self.title = TitleLine(hub, over)
        self.tags = TagRow(hub, over)
        self._passage = PassageCard(hub, over)
        self._completion = LinkCompletion(hub, self)
        self._pause = QTimer(self, singleShot=True, interval=SAVE_AFTER_MS)
        self._join()
        self.clear()

    @property
    def note(self) -> Note | None:
        """The note in front."""
        return self._page.note if self._page is not None else None

    def sizeHint(self) -> QSize:
        """Ask for the text's measure and its margins."""
        return QSize(TEXT_WIDTH + 2 * LEFT, 400)

    def show_page(self, page: NotePage) -> None:
        """Show a note, or what has changed of the one in front while nothing unsaved stands there."""
        same = self._page is not None and self._page.note.id == page.note.id
        if same and self._dirty:
            self._page = page
            return
        if not same:
            self.save_now()
        self._page = page
        self._filling = True
        if not same or self.title.text() != page.note.title:
            self.title.setText(page.note.title)
        if not same or self.editor.toPlainText() != page.note.body:
            self.editor.show_text(page.note.body)
        self.tags.show_tags(page.note.tags)
        self._passage.show_passage(page.article, page.annotation)
        self._filling = False
        self._set_open(True)
        self._say_saved(page.note.modified)
        self._lay_head()

    def clear(self) -> None:
        """Show no note."""
        self.save_now()
        self._page = None
        self._filling = True
        self.title.clear()
        self.editor.show_text("")
        self.tags.show_tags(())
        self._passage.show_passage(None, None)
        self._filling = False
        self._set_open(False)
        self._state.setText("")

    def save_now(self) -> None:
        """Save what is typed, without waiting for a pause."""
        self._pause.stop()
        if not self._dirty or self._page is None:
            return
        self._dirty = False
        self._jobs.write(
            self.tr("Saving the note"),
            edit_note,
            owner=self,
            done=self._hear_saved,
            failed=self._hear_failed,
            note_id=self._page.note.id,
            body=self.editor.toPlainText(),
            title=self.title.text().strip(),
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lay the head again when the text's room changes."""
        if watched is self.editor.viewport() and event.type() == QEvent.Type.Resize:
            self._lay_head()
        return False

    def _tools(self, hub: ThemeHub) -> Ground:
        bar = Ground(hub, "paper", self, height=40, lines="b")
        row = QHBoxLayout(bar)
        row.setContentsMargins(16, 0, 8, 0)
        row.setSpacing(4)
        self._buttons: list[ToolButton] = []
        for icon, text, act in (
            ("heading", self.tr("Heading"), self._heading),
            ("bold", self.tr("Bold"), self._bold),
            ("italic", self.tr("Italic"), self._italic),
            ("list", self.tr("List"), self._list),
            ("quote", self.tr("Quote"), self._quote),
            ("link", self.tr("Link to a note, article or entity"), self._link),
            ("", "", None),
            ("send", self.tr("Send to a brief"), self._send),
        ):
            if act is None:
                gap = Ground(hub, "line", bar)
                gap.setFixedSize(1, 20)
                row.addSpacing(6)
                row.addWidget(gap)
                row.addSpacing(6)
                continue
            button = ToolButton(hub, icon, text, bar)
            button.clicked.connect(act)
            self._buttons.append(button)
            row.addWidget(button)
        row.addStretch(1)
        self._state = Words(hub, "", bar, px=13, role="muted", figures=True)
        row.addWidget(self._state)
        row.addSpacing(12)
        choices = (("live", self.tr("Live")), ("plain", self.tr("Plain")))
        self._live = Segmented(hub, choices, self.tr("How Markdown is shown"), bar)
        self._live.choose("live")
        row.addWidget(self._live)
        return bar

    def _join(self) -> None:
        self.editor.viewport().installEventFilter(self)
        self.editor.verticalScrollBar().valueChanged.connect(self._lay_head)
        self.editor.typed.connect(self._hear_typed)
        self.editor.link_typed.connect(self._ask_links)
        self.editor.completion_key.connect(self._pass_key)
        self.editor.link_opened.connect(self.link_opened)
        self.editor.left_upwards.connect(self.title.setFocus)
        self.title.textEdited.connect(self._hear_typed)
        self.title.left_down.connect(self.editor.setFocus)
        self.tags.changed.connect(self._keep_tags)
        self._passage.opened.connect(self._open_passage)
        self._completion.taken.connect(self._take_link)
        self._completion.new_taken.connect(self._take_new)
        self._pause.timeout.connect(self.save_now)
        self._live.chosen.connect(self._set_live)

    def _lay_head(self) -> None:
        """Place title, tags and passage above the text; they scroll with it."""
        room = self.editor.viewport().width()
        left = LEFT if room >= TEXT_WIDTH + LEFT + 24 else 24
        wide = min(TEXT_WIDTH, room - left - 24)
        up = self.editor.verticalScrollBar().value()
        self.title.setGeometry(left, 29 - up, wide, 36)
        self.tags.setGeometry(left, 66 - up, wide, 24)
        top = 107
        if self._page is not None and self._page.article is not None:
            high = self._passage.measure(wide)
            self._passage.setGeometry(left, top - up, wide, high)
            top += high + 16
        self.editor.keep_top(top)

    def _set_open(self, opened: bool) -> None:
        for part in (self.title, self.tags, self.editor, self._live, *self._buttons):
            part.setEnabled(opened)
        for part in (self.title, self.tags):
            part.setVisible(opened)

    def _hear_typed(self) -> None:
        if self._filling or self._page is None:
            return
        self._dirty = True
        self._state.setText(self.tr("Saving as you type"))
        self._pause.start()

    def _hear_saved(self, noted: Noted) -> None:
        if self._page is not None and self._page.note.id == noted.note.id and not self._dirty:
            self._say_saved(noted.note.modified)
        self.saved.emit(noted.note.id)

    def _hear_failed(self, error: Exception) -> None:
        """Keep what is typed, and try again at the next pause."""
        self._dirty = True
        self._state.setText(self.tr("Not saved: {}").format(error))

    def _say_saved(self, stamp: str) -> None:
        try:
            when = datetime.fromisoformat(stamp).astimezone()
        except ValueError:
            self._state.setText(self.tr("Saved"))
            return
        clock = QLocale().toString(QTime(when.hour, when.minute), "HH:mm")
        self._state.setText(self.tr("Saved {}").format(clock))

    def _keep_tags(self, tags: tuple[str, ...]) -> None:
        if self._page is not None:
            self._jobs.write(
                self.tr("Tagging the note"),
                edit_note,
                owner=self,
                note_id=self._page.note.id,
                tags=tags,
            )

    def _open_passage(self) -> None:
        if self._page is None or self._page.article is None:
            return
        span = self._page.annotation.span if self._page.annotation is not None else None
        self._bus.open_requested.emit(Target("article", self._page.article.id, span))

    def _ask_links(self, typed: str | None) -> None:
        self.editor.completing = False
        if typed is None or self._page is None:
            self._typed = None
            self._completion.hide()
            return
        self._typed = typed
        self._jobs.read(
            self.tr("Looking for links"),
            complete_link,
            owner=self,
            done=self._offer_links,
            replaces="notes.links",
            typed=typed,
        )

    def _offer_links(self, links: tuple[Link, ...]) -> None:
        if self._typed is None:
            return  # the link was closed before the answer came
        corner = self.editor.mapTo(self, self.editor.caret_corner())
        self._completion.offer(links, self._typed, corner)
        self.editor.completing = self._completion.isVisible()

    def _pass_key(self, key: int) -> None:
        self.editor.completing = self._completion.press(key)

    def _take_link(self, words: str) -> None:
        self.editor.complete_link(words)
        self._close_links()

    def _take_new(self, title: str) -> None:
        self.editor.complete_link(title)
        self._close_links()
        self._jobs.write(self.tr("Making a note"), add_note, owner=self, title=title)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Close the list of links: its place has moved."""
        super().resizeEvent(event)
        self._typed = None
        self.editor.completing = False
        self._completion.hide()

    def _close_links(self) -> None:
        self.editor.completing = False
        self._typed = None
        self._completion.hide()
        self.editor.setFocus()

    def _set_live(self, choice: str) -> None:
        self.editor.set_live(choice == "live")

    def _heading(self) -> None:
        self.editor.start_line_with("## ")

    def _bold(self) -> None:
        self.editor.wrap_selection("**", "**")

    def _italic(self) -> None:
        self.editor.wrap_selection("_", "_")

    def _list(self) -> None:
        self.editor.start_line_with("- ")

    def _quote(self) -> None:
        self.editor.start_line_with("> ")

    def _link(self) -> None:
        self.editor.wrap_selection("[[", "]]")

    def _send(self) -> None:
        if self._page is not None:
            self.send_asked.emit(self._page.note.id)
