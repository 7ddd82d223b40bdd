from __future__ import annotations

import re

import pytest

from desktop.model.spans import Span
from desktop.ui.search.query_edit import (
    Wish,
    quoted,
    standing,
    wish_of,
    with_dates,
    with_wish,
    without,
)
from desktop.work.search import QueryToken

pytestmark = pytest.mark.gui


def tokens(query: str) -> list[QueryToken]:
    """Find the tokens of a test's query; the real ones come from the index."""
    pattern = r'(-|NOT )?\b([a-z]+):("[^"]*"|\([^)]*\)|\S+)'
    return [
        QueryToken(Span(m.start(2), m.end()), m[2], m[3].strip('"'), known=True, negated=bool(m[1]))
        for m in re.finditer(pattern, query)
    ]


@pytest.mark.parametrize(
    ("query", "field", "value", "wish", "wanted"),
    [
        ("talks", "source", "Policy Wire", Wish.INCLUDE, 'talks source:"Policy Wire"'),
        ("talks", "source", "Reuters", Wish.EXCLUDE, "talks -source:Reuters"),
        ("source:Reuters talks", "source", "Reuters", Wish.NONE, "talks"),
        ("talks -source:Reuters", "source", "Reuters", Wish.INCLUDE, "talks source:Reuters"),
        ("NOT source:Reuters talks", "source", "reuters", Wish.NONE, "talks"),
        ("kind:article x", "kind", "note", Wish.INCLUDE, "kind:(article OR note) x"),
        ("kind:(article OR note) x", "kind", "article", Wish.NONE, "kind:note x"),
        (
            "person:Putin",
            "person",
            "Donald Trump",
            Wish.INCLUDE,
            'person:Putin person:"Donald Trump"',
        ),
    ],
)
def test_wishes_change_the_text(
    query: str, field: str, value: str, wish: Wish, wanted: str
) -> None:
    changed = with_wish(query, tokens(query), field, value, wish)
    assert changed == wanted
    assert wish_of(tokens(changed), field, value) is wish


def test_dates_take_the_place_of_older_ones() -> None:
    query = "repair after:2024 before:2025-02"
    assert with_dates(query, tokens(query), "2024-12", "") == "repair after:2024-12"


def test_a_token_is_taken_out_with_its_sign() -> None:
    query = "a -tag:to-check b"
    assert without(query, tokens(query)[0]) == "a b"


def test_tokens_move_along_while_typing() -> None:
    searched = "org:Fingrid repair"
    now = standing("the org:Fingrid repair ship", searched, tokens(searched))
    assert [token.span for token in now] == [Span(4, 15)]
    assert standing("org:Fing", searched, tokens(searched)) == []


@pytest.mark.parametrize(
    ("value", "text"),
    [("NATO", "NATO"), ("OR", '"OR"'), ('a "b"', '"a  b "'), ("to-check", "to-check")],
)
def test_quoted(value: str, text: str) -> None:
    assert quoted(value) == text
