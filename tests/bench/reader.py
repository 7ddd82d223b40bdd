"""How quick the reader is, each figure against a plain QTextEdit of the same text in the same run.

    QT_QPA_PLATFORM=offscreen python tests/bench/reader.py [--json] [--size 2000000] [--mentions 20000]

A ratio of 1 means: as quick as Qt alone. "Frame" is a forced repaint after scrolling by a few lines.
What has no counterpart in a QTextEdit (a kind switched, a highlight added, words found) is measured
against one frame of the plain QTextEdit.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QTextEdit

from desktop.model.annotation import TextPositionSelector
from desktop.model.entity import EntityKind
from desktop.model.ids import AnnotationId
from desktop.ui.faces import load_faces
from desktop.ui.reader.finding import find
from desktop.ui.reader.page import Page, Ranges
from desktop.ui.reader.view import ReaderView
from desktop.ui.theme import LIGHT
from tests.desktop.ui.reader.large import large_page

FRAMES = 60


def clocked(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def run_events(ms: int) -> float:
    """Let the window live for a while; the longest time that a 2 ms timer was late, in ms."""
    loop, worst, last = QEventLoop(), 0.0, time.perf_counter()
    ticker = QTimer(interval=2)

    def tick() -> None:
        nonlocal worst, last
        now = time.perf_counter()
        worst, last = max(worst, (now - last) * 1000 - 2), now

    ticker.timeout.connect(tick)
    ticker.start()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()
    return worst


def settle(view: QTextEdit) -> tuple[float, float]:
    """Wait until the layout has come to its end: how long it took, and the worst stall, in ms."""
    began, worst, quiet, last = time.perf_counter(), 0.0, 0, -1
    while quiet < 4:
        worst = max(worst, run_events(60))
        now = view.verticalScrollBar().maximum()
        quiet = quiet + 1 if now == last else 0
        last = now
    return (time.perf_counter() - began) * 1000 - 240, worst


def frames(view: QTextEdit) -> list[float]:
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 3)
    run_events(60)
    taken = []
    for _ in range(FRAMES):
        bar.setValue(bar.value() + 61)
        taken.append(clocked(view.viewport().repaint))
    return taken


def plain(text: str) -> tuple[dict[str, float], QTextEdit]:
    began = time.perf_counter()
    view = QTextEdit()
    view.setReadOnly(True)
    view.setFont(LIGHT.serif(17))
    view.resize(900, 800)
    view.setPlainText(text)
    view.show()
    view.viewport().repaint()
    first = (time.perf_counter() - began) * 1000
    laid, stall = settle(view)
    taken = frames(view)
    return {
        "first_paint": first,
        "frame": statistics.median(taken),
        "frame_p95": sorted(taken)[int(FRAMES * 0.95)],
        "laid_out": laid,
        "worst_stall": stall,
    }, view


def reader(page: Page) -> tuple[dict[str, float], ReaderView]:
    began = time.perf_counter()
    view = ReaderView(LIGHT)
    view.motion.still = True
    view.resize(900, 800)
    view.show_page(page, "Northern Ledger")
    view.show()
    view.viewport().repaint()
    first = (time.perf_counter() - began) * 1000
    laid, stall = settle(view)
    taken = frames(view)
    figures = {
        "first_paint": first,
        "frame": statistics.median(taken),
        "frame_p95": sorted(taken)[int(FRAMES * 0.95)],
        "laid_out": laid,
        "worst_stall": stall,
    }

    def toggle() -> None:
        view.showing.kinds = frozenset(EntityKind) - {EntityKind.ORGANISATION}
        view.renew_marks()
        view.viewport().repaint()

    figures["toggle"] = clocked(toggle)
    run_events(120)

    def add() -> None:
        at = page.positions.span_of(view.textCursor().position(), 0).end + 1000
        old = page.annotations[0]
        new = replace(
            old, id=AnnotationId(10**6), position=TextPositionSelector(at, at + 60), created="3000"
        )
        view.renew_page(page.with_annotation(new), view.kicker)
        view.viewport().repaint()

    figures["add_highlight"] = clocked(add)
    run_events(120)

    def seek() -> None:
        hits = find(page.text, "harbour")
        view.set_finds(Ranges(page.positions.units_of(hit) for hit in hits), 0)
        view.reveal(hits[0])
        view.viewport().repaint()
        figures["hits"] = len(hits)

    figures["find"] = clocked(seek)
    return figures, view


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--size", type=int, default=2_000_000)
    words.add_argument("--mentions", type=int, default=20_000)
    words.add_argument("--highlights", type=int, default=500)
    words.add_argument("--json", action="store_true")
    given = words.parse_args()
    app = QApplication.instance() or QApplication([])  # noqa: F841 - it must live
    load_faces()
    page = large_page(given.size, given.mentions, given.highlights)
    indexed = clocked(lambda: Page(page.read))
    ours, ours_view = reader(page)
    ours_view.close()
    ours_view.deleteLater()
    run_events(50)
    qt, qt_view = plain(page.text)
    qt_view.close()
    pairs = ("first_paint", "frame", "frame_p95", "laid_out", "worst_stall")
    ratios = {name: ours[name] / max(qt[name], 0.01) for name in pairs}
    for name in ("toggle", "add_highlight", "find"):
        ratios[f"{name}_in_frames"] = ours[name] / max(qt["frame"], 0.01)
    told = {
        "characters": len(page.text),
        "mentions": len(page.mentions),
        "highlights": len(page.annotations),
        "ratios": {name: round(value, 2) for name, value in ratios.items()},
        "reader_ms": {name: round(value, 1) for name, value in ours.items()},
        "plain_ms": {name: round(value, 1) for name, value in qt.items()},
        "index_ms": round(indexed, 1),
    }
    if given.json:
        print(json.dumps(told))
        return
    print(
        f"{told['characters']:,} characters, {told['mentions']:,} mentions, "
        f"{told['highlights']:,} highlights; reader v plain QTextEdit"
    )
    for name, ratio in ratios.items():
        base = name.removesuffix("_in_frames")
        against = f"{qt[base]:8.1f}" if base in qt else f"{qt['frame']:8.1f} (a frame)"
        print(f"  {base:14} {ours[base]:8.1f} ms  v {against} ms   {ratio:6.2f} x")
    print(f"  indices of the page made in {indexed:.0f} ms (once, when it is opened)")


if __name__ == "__main__":
    main()
