"""The Qt binding must not lose references to None: some builds abort Python 3.11 that way, late and far away."""

from __future__ import annotations

import subprocess
import sys

import pytest

CALLS = 2000

SCRIPT = f"""
import sys
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication(["x"])
widget = QWidget()
widget.update()
before = sys.getrefcount(None)
for _ in range({CALLS}):
    widget.update()
print(sys.getrefcount(None) - before)
"""


@pytest.mark.gui
def test_calls_that_return_nothing_keep_the_count_of_none() -> None:
    pytest.importorskip("PySide6")
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        capture_output=True,
        text=True,
        env={"QT_QPA_PLATFORM": "offscreen", "PATH": "/usr/bin:/bin"},
        timeout=60,
        check=True,
    )
    lost = -int(run.stdout.strip().splitlines()[-1])
    assert lost < CALLS / 10, f"{lost} references to None were lost in {CALLS} calls"
