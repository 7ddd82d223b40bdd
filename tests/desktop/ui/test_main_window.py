"""The frame: measures, what gives way, regions, ways back and forward, places that are remembered."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.ui.bus import Answer, Bus, Notice, Target, Tone
from desktop.ui.commands import Commands
from desktop.ui.focus_ring import FocusRing
from desktop.ui.main_window import MainWindow
from desktop.ui.preferences import Preferences
from desktop.ui.room import Column, Room
from desktop.ui.theme import Theme, ThemeHub
from desktop.ui.widgets.bars import HairlineSplitter
from desktop.ui.widgets.buttons import PushButton


class Part(QWidget):
    """A column with one thing that takes the focus."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.line = QLineEdit(self)
        column = QVBoxLayout(self)
        column.addWidget(self.line)
        column.addStretch(1)


class Opened:
    """Keeps what a room was asked to open."""

    def __init__(self) -> None:
        self.targets: list[Target] = []

    def open(self, target: Target) -> None:
        self.targets.append(target)


def reading_room(opened: Opened, **extra: object) -> Room:
    return Room(
        name="reading",
        title="Reading",
        columns=(
            Column("articles", "Articles", Part("articles"), width=275, least=240, most=420),
            Column("text", "Text", Part("text"), least=520),
        ),
        kinds=frozenset({"shelf", "article"}),
        open=opened.open,
        inspector=Column("inspector", "About", Part("inspector"), width=279, least=240, most=360),
        **extra,  # type: ignore[arg-type]
    )


def search_room(opened: Opened) -> Room:
    return Room(
        name="search",
        title="Search",
        columns=(
            Column("facets", "Facets", Part("facets"), 212, 180, 280, hides_below=1120),
            Column("results", "Results", Part("results"), 412, 320, 560),
            Column("preview", "Preview", Part("preview"), least=320),
        ),
        kinds=frozenset({"search"}),
        open=opened.open,
    )


class Frame:
    """A window with two small rooms, and where its parts lie."""

    def __init__(self, window: MainWindow, bus: Bus) -> None:
        self.window, self.bus = window, bus
        self.reading, self.search = Opened(), Opened()
        self.sidebar, self.rail = Part("sidebar"), Part("rail")
        window.set_sides(self.sidebar, self.rail)
        self.room = reading_room(self.reading)
        window.add_room(self.room)
        window.add_room(search_room(self.search))
        status = QPushButton("Jobs")
        status.setObjectName("status")
        window.set_status_bar(status)

    def resize(self, wide: int, high: int) -> None:
        self.window.resize(wide, high)
        self.settle()

    def settle(self) -> None:
        """Have the layouts done that were only asked for."""
        for _ in range(3):
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)

    def part(self, name: str) -> QWidget:
        if name == "sidebar":
            return self.sidebar
        if name == "rail":
            return self.rail
        found = self.window.findChild(Part, name)
        assert found is not None
        return found

    def place(self, name: str) -> QRect:
        widget = self.part(name)
        return QRect(widget.mapTo(self.window, QPoint(0, 0)), widget.size())

    def seen(self) -> set[str]:
        names = ("sidebar", "rail", "articles", "text", "inspector", "facets", "results", "preview")
        return {name for name in names if self.part(name).isVisible()}


@pytest.fixture
def make_frame(
    qtbot: QtBot, hub: ThemeHub, bus: Bus, commands: Commands, preferences: Preferences
) -> Callable[[], Frame]:
    def make() -> Frame:
        window = MainWindow(hub, bus, commands, preferences)
        qtbot.addWidget(window)
        frame = Frame(window, bus)
        window.show()
        qtbot.waitExposed(window)
        frame.resize(1440, 900)
        return frame

    return make


@pytest.fixture
def frame(make_frame: Callable[[], Frame]) -> Frame:
    return make_frame()


def test_the_measures_of_the_wide_window(frame: Frame) -> None:
    top, status = frame.window.top_bar, frame.window.findChild(QPushButton, "status")
    assert status is not None
    assert top.height() == 48
    bar = status.parentWidget()
    assert bar is not None
    assert bar.height() == 28
    assert (frame.place("sidebar").x(), frame.place("sidebar").right()) == (0, 182)
    assert (frame.place("articles").x(), frame.place("articles").right()) == (184, 458)
    assert (frame.place("text").x(), frame.place("text").right()) == (460, 1159)
    assert (frame.place("inspector").x(), frame.place("inspector").right()) == (1161, 1439)
    assert {frame.place(one).y() for one in ("sidebar", "articles", "text", "inspector")} == {48}
    assert top.search.geometry() == QRect(184, 8, 460, 32)


def test_the_measures_of_the_narrow_window(frame: Frame) -> None:
    frame.resize(960, 700)
    assert (frame.place("rail").x(), frame.place("rail").width()) == (0, 48)
    assert frame.place("articles").x() == 48
    assert frame.window.top_bar.search.geometry() == QRect(112, 8, 330, 32)


