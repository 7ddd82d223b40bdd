"""Notes keep every word, know their titles, and are linked both ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import NotFound
from desktop.library.cleaning import clean, clean_line
from desktop.library.library import Library
from desktop.library.links import links_to, targets
from desktop.library.notes import first_line
from desktop.model.ids import AnnotationId, ArticleId, NoteId
from desktop.model.note import Link
from tests.desktop.library.making import (
    NAMES_OF_TWO,
    add_article,
    entity_named,
    highlight,
)


def test_titles_come_from_the_user_or_the_first_line(library: Library) -> None:
    with library.writing("") as rows:
        note = rows.notes.add(body="\n\n## *Plan* `B` \n\nand more")
        assert (note.title, rows.notes.given_title(note.id)) == ("Plan B", "")
        note = rows.notes.edit(note.id, title=" My\ntitle ")
        assert (note.title, rows.notes.given_title(note.id)) == ("My title", "My title")
        assert rows.notes.edit(note.id, body="Other first line").title == "My title"
        assert rows.notes.edit(note.id, title="").title == "Other first line"


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("", ""),
        ("---\n***\nWords", "Words"),
        ("- [ ] Buy *milk*", "Buy milk"),
        ("1. First\n2. Second", "First"),
        ("> [[Quoted]] words", "Quoted words"),
        ("snake_case stays 2 * 3", "snake_case stays 2 * 3"),
        ("𝔘 " * 200, ("𝔘 " * 60).strip()),
    ],
)
def test_first_lines(body: str, title: str) -> None:
    assert first_line(body) == title


def test_only_what_is_given_changes(library: Library) -> None:
    with library.writing("") as rows:
        note = rows.notes.add(body="body", title="title", tags=["b", "a"])
    with library.writing("Note edited") as rows:
        assert rows.notes.edit(note.id, body="body") == note
    assert rows.change.step is None
    with library.writing("Note edited") as rows:
        edited = rows.notes.edit(note.id, tags=["c"])
    assert (edited.body, edited.title, edited.tags) == ("body", "title", ("c",))
    assert edited.modified > note.modified
    assert edited.created == note.created


def test_links_both_ways(library: Library) -> None:
    with library.writing("") as rows:
        article = add_article(rows, names=NAMES_OF_TWO)
        plan = rows.notes.add(title="Plan B")
        note = rows.notes.add(
            body="See [[plan b]], [[Plan B|that]], [[Signals in the bay]], [[okafor]],"
            " [[Tomas Okafor]] and [[nothing yet]]."
        )
        person = entity_named(rows, "Tomas Okafor")
        assert rows.notes.links(note.id) == (
            Link("plan b", "note", plan.id),
            Link("Signals in the bay", "article", article.id),
            Link("okafor"),
            Link("Tomas Okafor", "entity", person.id),
            Link("nothing yet"),
        )
        assert rows.notes.link_counts([note.id, plan.id]) == {note.id: 5}
        assert rows.notes.linking_to("PLAN B") == (note,)
        late = rows.notes.add(title="Nothing yet")
        assert rows.notes.links(note.id)[-1] == Link("nothing yet", "note", late.id)
        rows.notes.edit(note.id, body="no links")
        assert rows.notes.linking_to("plan b") == ()


def test_listed_and_found(library: Library) -> None:
    with library.writing("") as rows:
        article = add_article(rows, "Title\nOne two.")
        mark = highlight(rows, article.id, "two")
        free = rows.notes.add(body="Élan")
        on_it = rows.notes.add(body="on the highlight", annotation_id=mark.id, tags=["bay"])
        about = rows.notes.add(body="about the article", article_id=article.id)
    assert on_it.article_id == article.id
    with library.writing("") as rows:
        free = rows.notes.edit(free.id, body="Élan vital")
    with library.reading() as rows:
        assert rows.notes.listed() == (free, about, on_it)
        assert rows.notes.listed(limit=1, offset=1) == (about,)
        assert rows.notes.listed(article_id=article.id) == (about, on_it)
        assert rows.notes.listed(annotation_id=mark.id) == (on_it,)
        assert rows.notes.listed(tag="BAY") == (on_it,)
        assert rows.notes.listed(tag="unknown") == ()
        assert rows.notes.titled("elan VITAL") == [free.id]
        assert rows.notes.titled("") == []
        assert rows.notes.starting("vit") == [(free.id, "Élan vital")]
        assert rows.notes.ids() == [free.id, on_it.id, about.id]
        assert rows.notes.count() == 3


def test_what_is_not_there_is_named(library: Library) -> None:
    missing = NoteId(3)
    with library.writing("") as rows:
        for look in (
            lambda: rows.notes.get(missing),
            lambda: rows.notes.edit(missing, body=""),
            lambda: rows.notes.remove(missing),
            lambda: rows.notes.links(missing),
            lambda: rows.notes.given_title(missing),
            lambda: rows.notes.add(article_id=ArticleId(3)),
            lambda: rows.notes.add(annotation_id=AnnotationId(3)),
        ):
            with pytest.raises(NotFound):
                look()


ANY_TEXT = st.text(st.characters(), max_size=40)


@given(ANY_TEXT)
def test_cleaning_keeps_all_that_can_be_kept(text: str) -> None:
    cleaned = clean(text)
    assert cleaned.encode().decode() == cleaned
    assert "\0" not in cleaned
    assert clean(cleaned) == cleaned
    assert [c for c in text if c != "\0" and not "\ud800" <= c <= "\udfff"] == list(cleaned)
    assert clean_line(clean_line(text)) == clean_line(text)


@given(st.lists(st.text("ab[]|\n É", max_size=6), max_size=5))
def test_targets_are_what_links_to_finds(names: list[str]) -> None:
    body = " and ".join(f"[[{name}]]" for name in names)
    for name in targets(body):
        assert links_to(body, name.upper())
    for name in names:
        if name.strip() and not set(name) & set("[]|\n"):
            assert links_to(body, name)
