"""The inspector joined to the text: what its lists lead to, and what its fields change."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from desktop.errors import Refused
from desktop.model.ids import AnnotationId, ArticleId
from desktop.ui.bus import Bus, Target
from desktop.ui.jobs import Jobs
from desktop.ui.reader.going import Going
from desktop.ui.reader.inspector import Inspector
from desktop.ui.reader.links import link_notice
from desktop.ui.reader.marking import Marking
from desktop.work.tend_articles import edit_details


class Side(QObject):
    """Hears the inspector."""

    def __init__(
        self,
        jobs: Jobs,
        bus: Bus,
        inspector: Inspector,
        marking: Marking,
        going: Going,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._jobs, self._bus = jobs, bus
        self._inspector, self._marking = inspector, marking
        going.chosen.connect(inspector.highlights.show_current)
        inspector.entities.named_chosen.connect(going.to_named)
        inspector.highlights.chosen.connect(going.to_annotation)
        inspector.highlights.remove_asked.connect(self._remove)
        inspector.notes.chosen.connect(self._open_note)
        inspector.quotes.chosen.connect(going.to)
        inspector.details.edited.connect(self._keep_details)
        inspector.details.address_asked.connect(self.ask_link)

    def ask_link(self, address: str) -> None:
        """Say where a link leads; it is opened, in the browser, only if the user says so."""
        self._bus.notice.emit(link_notice(address))

    def _remove(self, annotation_id: int) -> None:
        self._marking.remove(AnnotationId(annotation_id))

    def _open_note(self, note_id: int) -> None:
        self._bus.open_requested.emit(Target("note", note_id))

    def _keep_details(self, article_id: int, changes: dict[str, Any]) -> None:
        self._jobs.write(
            self.tr("Change the details"),
            edit_details,
            owner=self,
            failed=partial(self._hear_refused, next(iter(changes))),
            article_id=ArticleId(article_id),
            **changes,
        )

    def _hear_refused(self, name: str, error: Exception) -> None:
        """Say under a field why it was not kept."""
        from desktop.ui.error_words import notice_of

        self._inspector.details.put_back(name)
        if isinstance(error, Refused):
            self._inspector.details.say_wrong(name, str(error))
        else:
            self._bus.notice.emit(notice_of(error, self.tr("Change the details")))
