"""Entities: listed, known by their dossier, corrected for good."""

from __future__ import annotations

import pytest

from desktop.desk import Desk
from desktop.errors import NotFound
from desktop.model.entity import Entity, EntityKind
from desktop.model.ids import ArticleId, EntityId
from desktop.progress import QuietTask
from desktop.work import recognise_again, tend_entities, undo
from desktop.work.import_articles import import_text
from desktop.work.read_article import read_article
from desktop.work.search import search

FIRST = """Quayside cranes return to Lisbon

Mara Lindqvist told reporters in Lisbon that the cranes would return by spring. Lindqvist praised the crews.
"""
SECOND = """A quiet winter for the ferries

Mara Lindqvist said in Tallinn that fewer ferries sailed. Tomas Okafor agreed.
"""


@pytest.fixture
def articles(desk: Desk, task: QuietTask) -> list[ArticleId]:
    return [import_text(desk, task, text=text, name="a").imported[0].id for text in (FIRST, SECOND)]


def named(desk: Desk, name: str) -> Entity:
    found = tend_entities.list_entities(desk, QuietTask(), query=name)
    assert found, name
    return found[0]


def test_the_list_is_by_mentions_and_narrows(
    desk: Desk, task: QuietTask, articles: list[ArticleId]
) -> None:
    found = tend_entities.list_entities(desk, task)
    assert [one.mentions for one in found] == sorted((one.mentions for one in found), reverse=True)
    assert named(desk, "lindq").name == "Mara Lindqvist"
    places = tend_entities.list_entities(desk, task, kind=EntityKind.PLACE)
    assert {one.name for one in places} == {"Lisbon", "Tallinn"}
    assert len(tend_entities.list_entities(desk, task, limit=1)) == 1


def test_a_dossier_gathers_the_archive(
    desk: Desk, task: QuietTask, articles: list[ArticleId]
) -> None:
    known = tend_entities.read_dossier(desk, task, entity_id=named(desk, "lindqvist").id)
    assert dict(known.spellings) == {"Mara Lindqvist": 2, "Lindqvist": 1}
    assert {key for key, *_ in known.articles} == set(articles)
    assert sum(count for *_, count in known.articles) == known.entity.mentions == 3
    assert "Tomas Okafor" in {one.name for one, _ in known.beside}
    for seen in known.sightings:
        text = read_article(desk, task, article_id=seen.article_id).version.text
        assert seen.span.of(text) == seen.surface
    with pytest.raises(NotFound):
        tend_entities.read_dossier(desk, task, entity_id=EntityId(9999))


def test_corrections_stick_through_reading_again_and_can_be_taken_back(
    desk: Desk, task: QuietTask, articles: list[ArticleId]
) -> None:
    mara, tomas = named(desk, "lindqvist"), named(desk, "okafor")
    lisbon = named(desk, "lisbon")
    tend_entities.rename_entity(desk, task, entity_id=mara.id, name="M. Lindqvist")
    tend_entities.retype_entity(desk, task, entity_id=lisbon.id, kind=EntityKind.ORGANISATION)
    change = tend_entities.merge_entities(desk, task, entity_id=tomas.id, into=mara.id)
    assert change.step is not None
    again = recognise_again.recognise_again(desk, task, article_ids=articles)
    assert again.articles == 2
    assert not again.failed
    one = named(desk, "okafor")
    assert (one.id, one.name, one.mentions) == (mara.id, "M. Lindqvist", 4)
    assert named(desk, "lisbon").kind is EntityKind.ORGANISATION
    for _ in range(3):
        undo.undo(desk, task)
    assert named(desk, "okafor").name == "Tomas Okafor"
    assert named(desk, "lindqvist").name == "Mara Lindqvist"
    assert named(desk, "lisbon").kind is EntityKind.PLACE


def test_search_follows_a_correction(
    desk: Desk, task: QuietTask, articles: list[ArticleId]
) -> None:
    mara, tomas = named(desk, "lindqvist"), named(desk, "okafor")
    assert search(desk, task, query="person:okafor").total == 1
    tend_entities.merge_entities(desk, task, entity_id=tomas.id, into=mara.id)
    assert search(desk, task, query="person:okafor").total == 2
    undo.undo(desk, task)
    assert search(desk, task, query="person:okafor").total == 1
    tend_entities.reject_entity(desk, task, entity_id=tomas.id)
    assert search(desk, task, query="person:okafor").total == 0


def test_rejected_in_one_article_only(
    desk: Desk, task: QuietTask, articles: list[ArticleId]
) -> None:
    mara = named(desk, "lindqvist")
    tend_entities.reject_entity(desk, task, entity_id=mara.id, article_id=articles[0])
    first = read_article(desk, task, article_id=articles[0])
    second = read_article(desk, task, article_id=articles[1])
    assert mara.id not in {one.entity_id for one in first.mentions}
    assert mara.id in {one.entity_id for one in second.mentions}


def test_reading_again_takes_only_what_an_older_recogniser_read(
    desk: Desk, task: QuietTask, articles: list[ArticleId], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert recognise_again.recognise_again(desk, task).articles == 0
    monkeypatch.setattr(desk.recogniser, "version", "newer")
    before = read_article(desk, task, article_id=articles[0]).mentions
    again = recognise_again.recognise_again(desk, task)
    assert again.articles == 2
    after = read_article(desk, task, article_id=articles[0]).mentions
    assert [(m.span, m.kind, m.entity_id) for m in after] == [
        (m.span, m.kind, m.entity_id) for m in before
    ]
