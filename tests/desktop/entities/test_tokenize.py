"""Tokens: none lost, none moved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.entities.tokenize import LONGEST, key_of, tokenise, words_of
from desktop.model.article import Block, BlockKind
from desktop.model.spans import Span


@given(st.text())
def test_every_token_stands_where_it_says(text: str) -> None:
    last = 0
    for tokens in tokenise(text).sentences:
        for start, end, word in zip(tokens.starts, tokens.ends, tokens.words, strict=True):
            assert last <= start < end
            assert text[start:end] == word
            last = end


@given(st.text(alphabet=st.characters(exclude_categories=("Z", "C"))))
def test_no_visible_character_is_left_out(text: str) -> None:
    joined = "".join(word for tokens in tokenise(text).sentences for word in tokens.words)
    assert joined == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ukraine’s allies", ["Ukraine", "’s", "allies"]),
        ("the States’ aim", ["the", "States", "’", "aim"]),
        ("U.S.-led F-16s", ["U.S.", "-", "led", "F-16s"]),
        ("Mr. O'Brien of AT&T", ["Mr.", "O'Brien", "of", "AT&T"]),
        ("J. R. Smith didn't", ["J.", "R.", "Smith", "didn't"]),
        ("l'Ukraine", ["l'", "Ukraine"]),
        ("€3.5bn, 7th", ["€", "3.5bn", ",", "7th"]),
        ("नमस्ते", ["नमस्ते"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_a_name_is_spelled_the_same_with_either_apostrophe() -> None:
    assert key_of("People’s Liberation Army") == key_of("People's Liberation Army")


def test_headings_come_from_blocks_or_else_from_title_case() -> None:
    text = "Ministers Agree New Border Rules\nThe rules apply from May."
    by_case = tokenise(text).sentences
    assert [tokens.heading for tokens in by_case] == [True, False]
    blocks = [
        Block(BlockKind.PARAGRAPH, Span(0, 32)),
        Block(BlockKind.HEADLINE, Span(33, len(text))),
    ]
    by_block = tokenise(text, blocks).sentences
    assert [tokens.heading for tokens in by_block] == [False, True]


def test_a_table_without_stops_is_cut() -> None:
    text = "cell " * 1000
    sentences = tokenise(text).sentences
    assert max(len(tokens) for tokens in sentences) == LONGEST
    assert sum(len(tokens) for tokens in sentences) == 1000
