"""A library opens with all that is promised, or says why not and leaves every byte as it was."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop.errors import LibraryNewer, LibraryUnusable
from desktop.library import database
from desktop.library.database import APPLICATION_ID, FILE_NAME, Database
from desktop.library.library import Library
from desktop.library.migrations import newest
from tests.desktop.library.conftest import Clock
from tests.desktop.library.making import add_article, state


def every_byte(folder: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if path.is_file() and not path.name.endswith("-shm")
    }


def make_newer(folder: Path) -> None:
    with closing(sqlite3.connect(folder / FILE_NAME)) as db:
        db.execute("insert into meta values('secret', 'of a later Carrel')")
        db.execute(f"pragma user_version = {newest() + 1}")
        db.commit()


def test_every_connection_keeps_the_promises(library: Library) -> None:
    with library.reading() as rows:
        for db in (library._writer, rows.articles._db):
            assert _pragmas(db) == ("wal", 2, 1, 0, APPLICATION_ID, newest())
        assert rows.articles._db.value("pragma query_only") == 1
    assert library._writer.value("pragma busy_timeout") >= 5000
    assert library._writer.value("pragma query_only") == 0


def _pragmas(db: Database) -> tuple[object, ...]:
    names = "journal_mode synchronous foreign_keys trusted_schema application_id user_version"
    return tuple(db.value(f"pragma {name}") for name in names.split())


def test_a_library_is_the_same_when_opened_again(tmp_path: Path) -> None:
    with Library.open(tmp_path / "new" / "library") as library:
        uid = library.uid
        with library.writing("Article imported") as rows:
            add_article(rows)
        held = state(library)
    with Library.open(tmp_path / "new" / "library", create=False) as library:
        assert library.uid == uid
        assert state(library) == held
        assert library.undo().title == "Article imported"
    with Library.open(tmp_path / "other") as other:
        assert other.uid != uid


def test_none_is_made_where_none_is_wanted(tmp_path: Path) -> None:
    with pytest.raises(LibraryUnusable, match="no library"):
        Library.open(tmp_path / "none", create=False)
    assert not (tmp_path / "none").exists()


def test_a_newer_library_is_refused_and_not_touched(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library, library.writing("") as rows:
        add_article(rows)
    make_newer(tmp_path)
    before = every_byte(tmp_path)
    with pytest.raises(LibraryNewer) as refusal:
        Library.open(tmp_path)
    assert (refusal.value.found, refusal.value.known) == (newest() + 1, newest())
    assert every_byte(tmp_path) == before


def test_a_newer_library_is_known_even_while_only_its_log_says_so(tmp_path: Path) -> None:
    Library.open(tmp_path).close()
    newer = sqlite3.connect(tmp_path / FILE_NAME)
    newer.execute("pragma journal_mode = wal")
    newer.execute("pragma wal_autocheckpoint = 0")
    newer.execute(f"pragma user_version = {newest() + 1}")
    newer.commit()
    before = every_byte(tmp_path)
    assert len(before[f"{FILE_NAME}-wal"]) > 0
    with pytest.raises(LibraryNewer):
        Library.open(tmp_path)
    assert every_byte(tmp_path) == before
    newer.close()


def test_a_library_made_newer_while_open_is_written_no_more(library: Library) -> None:
    make_newer(library.folder)
    with pytest.raises(LibraryNewer), library.writing("Note added") as rows:
        rows.notes.add(body="too late")
    with pytest.raises(LibraryNewer), library.reading():
        pass


@pytest.mark.parametrize(
    "held", [b"Dear diary, " * 50, b"x", b"SQLite format 3\0" + b"\xff" * 2000], ids=len
)
def test_what_is_no_library_is_refused_and_not_touched(tmp_path: Path, held: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(held)
    with pytest.raises(LibraryUnusable):
        Library.open(tmp_path)
    assert (tmp_path / FILE_NAME).read_bytes() == held


def test_another_programs_database_is_refused_and_not_touched(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as db:
        db.execute("create table recipe(name)")
        db.commit()
    before = every_byte(tmp_path)
    with pytest.raises(LibraryUnusable, match="another program"):
        Library.open(tmp_path)
    assert every_byte(tmp_path) == before


def test_a_file_left_empty_by_a_crash_becomes_a_library(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).touch()
    with Library.open(tmp_path) as library, library.reading() as rows:
        assert rows.articles.count() == 0


def test_a_damaged_library_is_named_so_and_left_alone(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        for number in range(40):
            with library.writing("") as rows:
                add_article(rows, f"Title {number}\n" + f"words {number} " * 300)
    path = tmp_path / FILE_NAME
    held = bytearray(path.read_bytes())
    held[8192 : len(held) // 2] = os.urandom(len(held) // 2 - 8192)
    path.write_bytes(held)
    with pytest.raises(LibraryUnusable, match=r"damaged.*restore"):
        Library.open(tmp_path)
    assert path.read_bytes() == held


def test_a_large_library_is_looked_over_once_a_day(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[Path] = []
    monkeypatch.setattr(database, "quick_check", lambda _, path: looks.append(path))

    def opened() -> int:
        Library.open(tmp_path, clock=clock).close()
        return len(looks)

    assert [opened(), opened()] == [1, 2]  # a small one always
    monkeypatch.setattr(database, "SMALL", 0)
    assert [opened(), opened(), opened()] == [3, 3, 3]
    clock.wait(hours=25)
    assert [opened(), opened()] == [4, 4]
    clock.wait(days=-400)  # a clock set back does not put the look off for a year
    assert [opened(), opened()] == [5, 5]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(LibraryUnusable, match="folder"):
        Library.open(tmp_path / "file" / "library")


@pytest.mark.parametrize("emptied", [True, False])
def test_no_new_library_takes_the_place_of_a_lost_database(tmp_path: Path, emptied: bool) -> None:
    with Library.open(tmp_path / "library") as library, library.writing("Imported") as rows:
        add_article(rows)
    path = tmp_path / "library" / "library.sqlite"
    kept = sorted((tmp_path / "library" / "raw").rglob("*"))
    assert any(file.is_file() for file in kept)
    path.unlink()
    if emptied:
        path.touch()
    with pytest.raises(LibraryUnusable, match="still there"):
        Library.open(tmp_path / "library")
    assert sorted((tmp_path / "library" / "raw").rglob("*")) == kept
    assert path.exists() == emptied


def test_words_damaged_on_the_disk_are_named_so(library: Library) -> None:
    with library.writing("Note added") as rows:
        rows.notes.add(body="words")
    library._writer.run("update note set body = cast(x'ff' as text)")
    with pytest.raises(LibraryUnusable, match="damaged"), library.reading() as rows:
        rows.notes.listed()


def test_a_library_that_may_only_be_read_is_named_so(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(db: Database) -> None:
        db.run(
            "pragma query_only = on"
        )  # SQLite says of it what it says of a folder without rights
        db.run("delete from meta")

    library.close()
    monkeypatch.setattr("desktop.library.library.make_triggers", refused)
    with pytest.raises(LibraryUnusable, match="right to write"):
        Library.open(library.folder)


def test_a_name_damaged_in_the_schema_is_named_so(library: Library) -> None:
    """SQLite's own message then holds the damaged bytes, and Python cannot read it."""
    library.close()
    with closing(sqlite3.connect(library.path)) as db:
        db.execute("pragma writable_schema = on")
        db.execute(
            "insert into sqlite_schema values"
            " ('table', 'x', 'x', 0, cast(x'63726561746520e5782078' as text))"
        )
        db.commit()
    before = library.path.read_bytes()
    with pytest.raises(LibraryUnusable, match="damaged"):
        Library.open(library.folder)
    assert library.path.read_bytes() == before
