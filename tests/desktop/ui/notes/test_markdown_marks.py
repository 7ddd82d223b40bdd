from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.ui.notes.markdown_marks import (
    Sign,
    link_being_typed,
    next_item,
    stretches,
    toggled_task,
)

pytestmark = pytest.mark.gui


def marked(line: str) -> list[tuple[Sign, str]]:
    return [(part.sign, line[part.start : part.end]) for part in stretches(line)]


def test_a_heading_keeps_its_sign_quiet() -> None:
    assert marked("## What is known") == [(Sign.HEADING, "## What is known"), (Sign.MARK, "##")]


def test_links_name_their_target() -> None:
    line = "see [[Court timeline]] and [the file](carrel:article/7)"
    links = [part for part in stretches(line) if part.sign is Sign.LINK]
    assert [(line[p.start : p.end], p.target) for p in links] == [
        ("Court timeline", "Court timeline"),
        ("the file", "carrel:article/7"),
    ]


@pytest.mark.parametrize(
    "line", ["2 * 3 * 4", "snake_case_name", "a ** b", "[not closed", "#hashtag"]
)
def test_signs_that_are_none_stay_plain(line: str) -> None:
    assert stretches(line) == []


def test_bold_italic_and_code_in_one_line() -> None:
    assert [
        sign for sign, _ in marked("**half** of _nobody_ has `it`") if sign is not Sign.MARK
    ] == [
        Sign.STRONG,
        Sign.EMPHASIS,
        Sign.CODE,
    ]


def test_a_done_task_is_struck_and_can_be_opened_again() -> None:
    line = "- [x] Ask both press desks"
    assert (Sign.DONE, "Ask both press desks") in marked(line)
    assert toggled_task(line) == "- [ ] Ask both press desks"
    assert toggled_task(toggled_task(line) or "") == line
    assert toggled_task("no task") is None


@pytest.mark.parametrize(
    ("line", "at", "typed"),
    [
        ("see [[Esto", 10, "Esto"),
        ("see [[Esto]]", 12, None),
        ("see [[", 6, ""),
        ("[[a]] [", 7, None),
    ],
)
def test_what_is_typed_of_a_link(line: str, at: int, typed: str | None) -> None:
    assert link_being_typed(line, at) == typed


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("- tea", "- "),
        ("9. nine", "10. "),
        ("- [x] done", "- [ ] "),
        ("- ", ""),
        ("> said", "> "),
        ("plain", None),
    ],
)
def test_enter_goes_on_with_a_list(line: str, following: str | None) -> None:
    assert next_item(line) == following


@given(st.text(alphabet=st.characters(blacklist_characters="\n")))
def test_any_line_gives_stretches_inside_it(line: str) -> None:
    for part in stretches(line):
        assert 0 <= part.start <= part.end <= len(line)
