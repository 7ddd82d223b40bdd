"""Anchoring: a quote finds its span again; a mark is never silently on the wrong words."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop.model.annotation import AnchorState, TextPositionSelector, TextQuoteSelector
from desktop.model.spans import Span
from desktop.text.anchoring import Reanchoring, anchor, find_quote, quote_selector, reanchor
from desktop.text.canonical import canonical

TEXT = (
    "Envoys met in Berlin.\n"
    "In her address she called it a calculated effort to delay. Talks in Berlin went on.\n"
    "“We’re not done,” he said — and left.\n"
    "Nothing was signed on Monday, and nobody had thought that anything would be."
)

texts = st.lists(
    st.sampled_from(
        [
            "Talks in Berlin",
            " went on. ",
            "Kyiv ",
            "“no”",
            "\n",
            "— ",
            "👩‍🔬 ",
            "é",
            "said ",
            "a a ",
        ]
    ),
    min_size=1,
).map(lambda pieces: canonical("".join(pieces)))


def span_of(words: str, text: str = TEXT) -> Span:
    assert text.count(words) == 1
    return Span(text.index(words), text.index(words) + len(words))


@st.composite
def texts_and_spans(draw: st.DrawFn) -> tuple[str, Span]:
    text = draw(texts)
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, len(text)))
    assume(text[start:end].strip())
    return text, Span(start, end)


@given(texts_and_spans())
def test_a_selector_finds_its_span(given_text: tuple[str, Span]) -> None:
    text, span = given_text
    selector = quote_selector(text, span)
    assert span in find_quote(text, selector.exact, selector.prefix, selector.suffix)
    position = TextPositionSelector(span.start, span.end)
    assert anchor(text, selector, position).span == span
    assert anchor(text, selector, position).state is AnchorState.EXACT


@given(texts_and_spans())
def test_a_selector_without_its_position_is_right_or_says_that_it_is_not_sure(
    given_text: tuple[str, Span],
) -> None:
    text, span = given_text
    anchored = anchor(text, quote_selector(text, span))
    assert anchored.span == span or anchored.state is not AnchorState.EXACT


@given(texts_and_spans())
def test_an_unchanged_text_keeps_every_mark(given_text: tuple[str, Span]) -> None:
    text, span = given_text
    anchored = reanchor(text, text, span)
    assert anchored.span == span
    assert anchored.state is AnchorState.EXACT


@given(texts_and_spans(), texts, texts)
def test_text_put_before_and_after_moves_no_mark_off_its_words(
    given_text: tuple[str, Span], before: str, after: str
) -> None:
    text, span = given_text
    anchored = reanchor(text, f"{before}\n{text}\n{after}", span)
    if anchored.state is AnchorState.EXACT:
        assert anchored.span is not None
        assert anchored.span.of(f"{before}\n{text}\n{after}").split() == span.of(text).split()


def test_context_is_cut_at_32_characters_and_at_the_ends() -> None:
    selector = quote_selector(TEXT, span_of("calculated effort to delay"))
    assert selector.exact == "calculated effort to delay"
    assert len(selector.prefix) == len(selector.suffix) == 32
    assert quote_selector("short", Span(0, 5)) == TextQuoteSelector("short")
    with pytest.raises(ValueError, match="beyond"):
        quote_selector("short", Span(2, 9))


def test_a_quote_that_stands_twice_is_found_twice_and_told_apart_by_context() -> None:
    assert len(find_quote(TEXT, "in Berlin")) == 2
    assert find_quote(TEXT, "in Berlin", prefix="Talks") == [Span(87, 96)]
    assert find_quote(TEXT, "in Berlin", suffix="went on") == [Span(87, 96)]
    assert find_quote(TEXT, "in Berlin", prefix="Nowhere") == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ('"We\'re not done,"', "“We’re not done,”"),
        ("he said - and left", "he said — and left"),
        ("delay. Talks\nin  Berlin", "delay. Talks in Berlin"),
        ("went on.\n\n“We’re", "went on.\n“We’re"),
        ("  a calculated effort ", "a calculated effort"),
    ],
)
def test_typography_is_forgiven(typed: str, meant: str) -> None:
    assert [span.of(TEXT) for span in find_quote(TEXT, typed)] == [meant]


def test_words_that_are_not_there_are_not_found() -> None:
    assert find_quote(TEXT, "calculated attempt") == []
    assert find_quote(TEXT, "   ") == []
    assert find_quote("", "x") == []


def test_typography_alone_changes_no_anchor() -> None:
    new = (
        TEXT.replace("“", '"')
        .replace("”", '"')
        .replace("’", "'")
        .replace("—", "-")
        .replace("\n", " ")
    )
    anchored = reanchor(TEXT, new, span_of("We’re not done"))
    assert anchored.state is AnchorState.EXACT
    assert anchored.span is not None
    assert anchored.span.of(new) == "We're not done"


def test_a_small_correction_is_followed_and_shown() -> None:
    new = TEXT.replace("calculated effort to delay", "calculated efort to delay")
    anchored = reanchor(TEXT, new, span_of("a calculated effort to delay"))
    assert anchored.state is AnchorState.MOVED
    assert anchored.span is not None
    assert anchored.span.of(new) == "a calculated efort to delay"


def test_a_paragraph_that_moved_takes_its_mark_along_and_says_so() -> None:
    lines = TEXT.split("\n")
    new = "\n".join([*lines[:1], *lines[2:], lines[1]])
    anchored = reanchor(TEXT, new, span_of("calculated effort to delay"))
    assert anchored.span is not None
    assert anchored.span.of(new) == "calculated effort to delay"
    assert anchored.state in {AnchorState.EXACT, AnchorState.MOVED}


def test_what_was_deleted_is_lost_even_if_its_words_stand_elsewhere() -> None:
    old = "Talks in Berlin began on Sunday with a dinner.\nLater, the talks in Berlin ended without a text."
    new = "Later, the talks in Berlin ended without a text."
    assert reanchor(old, new, Span(0, 15)).state is AnchorState.LOST


def test_of_repeated_words_the_right_ones_are_kept() -> None:
    row = "Sweden (Group {}): seventh appearance."
    old = "\n".join(row.format(letter) for letter in "ABCDEF")
    new = "\n".join(row.format(letter) for letter in "ABCDE")
    start = old.index("Sweden (Group F)")
    assert reanchor(old, new, Span(start, len(old))).state is not AnchorState.EXACT
    anchored = reanchor(old, new, Span(0, len(row.format("A"))))
    assert anchored.span == Span(0, len(row.format("A")))


def test_a_copy_put_in_beside_the_words_makes_the_place_uncertain() -> None:
    new = TEXT.replace(
        "Talks in Berlin went on.", "Talks in Berlin went on. Talks in Berlin went on."
    )
    assert reanchor(TEXT, new, span_of("Talks in Berlin went on.")).state is not AnchorState.EXACT


def test_likeness_is_only_a_guess_for_review() -> None:
    old = "First words here.\nThe minister said that the agreement would be signed within days.\nLast words."
    new = "First words here.\nLast words.\nAs for the rest, the ministers said the agreement would be signed in days."
    anchored = reanchor(
        old, new, span_of("The minister said that the agreement would be signed within days.", old)
    )
    assert anchored.state is AnchorState.REVIEW


def test_blank_spans_are_lost() -> None:
    assert reanchor("a b", "a b", Span(1, 2)).state is AnchorState.LOST


@given(st.lists(st.sampled_from(TEXT.split("\n")), max_size=6), st.data())
def test_paragraphs_taken_out_and_put_in_never_give_a_wrong_exact(
    lines: list[str], data: st.DataObject
) -> None:
    new = "\n".join(lines)
    carried = Reanchoring(TEXT, new)
    start = data.draw(st.integers(0, len(TEXT) - 1))
    end = data.draw(st.integers(start + 1, len(TEXT)))
    anchored = carried.carry(Span(start, end))
    if anchored.span is None:
        assert anchored.state is AnchorState.LOST
        return
    assert anchored.span.end <= len(new)
    if anchored.state is AnchorState.EXACT:
        assert anchored.span.of(new).split() == TEXT[start:end].split()
