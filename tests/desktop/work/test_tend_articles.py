"""The shelf: details, states, tags, collections, trash, each a step that can be taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop.desk import Desk
from desktop.errors import NotFound, Refused
from desktop.model.article import Article, ReadState
from desktop.model.change import Change
from desktop.model.ids import ArticleId
from desktop.progress import QuietTask
from desktop.work import browse, tend_articles, undo
from desktop.work.import_articles import import_text
from tests.builders import article


@pytest.fixture
def article_ids(desk: Desk, task: QuietTask) -> list[ArticleId]:
    return [
        import_text(desk, task, text=article(number), name=f"{number}").imported[0].id
        for number in range(3)
    ]


def read(desk: Desk, article_id: ArticleId) -> Article:
    with desk.library.reading() as rows:
        return rows.articles.get(article_id)


def test_only_the_given_details_change(
    desk: Desk, task: QuietTask, article_ids: list[ArticleId]
) -> None:
    before = read(desk, article_ids[0]).details
    tend_articles.edit_details(
        desk,
        task,
        article_id=article_ids[0],
        by=["  Mara  Lindqvist ", " "],
        published="2025-12-15",
        source="The  Harbour Post",
    )
    after = read(desk, article_ids[0]).details
    assert (after.by, after.published) == (("Mara Lindqvist",), "2025-12-15")
    assert after.source == "The Harbour Post"
    assert (after.title, after.language) == (before.title, before.language)


@pytest.mark.parametrize("date", ["yesterday", "2025-13", "15.12.2025", "2025-12-15T99:00"])
def test_dates_that_are_not_iso_are_refused(
    desk: Desk, task: QuietTask, article_ids: list[ArticleId], date: str
) -> None:
    with pytest.raises(Refused):
        tend_articles.edit_details(desk, task, article_id=article_ids[0], published=date)


@pytest.mark.parametrize("date", ["", "2025", "2025-12", "2025-12-15", "2025-12-15T08:30:00+01:00"])
def test_dates_of_any_precision_are_kept(
    desk: Desk, task: QuietTask, article_ids: list[ArticleId], date: str
) -> None:
    tend_articles.edit_details(desk, task, article_id=article_ids[0], published=date)
    assert read(desk, article_ids[0]).details.published == date


def test_an_article_needs_a_title(
    desk: Desk, task: QuietTask, article_ids: list[ArticleId]
) -> None:
    with pytest.raises(Refused):
        tend_articles.edit_details(desk, task, article_id=article_ids[0], title="  ")
    with pytest.raises(NotFound):
        tend_articles.edit_details(desk, task, article_id=ArticleId(99), title="x")


CHANGES: list[tuple[str, Callable[[Desk, QuietTask, list[ArticleId]], Change]]] = [
    (
        "2 articles moved to the archive",
        lambda d, t, ids: tend_articles.set_state(
            d, t, article_ids=ids[:2], state=ReadState.ARCHIVED
        ),
    ),
    (
        "Article starred",
        lambda d, t, ids: tend_articles.set_starred(d, t, article_ids=ids[:1], starred=True),
    ),
    (
        "3 articles marked read",
        lambda d, t, ids: tend_articles.set_unread(d, t, article_ids=ids, unread=False),
    ),
    (
        "Tags changed",
        lambda d, t, ids: tend_articles.tag_articles(d, t, article_ids=ids, add=["x", "y"]),
    ),
    (
        "Article put into the trash",
        lambda d, t, ids: tend_articles.trash_articles(d, t, article_ids=ids[:1]),
    ),
]


@pytest.mark.parametrize(("title", "change"), CHANGES, ids=[title for title, _ in CHANGES])
def test_each_change_is_a_step_that_goes_back_and_forth(
    desk: Desk,
    task: QuietTask,
    article_ids: list[ArticleId],
    title: str,
    change: Callable[[Desk, QuietTask, list[ArticleId]], Change],
) -> None:
    before = [read(desk, key) for key in article_ids]
    made = change(desk, task, article_ids)
    assert made.title == title
    assert made.step is not None
    after = [read(desk, key) for key in article_ids]
    assert after != before
    assert undo.undo(desk, task).title == title
    assert [read(desk, key) for key in article_ids] == before
    assert undo.redo(desk, task).title == title
    assert [read(desk, key) for key in article_ids] == after


def test_the_sidebar_counts_and_the_shelves_list_the_same(
    desk: Desk, task: QuietTask, article_ids: list[ArticleId]
) -> None:
    tend_articles.set_state(desk, task, article_ids=article_ids[:1], state=ReadState.READING)
    tend_articles.set_starred(desk, task, article_ids=article_ids[1:2], starred=True)
    tend_articles.trash_articles(desk, task, article_ids=article_ids[2:])
    tend_articles.tag_articles(desk, task, article_ids=article_ids[:2], add=["tide"])
    outer, _ = tend_articles.add_collection(desk, task, name="Outer")
    inner, _ = tend_articles.add_collection(desk, task, name="Inner", parent=outer)
    tend_articles.collect(desk, task, article_ids=article_ids[:1], into=inner)
    tend_articles.save_search(desk, task, name="Tides", query="tag:tide")
    bar = browse.sidebar(desk, task)
    for place, count in bar.shelves.items():
        assert len(browse.shelf(desk, task, place=place)) == count, place
    assert bar.shelves == {
        browse.Shelf.INBOX: 1,
        browse.Shelf.READING: 1,
        browse.Shelf.ARCHIVED: 0,
        browse.Shelf.STARRED: 1,
        browse.Shelf.TRASH: 1,
        browse.Shelf.ALL: 2,
    }
    assert bar.tags == (("tide", 2),)
    assert {row.collection.name: row.articles for row in bar.collections} == {
        "Outer": 1,
        "Inner": 1,
    }
    assert len(browse.shelf(desk, task, place=outer)) == 1
    assert len(browse.shelf(desk, task, place="tide")) == 2
    assert [search.query for search in bar.saved_searches] == ["tag:tide"]
    filtered = browse.shelf(
        desk,
        task,
        place=browse.Shelf.ALL,
        filters=browse.Filters(tag="tide", unread=True),
        order=browse.Order.TITLE,
        descending=False,
    )
    titles = [row.article.details.title for row in filtered]
    assert titles == sorted(titles)
    assert all(len(row.chips) <= browse.CHIPS for row in filtered)


def test_picked_articles_come_in_the_order_asked_for(
    desk: Desk, task: QuietTask, article_ids: list[ArticleId]
) -> None:
    wanted = [article_ids[2], ArticleId(99), article_ids[0]]
    picked = browse.pick(desk, task, article_ids=wanted)
    assert [one.id for one in picked] == [article_ids[2], article_ids[0]]


def test_collections_and_searches_come_and_go(
    desk: Desk, task: QuietTask, article_ids: list[ArticleId]
) -> None:
    key, _ = tend_articles.add_collection(desk, task, name="A")
    tend_articles.rename_collection(desk, task, collection_id=key, name="B")
    tend_articles.collect(desk, task, article_ids=article_ids, into=key)
    tend_articles.collect(desk, task, article_ids=article_ids[:1], out_of=key)
    assert [one.name for one in browse.list_collections(desk, task)] == ["B"]
    assert len(browse.shelf(desk, task, place=key)) == 2
    tend_articles.remove_collection(desk, task, collection_id=key)
    assert not browse.list_collections(desk, task)
    tend_articles.save_search(desk, task, name="S", query="x")
    (saved,) = browse.sidebar(desk, task).saved_searches
    tend_articles.remove_saved_search(desk, task, saved_search_id=saved.id)
    assert not browse.sidebar(desk, task).saved_searches
    undo.undo(desk, task)
    assert browse.sidebar(desk, task).saved_searches == (saved,)
