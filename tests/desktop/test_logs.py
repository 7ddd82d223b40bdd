"""The log goes to a file, and standard error hears only what a user should see."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop import logs
from desktop.paths import log_dir

log = logging.getLogger("desktop.test")


@pytest.fixture(autouse=True)
def _level() -> Iterator[None]:
    level = logging.getLogger().level
    yield
    logging.getLogger().setLevel(level)


def speak() -> None:
    log.debug("whisper")
    log.info("talk")
    log.error("shout")


@pytest.mark.parametrize(
    ("options", "heard"),
    [({}, "shout"), ({"quiet": True}, "shout"), ({"verbose": True}, "whisper talk shout")],
)
def test_who_hears_what(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    options: dict[str, bool],
    heard: str,
) -> None:
    path = logs.start(folder=tmp_path, **options)
    speak()
    caplog.clear()
    told = capsys.readouterr()
    assert told.out == ""
    assert [line.split(": ")[1] for line in told.err.splitlines()] == heard.split()
    assert path is not None
    assert "talk" in path.read_text()


def test_started_twice_is_told_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    logs.start(folder=tmp_path)
    logs.start(folder=tmp_path)
    speak()
    caplog.clear()
    assert capsys.readouterr().err.count("shout") == 1


def test_it_lies_in_the_users_folder() -> None:
    assert logs.start() == log_dir() / "carrel.log"


def test_no_log_is_no_trouble(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").touch()
    assert logs.start(folder=tmp_path / "file") is None
    assert "no log file" in caplog.text
    caplog.clear()
