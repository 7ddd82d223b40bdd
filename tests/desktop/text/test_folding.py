"""Folding: even typography, and the way back to the characters as they stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.text.folding import Folded, folded, folded_in_place

uneven = st.text(st.sampled_from("ab.“”’—… \u00a0\n\u00ad\u200bﬁ\u200d"), max_size=30)


@given(uneven, st.data())
def test_every_folded_stretch_goes_back_to_words_that_fold_to_it(
    text: str, data: st.DataObject
) -> None:
    even = Folded(text)
    start = data.draw(st.integers(0, len(even.text)))
    end = data.draw(st.integers(start, len(even.text)))
    if start == end:
        return
    back = even.span(start, end)
    assert back.end <= len(text)
    # A character that became several comes back whole.
    assert even.text[start:end].strip() in folded(back.of(text))


@given(uneven)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text())
def test_folding_in_place_moves_nothing(text: str) -> None:
    assert len(folded_in_place(text)) == len(text)


def test_the_span_covers_the_whole_word() -> None:
    text = "He said: “It’s the con­flict…”"
    even = Folded(text)
    at = even.text.index("conflict...")
    assert even.span(at, at + len("conflict...")).of(text) == "con­flict…"
