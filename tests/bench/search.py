"""Search, measured against stock Whoosh, SQLite FTS5 and tantivy in one process, turn by turn.

    python tests/bench/search.py --articles 10000 [--corpus FOLDER] [--json FILE] [--only carrel,fts5]

Every query is put to all engines one after the other, again and again, and CPU time is taken; what counts
are the ratios. All search the same text: title, authors, tags and body. The corpus is made of the texts in
a folder (txt, md, html), or of those in `seeds/`, with invented words so that the vocabulary keeps growing.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(Path(__file__).parent))

from search_corpus import Corpus, Query  # noqa: E402
from search_engines import ENGINES, Engine  # noqa: E402

WARM = 1


def main() -> None:
    """Build, ask, print."""
    given = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    given.add_argument("--articles", type=int, default=2000)
    given.add_argument("--corpus", type=Path, default=None)
    given.add_argument("--json", type=Path, default=None)
    given.add_argument("--rounds", type=int, default=7)
    given.add_argument("--only", default="")
    given.add_argument(
        "--folder", type=Path, default=None, help="where to build; else a temporary one"
    )
    chosen = given.parse_args()
    corpus = Corpus(chosen.corpus or ROOT / "seeds" / "articles", chosen.articles)
    names = chosen.only.split(",") if chosen.only else list(ENGINES)
    with tempfile.TemporaryDirectory(dir=chosen.folder) as folder:
        report = run(corpus, names, Path(folder), chosen.rounds)
    print_report(report)
    if chosen.json:
        chosen.json.write_text(json.dumps(report, indent=1))


def run(corpus: Corpus, names: list[str], folder: Path, rounds: int) -> dict[str, Any]:
    """Build every engine's index and measure every class of query."""
    engines: dict[str, Engine] = {}
    classes: dict[str, dict[str, float]] = {"build": {}}
    peaks: dict[str, float] = {}
    corpus.write(folder / "corpus.jsonl")
    reading = timed(lambda: sum(1 for _ in corpus.articles()))
    for name in names:
        engine = ENGINES[name](folder / name)
        if not engine.available():
            print(f"{name} is not installed and left out", file=sys.stderr)
            continue
        began = time.process_time()
        engine.build(corpus.articles())
        classes["build"][name] = (time.process_time() - began) * 1000 - reading
        peaks[name] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        engines[name] = engine
    corpus.choose_queries()
    report: dict[str, Any] = {
        "articles": corpus.count,
        "entries": corpus.entries,
        "classes": classes,
        "p95": {},
        "index_bytes": {name: engine.size() for name, engine in engines.items()},
        "peak_mb_so_far": peaks,
        "agreement": {},
    }
    opened: dict[str, list[float]] = {name: [] for name in engines}
    for _ in range(5):
        for name, engine in engines.items():
            engine.close()
            opened[name].append(timed(engine.open))
    classes["open"] = {name: median(times) for name, times in opened.items()}
    for kind, queries in corpus.queries.items():
        times, found = measure(engines, queries, rounds)
        classes[kind] = {name: median(some) for name, some in times.items() if some}
        report["p95"][kind] = {n: quantile(some, 0.95) for n, some in times.items() if some}
        report["agreement"][kind] = agreement(found)
    saves: dict[str, list[float]] = {name: [] for name in engines}
    for turn in range(12):
        for name, engine in engines.items():
            saves[name].append(timed(lambda e=engine, t=turn: e.save(corpus.note(t))))
    classes["save_note"] = {name: median(some) for name, some in saves.items()}
    report["p95"]["save_note"] = {name: quantile(some, 0.95) for name, some in saves.items()}
    for engine in engines.values():
        engine.close()
    return report


def measure(
    engines: dict[str, Engine], queries: list[Query], rounds: int
) -> tuple[dict[str, list[float]], dict[str, list[int | None]]]:
    """Put queries to all engines in turn; give CPU milliseconds and the numbers of hits."""
    times: dict[str, list[float]] = {name: [] for name in engines}
    found: dict[str, list[int | None]] = {name: [] for name in engines}
    slow: dict[str, float] = dict.fromkeys(engines, 0.0)
    for turn in range(rounds + WARM):
        for query in queries:
            for name, engine in engines.items():
                if slow[name] > 8000 and turn > WARM:
                    continue  # a slow engine need not be asked as often
                began = time.process_time()
                answered = engine.ask(query)
                took = (time.process_time() - began) * 1000
                slow[name] += took
                if turn >= WARM and answered:
                    times[name].append(took)
                if turn == 0:
                    found[name].append(engine.count(query) if answered else None)
    return times, found


def agreement(found: dict[str, list[int | None]]) -> dict[str, float]:
    """Give, for each engine, its hits as a share of Carrel's, over all queries of a class."""
    ours = found.get("carrel", [])
    shares: dict[str, float] = {}
    for name, counts in found.items():
        pairs = [
            (a, b) for a, b in zip(ours, counts, strict=False) if a is not None and b is not None
        ]
        if pairs and sum(a for a, _ in pairs):
            shares[name] = round(sum(b for _, b in pairs) / sum(a for a, _ in pairs), 4)
    return shares


def timed(call: Callable[[], object]) -> float:
    """Give the CPU milliseconds of a call."""
    began = time.process_time()
    call()
    return (time.process_time() - began) * 1000


def median(times: list[float]) -> float:
    """Give the middle one."""
    return quantile(times, 0.5)


def quantile(times: list[float], share: float) -> float:
    """Give the time that a share of all do not exceed."""
    ordered = sorted(times)
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))], 4)


def print_report(report: dict[str, Any]) -> None:
    """Print CPU milliseconds, and Carrel's as a ratio of each other's."""
    names = list(report["index_bytes"])
    others = [name for name in names if name != "carrel"]
    print(f"{report['articles']} articles, {report['entries']} entries; CPU ms, medians")
    print(
        f"{'':12}", *(f"{n:>10}" for n in names), *(f"{'/' + n:>10}" for n in others), "   p95/p50"
    )
    for kind, times in report["classes"].items():
        ours = times.get("carrel")
        cells = [f"{times[n]:10.2f}" if n in times else f"{'-':>10}" for n in names]
        ratios = [
            f"{ours / times[n]:10.3f}" if ours is not None and times.get(n) else f"{'-':>10}"
            for n in others
        ]
        late = report["p95"].get(kind, {}).get("carrel")
        spread = f"{late / ours:10.2f}" if late and ours else ""
        print(f"{kind:12}", *cells, *ratios, spread)
    print(f"{'index MB':12}", *(f"{report['index_bytes'][n] / 2**20:10.1f}" for n in names))
    print("hits as a share of Carrel's:", json.dumps(report["agreement"]))


if __name__ == "__main__":
    main()
