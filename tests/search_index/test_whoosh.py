"""Against Whoosh itself: its searcher over our segments, and its own index with the same words."""

import random
import warnings
from pathlib import Path
from typing import Any

import pytest

from search_index import Entry, Index
from search_index.engine.codec import STEM
from search_index.engine.whoosh_segment import whoosh_schema
from search_index.folding import fold
from search_index.query.grammar import parse
from search_index.query.tree import And, Node, Not, Or, Pattern, Phrase, Value, Word
from search_index.schema import EXTRA, GAP, regions_of
from search_index.stems import stems_of
from search_index.words import Words

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from whoosh import analysis, fields, query, scoring
    from whoosh.filedb.filestore import FileStorage
    from whoosh.index import FileIndex, create_in

DRAW = random.Random(3)
STEMS = [
    "bank",
    "oil",
    "talk",
    "price",
    "market",
    "trade",
    "rate",
    "minist",
    "govern",
    "quota",
    "wheat",
    "grain",
    "port",
    "ship",
    "barrel",
    "harvest",
]
ENDINGS = ["", "s", "ed", "ing", "er"]
VOCABULARY = [stem + ending for stem in STEMS for ending in ENDINGS] + [
    f"rare{n}" for n in range(200)
]
WEIGHTS = [1 / (1 + n % 40) for n in range(len(VOCABULARY))]
WEIGHING = scoring.BM25F(B=0.75, K1=1.2)


def text(words: int) -> str:
    return " ".join(DRAW.choices(VOCABULARY, WEIGHTS, k=words))


ENTRIES = [
    Entry(f"article:{n}", "article" if n % 3 else "note", title=text(3), body=text(DRAW.randint(3, 120)),
          tags=(DRAW.choice(["oil", "war"]),), source=f"Wire {n % 4}")
    for n in range(240)
]  # fmt: skip
GONE = {f"article:{n}" for n in range(0, 240, 11)}
QUERIES = [
    *VOCABULARY[:60:3],
    *(f"{a} {b}" for a, b in (DRAW.choices(VOCABULARY[:80], k=2) for _ in range(90))),
    *(f"{a} {b} {c}" for a, b, c in (DRAW.choices(VOCABULARY[:50], k=3) for _ in range(40))),
    *(f"{a} OR {b} OR {c}" for a, b, c in (DRAW.choices(VOCABULARY, k=3) for _ in range(90))),
    *(f"{a} -{b}" for a, b in (DRAW.choices(VOCABULARY[:80], k=2) for _ in range(60))),
    *(f'"{a} {b}"' for a, b in (DRAW.choices(VOCABULARY[:60], k=2) for _ in range(60))),
    *(f"={a}" for a in VOCABULARY[:80:2]),
    *(f"{a[:3]}*" for a in VOCABULARY[:80:4]),
    *(f"{a[:2]}*{a[-1]}" for a in VOCABULARY[:80:4]),
    *(
        f"({a} OR {b}) {c} -kind:note"
        for a, b, c in (DRAW.choices(VOCABULARY[:80], k=3) for _ in range(60))
    ),
]
STEMMERS = frozenset({"english"})


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Index:
    index = Index.open(tmp_path_factory.mktemp("ours") / "index", library="w")
    for part in range(5):
        index.apply(ENTRIES[part::5], generation=part + 1)
    index.apply([], GONE, generation=9)
    assert index.status().segments == 5
    return index


@pytest.fixture(scope="module")
def through_our_codec(ours: Index) -> Any:
    folder = next(ours._folder.glob("index-*"))
    searcher = FileIndex(FileStorage(str(folder)), schema=whoosh_schema()).searcher(
        weighting=WEIGHING
    )
    yield searcher
    searcher.close()


class OurWords(analysis.Tokenizer):  # type: ignore[misc]
    """Our words as Whoosh's tokens: of the texts of an entry, joined by a character that no text has."""

    def __init__(self, stems: bool) -> None:
        self.stems = stems

    def __call__(self, value: str, **_options: Any) -> Any:
        words = Words("en")
        position = 0
        for number, part in enumerate(value.split("\x1e")):
            for word in words.tokens(part):
                token = analysis.Token(positions=True, boosts=True)
                token.text = word.stem if self.stems else word.surface
                token.pos, token.boost = position, float(EXTRA[number] + 1)
                token.stopped = False
                yield token
                position += 1
            position += GAP


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("stock")
    schema = fields.Schema(
        key=fields.ID(unique=True, stored=True), kind=fields.ID(),
        stems=fields.TEXT(analyzer=OurWords(stems=True)), surfaces=fields.TEXT(analyzer=OurWords(stems=False)),
    )  # fmt: skip
    index = create_in(str(folder), schema)
    kept = [entry for entry in ENTRIES if entry.key not in GONE]
    for part in range(3):
        writer = index.writer()
        for entry in kept[part::3]:
            value = "\x1e".join(region.text for region in regions_of(entry))
            writer.add_document(key=entry.key, kind=entry.kind, stems=value, surfaces=value)
        writer.commit(merge=False)
    searcher = index.searcher(weighting=WEIGHING)
    yield searcher
    searcher.close()


