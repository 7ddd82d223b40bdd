"""Rows: the model over values, and the ground that tells chosen, pointed at and in focus apart."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListView, QStyleOptionViewItem, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.ui.theme import LIGHT, ThemeHub
from desktop.ui.widgets.rows import Index, RowDelegate, RowRole, Rows, row_ground

pytestmark = pytest.mark.gui


class Names(Rows[str]):
    def title(self, row: str) -> str:
        return row

    def sentence(self, row: str) -> str:
        return f"called {row}"


class Grounds(RowDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, _index: Index) -> None:
        row_ground(painter, self._hub.theme, option)


@pytest.fixture
def names() -> Names:
    model = Names()
    model.show_rows(["Ada", "Bo"])
    return model


def test_a_row_says_its_value_its_title_and_its_sentence(
    names: Names, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(names)
    first = names.index(0)
    roles = Qt.ItemDataRole
    assert first.data(RowRole) == first.data(roles.DisplayRole) == "Ada"
    assert first.data(roles.ToolTipRole) == "Ada"
    assert first.data(roles.AccessibleTextRole) == "called Ada"
    assert QModelIndex().data(RowRole) is None


def test_rows_are_added_behind_those_shown(names: Names, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(names)
    heard: list[tuple[int, int]] = []
    names.rowsInserted.connect(lambda _parent, first, last: heard.append((first, last)))
    names.add_rows(["Cy", "Di"])
    names.add_rows([])
    assert heard == [(2, 3)]
    assert list(names.rows) == ["Ada", "Bo", "Cy", "Di"]
    names.show_rows(["Ed"])
    assert list(names.rows) == ["Ed"]


def test_only_the_current_row_of_a_list_in_focus_has_the_ring(
    names: Names, hub: ThemeHub, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(200, 120)
    view = QListView(window)
    view.setFrameShape(QListView.Shape.NoFrame)
    view.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
    view.setModel(names)
    view.setItemDelegate(Grounds(hub, view))
    view.setGeometry(0, 0, 200, 120)
    window.show()
    qtbot.waitExposed(window)
    view.setCurrentIndex(names.index(1))
    view.selectAll()

    def edge(row: int) -> QColor:
        """The colour where the left side of a row's ring would be."""
        place = view.visualRect(names.index(row))
        return view.viewport().grab().toImage().pixelColor(place.left() + 2, place.center().y())

    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    assert (edge(0), edge(1)) == (LIGHT.selected_focus, LIGHT.accent)
    view.clearFocus()
    quiet = edge(0)
    assert quiet == edge(1)
    assert quiet not in (LIGHT.selected_focus, LIGHT.accent)
    view.clearSelection()
    assert edge(0) != quiet
