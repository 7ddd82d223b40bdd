"""The starter archive as a whole: everything is in, and one name is one thing over all articles."""

from __future__ import annotations

from desktop.desk import Desk
from desktop.model.entity import EntityKind
from desktop.progress import QuietTask
from desktop.work import browse, look_after, tend_entities
from desktop.work.read_article import read_article
from desktop.work.search import search


def test_every_article_is_whole_and_described(seeded_desk: Desk, task: QuietTask) -> None:
    rows = browse.shelf(seeded_desk, task, place=browse.Shelf.ALL)
    assert 8 <= len(rows) <= 12
    for row in rows:
        details = row.article.details
        assert all((details.title, details.source, details.published, details.language)), details
        page = read_article(seeded_desk, task, article_id=row.article.id)
        assert all(m.span.of(page.version.text) == m.surface for m in page.mentions)
        assert page.mentions
    assert len({row.article.details.language for row in rows}) > 1
    assert look_after.check(seeded_desk, task, repair=True).sound


def test_one_person_gathers_articles_and_spellings(seeded_desk: Desk, task: QuietTask) -> None:
    people = tend_entities.list_entities(seeded_desk, task, kind=EntityKind.PERSON)
    most = people[0]
    assert most.articles > 1
    known = tend_entities.read_dossier(seeded_desk, task, entity_id=most.id)
    assert len(known.spellings) > 1
    for spelling, _ in known.spellings:
        found = search(seeded_desk, task, query=f'person:"{spelling}" kind:article', limit=50)
        assert {hit.id for hit in found.hits} >= {key for key, *_ in known.articles}, spelling


def test_the_copy_is_this_tests_alone(seeded_desk: Desk, task: QuietTask) -> None:
    with seeded_desk.library.writing("All trashed") as rows:
        rows.articles.set_trashed(rows.articles.ids(), True)
    assert browse.sidebar(seeded_desk, task).articles == 0


def test_and_stays_whole_for_the_next(seeded_desk: Desk, task: QuietTask) -> None:
    assert browse.sidebar(seeded_desk, task).articles >= 8
