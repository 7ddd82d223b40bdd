"""What floats over the text: the card of a name, the row for selected words, the comment, the tags."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop.model.annotation import Annotation, Colour
from desktop.model.ids import AnnotationId
from desktop.model.spans import Span
from desktop.ui.bus import Bus, Target
from desktop.ui.reader.comment_editor import CommentEditor
from desktop.ui.reader.hover_card import HoverCard, shown_for
from desktop.ui.reader.marking import Marking
from desktop.ui.reader.opened import Opened
from desktop.ui.reader.page import Key
from desktop.ui.reader.selection_popup import SelectionPopup
from desktop.ui.reader.tag_popup import TagPopup
from desktop.ui.reader.view import ReaderView
from desktop.ui.theme import ThemeHub


class Floats(QObject):
    """Shows and hides what floats, for the article in front."""

    next_asked = Signal(object)
    """The key of the name whose next mention is wanted."""

    def __init__(
        self,
        hub: ThemeHub,
        bus: Bus,
        pane: QWidget,
        front: Callable[[], Opened | None],
        marking: Marking,
    ) -> None:
        super().__init__(pane)
        self._bus, self._pane, self._front, self._marking = bus, pane, front, marking
        self.card_needs_ctrl = False
        self._dossiers = True
        self.card = HoverCard(hub, pane)
        self.popup = SelectionPopup(hub, pane)
        self.editor = CommentEditor(hub, pane)
        self.tags = TagPopup(hub, pane)
        self.card.next_asked.connect(self._ask_next)
        self.card.dossier_asked.connect(self.open_dossier)
        self.card.correct_asked.connect(self.open_dossier)
        self.popup.colour_chosen.connect(self._take_colour)
        self.popup.comment_asked.connect(self._comment)
        self.popup.tag_asked.connect(marking.tag)
        self.popup.copy_asked.connect(self._copy)
        self.popup.send_asked.connect(marking.send)
        self.popup.remove_asked.connect(self._remove)
        self.editor.kept.connect(marking.keep_comment)
        self.editor.closed.connect(self._hear_editor_closed)
        self.editor.grown.connect(self._hear_editor_grown)
        self.tags.tags_changed.connect(marking.keep_tags)
        marking.annotated.connect(self._hear_annotated)
        self.set_dossiers(False)
        marking.comment_begun.connect(self._begin_comment)
        marking.comment_due.connect(self._take_comment)
        marking.comment_wanted.connect(self.edit_comment)
        marking.tags_begun.connect(self._begin_tags)
        marking.tags_due.connect(self._take_tags)
        marking.tags_wanted.connect(self.edit_tags)

    # ------------------------------------------------------------------ where things are

    def _view(self) -> ReaderView | None:
        opened = self._front()
        return None if opened is None else opened.view

    def _on_pane(self, view: ReaderView, rect: QRect) -> QRect:
        return QRect(view.viewport().mapTo(self._pane, rect.topLeft()), rect.size())

    def reached(self) -> QWidget | None:
        """Return what Tab goes to from the text: a button of what floats, or None."""
        for floating in (self.popup, self.card):
            if floating.isVisible():
                stops = [
                    child
                    for child in floating.findChildren(QWidget)
                    if child.isVisible() and child.focusPolicy() & Qt.FocusPolicy.TabFocus
                ]
                return stops[0] if stops else None
        return None

    def set_dossiers(self, there: bool) -> None:
        """Say whether the window has a room that shows an entity's dossier."""
        self._dossiers = there
        self.card.set_dossiers(there)

    def hide_all(self) -> None:
        """Take away what floats; a comment being written is kept first."""
        self.hide_passing()
        self.editor.close_editor()
        self.tags.close_card()

    def hide_passing(self) -> None:
        """Take away the card and the row of buttons."""
        self.card.close_card()
        self.popup.hide()

    # ------------------------------------------------------------------ the card of a name

    def hear_rest(self, mention: int | None) -> None:
        """Show the card of the mention that the pointer rests on, or take it away."""
        opened = self._front()
        if opened is None or opened.page is None:
            return
        if mention is None:
            if opened.view.showing.mention is None and not self.card.underMouse():
                self.card.close_card()
            return
        control = QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
        if self.card_needs_ctrl and not control:
            return
        if not self.popup.isVisible():
            self.show_card(mention)

    def show_card(self, mention: int) -> None:
        """Show the card of a mention beside its word."""
        opened = self._front()
        if opened is None or opened.page is None:
            return
        self.popup.hide()
        word = opened.view.rect_of(opened.page.mentions[mention].span)
        key = opened.page.keys[mention]
        self.card.show_for(shown_for(opened.page, key), self._on_pane(opened.view, word))

    def open_dossier(self) -> None:
        """Open the dossier of the name that the card shows, or that was stepped to.

        In a window without dossiers: find the name, in all its spellings, in the archive.
        """
        opened, key = self._front(), self._key()
        if opened is None or opened.page is None or key is None:
            return
        named = opened.page.named(key)
        if named.entity_id is None:
            return
        self.hide_passing()
        if self._dossiers:
            self._bus.open_requested.emit(Target("entity", named.entity_id))
        else:
            name = named.name.replace('"', " ")
            self._bus.open_requested.emit(Target("search", query=f'entity:"{name}"'))

    def can_correct(self) -> bool:
        """Whether there is a name, and a dossier in which it can be corrected."""
        return self._dossiers and self._key() is not None

    def has_name(self) -> bool:
        """Whether there is a name to act on."""
        return self._key() is not None

    def _key(self) -> Key | None:
        opened = self._front()
        if self.card.shown is not None:
            return self.card.shown.key
        if opened is None or opened.page is None or opened.view.showing.mention is None:
            return None
        return opened.page.keys[opened.view.showing.mention]

    def _ask_next(self) -> None:
        if self.card.shown is not None:
            self.next_asked.emit(self.card.shown.key)

    # ------------------------------------------------------------------ selected words

    def hear_selection(self) -> None:
        """Show the row of buttons over words selected with the mouse."""
        opened = self._front()
        if opened is None or opened.page is None:
            return
        span = opened.view.selected
        if span is None or not span.of(opened.page.text).strip():
            if opened.view.showing.annotation is None:
                self.popup.hide()
            return
        self.card.close_card()
        self._beside(opened.view, span, None)

    def choose_annotation(self, annotation_id: AnnotationId, *, popup: bool = True) -> None:
        """Ring a highlight, and show the row of buttons for it."""
        opened = self._front()
        annotation = (
            None if opened is None or opened.page is None else opened.page.annotation(annotation_id)
        )
        if opened is None or annotation is None:
            return
        opened.view.showing.annotation = annotation_id
        opened.view.showing.mention = opened.view.showing.hot = None
        opened.view.viewport().update()
        self.card.close_card()
        if popup:
            self._beside(opened.view, annotation.span, annotation.colour)

    def _beside(self, view: ReaderView, span: Span, colour: Colour | None) -> None:
        first = self._on_pane(view, view.rect_of(span))
        last = self._on_pane(view, view.last_rect_of(span))
        self.popup.show_beside(first, last, self._pane, colour)

    def let_go(self) -> None:
        """Take everything away and ring nothing."""
        view = self._view()
        self.hide_all()
        if view is not None:
            view.showing.annotation = view.showing.mention = view.showing.hot = None
            view.motion.stop()
            view.clear_selection()
            view.viewport().update()

    def _hear_annotated(self, _annotation: Annotation) -> None:
        self.popup.hide()

    def _take_colour(self, colour: str) -> None:
        self.popup.hide()
        self._marking.take_colour(Colour(colour))

    def _comment(self) -> None:
        self.popup.hide()
        self._marking.comment()

    def _copy(self) -> None:
        opened = self._front()
        if opened is None or opened.page is None:
            return
        annotation = self._marking.current()
        span = opened.view.selected or (annotation.span if annotation else None)
        if span is not None:
            QApplication.clipboard().setText(span.of(opened.page.text))
        self.popup.hide()

    def _remove(self) -> None:
        self.popup.hide()
        self._marking.remove()

    # ------------------------------------------------------------------ comment and tags

    def edit_comment(self, annotation: Annotation) -> None:
        """Write the comment of a highlight beside its words."""
        view = self._view()
        if view is None:
            return
        self.choose_annotation(annotation.id, popup=False)
        self.popup.hide()
        view.reveal(annotation.span)
        draft = self._marking.drafts.get(annotation.id, annotation.comment)
        self.editor.edit(annotation.id, draft, annotation.colour)
        self._place_editor(view, annotation.span, annotation.id)

    def _begin_comment(self, span: Span, colour: Colour) -> None:
        """Let the comment be typed while its highlight is being kept."""
        view = self._view()
        if view is None:
            return
        self.popup.hide()
        view.reveal(span)
        self.editor.begin(colour)
        self._place_editor(view, span, None)

    def _take_comment(self, annotation: Annotation) -> None:
        view = self._view()
        if self.editor.take(annotation.id) and view is not None:
            self.choose_annotation(annotation.id, popup=False)
            view.margin.editing = annotation.id

    def _place_editor(self, view: ReaderView, span: Span, editing: AnnotationId | None) -> None:
        word = self._on_pane(view, view.rect_of(span))
        column = view.column
        x = view.viewport().mapTo(self._pane, QPoint(round(column.note_x), 0)).x()
        if column.note_width:
            corner = QPoint(x - 8, word.top() - 6)
            wide = min(round(column.note_width) + 24, self._pane.width() - corner.x() - 4)
        else:
            under = self._on_pane(view, view.last_rect_of(span)).bottom() + 8
            corner, wide = QPoint(x - 260, under), 260
        view.margin.editing = editing
        self.editor.stand_at(corner, wide)
        view.margin.editing_height = float(self.editor.height())
        view.viewport().update()

    def _hear_editor_grown(self) -> None:
        view = self._view()
        if view is not None:
            view.margin.editing_height = float(self.editor.height())
            view.viewport().update()

    def _hear_editor_closed(self, by_key: bool) -> None:
        view = self._view()
        if view is not None:
            view.margin.editing = None
            view.viewport().update()
            if by_key:
                view.setFocus(Qt.FocusReason.OtherFocusReason)

    def edit_tags(self, annotation: Annotation) -> None:
        """Set the tags of a highlight under its words."""
        view = self._view()
        if view is None:
            return
        self.choose_annotation(annotation.id, popup=False)
        self.popup.hide()
        view.reveal(annotation.span)
        self._open_tags(view, annotation.span, annotation.id, annotation.tags)

    def _begin_tags(self, span: Span) -> None:
        """Let tags be typed while their highlight is being kept."""
        view = self._view()
        if view is not None:
            self.popup.hide()
            view.reveal(span)
            self._open_tags(view, span, None, ())

    def _take_tags(self, annotation: Annotation) -> None:
        self.choose_annotation(annotation.id, popup=False)
        self.tags.take(annotation.id)

    def _open_tags(
        self, view: ReaderView, span: Span, key: AnnotationId | None, tags: tuple[str, ...]
    ) -> None:
        last = self._on_pane(view, view.last_rect_of(span))
        self.tags.open_for(key, tags, QPoint(last.left() - 8, last.bottom() + 8))
