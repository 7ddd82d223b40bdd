"""The columns: whatever the numbers, what is read is what was written, also after a merge."""

import io
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search_index import Entry, Index
from search_index.engine.columns import LONG, Chunk, ColumnWriter, _shortest, read_gaps, read_halves
from search_index.engine.container import BLOCK, Damaged, Sections, SectionWriter
from search_index.engine.expand import of_surface, of_word
from search_index.engine.many import read_many
from search_index.engine.postings import Source, places, weigh
from search_index.engine.strings import Strings, write_strings


@given(st.sets(st.integers(0, 4_000_000), min_size=1, max_size=300))
def test_gaps(ids: set[int]) -> None:
    rising = np.array(sorted(ids), np.int64)
    width, content = _shortest(np.diff(rising, prepend=-1) - 1)
    assert read_gaps(memoryview(content), width, len(rising)).tolist() == rising.tolist()


@given(st.lists(st.lists(st.integers(0, 15), max_size=9), max_size=5), st.data())
def test_halves(parts: list[list[int]], data: st.DataObject) -> None:
    writer = ColumnWriter(long=False)
    for part in parts:
        writer._put_halves("x", np.array(part, np.int64))
    left = writer._left.get("x", np.zeros(0, np.uint8)).astype(np.uint8).tobytes()
    stream = writer._stream("x")
    stream.seek(0)
    content = stream.read() + left
    writer.abandon()
    every = [value for part in parts for value in part]
    start = data.draw(st.integers(0, len(every)))
    end = data.draw(st.integers(start, len(every)))
    view = memoryview(content)[start // 2 : (end + 1) // 2]
    assert read_halves(view, start, end - start).tolist() == every[start:end]


@given(
    st.lists(st.binary(max_size=12).map(lambda b: b.replace(b"\n", b"")), max_size=40, unique=True),
    st.binary(max_size=3),
)
@settings(max_examples=50)
def test_sorted_strings(items: list[bytes], prefix: bytes) -> None:
    items.sort()
    prefix = prefix.replace(b"\n", b"").replace(b"\xff", b"")
    file = io.BytesIO()
    writer = SectionWriter(file)
    write_strings(writer, "s", items)
    writer.finish({})
    path = Path("/dev/shm") if Path("/dev/shm").is_dir() else Path()
    path = path / "carrel-strings-test"
    path.write_bytes(file.getvalue())
    strings = Strings(Sections(path), "s")
    path.unlink()
    assert strings.all() == items
    assert [strings.find(item) for item in items] == list(range(len(items)))
    first, last = strings.range(prefix)
    assert [strings[i] for i in range(first, last)] == [
        item
        for item in items
        if item.startswith(prefix) and not item[len(prefix) :].startswith(b"\xff")
    ]


@pytest.mark.parametrize("size", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK])
def test_sections_of_every_size(tmp_path: Path, size: int) -> None:
    content = np.random.default_rng(1).integers(0, 256, size, np.uint8).tobytes()
    path = tmp_path / "file"
    with path.open("wb") as file:
        writer = SectionWriter(file)
        writer.add("a", content)
        writer.add_stream("b", io.BytesIO(content))
        writer.finish({"x": 1})
    sections = Sections(path)
    assert bytes(sections.view("a")) == bytes(sections.view("b")) == content
    assert sections.meta == {"x": 1}
    assert sections.verify() == []
    with pytest.raises(Damaged):
        sections.view("a", 0, size + 1)


