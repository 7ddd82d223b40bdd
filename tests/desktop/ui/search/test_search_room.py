"""The search room over the starter archive: typed words, facets, hits, and landing on the words."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from desktop.model.spans import Span
from desktop.progress import QuietTask
from desktop.ui.bus import Bus, Target
from desktop.ui.jobs import Jobs
from desktop.ui.search.query_edit import Wish
from desktop.ui.search.results import Hits
from desktop.ui.search.room import SearchRoom
from desktop.ui.theme import ThemeHub
from desktop.work.keep_notes import add_note
from desktop.work.read_article import ReaderPage, read_article
from desktop.work.search import search

pytestmark = pytest.mark.gui


class Face:
    """Remembers what it was asked to show."""

    def __init__(self) -> None:
        self.widget = QWidget()
        self.shown: tuple[ReaderPage, Sequence[Span]] | None = None

    def show_article(self, page: ReaderPage, marks: Sequence[Span], now: int) -> None:
        self.shown = (page, marks)

    def show_mark(self, now: int) -> None:
        pass


@pytest.fixture
def desk(seeded_desk: Desk) -> Desk:
    return seeded_desk


@pytest.fixture
def face(qtbot: QtBot) -> Face:
    return Face()


@pytest.fixture
def room(qtbot: QtBot, inline_jobs: Jobs, bus: Bus, hub: ThemeHub, face: Face) -> SearchRoom:
    room = SearchRoom(inline_jobs, bus, hub, face)
    for part in (room.line, room.hint, room.facets, room.results, room.preview):
        qtbot.addWidget(part)
    room.results.resize(412, 800)
    return room


def test_hits_stand_on_the_very_words(room: SearchRoom, face: Face) -> None:
    room.line.say("guarantees")
    assert room.results.total >= 2
    assert face.shown is not None
    page, marks = face.shown
    assert marks
    for span in marks:
        assert span.of(page.version.text).casefold().startswith("guarantee")


def test_opening_a_hit_asks_for_its_words(
    room: SearchRoom, bus: Bus, qtbot: QtBot, desk: Desk
) -> None:
    room.line.say("guarantees kind:article")
    with qtbot.waitSignal(bus.open_requested) as asked:
        room.results.view.opened.emit()
    target = asked.args[0]
    assert isinstance(target, Target)
    assert target.span is not None
    page = read_article(desk, QuietTask(), article_id=target.id)
    assert target.span.of(page.version.text).casefold().startswith("guarantee")


def test_hits_go_to_the_clipboard_as_a_table_that_runs_nothing(
    room: SearchRoom, desk: Desk
) -> None:
    add_note(desk, QuietTask(), body="=1+1 guarantees nothing")
    room.line.say("guarantees")
    room.results.table_asked.emit()
    rows = list(csv.DictReader(io.StringIO(QGuiApplication.clipboard().text())))
    assert [row["kind"] for row in rows] == [hit.kind for hit in room.results.hits]
    assert {row["title"] for row in rows if row["kind"] == "article"} <= {
        hit.title for hit in room.results.hits
    }
    (note,) = (row for row in rows if row["kind"] == "note")
    assert note["title"].startswith("'=1+1")
    assert all("guarantee" in row["passage"].casefold() for row in rows)


def test_notes_and_articles_stand_in_one_list(room: SearchRoom, desk: Desk) -> None:
    add_note(desk, QuietTask(), title="Ask", body="Which guarantees would Congress accept?")
    room.line.say("guarantees")
    assert {hit.kind for hit in room.results.hits} >= {"article", "note"}


def test_a_facet_narrows_and_is_taken_back(room: SearchRoom, desk: Desk) -> None:
    add_note(desk, QuietTask(), title="Ask", body="Which guarantees would Congress accept?")
    room.line.say("guarantees")
    every = room.results.total
    room.facets.wished.emit("kind", "note", Wish.INCLUDE)
    assert room.line.text() == "guarantees kind:note"
    assert {hit.kind for hit in room.results.hits} == {"note"}
    room.facets.wished.emit("kind", "note", Wish.NONE)
    assert room.line.text() == "guarantees"
    assert room.results.total == every


def test_excluding_leaves_the_others(room: SearchRoom) -> None:
    room.line.say("the")
    sources = {hit.source for hit in room.results.hits if hit.source}
    gone = min(sources)
    room.facets.wished.emit("source", gone, Wish.EXCLUDE)
    left = {hit.source for hit in room.results.hits}
    assert room.results.hits
    assert gone not in left


def test_an_unknown_field_is_told_never_silent(room: SearchRoom) -> None:
    room.line.say("sorce:Reuters guarantees")
    assert not room.hint.isHidden()
    assert "sorce" in room.hint.words


def test_nothing_found_says_where_it_looked(room: SearchRoom) -> None:
    room.open(Target("search"))
    room.line.say("zyzzyvagram")
    assert room.results.view.isHidden()
    assert "zyzzyvagram" in room.results._empty.words()


@pytest.mark.parametrize("query", ['"unclosed', "((((", "*", "source:", "a" * 5000, "\x00 \ud800"])
def test_any_query_is_answered_or_refused_in_place(room: SearchRoom, query: str) -> None:
    room.line.say(query)
    answered = room._page is not None and room._page.query == room.line.text()
    assert answered or room.hint.words
    assert len(room.results.hits) <= room.results.total


def test_keys_lead_from_line_to_hits_and_back(room: SearchRoom, qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    for part in (room.line, room.results):
        part.setParent(holder)
        part.show()
    holder.resize(900, 700)
    with qtbot.waitActive(holder):
        holder.show()
        holder.activateWindow()
    room.line.say("guarantees")
    room.line.setFocus()
    qtbot.keyClick(room.line, Qt.Key.Key_Down)
    assert room.results.view.hasFocus()
    qtbot.keyClick(room.results.view, Qt.Key.Key_Up)
    assert room.line.hasFocus()
    holder.hide()
    for part in (room.line, room.results):  # they are closed by themselves
        part.setParent(None)


def test_the_model_keeps_qts_rules(desk: Desk, qtmodeltester: ModelTester) -> None:
    hits = Hits()
    page = search(desk, QuietTask(), query="the")
    hits.show_rows(page.hits[:3])
    hits.add_rows(page.hits[3:])
    qtmodeltester.check(hits)
