"""The histogram narrows to the months between its handles, and stands where the query stands."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.desk import Desk
from desktop.progress import QuietTask
from desktop.ui.search.histogram import Histogram, months_between
from desktop.ui.search.query_edit import with_dates
from desktop.ui.theme import ThemeHub
from desktop.work.search import search

pytestmark = pytest.mark.gui

MONTHS = (("2025-05", 2), ("2025-07", 4), ("2025-12", 3))


@pytest.fixture
def histogram(qtbot: QtBot, hub: ThemeHub) -> Histogram:
    histogram = Histogram(hub)
    qtbot.addWidget(histogram)
    histogram.resize(412, 68)
    histogram.show_months(MONTHS)
    return histogram


def test_months_without_hits_keep_their_place() -> None:
    assert months_between("2025-11", "2026-02") == ["2025-11", "2025-12", "2026-01", "2026-02"]


def test_arrows_move_the_near_handle_by_a_month(histogram: Histogram, qtbot: QtBot) -> None:
    with qtbot.waitSignal(histogram.narrowed) as told:
        qtbot.keyClick(histogram, Qt.Key.Key_Right)
    assert told.args == ["2025-06", ""]
    qtbot.keyClick(histogram, Qt.Key.Key_Space)
    with qtbot.waitSignal(histogram.narrowed) as told:
        qtbot.keyClick(histogram, Qt.Key.Key_Left)
    assert told.args == ["2025-06", "2025-12"]


def test_it_stands_where_the_query_stands(histogram: Histogram) -> None:
    histogram.show_months((("2025-07", 4),), "2025-06", "2025-12")
    assert histogram._range == [1, 7]
    assert histogram._counts["2025-12"] == 3


def test_the_range_finds_what_its_bars_count(histogram: Histogram, seeded_desk: Desk) -> None:
    every = search(seeded_desk, QuietTask(), query="the", facets=True)
    months = dict(every.facets["month"])
    inside = sum(count for month, count in months.items() if "2025-06" <= month < "2025-09")
    query = with_dates("the", every.tokens, "2025-06", "2025-09")
    assert search(seeded_desk, QuietTask(), query=query).total == inside > 0
