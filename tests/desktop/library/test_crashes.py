"""A process killed at any moment, two at once, a disk that is full: what was answered is there, whole.

`CARREL_KILLS=500 pytest tests/desktop/library/test_crashes.py` kills more often.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.errors import NotWritten
from desktop.library.care import FaultKind
from desktop.library.library import Library
from tests.desktop.library.making import add_article, state

KILLS = int(os.environ.get("CARREL_KILLS", "6"))
ROOT = Path(__file__).parents[3]


def start(folder: Path, name: str, *count: str) -> subprocess.Popen[str]:
    script = Path(__file__).with_name("writing_process.py")
    return subprocess.Popen(
        [sys.executable, str(script), str(folder), name, *count],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def titles(library: Library) -> set[str]:
    with library.reading() as rows:
        return {one.article.details.title for one in rows.shelves.listed(limit=100_000)}


def whole(library: Library) -> None:
    """Nothing is wrong but, at most, a kept file that no record speaks of yet."""
    assert [one for one in library.faults() if one.kind is not FaultKind.FILE_STRAY] == []
    with library.reading() as rows:
        for one in rows.shelves.listed(limit=100_000):
            version = rows.articles.version(one.article.id)
            assert rows.entities.model_of(version.id) == "model-1"
            assert one.names == 3 or rows.corrections.listed()


@pytest.mark.timeout(60 + 5 * KILLS)
def test_killed_at_any_moment(tmp_path: Path) -> None:
    rng = random.Random(7)
    answered: set[str] = set()
    for kill in range(KILLS):
        name, folder = f"K{kill}", tmp_path / f"{kill // 10}"
        if kill % 10 == 0:
            answered.clear()
        with start(folder, name) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "open\n"
            for _ in range(rng.randrange(12)):
                answered.add(f"{name} {process.stdout.readline().strip()}")
            process.stdout.read(rng.randrange(2))  # in the middle of what comes next
            process.kill()
        with Library.open(folder) as library:
            assert answered <= titles(library)
            whole(library)
            library.mend(library.faults())
            assert library.faults() == ()


@pytest.mark.timeout(60)
def test_killed_while_the_library_is_made(tmp_path: Path) -> None:
    for kill in range(3):
        folder = tmp_path / str(kill)
        with start(folder, "K") as process:
            while not (folder / "library.sqlite").exists() and process.poll() is None:
                pass
            process.kill()
        with Library.open(folder) as library:
            assert library.faults() == ()


@pytest.mark.timeout(60)
def test_two_processes_write_at_once(tmp_path: Path) -> None:
    # Both make the library as well: neither finds it there.
    with start(tmp_path, "A", "25") as one, start(tmp_path, "B", "25") as other:
        one.communicate()
        other.communicate()
    assert (one.returncode, other.returncode) == (0, 0)
    with Library.open(tmp_path) as library:
        assert titles(library) == {f"{name} {n}" for name in "AB" for n in range(25)}
        assert library.faults() == ()
        with library.reading() as rows:
            assert rows.entities.spelled("Mara A")[0].articles == 25
            assert rows.entities.spelled("Lisbon")[0].articles == 50
            # the history is one, and 100 steps long; all of it can be taken back
        for _ in library.history():
            library.undo()
        assert library.faults() == ()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    if mount is None or os.name != "posix" or os.geteuid() != 0:
        pytest.skip("only root can make a small disk")
    made = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], check=False
    )
    if made.returncode:
        pytest.skip("no disk can be made here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_that_fills_up(small_disk: Path) -> None:
    kept: list[str] = []
    with Library.open(small_disk / "library") as library:

        def fill() -> None:
            for number in range(1000):
                with library.writing("Article imported") as rows:
                    add_article(rows, f"Title {number}\n" + f"{number} words " * 2000)
                kept.append(f"Title {number}")

        with pytest.raises(NotWritten):
            fill()
        assert kept
        assert titles(library) == set(kept)
        before = state(library)
        with pytest.raises(NotWritten), library.writing("Article imported") as rows:
            add_article(rows, "Another\n" + "other words " * 40_000)
        assert state(library) == before
    with Library.open(small_disk / "library") as library:
        assert titles(library) == set(kept)
        assert [one for one in library.faults() if one.kind is not FaultKind.FILE_STRAY] == []
