"""How soon the window is seen, and an article readable, against an empty PySide6 window in the same run.

Run as `python tests/bench/start.py [--runs N]`; prints ratios. Nothing here is asserted: times of one
machine say nothing about another, their ratio does.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

EMPTY = """
import sys
import time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, tell)
        return False

def tell():
    print("painted", time.process_time(), flush=True)
    app.quit()

app = QApplication(sys.argv[:1])
app.setStyle("Fusion")
window = QWidget()
window.resize(1440, 900)
watch = Watch()
window.installEventFilter(watch)
window.show()
app.exec()
"""

OURS = """
import sys
import time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop.ui import app as ours

library, until = Path(sys.argv[1]), sys.argv[2]
shown = ours.App.show

class Shell(ours.Shell):
    told = False

    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.told:
            self.told = True
            QTimer.singleShot(0, self.tell)

    def tell(self):
        print("painted", time.process_time(), flush=True)
        self.close()

def show(self):
    if until == "readable":
        look = QTimer(self)
        look.setInterval(1)
        look.timeout.connect(lambda: readable(self, look))
        look.start()
    shown(self)

def readable(app, look):
    rooms = app.rooms
    if rooms is None or not rooms.shelves.list.model.rowCount():
        return
    if rooms.reader.view is None:
        from desktop.ui.bus import Target
        row = rooms.shelves.list.model.row(rooms.shelves.list.model.index(0))
        app.bus.open_requested.emit(Target("article", id=int(row.article.id)))
    elif rooms.reader.page is not None:
        look.stop()
        QTimer.singleShot(0, lambda: (print("readable", time.process_time(), flush=True), app.window.close()))

ours.App.show = show
if until == "painted":
    ours.Shell = Shell
ours.main(library)
"""


def until_told(words: list[str], env: dict[str, str]) -> tuple[float, float]:
    """Start a process; return the seconds until it says its first line, and those it computed."""
    begun = time.perf_counter()
    with subprocess.Popen(words, stdout=subprocess.PIPE, env=env, cwd=ROOT) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        taken = time.perf_counter() - begun
        process.wait(60)
    if not line:
        message = f"nothing was said by {words[-2:]}"
        raise SystemExit(message)
    return taken, float(line.split()[1])


def make_library(folder: Path, env: dict[str, str]) -> None:
    """Make a library with one article of a usual length."""
    text = folder / "article.txt"
    line = "The pilots met in the harbour office and agreed on the order of the ships. "
    text.write_text("Ships Wait Their Turn\n\n" + (line * 6 + "\n\n") * 12, encoding="utf-8")
    library = folder / "library"
    words = [sys.executable, "-m", "desktop", "--library", str(library), "import", str(text)]
    subprocess.run(words, check=True, env=env, cwd=ROOT, stdout=subprocess.DEVNULL)


def main() -> None:
    """Measure in turns, so that what else the machine does falls on all alike."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        env = {**os.environ, "CARREL_HOME": str(folder / "home"), "PYTHONPATH": str(ROOT)}
        env.setdefault("QT_QPA_PLATFORM", "offscreen")
        make_library(folder, env)
        library = str(folder / "library")
        python = sys.executable
        trials: dict[str, Callable[[], tuple[float, float]]] = {
            "empty window": lambda: until_told([python, "-c", EMPTY], env),
            "window visible": lambda: until_told([python, "-c", OURS, library, "painted"], env),
            "article readable": lambda: until_told([python, "-c", OURS, library, "readable"], env),
        }
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in trials}
        for trial in trials.values():
            trial()
        for _ in range(runs):
            for what, trial in trials.items():
                taken[what].append(trial())
    print(
        f"{runs} runs in turns, {env['QT_QPA_PLATFORM']}; milliseconds, ratio to the empty window"
    )
    for kind, at in (("on the clock", 0), ("computing", 1)):
        floor = [one[at] for one in taken["empty window"]]
        for what, pairs in taken.items():
            times = [one[at] for one in pairs]
            least, middle = min(times), statistics.median(times)
            print(
                f"{kind:12} {what:17} least {least * 1000:6.0f}  {least / min(floor):5.2f}x"
                f"   median {middle * 1000:6.0f}  {middle / statistics.median(floor):5.2f}x"
            )


if __name__ == "__main__":
    main()