def test_a_block_is_checked_when_it_is_first_touched(tmp_path: Path) -> None:
    path = tmp_path / "file"
    with path.open("wb") as file:
        writer = SectionWriter(file)
        writer.add("a", bytes(4 * BLOCK))
        writer.finish({})
    content = bytearray(path.read_bytes())
    content[8 + 3 * BLOCK + 5] ^= 1
    path.write_bytes(content)
    sections = Sections(path)
    assert bytes(sections.view("a", 0, 3 * BLOCK)) == bytes(3 * BLOCK)
    with pytest.raises(Damaged):
        sections.view("a", 3 * BLOCK, 3 * BLOCK + 1)
    with pytest.raises(Damaged):
        sections.touch("a", "<u4", np.array([3 * BLOCK // 4]))


def columns_of(index: Index, word: str) -> dict[str, tuple[int, list[int]]]:
    """Give, by key, how often a word stands in an entry and at which positions of its body."""
    found: dict[str, tuple[int, list[int]]] = {}
    for live in index._snapshot().segments:
        data = live.data
        for source in of_word(data, word):
            ids, tf, pos = data.ids(source.stem), data.tf(source.stem), data.positions(source.stem)
            at = 0
            for entry, count in zip(ids.tolist(), tf.tolist(), strict=True):
                here = (pos[at : at + count].astype(int) - int(data.starts[entry][3])).tolist()
                at += count
                found[data.key(entry)] = (count, here)
    return found


@pytest.mark.parametrize("words", [100, LONG + 100, 70_000])
def test_long_entries_and_frequent_words(index: Index, words: int) -> None:
    """Positions beyond 12 and 16 bits, and words that stand in an entry more than 15 and 255 times."""
    texts = {
        f"article:{n}": " ".join(
            "often" if (i + n) % 3 == 0 else f"w{(i * 7 + n) % 50}x" for i in range(words + n)
        )
        for n in range(3)
    }
    texts |= {f"note:{n}": "often and seldom" for n in range(40)}
    entries = [Entry(key, "article", body=text) for key, text in texts.items()]
    expected = {
        key: (len(at), at)
        for key, text in texts.items()
        for at in ([i for i, word in enumerate(text.split()) if word == "often"],)
    }
    for entry in entries[:5]:
        index.apply([entry], generation=1)
    for at in range(5, len(entries), 8):
        index.apply(entries[at : at + 8], generation=2)
    assert columns_of(index, "often") == expected
    for n in range(50):
        asked = f"often w{n}x"
        assert {h.key for h in index.search(f'"{asked}"').hits} == {
            k for k, t in texts.items() if asked in t
        }
    assert index.tidy()
    assert index.status().segments == 1
    assert columns_of(index, "often") == expected
    long = "pos.high8" in index._snapshot().segments[0].data.sections
    assert long == (words > LONG)


def test_more_than_256_forms_of_one_stem(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "search_index.words.stem", lambda word, _stemmer: "all" if word[0] == "q" else word
    )
    # no other test has these words, whose stems are remembered
    names = [f"qzx{chr(97 + n // 26)}{chr(97 + n % 26)}e" for n in range(400)]
    entries = [
        Entry(f"article:{n}", "article", body=f"{name} here {names[0]}")
        for n, name in enumerate(names)
    ]
    for part in range(2):
        index.apply(entries[part::2], generation=part)
    for _ in range(2):
        for n in (1, 255, 256, 257, 399):
            assert {h.key for h in index.search(f"={names[n]}").hits} == {f"article:{n}"}
        assert index.search(f"={names[0]}").total == 400
        data = index._snapshot().segments[0].data
        assert max(data.stem_forms) >= 200
        assert len(of_surface(data, names[0])) == 1
        index.tidy()
    assert max(index._snapshot().segments[0].data.stem_forms) == 400


def test_chunks_may_be_cut_anywhere(tmp_path: Path) -> None:
    draw = np.random.default_rng(4)
    df = draw.integers(1, 60, 40)
    ids = np.concatenate([np.sort(draw.choice(500, n, replace=False)) for n in df])
    tf = draw.integers(1, 20, len(ids))
    pos = np.concatenate([np.sort(draw.choice(9000, n, replace=False)) for n in tf])
    whole = Chunk(df, np.ones(40, int), ids, tf, tf % 3, pos, np.zeros(len(pos), int))
    contents = []
    for cuts in ((0, 40), (0, 1, 2, 39, 40), (0, 13, 27, 40)):
        writer = ColumnWriter(long=False)
        ends, places = np.concatenate(([0], np.cumsum(df))), np.concatenate(([0], np.cumsum(tf)))
        for first, last in pairwise(cuts):
            a, b = ends[first], ends[last]
            c, d = places[a], places[b]
            writer.put(
                Chunk(df[first:last], whole.forms[first:last], ids[a:b], tf[a:b], whole.extra[a:b], pos[c:d],
                      whole.number[c:d])
            )  # fmt: skip
        file = io.BytesIO()
        sections = SectionWriter(file)
        writer.finish(sections)
        sections.finish({})
        contents.append(file.getvalue())
    assert contents[0] == contents[1] == contents[2]


def test_many_sources_at_once_are_as_one_by_one(index: Index) -> None:
    draw = np.random.default_rng(8)
    stems = ["bank", "trade", "price", "ship", "wait", "rule", "farm", "nation"]
    forms = [stem + ending for stem in stems for ending in ("", "s", "ed", "ing")]
    for part in range(4):
        index.apply(
            [
                Entry(
                    f"article:{part}-{n}", "article", title=" ".join(draw.choice(forms, 4)),
                    body=" ".join(draw.choice(forms, int(draw.integers(0, 400)))),
                )
                for n in range(30)
            ],
            generation=part,
        )  # fmt: skip
    index.tidy()
    live = index._snapshot().segments[0]
    pairs = list(zip(live.data.form_stem.tolist(), live.data.form_number.tolist(), strict=True))
    for count in (1, 3, 8, 20, len(pairs)):
        some = [pairs[i] for i in draw.choice(len(pairs), count, replace=False)]
        wanted: dict[int, set[int]] = {}
        for stem, number in some:
            wanted.setdefault(stem, set()).add(number)
        sources = [
            Source(stem, frozenset() if len(n) == live.data.stem_forms[stem] else frozenset(n))
            for stem, n in wanted.items()
        ]
        together, apart = read_many(live, sources), weigh(live, places(live, sources, ""))
        assert together.ids.tolist() == apart.ids.tolist()
        assert together.weight.tolist() == apart.weight.tolist()
