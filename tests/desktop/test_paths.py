"""Folders follow the environment; a file is written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from desktop import paths


def test_everything_moves_under_carrel_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CARREL_HOME", str(tmp_path))
    folders = [
        paths.library_dir(),
        paths.cache_dir(),
        paths.config_dir(),
        paths.log_dir(),
    ]
    assert folders == [tmp_path / name for name in ("library", "cache", "config", "log")]
    assert not any(folder.exists() for folder in folders)
    monkeypatch.setenv("CARREL_LIBRARY", str(tmp_path / "other"))
    assert paths.library_dir() == tmp_path / "other"


def test_without_it_each_user_has_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CARREL_HOME")
    folders = {
        paths.library_dir(),
        paths.cache_dir(),
        paths.config_dir(),
        paths.log_dir(),
    }
    assert len(folders) == 4
    assert all(folder.is_absolute() and "carrel" in str(folder) for folder in folders)


def test_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "new" / "file.txt"
    paths.write_whole(path, b"one")
    paths.write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert [one.name for one in path.parent.iterdir()] == ["file.txt"]


@pytest.mark.skipif(os.name != "posix", reason="rights are told otherwise there")
def test_rights_are_those_of_any_new_file_or_stay(tmp_path: Path) -> None:
    usual = tmp_path / "usual"
    usual.touch()
    paths.write_whole(tmp_path / "file", b"")
    assert (tmp_path / "file").stat().st_mode == usual.stat().st_mode
    (tmp_path / "file").chmod(0o600)
    paths.write_whole(tmp_path / "file", b"x")
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o600


@pytest.mark.parametrize("fails", ["os.fsync", "pathlib.Path.replace"])
def test_what_stood_there_stays_when_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"before")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(fails, full)
    with pytest.raises(OSError, match="No space"):
        paths.write_whole(path, b"after")
    assert path.read_bytes() == b"before"
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


def test_a_folder_in_the_way_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        paths.write_whole(tmp_path, b"")
