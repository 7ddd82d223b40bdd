"""Which columns of a room stay in a window too narrow for all of them."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.room import Column, Room
from desktop.ui.room_page import RoomPage
from desktop.ui.theme import ThemeHub

pytestmark = pytest.mark.gui


def page_of(hub: ThemeHub, qtbot: QtBot, **hides_below: int) -> RoomPage:
    lists = [
        Column(name, name, QWidget(), width=200, most=400, hides_below=below)
        for name, below in hides_below.items()
    ]
    main = Column("main", "main", QWidget(), least=300)
    room = Room(
        name="room",
        title="Room",
        columns=(*lists, main),
        kinds=frozenset({"thing"}),
        open=lambda _target: None,
    )
    page = RoomPage(hub, room)
    qtbot.addWidget(page)
    return page


def shown(page: RoomPage) -> list[str]:
    return [one.name for one in page.room.columns if not one.widget.isHidden()]


@pytest.mark.parametrize(
    ("width", "columns"),
    [(1440, ["facets", "hits", "main"]), (960, ["hits", "main"]), (640, ["hits"])],
)
def test_facets_give_way_before_the_hits(
    hub: ThemeHub, qtbot: QtBot, width: int, columns: list[str]
) -> None:
    page = page_of(hub, qtbot, facets=1120, hits=0)
    page.arrange(width)
    assert shown(page) == columns


def test_the_only_list_stays_in_the_narrowest_window(hub: ThemeHub, qtbot: QtBot) -> None:
    page = page_of(hub, qtbot, outline=900)
    page.arrange(640)
    assert shown(page) == ["outline"]
    page.show_main(True)
    assert shown(page) == ["main"]
