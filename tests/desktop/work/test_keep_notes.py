"""Notes: links both ways, one step for one sitting."""

from __future__ import annotations

import pytest

from desktop.desk import Desk
from desktop.errors import NotFound
from desktop.model.brief import ItemKind
from desktop.model.ids import ArticleId, NoteId
from desktop.model.spans import Span
from desktop.progress import QuietTask
from desktop.work import annotate, keep_notes, undo
from desktop.work.draft_brief import NewItem, add_items, new_brief
from desktop.work.import_articles import import_text
from tests.builders import article


def test_links_name_notes_articles_and_entities(desk: Desk, task: QuietTask) -> None:
    (one,) = import_text(desk, task, text=article(3), name="a").imported
    with desk.library.reading() as rows:
        entity = rows.entities.listed()[0]
    other = keep_notes.add_note(desk, task, title="Tides", body="Slow.").note
    made = keep_notes.add_note(
        desk, task, body=f"See [[tides]], [[{one.title}]], [[{entity.name}]] and [[nobody at all]]."
    )
    assert [(link.kind, link.id) for link in made.links] == [
        ("note", other.id),
        ("article", one.id),
        ("entity", entity.id),
        ("", 0),
    ]
    keep_notes.add_note(desk, task, title="Nobody at all", body="Somebody now.")
    page = keep_notes.read_note(desk, task, note_id=made.note.id)
    assert page.links[3].kind == "note"
    assert entity in page.named


def test_backlinks_from_notes_comments_and_briefs(desk: Desk, task: QuietTask) -> None:
    (one,) = import_text(desk, task, text=article(3), name="a").imported
    note = keep_notes.add_note(desk, task, title="Tides", body="Slow.").note
    far = "word " * 60
    linking = keep_notes.add_note(desk, task, body=f"{far}as [[Tides|they]] say {far}").note
    mark = annotate.highlight(
        desk, task, article_id=one.id, span=Span(0, 6), comment="cf. [[TIDES]]"
    ).annotation
    brief = new_brief(desk, task, title="Harbours").brief
    add_items(desk, task, brief_id=brief.id, items=[NewItem(ItemKind.NOTE, ref=note.id)])
    page = keep_notes.read_note(desk, task, note_id=note.id)
    assert [(link.kind, link.id) for link in page.backlinks] == [
        ("note", linking.id),
        ("comment", mark.id),
        ("brief", brief.id),
    ]
    around = page.backlinks[0].around
    assert "as [[Tides|they]] say" in around
    assert len(around) < 200


def test_one_sitting_is_one_step_but_tags_are_another(desk: Desk, task: QuietTask) -> None:
    note = keep_notes.add_note(desk, task, body="a").note
    for body in ("ab", "abc", "abcd"):
        keep_notes.edit_note(desk, task, note_id=note.id, body=body)
    keep_notes.edit_note(desk, task, note_id=note.id, tags=["tide"])
    titles = [step.title for step in undo.history(desk, task)]
    assert titles == ["Note changed", "Note changed", "Note added"]
    undo.undo(desk, task)
    undo.undo(desk, task)
    page = keep_notes.read_note(desk, task, note_id=note.id)
    assert (page.note.body, page.note.tags) == ("a", ())


def test_a_note_on_a_highlight_belongs_to_its_article(desk: Desk, task: QuietTask) -> None:
    (one,) = import_text(desk, task, text=article(3), name="a").imported
    mark = annotate.highlight(desk, task, article_id=one.id, span=Span(0, 6)).annotation
    note = keep_notes.add_note(desk, task, body="x", annotation_id=mark.id).note
    page = keep_notes.read_note(desk, task, note_id=note.id)
    assert page.article is not None
    assert page.article.id == one.id
    assert page.annotation == mark
    (row,) = keep_notes.list_notes(desk, task, article_id=one.id)
    assert row.note.id == note.id


def test_lists_by_tag_with_excerpts(desk: Desk, task: QuietTask) -> None:
    keep_notes.add_note(desk, task, body="one", tags=["a"])
    long = keep_notes.add_note(desk, task, body="long\n\n" + "words and " * 50, tags=["b"]).note
    (row,) = keep_notes.list_notes(desk, task, tag="B")
    assert row.note.id == long.id
    assert row.excerpt.startswith("long words and")
    assert row.excerpt.endswith("…")
    assert len(row.excerpt) <= keep_notes.EXCERPT + 1


def test_completion_puts_beginnings_first(desk: Desk, task: QuietTask) -> None:
    keep_notes.add_note(desk, task, title="The harbour", body="x")
    keep_notes.add_note(desk, task, title="Harbour dues", body="x")
    found = keep_notes.complete_link(desk, task, typed="harb")
    assert [link.target for link in found] == ["Harbour dues", "The harbour"]


def test_what_is_not_there_is_not_found(desk: Desk, task: QuietTask) -> None:
    with pytest.raises(NotFound):
        keep_notes.add_note(desk, task, body="x", article_id=ArticleId(9))
    with pytest.raises(NotFound):
        keep_notes.edit_note(desk, task, note_id=NoteId(9), body="x")
    note = keep_notes.add_note(desk, task, body="x").note
    keep_notes.remove_note(desk, task, note_id=note.id)
    with pytest.raises(NotFound):
        keep_notes.read_note(desk, task, note_id=note.id)
    undo.undo(desk, task)
    assert keep_notes.read_note(desk, task, note_id=note.id).note == note