@pytest.mark.parametrize(
    ("width", "seen"),
    [
        (1440, {"sidebar", "articles", "text", "inspector"}),
        (1360, {"sidebar", "articles", "text", "inspector"}),
        (1359, {"sidebar", "articles", "text"}),
        (1120, {"sidebar", "articles", "text"}),
        (1119, {"rail", "articles", "text"}),
        (900, {"rail", "articles", "text"}),
        (899, {"rail", "articles"}),
        (640, {"rail", "articles"}),
    ],
)
def test_what_gives_way_as_the_window_narrows(frame: Frame, width: int, seen: set[str]) -> None:
    frame.resize(width, 700)
    assert frame.seen() == seen


def test_columns_come_back_as_the_window_grows(frame: Frame) -> None:
    before = {name: frame.place(name) for name in ("sidebar", "articles", "text", "inspector")}
    for width in (640, 950, 1200, 1440):
        frame.resize(width, 900)
    after = {name: frame.place(name) for name in before}
    assert all(abs(after[name].x() - before[name].x()) <= 2 for name in before)


def test_the_window_is_never_smaller_than_640_by_480(frame: Frame) -> None:
    frame.resize(300, 200)
    assert (frame.window.width(), frame.window.height()) == (640, 480)


def test_one_column_at_a_time_and_back_to_the_list(frame: Frame, commands: Commands) -> None:
    frame.resize(800, 700)
    frame.bus.open_requested.emit(Target("article", id=1))
    frame.room.face.asked_for_main.emit()
    assert frame.seen() == {"text"}
    assert frame.window.top_bar.back.isEnabled()
    commands.run("window.back")
    assert frame.seen() == {"rail", "articles"}


def test_f9_f10_and_f11(frame: Frame, qtbot: QtBot) -> None:
    text = frame.part("text")
    press = qtbot.keyClick
    press(text, Qt.Key.Key_F9)
    assert frame.seen() == {"articles", "text", "inspector"}
    press(text, Qt.Key.Key_F9)
    press(text, Qt.Key.Key_F10)
    assert frame.seen() == {"sidebar", "articles", "text"}
    press(text, Qt.Key.Key_F10)
    press(text, Qt.Key.Key_F11)
    frame.settle()
    assert frame.seen() == {"text"}
    assert not frame.window.top_bar.isVisible()
    assert frame.place("text") == frame.window.rect()
    press(text, Qt.Key.Key_F11)
    assert frame.seen() == {"sidebar", "articles", "text", "inspector"}


def test_the_inspector_floats_over_the_text_when_there_is_no_room(
    frame: Frame, qtbot: QtBot
) -> None:
    frame.resize(1200, 800)
    text = frame.place("text")
    qtbot.keyClick(frame.part("text"), Qt.Key.Key_F10)
    assert "inspector" in frame.seen()
    assert frame.place("text") == text
    assert frame.place("inspector").right() == frame.window.width() - 1
    qtbot.keyClick(frame.part("text"), Qt.Key.Key_F10)
    assert "inspector" not in frame.seen()


def test_f6_goes_through_the_regions_in_order(frame: Frame, qtbot: QtBot) -> None:
    frame.window.activateWindow()
    frame.window.top_bar.search.setFocus()

    def region() -> str:
        now: QWidget | None = QApplication.focusWidget()
        while now is not None and now.objectName() not in ORDER:
            now = now.parentWidget() if now is not frame.window.top_bar else None
        return now.objectName() if now is not None else "top"

    found = []
    for _ in range(6):
        frame.window.next_region()
        found.append(region())
    assert found == ["sidebar", "articles", "text", "inspector", "status", "top"]
    frame.window.next_region(-1)
    assert region() == "status"


ORDER = ("sidebar", "articles", "text", "inspector", "status")


def test_back_and_forward(frame: Frame, commands: Commands) -> None:
    one, two = Target("article", id=1), Target("article", id=2)
    found = Target("search", query="cable")
    for target in (one, two, found):
        frame.bus.open_requested.emit(target)
    assert frame.window.room_in_front is not None
    assert frame.window.room_in_front.name == "search"
    commands.run("window.back")
    assert frame.window.room_in_front.name == "reading"
    commands.run("window.back")
    assert frame.reading.targets == [one, two, two, one]
    assert not frame.window.top_bar.back.isEnabled()
    commands.run("window.forward")
    commands.run("window.forward")
    assert frame.search.targets == [found, found]
    assert not frame.window.top_bar.forward.isEnabled()


def test_a_kind_that_no_room_opens_changes_nothing(frame: Frame) -> None:
    frame.bus.open_requested.emit(Target("painting", id=1))
    assert frame.window.room_in_front is not None
    assert frame.window.room_in_front.name == "reading"


def test_facets_give_way_in_a_narrow_search(frame: Frame) -> None:
    frame.bus.open_requested.emit(Target("search", query="x"))
    assert frame.seen() == {"sidebar", "facets", "results", "preview"}
    frame.resize(1000, 700)
    assert frame.seen() == {"rail", "results", "preview"}


