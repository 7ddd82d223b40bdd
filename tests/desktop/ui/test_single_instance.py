"""One window for each library: the second start calls the first."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop.ui.single_instance import Door, call, door_of

CALL = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from desktop.ui.single_instance import call
app = QCoreApplication([])
sys.exit(0 if call(Path(sys.argv[1]), [Path(one) for one in sys.argv[2:]]) else 4)
"""


def start_second(library: Path, *files: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", CALL, str(library), *files])


def test_the_first_start_finds_nobody(tmp_path: Path, qtbot: QtBot) -> None:
    assert not call(tmp_path / "library")


def test_the_second_start_raises_the_first_and_hands_over_its_files(
    tmp_path: Path, qtbot: QtBot
) -> None:
    door = Door(tmp_path / "library")
    assert door.open
    with qtbot.waitSignal(door.called, timeout=15000) as told:
        second = start_second(tmp_path / "library", str(tmp_path / "a.txt"))
    assert told.args == [[tmp_path / "a.txt"]]
    assert second.wait(15) == 0
    door.close()


def test_another_library_is_another_window(tmp_path: Path, qtbot: QtBot) -> None:
    door = Door(tmp_path / "one")
    assert not call(tmp_path / "two")
    assert door_of(tmp_path / "one") != door_of(tmp_path / "two")
    door.close()


def test_after_a_crash_the_door_can_be_opened_again(tmp_path: Path, qtbot: QtBot) -> None:
    crash = (
        "import os, sys\nfrom pathlib import Path\n"
        "from PySide6.QtCore import QCoreApplication\n"
        "from desktop.ui.single_instance import Door\n"
        "app = QCoreApplication([])\ndoor = Door(Path(sys.argv[1]))\n"
        "assert door.open\nos._exit(9)\n"
    )
    library = tmp_path / "library"
    assert subprocess.run([sys.executable, "-c", crash, str(library)], check=False).returncode == 9
    assert not call(library)
    door = Door(library)
    assert door.open
    door.close()
