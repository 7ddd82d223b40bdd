"""The column beside the text: names, highlights, notes, quotations and details of the article."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.reader.annotation_list import AnnotationList, NoteList, QuotationList
from desktop.ui.reader.details_form import DetailsForm
from desktop.ui.reader.entity_list import EntityList
from desktop.ui.reader.page import Page
from desktop.ui.theme import ThemeHub
from desktop.ui.widgets.bars import Ground
from desktop.ui.widgets.tabs import PanelTabs

ENTITIES, HIGHLIGHTS, NOTES, QUOTES, DETAILS = range(5)


class Inspector(Ground):
    """Five lists under five words; each shows the page that is open."""

    def __init__(self, hub: ThemeHub, parent: QWidget | None = None) -> None:
        super().__init__(hub, "panel", parent)
        titles = (
            self.tr("Entities"),
            self.tr("Highlights"),
            self.tr("Notes"),
            self.tr("Quotes"),
            self.tr("Details"),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.tabs = PanelTabs(hub, titles, self.tr("About this article"), self)
        self._stack = QStackedWidget(self)
        self.entities = EntityList(hub, self)
        self.highlights = AnnotationList(hub, self)
        self.notes = NoteList(hub, self)
        self.quotes = QuotationList(hub, self)
        self.details = DetailsForm(hub, self)
        for part in (self.entities, self.highlights, self.notes, self.quotes, self.details):
            self._stack.addWidget(part)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        self.tabs.chosen.connect(self._stack.setCurrentIndex)
        self.show_page(None)

    def show_page(self, page: Page | None) -> None:
        """Show what belongs to a page; nothing for None."""
        for part in (self.entities, self.highlights, self.notes, self.quotes, self.details):
            part.show_page(page)

    def focus_first(self) -> QWidget:
        """Return what the focus goes to when the region is reached."""
        now = self._stack.currentWidget()
        if isinstance(now, EntityList | AnnotationList | NoteList | QuotationList):
            return now.list
        return self.details.fields["title"]
