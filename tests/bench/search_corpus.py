"""Articles and notes to search in, and the questions to ask of them, the same for every engine."""

from __future__ import annotations

import dataclasses
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

SYLLABLES = [
    "ba",
    "ko",
    "ri",
    "ta",
    "len",
    "mar",
    "sho",
    "vi",
    "dra",
    "pol",
    "ne",
    "sa",
    "gor",
    "iv",
    "hel",
    "an",
    "der",
    "kam",
    "ush",
    "ol",
    "ber",
    "tin",
    "zu",
    "ya",
    "fer",
    "mon",
    "cas",
    "del",
    "wu",
    "chi",
]
_WORD = re.compile(r"[a-z]{3,}")


@dataclass(frozen=True, slots=True)
class Article:
    """An article or note."""

    key: str
    kind: str
    title: str
    body: str
    by: str
    source: str
    date: date
    tags: tuple[str, ...]
    people: tuple[int, ...]

    @property
    def text(self) -> str:
        """All that is searched, as one text."""
        return "\n\n".join((self.title, self.by, "\n".join(self.tags), self.body))


@dataclass(frozen=True, slots=True)
class Query:
    """A question: `kind` is its class, `words` what it asks for."""

    kind: str
    words: tuple[str, ...]
    first: date | None = None
    last: date | None = None


