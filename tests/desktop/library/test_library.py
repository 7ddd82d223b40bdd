"""Blocks: one moment for each reader, all or nothing for each writer, whoever else is there."""

from __future__ import annotations

import errno
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from desktop.errors import LibraryUnusable, NotWritten
from desktop.library import database
from desktop.library.library import Library
from desktop.model.change import Noun
from tests.desktop.library.making import NAMES_OF_TWO, add_article, highlight, state


def test_a_reader_sees_one_moment(library: Library) -> None:
    with library.writing("One") as rows:
        rows.notes.add(body="one")
    with library.reading() as before:
        with library.writing("Two") as rows:
            rows.notes.add(body="two")
        with library.reading() as after:
            assert after.notes.count() == 2
        assert before.notes.count() == 1
        assert len(before.notes.listed()) == 1


def test_a_reader_cannot_write(library: Library) -> None:
    with pytest.raises(NotWritten), library.reading() as rows:
        rows.notes.add(body="no")


def test_nothing_of_a_block_that_raises_is_kept(library: Library) -> None:
    before = state(library)

    def interrupted() -> None:
        with library.writing("Article imported") as rows:
            add_article(rows, names=NAMES_OF_TWO)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert state(library) == before
    assert library.history() == ()
    with library.writing("Note added") as rows:
        rows.notes.add(body="and the next one works")
    assert {noun for noun, _ in rows.change.touched} == {Noun.NOTE}


def test_blocks_for_writing_do_not_nest(library: Library) -> None:
    with library.writing("Outer"), pytest.raises(RuntimeError), library.writing("Inner"):
        pass


def test_many_threads_write_and_read(library: Library) -> None:
    def write(number: int) -> None:
        with library.writing(f"Note {number}") as rows:
            rows.notes.add(body=f"{number}")

    def read(_: int) -> bool:
        with library.reading() as rows:
            return rows.notes.count() == len(rows.notes.listed())

    with ThreadPoolExecutor(8) as pool:
        writes = [pool.submit(write, number) for number in range(40)]
        reads = [pool.submit(read, number) for number in range(40)]
    assert all(future.result() for future in reads)
    assert all(future.exception() is None for future in writes)
    with library.reading() as rows:
        assert {note.body for note in rows.notes.listed()} == {str(n) for n in range(40)}


def test_another_process_is_noticed_and_this_one_is_not(library: Library) -> None:
    before = library.data_version()
    with library.writing("Note added") as rows:
        rows.notes.add(body="mine")
    assert library.data_version() == before
    with Library.open(library.folder) as other, other.writing("Note added") as rows:
        rows.notes.add(body="theirs")
    assert library.data_version() != before


def test_asking_for_the_version_never_waits(library: Library) -> None:
    before = library.data_version()
    with library.writing("Long work"), ThreadPoolExecutor(1) as pool:
        assert pool.submit(library.data_version).result(timeout=10) == before


def test_one_history_for_both_processes(library: Library) -> None:
    with library.writing("Here") as rows:
        rows.notes.add(body="here")
    with Library.open(library.folder) as other:
        with other.writing("There") as rows:
            rows.notes.add(body="there")
        assert library.undo().title == "There"
        assert other.undo().title == "Here"
        assert other.redo().title == "Here"
    assert [(step.title, step.undone) for step in library.history()] == [
        ("There", True),
        ("Here", False),
    ]


def test_a_library_kept_busy_is_named_so(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    with (
        Library.open(library.folder) as other,
        library.writing("Long work"),
        pytest.raises(LibraryUnusable, match="too long"),
        other.writing("Impatient"),
    ):
        pass


def test_a_full_disk_is_named_so_and_loses_nothing(library: Library) -> None:
    with library.writing("Article imported") as rows:
        add_article(rows, names=NAMES_OF_TWO)
    before = state(library)
    db = library._writer
    db.run(f"pragma max_page_count = {db.value('pragma page_count') + 2}")
    with pytest.raises(NotWritten, match="full"), library.writing("Article imported") as rows:
        add_article(rows, "Large\n" + "words " * 50_000)
    assert state(library) == before
    db.run("pragma max_page_count = 1000000")
    with library.writing("Article imported") as rows:
        add_article(rows, "Large\n" + "words " * 50_000)


def test_a_file_that_cannot_be_kept_stops_the_import(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = state(library)
    monkeypatch.setattr("desktop.library.kept.write_whole", full)
    with pytest.raises(NotWritten, match="No space"), library.writing("Article imported") as rows:
        add_article(rows)
    assert state(library) == before


def test_closed_means_closed(tmp_path: Path) -> None:
    library = Library.open(tmp_path)
    version = library.data_version()
    library.close()
    library.close()
    with pytest.raises(LibraryUnusable, match="closed"), library.reading():
        pass
    with pytest.raises(LibraryUnusable, match="closed"), library.writing(""):
        pass
    assert library.data_version() == version
    assert not (tmp_path / "library.sqlite-wal").exists()


def test_a_reader_may_end_after_the_close(tmp_path: Path) -> None:
    library = Library.open(tmp_path)
    inside, go_on = threading.Event(), threading.Event()

    def read() -> int:
        with library.reading() as rows:
            inside.set()
            go_on.wait(10)
            return rows.articles.count()

    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(read)
        inside.wait(10)
        library.close()
        go_on.set()
        assert reading.result() == 0


def test_what_a_change_touches(library: Library) -> None:
    with library.writing("Article imported") as rows:
        article = add_article(rows, names=NAMES_OF_TWO, tags=["bay"])
    assert rows.change.ids(Noun.ARTICLE) == {article.id}
    assert len(rows.change.ids(Noun.ENTITY)) == 2
    assert len(rows.change.ids(Noun.TAG)) == 1

    with library.writing("Highlight added") as rows:
        mark = highlight(rows, article.id, "Lisbon", tags=["bay"])
        assert not rows.change  # only known when the block has ended
    assert rows.change.touched == {
        (Noun.ARTICLE, article.id),
        (Noun.ANNOTATION, mark.id),
        (Noun.TAG, 1),
    }
    assert rows.change.title == "Highlight added"
    assert rows.change.step == 2

    with library.writing("Reading place", undoable=False) as rows:
        rows.articles.set_place(article.id, 7)
    assert not rows.change
    assert rows.change.step is None
    assert len(library.history()) == 2

    with library.writing("Trash") as rows:
        rows.articles.set_trashed([article.id], True)
    assert rows.change.ids(Noun.ARTICLE) == {article.id}
    assert len(rows.change.ids(Noun.ENTITY)) == 2


def test_errors_of_the_program_are_not_hidden(library: Library) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"), library.reading() as rows:
        rows.articles._db.run("select * from nowhere")
