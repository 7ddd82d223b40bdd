"""How fast articles come in, stage by stage, against the plainest way of keeping a text.

    python tests/bench/import_stages.py [--articles 100] [--paragraphs 12] [--json FILE]

The reference, measured in the same run, is what any program must do at the least: the text and a JSON
of its lines inserted into SQLite, one transaction forced to the disk for each article. Every stage is
timed over all articles, three times round with a new library each; the middle round is told, by the
clock and by the processor. On a busy machine only the processor's figures can be compared.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parents[2]))

from desktop.desk import Desk
from desktop.importing.draft import Draft
from desktop.importing.reading import read_bytes
from desktop.joinery import catalogue, recognition
from desktop.progress import QuietTask
from tests.builders import write_articles

ROUNDS = 3
STAGES = {
    "reference": "SQLite insert and JSON (the reference)",
    "read": "read the file",
    "blocks": "canonical text, blocks, details",
    "names": "names and quotations",
    "library": "keep in the library",
    "index": "search index",
}

T = TypeVar("T")


@dataclass
class Watch:
    """Adds up the time that each stage takes, by the clock and by the processor."""

    wall: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    cpu: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    def time(self, stage: str, work: Callable[[], T]) -> T:
        """Do a piece of work and add its time to a stage."""
        wall, cpu = time.perf_counter(), time.process_time()
        done = work()
        self.wall[stage] += time.perf_counter() - wall
        self.cpu[stage] += time.process_time() - cpu
        return done


def keep_plainly(connection: sqlite3.Connection, text: str) -> None:
    """Keep one text as any program could."""
    connection.execute("begin immediate")
    lines = json.dumps(text.split("\n"))
    connection.execute("insert into article(text, lines) values(?, ?)", (text, lines))
    connection.execute("commit")


def keep(desk: Desk, path: Path, draft: Draft, found: recognition.Recognised) -> None:
    """Keep one article as the import does."""
    desk.library.keep_file(draft.raw)
    with desk.library.writing("Imported", join="bench") as rows:
        article = rows.articles.add(
            draft.details,
            text=draft.text,
            blocks=draft.blocks,
            raw=draft.raw,
            raw_name=path.name,
            mime=draft.mime,
            extractor=draft.extractor,
            words=draft.words,
        )
        recognition.keep(rows, rows.articles.version(article.id).id, found)


def one_round(paths: list[Path], folder: Path) -> Watch:
    """Import everything into a new library, stage by stage."""
    watch = Watch()
    plain = sqlite3.connect(folder / "plain.sqlite", isolation_level=None)
    plain.execute("pragma journal_mode = wal")
    plain.execute("pragma synchronous = full")
    plain.execute("create table article(id integer primary key, text text, lines text)")
    with Desk.open(folder / "library") as desk:
        desk.recogniser.recognise("Warm up in Lisbon.")
        desk.index.keys()
        for path in paths:
            text = path.read_text(encoding="utf-8")
            watch.time("reference", lambda text=text: keep_plainly(plain, text))
            raw = watch.time("read", path.read_bytes)
            draft = watch.time("blocks", lambda r=raw, p=path: read_bytes(r, name=p.name))
            found = watch.time(
                "names",
                lambda d=draft: recognition.recognise(desk, d.text, d.blocks, d.details),
            )
            watch.time("library", lambda p=path, d=draft, f=found: keep(desk, p, d, f))
        caught = watch.time("index", lambda: catalogue.catch_up(desk, QuietTask()))
        assert caught.written == len(paths)
    plain.close()
    return watch


@dataclass(frozen=True)
class Measured:
    """One stage over all articles: seconds by clock and processor, and what it costs in references."""

    seconds: float
    cpu: float
    per_second: float
    ratio: float
    cpu_ratio: float


def measure(articles: int, paragraphs: int) -> tuple[dict[str, Measured], int]:
    """Measure every stage; return them with the number of words in all."""
    with tempfile.TemporaryDirectory(prefix="carrel-bench-") as name:
        folder = Path(name)
        os.environ["CARREL_HOME"] = str(folder / "home")
        paths = write_articles(folder / "in", articles, paragraphs=paragraphs)
        words = sum(len(path.read_text(encoding="utf-8").split()) for path in paths)
        rounds = []
        for number in range(ROUNDS):
            (folder / str(number)).mkdir()
            rounds.append(one_round(paths, folder / str(number)))
    wall = {s: statistics.median(one.wall[s] for one in rounds) for s in STAGES}
    cpu = {s: statistics.median(one.cpu[s] for one in rounds) for s in STAGES}
    parts = [stage for stage in STAGES if stage != "reference"]
    wall["whole"] = sum(wall[stage] for stage in parts)
    cpu["whole"] = sum(cpu[stage] for stage in parts)
    return {
        stage: Measured(
            seconds=wall[stage],
            cpu=cpu[stage],
            per_second=articles / wall[stage],
            ratio=wall[stage] / wall["reference"],
            cpu_ratio=cpu[stage] / cpu["reference"],
        )
        for stage in wall
    }, words


def main() -> None:
    """Print the table, and keep it as JSON where asked."""
    parser = argparse.ArgumentParser(description="How fast articles come in, stage by stage.")
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--paragraphs", type=int, default=12)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    found, words = measure(given.articles, given.paragraphs)
    print(
        f"{given.articles} articles of {words // given.articles} words, "
        f"Python {platform.python_version()}, {os.cpu_count()} processors, "
        f"load {os.getloadavg()[0]:.1f}; median of {ROUNDS} rounds"
    )
    print(
        f"{'stage':40}{'ms each':>9}{'CPU ms':>9}{'per second':>12}{'x reference':>13}{'by CPU':>9}"
    )
    for stage, one in found.items():
        each, cpu = one.seconds / given.articles * 1000, one.cpu / given.articles * 1000
        print(
            f"{STAGES.get(stage, 'whole import, index included'):40}{each:9.2f}{cpu:9.2f}"
            f"{one.per_second:12.1f}{one.ratio:13.2f}{one.cpu_ratio:9.2f}"
        )
    if given.json:
        told = {stage: vars(one) for stage, one in found.items()}
        given.json.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