@dataclass(slots=True)
class Corpus:
    """Articles made of real paragraphs and invented words; the same for the same number."""

    folder: Path
    count: int
    seed: int = 42
    entries: int = 0
    queries: dict[str, list[Query]] = field(default_factory=dict)
    _frequency: Counter[str] = field(default_factory=Counter)
    _pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    _sampled: int = 0
    _file: Path | None = None

    def write(self, path: Path) -> None:
        """Make all articles and notes, and keep them in a file."""
        with path.open("w") as file:
            for article in self._made():
                record = dataclasses.asdict(article) | {"date": article.date.isoformat()}
                file.write(json.dumps(record) + "\n")
        self._file = path

    def articles(self) -> Iterator[Article]:
        """Give all articles and notes."""
        assert self._file is not None
        with self._file.open() as file:
            for line in file:
                record = json.loads(line)
                record["date"] = date.fromisoformat(record["date"])
                for name in ("tags", "people"):
                    record[name] = tuple(record[name])
                yield Article(**record)

    def _made(self) -> Iterator[Article]:
        draw = random.Random(self.seed)
        sentences = self._sentences()
        names = self._names(40_000)
        vocabulary = self._vocabulary(sentences)
        sources = ["Reuters", "The Ledger", "Kyiv Post", *(f"Wire {n}" for n in range(117))]
        tags = [f"tag{n}" for n in range(300)]
        self.entries = 0
        notes = 0
        for number in range(self.count):
            size = max(900, min(draw.lognormvariate(8.15, 0.45), 14_000))
            parts: list[str] = []
            length = 0
            while length < size:
                if draw.random() < 0.35:
                    part = draw.choice(sentences)
                else:
                    words = [
                        vocabulary[_zipf(draw, len(vocabulary))] for _ in range(draw.randint(9, 26))
                    ]
                    part = " ".join(words).capitalize() + "."
                parts.append(part)
                length += len(part) + 1
            people = tuple({_zipf(draw, len(names)) for _ in range(draw.randint(1, 6))})
            for person in people:
                place = draw.randrange(len(parts))
                parts[place] += (
                    f" {names[person]} was told of case {draw.randrange(1000, 999_999)}."
                )
            paragraphs = [" ".join(parts[i : i + 5]) for i in range(0, len(parts), 5)]
            article = Article(
                f"article:{number}", "article", draw.choice(sentences)[:80], "\n\n".join(paragraphs),
                names[_zipf(draw, 400)], sources[_zipf(draw, len(sources))],
                date(2018, 1, 1) + timedelta(int(draw.random() ** 0.7 * 2800)),
                tuple(sorted({tags[_zipf(draw, 300)] for _ in range(draw.randint(0, 4))})), people,
            )  # fmt: skip
            yield self._taken(article)
            if draw.random() < 0.3:
                for _ in range(2):
                    body = f"{draw.choice(sentences)} Ask {names[people[0]]} tomorrow."
                    note = Article(
                        f"note:{notes}", "note", f"On {article.title[:40]}", body, "me", "notes",
                        article.date, article.tags[:2], people[:1],
                    )  # fmt: skip
                    notes += 1
                    yield self._taken(note)

    def note(self, turn: int) -> Article:
        """Give a note that is saved again and again."""
        body = f"A thought of turn {turn} on the price of peace."
        return Article("note:0", "note", "A thought", body, "me", "notes", date(2025, 1, 1), (), ())

    def choose_queries(self) -> None:
        """Choose words by how frequent they are in what was seen."""
        share = self._sampled
        by_count = sorted(self._frequency.items(), key=lambda item: (-item[1], item[0]))
        common = [w for w, n in by_count if 0.08 < n / share < 0.6][:6]
        middle = [w for w, n in by_count if 0.003 < n / share < 0.02 and len(w) > 5][:60:10]
        rare = [w for w, n in by_count if n <= 2 and len(w) > 5][:600:100]
        pairs = [pair for pair, _ in self._pairs.most_common(400)][100:400:60]
        spring = (date(2023, 1, 1), date(2023, 6, 30))
        self.queries = {
            "term_common": [Query("term", (w,)) for w in common],
            "term_mid": [Query("term", (w,)) for w in middle],
            "term_rare": [Query("term", (w,)) for w in rare],
            "and2": [Query("and", (a, b)) for a, b in zip(common, middle, strict=False)]
            + [Query("and", (common[0], common[-1]))],
            "and3": [Query("and", (common[0], a, b)) for a, b in zip(common[1:], middle, strict=False)],
            "or3": [Query("or", (common[0], a, b)) for a, b in zip(common[1:], middle, strict=False)],
            "phrase": [Query("phrase", pair) for pair in pairs],
            "prefix": [Query("prefix", (w[:5],)) for w in middle],
            "wildcard": [Query("wildcard", (f"{w[:3]}*{w[-1]}",)) for w in middle[:3]]
            + [Query("wildcard", (f"*{w[1:5]}*",)) for w in middle[:2]],
            "fuzzy": [Query("fuzzy", (w[:3] + w[4:],)) for w in middle],
            "range_term": [Query("range", (w,), *spring) for w in common[:4]],
            "sort_date": [Query("sort", (w,)) for w in common[:4]],
            "facets": [Query("facets", (w,)) for w in (*common[:2], *middle[:2])],
            "snippet20": [Query("snippet", (a, b)) for a, b in zip(common, middle, strict=False)],
        }  # fmt: skip

    def _taken(self, article: Article) -> Article:
        self.entries += 1
        if self.entries % max(1, self.count // 3000) == 0:
            self._sampled += 1
            words = _WORD.findall(article.text.lower())
            self._frequency.update(set(words))
            self._pairs.update(set(pairwise(words)))
        return article

    def _sentences(self) -> list[str]:
        found: list[str] = []
        for path in sorted(self.folder.rglob("*")):
            if path.suffix in (".txt", ".md", ".html", ".htm"):
                text = re.sub(r"<[^>]*>|[#*_>\[\]]", " ", path.read_text("utf-8", "replace"))
                found += [" ".join(s.split()) for s in re.split(r"(?<=[.!?])\s+", text)]
        return [s for s in found if 40 < len(s) < 400] or ["The folder had no sentences to take."]

    def _vocabulary(self, sentences: list[str]) -> list[str]:
        real = Counter(w for s in sentences for w in _WORD.findall(s.lower()))
        invented = self._names(max(20_000, self.count * 2), "")
        return [w for w, _ in real.most_common()] + [name.lower() for name in invented]

    def _names(
        self, count: int, first: str = "Anna Boris Carla David Elena Grace Hassan Irina"
    ) -> list[str]:
        draw = random.Random(7)
        forenames = first.split()
        names: list[str] = []
        for _ in range(count):
            last = "".join(draw.choice(SYLLABLES) for _ in range(draw.randint(2, 5))).title()
            names.append(f"{draw.choice(forenames)} {last}" if forenames else last)
        return names


def _zipf(draw: random.Random, count: int) -> int:
    return min(int(count ** draw.random()) - 1, count - 1)
