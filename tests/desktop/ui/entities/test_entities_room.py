"""The room of entities over the starter archive: listed, found, opened, corrected, undone."""

from __future__ import annotations

import pytest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from desktop.model.entity import Entity, EntityKind
from desktop.progress import QuietTask
from desktop.ui.bus import Bus, Target
from desktop.ui.entities.plot import filled
from desktop.ui.entities.room import EntitiesRoom
from desktop.ui.entities.rows import EntityRows
from desktop.ui.jobs import Jobs
from desktop.ui.theme import ThemeHub
from desktop.ui.widgets.rows import RowRole
from desktop.work.read_article import read_article
from desktop.work.tend_entities import list_entities, read_dossier

pytestmark = pytest.mark.gui


@pytest.fixture
def desk(seeded_desk: Desk) -> Desk:
    return seeded_desk


@pytest.fixture
def room(qtbot: QtBot, inline_jobs: Jobs, bus: Bus, hub: ThemeHub) -> EntitiesRoom:
    room = EntitiesRoom(inline_jobs, bus, hub)
    for part in (room.list, room.dossier):
        qtbot.addWidget(part)
    room.open(Target("entities"))
    return room


def entity(desk: Desk, name: str) -> Entity:
    return next(one for one in list_entities(desk, QuietTask(), query=name) if one.name == name)


def names(room: EntitiesRoom) -> list[str]:
    model = room.list.view.model()
    return [model.index(row, 0).data(RowRole).name for row in range(model.rowCount())]


def test_the_most_mentioned_stand_first(room: EntitiesRoom, desk: Desk) -> None:
    counts = [one.mentions for one in list_entities(desk, QuietTask(), limit=500)]
    assert counts == sorted(counts, reverse=True)
    assert len(names(room)) == len(counts)


def test_any_spelling_finds_the_name(room: EntitiesRoom, qtbot: QtBot) -> None:
    with qtbot.waitSignal(room.list.wanted):
        room.list._field.setText("putin")
    assert "Vladimir Putin" in names(room)
    assert "Ukraine" not in names(room)


def test_a_dossier_opens_the_article_at_the_first_mention(
    room: EntitiesRoom, desk: Desk, bus: Bus, qtbot: QtBot
) -> None:
    putin = entity(desk, "Vladimir Putin")
    room.open(Target("entity", int(putin.id)))
    dossier = read_dossier(desk, QuietTask(), entity_id=putin.id)
    article_id = dossier.articles[0][0]
    span = next(one.span for one in dossier.sightings if one.article_id == article_id)
    with qtbot.waitSignal(bus.open_requested) as asked:
        room.dossier.article_opened.emit(int(article_id), span)
    page = read_article(desk, QuietTask(), article_id=article_id)
    assert "utin" in asked.args[0].span.of(page.version.text) or "утін" in asked.args[0].span.of(
        page.version.text
    )


def test_a_taken_back_name_goes_and_undo_brings_it(
    room: EntitiesRoom, desk: Desk, bus: Bus
) -> None:
    gone = entity(desk, "MI6")
    room.open(Target("entity", int(gone.id)))
    room.dossier.reject_asked.emit()
    assert "MI6" not in names(room)
    bus.changed.emit(desk.library.undo())
    assert "MI6" in names(room)
    assert entity(desk, "MI6").mentions == gone.mentions


def test_months_have_no_gap() -> None:
    assert filled([("2025-11", 2), ("2026-02", 1)]) == [
        ("2025-11", 2),
        ("2025-12", 0),
        ("2026-01", 0),
        ("2026-02", 1),
    ]
    assert filled([("", 3)]) == []


def test_kinds_have_words_in_every_row(desk: Desk, qtmodeltester: ModelTester) -> None:
    rows = EntityRows()
    rows.show_rows(list_entities(desk, QuietTask(), limit=500))
    qtmodeltester.check(rows)
    assert {one.kind for one in list_entities(desk, QuietTask())} >= {
        EntityKind.PERSON,
        EntityKind.PLACE,
    }
