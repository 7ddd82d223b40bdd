"""How late the window's 10 ms timer gets while 200 articles are imported by the worker, against idle.

Run as `python tests/bench/latency.py [--articles N]`. The window is the real one, with its list, its
reader and its status bar following the import. Prints p50, p95 and p99 of the lateness for both.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from desktop.model.import_report import ImportReport
from desktop.settings import Settings
from desktop.ui.app import SWITCH, App

TICK = 0.010
IDLE_SECONDS = 5


class Clock(QObject):
    """A timer of 10 ms that keeps how late each tick came."""

    def __init__(self) -> None:
        super().__init__()
        self.late: list[float] = []
        self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(round(TICK * 1000))
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        self.late, self._last = [], time.perf_counter()
        self._timer.start()

    def stop(self) -> list[float]:
        self._timer.stop()
        return self.late

    def _tick(self) -> None:
        now = time.perf_counter()
        self.late.append(max(0.0, now - self._last - TICK))
        self._last = now


class Trial(QObject):
    """Waits for the rooms, measures idle, imports, measures, and ends the program."""

    def __init__(self, app: App, folder: Path) -> None:
        super().__init__()
        self._app, self._folder = app, folder
        self._clock = Clock()
        self.idle: list[float] = []
        self.busy: list[float] = []
        self.seconds = 0.0
        self.imported = 0
        self._begun = 0.0
        self._look = QTimer(self)
        self._look.setInterval(50)
        self._look.timeout.connect(self._wait)
        self._look.start()

    def _wait(self) -> None:
        app = self._app
        if app.rooms is None or app.rooms.more is None or not app.jobs.idle:
            return
        self._look.stop()
        self._clock.start()
        QTimer.singleShot(IDLE_SECONDS * 1000, self._begin)

    def _begin(self) -> None:
        self.idle = self._clock.stop()
        self._app.rooms.importing.finished.connect(self._end)
        self._begun = time.perf_counter()
        self._clock.start()
        self._app.rooms.importing.take_paths([self._folder])

    def _end(self, report: ImportReport) -> None:
        self.seconds = time.perf_counter() - self._begun
        self.imported = len(report.imported)
        QTimer.singleShot(1000, self._leave)

    def _leave(self) -> None:
        self.busy = self._clock.stop()
        self._app.window.close()


def write_articles(folder: Path, number: int) -> None:
    """Write articles of a usual length, each different."""
    people = ("Ines Halvorsen", "Tomas Okafor", "Lena Marsh", "Pavel Dunne")
    places = ("Oslo", "Tallinn", "Lisbon", "Riga", "Kyiv", "Boston")
    folder.mkdir()
    for one in range(number):
        paragraphs = [
            f"On day {one * 12 + part} {people[(one + part) % 4]} told the council in "
            f"{places[(one * part) % 6]} that ship {one}-{part} would wait for the pilot. "
            "The harbour office kept the order of the queue and wrote the hour into the log. "
            f"A second boat left for {places[(one + 2 * part) % 6]} before noon."
            for part in range(12)
        ]
        text = f"Ship {one} Waits Its Turn\n\n" + "\n\n".join(paragraphs) + "\n"
        (folder / f"{one:03}.txt").write_text(text, encoding="utf-8")


def share(times: list[float], part: float) -> float:
    """Return a percentile in milliseconds."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] * 1000


def main() -> None:
    """Measure idle and import in one run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=200)
    number = parser.parse_args().articles
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        os.environ["CARREL_HOME"] = str(home / "home")
        write_articles(home / "articles", number)
        sys.setswitchinterval(SWITCH)
        qt = QApplication(sys.argv[:1])
        qt.setStyle("Fusion")
        app = App(home / "library", Settings(), settings_file=home / "settings.json")
        app.window.resize(1440, 900)
        trial = Trial(app, home / "articles")
        app.show()
        qt.exec()
    print(
        f"{trial.imported} articles imported in {trial.seconds:.1f} s; lateness of a 10 ms timer, ms"
    )
    for what, times in (("idle", trial.idle), ("importing", trial.busy)):
        parts = "  ".join(f"p{p} {share(times, p / 100):6.1f}" for p in (50, 95, 99))
        print(f"{what:10} {len(times):5} ticks  {parts}  worst {max(times) * 1000:6.1f}")
    ratio = share(trial.busy, 0.99) / max(share(trial.idle, 0.99), 0.1)
    print(f"p99 importing against idle: {ratio:.1f}x")


if __name__ == "__main__":
    main()
