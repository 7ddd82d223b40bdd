"""Whatever was done can be taken back and done again, to the very state it was."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.errors import DeskError, NotFound, Refused
from desktop.library.library import Library
from desktop.library.rows import Rows
from desktop.library.undo import STEPS_KEPT
from desktop.model.annotation import AnchorState, Colour
from desktop.model.article import Details, ReadState
from desktop.model.brief import BriefDetails, ItemKind
from desktop.model.entity import EntityKind
from desktop.model.ids import BriefId, EntityId, StepId
from desktop.model.spans import Span
from tests.desktop.library.conftest import Clock
from tests.desktop.library.making import (
    ORGANISATION,
    PERSON,
    PLACE,
    Names,
    Said,
    add_article,
    blocks_of,
    entity_named,
    highlight,
    link,
    state,
)

WORDS = [
    "",
    "a",
    "it's “so”; -- ' \" \n[[Bay]]",
    "нотатка 𝔘 '",
    "NUL \0 inside",
    "[[Mara]] [[Bay]]",
]
NAMES: Names = {
    "Mara Lindqvist": ("Mara Lindqvist", PERSON),
    "Lindqvist": ("Mara Lindqvist", PERSON),
    "Mara": ("Mara", PERSON),
    "Lisbon": ("Lisbon", PLACE),
    "Bay": ("Bay", ORGANISATION),
}
TEXTS = [
    "Bay one\nMara Lindqvist and Lindqvist went to Lisbon.",
    "Bay two\nMara left Lisbon. Mara wrote.",
    "Third\nNobody is named here 𝔘.",
]


class Hand:
    """Does things to a library as numbers say: each number picks what, and what to."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows

    def pick(self, table: str, number: int) -> Any:
        keys = self.rows.articles._db.column(f"select id from {table} order by id")
        if not keys:
            raise NotFound(table, number)
        return keys[number % len(keys)]

    def entity(self, number: int) -> EntityId:
        found = self.rows.entities.listed()
        if not found:
            raise NotFound("entity", number)
        return found[number % len(found)].id

    def add_article(self, a: int, b: int) -> None:
        text = TEXTS[a % len(TEXTS)]
        names = {name: NAMES[name] for name in list(NAMES)[: 1 + b % len(NAMES)]}
        article = add_article(self.rows, text, names=names, tags=[f"t{b % 3}"])
        version = self.rows.articles.version(article.id)
        mentions = self.rows.entities.mentions(version.id)
        said = Said(Span(0, 3), "Mara", mention=0 if mentions else None)
        self.rows.quotations.keep(version.id, [said])

    def add_version(self, a: int, b: int) -> None:
        article_id, text = self.pick("article", a), TEXTS[b % len(TEXTS)] + " More."
        self.rows.articles.add_version(
            article_id,
            text=text,
            blocks=blocks_of(text),
            raw=text.encode(),
            raw_name="again.txt",
            mime="text/plain",
            extractor="plain-1",
            words=3,
        )
        if b % 2:
            link(self.rows, article_id, NAMES)

    def edit_article(self, a: int, b: int) -> None:
        article_id = self.pick("article", a)
        self.rows.articles.edit_details(
            article_id, Details(f"T{b}", by=(WORDS[b % 6],), source="S")
        )
        self.rows.articles.set_state([article_id], list(ReadState)[b % 3])
        self.rows.articles.set_starred([article_id], bool(b % 2))
        self.rows.articles.set_place(article_id, b)

    def trash(self, a: int, b: int) -> None:
        self.rows.articles.set_trashed([self.pick("article", a)], bool(b % 2))

    def tag(self, a: int, b: int) -> None:
        if b % 2:
            self.rows.articles.tag([self.pick("article", a)], [f"t{b % 4}", "Й"])
        else:
            self.rows.articles.untag([self.pick("article", a)], [f"t{b % 4}"])

    def highlight(self, a: int, b: int) -> None:
        article_id = self.pick("article", a)
        words = self.rows.articles.text(article_id)[:4]
        highlight(self.rows, article_id, words, comment=WORDS[b % 6], tags=[f"t{b % 3}"])

    def edit_annotation(self, a: int, b: int) -> None:
        self.rows.annotations.edit(
            self.pick("annotation", a),
            colour=list(Colour)[b % 4],
            comment=WORDS[b % 6],
            tags=[f"t{b % 5}"],
            state=list(AnchorState)[b % 4],
        )

    def remove_annotation(self, a: int, b: int) -> None:
        self.rows.annotations.remove(self.pick("annotation", a))

    def add_note(self, a: int, b: int) -> None:
        on = self.pick("annotation", a) if b % 3 == 1 else None
        at = self.pick("article", a) if b % 3 == 2 else None
        self.rows.notes.add(body=WORDS[b % 6], annotation_id=on, article_id=at, tags=[f"t{b % 3}"])

    def edit_note(self, a: int, b: int) -> None:
        self.rows.notes.edit(self.pick("note", a), body=WORDS[b % 6], tags=[f"t{b % 3}"])

    def remove_note(self, a: int, b: int) -> None:
        self.rows.notes.remove(self.pick("note", a))

    def collection(self, a: int, b: int) -> None:
        rooms = self.rows.collections
        if b % 5 == 0:
            rooms.add(f"C{a}")
        elif b % 5 == 1:
            rooms.put(self.pick("collection", a), [self.pick("article", b)])
        elif b % 5 == 2:
            rooms.move(self.pick("collection", a), self.pick("collection", b))
        elif b % 5 == 3:
            rooms.take(self.pick("collection", a), [self.pick("article", b)])
        else:
            rooms.remove(self.pick("collection", a))

    def saved_search(self, a: int, b: int) -> None:
        if b % 3:
            self.rows.searches.add(f"s{a % 3}", f"q{b}")
        else:
            self.rows.searches.remove(self.pick("saved_search", a))

    def brief(self, a: int, b: int) -> None:
        briefs = self.rows.briefs
        if b % 5 == 0:
            briefs.add(BriefDetails(f"B{a}", key_points=("one", WORDS[a % 6])))
            return
        brief = briefs.get(BriefId(self.pick("brief", a)))
        if b % 5 == 1:
            parent = brief.items[a % len(brief.items)].id if brief.items else None
            items = [(ItemKind.TEXT, None, WORDS[a % 6]), (ItemKind.ARTICLE, 1, "")]
            briefs.add_items(brief.id, items, parent=parent, position=a)
        elif b % 5 == 2 and brief.items:
            item = brief.items[a % len(brief.items)]
            briefs.move_item(brief.id, item.id, parent=None, position=a % 3)
        elif b % 5 == 3 and brief.items:
            briefs.remove_item(brief.id, brief.items[a % len(brief.items)].id)
        elif a % 4 == 0:
            briefs.remove(brief.id)
        else:
            briefs.edit(brief.id, BriefDetails(f"B{b}"))

    def correct(self, a: int, b: int) -> None:
        one = self.entity(a)
        if b % 5 == 0:
            self.rows.corrections.merge(one, self.entity(b))
        elif b % 5 == 1:
            self.rows.corrections.rename(one, f"N{b}")
        elif b % 5 == 2:
            self.rows.corrections.retype(one, list(EntityKind)[b % 4])
        elif b % 5 == 3:
            self.rows.corrections.reject(one)
        else:
            self.rows.corrections.reject(one, article_id=self.pick("article", b))