def translated(node: Node, ours: bool) -> Any:  # noqa: PLR0911
    """Give a tree as Whoosh's query, for our segments or for a stock index with the same words."""
    stems, surfaces = ("text", "text") if ours else ("stems", "surfaces")
    mark = STEM.decode() if ours else ""

    def word(text: str) -> Any:
        (stem,) = stems_of(text, STEMMERS)
        return query.Term(stems, mark + stem)

    match node:
        case And(parts):
            return query.And([translated(part, ours) for part in parts])
        case Or(parts):
            return query.Or([translated(part, ours) for part in parts])
        case Word(text, _, exact):
            return query.Term(surfaces, fold(text)) if exact else word(text)
        case Phrase(text):
            return query.Phrase(
                stems, [mark + next(iter(stems_of(w, STEMMERS))) for w in text.split()]
            )
        case Pattern(text):
            if text.endswith("*") and text.count("*") == 1:
                return query.Prefix(surfaces, text[:-1])
            return query.Wildcard(surfaces, text)
        case Value("kind", text):
            return query.Term("kind", text)
    raise AssertionError(node)


def keys_found(searcher: Any, asked: str, ours: bool) -> set[str]:
    """Ask Whoosh; what must not be found is asked for by itself.

    Whoosh's own AndNot lets its first entry through where the other list begins before it.
    """
    tree = parse(asked).tree
    without: list[Node] = []
    if isinstance(tree, And):
        without = [part.part for part in tree.parts if isinstance(part, Not)]
        kept = tuple(part for part in tree.parts if not isinstance(part, Not))
        tree = And(kept) if len(kept) > 1 else kept[0]
    found = {h["key"] for h in searcher.search(translated(tree, ours), limit=None)}
    for part in without:
        found -= {h["key"] for h in searcher.search(translated(part, ours), limit=None)}
    return found


def test_there_are_five_hundred_queries() -> None:
    assert len(QUERIES) >= 500


def test_the_same_entries_as_whoosh_through_our_codec(ours: Index, through_our_codec: Any) -> None:
    for asked in QUERIES[::5]:
        found = keys_found(through_our_codec, asked, ours=True)
        assert found == {h.key for h in ours.search(asked, limit=999).hits}, asked


def test_the_same_entries_as_a_stock_index(ours: Index, stock: Any) -> None:
    for asked in QUERIES:
        found = keys_found(stock, asked, ours=False)
        assert found == {h.key for h in ours.search(asked, limit=999).hits}, asked


def test_the_same_scores_as_a_stock_index(ours: Index, stock: Any) -> None:
    compared = 0
    for asked in QUERIES:
        if any(sign in asked for sign in '"*=(') or " -" in asked:
            continue  # phrases and patterns are one word to us, and many to Whoosh
        theirs = {
            h["key"]: h.score
            for h in stock.search(translated(parse(asked).tree, ours=False), limit=None)
        }
        for hit in ours.search(asked, limit=999).hits:
            assert hit.score == pytest.approx(theirs[hit.key], abs=1e-3), asked
            compared += 1
    assert compared > 5000


def test_whoosh_reads_terms_and_lengths_of_our_segments(
    ours: Index, through_our_codec: Any
) -> None:
    reader = through_our_codec.reader()
    assert reader.doc_count() == len(ENTRIES) - len(GONE)
    assert reader.doc_count_all() == len(ENTRIES)
    terms = list(reader.field_terms("text"))
    assert "banking" in terms
    assert f"{STEM.decode()}bank" in terms
    assert terms == sorted(set(terms))
    assert set(reader.field_terms("kind")) == {"article", "note"}
    assert reader.doc_frequency("key", "article:1") == 1
    assert reader.field_length("text") == sum(
        len(list(Words("en").tokens(region.text)))
        for entry in ENTRIES
        for region in regions_of(entry)
    )
    assert list(reader.expand_prefix("text", "bank")) == [
        b"bank",
        b"banked",
        b"banker",
        b"banking",
        b"banks",
    ]


def test_whoosh_cannot_write_through_our_codec(ours: Index, tmp_path: Path) -> None:
    folder = next(ours._folder.glob("index-*"))
    before = sorted(path.name for path in folder.iterdir())
    index = FileIndex(FileStorage(str(folder)), schema=whoosh_schema())
    from search_index.engine.codec import ArrayCodec

    with pytest.raises(TypeError, match=r"search_index\.Index"):
        index.writer(codec=ArrayCodec())
    assert [p for p in before if p.endswith(".arrays")] == [
        p.name for p in sorted(folder.iterdir()) if p.suffix == ".arrays"
    ]
