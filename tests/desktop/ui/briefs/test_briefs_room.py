"""The workbench over the starter archive: filled, moved, typed into, and sent to Word."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from desktop.model.brief import ItemKind
from desktop.model.ids import ArticleId
from desktop.progress import QuietTask
from desktop.ui.briefs.outline_model import OutlineModel, carrying, material_in
from desktop.ui.briefs.room import BriefsRoom
from desktop.ui.bus import Bus, Target
from desktop.ui.jobs import Jobs
from desktop.ui.theme import ThemeHub
from desktop.work.annotate import highlight_quote
from desktop.work.browse import Shelf, shelf
from desktop.work.draft_brief import NewItem, list_briefs, read_brief
from desktop.work.read_article import read_article

pytestmark = pytest.mark.gui


@pytest.fixture
def desk(seeded_desk: Desk) -> Desk:
    return seeded_desk


@pytest.fixture
def room(qtbot: QtBot, inline_jobs: Jobs, bus: Bus, hub: ThemeHub) -> BriefsRoom:
    room = BriefsRoom(inline_jobs, bus, hub)
    shown = room.as_room()
    widgets = [column.widget for column in shown.columns]
    assert shown.inspector is not None
    assert shown.head is not None
    assert shown.tail is not None
    for part in (*widgets, shown.inspector.widget, shown.head, shown.tail):
        qtbot.addWidget(part)
    bus.open_requested.connect(room.open)
    return room


def first_article(desk: Desk) -> ArticleId:
    return shelf(desk, QuietTask(), place=Shelf.ALL)[0].article.id


def marked(desk: Desk) -> int:
    article_id = first_article(desk)
    text = read_article(desk, QuietTask(), article_id=article_id).version.text
    quote = text.split("\n")[3][:60].strip()
    made = highlight_quote(
        desk, QuietTask(), article_id=article_id, quote=quote, comment="Check this"
    )
    return made.annotation.id


def test_sending_makes_a_brief_when_there_is_none(room: BriefsRoom, desk: Desk) -> None:
    room.send((NewItem(ItemKind.ARTICLE, first_article(desk)),))
    briefs = list_briefs(desk, QuietTask())
    assert len(briefs) == 1
    items = read_brief(desk, QuietTask(), brief_id=briefs[0].id).brief.items
    assert [item.ref for item in items if item.kind is ItemKind.ARTICLE] == [first_article(desk)]


def test_the_drawer_knows_what_is_used(room: BriefsRoom, desk: Desk) -> None:
    annotation = marked(desk)
    room.new()
    assert [group.used for group in room.drawer._groups()] == [0]
    room.drawer.sent.emit((NewItem(ItemKind.HIGHLIGHT, annotation),))
    assert [group.used for group in room.drawer._groups()] == [1]


def test_alt_and_arrows_move_an_item_and_undo_moves_it_back(
    room: BriefsRoom, qtbot: QtBot, desk: Desk, bus: Bus
) -> None:
    room.new()
    brief_id = list_briefs(desk, QuietTask())[0].id

    def order() -> list[str]:
        brief = read_brief(desk, QuietTask(), brief_id=brief_id).brief
        top = [item for item in brief.items if item.parent is None]
        return [item.text for item in sorted(top, key=lambda one: one.position)]

    before = order()
    model = room.outline.outline
    room.outline.setCurrentIndex(model.index(1, 0))
    qtbot.keyClick(room.outline, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert order() == [before[0], before[2], before[1], *before[3:]]
    bus.changed.emit(desk.library.undo())
    assert order() == before


def test_the_title_is_typed_into_the_title_block(
    room: BriefsRoom, qtbot: QtBot, desk: Desk
) -> None:
    room.new()
    room.outline.setCurrentIndex(room.outline.outline.index(0, 0))
    field = room.editor._fields["title"]
    field.selectAll()
    qtbot.keyClicks(field, "Guarantees: what Berlin settled")
    room.editor.save_now()
    assert list_briefs(desk, QuietTask())[0].title == "Guarantees: what Berlin settled"


def test_pages_and_outline_choose_each_other(room: BriefsRoom, qtbot: QtBot, desk: Desk) -> None:
    room.new()
    room.send((NewItem(ItemKind.ARTICLE, first_article(desk)),))
    with qtbot.waitSignal(room.preview.settled):
        room.open(Target("brief"))
    item = next(i for i in room._page.brief.items if i.kind is ItemKind.ARTICLE)  # type: ignore[union-attr]
    room.preview.item_chosen.emit(int(item.id))
    assert room.outline.current is not None
    assert room.outline.current.id == item.id
    assert room.preview.page_of_item(item.id) is not None


def test_export_writes_a_word_file_with_the_comment(
    room: BriefsRoom, desk: Desk, tmp_path: Path
) -> None:
    marked(desk)
    room.new()
    room.send((NewItem(ItemKind.ARTICLE, first_article(desk)),))
    room.open(Target("brief"))
    room.export_to(tmp_path / "brief.docx")
    document = docx.Document(str(tmp_path / "brief.docx"))
    assert [comment.text for comment in document.comments] == ["Check this"]


def test_what_is_dragged_arrives_as_it_left() -> None:
    items = (NewItem(ItemKind.HIGHLIGHT, 7), NewItem(ItemKind.TEXT, None, "so “it” goes"))
    assert material_in(carrying(items)) == items


def test_the_model_keeps_qts_rules(
    room: BriefsRoom, desk: Desk, qtmodeltester: ModelTester
) -> None:
    room.new()
    brief_id = list_briefs(desk, QuietTask())[0].id
    model = OutlineModel()
    model.show_page(read_brief(desk, QuietTask(), brief_id=brief_id))
    qtmodeltester.check(model)
