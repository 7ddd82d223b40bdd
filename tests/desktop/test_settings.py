"""Settings come back as set, and nothing in their file can stop the program or be lost."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop import settings as kept
from desktop.settings import LineHeight, Settings, ThemeChoice


@pytest.fixture
def path(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Path:
    caplog.set_level(logging.ERROR, logger="desktop.settings")
    return tmp_path / "config" / "settings.json"


def asides(path: Path) -> list[bytes]:
    return [one.read_bytes() for one in sorted(path.parent.glob("*.unread-*"))]


def test_there_need_be_no_file(path: Path) -> None:
    assert kept.load(path) == Settings()
    assert not path.parent.exists()
    kept.save(Settings())
    assert kept.load() == Settings()
    assert kept.settings_path().exists()


def test_what_is_set_comes_back(path: Path) -> None:
    chosen = Settings(
        theme=ThemeChoice.DARK,
        type_size=21,
        line_height=LineHeight.OPEN,
        author="Ann “A” Bo 𝔘",
        shortcuts={"annotate.highlight": "Ctrl+H"},
        window={"splitter": "AAAA"},
        names_marked=False,
    )
    kept.save(chosen, path)
    assert kept.load(path) == chosen
    assert asides(path) == []
    assert chosen.changed(type_size=14).type_size == 14


def test_what_a_later_carrel_set_is_kept(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"theme": "dark", "telepathy": {"on": [1, null]}}')
    found = kept.load(path)
    assert found.theme is ThemeChoice.DARK
    kept.save(found.changed(type_size=20), path)
    told = json.loads(path.read_text())
    assert (told["telepathy"], told["type_size"]) == ({"on": [1, None]}, 20)
    assert kept.load(path) == found.changed(type_size=20)


@pytest.mark.parametrize(
    "held", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"theme": ', b"\0" * 4096]
)
def test_garbage_gives_the_defaults_and_is_put_aside(path: Path, held: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(held)
    assert kept.load(path) == Settings()
    assert asides(path) == [held]
    assert kept.load(path) == Settings()
    assert asides(path) == [held]  # the same once more is not kept twice
    path.write_bytes(held + b"!")
    kept.load(path)
    assert asides(path) == [held, held + b"!"]


def test_one_bad_setting_spoils_no_other(path: Path) -> None:
    path.parent.mkdir()
    held = b'{"theme": "plaid", "type_size": "large", "author": "Ann", "line_width": true}'
    path.write_bytes(held)
    assert kept.load(path) == Settings(author="Ann")
    assert asides(path) == [held]


def test_it_is_said_in_the_log(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING, logger="desktop.settings")
    path.parent.mkdir()
    path.write_bytes(b"{")
    kept.load(path)
    assert "kept as settings.json.unread-1" in caplog.text
    caplog.clear()


def test_a_folder_in_its_place_is_no_trouble(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path.mkdir(parents=True)
    assert kept.load(path) == Settings()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=60) | st.text(max_size=30).map(lambda t: json.dumps({t: t}).encode()))
def test_no_file_stops_the_program(path: Path, held: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(held)
    found = kept.load(path)
    kept.save(found, path)
    assert kept.load(path) == found
