"""Sentences: every word in one, none cut at an abbreviation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.model.article import Block, BlockKind
from desktop.model.spans import Span
from desktop.text.sentences import sentences


def split(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text)]


@given(st.text(st.sampled_from("Aab1 .!?…\"'”)\n。！\u00a0"), max_size=60))
def test_they_are_in_order_and_leave_out_only_spaces(text: str) -> None:
    spans = sentences(text)
    at = 0
    for span in spans:
        assert text[at : span.start].strip() == ""
        assert span.of(text).strip() == span.of(text) != ""
        assert "\n" not in span.of(text)
        at = span.end
    assert text[at:].strip() == ""


@pytest.mark.parametrize(
    "parts",
    [
        ["The talks ended.", "Nobody left."],
        [
            "Mr. Trump met Gen. Keith Kellogg on Dec. 15 in Washington, D.C.",
            "He said no.",
            "Putin left.",
        ],
        ["J. D. Vance and George H. W. Bush met.", "So did I.", "Others came."],
        ["It cost 3.5 million.", "See No. 10 and Art. 5 of it."],
        ["“Is it over?” he asked.", "“Yes!”", "She left."],
        ["Wait... no.", "What?!", "Yes."],
        ["The U.S. President spoke in the U.S.", "He stayed."],
        ["Smith vs. Jones was decided at 5 p.m. Moscow time.", "The end."],
        ["(It was late.)", "[So it was.]"],
        ["Das war am 15. Dezember in Berlin.", "Dr. Müller kam z. B. nach Hause.", "Er ging."],
        ["Президент В. Зеленський прибув до м. Київ.", "Він сказав: «Ні!»", "Потім пішов."],
        ["Там було 20 тис. людей.", "Усі мовчали."],
        ["这是第一句。", "这是第二句！"],
        ["It ended in 2022.", "The rest followed."],
    ],
)
def test_known_ends(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


def test_headlines_and_rows_are_whole() -> None:
    text = "What now? Nobody knows.\nFirst. Second.\na. b\tc. D"
    blocks = [
        Block(BlockKind.HEADLINE, Span(0, 23)),
        Block(BlockKind.PARAGRAPH, Span(24, 38)),
        Block(BlockKind.TABLE_ROW, Span(39, 48)),
    ]
    found = [span.of(text) for span in sentences(text, blocks)]
    assert found == ["What now? Nobody knows.", "First.", "Second.", "a. b\tc. D"]
