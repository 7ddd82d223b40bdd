"""All jobs and the last news, in a card of 472 px over the status bar."""

from __future__ import annotations

import time

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.error_words import notice_of, report_of
from desktop.ui.job_bar import JobBar, Told, count_in_words, left_in_words
from desktop.ui.jobs import Job, Jobs, Stage
from desktop.ui.theme import SEMIBOLD, ThemeHub
from desktop.ui.widgets.bars import Ground, ProgressBar, Sign
from desktop.ui.widgets.buttons import LinkButton, ToolButton
from desktop.ui.widgets.floating import Popup
from desktop.ui.widgets.labels import ElidedLabel, Paragraph, Words
from desktop.ui.widgets.layouts import take_away

WIDTH = 472
TEXT = WIDTH - 2 - 32 - 24
NEWS_SHOWN = 5


class JobsPopup(Popup):
    """Failed jobs first, with what can be done; then those that run and wait; then the last news."""

    notice_details_asked = Signal(object)

    def __init__(self, hub: ThemeHub, jobs: Jobs, bar: JobBar, parent: QWidget) -> None:
        super().__init__(hub, parent, radius=8)
        self._jobs, self._bar = jobs, bar
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(self.tr("Jobs"))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(16, 6, 8, 6)
        head.addWidget(Words(hub, self.tr("Jobs"), self, weight=SEMIBOLD), 1)
        self._cross = ToolButton(hub, "close", self.tr("Close"), self, side=28, icon_size=14)
        self._cross.clicked.connect(self.close_card)
        head.addWidget(self._cross)
        column.addLayout(head)
        self._rows = QWidget(self)
        self._list = QVBoxLayout(self._rows)
        self._list.setContentsMargins(0, 0, 0, 8)
        self._list.setSpacing(0)
        column.addWidget(self._rows)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(200)
        self._soon.timeout.connect(self.refresh)
        jobs.changed.connect(self._hear)

    def open_over(self, bar: QWidget) -> None:
        """Open with the lower edge 8 px over the status bar."""
        parent = self.parentWidget()
        if parent is None:
            return
        self.refresh()
        top = bar.mapTo(parent, QPoint(0, 0)).y()
        self.open_at(QPoint(8, top - self.height() - 9), self._cross)

    def refresh(self) -> None:
        """Make the rows anew."""
        take_away(self._list)
        rows: list[QWidget] = [self._failed(job) for job in self._bar.failed]
        rows += [self._running(job) for job in self._bar.visible_jobs()]
        rows += [self._told(told) for told in self._bar.history[:NEWS_SHOWN]]
        if not rows:
            quiet = Words(
                self._hub, self.tr("Nothing is being done. News is kept here."), px=13, role="muted"
            )
            quiet.setContentsMargins(16, 10, 16, 10)
            rows = [quiet]
        for row in rows:
            self._list.addWidget(row)
        bottom = self.geometry().bottom()
        self.adjustSize()
        if self.isVisible():
            self.move(self.x(), bottom - self.height() + 1)

    def _hear(self, _job: Job) -> None:
        if self.isVisible():
            self._soon.start()

    def _row(self, icon: str, role: str) -> tuple[Ground, QVBoxLayout]:
        row = Ground(self._hub, "card", self._rows, lines="t")
        across = QHBoxLayout(row)
        across.setContentsMargins(16, 10, 16, 10)
        across.setSpacing(8)
        side = QVBoxLayout()
        side.setContentsMargins(0, 2, 0, 0)
        side.addWidget(Sign(self._hub, icon, role, row))
        side.addStretch(1)
        across.addLayout(side)
        column = QVBoxLayout()
        column.setSpacing(2)
        across.addLayout(column, 1)
        return row, column

    def _failed(self, job: Job) -> QWidget:
        row, column = self._row("warning", "bad")
        error = job.error or RuntimeError(job.title)
        notice = notice_of(error, job.title)
        column.addWidget(
            Paragraph(
                self._hub, notice.subject, row, px=14, leading=20, weight=SEMIBOLD, width=TEXT
            )
        )
        if notice.text:
            column.addWidget(
                Paragraph(self._hub, notice.text, row, px=13, leading=18, role="muted", width=TEXT)
            )
        answers = QHBoxLayout()
        answers.setSpacing(16)
        if job.again is not None:
            again = LinkButton(self._hub, self.tr("Try again"), row)
            again.clicked.connect(_Answer(self, job, again=True))
            answers.addWidget(again)
        copy = LinkButton(self._hub, self.tr("Copy details"), row)
        copy.clicked.connect(_Copy(report_of(error, job.title)))
        drop = LinkButton(self._hub, self.tr("Dismiss"), row)
        drop.clicked.connect(_Answer(self, job, again=False))
        answers.addWidget(copy)
        answers.addWidget(drop)
        answers.addStretch(1)
        column.addLayout(answers)
        return row

    def _running(self, job: Job) -> QWidget:
        row, column = self._row(job.icon, "ink" if job.stage is Stage.RUNNING else "muted")
        head = QHBoxLayout()
        head.setSpacing(8)
        role = "ink" if job.stage is Stage.RUNNING else "muted"
        head.addWidget(ElidedLabel(self._hub, job.title, row, role=role), 1)
        count = count_in_words(job, self.tr)
        if job.stage is Stage.WAITING:
            count = self.tr("waiting")
        head.addWidget(Words(self._hub, count, row, px=13, role="muted", figures=True))
        if not job.stopping:
            stop = LinkButton(self._hub, self.tr("Cancel"), row)
            stop.setAccessibleName(self.tr("Cancel: {title}").format(title=job.title))
            stop.clicked.connect(job.cancel)
            head.addWidget(stop)
        column.addLayout(head)
        if job.stage is Stage.RUNNING and job.total:
            line = QHBoxLayout()
            line.setSpacing(8)
            bar = ProgressBar(self._hub, row)
            bar.set_share(job.at / job.total)
            line.addWidget(bar, 1)
            left = left_in_words(job.time_left(), self.tr)
            if left:
                line.addWidget(Words(self._hub, left, row, px=12, role="muted", figures=True))
            column.addLayout(line)
        return row

    def _told(self, told: Told) -> QWidget:
        row, column = self._row("check", "muted")
        head = QHBoxLayout()
        said = f"{told.notice.subject} {told.notice.text}".strip()
        head.addWidget(ElidedLabel(self._hub, said, row, px=13, role="muted"), 1)
        clock = time.strftime("%H:%M", time.localtime(told.when))
        head.addWidget(Words(self._hub, clock, row, px=12, role="muted", figures=True))
        column.addLayout(head)
        return row

    def answered(self, job: Job) -> None:
        """Drop a failed job from the list."""
        self._bar.forget_failed(job)
        self.refresh()


class _Answer:
    """Does a failed job again, or only drops it."""

    def __init__(self, popup: JobsPopup, job: Job, *, again: bool) -> None:
        self._popup, self._job, self._again = popup, job, again

    def __call__(self) -> None:
        if self._again and self._job.again is not None:
            self._job.again()
        self._popup.answered(self._job)


class _Copy:
    """Puts a text on the clipboard."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __call__(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
