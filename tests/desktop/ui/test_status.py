"""The status bar, the jobs popup, undo and redo, and the index that follows the library."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from desktop.errors import NotWritten
from desktop.model.article import ReadState
from desktop.model.change import Change, Noun
from desktop.progress import QuietTask
from desktop.ui.bus import Answer, Bus, Notice, Tone
from desktop.ui.job_bar import JobBar, left_in_words
from desktop.ui.jobs import Job, Jobs, Stage
from desktop.ui.jobs_popup import JobsPopup
from desktop.ui.keeping_up import EVERYTHING, IndexKeeper, OutsideWatch, UndoRedo
from desktop.ui.theme import ThemeHub
from desktop.ui.widgets.buttons import LinkButton
from desktop.work import tend_articles
from desktop.work.import_articles import import_text
from desktop.work.sync_index import SyncReport


class HeavyJobs(Jobs):
    """Jobs whose heavy lane keeps what it is asked and answers when told to."""

    def __init__(self, desk: Desk, bus: Bus) -> None:
        self.lane = _Lane()
        super().__init__(lambda: desk, bus, self.lane)


class _Lane:
    def __init__(self) -> None:
        self.asked: list[tuple[Job, str, dict[str, Any], Any]] = []

    def start(self, job: Job, verb: str, arguments: dict[str, Any], report: Any) -> None:
        self.asked.append((job, verb, arguments, report))

    def stop(self, patience: float) -> bool:
        return True

    def say(self, stage: Stage, payload: Any, which: int = -1) -> None:
        job, _, _, report = self.asked[which]
        report(job, stage, payload)


@pytest.fixture
def heavy(desk: Desk, bus: Bus) -> Iterator[HeavyJobs]:
    made = HeavyJobs(desk, bus)
    yield made
    assert made.stop_all()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(1440, 900)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def bar(hub: ThemeHub, heavy: HeavyJobs, bus: Bus, window: QWidget) -> JobBar:
    made = JobBar(hub, heavy, bus, window)
    made.setGeometry(0, 872, 1440, 28)
    made.show()
    return made


def begin(heavy: HeavyJobs, owner: QObject, title: str = "Importing folder “reports”") -> Job:
    return heavy.heavy(title, "import_articles", owner=owner, paths=[])


def test_a_job_is_shown_with_verb_thing_count_bar_and_cancel(bar: JobBar, heavy: HeavyJobs) -> None:
    job = begin(heavy, bar)
    heavy.lane.say(Stage.RUNNING, (214, 380, "a.txt"))
    assert bar.jobs_button.text() == "Importing folder “reports”: 214 of 380"
    assert bar._bar.isVisible()
    assert bar._bar.share == pytest.approx(214 / 380)
    assert bar.cancel.isVisible()
    bar.cancel.click()
    assert job.stopping
    assert bar.jobs_button.text().startswith("Stopping")
    heavy.lane.say(Stage.CANCELLED, None)
    assert not bar.jobs_button.isVisible()


def test_a_quiet_job_is_not_shown_at_once(bar: JobBar, heavy: HeavyJobs) -> None:
    heavy.heavy("Bringing the index up to date", "sync_index", owner=bar, quiet=True)
    heavy.lane.say(Stage.RUNNING, (1, 3, ""))
    assert bar.visible_jobs() == []
    heavy.under_way[0].began = time.monotonic() - 2
    bar.refresh()
    assert len(bar.visible_jobs()) == 1
    heavy.lane.say(Stage.DONE, SyncReport())


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, ""),
        (2, "a few seconds left"),
        (31, "about 30 s left"),
        (118, "about 2 min left"),
        (7300, "about 2 h left"),
    ],
)
def test_the_time_left_in_words(seconds: float | None, words: str) -> None:
    assert left_in_words(seconds, str) == words


def test_news_stays_for_a_while_then_goes_into_the_history(bar: JobBar, bus: Bus) -> None:
    bus.changed.emit(Change("Highlight added", None, frozenset({(Noun.ANNOTATION, 1)})))
    assert bar.news is None  # without a step there is nothing to undo, so nothing to say
    bus.notice.emit(Notice("Sent to Baltic cables", undo=True))
    assert bar._text.text() == "Sent to Baltic cables"
    assert bar.act.text() == "Undo"
    assert bar._forget.interval() == 8000
    bar._forget.timeout.emit()
    assert bar.news is None
    assert bar.history[0].notice.subject == "Sent to Baltic cables"


def test_undo_on_the_news_asks_for_undo(bar: JobBar, bus: Bus, qtbot: QtBot) -> None:
    bus.notice.emit(Notice("Star added", undo=True))
    with qtbot.waitSignal(bar.undo_asked):
        bar.act.click()


def test_an_answer_of_the_news_is_done(bar: JobBar, bus: Bus) -> None:
    done: list[int] = []
    bus.notice.emit(Notice("Undone: Star added", answers=(Answer("Redo", lambda: done.append(1)),)))
    assert bar.act.text() == "Redo"
    bar.act.click()
    assert done == [1]


def test_a_failed_job_needs_you_until_it_is_answered(
    bar: JobBar, heavy: HeavyJobs, hub: ThemeHub, window: QWidget, bus: Bus, qtbot: QtBot
) -> None:
    job = begin(heavy, bar, "Writing “baltic.docx”")
    again: list[int] = []
    job.again = lambda: again.append(1)
    trouble = NotWritten(Path("/x/baltic.docx"), "The file is open in Word.", "Close it there.")
    heavy.lane.say(Stage.FAILED, trouble)
    assert bar.jobs_button.text() == "1 job needs you"
    popup = JobsPopup(hub, heavy, bar, window)
    popup.open_over(bar)
    assert popup.width() == 472
    assert popup.geometry().bottom() == 872 - 10
    links = {one.text(): one for one in popup._rows.findChildren(LinkButton)}
    assert set(links) == {"Try again", "Copy details", "Dismiss"}
    links["Copy details"].click()
    assert "NotWritten" in QGuiApplication.clipboard().text()
    links["Try again"].click()
    assert again == [1]
    assert bar.failed == []
    popup.close_card()


def test_the_rooms_words_stand_at_the_right(bar: JobBar) -> None:
    bar.set_usual("Search index up to date · 6 articles · 0 notes")
    bar.set_special("54 hits in 38 ms")
    assert bar._right.text() == "54 hits in 38 ms"
    bar.set_special("")
    assert bar._right.text().endswith("0 notes")


def test_the_index_follows_every_change_once(heavy: HeavyJobs, bus: Bus, qtbot: QtBot) -> None:
    keeper = IndexKeeper(heavy, bus)
    keeper.sync()
    assert keeper.state == "Search index: catching up"
    keeper.sync()
    assert len(heavy.lane.asked) == 1  # one at a time
    heavy.lane.say(Stage.DONE, SyncReport(written=3))
    assert keeper.state == "Search index up to date"
    qtbot.waitUntil(lambda: len(heavy.lane.asked) == 2)  # the one asked for meanwhile
    heavy.lane.say(Stage.DONE, SyncReport())
    bus.changed.emit(EVERYTHING)
    qtbot.waitUntil(lambda: len(heavy.lane.asked) == 3)
    heavy.lane.say(Stage.DONE, SyncReport())


def test_an_index_that_cannot_follow_is_told_once_with_a_way_out(
    heavy: HeavyJobs, bus: Bus, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[Notice] = []
    bus.notice.connect(told.append)
    keeper = IndexKeeper(heavy, bus)
    keeper.sync()
    heavy.lane.say(Stage.FAILED, RuntimeError("planted"))
    assert [one.key for one in told] == ["index"]
    assert told[0].tone is Tone.PROBLEM
    told[0].answers[0].act()
    assert heavy.lane.asked[-1][1] == "reindex"
    heavy.lane.say(Stage.DONE, SyncReport(rebuilt=True))
    assert keeper.state == "Search index up to date"
    caplog.clear()


def test_undo_and_redo_say_what_they_did(desk: Desk, jobs: Jobs, bus: Bus, qtbot: QtBot) -> None:
    made = import_text(desk, QuietTask(), text="Night Watch\n\nNobody slept.", name="n.txt")
    key = made.imported[0].id
    tend_articles.set_state(desk, QuietTask(), article_ids=[key], state=ReadState.ARCHIVED)
    told: list[Notice] = []
    bus.notice.connect(told.append)
    steps = UndoRedo(jobs, bus)

    def state() -> ReadState:
        with desk.library.reading() as rows:
            return rows.articles.get(key).state

    steps.undo()
    qtbot.waitUntil(lambda: len(told) == 1)
    assert told[0].subject.startswith("Undone: ")
    assert state() is ReadState.INBOX
    steps.redo()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[1].subject.startswith("Done again: ")
    assert told[1].undo
    assert state() is ReadState.ARCHIVED
    steps.redo()
    qtbot.waitUntil(lambda: len(told) == 3)
    assert "othing to redo" in told[2].subject


def test_what_others_write_is_told_to_the_bus(
    desk: Desk, jobs: Jobs, bus: Bus, qtbot: QtBot
) -> None:
    told: list[Change] = []
    bus.changed.connect(told.append)
    watch = OutsideWatch(jobs, bus)
    watch.look()
    qtbot.waitUntil(lambda: watch._known is not None)
    watch.look()
    qtbot.waitUntil(lambda: not watch._asked)
    assert told == []
    with Desk.open(desk.folder) as other:
        import_text(other, QuietTask(), text="Night Watch\n\nNobody slept.", name="n.txt")
    watch.look()
    qtbot.waitUntil(lambda: bool(told))
    assert told == [EVERYTHING]
    assert told[0].touches(Noun.ARTICLE)
