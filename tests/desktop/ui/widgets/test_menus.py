"""A menu takes the theme's colours, opens under its button, and is gone when it was used."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.theme import DARK, LIGHT, Theme
from desktop.ui.widgets.menus import Menu

pytestmark = pytest.mark.gui


@pytest.fixture
def button(qtbot: QtBot) -> QWidget:
    button = QWidget()
    qtbot.addWidget(button)
    button.setGeometry(40, 30, 60, 20)
    button.show()
    qtbot.waitExposed(button)
    return button


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_it_has_the_ground_of_the_theme(button: QWidget, theme: Theme) -> None:
    menu = Menu(theme, button)
    menu.addAction("Open")
    menu.ensurePolished()
    menu.resize(menu.sizeHint())
    assert menu.grab().toImage().pixelColor(menu.width() - 8, menu.height() // 2) == theme.card


@pytest.mark.qt_log_ignore("This plugin does not support")  # of every popup, offscreen
def test_it_goes_when_it_was_used(button: QWidget, qtbot: QtBot) -> None:
    menu = Menu(LIGHT, button)
    chosen: list[str] = []
    menu.addAction("Open").setData("open")
    menu.triggered.connect(lambda action: chosen.append(action.data()))
    menu.open_under(button, gap=3)
    assert menu.pos() == button.mapToGlobal(QPoint(0, 23))
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert chosen == ["open"]
    qtbot.waitUntil(lambda: not shiboken6.isValid(menu))
