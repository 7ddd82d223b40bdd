"""Every way to the newest format leads to the same tables, and a crash on the way to one or the other."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import LibraryUnusable
from desktop.library.database import FILE_NAME, Database, connect
from desktop.library.library import Library
from desktop.library.migrations import FOLDER, migrate, newest, statements
from desktop.library.triggers import RECORDED, UNRECORDED
from tests.desktop.library.making import add_article

LATER = {
    2: "alter table article add column mood text not null default '';\n"
    "create index article_mood on article(mood);\n",
    3: """-- a table is made anew, as SQLite asks for when a column must go
create table tag_new(id integer primary key autoincrement, name text not null) strict;
insert into tag_new select id, name from tag;
drop table tag;
alter table tag_new rename to tag;
create trigger tag_stands before update on tag begin
  select raise(abort, 'a tag; stands');
end;
""",
    4: "update article set mood = 'calm' where title <> '';\n",
}


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """Migrations that a later Carrel might have."""
    folder = tmp_path / "migrations"
    shutil.copytree(FOLDER, folder)
    for number, script in LATER.items():
        (folder / f"{number:04}.sql").write_text(script)
    return folder


def schema(db: Database) -> list[tuple[object, ...]]:
    found = db.rows("select type, name, tbl_name, sql from sqlite_schema order by type, name")
    return [tuple(row) for row in found]


def opened(path: Path) -> Database:
    return connect(path, writing=True)


def test_stopping_anywhere_on_the_way_comes_to_the_same(later: Path, tmp_path: Path) -> None:
    known = newest(later)
    assert known == newest() + len(LATER)
    schemas = []
    for stop in range(known + 1):
        path = tmp_path / f"stop-{stop}.sqlite"
        for upto in (stop, known):
            with closing(opened(path)) as db:
                migrate(db, path, folder=later, upto=upto)
        with closing(opened(path)) as db:
            schemas.append((schema(db), db.value("pragma user_version")))
    assert all(one == schemas[0] for one in schemas)


def test_records_come_through(later: Path, tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library, library.writing("") as rows:
        add_article(rows, tags=["bay"])
    path = tmp_path / "library" / FILE_NAME
    with closing(opened(path)) as db:
        migrate(db, path, folder=later)
        assert db.value("select mood from article") == "calm"
        assert db.value("select t.name from article_tag join tag t on t.id = tag_id") == "bay"
        assert db.value("pragma foreign_keys") == 1
        assert db.row("pragma foreign_key_check") is None
    copy = tmp_path / "library" / "library.before-0004.sqlite"
    with closing(sqlite3.connect(copy)) as held:
        assert held.execute("pragma user_version").fetchone() == (newest(),)
        assert held.execute("select count(*) from article").fetchone() == (1,)
        held.execute("pragma journal_mode = delete")


def test_a_step_that_fails_leaves_the_format_before_it(later: Path, tmp_path: Path) -> None:
    (later / "0003.sql").write_text("create table half(x);\ninsert into nowhere values(1);\n")
    path = tmp_path / "library.sqlite"
    with closing(opened(path)) as db:
        with pytest.raises(sqlite3.OperationalError, match="nowhere"):
            migrate(db, path, folder=later)
        assert db.value("pragma user_version") == 2
        assert db.value("select count(*) from sqlite_schema where name = 'half'") == 0
        assert db.value("pragma foreign_keys") == 1


def test_a_step_that_breaks_links_is_refused(later: Path, tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library, library.writing("") as rows:
        add_article(rows, tags=["bay"])
    (later / "0002.sql").write_text("delete from tag;\n")
    path = tmp_path / "library" / FILE_NAME
    with closing(opened(path)) as db:
        with pytest.raises(LibraryUnusable, match="broken links"):
            migrate(db, path, folder=later, upto=2)
        assert db.value("select count(*) from tag") == 1
        assert db.value("pragma user_version") == newest()


def test_migrations_are_numbered_without_gaps(later: Path) -> None:
    (later / "0003.sql").unlink()
    with pytest.raises(ValueError, match="numbered"):
        newest(later)


def test_every_table_is_either_recorded_or_known_not_to_be(library: Library) -> None:
    tables = library._writer.column(
        "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'"
    )
    recorded = {one.table for one in RECORDED}
    assert recorded | UNRECORDED == set(tables)
    assert not recorded & UNRECORDED


def test_nothing_recorded_is_a_real_number(library: Library) -> None:
    for recorded in RECORDED:
        types = library._writer.column("select type from pragma_table_info(?)", recorded.table)
        assert set(map(str.lower, types)) <= {"integer", "text"}


@given(
    st.lists(
        st.sampled_from(
            [
                "select ';'",
                "-- a; b",
                "",
                "create trigger t after insert on x begin\n  select 1;\n  select 2;\nend",
            ]
        )
    )
)
def test_statements_are_cut_where_they_end(parts: list[str]) -> None:
    script = "".join(
        f"{part}\n" if part.startswith("--") else f"{part};\n" for part in parts if part
    )
    wanted = [part for part in parts if part and not part.startswith("--")]
    found = list(statements(script))
    assert len(found) == len(wanted)
    for one, part in zip(found, wanted, strict=True):
        assert one.endswith(f"{part};")


def test_an_unfinished_script_is_an_error() -> None:
    with pytest.raises(ValueError, match="unfinished"):
        list(statements("select 1;\nselect 2"))
