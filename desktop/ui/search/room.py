"""Search as the window sees it: the line, the hint, facets, results and the hit in front."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.joinery import cells
from desktop.model.change import Change
from desktop.model.ids import NoteId
from desktop.model.spans import Span
from desktop.ui.bus import Bus, Notice, Target
from desktop.ui.jobs import Jobs
from desktop.ui.room import Column, Face, Room
from desktop.ui.search.facets import FacetPanel
from desktop.ui.search.hint_line import HintLine
from desktop.ui.search.preview import ArticleFace, Preview
from desktop.ui.search.query_edit import FIELDS, Wish, with_dates, with_wish, without
from desktop.ui.search.query_line import QueryLine
from desktop.ui.search.results_column import ResultsColumn
from desktop.ui.theme import ThemeHub
from desktop.ui.widgets.floating import Popup
from desktop.ui.widgets.menus import Menu
from desktop.work.browse import Sidebar, sidebar
from desktop.work.keep_notes import NotePage, read_note
from desktop.work.read_article import ReaderPage, read_article
from desktop.work.search import FoundHit, SearchPage, Sort, search
from desktop.work.tend_articles import save_search

PAGE = 20
EARLIER = 20
"""How many searches the history keeps."""
FACETS_NEED = 1120
"""Window width under which the facets stand behind a button."""


class SearchRoom(QObject):
    """Joins the parts; one search at a time, a newer one takes the place of an older."""

    def __init__(
        self,
        jobs: Jobs,
        bus: Bus,
        hub: ThemeHub,
        article: ArticleFace,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs, self._bus = jobs, bus
        self.line = QueryLine(hub)
        self.hint = HintLine(hub)
        self.facets = FacetPanel(hub)
        self.results = ResultsColumn(hub)
        self.preview = Preview(hub, article)
        self._popup: Popup | None = None
        self._hub = hub
        self._face = Face()
        self._page: SearchPage | None = None
        self._sort = Sort.RELEVANCE
        self._wanted: FoundHit | None = None
        self._earlier: list[str] = []
        self._places = ""
        self._asking = ""
        self._join()
        self.facets.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Offer the filters behind a button as soon as their column has given way."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._offer_filters()
        return False

    def as_room(self) -> Room:
        """Return the room as the frame takes it."""
        return Room(
            name="search",
            title=self.tr("Search"),
            columns=(
                Column(
                    "facets",
                    self.tr("Facets"),
                    self.facets,
                    width=212,
                    least=180,
                    most=280,
                    hides_below=FACETS_NEED,
                ),
                Column(
                    "results",
                    self.tr("Results"),
                    self.results,
                    width=412,
                    least=320,
                    most=560,
                    focus=self._results_focus,
                ),
                Column("preview", self.tr("Preview"), self.preview, least=320),
            ),
            kinds=frozenset({"search"}),
            open=self.open,
            head=self.line,
            hint=self.hint,
            face=self._face,
        )

    def open(self, target: Target) -> None:
        """Search for the target's query, or go on with the last one."""
        if target.query:
            self.line.say(target.query)
        elif self._page is None:
            self.results.show_nothing("")
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not target.query:
            self.line.selectAll()
        else:
            self.line.end(False)
        self._count_places()

    def _join(self) -> None:
        self.line.asked.connect(self._ask)
        self.line.go_down.connect(self._go_down)
        self.line.left.connect(self._leave)
        self.line.keep_asked.connect(self._keep)
        self.line.history_asked.connect(self._show_earlier)
        self.hint.suggestion_taken.connect(self.line.say)
        self.hint.help_asked.connect(self._show_help)
        self.facets.wished.connect(self._wish)
        self.facets.cleared.connect(self._clear_filters)
        self.results.chosen.connect(self._show_hit)
        self.results.opened.connect(self._open_hit)
        self.results.sorted_by.connect(self._sort_by)
        self.results.more_asked.connect(self._ask_more)
        self.results.narrowed.connect(self._narrow)
        self.results.table_asked.connect(self._copy_table)
        self.results.filters_asked.connect(self._show_filters)
        self.results.broader_taken.connect(self.line.say)
        self.results.view.left_upwards.connect(self.line.setFocus)
        self.preview.opened.connect(self._open_mark)
        self._bus.changed.connect(self._hear)

    def _ask(self, query: str) -> None:
        self._asking = query
        if not query.strip():
            self._page = None
            self.line.show_tokens("", [])
            self.hint.show_page(None)
            self.facets.show_page(None, [])
            self.results.show_nothing("")
            self.preview.show_nothing()
            self._face.status.emit("")
            return
        self._jobs.read(
            self.tr("Searching"),
            search,
            owner=self,
            done=self._show_page,
            failed=self._say_refused,
            replaces="search",
            query=query,
            limit=PAGE,
            sort=self._sort,
            facets=True,
        )

    def _show_page(self, page: SearchPage) -> None:
        self._page = page
        tokens = list(page.tokens)
        self.line.show_tokens(page.query, tokens)
        self.hint.show_page(page)
        self.facets.show_page(page, tokens)
        after = next((one.value for one in tokens if one.field == "after"), "")
        before = next((one.value for one in tokens if one.field == "before"), "")
        self.results.histogram.show_months(page.facets.get("month", ()), after, before)
        self.results.show_page(page, self._broader(page), self._places)
        self._offer_filters()
        hits = self.tr("1 hit") if page.total == 1 else self.tr("{:,} hits").format(page.total)
        self._face.status.emit(self.tr("{hits} in {ms:.0f} ms").format(hits=hits, ms=page.took_ms))
        if page.total and page.query not in self._earlier[:1]:
            kept = [one for one in self._earlier if not page.query.startswith(one)]
            self._earlier = [page.query, *(one for one in kept if one != page.query)][:EARLIER]

    def _offer_filters(self) -> None:
        wanted = self._page is not None and self.facets.isHidden()
        self.results.set_filters(self.facets.active, shown=wanted)

    def _say_refused(self, error: Exception) -> None:
        """Show under the line why a query cannot be answered."""
        refused = SearchPage(self._asking, 0, 0.0, (), {}, None, str(error), None, (), (), {})
        self.hint.show_page(refused)
        self.results.show_page(refused, "", self._places)

    def _broader(self, page: SearchPage) -> str:
        """Return the query without its filters, when it found nothing and has other words."""
        if page.total or not page.tokens:
            return ""
        query = page.query
        for token in sorted(page.tokens, key=lambda one: -one.span.start):
            query = without(query, token)
        return query

    def _ask_more(self, start: int) -> None:
        if self._page is None:
            return
        self._jobs.read(
            self.tr("Searching on"),
            search,
            owner=self,
            done=self._add_page,
            replaces="search.more",
            query=self._page.query,
            limit=PAGE,
            offset=start,
            sort=self._sort,
        )

    def _add_page(self, page: SearchPage) -> None:
        if self._page is not None and page.query == self._page.query:
            self.results.add_hits(page.hits)

    def _sort_by(self, sort: Sort) -> None:
        self._sort = sort
        self._ask(self.line.text())

    def _wish(self, facet: str, value: str, wish: Wish) -> None:
        self.line.say(with_wish(self.line.text(), self.line.tokens, FIELDS[facet], value, wish))

    def _narrow(self, after: str, before: str) -> None:
        self.line.say(with_dates(self.line.text(), self.line.tokens, after, before))

    def _clear_filters(self) -> None:
        query = self.line.text()
        fields = set(FIELDS.values()) | {"after", "before", "date"}
        for token in sorted(self.line.tokens, key=lambda one: -one.span.start):
            if token.field in fields:
                query = without(query, token)
        self.line.say(query)

    def _show_hit(self, hit: FoundHit | None) -> None:
        self._wanted = hit if isinstance(hit, FoundHit) else None
        if self._wanted is None:
            self.preview.show_nothing()
        elif self._wanted.kind == "note":
            self._jobs.read(
                self.tr("Reading the note"),
                read_note,
                owner=self,
                done=self._preview_note,
                replaces="search.preview",
                note_id=NoteId(self._wanted.id),
            )
        elif self._wanted.article_id is not None:
            self._jobs.read(
                self.tr("Reading the article"),
                read_article,
                owner=self,
                done=self._preview_article,
                replaces="search.preview",
                article_id=self._wanted.article_id,
            )

    def _preview_article(self, page: ReaderPage) -> None:
        hit = self._wanted
        if hit is None or hit.article_id != page.article.id:
            return
        marks = _marks(hit) if hit.kind == "article" else ()
        if not marks and hit.opens is not None:
            marks = (hit.opens,)
        self.preview.show_article(page, marks)

    def _preview_note(self, page: NotePage) -> None:
        if self._wanted is not None and self._wanted.id == page.note.id:
            self.preview.show_note(page, _marks(self._wanted))

    def _open_hit(self, hit: FoundHit) -> None:
        self._open_at(hit, 0)

    def _open_mark(self, number: int) -> None:
        if self._wanted is not None:
            self._open_at(self._wanted, number)

    def _open_at(self, hit: FoundHit, number: int) -> None:
        marks = _marks(hit)
        if hit.kind == "note":
            span = marks[number] if number < len(marks) else None
            self._bus.open_requested.emit(Target("note", hit.id, span))
        elif hit.article_id is not None:
            span = hit.opens
            if hit.kind == "article" and number < len(marks):
                span = marks[number]
            self._bus.open_requested.emit(Target("article", int(hit.article_id), span))

    def _go_down(self) -> None:
        self.results.view.setFocus(Qt.FocusReason.TabFocusReason)

    def _results_focus(self) -> QWidget:
        return self.results.view

    def _leave(self) -> None:
        self._bus.open_requested.emit(Target("shelf", query="inbox"))

    def _keep(self) -> None:
        query = self.line.text().strip()
        if query:
            self._jobs.write(
                self.tr("Saving the search"),
                save_search,
                owner=self,
                done=self._say_kept,
                name=query,
                query=query,
            )

    def _say_kept(self, change: Change) -> None:
        self._bus.notice.emit(Notice(change.title or self.tr("Search saved"), undo=True))

    def _show_earlier(self) -> None:
        menu = Menu(self._hub.theme, self.line)
        for query in self._earlier:
            action = QAction(query.replace("&", "&&"), menu)
            action.setData(query)
            menu.addAction(action)
        if not self._earlier:
            nothing = menu.addAction(self.tr("No earlier searches yet"))
            nothing.setEnabled(False)
        menu.triggered.connect(self._take_earlier)
        menu.popup(self.line.mapToGlobal(self.line.history_corner()))

    def _take_earlier(self, action: QAction) -> None:
        self.line.say(action.data())

    def _show_help(self) -> None:
        text = self.tr(
            'Words must all be there. OR, NOT or -, "a phrase", word*, word~, "near words"~5. '
            "Fields: title: by: source: tag: kind: colour: date: after: before: "
            "person: org: place: entity:"
        )
        self._bus.notice.emit(Notice(self.tr("How to search"), text, key="search.help"))

    def _show_filters(self) -> None:
        """Show the facets over the results, in a window that has no column for them."""
        window = self.results.window()
        popup = Popup(self._hub, window)
        panel = FacetPanel(self._hub, popup)
        panel.show_page(self._page, self.line.tokens)
        panel.setGeometry(1, 8, 238, 420)
        popup.resize(240, 436)
        popup.setMinimumSize(240, 436)
        panel.wished.connect(self._wish)
        panel.cleared.connect(self._clear_filters)
        panel.wished.connect(popup.close_card)
        popup.closed.connect(popup.deleteLater)
        corner = self.results.mapTo(window, self.results.rect().topLeft())
        corner.setY(corner.y() + 40)
        popup.open_at(corner)

    def _copy_table(self) -> None:
        hits = self.results.hits
        first = [next((one.text for one in hit.passages), "") for hit in hits]
        rows = [
            (h.kind, h.title, h.source, h.date, said) for h, said in zip(hits, first, strict=True)
        ]
        heads = ("kind", "title", "source", "date", "passage")
        QGuiApplication.clipboard().setText(cells.table(heads, rows))
        said = self.tr("{} hits are on the clipboard as a table.").format(len(hits))
        self._bus.notice.emit(Notice(self.tr("Copied"), said))

    def _hear(self, change: Change) -> None:
        """Search again when something changed while hits are shown."""
        if self._page is not None and change and self.results.isVisible():
            self._jobs.read(
                self.tr("Searching"),
                search,
                owner=self,
                done=self._renew,
                replaces="search",
                query=self._page.query,
                limit=max(PAGE, len(self.results.hits)),
                sort=self._sort,
                facets=True,
            )

    def _renew(self, page: SearchPage) -> None:
        if self._page is not None and page.hits == self._page.hits:
            self._page = replace(self._page, facets=page.facets)
            return
        self._show_page(page)

    def _count_places(self) -> None:
        self._jobs.read(
            self.tr("Counting"),
            sidebar,
            owner=self,
            done=self._take_counts,
            replaces="search.places",
        )

    def _take_counts(self, counts: Sidebar) -> None:
        said = self.tr("{articles:,} articles and {notes:,} notes")
        self._places = said.format(articles=counts.articles, notes=counts.notes)


def _marks(hit: FoundHit) -> tuple[Span, ...]:
    """Return the hit's marks in offsets of its own text, in order."""
    found = {
        mark.shifted(passage.start) for passage in hit.passages for mark in passage.marks if mark
    }
    return tuple(sorted(found))
