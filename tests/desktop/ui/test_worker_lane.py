"""The worker process from the window's side: answers, progress, cancel, kill, crash and restart."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from desktop.errors import NotWritten, Refused
from desktop.model.change import Noun
from desktop.model.import_report import ImportReport
from desktop.ui.bus import Bus
from desktop.ui.jobs import Job, Jobs, Stage
from desktop.ui.worker_lane import WorkerFailed, WorkerGone, WorkerLane, error_from, worker_command

SCRIPT = r"""
import json, sys, time, threading, queue
asked = queue.Queue()
stopped = set()
def hear():
    for line in sys.stdin:
        said = json.loads(line)
        if said.get("cancel"):
            stopped.add(said["id"])
        else:
            asked.put(said)
    asked.put(None)
threading.Thread(target=hear, daemon=True).start()
def say(**message):
    print(json.dumps(message), flush=True)
while (said := asked.get()) is not None:
    key, how = said["id"], said["arguments"].get("text", "")
    if how == "crash":
        sys.exit(3)
    if how == "deaf":
        say(id=key, step=[1, 10, "deaf"])
        while True:
            time.sleep(0.01)
    if how == "long":
        say(id=key, step=[1, 10, "one"])
        while key not in stopped:
            time.sleep(0.005)
        say(id=key, cancelled=True)
        continue
    if how == "trouble":
        say(id=key, error={"kind": "Refused", "text": "No. Why", "facts": {"what": "No.", "advice": "Why"}})
        continue
    say(id=key, step=[10, 10, "all"])
    say(id=key, result={"imported": [], "duplicates": [], "failed": [], "warnings": [],
        "cancelled": False, "change": {"title": how, "step": None, "touched": []}})
