"""Composing: one canonical text, blocks that cover it, styles on the right words."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from desktop.model.article import BlockKind, InlineKind
from desktop.text.blocks import Composer, Part, Run, Style, compose
from desktop.text.canonical import canonical

STRONG = Style(InlineKind.STRONG)
EMPHASIS = Style(InlineKind.EMPHASIS)
LINK = Style(InlineKind.LINK, "https://a.example/")

words = st.text(
    st.sampled_from("ab c\n\t\r\u00a0e\u0301\u0323ᄀ\u1161\u11a8\u200bก\ufeff"), max_size=8
)
runs = st.lists(
    st.builds(
        Run, words, st.lists(st.sampled_from([STRONG, EMPHASIS, LINK]), max_size=2).map(tuple)
    ),
    max_size=6,
)
parts = st.lists(st.builds(Part, st.sampled_from(list(BlockKind)), runs.map(tuple)), max_size=6)


@given(parts)
def test_blocks_cover_a_canonical_text(given_parts: list[Part]) -> None:
    composed = compose(given_parts)
    assert canonical(composed.text) == composed.text
    assert "\n".join(block.span.of(composed.text) for block in composed.blocks) == composed.text
    for block in composed.blocks:
        line = block.span.of(composed.text)
        assert "\n" not in line
        assert line or block.kind is BlockKind.CODE
        for inline in block.inlines:
            assert block.span.covers(inline.span)
            assert inline.span.of(composed.text).strip() == inline.span.of(composed.text) != ""


@given(parts)
def test_no_letter_is_lost(given_parts: list[Part]) -> None:
    # Marks may change places once nothing invisible stands between them.
    def letters(text: str) -> list[str]:
        return sorted(
            mark
            for mark in unicodedata.normalize("NFD", text)
            if unicodedata.category(mark)[0] in "LM"
        )

    raw = "\n".join("".join(run.words for run in part.runs) for part in given_parts)
    assert letters(compose(given_parts).text) == letters(raw)


def test_styles_stand_on_their_words() -> None:
    part = Part(
        BlockKind.PARAGRAPH,
        (
            Run(" It is "),
            Run("very ", (STRONG,)),
            Run("bold", (STRONG, LINK)),
            Run(" indeed", ()),
            Run(". "),
        ),
    )
    composed = compose([Part(BlockKind.HEADLINE, (Run("Title"),)), part])
    assert composed.text == "Title\nIt is very bold indeed."
    found = [
        (inline.kind, inline.span.of(composed.text), inline.target)
        for inline in composed.blocks[1].inlines
    ]
    assert found == [
        (InlineKind.STRONG, "very bold", ""),
        (InlineKind.LINK, "bold", "https://a.example/"),
    ]


def test_a_style_never_parts_a_letter_from_its_accent() -> None:
    composed = compose([Part(BlockKind.PARAGRAPH, (Run("cafe"), Run("\u0301 noir", (EMPHASIS,))))])
    assert composed.text == "café noir"
    assert composed.blocks[0].inlines[0].span.of(composed.text) == "noir"


def test_code_keeps_its_lines_and_spaces() -> None:
    composer = Composer()
    composer.add(BlockKind.CODE, "\n  if it:\n\n      do()  \n\n")
    composed = composer.finish()
    assert composed.text == "  if it:\n\n      do()"
    assert [block.kind for block in composed.blocks] == [BlockKind.CODE] * 3


def test_rows_keep_their_columns() -> None:
    composed = compose([Part(BlockKind.TABLE_ROW, (Run("a  b"), Run("\t"), Run("\n 2 ")))])
    assert composed.text == "a b\t2"


def test_what_shows_nothing_makes_no_block() -> None:
    assert compose([Part(BlockKind.PARAGRAPH, (Run(" \n\u200e\u00a0"),))]).blocks == ()
    assert compose([]).text == ""


def test_levels_and_numbers_are_kept() -> None:
    composer = Composer()
    composer.add(BlockKind.HEADING, "H", level=3)
    composer.add(BlockKind.LIST_ITEM, "one", level=2, ordinal=7)
    first, second = composer.finish().blocks
    assert (first.level, first.ordinal) == (3, None)
    assert (second.level, second.ordinal) == (2, 7)
