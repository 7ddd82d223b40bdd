"""Search: one list of everything, joined with the library, always up to it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.desk import Desk
from desktop.errors import QueryRefused
from desktop.model.annotation import Colour
from desktop.model.ids import ArticleId
from desktop.model.spans import Span
from desktop.progress import Cancelled, QuietTask
from desktop.work import annotate, keep_notes, tend_articles, undo
from desktop.work import search as searching
from desktop.work.import_articles import import_text
from desktop.work.read_article import read_article
from desktop.work.search import SearchPage, Sort, complete_query, search
from desktop.work.sync_index import reindex, sync_index
from tests.fakes import WatchedTask

FIRST = """Quayside cranes return to Lisbon

Mara Lindqvist told reporters in Lisbon that the cranes would return by spring. Lindqvist praised the crews.

The last crane left in 2019.
"""
SECOND = """A quiet winter for the ferries

Mara Lindqvist said in Tallinn that fewer ferries sailed. The World Bank will lend the harbour money.
"""


@pytest.fixture
def articles(desk: Desk, task: QuietTask) -> tuple[ArticleId, ArticleId]:
    first = import_text(desk, task, text=FIRST, name="first").imported[0].id
    second = import_text(desk, task, text=SECOND, name="second").imported[0].id
    tend_articles.edit_details(
        desk,
        task,
        article_id=first,
        source="Harbour Post",
        published="2025-11-03",
        by=["A. Writer"],
    )
    tend_articles.edit_details(desk, task, article_id=second, published="2025-12-15")
    return first, second


def found(desk: Desk, query: str, **given: object) -> list[tuple[str, int]]:
    page = search(desk, QuietTask(), query=query, **given)  # type: ignore[arg-type]
    return [(hit.kind, hit.id) for hit in page.hits]


def test_articles_notes_and_comments_stand_in_one_list(
    desk: Desk, task: QuietTask, articles: tuple[ArticleId, ArticleId]
) -> None:
    first, second = articles
    mark = annotate.highlight_quote(
        desk,
        task,
        article_id=second,
        quote="fewer ferries",
        comment="Compare with the cranes",
        colour=Colour.BLUE,
    ).annotation
    note = keep_notes.add_note(desk, task, body="Who pays for the cranes?", article_id=first).note
    assert set(found(desk, "crane")) == {
        ("article", first),
        ("note", note.id),
        ("highlight", mark.id),
    }
    assert found(desk, "crane kind:note") == [("note", note.id)]
    assert found(desk, "crane colour:blue") == [("highlight", mark.id)]
    page = search(desk, task, query="crane", facets=True)
    assert page.totals == {"article": 1, "note": 1, "highlight": 1}
    assert dict(page.facets["kind"]) == page.totals


def test_a_hit_says_where_it_belongs_and_where_it_opens(
    desk: Desk, task: QuietTask, articles: tuple[ArticleId, ArticleId]
) -> None:
    first, _ = articles
    text = read_article(desk, task, article_id=first).version.text
    (hit,) = search(desk, task, query='"by spring"').hits
    assert (hit.title, hit.source, hit.date) == (
        "Quayside cranes return to Lisbon",
        "Harbour Post",
        "2025-11-03",
    )
    assert hit.opens is not None
    assert hit.opens.of(text).startswith("by")
    for passage in hit.passages:
        assert text[passage.start : passage.end] == passage.text
        assert all(
            mark.of(passage.text).casefold() in {"by spring", "by", "spring"}
            for mark in passage.marks
        )
    note = keep_notes.add_note(desk, task, body="Ask when spring begins", article_id=first).note
    (said,) = search(desk, task, query="spring kind:note").hits
    assert said.opens is not None
    assert said.opens.of(note.body) == "spring"
    assert (said.article_id, said.source) == (first, "Harbour Post")


def test_a_highlight_opens_on_its_words_even_without_a_comment(
    desk: Desk, task: QuietTask, articles: tuple[ArticleId, ArticleId]
) -> None:
    mark = annotate.highlight_quote(
        desk, task, article_id=articles[1], quote="fewer ferries", colour=Colour.ROSE
    ).annotation
    (hit,) = search(desk, task, query="colour:rose").hits
    assert (hit.kind, hit.id, hit.opens) == ("highlight", mark.id, mark.span)
    assert hit.passages[0].text == "fewer ferries"


@pytest.mark.parametrize(
    "query", ["person:lindqvist", 'person:"mara lindqvist"', "entity:lindqvist"]
)
def test_an_entity_is_found_by_any_of_its_spellings(
    desk: Desk, articles: tuple[ArticleId, ArticleId], query: str
) -> None:
    assert set(found(desk, query)) == {("article", one) for one in articles}


def test_fields_dates_and_order(desk: Desk, articles: tuple[ArticleId, ArticleId]) -> None:
    first, second = articles
    assert found(desk, "title:ferries") == [("article", second)]
    assert found(desk, 'source:"Harbour Post"') == [("article", first)]
    assert found(desk, "after:2025-12") == [("article", second)]
    assert found(desk, "before:2025-12") == [("article", first)]
    assert found(desk, "lindqvist", sort=Sort.DATE) == [("article", second), ("article", first)]
    assert found(desk, "place:tallinn OR place:lisbon") != []


def test_what_changed_is_found_at_once(
    desk: Desk, task: QuietTask, articles: tuple[ArticleId, ArticleId]
) -> None:
    first, _ = articles
    assert found(desk, "tag:urgent") == []
    tend_articles.tag_articles(desk, task, article_ids=[first], add=["urgent"])
    assert found(desk, "tag:urgent") == [("article", first)]
    tend_articles.trash_articles(desk, task, article_ids=[first])
    assert found(desk, "tag:urgent") == []
    undo.undo(desk, task)
    assert found(desk, "tag:urgent") == [("article", first)]
    undo.undo(desk, task)
    assert found(desk, "tag:urgent") == []


def bare(page: SearchPage) -> SearchPage:
    return replace(page, took_ms=0.0)


QUERIES = (
    "crane",
    "lindqvist",
    "person:lindqvist",
    "ferries OR cranes",
    "kind:note",
    "has:note",
    "is:unread",
    "harbour money -crane",
    "title:cranes",
)


def everything(desk: Desk) -> list[SearchPage]:
    return [bare(search(desk, QuietTask(), query=query, facets=True)) for query in QUERIES]


def test_an_index_that_was_deleted_comes_back_with_the_same_answers(
    desk: Desk, task: QuietTask, articles: tuple[ArticleId, ArticleId]
) -> None:
    first, second = articles
    note = keep_notes.add_note(desk, task, body="Who pays for the crane?", article_id=first).note
    annotate.highlight(desk, task, article_id=second, span=Span(0, 7), comment="cranes too")
    sync_index(desk, task)
    keep_notes.edit_note(desk, task, note_id=note.id, body="Who pays for the cranes now?")
    tend_articles.tag_articles(desk, task, article_ids=[first], add=["urgent"])
    before = everything(desk)
    assert all(page.total for page in before)
    folder = desk.index_folder
    library = desk.folder
    desk.close()
    shutil.rmtree(folder)
    with Desk.open(library) as again:
        assert everything(again) == before


def test_a_damaged_index_is_built_anew_quietly(
    desk: Desk, task: QuietTask, articles: tuple[ArticleId, ArticleId]
) -> None:
    before = everything(desk)
    folder, library = desk.index_folder, desk.folder
    desk.close()
    for file in folder.rglob("*"):
        if file.is_file():
            file.write_bytes(b"\0" * (file.stat().st_size // 2))
    with Desk.open(library) as again:
        assert everything(again) == before


def test_an_index_that_missed_changes_another_was_told_is_built_anew(
    desk: Desk, task: QuietTask, articles: tuple[ArticleId, ArticleId], tmp_path: Path
) -> None:
    """A cache on another machine: what emptied the outbox was not this index."""
    sync_index(desk, task)
    folder, library = desk.index_folder, desk.folder
    desk.close()
    old = tmp_path / "old"
    shutil.copytree(folder, old)
    with Desk.open(library) as again:
        keep_notes.add_note(again, task, body="Said meanwhile about tugboats")
        sync_index(again, task)
    shutil.rmtree(folder)
    shutil.copytree(old, folder)
    with Desk.open(library) as again:
        assert len(found(again, "tugboats")) == 1


def test_syncing_says_what_it_did_and_rests_when_there_is_nothing(
    desk: Desk, task: QuietTask, articles: tuple[ArticleId, ArticleId]
) -> None:
    sync_index(desk, task)
    assert sync_index(desk, task).written == 0
    tend_articles.trash_articles(desk, task, article_ids=[articles[0]])
    report = sync_index(desk, task)
    assert (report.written, report.removed, report.rebuilt) == (0, 1, False)
    rebuilt = reindex(desk, task)
    assert (rebuilt.written, rebuilt.rebuilt) == (1, True)


def test_stopping_a_rebuild_leaves_the_old_index(
    desk: Desk, task: QuietTask, articles: tuple[ArticleId, ArticleId]
) -> None:
    before = everything(desk)
    with pytest.raises(Cancelled):
        reindex(desk, WatchedTask(stop_after=1))
    assert everything(desk) == before


def test_a_long_backlog_is_left_to_the_worker_and_told(
    desk: Desk,
    task: QuietTask,
    articles: tuple[ArticleId, ArticleId],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sync_index(desk, task)
    monkeypatch.setattr(searching, "SOON_DONE", 1)
    keep_notes.add_note(desk, task, body="tugboat one")
    keep_notes.add_note(desk, task, body="tugboat two")
    page = search(desk, task, query="tugboat")
    assert page.total == 0
    assert page.hint is not None
    assert "2" in page.hint
    sync_index(desk, task)
    assert search(desk, task, query="tugboat").total == 2


def test_a_query_that_cannot_be_read_is_refused_or_hinted_at(
    desk: Desk, articles: tuple[ArticleId, ArticleId]
) -> None:
    page = search(desk, QuietTask(), query="colour:purple")
    assert page.hint
    with pytest.raises(QueryRefused):
        search(desk, QuietTask(), query="crane " * 2000)


def test_completion_at_the_cursor(desk: Desk, articles: tuple[ArticleId, ArticleId]) -> None:
    search(desk, QuietTask(), query="crane")
    offered = complete_query(desk, QuietTask(), query="sour", cursor=4)
    assert (Span(0, 4), "source:") in offered


def test_a_value_that_nothing_has_any_more_decides_nothing(
    desk: Desk, task: QuietTask, articles: tuple[ArticleId, ArticleId]
) -> None:
    """`in:post` meant the collection "Post" while there was one; now it is the beginning of another."""
    into, _ = tend_articles.add_collection(desk, task, name="Post")
    tend_articles.collect(desk, task, article_ids=articles[:1], into=into)
    assert search(desk, task, query="in:post").total == 1
    tend_articles.rename_collection(desk, task, collection_id=into, name="Post office")
    assert search(desk, task, query="in:post").total == 1
    assert "“in:cellar”" in str(search(desk, task, query="in:cellar").hint)
    assert "Post," not in str(search(desk, task, query="in:cellar").hint)
