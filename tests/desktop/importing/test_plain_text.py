"""Plain text: what line breaks and position show becomes blocks, and every word stays."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.importing.draft import Draft, Origin
from desktop.importing.reading import read_bytes
from desktop.model.article import BlockKind

PROSE = (
    "The envoys met for the second time this month and again they did not sign anything, although both sides had "
    "said before that the text was ready and that only the date was missing from it."
)
MORE = (
    "Officials who had travelled with them said that nobody should read too much into a single evening, for talks of "
    "this kind have always taken longer than those who lead them would like to admit in public."
)


def read(text: str, name: str = "article.txt") -> Draft:
    return read_bytes(text.encode("utf-8"), name=name, format="text")


def kinds(draft: Draft) -> list[tuple[str, str]]:
    return [(block.kind.value, block.span.of(draft.text)) for block in draft.blocks]


def of_kind(draft: Draft, kind: BlockKind) -> list[str]:
    return [block.span.of(draft.text) for block in draft.blocks if block.kind is kind]


def test_the_first_line_is_the_title() -> None:
    draft = read(f"Envoys meet again\n{PROSE}\n{MORE}")
    assert draft.details.title == "Envoys meet again"
    assert [kind for kind, _ in kinds(draft)] == ["headline", "paragraph", "paragraph"]
    (title,) = [finding for finding in draft.findings if finding.field == "title"]
    assert title.origin is Origin.STRUCTURE


def test_a_standfirst_with_its_picture_credit_stays_word_for_word() -> None:
    standfirst = "Envoys meet as winter comes, and the text that was ready is not signed. Image courtesy: RNA"
    draft = read(f"Envoys meet again\n{standfirst}\n{PROSE}\n{MORE}")
    assert of_kind(draft, BlockKind.STANDFIRST) == [standfirst]
    assert draft.details.credit == "RNA"


def test_a_first_paragraph_is_no_standfirst_without_evidence() -> None:
    assert of_kind(read(f"Envoys meet again\n{PROSE}\n{MORE}"), BlockKind.STANDFIRST) == []


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n", "\r\n\r\n"])
def test_head_lines_are_told(gap: str) -> None:
    lines = [
        "Envoys meet again",
        "A text that was ready is not signed",
        "By Anna Example and Ben Sample",
        "15 December 2025",
    ]
    draft = read(gap.join([*lines, PROSE, MORE, "Source: The Harbour Post"]))
    assert [kind for kind, _ in kinds(draft)][:4] == ["headline", "standfirst", "byline", "byline"]
    assert draft.details.by == ("Anna Example", "Ben Sample")
    assert draft.details.published == "2025-12-15"
    assert draft.details.source == "The Harbour Post"


def test_lines_above_the_title_are_not_the_title() -> None:
    draft = read(f"15 December 2025\nEnvoys meet again\n{PROSE}\n{MORE}")
    assert draft.details.title == "Envoys meet again"
    assert draft.details.published == "2025-12-15"


def test_a_labelled_title_is_believed() -> None:
    draft = read(f"Title: Envoys meet again\nBy Anna Example\n\n{PROSE}")
    assert draft.details.title == "Envoys meet again"


def test_text_without_a_title_is_called_by_its_first_words() -> None:
    long = f"{PROSE} {MORE} {PROSE}"
    draft = read(f"{long}\n{MORE}")
    assert draft.details.title.startswith("The envoys met for the second time")
    assert draft.details.title.endswith("…")
    assert kinds(draft)[0] == ("paragraph", long)


def test_questions_and_titles_over_prose_are_subheads() -> None:
    draft = read(f"Envoys meet again\n{PROSE}\nWhat was said?\n{MORE}\nThe road ahead\n{PROSE}")
    assert of_kind(draft, BlockKind.HEADING) == ["What was said?", "The road ahead"]


def test_verse_and_addresses_are_no_subheads() -> None:
    verse = [
        "Tyger Tyger, burning bright",
        "In the forests of the night",
        "What immortal hand or eye",
    ]
    draft = read("\n".join(["A poem", *verse, PROSE]))
    assert of_kind(draft, BlockKind.HEADING) == []


def test_numbered_sections_are_headings_and_numbered_items_a_list() -> None:
    draft = read(
        f"Report\n\n1. Aims\n\n{PROSE}\n\n2.1 Means\n\n{MORE}\n\nThree things follow:\n\n1. one\n2. two\n3. three\n\n{PROSE}"
    )
    assert of_kind(draft, BlockKind.HEADING) == ["1. Aims", "2.1 Means"]
    assert [block.level for block in draft.blocks if block.kind is BlockKind.HEADING] == [2, 3]
    items = [
        (block.ordinal, block.span.of(draft.text))
        for block in draft.blocks
        if block.kind is BlockKind.LIST_ITEM
    ]
    assert items == [(1, "one"), (2, "two"), (3, "three")]


def test_a_sentence_that_begins_with_a_number_is_no_item() -> None:
    draft = read(
        f"Report\n\n{PROSE}\n\n3. March was the day that had been named for it in the first of the two letters.\n\n{MORE}"
    )
    assert of_kind(draft, BlockKind.LIST_ITEM) == []


def test_bullets_nest_by_indent() -> None:
    draft = read(f"Report\n\n{PROSE}\n\n- one\n  goes on\n  - inner\n* two\n• three\n\n{MORE}")
    items = [
        (block.level, block.span.of(draft.text))
        for block in draft.blocks
        if block.kind is BlockKind.LIST_ITEM
    ]
    assert items == [(1, "one goes on"), (2, "inner"), (1, "two"), (1, "three")]


def test_quotes_by_sign_and_by_indent() -> None:
    indented = textwrap.indent(textwrap.fill(MORE, 60), "    ")
    draft = read(
        f"Report\n\n{PROSE}\n\n> first\n> line\n>> deeper\n\n{PROSE}\n\n{indented}\n\n{MORE}\n\n{PROSE}"
    )
    quotes = [
        (block.level, block.span.of(draft.text))
        for block in draft.blocks
        if block.kind is BlockKind.QUOTE
    ]
    assert quotes == [(1, "first"), (1, "line"), (2, "deeper"), (1, MORE)]


def test_columns_keep_their_spaces() -> None:
    table = "  Country      Votes     Share\n  Finland      12        3\n  Estonia      7         2"
    draft = read(f"Report\n\n{PROSE}\n\n{table}\n\n{MORE}")
    assert of_kind(draft, BlockKind.CODE) == table.split("\n")


def test_underlined_lines_are_headings() -> None:
    draft = read(f"Report\n======\n\n{PROSE}\n\nMeans\n-----\n\n{MORE}\n")
    assert kinds(draft)[0] == ("headline", "Report")
    assert of_kind(draft, BlockKind.HEADING) == ["Means"]


@pytest.mark.parametrize("width", [60, 66, 72, 80, 100])
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_lines_wrapped_by_hand_are_made_whole(width: int, gap: str) -> None:
    paragraphs = [PROSE, MORE, f"{MORE} {PROSE}", PROSE]
    wrapped = gap.join(
        textwrap.fill(paragraph, width, break_on_hyphens=False) for paragraph in paragraphs
    )
    draft = read(f"Envoys meet again\n\n{wrapped}\n")
    found = of_kind(draft, BlockKind.PARAGRAPH)
    assert " ".join(found) == " ".join(paragraphs)
    if gap == "\n\n":
        assert found == paragraphs
    else:
        # Without blank lines a paragraph whose last line is full cannot be told from the next.
        assert all(paragraph.endswith((PROSE[-12:], MORE[-12:])) for paragraph in found)


def test_lines_that_are_paragraphs_are_not_joined() -> None:
    lines = [
        "Short lines stand here.",
        "Each says one thing.",
        "None of them was wrapped by anybody.",
        "That is all.",
    ]
    draft = read("\n".join(["Title of it", *lines]))
    assert of_kind(draft, BlockKind.PARAGRAPH) == lines


def test_a_word_broken_at_the_line_end_is_healed_if_the_text_knows_it() -> None:
    filler = "The text of the agreement was read again and again by all of them that night."
    wrapped = textwrap.fill(f"{filler} {filler}", 64)
    text = (
        f"Report\n\n{wrapped}\n\nIt was said that nothing in this would be done without the agree-\n"
        "ment of everybody who had come to the city for it, and all the well-\nknown names were there to hear it said.\n"
    )
    draft = read(text)
    assert "the agreement of everybody" in draft.text
    assert "well-known names" in draft.text


def test_soft_hyphens_at_line_ends_leave_whole_words() -> None:
    assert (
        "security guarantees" in read("Report\n\nThey spoke of secu\u00ad\nrity guarantees.").text
    )


def test_every_paragraph_of_a_dated_wire_story_is_kept() -> None:
    draft = read(f"Envoys meet\n\nKYIV, 15 December 2025 (Harbour News) — {PROSE}\n\n{MORE}")
    assert draft.details.source == "Harbour News"
    assert draft.details.published == "2025-12-15"
    assert draft.text.split("\n")[1].startswith("KYIV, 15 December 2025")


def test_language_is_told_with_its_origin() -> None:
    draft = read(f"Envoys meet\n{PROSE}")
    assert draft.details.language == "en"
    assert [finding.origin for finding in draft.findings if finding.field == "language"] == [
        Origin.STATISTICS
    ]


WORDS = st.sampled_from(
    [
        "word",
        "Kyiv",
        "By",
        "and",
        "15",
        "is.",
        "What?",
        "a",
        "“so”",
        "Photo:",
        "-",
        "1.",
        ">",
        "end",
    ]
)
LINES = st.lists(st.lists(WORDS, max_size=12).map(" ".join), min_size=1, max_size=14)


@given(LINES)
def test_no_word_is_lost_but_the_marks_of_lists_and_quotes(lines: list[str]) -> None:
    def spoken(text: str) -> list[str]:
        return [word for word in text.split() if any(map(str.isalpha, word))]

    text = "\n".join(lines)
    if spoken(text):
        assert spoken(read(text).text) == spoken(text)


@given(LINES, st.sampled_from(["\n", "\r\n", "\r"]))
def test_the_kind_of_line_end_makes_no_difference(lines: list[str], end: str) -> None:
    text = "\n".join(lines)
    if any(map(str.isalnum, text)):
        one, other = read(text), read(end.join(lines))
        assert (one.text, one.blocks, one.details) == (other.text, other.blocks, other.details)
