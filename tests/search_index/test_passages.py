"""Passages: text and marks that are exactly where they say, of the words that were meant."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_index.engine.elements import elements
from search_index.hit import Passage
from search_index.passages import LENGTH, Finder, Needle, passages
from search_index.query.grammar import parse
from search_index.query.tree import Phrase, leaves

STEMMERS = frozenset({"english", "ukrainian", "russian", "german", "arabic"})


def finder(query: str) -> Finder:
    needles = [
        Needle(
            tuple(elements(leaf)),
            leaf.near if isinstance(leaf, Phrase) else None,
            leaf.sentence if isinstance(leaf, Phrase) else False,
        )
        for leaf in leaves(parse(query).tree)
    ]
    return Finder(needles, STEMMERS)


def marked(query: str, text: str) -> list[str]:
    return [text[start:end] for start, end in finder(query).marks(text)]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("bank", "Banks banked; the embankment did not.", ["Banks", "banked"]),
        ("=bank", "Banks banked at the bank.", ["bank"]),
        ("ukraine", "Ukraine’s answer to UKRAINE", ["Ukraine’s", "UKRAINE"]),
        ("elysee", "À l'Élysée, café", ["Élysée"]),
        ("strasse", "Die STRASSE und die Straße", ["STRASSE", "Straße"]),
        ("київ", "У Києві, не в Київській", ["Києві"]),
        ("guarant*", "guarantee, guarantor, warranty", ["guarantee", "guarantor"]),
        ("*anty", "guaranty, warranty.", ["guaranty", "warranty"]),
        ("zelensky~", "Zelenskyy met Zelenska", ["Zelenskyy", "Zelenska"]),
        ('"peace talks"', "peace and talks; Peace talks; talks peace", ["Peace talks"]),
        (
            '"prime minister"',
            "prime\nminister, prime-minister",
            ["prime\nminister", "prime-minister"],
        ),
        (
            '"talks Berlin"~2',
            "talks in far Berlin, then some long talks on an end in Berlin",
            ["talks", "Berlin"],
        ),
        ('"talks end"~s', "The talks began. The end of talks. End.", ["end", "talks"]),
        ("安全", "乌克兰要求安全保证和安全", ["安全", "安全"]),
        ("证", "保证", ["证"]),
        ("1500", "some 1,500 men", ["1,500"]),
        ("obrien", "Mr O’Brien said", ["O’Brien"]),
        ("foo bar", "foo_bar", ["foo", "bar"]),
        ("الحكومة", "قالت حكومة البلاد", ["حكومة"]),
        ("US", "the U.S. offer to us", ["U.S.", "us"]),
        ("oil -gas", "oil and gas", ["oil"]),
    ],
)
def test_marks_what_was_meant(query: str, text: str, expected: list[str]) -> None:
    assert marked(query, text) == expected


texts = st.text(
    alphabet=st.sampled_from("peace talks Berlin oil ÉéïßİıΑα’'.-\n 安全"), max_size=400
)


@given(
    texts,
    st.sampled_from(
        ["peace", "oil OR berlin", '"peace talks"', "t*", "=é", '"oil peace"~3', "安全", "ß"]
    ),
)
def test_passages_are_the_text(text: str, query: str) -> None:
    marks = finder(query).marks(text)
    assert marks == sorted(marks)
    assert all(a[1] <= b[0] for a, b in pairwise(marks))
    made, more = passages(text, marks)
    shown = 0
    for passage in made:
        assert passage.text == text[passage.start : passage.end]
        assert "\n" not in passage.text or any("\n" in passage.text[s:e] for s, e in passage.marks)
        assert all(0 <= s < e <= len(passage.text) for s, e in passage.marks)
        assert all((s + passage.start, e + passage.start) in marks for s, e in passage.marks)
        shown += len(passage.marks)
    assert shown + more == len(marks)
    for one in made:
        assert not any(o is not one and o.start < one.end and one.start < o.end for o in made)


@given(st.text(alphabet=st.sampled_from("peace talks oil Oil's U.S. 1,5 é-\n"), max_size=200))
def test_the_quick_way_marks_no_more_than_the_thorough(text: str) -> None:
    for query in ("peace", "oil", '"oil talks"', "ta*", "us"):
        quick = finder(query)
        thorough = finder(query)
        thorough._heads = ()
        assert set(marked_words(text, quick)) <= set(marked_words(text, thorough))
        assert bool(quick.marks(text)) == bool(thorough.marks(text))


def marked_words(text: str, each: Finder) -> list[tuple[int, int]]:
    return each.marks(text)


def test_the_passage_with_most_different_words_comes_first() -> None:
    text = (
        "Oil, oil, oil.\n"
        + "Nothing here. " * 30
        + "\nThe price of oil fell.\n"
        + "More. " * 90
        + "oil"
    )
    made, more = passages(text, finder("oil price").marks(text), 2)
    assert made[0].text == "The price of oil fell."
    assert made[1].text == "Oil, oil, oil."
    assert more == 1


def test_a_long_paragraph_is_cut_at_words() -> None:
    text = "word " * 200 + "target " + "word " * 200
    made, _ = passages(text, finder("target").marks(text))
    assert len(made[0].text) <= LENGTH + 10
    assert set(made[0].text.split()) == {"word", "target"}


def test_without_marks_it_is_the_beginning() -> None:
    assert passages("\n  First line.\nSecond", []) == ((Passage("First line.", 3, 14),), 0)
    assert passages("", []) == ((), 0)
    assert passages("  \n ", [])[0] == ()
