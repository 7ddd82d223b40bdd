"""The worker, driven as a real process: one answer to each request, and nothing else on its output."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop import wire
from desktop.desk import Desk
from desktop.model.import_report import ImportReport
from desktop.progress import QuietTask
from desktop.work.export_brief import ExportReport
from desktop.work.search import search
from desktop.work.sync_index import SyncReport
from tests.builders import article, write_articles

PATIENCE = 60


class Served:
    """A worker process that can be asked, with its answers in the order in which they came."""

    def __init__(self, library: Path, *, how: tuple[str, ...] = ("-m", "desktop.worker")) -> None:
        self.process = subprocess.Popen(
            [sys.executable, *how, "--library", str(library)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            bufsize=1,
        )
        self.heard: queue.Queue[dict[str, Any] | None] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        self.complaints: list[str] = []
        threading.Thread(target=self._overhear, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.heard.put(json.loads(line))
        self.heard.put(None)

    def _overhear(self) -> None:
        assert self.process.stderr is not None
        self.complaints.extend(self.process.stderr)

    def say(self, message: object) -> None:
        assert self.process.stdin is not None
        line = message if isinstance(message, str) else json.dumps(message)
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def ask(self, key: int, verb: str, **arguments: Any) -> None:
        self.say({"id": key, "verb": verb, "arguments": wire.encode(arguments)})

    def hear(self) -> dict[str, Any]:
        message = self.heard.get(timeout=PATIENCE)
        assert message is not None, "".join(self.complaints)
        return message

    def end_of(self, key: int | None) -> tuple[dict[str, Any], list[list[Any]]]:
        """Return how an errand ended, and the steps it told."""
        steps = []
        while True:
            message = self.hear()
            assert message["id"] == key
            if "step" not in message:
                return message, steps
            steps.append(message["step"])

    def finish(self) -> int:
        assert self.process.stdin is not None
        self.process.stdin.close()
        return self.process.wait(PATIENCE)


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    started: list[Served] = []

    def start(**given: Any) -> Served:
        started.append(Served(tmp_path / "library", **given))
        return started[-1]

    yield start
    for one in started:
        if one.process.poll() is None:
            one.process.kill()
        one.process.wait(PATIENCE)
        for pipe in (one.process.stdin, one.process.stdout, one.process.stderr):
            assert pipe is not None
            pipe.close()


def test_it_imports_indexes_and_exports_and_ends_with_its_input(
    serve: Callable[..., Served], tmp_path: Path
) -> None:
    worker = serve()
    write_articles(tmp_path / "in", 4)
    worker.ask(1, "import_articles", paths=[tmp_path / "in"], tags=["tide"])
    worker.ask(2, "sync_index")
    end, steps = worker.end_of(1)
    report: ImportReport = wire.decode(ImportReport, end["result"])
    assert len(report.imported) == 4
    assert steps
    assert all(total in {None, 4} and done <= 4 for done, total, _ in steps)
    assert report.change.step is not None
    end, _ = worker.end_of(2)
    assert wire.decode(SyncReport, end["result"]).written == 4
    ids = [one.id for one in report.imported[:2]]
    worker.ask(3, "export_brief", path=tmp_path / "b.docx", article_ids=ids, title="Harbours")
    end, _ = worker.end_of(3)
    assert Path(wire.decode(ExportReport, end["result"]).path).stat().st_size > 10_000
    assert worker.finish() == 0
    with Desk.open(tmp_path / "library") as desk:
        assert search(desk, QuietTask(), query="tag:tide").total == 4


def test_the_hidden_command_is_the_same(serve: Callable[..., Served], tmp_path: Path) -> None:
    worker = serve(how=("-m", "desktop", "serve-worker"))
    worker.ask(1, "import_text", text=article(1), name="pasted")
    end, _ = worker.end_of(1)
    assert len(wire.decode(ImportReport, end["result"]).imported) == 1
    assert worker.finish() == 0


def test_cancel_keeps_what_is_finished_and_the_worker_goes_on(
    serve: Callable[..., Served], tmp_path: Path
) -> None:
    worker = serve()
    write_articles(tmp_path / "in", 200)
    worker.ask(1, "import_articles", paths=[tmp_path / "in"])
    assert "step" in worker.hear()
    worker.say({"id": 1, "cancel": True})
    end, _ = worker.end_of(1)
    report: ImportReport = wire.decode(ImportReport, end["result"])
    assert report.cancelled
    assert len(report.imported) < 200
    worker.ask(2, "check")
    end, _ = worker.end_of(2)
    assert end["result"]["articles"] == len(report.imported)


def test_what_waits_can_be_cancelled_before_it_begins(
    serve: Callable[..., Served], tmp_path: Path
) -> None:
    worker = serve()
    write_articles(tmp_path / "in", 3)
    worker.ask(1, "import_articles", paths=[tmp_path / "in"])
    worker.ask(2, "reindex")
    worker.say({"id": 2, "cancel": True})
    worker.end_of(1)
    assert worker.end_of(2) == ({"id": 2, "cancelled": True}, [])


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("not json", None),
        ('["a", "list"]', None),
        ('{"verb": "reindex"}', None),
        ('{"id": 1}', None),
        ('{"id": 1, "verb": "os.system", "arguments": {}}', 1),
        ('{"id": 1, "verb": "reindex", "arguments": {"unknown": 1}}', 1),
        ('{"id": 1, "verb": "import_articles", "arguments": {}}', 1),
        ('{"id": 1, "verb": "import_articles", "arguments": {"paths": 3}}', 1),
        ("\x00\ufffd", None),
    ],
)
def test_what_cannot_be_understood_is_answered_and_costs_nothing(
    serve: Callable[..., Served], line: str, key: int | None
) -> None:
    worker = serve()
    worker.say(line)
    end, _ = worker.end_of(key)
    assert end["error"]["kind"] == "Unasked"
    worker.ask(7, "sync_index")
    assert "result" in worker.end_of(7)[0]


def test_errors_come_as_facts(serve: Callable[..., Served], tmp_path: Path) -> None:
    worker = serve()
    worker.ask(1, "export_brief", path=tmp_path / "b.docx", brief_id=9)
    error = worker.end_of(1)[0]["error"]
    assert error == {
        "kind": "NotFound",
        "text": "There is no brief 9.",
        "facts": {"noun": "brief", "key": 9},
    }
    (tmp_path / "library" / "library.sqlite").write_bytes(b"no library at all" * 99)
    other = serve()
    other.ask(1, "sync_index")
    error = other.end_of(1)[0]["error"]
    assert error["kind"] == "LibraryUnusable"
    assert error["facts"]["path"].startswith(str(tmp_path / "library"))


def test_nothing_but_answers_is_ever_on_its_output(
    serve: Callable[..., Served], tmp_path: Path
) -> None:
    """Even a library that prints cannot break the conversation."""
    folder = tmp_path / "noisy"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(
        "import atexit, os, sys\n"
        "import desktop.progress\n"
        "real = desktop.progress.Cancelled\n"
        "import desktop.work.sync_index as verbs\n"
        "inner = verbs.sync_index\n"
        "def noisy(desk: verbs.Desk, task: verbs.Task) -> verbs.SyncReport:\n"
        "    print('printed')\n"
        "    os.write(1, b'written by C code')\n"
        "    return inner(desk, task)\n"
        "verbs.sync_index = noisy\n"
    )
    before = os.environ.get("PYTHONPATH", "")
    os.environ["PYTHONPATH"] = os.pathsep.join((str(folder), str(Path.cwd()), before))
    try:
        worker = serve()
    finally:
        os.environ["PYTHONPATH"] = before
    worker.ask(1, "sync_index")
    assert "result" in worker.end_of(1)[0]
    assert worker.finish() == 0
    assert "printed" in "".join(worker.complaints)


@pytest.mark.skipif(not hasattr(os, "getpriority"), reason="this system knows no niceness")
def test_it_steps_back_for_the_window(serve: Callable[..., Served]) -> None:
    worker = serve()
    worker.ask(1, "sync_index")
    worker.end_of(1)
    ours = os.getpriority(os.PRIO_PROCESS, 0)
    theirs = os.getpriority(os.PRIO_PROCESS, worker.process.pid)
    assert theirs == min(19, ours + 5)


def test_steps_are_told_at_most_twenty_times_a_second(
    serve: Callable[..., Served], tmp_path: Path
) -> None:
    """Counted against the worker's own clock: as many steps as fit between first and last answer."""
    from desktop.worker import REPORT_EVERY, Errand, Mouth

    told: list[str] = []

    class Sink:
        def write(self, text: str) -> int:
            told.append(text)
            return len(text)

        def flush(self) -> None: ...

    errand = Errand(1, "sync_index", {}, Mouth(Sink()))  # type: ignore[arg-type]
    for done in range(10_000):
        errand.step(done, 10_000)
    first, *_ = told
    assert json.loads(first) == {"id": 1, "step": [0, 10_000, ""]}
    assert len(told) < 10_000
    assert REPORT_EVERY >= 1 / 20


def test_it_stops_when_whoever_asked_is_gone(serve: Callable[..., Served], tmp_path: Path) -> None:
    worker = serve()
    write_articles(tmp_path / "in", 300)
    worker.ask(1, "import_articles", paths=[tmp_path / "in"])
    assert "step" in worker.hear()
    assert worker.finish() == 0
    with Desk.open(tmp_path / "library") as desk, desk.library.reading() as rows:
        assert rows.articles.count() < 300
