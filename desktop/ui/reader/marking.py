"""Marking words: from a selection or a highlight to the verbs that keep it, and back on the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.model.annotation import Annotation, Colour, TextPositionSelector
from desktop.model.ids import AnnotationId
from desktop.model.spans import Span
from desktop.ui.bus import Bus, Notice
from desktop.ui.jobs import Jobs
from desktop.ui.positions import trimmed
from desktop.ui.reader.opened import Opened
from desktop.ui.reader.steps import end_moved, start_moved
from desktop.work.annotate import Annotated, edit_annotation, highlight, remove_annotation


class Marking(QObject):
    """Acts on the article in front; every change goes through the verbs and can be undone."""

    annotated = Signal(object)
    """An Annotation as it now stands in the library."""
    comment_begun = Signal(object, object)
    """The Span and the Colour of a highlight that is being kept: its comment can be written already."""
    comment_due = Signal(object)
    """The Annotation of which `comment_begun` told, as the library now has it."""
    comment_wanted = Signal(object)
    """The Annotation whose comment is to be written."""
    tags_begun = Signal(object)
    """The Span of a highlight that is being kept: its tags can be set already."""
    tags_due = Signal(object)
    """The Annotation of which `tags_begun` told, as the library now has it."""
    tags_wanted = Signal(object)
    """The Annotation whose tags are to be set."""
    send_wanted = Signal(object)
    """The Annotation that is to go into a brief."""
    refused = Signal()
    """A change was not kept: what the page shows is not what the library has."""
    draft_failed = Signal(int)
    """A comment could not be kept; what was typed is still in `drafts`."""

    def __init__(
        self, jobs: Jobs, bus: Bus, front: Callable[[], Opened | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._jobs, self._bus, self._front = jobs, bus, front
        self.colour = Colour.AMBER
        self.drafts: dict[AnnotationId, str] = {}
        """Comments that were typed and of which the library has not yet said that it keeps them."""
        self._edits = 0
        self._making: Span | None = None
        self._then: Callable[[Annotated], object] | None = None

    # ------------------------------------------------------------------ what is marked

    def current(self) -> Annotation | None:
        """Return the highlight that is chosen, or the one that covers exactly the selection."""
        opened = self._front()
        if opened is None or opened.page is None:
            return None
        chosen = opened.view.showing.annotation
        span = opened.view.selected
        if span is not None:
            span = trimmed(opened.page.text, span)
            return next((a for a in opened.page.annotations if a.span == span), None)
        return None if chosen is None else opened.page.annotation(chosen)

    def words(self) -> Span | None:
        """Return the selected words without white space around them, else the current mention's."""
        opened = self._front()
        if opened is None or opened.page is None:
            return None
        span = opened.view.selected
        if span is not None:
            span = trimmed(opened.page.text, span)
            return span or None
        mention = opened.view.showing.mention
        return None if mention is None else opened.page.mentions[mention].span

    # ------------------------------------------------------------------ what can be done

    def highlight(self) -> None:
        """Highlight the selection in the colour last used."""
        self.take_colour(self.colour)

    def take_colour(self, colour: Colour) -> None:
        """Highlight the selection in a colour, or give the chosen highlight that colour."""
        self.colour = colour
        self._mark(self._hear, colour)

    def comment(self) -> None:
        """Write a comment on the chosen highlight, or highlight the selection and comment on it."""
        span = self._for_current(self.comment_wanted.emit, self._hear_for_comment)
        if span is not None:
            self.comment_begun.emit(span, self.colour)

    def tag(self) -> None:
        """Set tags on the chosen highlight, or highlight the selection and tag it."""
        span = self._for_current(self.tags_wanted.emit, self._hear_for_tags)
        if span is not None:
            self.tags_begun.emit(span)

    def send(self) -> None:
        """Send the chosen highlight to a brief, or highlight the selection and send it."""
        self._for_current(self.send_wanted.emit, self._hear_for_sending)

    def remove(self, annotation_id: AnnotationId | None = None) -> None:
        """Remove the chosen highlight, or this one."""
        annotation = self.current() if annotation_id is None else None
        wanted = annotation_id if annotation is None else annotation.id
        opened = self._front()
        if wanted is None or opened is None or opened.page is None:
            return
        self.drafts.pop(wanted, None)
        opened.view.showing.annotation = None
        self._jobs.write(
            self.tr("Remove the highlight"), remove_annotation, owner=self, annotation_id=wanted
        )
        opened.page = opened.page.without_annotation(wanted)
        opened.view.renew_page(opened.page, opened.view.kicker)

    def keep_comment(self, annotation_id: int, comment: str) -> None:
        """Keep a comment as typed so far."""
        key = AnnotationId(annotation_id)
        self.drafts[key] = comment
        self._jobs.write(
            self.tr("Keep the comment"),
            edit_annotation,
            owner=self,
            done=self._hear_comment,
            failed=partial(self._hear_failed_draft, key),
            annotation_id=key,
            comment=comment,
        )

    def keep_tags(self, annotation_id: int, tags: tuple[str, ...]) -> None:
        """Keep a highlight's tags."""
        self._edit(AnnotationId(annotation_id), tags=tags)

    def keep_span(self, annotation_id: int, span: Span) -> None:
        """Keep a highlight's new ends, without white space there."""
        opened = self._front()
        if opened is not None and opened.page is not None:
            neat = trimmed(opened.page.text, span)
            self._edit(AnnotationId(annotation_id), span=neat or span)

    def move_end(self, step: int) -> None:
        """Move the end of the chosen highlight by a word."""
        self._move(end_moved, step)

    def move_start(self, step: int) -> None:
        """Move the start of the chosen highlight by a word."""
        self._move(start_moved, step)

    # ------------------------------------------------------------------ inside

    def _move(self, moved: Callable[..., Span], step: int) -> None:
        opened, annotation = self._front(), self.current()
        if opened is None or opened.page is None or annotation is None:
            return
        span = moved(opened.page, annotation.span, step)
        if span != annotation.span:
            self._edit(annotation.id, span=span)

    def _for_current(
        self, tell: Callable[[Annotation], Any], hear: Callable[[Annotated], object]
    ) -> Span | None:
        """Act on the current highlight, or make one first; return the words of one to be made."""
        annotation = self.current()
        if annotation is not None:
            tell(annotation)
            return None
        if self._making is not None and self.words() is None:
            self._then = hear  # the key came before the answer to the one that marked the words
            return self._making
        return self._mark(hear, self.colour)

    def _mark(self, hear: Callable[[Annotated], object], colour: Colour) -> Span | None:
        opened, annotation = self._front(), self.current()
        if opened is None or opened.page is None:
            return None
        if annotation is not None:
            opened.view.clear_selection()
            opened.view.showing.annotation = annotation.id
            if annotation.colour is not colour:
                self._edit(annotation.id, colour=colour)
            return None
        span = self.words()
        if span is None:
            self._bus.notice.emit(
                Notice(
                    self.tr("Select words first"), self.tr("with the mouse, or with F7 and Shift.")
                )
            )
            return None
        opened.view.clear_selection()
        self._making, self._then = span, None
        self._jobs.write(
            self.tr("Highlight"),
            highlight,
            owner=self,
            done=partial(self._hear_made, span, hear),
            failed=self._hear_not_made,
            article_id=opened.article_id,
            span=span,
            colour=colour,
        )
        return span

    def _edit(self, annotation_id: AnnotationId, **changes: Any) -> None:
        """Change a highlight: on the page at once, so that quick keys add up, and in the library."""
        opened = self._front()
        before = None
        if opened is not None and opened.page is not None:
            before = opened.page.annotation(annotation_id)
        if before is not None:
            shown = dict(changes)
            span = shown.pop("span", None)
            if span is not None:
                shown["position"] = TextPositionSelector(span.start, span.end)
            self.annotated.emit(replace(before, **shown))
        self._jobs.write(
            self.tr("Change the highlight"),
            edit_annotation,
            owner=self,
            done=self._hear_edited,
            failed=self._hear_refused,
            annotation_id=annotation_id,
            **changes,
        )
        self._edits += 1

    def _hear_edited(self, answer: Annotated) -> None:
        self._edits -= 1
        if not self._edits:  # an answer to an older key must not undo a newer one
            self.annotated.emit(answer.annotation)

    def _hear_refused(self, error: Exception) -> None:
        from desktop.ui.error_words import notice_of

        self._edits -= 1
        self._bus.notice.emit(notice_of(error, self.tr("Change the highlight")))
        self.refused.emit()

    def _hear_made(
        self, span: Span, hear: Callable[[Annotated], object], answer: Annotated
    ) -> None:
        if self._making == span:
            hear, self._making, self._then = self._then or hear, None, None
        hear(answer)

    def _hear_not_made(self, error: Exception) -> None:
        from desktop.ui.error_words import notice_of

        self._making = self._then = None
        self._bus.notice.emit(notice_of(error, self.tr("Highlight")))

    def _hear(self, answer: Annotated) -> None:
        """Show the new highlight as the chosen one, so that the next key acts on it."""
        self.annotated.emit(answer.annotation)
        opened = self._front()
        if (
            opened is not None
            and opened.article_id == answer.annotation.article_id
            and opened.view.selected is None
        ):
            opened.view.showing.annotation = answer.annotation.id
            opened.view.viewport().update()

    def _hear_comment(self, answer: Annotated) -> None:
        annotation = answer.annotation
        if self.drafts.get(annotation.id) == annotation.comment:
            del self.drafts[annotation.id]
        self.annotated.emit(annotation)

    def _hear_for_comment(self, answer: Annotated) -> None:
        self.annotated.emit(answer.annotation)
        self.comment_due.emit(answer.annotation)

    def _hear_for_tags(self, answer: Annotated) -> None:
        self.annotated.emit(answer.annotation)
        self.tags_due.emit(answer.annotation)

    def _hear_for_sending(self, answer: Annotated) -> None:
        self.annotated.emit(answer.annotation)
        self.send_wanted.emit(answer.annotation)

    def _hear_failed_draft(self, annotation_id: AnnotationId, error: Exception) -> None:
        """Say that a comment could not be kept, and that it is not lost."""
        from desktop.ui.error_words import notice_of

        self._bus.notice.emit(notice_of(error, self.tr("Keep the comment")))
        self.draft_failed.emit(annotation_id)
