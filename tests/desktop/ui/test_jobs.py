"""Jobs: answers on the window's thread, order of writes, cancel, failure, owners that are gone."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.errors import Refused
from desktop.model.change import Change, Noun
from desktop.progress import Task
from desktop.ui.bus import Bus, Notice, Tone
from desktop.ui.jobs import Job, Jobs, Stage, change_in

TOUCHED = Change(title="Star added", touched=frozenset({(Noun.ARTICLE, 1)}))


class Ear(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[Any] = []
        self.threads: set[int] = set()

    def hear(self, given: Any) -> None:
        self.heard.append(given)
        self.threads.add(threading.get_ident())


@pytest.fixture
def ear(qapp: object) -> Ear:
    return Ear()


def test_a_write_is_answered_here_and_told_to_the_bus(
    jobs: Jobs, bus: Bus, ear: Ear, qtbot: QtBot
) -> None:
    here = threading.get_ident()
    elsewhere: list[int] = []

    def verb(desk: Any, task: Task, *, title: str) -> Change:
        elsewhere.append(threading.get_ident())
        return Change(title, touched=TOUCHED.touched)

    bus.changed.connect(ear.hear)
    with qtbot.waitSignal(bus.changed):
        jobs.write("Star", verb, owner=ear, done=ear.hear, title="given")
    qtbot.waitUntil(lambda: len(ear.heard) == 2)
    assert ear.heard == [Change("given", touched=TOUCHED.touched)] * 2
    assert ear.threads == {here}
    assert elsewhere != [here]


def test_the_verb_is_given_the_desk_of_these_jobs(
    jobs: Jobs, desk: Any, ear: Ear, qtbot: QtBot
) -> None:
    jobs.read("look", lambda given, _task: given, owner=ear, done=ear.hear)
    qtbot.waitUntil(lambda: bool(ear.heard))
    assert ear.heard == [desk]


def test_writes_keep_their_order_and_never_overlap(jobs: Jobs, ear: Ear, qtbot: QtBot) -> None:
    busy = threading.Lock()

    def verb(desk: Any, task: Task, *, number: int) -> int:
        assert busy.acquire(blocking=False), "two writes at once"
        task.step(0)
        busy.release()
        return number

    for number in range(20):
        jobs.write("w", verb, owner=ear, done=ear.hear, number=number)
    qtbot.waitUntil(lambda: len(ear.heard) == 20)
    assert ear.heard == list(range(20))


def test_no_answer_of_fast_work_is_missed(jobs: Jobs, ear: Ear, qtbot: QtBot) -> None:
    for number in range(200):
        jobs.read("r", lambda _desk, _task, *, n: n, owner=ear, done=ear.hear, n=number)
    qtbot.waitUntil(lambda: len(ear.heard) == 200)
    assert sorted(ear.heard) == list(range(200))


def test_cancel_stops_at_the_next_step_and_nobody_is_answered(
    jobs: Jobs, ear: Ear, qtbot: QtBot
) -> None:
    started = threading.Event()

    def verb(desk: Any, task: Task) -> None:
        while True:
            started.set()
            task.step(0)

    job = jobs.read("long", verb, owner=ear, done=ear.hear)
    assert started.wait(5)
    job.cancel()
    qtbot.waitUntil(lambda: job.stage is Stage.CANCELLED)
    assert ear.heard == []


def test_a_newer_question_makes_the_older_void(jobs: Jobs, ear: Ear, qtbot: QtBot) -> None:
    gate = threading.Event()

    def slow(desk: Any, task: Task) -> str:
        gate.wait(5)
        return "old"

    older = jobs.read("q", slow, owner=ear, done=ear.hear, replaces="search")
    newer = jobs.read("q", lambda _d, _t: "new", owner=ear, done=ear.hear, replaces="search")
    gate.set()
    qtbot.waitUntil(lambda: older.stage.over and newer.stage.over)
    assert ear.heard == ["new"]
    assert older.stage is Stage.CANCELLED


def test_expected_trouble_becomes_a_notice(jobs: Jobs, bus: Bus, ear: Ear, qtbot: QtBot) -> None:
    def verb(desk: Any, task: Task) -> None:
        raise Refused("An article needs a title.", "Give it one.")

    bus.notice.connect(ear.hear)
    jobs.write("w", verb, owner=ear)
    qtbot.waitUntil(lambda: bool(ear.heard))
    assert ear.heard == [
        Notice("An article needs a title.", "Give it one.", tone=Tone.PROBLEM, answers=())
    ]


def test_unexpected_trouble_is_logged_and_carries_a_report(
    jobs: Jobs, bus: Bus, ear: Ear, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def verb(desk: Any, task: Task) -> None:
        raise ZeroDivisionError("planted")

    bus.notice.connect(ear.hear)
    jobs.write("Halving", verb, owner=ear)
    qtbot.waitUntil(lambda: bool(ear.heard))
    assert "ZeroDivisionError: planted" in ear.heard[0].details
    assert "Halving" in caplog.text
    caplog.clear()


def test_who_hears_the_failure_gets_it_instead_of_the_bus(
    jobs: Jobs, bus: Bus, ear: Ear, qtbot: QtBot
) -> None:
    other = Ear()

    def verb(desk: Any, task: Task) -> None:
        raise Refused("no")

    bus.notice.connect(other.hear)
    jobs.read("r", verb, owner=ear, done=ear.hear, failed=ear.hear)
    qtbot.waitUntil(lambda: bool(ear.heard))
    assert isinstance(ear.heard[0], Refused)
    assert other.heard == []


def test_a_widget_that_is_gone_is_not_told(jobs: Jobs, qtbot: QtBot) -> None:
    gate, called = threading.Event(), []

    class Gone(QWidget):
        def show_it(self, result: object) -> None:
            called.append(result)

    widget = Gone()
    job = jobs.read("r", lambda _d, _t: gate.wait(5), owner=widget, done=widget.show_it)
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gate.set()
    qtbot.waitUntil(lambda: job.stage is Stage.DONE)
    assert called == []


def test_stopping_with_work_in_flight_tells_nobody(desk: Any, bus: Bus, ear: Ear) -> None:
    jobs = Jobs(lambda: desk, bus)

    def verb(desk: Any, task: Task) -> None:
        while True:
            task.step(0)

    for _ in range(6):
        jobs.read("r", verb, owner=ear, done=ear.hear)
    assert jobs.stop_all()
    assert ear.heard == []
    assert jobs.idle


def test_progress_is_told_but_not_too_often(jobs: Jobs, ear: Ear, qtbot: QtBot) -> None:
    seen: list[tuple[int, int | None]] = []

    def verb(desk: Any, task: Task) -> int:
        for number in range(500):
            task.step(number, 500)
        task.step(500, 500)
        return 500

    jobs.changed.connect(
        lambda job: seen.append((job.at, job.total)) if job.stage is Stage.RUNNING else None
    )
    job = jobs.write("w", verb, owner=ear, done=ear.hear)
    qtbot.waitUntil(lambda: job.stage is Stage.DONE)
    assert (500, 500) in seen
    assert len(seen) < 250


def test_the_time_left_is_only_said_when_it_is_known() -> None:
    job = Job("Importing", QObject(), stage=Stage.RUNNING, at=1, total=100, began=100.0)
    assert job.time_left(now=101.0) is None
    assert job.time_left(now=104.0) == pytest.approx(396.0)
    job.at = 50
    assert job.time_left(now=101.0) == pytest.approx(1.0)
    job.stage = Stage.DONE
    assert job.time_left(now=101.0) is None


@pytest.mark.parametrize(
    ("result", "change"),
    [
        (TOUCHED, TOUCHED),
        ((3, TOUCHED), TOUCHED),
        (None, Change()),
        ((1, 2), Change()),
    ],
)
def test_the_change_is_found_in_what_verbs_answer(result: object, change: Change) -> None:
    assert change_in(result) == change
