"""Indices of a page: ranges, ages, spellings, words; and finding."""

from __future__ import annotations

import itertools
import tempfile
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.library.library import Library
from desktop.model.annotation import Colour
from desktop.model.article import Article, Block, BlockKind
from desktop.model.entity import EntityKind
from desktop.model.ids import AnnotationId
from desktop.model.spans import Span
from desktop.progress import QuietTask
from desktop.ui.reader.finding import find
from desktop.ui.reader.page import Page, Ranges, _lines
from desktop.ui.reader.steps import end_moved, line_of, start_moved, words_of_line
from desktop.work.read_article import read_article
from tests.desktop.ui.reader.articles import keep_article, mark


def page_of(library: Library, article: Article) -> Page:
    held: Any = SimpleNamespace(library=library)
    return Page(read_article(held, QuietTask(), article_id=article.id))


@cache
def whole_page() -> Page:
    with tempfile.TemporaryDirectory() as folder:
        library = Library.open(Path(folder) / "library")
        made = page_of(library, keep_article(library))
        library.close()
    return made


pairs = st.tuples(st.integers(0, 60), st.integers(0, 12)).map(lambda p: (p[0], p[0] + p[1]))


@given(st.lists(pairs).map(sorted), pairs)
def test_ranges_meet_a_stretch_where_they_share_a_unit(
    ranges: list[tuple[int, int]], stretch: tuple[int, int]
) -> None:
    start, end = stretch
    met = list(Ranges(ranges).meeting(start, end))
    shared = [i for i, (a, z) in enumerate(ranges) if a < end and z > start]
    assert met == shared


def test_a_line_of_a_block_takes_after_the_block() -> None:
    text = "one\ntwo\nthree"
    blocks = (Block(BlockKind.CODE, Span(0, 7)), Block(BlockKind.QUOTE, Span(8, 13), level=1))
    kinds = [line.kind for line in _lines(text, blocks)]
    assert kinds == [BlockKind.CODE, BlockKind.CODE, BlockKind.QUOTE]
    assert [line.kind for line in _lines("a\nb", ())] == [BlockKind.PARAGRAPH] * 2


def test_a_page_gathers_what_it_names(page: Page) -> None:
    named = page.most_mentioned(frozenset({EntityKind.PERSON}))
    assert [(one.name, len(one.mentions)) for one in named] == [
        ("Mara Lindqvist", 3),
        ("Tomas Okafor", 2),
    ]
    assert page.spellings(named[0].key) == ["Lindqvist"]
    dates = page.most_mentioned(frozenset({EntityKind.DATE}))
    assert [(one.name, one.entity_id) for one in dates] == [("12 March 2024", None)]


def test_ages_follow_the_time_of_marking_not_the_text(marked: Page) -> None:
    assert [a.quote.exact for a in marked.annotations] == ["the money", "a decision"]
    assert marked.age == (1, 0)


def test_marks_come_and_go_while_the_rest_is_shared(marked: Page) -> None:
    first = marked.annotations[0]
    without = marked.without_annotation(first.id)
    assert [a.quote.exact for a in without.annotations] == ["a decision"]
    assert without.annotation(first.id) is None
    assert without.mention_ranges is marked.mention_ranges
    again = without.with_annotation(first)
    assert again.annotations == marked.annotations
    assert without.annotation(AnnotationId(999)) is None


def test_words_are_found_in_any_case_and_with_any_quotation_mark() -> None:
    text = "It’s “here”, IT'S here: vis-à‑vis, the end.\nThe end"
    assert [hit.of(text) for hit in find(text, "it's")] == ["It’s", "IT'S"]
    assert [hit.of(text) for hit in find(text, '"HERE"')] == ["“here”"]
    assert [hit.of(text) for hit in find(text, "vis-à-vis")] == ["vis-à‑vis"]
    assert len(find(text, "the end")) == 2
    assert find(text, "  ") == []
    assert find(text, "(") == []


@given(st.text("abé🙂 ’'.\n", max_size=40), st.text("abé🙂’", min_size=1, max_size=4))
def test_every_hit_is_the_words(text: str, wanted: str) -> None:
    hits = find(text, wanted)
    plain = str.maketrans("’", "'")
    for hit in hits:
        assert hit.of(text).casefold().translate(plain) == wanted.casefold().translate(plain)
    assert all(a.end <= b.start for a, b in itertools.pairwise(hits))


def test_words_are_whole_whatever_they_are_made_of(page: Page) -> None:
    line = line_of(page, page.text.index("Tomas Okafor of"))
    words = [word.of(page.text) for word in words_of_line(page, line)]
    assert "café\u0301" in words
    assert "👩‍👧" not in words or words.count("👩‍👧") == 1
    assert words[:4] == ["Tomas", "Okafor", "of", "the"]


@given(st.data())
def test_ends_move_by_words_and_never_cross(data: st.DataObject) -> None:
    page = whole_page()
    start = data.draw(st.integers(0, len(page.text) - 1))
    end = data.draw(st.integers(start + 1, min(len(page.text), start + 80)))
    span = Span(start, end)
    for moved in (end_moved, start_moved):
        on, back = moved(page, span, 1), moved(page, span, -1)
        assert on
        assert back
        assert (on.start, back.start) >= (span.start, 0)
        assert on.end >= span.end
        assert back.end <= span.end


@pytest.fixture
def page() -> Page:
    return whole_page()


@pytest.fixture
def marked(library: Library) -> Page:
    article = keep_article(library)
    mark(library, article.id, "a decision", Colour.ROSE)
    mark(library, article.id, "the money", Colour.BLUE)
    return page_of(library, article)
