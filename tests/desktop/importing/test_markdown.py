"""Markdown: structure, front matter, and no HTML that could do anything."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.importing.draft import Draft, Origin
from desktop.importing.front_matter import split_front_matter
from desktop.importing.reading import read_bytes
from desktop.model.article import InlineKind
from desktop.text.canonical import canonical

PROSE = "The envoys met again, and again they did not sign anything, although the text had been ready for a week."


def read(text: str, name: str = "article.md") -> Draft:
    return read_bytes(text.encode("utf-8"), name=name)


def blocks(draft: Draft) -> list[tuple[str, int, int | None, str]]:
    return [
        (block.kind.value, block.level, block.ordinal, block.span.of(draft.text))
        for block in draft.blocks
    ]


def test_structure() -> None:
    draft = read(
        f"# Title\n\n{PROSE}\n\n## Part\n\n3. three\n4. four\n   - inner\n\n> said\n> so\n>\n> > deeper\n\n"
        "```python\nif it:\n\n    do()\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n![A ship. Photo: Jane Roe](x.png)\n"
    )
    assert blocks(draft) == [
        ("headline", 0, None, "Title"),
        ("paragraph", 0, None, PROSE),
        ("heading", 2, None, "Part"),
        ("list_item", 1, 3, "three"),
        ("list_item", 1, 4, "four"),
        ("list_item", 2, None, "inner"),
        ("quote", 1, None, "said so"),
        ("quote", 2, None, "deeper"),
        ("code", 0, None, "if it:"),
        ("code", 0, None, ""),
        ("code", 0, None, "    do()"),
        ("table_row", 0, None, "a\tb"),
        ("table_row", 0, None, "1\t2"),
        ("caption", 0, None, "A ship. Photo: Jane Roe"),
    ]
    assert draft.details.title == "Title"
    assert draft.details.credit == "Jane Roe"


def test_inlines() -> None:
    draft = read(
        "# T\n\nSome **bold *and* more** with [a link](https://x.example/a) and `code`, [bad](javascript:alert(1))."
    )
    found = [
        (inline.kind, inline.span.of(draft.text), inline.target)
        for inline in draft.blocks[1].inlines
    ]
    assert found == [
        (InlineKind.STRONG, "bold and more", ""),
        (InlineKind.EMPHASIS, "and", ""),
        (InlineKind.LINK, "a link", "https://x.example/a"),
        (InlineKind.CODE, "code", ""),
    ]
    assert draft.text.endswith("and code, bad.")


def test_soft_and_hard_breaks() -> None:
    draft = read("# T\n\none\ntwo  \nthree\n\n- item  \n  goes on")
    assert [words for _, _, _, words in blocks(draft)] == ["T", "one two", "three", "item goes on"]


def test_front_matter_states_the_details() -> None:
    draft = read(
        '---\ntitle: "A: title"\nauthors:\n  - "[[Anna Example]]"\n  - Ben Sample\ndate: 2025-12-15\n'
        "source: https://x.example/a\npublisher: The Harbour Post\nlang: uk\ntags: [one, 'two words']\n"
        f"description: >\n  What it\n  is about.\nother: {{a: 1}}\n---\n\n{PROSE}\n"
    )
    details = draft.details
    assert details.title == "A: title"
    assert details.by == ("Anna Example", "Ben Sample")
    assert details.published == "2025-12-15"
    assert details.source == "The Harbour Post"
    assert details.address == "https://x.example/a"
    assert details.language == "uk"
    assert draft.tags == ("one", "two words")
    assert blocks(draft) == [
        ("headline", 0, None, "A: title"),
        ("standfirst", 0, None, "What it is about."),
        ("paragraph", 0, None, PROSE),
    ]
    assert {finding.origin for finding in draft.findings} == {Origin.STATED}


def test_the_front_matter_title_is_not_repeated() -> None:
    draft = read(f"---\ntitle: Title\n---\n# Title\n\n{PROSE}")
    assert [kind for kind, _, _, _ in blocks(draft)] == ["headline", "paragraph"]


def test_rules_are_no_front_matter() -> None:
    text = "---\n\nJust a rule above: nothing else.\nAnd words\n\n---\nmore"
    assert split_front_matter(text) == ({}, text)


def test_html_inside_is_read_as_words() -> None:
    draft = read(
        f"# T\n\n<div onclick='x()'><p>Raw <b>html</b></p><script>alert(1)</script></div>\n\n{PROSE} <br> more"
    )
    assert ("paragraph", 0, None, "Raw html") in blocks(draft)
    assert "alert" not in draft.text
    assert "<" not in draft.text


def test_without_a_heading_the_first_line_is_the_title() -> None:
    assert read(f"Envoys meet\n\n{PROSE}").details.title == "Envoys meet"


def test_a_head_in_markdown_is_read_like_any_other() -> None:
    draft = read(
        f"# T of it\n\n*What it is about.*\n\nBy Anna Example | 15 December 2025 | 4 min read\n\n{PROSE}"
    )
    assert [kind for kind, _, _, _ in blocks(draft)] == [
        "headline",
        "standfirst",
        "byline",
        "paragraph",
    ]
    assert draft.details.by == ("Anna Example",)
    assert draft.details.published == "2025-12-15"


def test_what_is_nested_out_of_reach_is_said() -> None:
    nested = "\n".join(f"{'  ' * depth}- number {depth} of many words" for depth in range(300))
    assert any("Much of the file" in warning for warning in read(nested).warnings)


@given(st.text(st.sampled_from("ab #*_-`>[](){}|!<&\\\n1.:~\"'é"), max_size=120))
def test_whatever_is_written_gives_canonical_text_or_nothing(text: str) -> None:
    from desktop.errors import Unreadable

    try:
        draft = read(text)
    except Unreadable:
        return
    assert canonical(draft.text) == draft.text
    assert "\n".join(block.span.of(draft.text) for block in draft.blocks) == draft.text