ACTIONS: list[Callable[[Hand, int, int], None]] = [
    Hand.add_article,
    Hand.add_version,
    Hand.edit_article,
    Hand.trash,
    Hand.tag,
    Hand.highlight,
    Hand.edit_annotation,
    Hand.remove_annotation,
    Hand.add_note,
    Hand.edit_note,
    Hand.remove_note,
    Hand.collection,
    Hand.saved_search,
    Hand.brief,
    Hand.correct,
]

NUMBERS = st.integers(0, 59)
ACTION = st.tuples(st.sampled_from(range(len(ACTIONS))), NUMBERS, NUMBERS)
HISTORY = st.lists(st.lists(ACTION, min_size=1, max_size=4), min_size=1, max_size=12)


def do(library: Library, title: str, actions: list[tuple[int, int, int]]) -> StepId | None:
    """Do one step; what cannot be done as things stand is left out."""
    with library.writing(title) as rows:
        hand = Hand(rows)
        for which, a, b in actions:
            try:
                ACTIONS[which](hand, a, b)
            except DeskError:
                continue
    return rows.change.step


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(history=HISTORY)
def test_every_history_goes_back_and_forth(history: list[list[tuple[int, int, int]]]) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Library.open(Path(folder)) as library,
    ):
        library._writer.run("pragma synchronous = off")
        do(library, "start", [(0, 0, 4), (0, 1, 4), (5, 0, 1), (13, 0, 0)])
        states = [state(library)]
        for number, actions in enumerate(history):
            if do(library, f"step {number}", actions) is not None:
                states.append(state(library))
        for before in reversed(states[:-1]):
            library.undo()
            assert state(library) == before
        for after in states[1:]:
            library.redo()
            assert state(library) == after
        assert library.faults() == ()


