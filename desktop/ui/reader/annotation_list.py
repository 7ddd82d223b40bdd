"""The inspector's list of highlights: every painted mark as a row that can be read and pressed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from desktop.model.annotation import AnchorState, Annotation
from desktop.model.ids import AnnotationId
from desktop.model.note import Note
from desktop.model.quotation import Quotation
from desktop.ui.reader.cards import Card, card_of_annotation, card_of_note, card_of_quotation
from desktop.ui.reader.page import Page
from desktop.ui.reader.panel_list import PanelList
from desktop.ui.theme import ThemeHub
from desktop.ui.widgets.bars import Ground
from desktop.ui.widgets.labels import EmptyState


class CardList(Ground):
    """A list of cards, or the sentence that says how to get some."""

    def __init__(self, hub: ThemeHub, name: str, empty: str, parent: QWidget | None = None) -> None:
        super().__init__(hub, "panel", parent)
        self._stack = QStackedLayout(self)
        self.list: PanelList[Card] = PanelList(hub, name, self)
        self.empty = EmptyState(hub, self)
        self.empty.say(empty)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.list)

    def show_cards(self, cards: list[Card]) -> None:
        """Show these cards."""
        self.list.show_rows(cards)
        self._stack.setCurrentWidget(self.list if cards else self.empty)


class AnnotationList(CardList):
    """The highlights of the article, in the order of the text."""

    chosen = Signal(int)
    remove_asked = Signal(int)

    def __init__(self, hub: ThemeHub, parent: QWidget | None = None) -> None:
        super().__init__(hub, "", "", parent)
        self.list.setAccessibleName(self.tr("Highlights in this article"))
        self.empty.say(self.tr("Select words and press H."), head=self.tr("No highlights"))
        self.list.acted.connect(self._act)
        self.list.deleted.connect(self._delete)

    def show_page(self, page: Page | None) -> None:
        """Show the highlights of a page."""
        words = {
            AnchorState.MOVED: self.tr("Moved, please check"),
            AnchorState.REVIEW: self.tr("To be checked: the words have changed"),
            AnchorState.LOST: self.tr("The words are no longer in the text"),
        }
        self.show_cards(
            [] if page is None else [card_of_annotation(a, words) for a in page.annotations]
        )

    def show_current(self, annotation_id: AnnotationId | None) -> None:
        """Make the row of a highlight the current one."""
        for number, card in enumerate(self.list.rows):
            if isinstance(card.about, Annotation) and card.about.id == annotation_id:
                self.list.choose(number)

    def _act(self, card: Card) -> None:
        if isinstance(card.about, Annotation):
            self.chosen.emit(card.about.id)

    def _delete(self, card: Card) -> None:
        if isinstance(card.about, Annotation):
            self.remove_asked.emit(card.about.id)


class NoteList(CardList):
    """The notes on the article and its highlights."""

    chosen = Signal(int)

    def __init__(self, hub: ThemeHub, parent: QWidget | None = None) -> None:
        super().__init__(hub, "", "", parent)
        self.list.setAccessibleName(self.tr("Notes on this article"))
        self.empty.say(self.tr("Press N on a selection, or Ctrl+N."), head=self.tr("No notes yet"))
        self.list.acted.connect(self._act)

    def show_page(self, page: Page | None) -> None:
        """Show the notes of a page."""
        self.show_cards([] if page is None else [card_of_note(note) for note in page.read.notes])

    def _act(self, card: Card) -> None:
        if isinstance(card.about, Note):
            self.chosen.emit(card.about.id)


class QuotationList(CardList):
    """Who said what in the article."""

    chosen = Signal(object)
    """The Span of the words."""

    def __init__(self, hub: ThemeHub, parent: QWidget | None = None) -> None:
        super().__init__(hub, "", "", parent)
        self.list.setAccessibleName(self.tr("Quotations in this article"))
        self.empty.say(self.tr("Nobody is quoted in this article."))
        self.list.acted.connect(self._act)

    def show_page(self, page: Page | None) -> None:
        """Show the quotations of a page."""
        self.show_cards(
            [] if page is None else [card_of_quotation(each) for each in page.read.quotations]
        )

    def _act(self, card: Card) -> None:
        if isinstance(card.about, Quotation):
            self.chosen.emit(card.about.span)
