"""How quick and how good the recogniser is: words a second against a plain regular expression, F1 on the seeds.

    python tests/bench/entities.py [--json] [--times 20]

The reference is `re.findall(r"\\w+|[^\\w\\s]", text)` over the same text in the same run; a ratio of 10
means ten times as long. Memory is what loading adds to the process. Scores are strict: both ends and
the kind.
"""

from __future__ import annotations

import argparse
import json
import re
import resource as system
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from desktop.entities import quotations
from desktop.entities.lexicon import Lexicon
from desktop.entities.recognise import Recogniser
from desktop.entities.scoring import Named, Score
from desktop.entities.tokenize import tokenise
from desktop.importing.reading import read_file
from desktop.resources import resource

ROOT = Path(__file__).resolve().parents[2]
PLAIN = re.compile(r"\w+|[^\w\s]")


def best_of(times: int, act: Callable[[], object]) -> float:
    """The shortest of several runs, in seconds of the processor: the others were disturbed."""
    taken = []
    for _ in range(times):
        began = time.process_time()
        act()
        taken.append(time.process_time() - began)
    return min(taken)


def memory() -> float:
    """The most memory this process has held, in MB."""
    return system.getrusage(system.RUSAGE_SELF).ru_maxrss / 1024


def seed_texts() -> list[tuple[str, str]]:
    texts = []
    for expected in sorted((ROOT / "seeds" / "expected").glob("*.json")):
        (article,) = (ROOT / "seeds" / "articles").glob(f"{expected.stem}.*")
        draft = read_file(article)
        texts.append((draft.details.language, draft.text))
    return texts


def speed(recogniser: Recogniser, times: int) -> dict[str, float]:
    """Words a second and ratios, over the English seeds one after the other."""
    texts = [text for language, text in seed_texts() if language.startswith("en")]
    words = sum(len(text.split()) for text in texts)
    rules = Recogniser(Lexicon.load(resource("entities")))
    read = [(text, recogniser.recognise(text)) for text in texts]
    plain = best_of(times, lambda: [PLAIN.findall(text) for text in texts])
    stages = {
        "tokens": lambda: [tokenise(text) for text in texts],
        "rules alone": lambda: [rules.recognise(text) for text in texts],
        "everything": lambda: [recogniser.recognise(text) for text in texts],
        "who said what": lambda: [
            quotations.find(text, found.mentions, found.clusters) for text, found in read
        ],
    }
    figures: dict[str, float] = {"words": words, "plain regex words/s": words / plain}
    for name, act in stages.items():
        taken = best_of(times, act)
        figures[f"{name} words/s"] = words / taken
        figures[f"{name} ratio"] = taken / plain
    return figures


def scores(recogniser: Recogniser) -> dict[str, Score]:
    """Strict scores over the seeds by language."""
    found: dict[str, Score] = {}
    for expected in sorted((ROOT / "seeds" / "expected").glob("*.json")):
        gold = json.loads(expected.read_text(encoding="utf-8"))
        (article,) = (ROOT / "seeds" / "articles").glob(f"{expected.stem}.*")
        draft = read_file(article)
        language = draft.details.language or "en"
        seen = recogniser.recognise(
            draft.text, blocks=draft.blocks, language=language, published=draft.details.published
        )
        found.setdefault(language.split("-")[0], Score()).add(
            (Named(one["start"], one["end"], one["kind"]) for one in gold["mentions"]),
            (Named(one.span.start, one.span.end, one.kind.value) for one in seen.mentions),
        )
    return found


def main() -> None:
    reading = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    reading.add_argument("--json", action="store_true")
    reading.add_argument("--times", type=int, default=20)
    asked = reading.parse_args()
    before = memory()
    began = time.process_time()
    recogniser = Recogniser.load()
    recogniser.recognise("Warm the rooms of Berlin.")
    figures = {"load s": time.process_time() - began, "load MB": memory() - before}
    figures |= speed(recogniser, asked.times)
    for language, score in scores(recogniser).items():
        figures[f"F1 {language}"] = 100 * score.overall.f1
        figures[f"precision {language}"] = 100 * score.overall.precision
        figures[f"recall {language}"] = 100 * score.overall.recall
        for kind, tally in sorted(score.kinds.items()):
            figures[f"F1 {language} {kind} ({tally.gold})"] = 100 * tally.f1
    if asked.json:
        print(json.dumps({"model": recogniser.version, **figures}))
        return
    print(recogniser.version)
    for name, figure in figures.items():
        print(f"{name:32} {figure:14,.1f}")


if __name__ == "__main__":
    main()