def test_an_import_taken_back_leaves_nothing_and_comes_back_whole(library: Library) -> None:
    empty = state(library)
    with library.writing("Article imported") as rows:
        article = add_article(rows, TEXTS[0], names=NAMES, tags=["bay"])
    full = state(library)

    assert library.undo().title == "Article imported"
    assert state(library) == empty
    with library.reading() as rows:
        assert rows.shelves.counts().articles == 0
        assert rows.shelves.counts().tags == ()
        assert rows.entities.listed() == ()
        assert rows.tags.names() == ()

    library.redo()
    assert state(library) == full
    with library.reading() as rows:
        assert rows.articles.text(article.id) == TEXTS[0]
        assert [one.name for one in rows.entities.listed()] == ["Mara Lindqvist", "Bay", "Lisbon"]


def test_an_import_is_cheap_to_remember(library: Library) -> None:
    text = "Long\n" + "Mara Lindqvist went to Lisbon. " * 5000
    with library.writing("Article imported") as rows:
        add_article(rows, text, names=NAMES)
    db = library._writer
    assert db.value("select sum(length(inverse)) from undo_log") < 1000
    library.undo()
    assert db.value("select sum(length(inverse)) from undo_log") < 3000


def test_what_was_taken_back_for_good_is_swept_away(library: Library) -> None:
    with library.writing("Article imported") as rows:
        add_article(rows, TEXTS[0], names=NAMES)
    library.undo()
    assert library._writer.value("select count(*) from version_text") == 1
    with library.writing("Note added") as rows:
        rows.notes.add(body="another way")
    for table in ("version_text", "recognition", "sighting", "adrift"):
        assert library._writer.value(f"select count(*) from {table}") == 0
    with pytest.raises(Refused):
        library.redo()


def test_an_id_is_never_given_twice(library: Library) -> None:
    with library.writing("One") as rows:
        first = add_article(rows)
    library.undo()
    with library.writing("Two") as rows:
        second = add_article(rows)
    assert second.id != first.id


def test_nothing_to_undo_or_redo_is_refused(library: Library) -> None:
    with pytest.raises(Refused, match="nothing to undo"):
        library.undo()
    with pytest.raises(Refused, match="nothing to redo"):
        library.redo()


def test_a_block_that_changes_nothing_makes_no_step(library: Library) -> None:
    with library.writing("Article imported") as rows:
        article = add_article(rows)
    with library.writing("Star") as rows:
        rows.articles.set_starred([article.id], True)
    library.undo()
    with library.writing("Star taken away") as rows:
        rows.articles.set_starred([article.id], False)
    assert rows.change.step is None
    assert not rows.change
    assert library.redo().title == "Star"


def test_a_new_step_ends_what_could_be_done_again(library: Library) -> None:
    with library.writing("One") as rows:
        note = rows.notes.add(body="one")
    library.undo()
    with library.writing("Two") as rows:
        rows.notes.add(body="two")
    with pytest.raises(Refused):
        library.redo()
    with library.reading() as rows, pytest.raises(NotFound):
        rows.notes.get(note.id)


def test_the_last_hundred_steps_are_kept(library: Library) -> None:
    for number in range(STEPS_KEPT + 7):
        with library.writing(f"Note {number}") as rows:
            rows.notes.add(body=str(number))
    steps = library.history(1000)
    assert len(steps) == STEPS_KEPT
    assert steps[0].title == f"Note {STEPS_KEPT + 6}"
    for _ in range(STEPS_KEPT):
        library.undo()
    with pytest.raises(Refused):
        library.undo()
    with library.reading() as rows:
        assert rows.notes.count() == 7


