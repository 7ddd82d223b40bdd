"""The reading place of every article: kept a moment after the text has come to rest."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from desktop.model.ids import ArticleId
from desktop.ui.jobs import Jobs
from desktop.ui.reader.opened import Opened
from desktop.work.read_article import keep_place, mark_seen

WAIT_MS = 1500


class Places(QObject):
    """Keeps where the user is, and tells the library that an article was looked at."""

    def __init__(self, jobs: Jobs, front: Callable[[], Opened | None], parent: QObject) -> None:
        super().__init__(parent)
        self._jobs, self._front = jobs, front
        self.known: dict[ArticleId, int] = {}
        """The places of this session, by article."""
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._timer.timeout.connect(self.keep)

    def wait(self) -> None:
        """Keep the place once the text has rested for a while."""
        self._timer.start()

    def keep(self) -> None:
        """Keep the place of the article in front now."""
        self._timer.stop()
        opened = self._front()
        if opened is None or opened.page is None:
            return
        place = opened.view.place()
        self.known[opened.article_id] = place
        if opened.page.read.article.unread and not opened.seen and opened.view.isVisible():
            opened.seen = True
            self._jobs.write(
                self.tr("Mark as read"), mark_seen, owner=self, article_id=opened.article_id
            )
        if place != opened.kept_place:
            opened.kept_place = place
            self._jobs.write(
                self.tr("Keep the place"),
                keep_place,
                owner=self,
                article_id=opened.article_id,
                offset=place,
            )
