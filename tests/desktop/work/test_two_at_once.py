"""Two processes on one library and one index: nobody waits for long, and nobody writes old over new."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.desk import Desk
from desktop.joinery import catalogue, entries
from desktop.library.rows import Rows
from desktop.model.change import Noun
from desktop.progress import QuietTask
from desktop.work import keep_notes, look_after, sync_index
from desktop.work.search import search
from search_index import Entry, Index
from tests.fakes import WatchedTask

ROOT = Path(__file__).parents[3]


def carrel(desk: Desk, *words: str) -> str:
    """Run the command line beside us on the same library."""
    command = [sys.executable, "-m", "desktop", "--library", str(desk.folder), *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def held(desk: Desk, task: QuietTask) -> Iterator[None]:
    """The index, being written by somebody else for as long as the test lasts."""
    keep_notes.add_note(desk, task, body="Before the tugboats")
    sync_index.sync_index(desk, task)
    begun, done = threading.Event(), threading.Event()
    other = Index.open(desk.index_folder, library=desk.library.uid)

    def slowly() -> Iterator[Entry]:
        begun.set()
        done.wait(60)
        yield Entry(key="note:1", kind="note", body="Before the tugboats")

    writer = threading.Thread(
        target=lambda: other.apply(slowly(), generation=desk.index.generation)
    )
    writer.start()
    assert begun.wait(60)
    yield
    done.set()
    writer.join(60)
    other.close()


def test_a_search_beside_another_writer_answers_and_says_what_is_missing(
    desk: Desk, task: QuietTask, held: None
) -> None:
    keep_notes.add_note(desk, task, body="After the tugboats")
    page = search(desk, task, query="tugboats")
    assert page.total == 1
    assert page.hint == "Still reading: 1 new or changed thing is not found yet."


def test_a_sync_gives_up_in_time_and_says_so(
    desk: Desk, held: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync_index, "PATIENCE", 0.2)
    keep_notes.add_note(desk, QuietTask(), body="After the tugboats")
    task = WatchedTask()
    assert sync_index.sync_index(desk, task).busy
    assert "waiting for the search index" in {what for _, _, what in task.steps}
    assert sync_index.reindex(desk, QuietTask()).busy


def test_what_was_read_earlier_is_never_written_over_what_is_newer(
    desk: Desk, task: QuietTask, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = keep_notes.add_note(desk, task, body="An old word: barge").note
    real, turns = entries.make, []

    def make(rows: Rows, records: list[tuple[Noun, int]]) -> entries.Made:
        made = real(rows, records)
        turns.append(len(made.entries))
        if len(turns) == 1:  # a quicker process has the last word before we write
            carrel(desk, "note", "edit", str(note.id), "A new word: schooner")
            assert '"total": 1' in carrel(desk, "search", "schooner", "--json")
        return made

    monkeypatch.setattr(entries, "make", make)
    catalogue.catch_up(desk, task)
    assert search(desk, task, query="barge").total == 0
    assert search(desk, task, query="schooner").total == 1
    with desk.library.reading() as rows:
        assert rows.outbox.count() == 0


def test_the_command_line_writes_beside_an_open_desk_and_is_noticed(
    desk: Desk, task: QuietTask
) -> None:
    before = desk.library.data_version()
    carrel(desk, "note", "add", "From the command line")
    assert desk.library.data_version() != before
    assert search(desk, task, query="command").total == 1
    assert look_after.check(desk, task, repair=True).sound
