"""Going about in the open article: to names, highlights and spans, by keys, lists and clicks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from desktop.model.ids import AnnotationId
from desktop.model.spans import Span
from desktop.ui.kinds import kind_name
from desktop.ui.reader.floats import Floats
from desktop.ui.reader.marking import Marking
from desktop.ui.reader.opened import Opened
from desktop.ui.reader.page import Key
from desktop.ui.reader.seeking import Seeking
from desktop.ui.reader.steps import next_annotation, next_mention
from desktop.ui.reader.view import ReaderView


class Going(QObject):
    """Moves the article in front to where the user wants to be."""

    chosen = Signal(object)
    """The id of the highlight that was gone to."""

    def __init__(
        self,
        front: Callable[[], Opened | None],
        floats: Floats,
        marking: Marking,
        seeking: Seeking,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._front_tab, self._floats = front, floats
        self._marking, self._seeking = marking, seeking

    def to(self, span: Span) -> None:
        """Scroll to a span and let it shine."""
        opened = self._front_tab()
        if opened is not None:
            opened.view.flash(span)

    def step_entity(self, step: int) -> None:
        """Go to the next name in the text, or the one before."""
        self._step_mention(step, None)

    def to_named(self, key: Key) -> None:
        """Go to the next mention of one name."""
        self._step_mention(1, key)

    def _step_mention(self, step: int, key: Key | None) -> None:
        opened = self._front_tab()
        if opened is None or opened.page is None:
            return
        page, view = opened.page, opened.view
        found = next_mention(page, view.showing.kinds, self._stepping_from(opened, step), step, key)
        if found is None:
            return
        view.showing.annotation = None
        view.showing.mention, view.showing.hot = found, page.keys[found]
        view.reveal(page.mentions[found].span)
        view.viewport().update()
        self._floats.show_card(found)
        if self._floats.card.shown is not None:
            shown = self._floats.card.shown
            _announce(view, f"{shown.name}, {kind_name(shown.kind)}, {shown.here}")

    def step_annotation(self, step: int) -> None:
        """Go to the next highlight, or the one before."""
        opened = self._front_tab()
        if opened is None or opened.page is None:
            return
        found = next_annotation(opened.page, self._stepping_from(opened, step), step)
        if found is not None:
            self.to_annotation(opened.page.annotations[found].id)

    def _stepping_from(self, opened: Opened, step: int) -> int:
        page, showing = opened.page, opened.view.showing
        if page is None:
            return 0
        if showing.mention is not None:
            return page.mention_ranges.starts[showing.mention]
        if showing.annotation in page.index_of and showing.annotation is not None:
            return page.annotation_ranges.starts[page.index_of[showing.annotation]]
        if opened.view.caret:
            return opened.view.textCursor().position()
        return page.positions.to_unit(opened.view.place()) - (1 if step > 0 else 0)

    def to_annotation(self, annotation_id: int) -> None:
        """Bring a highlight into view and ring it."""
        key, opened = AnnotationId(annotation_id), self._front_tab()
        annotation = None if opened is None or opened.page is None else opened.page.annotation(key)
        if opened is None or annotation is None:
            return
        self._floats.hide_passing()
        opened.view.clear_selection()
        opened.view.reveal(annotation.span)
        self._floats.choose_annotation(key, popup=False)
        self.chosen.emit(key)
        _announce(opened.view, f"{annotation.quote.exact}. {annotation.comment}")

    def enter(self) -> None:
        """Open what is pointed at: the dossier of a name, or the comment of a highlight."""
        if self._floats.has_name():
            self._floats.open_dossier()
        elif self._marking.current() is not None:
            self._marking.comment()

    def switch_caret(self) -> None:
        """Show a text caret that the arrows move, or let them scroll."""
        opened = self._front_tab()
        if opened is None:
            return
        view = opened.view
        if view.caret:
            view.set_caret(False)
        else:
            view.begin_caret()
        view.setFocus()

    def extend_word(self) -> None:
        """Select the next word as well."""
        opened = self._front_tab()
        if opened is not None:
            self._floats.hide_passing()
            opened.view.extend_word()

    def escape(self) -> None:
        """Close find; else let go of everything that is chosen."""
        opened = self._front_tab()
        if self._seeking.bar.isVisible():
            self._seeking.close()
        elif opened is not None:
            self._floats.let_go()
            opened.view.set_caret(False)

    def click_mention(self, mention: int) -> None:
        """Choose a mention and show its card."""
        opened = self._front_tab()
        if opened is not None and opened.page is not None:
            showing = opened.view.showing
            showing.annotation = None
            showing.mention, showing.hot = mention, opened.page.keys[mention]
            opened.view.viewport().update()
            self._floats.show_card(mention)


def _announce(view: ReaderView, words: str) -> None:
    """Say to a screen reader what was gone to: painted marks are silent."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(view, words))