"""


class Ear(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[Any] = []

    def hear(self, given: Any) -> None:
        self.heard.append(given)


@pytest.fixture
def ear(qapp: object) -> Ear:
    return Ear()


@pytest.fixture
def lane(tmp_path: Path) -> WorkerLane:
    script = tmp_path / "worker.py"
    script.write_text(SCRIPT, encoding="utf-8")
    return WorkerLane(tmp_path, command=[sys.executable, str(script)])


@pytest.fixture
def heavy(lane: WorkerLane, bus: Bus, desk: Desk) -> Iterator[Jobs]:
    made = Jobs(lambda: desk, bus, lane)
    yield made
    made.stop_all()


@pytest.fixture
def ask(heavy: Jobs, ear: Ear) -> Callable[[str], Job]:
    def asked(how: str) -> Job:
        return heavy.heavy(
            how, "import_text", owner=ear, done=ear.hear, failed=ear.hear, text=how, name="x"
        )

    return asked


def test_an_answer_comes_back_as_the_verbs_own_type(
    ask: Callable[[str], Job], ear: Ear, qtbot: QtBot
) -> None:
    job = ask("plain")
    qtbot.waitUntil(lambda: bool(ear.heard), timeout=10000)
    assert isinstance(ear.heard[0], ImportReport)
    assert ear.heard[0].change.title == "plain"
    assert job.stage is Stage.DONE
    assert (job.at, job.total, job.what) == (10, 10, "all")


def test_a_known_trouble_comes_back_as_its_kind(
    ask: Callable[[str], Job], ear: Ear, qtbot: QtBot
) -> None:
    ask("trouble")
    qtbot.waitUntil(lambda: bool(ear.heard), timeout=10000)
    assert isinstance(ear.heard[0], Refused)
    assert ear.heard[0].advice == "Why"


def test_cancel_is_heard_by_the_verb_at_work(ask: Callable[[str], Job], qtbot: QtBot) -> None:
    job = ask("long")
    qtbot.waitUntil(lambda: job.stage is Stage.RUNNING, timeout=10000)
    job.cancel()
    qtbot.waitUntil(lambda: job.stage is Stage.CANCELLED)


def test_cancelling_one_that_waits_leaves_the_one_at_work_alone(
    ask: Callable[[str], Job], lane: WorkerLane, qtbot: QtBot
) -> None:
    first, second = ask("long"), ask("plain")
    qtbot.waitUntil(lambda: first.stage is Stage.RUNNING, timeout=10000)
    process = lane.process_id
    second.cancel()
    assert second.stage is Stage.CANCELLED
    assert first.stage is Stage.RUNNING
    first.cancel()
    qtbot.waitUntil(lambda: first.stage is Stage.CANCELLED)
    assert lane.process_id == process


def test_a_deaf_verb_costs_the_process_its_life_and_the_next_gets_another(
    ask: Callable[[str], Job],
    lane: WorkerLane,
    ear: Ear,
    qtbot: QtBot,
    caplog: pytest.LogCaptureFixture,
) -> None:
    deaf, after = ask("deaf"), ask("plain")
    qtbot.waitUntil(lambda: deaf.stage is Stage.RUNNING, timeout=10000)
    process = lane.process_id
    deaf.cancel()
    qtbot.waitUntil(lambda: after.stage is Stage.DONE, timeout=15000)
    assert deaf.stage is Stage.CANCELLED
    assert lane.process_id != process
    assert "did not answer" in caplog.text
    caplog.clear()


def test_after_a_crash_the_verb_at_work_failed_and_the_next_is_done(
    ask: Callable[[str], Job], ear: Ear, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    crashed, after = ask("crash"), ask("plain")
    qtbot.waitUntil(lambda: after.stage.over, timeout=15000)
    assert crashed.stage is Stage.FAILED
    assert isinstance(crashed.error, WorkerGone)
    assert after.stage is Stage.DONE
    caplog.clear()


def test_a_worker_that_never_starts_fails_its_jobs(
    bus: Bus, desk: Desk, ear: Ear, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    jobs = Jobs(lambda: desk, bus, WorkerLane(Path(), command=["/nowhere/to/be/found"]))
    job = jobs.heavy("x", "sync_index", owner=ear, failed=ear.hear)
    qtbot.waitUntil(lambda: job.stage is Stage.FAILED)
    assert jobs.stop_all()
    caplog.clear()


def test_stopping_ends_the_process(ask: Callable[[str], Job], heavy: Jobs, qtbot: QtBot) -> None:
    job = ask("plain")
    qtbot.waitUntil(lambda: job.stage is Stage.DONE, timeout=10000)
    assert heavy.stop_all()


def test_the_real_worker_imports_into_the_library_of_this_desk(
    desk: Desk, bus: Bus, ear: Ear, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "harbour.txt"
    file.write_text(
        "The Harbour Opens\n\nA pilot boat left at dawn, and the first ship came in by noon.\n",
        encoding="utf-8",
    )
    jobs = Jobs(lambda: desk, bus, WorkerLane(desk.folder))
    told: list[Any] = []
    bus.changed.connect(told.append)
    jobs.heavy("import", "import_articles", owner=ear, done=ear.hear, paths=[file])
    qtbot.waitUntil(lambda: bool(ear.heard), timeout=60000)
    report = ear.heard[0]
    assert [one.title for one in report.imported] == ["The Harbour Opens"]
    assert told
    assert told[0].ids(Noun.ARTICLE) == {report.imported[0].id}
    with desk.library.reading() as rows:
        assert rows.articles.get(report.imported[0].id).details.title == "The Harbour Opens"
    assert jobs.stop_all()


def test_the_worker_is_started_as_this_program_was() -> None:
    words = worker_command(Path("/tmp/some library"))
    assert words[0] == sys.executable
    assert words[-2:] == ["--library", "/tmp/some library"]
    assert "desktop.worker" in words


def test_errors_are_made_again_from_what_was_told() -> None:
    made = error_from(
        {
            "kind": "NotWritten",
            "text": "t",
            "facts": {"path": "/a/b.docx", "reason": "It is open.", "advice": "Close it."},
        }
    )
    assert isinstance(made, NotWritten)
    assert made.path == Path("/a/b.docx")
    other = error_from({"kind": "ZeroDivisionError", "text": "division by zero", "facts": {}})
    assert isinstance(other, WorkerFailed)
    assert "division by zero" in str(other)
    assert str(error_from({"kind": "Refused", "text": "as told", "facts": {"odd": 1}})) == "as told"