def test_saves_of_one_sitting_join_into_one_step(library: Library, clock: Clock) -> None:
    with library.writing("Note added") as rows:
        note = rows.notes.add(body="first")
    for body in ("first w", "first wo", "first words"):
        with library.writing("Note edited", join=f"note:{note.id}") as rows:
            rows.notes.edit(note.id, body=body)
    assert [step.title for step in library.history()] == ["Note edited", "Note added"]
    log = library._writer.column("select changed from undo_log where step = ?", rows.change.step)
    assert len(log) == len(set(log))  # three saves, each column remembered once

    library.undo()
    with library.reading() as rows:
        assert rows.notes.get(note.id) == note
    library.redo()
    with library.reading() as rows:
        assert rows.notes.get(note.id).body == "first words"


def test_a_pause_or_another_step_ends_a_sitting(library: Library, clock: Clock) -> None:
    with library.writing("Note added", join="note:1") as rows:
        note = rows.notes.add(body="a")

    def save(body: str) -> StepId | None:
        with library.writing("Note edited", join="note:1") as rows:
            rows.notes.edit(note.id, body=body)
        return rows.change.step

    first = save("ab")
    assert save("abc") == first
    clock.wait(minutes=6)
    second = save("abcd")
    assert second != first
    with library.writing("Other") as rows:
        rows.notes.add(body="other")
    third = save("abcde")
    assert third != second
    library.undo()
    assert save("x") != third
    with library.reading() as rows:
        assert rows.notes.get(note.id).body == "x"


def test_undo_tells_the_index_and_what_it_touched(library: Library) -> None:
    with library.writing("Highlight added") as rows:
        article = add_article(rows)
        mark = highlight(rows, article.id, "Lisbon")
    with library.writing("Index", undoable=False) as rows:
        rows.outbox.clear(rows.outbox.last())
    with library.writing("Highlight removed") as rows:
        rows.annotations.remove(mark.id)
    done = rows.change.touched
    with library.writing("Index", undoable=False) as rows:
        rows.outbox.clear(rows.outbox.last())
    assert library.undo().touched == done
    with library.reading() as rows:
        assert [key for _, noun, key in rows.outbox.pending() if noun == "annotation"] == [mark.id]


def test_a_step_whose_ground_has_gone_is_taken_out(library: Library) -> None:
    with library.writing("Article imported") as rows:
        article = add_article(rows)
        mark = highlight(rows, article.id, "Lisbon")
    with library.writing("Highlight removed") as rows:
        rows.annotations.remove(mark.id)
    # no verb does this: a record that the step needs is deleted outside the history
    with library.writing("", undoable=False) as rows:
        rows.articles._db.run("delete from article where id = ?", article.id)
    with pytest.raises(Refused, match="no longer be undone"):
        library.undo()
    assert [step.title for step in library.history()] == ["Article imported"]


def test_a_correction_taken_back_counts_right(library: Library) -> None:
    with library.writing("Articles imported") as rows:
        add_article(rows, TEXTS[0], names=NAMES)
        add_article(rows, TEXTS[1], names=NAMES)
    with library.reading() as rows:
        mara, lindqvist = entity_named(rows, "Mara"), entity_named(rows, "Mara Lindqvist")
        before = rows.entities.listed()
    with library.writing("Entities merged") as rows:
        rows.corrections.merge(mara.id, lindqvist.id)
    with library.reading() as rows:
        merged = rows.entities.get(lindqvist.id)
        assert (merged.mentions, merged.articles) == (4, 2)
        assert rows.entities.get(mara.id) == merged
        assert merged.aliases == ("Mara", "Lindqvist")
    library.undo()
    with library.reading() as rows:
        assert rows.entities.listed() == before
    assert library.faults() == ()


def test_an_undo_that_fails_half_way_changes_nothing(library: Library) -> None:
    with library.writing("Article imported") as rows:
        add_article(rows, TEXTS[0], names=NAMES)
    before = state(library)
    library._writer.run(
        "create temp trigger stop before delete on article begin select raise(abort, 'stop'); end"
    )
    with pytest.raises(Refused):
        library.undo()
    library._writer.run("drop trigger stop")
    assert state(library) == before


def test_columns_that_could_not_come_back_exactly_are_refused(library: Library) -> None:
    from desktop.library.triggers import Recorded, _triggers

    db = library._writer
    db.run("create table measure(id integer primary key, size real)")
    with pytest.raises(ValueError, match="size"):
        _triggers(db, Recorded("measure"))
