"""The reader's room: tabs over the text, what floats over it, and the inspector beside it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.model.annotation import Annotation
from desktop.model.change import Change, Noun
from desktop.model.ids import AnnotationId, ArticleId
from desktop.model.spans import Span
from desktop.ui.bus import Bus, Target
from desktop.ui.jobs import Jobs
from desktop.ui.notices import NoticeStack
from desktop.ui.reader.floats import Floats
from desktop.ui.reader.going import Going
from desktop.ui.reader.inspector import Inspector
from desktop.ui.reader.look import Look
from desktop.ui.reader.marking import Marking
from desktop.ui.reader.opened import Closed, Opened
from desktop.ui.reader.page import Page
from desktop.ui.reader.places import Places
from desktop.ui.reader.pointing import Pointing
from desktop.ui.reader.seeking import Seeking
from desktop.ui.reader.side import Side
from desktop.ui.reader.view import ReaderView
from desktop.ui.reader.words import kicker
from desktop.ui.theme import ThemeHub
from desktop.ui.widgets.bars import Ground
from desktop.ui.widgets.labels import EmptyState
from desktop.ui.widgets.tabs import TabStrip
from desktop.work.read_article import (
    ReaderPage,
    read_annotation,
    read_article,
)
from desktop.work.tend_articles import set_starred

KINDS = frozenset({"article", "highlight"})
MOST_CLOSED = 30


class Reader(Ground):
    """Opens articles in tabs, shows and marks them; hears everything through Jobs and the bus."""

    send_asked = Signal(str, int)
    """Something is to go into a brief: "highlight" or "article", and its id."""
    shown = Signal(object)
    """The Page in front, or None."""
    size_asked = Signal(int)
    """The wheel was turned with Ctrl: larger or smaller type."""
    menu_asked = Signal(QPoint)
    """The menu of the text is wanted, there on the screen."""
    new_tab_asked = Signal()
    """The + of the tabs was pressed: the user wants to choose an article."""

    def __init__(self, jobs: Jobs, bus: Bus, hub: ThemeHub, parent: QWidget | None = None) -> None:
        super().__init__(hub, "paper", parent)
        self._jobs, self._bus = jobs, bus
        self._tabs: list[Opened] = []
        self._front: Opened | None = None
        self._closed: list[Closed] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.strip = TabStrip(hub, self.tr("Open articles"), self)
        self.notices = NoticeStack(hub, "article", self)
        self.body = QWidget(self)
        inside = QVBoxLayout(self.body)
        inside.setContentsMargins(0, 0, 0, 0)
        self.pane = QStackedWidget(self.body)
        inside.addWidget(self.pane)
        self._empty = EmptyState(hub, self.pane)
        self._empty.say(self.tr("Choose an article in the list."))
        self.pane.addWidget(self._empty)
        column.addWidget(self.strip)
        column.addWidget(self.notices)
        column.addWidget(self.body, 1)
        self.inspector = Inspector(hub)
        self.marking = Marking(jobs, bus, self.front, self)
        self.floats = Floats(hub, bus, self.body, self.front, self.marking)
        self.seeking = Seeking(hub, self.body, self.front)
        self.going = Going(self.front, self.floats, self.marking, self.seeking, self)
        self.side = Side(jobs, bus, self.inspector, self.marking, self.going, self)
        self.places = Places(jobs, self.front, self)
        self.look = Look(hub, self._views, self.inspector.entities, self.floats, self)
        self._wire()
        self._show_tabs()

    def _wire(self) -> None:
        self.strip.chosen.connect(self._choose_tab)
        self.strip.close_asked.connect(self.close_tab)
        self.strip.new_asked.connect(self.new_tab_asked)
        self.marking.annotated.connect(self._hear_annotated)
        self.marking.send_wanted.connect(self._hear_send)
        self.marking.refused.connect(self._read_again)
        self.floats.next_asked.connect(self.going.to_named)
        self._bus.changed.connect(self._hear_change)
        self._bus.notice.connect(self.notices.hear)

    # ------------------------------------------------------------------ what is open

    def front(self) -> Opened | None:
        """Return the tab in front."""
        return self._front

    @property
    def view(self) -> ReaderView | None:
        """The text in front."""
        return None if self._front is None else self._front.view

    @property
    def page(self) -> Page | None:
        """The page in front."""
        return None if self._front is None else self._front.page

    def has_page(self) -> bool:
        """Whether there is an article in front."""
        return self.page is not None

    @property
    def tabs(self) -> tuple[Opened, ...]:
        """The open articles, from left to right."""
        return tuple(self._tabs)

    def _views(self) -> list[ReaderView]:
        return [opened.view for opened in self._tabs]

    def open(self, target: Target) -> None:
        """Show an article, at a span if one is given: in its tab, this tab, or a new one."""
        if target.kind == "highlight":
            self._open_annotation(AnnotationId(target.id))
            return
        self._open_article(ArticleId(target.id), target.span, new_tab=target.new_tab)

    def _open_article(
        self, article_id: ArticleId, span: Span | None, *, new_tab: bool = False
    ) -> None:
        opened = next((tab for tab in self._tabs if tab.article_id == article_id), None)
        if opened is not None:
            self._bring(opened)
            if span is not None and opened.page is not None:
                self.going.to(span)
            else:
                opened.wanted = span
            return
        if self._front is None or new_tab:
            opened = self._new_tab(article_id)
        else:
            self.places.keep()
            opened = self._front
            self.floats.hide_all()
            opened.article_id, opened.page, opened.stale = article_id, None, False
            opened.seen = False
            opened.forget_finds()
        opened.wanted = span
        self._bring(opened)
        self._read(opened)

    def _open_annotation(self, annotation_id: AnnotationId) -> None:
        """Go to a highlight that is shown; one of another article has to be asked for."""
        for opened in self._tabs:
            if opened.page is not None and opened.page.annotation(annotation_id) is not None:
                self._bring(opened)
                self.going.to_annotation(annotation_id)
                return
        self._jobs.read(
            self.tr("Open the highlight"),
            read_annotation,
            owner=self,
            done=self._hear_where,
            replaces="reader.highlight",
            annotation_id=annotation_id,
        )

    def _hear_where(self, annotation: Annotation) -> None:
        self._open_article(annotation.article_id, annotation.span)

    def _new_tab(self, article_id: ArticleId) -> Opened:
        view = ReaderView(self.look.theme, self.pane)
        self.look.dress(view)
        view.beside = self.floats.reached
        pointing = Pointing(view)
        opened = Opened(article_id, view, pointing)
        view.moved.connect(self._hear_moved)
        view.laid_out.connect(self.floats.hide_passing)
        view.escaped.connect(self.going.escape)
        view.selection_settled.connect(self.floats.hear_selection)
        view.size_asked.connect(self.size_asked)
        view.menu_asked.connect(self.menu_asked)
        view.start_moved.connect(self.marking.move_start)
        pointing.rested.connect(self.floats.hear_rest)
        pointing.mention_clicked.connect(self.going.click_mention)
        pointing.annotation_clicked.connect(self.floats.choose_annotation)
        pointing.note_clicked.connect(self._click_note)
        pointing.link_clicked.connect(self.side.ask_link)
        pointing.nothing_clicked.connect(self.floats.let_go)
        pointing.end_dragged.connect(self.marking.keep_span)
        self.pane.addWidget(view)
        at = self._tabs.index(self._front) + 1 if self._front in self._tabs else len(self._tabs)
        self._tabs.insert(at, opened)
        return opened

    def _bring(self, opened: Opened) -> None:
        if opened is not self._front:
            self.places.keep()
            self.floats.hide_all()
            self._front = opened
        self.pane.setCurrentWidget(opened.view)
        self._show_tabs()
        self._show_page()
        if opened.stale:
            self._read(opened)

    def _show_tabs(self) -> None:
        now = self._tabs.index(self._front) if self._front in self._tabs else -1
        self.strip.show_tabs([tab.title or self.tr("Opening…") for tab in self._tabs], now)
        if self._front is None:
            self.pane.setCurrentWidget(self._empty)

    def _show_page(self) -> None:
        page = self.page
        self.inspector.show_page(page)
        self.seeking.renew()
        self.shown.emit(page)

    # ------------------------------------------------------------------ tabs

    def _choose_tab(self, number: int) -> None:
        opened = self._tabs[number]
        self._bus.open_requested.emit(Target("article", opened.article_id))
        if self._front is not opened:  # nobody routes requests: a reader on its own
            self._bring(opened)

    def step_tab(self, step: int) -> None:
        """Bring the next tab to the front, or the one before."""
        if self._front in self._tabs and len(self._tabs) > 1:
            self._choose_tab((self._tabs.index(self._front) + step) % len(self._tabs))

    def close_tab(self, number: int) -> None:
        """Close a tab; it can be opened again."""
        opened = self._tabs[number]
        if opened is self._front:
            self.places.keep()
            self.floats.hide_all()
            self.seeking.bar.hide()
        del self._tabs[number]
        self._closed.append(Closed(opened.article_id, opened.view.place()))
        del self._closed[:-MOST_CLOSED]
        self.pane.removeWidget(opened.view)
        opened.view.hide()
        opened.view.deleteLater()
        if opened is self._front:
            self._front = self._tabs[min(number, len(self._tabs) - 1)] if self._tabs else None
            if self._front is not None:
                self._bring(self._front)
                return
        self._show_tabs()
        self._show_page()

    def close_front(self) -> None:
        """Close the tab in front."""
        if self._front in self._tabs:
            self.close_tab(self._tabs.index(self._front))

    def reopen_tab(self) -> None:
        """Open the tab that was closed last."""
        if self._closed:
            last = self._closed.pop()
            self.places.known[last.article_id] = last.place
            self._open_article(last.article_id, None, new_tab=True)

    # ------------------------------------------------------------------ reading

    def _read(self, opened: Opened) -> None:
        opened.stale = False
        self._jobs.read(
            self.tr("Open the article"),
            read_article,
            owner=self,
            done=self._hear_page,
            failed=partial(self._hear_not_read, opened.article_id),
            replaces=f"reader.{opened.article_id}",
            article_id=opened.article_id,
        )

    def _read_again(self) -> None:
        if self._front is not None:
            self._read(self._front)

    def _hear_page(self, read: ReaderPage) -> None:
        opened = next((tab for tab in self._tabs if tab.article_id == read.article.id), None)
        if opened is None:
            return
        first = opened.page is None
        page = Page(read, opened.page)
        if opened.page is not None and opened.page.read.version.id != read.version.id:
            opened.forget_finds()
        opened.page = page
        line = kicker(read.article.details, page.minutes())
        if first:
            opened.view.show_page(page, line)
            place = self.places.known.get(read.article.id, read.article.place)
            opened.kept_place = place
            if opened.wanted is None and place:
                opened.view.reveal(Span(place, place), at=8.0)
        else:
            opened.view.renew_page(page, line)
        self._show_tabs()
        if opened is self._front:
            self._show_page()
            self.places.wait()
            if opened.wanted is not None:
                self.going.to(opened.wanted)
        opened.wanted = None

    def _hear_not_read(self, article_id: ArticleId, error: Exception) -> None:
        """Say what went wrong, and close the tab that has nothing to show."""
        from desktop.ui.error_words import notice_of

        self._bus.notice.emit(notice_of(error, self.tr("Open the article")))
        for number, opened in enumerate(self._tabs):
            if opened.article_id == article_id and opened.page is None:
                self.close_tab(number)
                self._closed.pop()
                return

    def _hear_change(self, change: Change) -> None:
        """Read again what was touched; tabs behind wait until they come to the front."""
        articles = change.ids(Noun.ARTICLE)
        annotations = change.ids(Noun.ANNOTATION)
        others = change.touches(Noun.ENTITY, Noun.NOTE)
        for opened in self._tabs:
            known = opened.page.index_of if opened.page is not None else {}
            mine = opened.article_id in articles or any(one in known for one in annotations)
            if mine or others or (annotations and not articles):
                opened.stale = True
        if self._front is not None and self._front.stale:
            self._read(self._front)

    def _hear_annotated(self, annotation: Annotation) -> None:
        """Show a highlight as the library now keeps it, before the article is read again."""
        for opened in self._tabs:
            if opened.article_id == annotation.article_id and opened.page is not None:
                opened.page = opened.page.with_annotation(annotation)
                opened.view.renew_page(opened.page, opened.view.kicker)
                if opened is self._front:
                    self.inspector.highlights.show_page(opened.page)

    # ------------------------------------------------------------------ what the user does

    def _hear_moved(self) -> None:
        if self.view is not None and not self.view.motion.moving:
            self.floats.hide_passing()
        self.places.wait()

    def remove(self) -> None:
        """Remove the chosen highlight."""
        self.floats.hide_passing()
        self.marking.remove()

    def copy(self) -> None:
        """Put the selected words on the clipboard."""
        if self.view is not None:
            self.view.copy()

    def switch_star(self) -> None:
        """Star the article, or take the star away."""
        page = self.page
        if page is not None:
            article = page.read.article
            self._jobs.write(
                self.tr("Star"),
                set_starred,
                owner=self,
                article_ids=[article.id],
                starred=not article.starred,
            )

    def send_article(self) -> None:
        """Send the article to a brief."""
        if self._front is not None:
            self.send_asked.emit("article", self._front.article_id)

    def _click_note(self, annotation_id: int) -> None:
        annotation = (
            None if self.page is None else self.page.annotation(AnnotationId(annotation_id))
        )
        if annotation is not None:
            self.floats.edit_comment(annotation)

    def _hear_send(self, annotation: Annotation) -> None:
        self.send_asked.emit("highlight", annotation.id)

    def showEvent(self, event: QShowEvent) -> None:
        """Watch the window, to keep what is being written before it closes."""
        super().showEvent(event)
        self.window().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the comment and the place when the window is about to close."""
        if event.type() == QEvent.Type.Close and watched is self.window():
            self.floats.editor.flush()
            self.places.keep()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the find bar at its edge."""
        super().resizeEvent(event)
        self.seeking.place()
