"""The desk opens what is asked for when it is asked for, and closes all of it."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from desktop import paths
from desktop.desk import Desk
from desktop.errors import LibraryNewer, LibraryUnusable
from desktop.library.backup import restore
from desktop.settings import Settings


def test_the_users_own_library_is_opened_unless_one_is_named(tmp_path: Path) -> None:
    with Desk.open() as desk:
        assert desk.folder == paths.library_dir()
        assert (desk.folder / "library.sqlite").exists()
    with Desk.open(tmp_path / "named", settings=Settings(author="Ann")) as desk:
        assert desk.folder == tmp_path / "named"
        assert desk.settings.author == "Ann"


def test_the_index_is_opened_once_and_when_asked_for(tmp_path: Path) -> None:
    with Desk.open(tmp_path) as desk:
        assert not desk.index_folder.exists()
        with ThreadPoolExecutor(4) as pool:
            found = list(pool.map(lambda _: desk.index, range(8)))
        assert all(one is found[0] for one in found)
        assert desk.index.generation == 0
        assert desk.index_folder.is_relative_to(paths.cache_dir())


def test_each_library_has_an_index_of_its_own(tmp_path: Path) -> None:
    with Desk.open(tmp_path / "one") as one:
        one.library.backup(tmp_path / "b.zip")
        restore(tmp_path / "b.zip", tmp_path / "two")
        with Desk.open(tmp_path / "two") as two:
            assert one.index_folder != two.index_folder
        place = one.index_folder
    (tmp_path / "one").rename(tmp_path / "three")
    with Desk.open(tmp_path / "three") as moved:
        assert moved.index_folder != place


def test_a_discarded_index_is_begun_anew(tmp_path: Path) -> None:
    with Desk.open(tmp_path) as desk:
        desk.index.apply([], ["article:1"], generation=7)
        assert desk.index.generation == 7
        desk.discard_index()
        assert desk.index.generation == 0


def test_a_broken_index_is_begun_anew(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with Desk.open(tmp_path) as desk:
        desk.index.apply([], ["article:1"], generation=7)
        folder = desk.index_folder
    for path in folder.rglob("*"):
        if path.is_file():
            path.write_bytes(b"garbage")
    with caplog.at_level(logging.INFO), Desk.open(tmp_path) as desk:
        assert desk.index.generation == 0
    assert "begun anew" in caplog.text


def test_the_recogniser_is_loaded_once(tmp_path: Path) -> None:
    with Desk.open(tmp_path) as desk:
        assert desk.recogniser is desk.recogniser


def test_what_cannot_be_opened_is_named_and_nothing_is_left_open(tmp_path: Path) -> None:
    (tmp_path / "library.sqlite").write_bytes(b"no database" * 100)
    with pytest.raises(LibraryUnusable):
        Desk.open(tmp_path)
    Desk.open(tmp_path / "newer").close()
    with Desk.open(tmp_path / "newer") as desk:
        desk.library._writer.run("pragma user_version = 999")
    with pytest.raises(LibraryNewer):
        Desk.open(tmp_path / "newer")


def test_closed_with_all_it_holds(tmp_path: Path) -> None:
    desk = Desk.open(tmp_path)
    assert desk.index is not None
    desk.close()
    with pytest.raises(LibraryUnusable, match="closed"), desk.library.reading():
        pass
