"""The small parts: names for what can be pressed, measures, keys, and what they tell."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.bus import Answer, Notice, Tone
from desktop.ui.theme import ThemeHub
from desktop.ui.widgets.bars import NoticeBar, ProgressBar
from desktop.ui.widgets.buttons import LinkButton, PrimaryButton, PushButton, ToolButton
from desktop.ui.widgets.choices import Box, Choice, Segmented, Slider, Switch
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.floating import Popup, Sheet
from desktop.ui.widgets.labels import ElidedLabel, EmptyState, KeyCap, Paragraph, TokenChip
from desktop.ui.widgets.paint import text_lines
from desktop.ui.widgets.pick import Option, PickPopup
from desktop.ui.widgets.tabs import PanelTabs, TabStrip


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(800, 600)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


@pytest.mark.parametrize(
    ("make", "size"),
    [
        (lambda hub: ToolButton(hub, "note", "Note"), (32, 32)),
        (lambda hub: ToolButton(hub, "close", "Close", side=28), (28, 28)),
        (lambda hub: PushButton(hub, "Open…"), (None, 32)),
        (lambda hub: PushButton(hub, "Open…", small=True), (None, 28)),
        (lambda hub: PrimaryButton(hub, "Import…"), (None, 32)),
        (lambda hub: LinkButton(hub, "Undo"), (None, 24)),
        (lambda hub: KeyCap(hub, "H"), (20, 20)),
        (lambda hub: TokenChip(hub, "is", "unread"), (None, 22)),
        (lambda hub: Segmented(hub, [("a", "A"), ("b", "B")], "Choice"), (None, 28)),
        (lambda hub: Field(hub, "Find"), (None, 32)),
        (lambda hub: ProgressBar(hub, width=120), (120, 4)),
        (lambda hub: TabStrip(hub, "Open"), (None, 36)),
        (lambda hub: PanelTabs(hub, ["One"], "Tabs"), (None, 36)),
        (lambda hub: Switch(hub, "Tint"), (None, 28)),
        (lambda hub: Choice(hub, "Face"), (None, 32)),
    ],
)
def test_measures_and_names(make: object, size: tuple[int | None, int], hub: ThemeHub) -> None:
    widget: QWidget = make(hub)  # type: ignore[operator]
    widget.adjustSize()
    wide, high = size
    assert widget.height() == high
    assert wide is None or widget.width() == wide
    assert widget.accessibleName()
    for button in widget.findChildren(QAbstractButton):
        assert button.accessibleName()
        assert min(button.sizeHint().width(), button.sizeHint().height()) >= 22


def test_buttons_are_drawn_for_each_state(hub: ThemeHub, window: QWidget) -> None:
    button = ToolButton(hub, "note", "Note", window, checkable=True)
    button.show()
    pictures = [button.grab().toImage()]
    button.setChecked(True)
    pictures.append(button.grab().toImage())
    button.set_stripe(QColor("#d9b92e"))
    pictures.append(button.grab().toImage())
    button.set_dot(True)
    pictures.append(button.grab().toImage())
    button.explain("There is no article yet")
    pictures.append(button.grab().toImage())
    assert all(one != other for one, other in itertools.pairwise(pictures))
    assert button.toolTip() == "There is no article yet"
    button.explain("")
    assert button.isEnabled()


def test_a_theme_changes_what_is_drawn_and_back(hub: ThemeHub, window: QWidget) -> None:
    box = Box(hub, "People", window)
    box.setChecked(True)
    box.show()
    light = box.grab().toImage()
    hub.choose("dark")
    assert box.grab().toImage() != light
    hub.choose("light")
    assert box.grab().toImage() == light


def test_segmented_tells_the_key(hub: ThemeHub, window: QWidget, qtbot: QtBot) -> None:
    control = Segmented(hub, [("a", "First"), ("b", "Second")], "Order", window)
    control.show()
    control.choose("a")
    with qtbot.waitSignal(control.chosen) as told:
        control._group.button(1).click()
    assert told.args == ["b"]
    assert control.choice == "b"


def test_the_slider_goes_where_it_is_pressed(hub: ThemeHub, window: QWidget, qtbot: QtBot) -> None:
    slider = Slider(hub, "Type size", 14, 26, window)
    slider.show()
    qtbot.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(120, 10))
    assert slider.value() == 20
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert slider.value() == 21


def test_a_token_is_taken_away_by_its_cross_and_by_key(
    hub: ThemeHub, window: QWidget, qtbot: QtBot
) -> None:
    token = TokenChip(hub, "source", "Policy Wire", window)
    token.resize(token.sizeHint())
    token.show()
    with qtbot.waitSignal(token.removed):
        spot = QPoint(token.width() - 8, 11)
        qtbot.mouseClick(token, Qt.MouseButton.LeftButton, pos=spot)
    with qtbot.assertNotEmitted(token.removed):
        qtbot.mouseClick(token, Qt.MouseButton.LeftButton, pos=QPoint(8, 11))
    token.setFocus()
    with qtbot.waitSignal(token.removed):
        qtbot.keyClick(token, Qt.Key.Key_Delete)


def test_tabs_are_chosen_closed_and_opened(hub: ThemeHub, window: QWidget, qtbot: QtBot) -> None:
    strip = TabStrip(hub, "Open articles", window)
    strip.resize(700, 36)
    strip.show()
    strip.show_tabs(["A long title that will not fit into its tab at all", "Second"], 0)
    places = strip._places()
    assert places[0].tab.width() == 212
    click = qtbot.mouseClick
    with qtbot.waitSignal(strip.chosen) as told:
        click(strip, Qt.MouseButton.LeftButton, pos=places[1].tab.center().toPoint())
    assert told.args == [1]
    with qtbot.waitSignal(strip.close_asked) as told:
        click(strip, Qt.MouseButton.LeftButton, pos=places[0].cross.center().toPoint())
    assert told.args == [0]
    with qtbot.waitSignal(strip.close_asked) as told:
        click(strip, Qt.MouseButton.MiddleButton, pos=places[1].tab.center().toPoint())
    assert told.args == [1]
    with qtbot.waitSignal(strip.new_asked):
        click(strip, Qt.MouseButton.LeftButton, pos=strip._plus(places).center().toPoint())
    strip.setFocus()
    with qtbot.waitSignal(strip.chosen) as told:
        qtbot.keyClick(strip, Qt.Key.Key_Right)
    assert told.args == [1]


def test_many_tabs_share_the_room(hub: ThemeHub, window: QWidget) -> None:
    strip = TabStrip(hub, "Open articles", window)
    strip.resize(500, 36)
    strip.show_tabs(["A title of some length"] * 4, 0)
    assert strip._places()[-1].tab.right() <= 500


def test_panel_tabs_by_keyboard(hub: ThemeHub, window: QWidget, qtbot: QtBot) -> None:
    tabs = PanelTabs(hub, ["Entities", "Notes"], "About", window)
    tabs.resize(280, 36)
    tabs.show()
    tabs.setFocus()
    with qtbot.waitSignal(tabs.chosen) as told:
        qtbot.keyClick(tabs, Qt.Key.Key_Right)
    assert told.args == [1]
    assert tabs.accessibleDescription() == "Notes"


def test_an_elided_label_has_the_whole_in_its_tooltip(hub: ThemeHub, window: QWidget) -> None:
    label = ElidedLabel(hub, "Ministers seek a common rule for boarding ships", window)
    label.show()
    label.resize(90, 20)
    assert label.toolTip() == label.text()
    label.resize(900, 20)
    assert label.toolTip() == ""


def test_a_paragraph_is_as_high_as_its_lines(hub: ThemeHub, window: QWidget) -> None:
    text = "Drop files, a folder or copied text anywhere in this window."
    paragraph = Paragraph(hub, text, window, px=18, leading=28, serif=True)
    paragraph.show()
    paragraph.resize(2000, 28)
    assert paragraph.height() == 28
    paragraph.resize(220, 28)
    assert paragraph.height() > 28
    assert paragraph.height() % 28 == 0


@pytest.mark.parametrize("text", ["Балтійські кабелі: що змінилося за рік", "𝔸 😀 fjord " * 12])
def test_lines_are_broken_and_elided_beyond_the_basic_plane(hub: ThemeHub, text: str) -> None:
    lines = text_lines(text, hub.theme.serif(15), 120, 2)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert text.startswith(lines[0])
    assert text_lines("short", hub.theme.sans(14), 400, 3) == ["short"]
    assert text_lines("", hub.theme.sans(14), 400, 3) in ([], [""])


def test_an_empty_state_offers_a_way_out(hub: ThemeHub, window: QWidget, qtbot: QtBot) -> None:
    state = EmptyState(hub, window)
    state.show()
    state.say("Nothing here yet.", head="No article", link="Clear filters")
    assert state.words() == "No article Nothing here yet. Clear filters"
    link = state.findChild(LinkButton)
    assert link is not None
    with qtbot.waitSignal(state.acted):
        link.click()


def test_a_notice_says_its_subject_and_answers(
    hub: ThemeHub, window: QWidget, qtbot: QtBot
) -> None:
    done: list[str] = []
    notice = Notice(
        "The index is damaged",
        "Nothing is lost.",
        Tone.PROBLEM,
        (
            Answer("Rebuild now", lambda: done.append("now"), primary=True),
            Answer("Why", lambda: done.append("why")),
        ),
    )
    bar = NoticeBar(hub, notice, window)
    bar.show()
    assert bar.height() == 44
    assert bar.accessibleName() == "The index is damaged. Nothing is lost."
    link = bar.findChild(LinkButton)
    assert link is not None
    with qtbot.waitSignal(bar.closed):
        link.click()
    assert done == ["why"]


class _Form(Sheet):
    def __init__(self, hub: ThemeHub, parent: QWidget) -> None:
        super().__init__(hub, parent, width=400, height=300)
        column = QVBoxLayout(self)
        self.one, self.two = Field(hub, "One", self), Field(hub, "Two", self)
        column.addWidget(self.one)
        column.addWidget(self.two)


def test_a_sheet_keeps_the_focus_and_gives_it_back(
    hub: ThemeHub, window: QWidget, qtbot: QtBot
) -> None:
    before = QLineEdit(window)
    before.show()
    before.setFocus()
    sheet = _Form(hub, window)
    sheet.open_sheet(sheet.one)
    assert sheet.geometry().center().x() in (399, 400)
    assert sheet.one.hasFocus()
    qtbot.keyClick(sheet.one, Qt.Key.Key_Tab)
    assert sheet.two.hasFocus()
    qtbot.keyClick(sheet.two, Qt.Key.Key_Tab)
    assert sheet.one.hasFocus()
    with qtbot.waitSignal(sheet.closed):
        qtbot.keyClick(sheet.one, Qt.Key.Key_Escape)
    assert before.hasFocus()
    assert not sheet._scrim.isVisible()


def test_a_click_beside_a_sheet_closes_it(hub: ThemeHub, window: QWidget, qtbot: QtBot) -> None:
    sheet = _Form(hub, window)
    sheet.open_sheet(sheet.one)
    qtbot.mouseClick(sheet._scrim, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert not sheet.isVisible()


def test_a_popup_stays_inside_the_window_and_closes_on_a_click_outside(
    hub: ThemeHub, window: QWidget, qtbot: QtBot
) -> None:
    popup = Popup(hub, window)
    popup.setFixedSize(200, 100)
    popup.open_at(QPoint(790, 590))
    assert window.rect().contains(popup.geometry())
    qtbot.mouseClick(window, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert not popup.isVisible()


def test_picking_narrows_and_creates(hub: ThemeHub, window: QWidget, qtbot: QtBot) -> None:
    popup = PickPopup(hub, window, placeholder="Tag", creates="New tag “{name}”")
    QAbstractItemModelTester(popup._model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    popup.offer([Option("a", "jurisdiction", "tag"), Option("b", "to-check", "tag", ticked=True)])
    popup.open_near(QPoint(10, 10))
    assert popup.field.hasFocus()
    qtbot.keyClicks(popup.field, "juris")
    with qtbot.waitSignal(popup.picked) as told:
        qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    assert told.args == ["a"]
    popup.open_near(QPoint(10, 10))
    qtbot.keyClick(popup.field, Qt.Key.Key_Down)
    with qtbot.waitSignal(popup.picked) as told:
        qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    assert told.args == ["b"]
    popup.open_near(QPoint(10, 10))
    qtbot.keyClicks(popup.field, "repair")
    with qtbot.waitSignal(popup.created) as told:
        qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    assert told.args == ["repair"]
