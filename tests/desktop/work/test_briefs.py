"""Briefs through the verbs: outline, titles, ledger, export in every format."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.desk import Desk
from desktop.errors import NotFound, NotWritten, Refused
from desktop.model.annotation import Annotation, Colour
from desktop.model.brief import ItemKind
from desktop.model.ids import ArticleId, BriefId
from desktop.model.note import Note
from desktop.model.spans import Span
from desktop.progress import Cancelled, QuietTask
from desktop.work import annotate, draft_brief, keep_notes, tend_articles, undo
from desktop.work.brief_ledger import read_ledger
from desktop.work.draft_brief import NewItem, add_items, new_brief, read_brief
from desktop.work.export_brief import export_brief
from desktop.work.import_articles import import_text
from desktop.work.read_article import read_article
from tests.builders import article
from tests.fakes import WatchedTask


@pytest.fixture
def article_ids(desk: Desk, task: QuietTask) -> list[ArticleId]:
    return [import_text(desk, task, text=article(n), name=f"{n}").imported[0].id for n in (1, 2)]


@pytest.fixture
def mark(desk: Desk, task: QuietTask, article_ids: list[ArticleId]) -> Annotation:
    return annotate.highlight(
        desk,
        task,
        article_id=article_ids[0],
        span=Span(0, 12),
        colour=Colour.GREEN,
        comment="Mine",
    ).annotation


@pytest.fixture
def note(desk: Desk, task: QuietTask, article_ids: list[ArticleId]) -> Note:
    return keep_notes.add_note(
        desk, task, title="About two", body="Words of mine", article_id=article_ids[1]
    ).note


def test_a_brief_begins_with_its_presets_parts(desk: Desk, task: QuietTask) -> None:
    made = new_brief(desk, task, title="  The  harbour ", preset="policy").brief
    assert made.details.title == "The harbour"
    assert {item.kind for item in made.items} == {ItemKind.BLOCK}
    page = read_brief(desk, task, brief_id=made.id)
    assert page.titles[made.items[0].id] == "Title block"
    assert all(page.titles[item.id] for item in made.items)
    with pytest.raises(Refused):
        new_brief(desk, task, title="x", preset="sonnet")
    with pytest.raises(Refused):
        new_brief(desk, task, title=" ")


def test_items_have_the_titles_of_what_they_show(
    desk: Desk, task: QuietTask, article_ids: list[ArticleId], mark: Annotation, note: Note
) -> None:
    brief = new_brief(desk, task, title="B").brief
    with desk.library.reading() as rows:
        entity = rows.entities.listed()[0]
    made = add_items(
        desk,
        task,
        brief_id=brief.id,
        items=[
            NewItem(ItemKind.ARTICLE, ref=article_ids[0]),
            NewItem(ItemKind.HIGHLIGHT, ref=mark.id),
            NewItem(ItemKind.NOTE, ref=note.id),
            NewItem(ItemKind.ENTITY, ref=entity.id),
            NewItem(ItemKind.HEADING, text="My heading"),
        ],
    ).brief
    titles = read_brief(desk, task, brief_id=brief.id).titles
    assert [titles[item.id] for item in made.items[-5:]] == [
        *(article(1).split("\n", 1)[0], mark.quote.exact, "About two", entity.name, "My heading"),
    ]
    keep_notes.remove_note(desk, task, note_id=note.id)
    titles = read_brief(desk, task, brief_id=brief.id).titles
    assert titles[made.items[-3].id] == ""


@pytest.mark.parametrize(
    "item",
    [
        NewItem(ItemKind.ARTICLE, ref=99),
        NewItem(ItemKind.HIGHLIGHT, ref=99),
        NewItem(ItemKind.NOTE, ref=99),
        NewItem(ItemKind.ENTITY, ref=99),
    ],
)
def test_what_is_not_there_cannot_be_added(desk: Desk, task: QuietTask, item: NewItem) -> None:
    brief = new_brief(desk, task, title="B").brief
    with pytest.raises(NotFound):
        add_items(desk, task, brief_id=brief.id, items=[item])
    assert read_brief(desk, task, brief_id=brief.id).brief == brief


def test_the_outline_is_moved_edited_and_cut_and_each_is_a_step(
    desk: Desk, task: QuietTask
) -> None:
    brief = new_brief(desk, task, title="B").brief
    items = [NewItem(ItemKind.HEADING, text="H"), NewItem(ItemKind.TEXT, text="T")]
    made = add_items(desk, task, brief_id=brief.id, items=items, position=0).brief
    head, text = made.items[:2]
    assert (head.text, text.text) == ("H", "T")
    inside = draft_brief.move_item(
        desk, task, brief_id=brief.id, item_id=text.id, parent=head.id, position=0
    ).brief
    assert next(one for one in inside.items if one.id == text.id).parent == head.id
    edited = draft_brief.edit_item(
        desk, task, brief_id=brief.id, item_id=text.id, text="Other words"
    ).brief
    assert "Other words" in {one.text for one in edited.items}
    cut = draft_brief.remove_item(desk, task, brief_id=brief.id, item_id=head.id).brief
    assert cut.items == brief.items
    for _ in range(4):
        undo.undo(desk, task)
    assert read_brief(desk, task, brief_id=brief.id).brief.items == brief.items
    draft_brief.remove_brief(desk, task, brief_id=brief.id)
    assert draft_brief.list_briefs(desk, task) == ()
    undo.undo(desk, task)
    (row,) = draft_brief.list_briefs(desk, task)
    assert (row.id, row.title, row.items) == (brief.id, "B", len(brief.items))


def test_typing_into_the_title_block_is_one_step(desk: Desk, task: QuietTask) -> None:
    from dataclasses import replace

    brief = new_brief(desk, task, title="B").brief
    for words in ("W", "Wo", "Words"):
        details = replace(brief.details, bottom_line=words)
        draft_brief.edit_brief(desk, task, brief_id=brief.id, details=details)
    assert [step.title for step in undo.history(desk, task)] == ["Brief changed", "Brief begun"]
    with pytest.raises(Refused):
        draft_brief.edit_brief(
            desk, task, brief_id=brief.id, details=replace(brief.details, title="")
        )


def test_the_ledger_knows_what_is_used(
    desk: Desk, task: QuietTask, article_ids: list[ArticleId], mark: Annotation, note: Note
) -> None:
    annotate.highlight(desk, task, article_id=article_ids[0], span=Span(0, 12))
    brief = new_brief(desk, task, title="B").brief
    before = read_ledger(desk, task, brief_id=brief.id)
    assert [line.used for group in before.highlights for line in group.lines] == [False, False]
    add_items(desk, task, brief_id=brief.id, items=[NewItem(ItemKind.HIGHLIGHT, ref=mark.id)])
    after = read_ledger(desk, task, brief_id=brief.id)
    used = {line.ref for group in after.highlights for line in group.lines if line.used}
    assert used == {mark.id}
    assert [line.ref for group in after.notes for line in group.lines] == [note.id]


def test_a_brief_shows_the_articles_of_its_highlights_and_notes(
    desk: Desk, task: QuietTask, article_ids: list[ArticleId], mark: Annotation, note: Note
) -> None:
    brief = new_brief(desk, task, title="B").brief
    items = [NewItem(ItemKind.HIGHLIGHT, ref=mark.id), NewItem(ItemKind.NOTE, ref=note.id)]
    add_items(desk, task, brief_id=brief.id, items=items)
    sheet = read_brief(desk, task, brief_id=brief.id).sheet
    uids = {source.article_uid for source in sheet.sources}
    with desk.library.reading() as rows:
        assert uids == {rows.articles.get(key).uid for key in article_ids}


def test_every_format(
    desk: Desk, task: QuietTask, article_ids: list[ArticleId], mark: Annotation, tmp_path: Path
) -> None:
    word = export_brief(desk, task, path=tmp_path / "a.docx", article_ids=article_ids, title="Two")
    text = export_brief(desk, task, path=tmp_path / "a.md", article_ids=article_ids, title="Two")
    assert (word.comments, word.highlights, word.footnotes) == (
        *(text.comments, text.highlights, text.footnotes),
    )
    assert word.comments == word.highlights == 1
    told = (tmp_path / "a.md").read_text(encoding="utf-8")
    for key in article_ids:
        lines = read_article(desk, task, article_id=key).version.text.split("\n")
        assert lines[2] in told
    with pytest.raises(Refused):
        export_brief(desk, task, path=tmp_path / "a.odt", article_ids=article_ids)
    with pytest.raises(Refused):
        export_brief(desk, task, path=tmp_path / "a.docx")
    with pytest.raises(NotFound):
        export_brief(desk, task, path=tmp_path / "b.docx", brief_id=BriefId(9))
    with pytest.raises(NotFound):
        export_brief(desk, task, path=tmp_path / "b.docx", article_ids=[ArticleId(99)])
    (tmp_path / "file").write_text("x")
    for name in ("b.docx", "b.md"):
        with pytest.raises(NotWritten):
            export_brief(desk, task, path=tmp_path / "file" / name, article_ids=article_ids)


def test_stopping_an_export_leaves_what_stood_there(
    desk: Desk, article_ids: list[ArticleId], tmp_path: Path
) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"older")
    with pytest.raises(Cancelled):
        export_brief(desk, WatchedTask(stop_after=2), path=path, article_ids=article_ids)
    assert path.read_bytes() == b"older"


def test_choices_for_one_export_do_not_change_the_brief(
    desk: Desk, task: QuietTask, article_ids: list[ArticleId], tmp_path: Path
) -> None:
    brief = new_brief(desk, task, title="B").brief
    add_items(desk, task, brief_id=brief.id, items=[NewItem(ItemKind.ARTICLE, ref=article_ids[0])])
    before = read_brief(desk, task, brief_id=brief.id).brief
    path = tmp_path / "a.md"
    export_brief(
        desk,
        task,
        path=path,
        brief_id=brief.id,
        title="Other",
        handling="TLP:GREEN",
        preset="policy",
    )
    assert "Other" in path.read_text(encoding="utf-8")
    assert "TLP:GREEN" in path.read_text(encoding="utf-8")
    assert read_brief(desk, task, brief_id=brief.id).brief == before


def test_articles_in_the_trash_leave_the_ledger(
    desk: Desk, task: QuietTask, article_ids: list[ArticleId], mark: Annotation, note: Note
) -> None:
    brief = new_brief(desk, task, title="B").brief
    tend_articles.trash_articles(desk, task, article_ids=article_ids)
    assert read_ledger(desk, task, brief_id=brief.id).highlights == ()
