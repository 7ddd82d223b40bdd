"""What the status bar shows: the work under way, the last news with its Undo, and the state of things."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.model.change import Change
from desktop.ui.bus import Bus, Notice, Tone
from desktop.ui.icons import paint_icon
from desktop.ui.jobs import Job, Jobs, Stage
from desktop.ui.theme import ThemeHub
from desktop.ui.widgets.bars import ProgressBar
from desktop.ui.widgets.buttons import LinkButton, Pressable
from desktop.ui.widgets.labels import ElidedLabel, Words
from desktop.ui.widgets.paint import width_of, words

NEWS_MS = 8000
SHOWN_AFTER = 0.5  # seconds of work before a quiet job is shown
KEPT = 30


@dataclass(frozen=True)
class Told:
    """A notice with the time it was given, for the history."""

    when: float
    notice: Notice


def left_in_words(seconds: float | None, tr: Callable[[str], str]) -> str:
    """Return "about 2 min left", or nothing while it cannot be said."""
    if seconds is None:
        return ""
    if seconds < 5:
        return tr("a few seconds left")
    if seconds < 55:
        return tr("about {n} s left").format(n=max(5, round(seconds / 5) * 5))
    if seconds < 3600:
        return tr("about {n} min left").format(n=max(1, round(seconds / 60)))
    return tr("about {n} h left").format(n=round(seconds / 3600))


def count_in_words(job: Job, tr: Callable[[str], str]) -> str:
    """Return "214 of 380", or nothing while the whole is not known."""
    if not job.total:
        return ""
    return tr("{done} of {total}").format(done=f"{job.at:,}", total=f"{job.total:,}")


class _JobsButton(Pressable):
    """Icon and words at the left of the status bar; opens the jobs popup."""

    def __init__(self, hub: ThemeHub, parent: QWidget) -> None:
        super().__init__(hub, "", parent)
        self._icon, self._bad = "", False
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.say("", "", bad=False)

    def say(self, icon: str, text: str, *, bad: bool) -> None:
        self._icon, self._bad = icon, bad
        self.setText(text)
        self.setAccessibleName(text or self.tr("Jobs and news"))
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        wide = width_of(self.text(), self.theme.sans(13, figures=True)) + 24 + 1
        return QSize(round(wide), 24)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(60, self.sizeHint().width()), 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self.theme, QPainter(self)
        colour = theme.bad if self._bad else theme.ink if self._over else theme.muted
        paint_icon(painter, self._icon or "clock", QRectF(0, 4, 16, 16), colour)
        room = QRectF(24, 0, self.width() - 24, 24)
        words(painter, self.text(), theme.sans(13, figures=True), colour, room)


class _UprightLine(QWidget):
    def __init__(self, hub: ThemeHub, parent: QWidget) -> None:
        super().__init__(parent)
        self._hub = hub
        self.setFixedSize(1, 14)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._hub.theme.line_2)


class JobBar(QWidget):
    """The status bar's content."""

    popup_asked = Signal()
    """The user wants to see all jobs."""
    undo_asked = Signal()

    def __init__(self, hub: ThemeHub, jobs: Jobs, bus: Bus, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub, self._jobs = hub, jobs
        self._news: Notice | None = None
        self._usual, self._special = "", ""
        self.history: list[Told] = []
        self.failed: list[Job] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        self.jobs_button = _JobsButton(hub, self)
        self._between = _UprightLine(hub, self)
        self._count = Words(hub, "", self, px=13, role="muted", figures=True)
        self._bar = ProgressBar(hub, self, width=120)
        self._left = Words(hub, "", self, px=13, role="muted", figures=True)
        self.cancel = LinkButton(hub, self.tr("Cancel"), self)
        self._line = _UprightLine(hub, self)
        self._text = ElidedLabel(hub, "", self, px=13, role="muted")
        self.act = LinkButton(hub, "", self)
        self._right = Words(hub, "", self, px=13, role="muted", figures=True)
        row.addWidget(self.jobs_button)
        row.addWidget(self._between)
        row.addWidget(self._count)
        row.addWidget(self._bar)
        row.addWidget(self._left)
        row.addWidget(self.cancel)
        row.addWidget(self._line)
        row.addWidget(self._text)
        row.addWidget(self.act)
        row.addStretch(1)
        row.addWidget(self._right)
        self._text.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._tick = QTimer(self)
        self._tick.setInterval(250)
        self._tick.timeout.connect(self.refresh)
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.setInterval(NEWS_MS)
        self._forget.timeout.connect(self._fade)
        self.jobs_button.clicked.connect(self._ask_popup)
        self.cancel.clicked.connect(self._cancel)
        self.act.clicked.connect(self._act)
        jobs.changed.connect(self._hear_job)
        bus.notice.connect(self.hear)
        bus.changed.connect(self._hear_change)
        self.refresh()

    # -- what is said to it

    def hear(self, notice: Notice) -> None:
        """Show a quiet notice for eight seconds; every notice goes into the history."""
        self.history = [Told(time.time(), notice), *self.history][:KEPT]
        if notice.tone is Tone.QUIET:
            self._news = notice
            self._forget.start()
        self.refresh()

    def set_usual(self, text: str) -> None:
        """Set the words at the right: how the library stands."""
        self._usual = text
        self.refresh()

    def set_special(self, text: str) -> None:
        """Let a room's words stand at the right instead; empty for the usual again."""
        self._special = text
        self.refresh()

    def forget_failed(self, job: Job) -> None:
        """Drop a failed job that was answered."""
        if job in self.failed:
            self.failed.remove(job)
        self.refresh()

    @property
    def news(self) -> Notice | None:
        """The notice that is shown."""
        return self._news

    def visible_jobs(self) -> list[Job]:
        """Return the jobs that are worth showing: heavy ones, and any over half a second."""
        now = time.monotonic()
        return [
            job
            for job in self._jobs.under_way
            if (job.heavy and not job.quiet)
            or (job.began > 0 and now - job.began > SHOWN_AFTER and not job.stage.over)
        ]

    def refresh(self) -> None:
        """Show how things stand now."""
        shown = self.visible_jobs()
        if self._jobs.idle:
            self._tick.stop()
        elif not self._tick.isActive():
            self._tick.start()
        job = next((one for one in shown if one.stage is Stage.RUNNING), None)
        if job is None and shown:
            job = shown[0]
        self._show_job(job)
        news = self._news
        self._text.setVisible(news is not None)
        self._line.setVisible(news is not None and (job is not None or bool(self.failed)))
        word = self._word_for(news)
        self.act.set_text(word)
        self.act.setVisible(bool(word))
        if news is not None:
            said = f"{news.subject} {news.text}".strip()
            if said != self._text.text():
                self._text.setText(said)
                self._text.updateGeometry()
        self._right.setText(self._special or self._usual)

    # -- inside

    def _show_job(self, job: Job | None) -> None:
        count = count_in_words(job, self.tr) if job is not None else ""
        if self.failed:
            number = len(self.failed)
            said = (
                self.tr("1 job needs you")
                if number == 1
                else self.tr("{n} jobs need you").format(n=number)
            )
            self.jobs_button.say("warning", said, bad=True)
        elif job is not None:
            said = f"{job.title}: {count}" if count else f"{job.title}…"
            if job.stopping:
                said = self.tr("Stopping: {title}").format(title=job.title)
            self.jobs_button.say(job.icon, said, bad=False)
        else:
            self.jobs_button.say("", "", bad=False)
        apart = bool(self.failed) and job is not None
        self._between.setVisible(apart)
        self._count.setText(count)
        self._count.setVisible(apart and bool(count))
        running = job is not None and job.stage is Stage.RUNNING and bool(job.total)
        self._bar.setVisible(running)
        if job is not None and job.total:
            self._bar.set_share(job.at / job.total)
        left = left_in_words(job.time_left(), self.tr) if job is not None else ""
        self._left.setText(left)
        self._left.setVisible(bool(left))
        self.cancel.setVisible(job is not None and not job.stopping)

    def _word_for(self, news: Notice | None) -> str:
        if news is None:
            return ""
        if news.answers:
            return news.answers[0].text
        return self.tr("Undo") if news.undo else ""

    def _hear_job(self, job: Job) -> None:
        if job.stage is Stage.FAILED and job.heavy and job not in self.failed:
            self.failed.append(job)
        self.refresh()

    def _hear_change(self, change: Change) -> None:
        if change.step is not None and change.title:
            self.hear(Notice(change.title, undo=True))

    def _fade(self) -> None:
        self._news = None
        self.refresh()

    def _act(self) -> None:
        news = self._news
        self._fade()
        if news is None:
            return
        if news.answers:
            news.answers[0].act()
        elif news.undo:
            self.undo_asked.emit()

    def _cancel(self) -> None:
        shown = self.visible_jobs()
        job = next((one for one in shown if one.stage is Stage.RUNNING), None)
        if job is None and shown:
            job = shown[0]
        if job is not None:
            job.cancel()
            self.refresh()

    def _ask_popup(self) -> None:
        self.popup_asked.emit()
