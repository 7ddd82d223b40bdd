"""Outlines stay in order without gaps, whatever is moved about in them."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.errors import NotFound, Refused
from desktop.library.library import Library
from desktop.model.brief import Brief, BriefDetails, ItemKind
from desktop.model.ids import BriefId, BriefItemId, NoteId


def text(library: Library, brief: Brief, *words: str, parent: BriefItemId | None = None) -> None:
    with library.writing("") as rows:
        items = [(ItemKind.TEXT, None, word) for word in words]
        rows.briefs.add_items(brief.id, items, parent=parent)


@pytest.fixture
def brief(library: Library) -> Brief:
    with library.writing("") as rows:
        return rows.briefs.add(BriefDetails("Brief"))


def outline(library: Library, brief: Brief) -> str:
    with library.reading() as rows:
        items = rows.briefs.get(brief.id).items
    depth = {None: 0}
    told = []
    for item in items:
        depth[item.id] = depth[item.parent] + 1
        told.append(f"{'.' * depth[item.parent]}{item.text}")
    return " ".join(told)


def test_details_come_back_whole(library: Library) -> None:
    details = BriefDetails(
        "Größe 𝔘",
        "sub",
        "memo",
        "apa",
        "SECRET",
        "me",
        "you",
        "ref",
        "line \\u0000 kept",
        ("one\0", "two"),
        "uk",
    )
    with library.writing("") as rows:
        made = rows.briefs.add(details)
        assert made.details.key_points == ("one", "two")
        assert made.details.bottom_line == "line \\u0000 kept"
        assert rows.briefs.listed()[0].title == "Größe 𝔘"
        changed = rows.briefs.edit(made.id, BriefDetails("Other"))
        assert changed.details == BriefDetails("Other")
        with pytest.raises(Refused):
            rows.briefs.edit(made.id, BriefDetails(" "))


def test_items_are_added_moved_and_removed(library: Library, brief: Brief) -> None:
    text(library, brief, "a", "b", "c")
    with library.writing("") as rows:
        a, b, c = (item.id for item in rows.briefs.get(brief.id).items)
    text(library, brief, "b1", "b2", parent=b)
    assert outline(library, brief) == "a b .b1 .b2 c"
    with library.writing("") as rows:
        rows.briefs.add_items(brief.id, [(ItemKind.TEXT, None, "x")], position=1)
    assert outline(library, brief) == "a x b .b1 .b2 c"
    with library.writing("") as rows:
        rows.briefs.move_item(brief.id, b, parent=None, position=0)
    assert outline(library, brief) == "b .b1 .b2 a x c"
    with library.writing("") as rows:
        rows.briefs.move_item(brief.id, c, parent=b, position=1)
    assert outline(library, brief) == "b .b1 .c .b2 a x"
    with library.writing("") as rows:
        assert rows.briefs.edit_item(brief.id, a, text="A\0").text == "A"
        rows.briefs.remove_item(brief.id, b)
    assert outline(library, brief) == "A x"


def test_only_a_change_counts_as_one(library: Library, brief: Brief) -> None:
    text(library, brief, "a", "b")
    with library.writing("Moved") as rows:
        held = rows.briefs.get(brief.id)
        rows.briefs.move_item(brief.id, held.items[0].id, parent=None, position=0)
        rows.briefs.edit_item(brief.id, held.items[0].id, text="a")
        rows.briefs.edit(brief.id, held.details)
        assert rows.briefs.get(brief.id) == held
    assert rows.change.step is None


def test_what_cannot_be(library: Library, brief: Brief) -> None:
    text(library, brief, "a")
    with library.writing("") as rows:
        other = rows.briefs.add(BriefDetails("Other"))
        (a,) = rows.briefs.get(brief.id).items
        text_item = [(ItemKind.TEXT, None, "x")]
        (child,) = rows.briefs.add_items(brief.id, text_item, parent=a.id)
        with pytest.raises(Refused):
            rows.briefs.move_item(brief.id, a.id, parent=child, position=0)
        for missing in (
            lambda: rows.briefs.get(BriefId(9)),
            lambda: rows.briefs.remove(BriefId(9)),
            lambda: rows.briefs.edit_item(other.id, a.id, text="x"),
            lambda: rows.briefs.remove_item(other.id, a.id),
            lambda: rows.briefs.add_items(other.id, text_item, parent=a.id),
            lambda: rows.briefs.move_item(other.id, a.id, parent=None, position=0),
        ):
            with pytest.raises(NotFound):
                missing()


def test_which_briefs_show_a_record(library: Library, brief: Brief) -> None:
    with library.writing("") as rows:
        rows.briefs.add_items(brief.id, [(ItemKind.NOTE, 7, ""), (ItemKind.ARTICLE, 8, "")])
        assert [line.id for line in rows.briefs.linking_to(NoteId(7))] == [brief.id]
        assert rows.briefs.linking_to(NoteId(8)) == ()
        (line,) = rows.briefs.showing(ItemKind.ARTICLE, 8)
        assert (line.title, line.items) == ("Brief", 2)
        rows.briefs.remove(brief.id)
        assert rows.briefs.listed() == ()
        assert rows.briefs.count() == 0


MOVES = st.lists(st.tuples(st.integers(0, 9), st.integers(-1, 9), st.integers(-1, 12)), max_size=12)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(MOVES)
def test_positions_have_no_gaps(library: Library, moves: list[tuple[int, int, int]]) -> None:
    with library.writing("", undoable=False) as rows:
        brief = rows.briefs.add(BriefDetails("Brief"))
        items = [(ItemKind.TEXT, None, str(n)) for n in range(10)]
        ids = rows.briefs.add_items(brief.id, items)
        for which, parent, position in moves:
            goal = None if parent < 0 else ids[parent]
            if goal is None or goal not in rows.briefs._inside(ids[which]):
                rows.briefs.move_item(brief.id, ids[which], parent=goal, position=position)
        places: dict[BriefItemId | None, list[int]] = {}
        for item in rows.briefs.get(brief.id).items:
            places.setdefault(item.parent, []).append(item.position)
    assert sum(map(len, places.values())) == 10
    assert all(found == list(range(len(found))) for found in places.values())