def test_places_are_remembered(
    make_frame: Callable[[], Frame], hub: ThemeHub, bus: Bus, preferences: Preferences
) -> None:
    frame = make_frame()
    frame.window.setGeometry(20, 30, 1400, 800)
    frame.settle()
    splitter = frame.part("articles").parentWidget()
    assert isinstance(splitter, HairlineSplitter)
    splitter.moveSplitter(330, 1)
    frame.window.close()
    assert preferences.settings.window["window"] == "20 30 1400 800 0"
    again = MainWindow(hub, bus, Commands(), preferences)
    second = Frame(again, bus)
    again.show()
    second.settle()
    try:
        assert again.size().width() == 1400
        assert abs(second.place("articles").width() - 330) <= 2
    finally:
        again.close()


def test_a_place_on_a_screen_that_is_gone_is_not_used(
    hub: ThemeHub, bus: Bus, commands: Commands, preferences: Preferences, qtbot: QtBot
) -> None:
    preferences.remember("window", "90000 90000 1400 800 0")
    window = MainWindow(hub, bus, commands, preferences)
    qtbot.addWidget(window)
    assert window.x() < 5000


def test_notices_are_never_more_than_two_and_stand_under_the_top_bar(frame: Frame) -> None:
    for number in range(3):
        frame.bus.notice.emit(Notice(f"Trouble {number}", tone=Tone.PROBLEM))
    assert [one.subject for one in frame.window.notices.notices] == ["Trouble 1", "Trouble 2"]
    frame.settle()
    assert frame.window.notices.geometry().getRect() == (0, 48, 1440, 88)
    assert frame.place("text").y() == 48 + 88


def test_a_notice_with_the_key_of_another_takes_its_place(frame: Frame) -> None:
    frame.bus.notice.emit(Notice("Index behind", tone=Tone.PROBLEM, key="index"))
    frame.bus.notice.emit(Notice("Index damaged", tone=Tone.PROBLEM, key="index"))
    assert [one.subject for one in frame.window.notices.notices] == ["Index damaged"]
    frame.window.notices.take_key("index")
    assert frame.window.notices.height() == 0


def test_answering_a_notice_closes_it(frame: Frame) -> None:
    done: list[str] = []
    answer = Answer("Rebuild now", lambda: done.append("rebuilt"), primary=True)
    frame.bus.notice.emit(Notice("Index damaged", tone=Tone.PROBLEM, answers=(answer,)))
    button = frame.window.notices.findChild(PushButton)
    assert button is not None
    button.click()
    assert done == ["rebuilt"]
    assert frame.window.notices.notices == ()


def test_quiet_news_makes_no_bar(frame: Frame) -> None:
    frame.bus.notice.emit(Notice("Highlight added"))
    assert frame.window.notices.notices == ()


def test_the_theme_is_switched_at_run_time(
    frame: Frame, hub: ThemeHub, preferences: Preferences, commands: Commands
) -> None:
    preferences.changed.connect(lambda settings: hub.choose(settings.theme.value))
    light = frame.window.grab().toImage()
    commands.run("window.theme")
    assert hub.theme.dark
    dark = frame.window.grab().toImage()
    assert light.pixelColor(700, 20) == hub.theme.panel or light != dark
    assert dark.pixelColor(1000, 20) == hub.theme.panel
    commands.run("window.theme")
    assert frame.window.grab().toImage() == light


def test_a_part_with_its_own_palette_follows_the_theme(
    frame: Frame, hub: ThemeHub, qtbot: QtBot
) -> None:
    page = QPlainTextEdit(frame.part("text"))

    def colour(theme: Theme) -> None:
        palette = page.palette()
        palette.setColor(QPalette.ColorRole.Base, theme.paper)
        page.setPalette(palette)

    colour(hub.theme)
    hub.changed.connect(colour)
    page.resize(100, 100)
    page.show()
    hub.choose("dark")
    assert page.grab().toImage().pixelColor(50, 60) == hub.theme.paper
    assert hub.theme.dark


def test_there_is_one_focus_ring(frame: Frame, qtbot: QtBot) -> None:
    frame.window.activateWindow()
    ring = frame.window.findChild(FocusRing)
    assert ring is not None
    frame.window.top_bar.menu_button.setFocus()
    qtbot.waitUntil(ring.isVisible)
    assert ring.geometry() == QRect(4, 4, 40, 40)
    frame.part("text").line.setFocus()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: not ring.isVisible())


def test_tools_that_find_no_place_go_into_more(
    frame: Frame, commands: Commands, hub: ThemeHub, bus: Bus
) -> None:
    reader = ("highlight", "note", "tag", "star", "send", "dossier", "correct", "caret", "find")
    names = tuple(f"reader.{one}" for one in reader)
    for name in names:
        commands.bind(name, frame.window, lambda: None)
    room = reading_room(Opened(), tools=names)
    bar = frame.window.top_bar
    bar.show_room(room, ("window.theme", "window.inspector"))
    assert not bar.more.isVisible()
    frame.resize(640, 600)
    assert bar.more.isVisible()
    hidden = [action.text() for action in bar.menu_of(bar._hidden).actions()]
    assert hidden
    assert hidden[0].startswith("Highlight")
    shown = [one for one in bar._tools if one.isVisible()]
    assert all(one.geometry().right() < 640 for one in shown)
    assert bar.search.geometry().right() < bar.more.x()
