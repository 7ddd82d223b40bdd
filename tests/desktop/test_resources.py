"""Bundled files are found where the program lies: checkout, wheel or frozen."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop import resources


@pytest.fixture(autouse=True)
def _looked_up_anew() -> Iterator[None]:
    resources._folder.cache_clear()
    yield
    resources._folder.cache_clear()


def test_in_a_checkout() -> None:
    checkout = Path(__file__).parents[2]
    assert resources.resource() == checkout / "resources"
    assert (
        resources.seeds() == checkout / "seeds" / "articles"
        or not (checkout / "seeds" / "articles").exists()
    )


def test_in_a_frozen_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "desktop" / "_resources"
    (folder / "icons").mkdir(parents=True)
    (folder / "icons" / "note.svg").write_text("<svg/>")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resources.resource("icons", "note.svg").read_text() == "<svg/>"


def test_in_a_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages" / "desktop"
    (package / "_resources" / "seeds").mkdir(parents=True)
    monkeypatch.setattr(resources, "__file__", str(package / "resources.py"))
    assert resources.resource("seeds") == package / "_resources" / "seeds"
    assert resources.seeds() == package / "_resources" / "seeds"


def test_what_is_missing_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"none.*not put together whole"):
        resources.resource("icons", "none")
