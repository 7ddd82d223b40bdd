from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from desktop.briefs.prose import inline, plain, prose
from desktop.briefs.sheet import (
    Heading,
    Paragraph,
    Part,
    PlaceLink,
    Role,
    Table,
    WebLink,
    Words,
)


def read(text: str, level: int = 2) -> tuple[Part, ...]:
    count = itertools.count(1)
    return prose(text, lambda: f"h{next(count):03d}", level=level)


def shown(parts: tuple[Part, ...]) -> list[tuple[str, str, int, str]]:
    return [
        (p.role.value, p.label, p.depth, plain(p.content))
        for p in parts
        if isinstance(p, Paragraph)
    ]


def test_lists_keep_their_signs_numbers_and_depth() -> None:
    parts = read("- one\n- two\n    - deep\n\n3. three\n4. four\n   more\n\nafter")
    assert shown(parts) == [
        ("bullet", "•", 1, "one"),
        ("bullet", "•", 1, "two"),
        ("bullet", "•", 2, "deep"),
        ("numbered", "3.", 1, "three"),
        ("numbered", "4.", 1, "four more"),
        ("body", "", 0, "after"),
    ]


def test_headings_begin_at_the_level_given_and_skip_none() -> None:
    parts = read("# One\n\n### Three\n\n## Two", level=2)
    assert [(p.level, p.text) for p in parts if isinstance(p, Heading)] == [
        (2, "One"),
        (3, "Three"),
        (3, "Two"),
    ]
    assert [p.key for p in parts if isinstance(p, Heading)] == ["h001", "h002", "h003"]


def test_quotes_code_and_tables() -> None:
    parts = read("> said **so**\n\n```\na < b\n  c\n```\n\n| A | B |\n|---|---|\n| 1 | *2* |")
    assert shown(parts) == [("quote", "", 0, "said so"), ("code", "", 0, "a < b\n  c")]
    (table,) = [p for p in parts if isinstance(p, Table)]
    assert [c.title for c in table.columns] == ["A", "B"]
    assert [[plain(cell) for cell in row] for row in table.rows] == [["1", "2"]]
    assert isinstance(table.rows[0][1][0], Words)
    assert table.rows[0][1][0].emphasis


def test_inline_manners_and_links() -> None:
    content = inline("a **b *c*** `d` [e](https://example.org) [[Note name]] f\\*")
    assert plain(content) == "a b c d e Note name f*"
    by_text = {p.text.strip(): p for p in content if isinstance(p, Words | WebLink)}
    bold, both, code, link = by_text["b"], by_text["c"], by_text["d"], by_text["e"]
    assert isinstance(bold, Words)
    assert (bold.strong, bold.emphasis) == (True, False)
    assert isinstance(both, Words)
    assert (both.strong, both.emphasis) == (True, True)
    assert isinstance(code, Words)
    assert code.code
    assert isinstance(link, WebLink)
    assert link.address == "https://example.org"


def test_labels_become_links_only_where_there_is_such_a_paragraph() -> None:
    known = {"¶5": PlaceLink("¶5", "src1_p006")}
    content = inline("See ¶5, ¶ 5 and ¶77.", known.get)
    assert [p.target for p in content if isinstance(p, PlaceLink)] == ["src1_p006", "src1_p006"]
    assert plain(content) == "See ¶5, ¶5 and ¶77."


def test_html_in_a_note_is_text() -> None:
    assert shown(read("<script>alert(1)</script>"))[0][3] == "<script>alert(1)</script>"


@given(st.text(alphabet="ab *_`#>-1.|\n[]()¶\\<&", max_size=80))
def test_no_text_is_too_odd(text: str) -> None:
    for part in read(text):
        if isinstance(part, Heading):
            assert 1 <= part.level <= 3
        elif isinstance(part, Paragraph):
            assert part.role in Role


def test_a_picture_in_markdown_shows_its_words() -> None:
    assert plain(inline("See ![a chart](chart.png).")) == "See a chart."
