"""Dates in words: as precise as they are known, in the reader's own day."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.ui.dates import full_date, month_name, months_between, plain_date, short_date

pytestmark = pytest.mark.gui


@pytest.fixture
def in_tokyo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("iso", "said"),
    [
        ("2025-12-15", "15 Dec"),
        ("2024-12-15T10:00:00Z", "15 Dec 2024"),
        ("2025-12", "Dec 2025"),
        ("2025", "2025"),
        ("", ""),
        ("2025-13-45", "2025-13-45"),
        ("2025-W50", "2025-W50"),
        ("2025-12-15Tea", "2025-12-15Tea"),
    ],
)
def test_dates_are_as_short_as_they_can_be(iso: str, said: str) -> None:
    assert short_date(iso, date(2025, 12, 20)) == said


@pytest.mark.parametrize(
    ("iso", "full", "plain"),
    [
        ("2025-12-05", "5 December 2025", "5 Dec 2025"),
        ("2025-12", "December 2025", "Dec 2025"),
        ("2025", "2025", "2025"),
        ("", "", ""),
        ("some day", "some day", "some day"),
    ],
)
def test_dates_with_their_year(iso: str, full: str, plain: str) -> None:
    assert full_date(iso) == full
    assert plain_date(iso) == plain


@pytest.mark.skipif(os.name == "nt", reason="the time zone cannot be changed there")
@pytest.mark.usefixtures("in_tokyo")
def test_a_time_is_told_as_the_reader_s_own_day() -> None:
    assert plain_date("2025-12-31T20:00:00Z") == "1 Jan 2026"
    assert short_date("2025-12-31T20:00:00Z", date(2026, 3, 1)) == "1 Jan"
    assert plain_date("2025-12-31") == "31 Dec 2025"


def test_the_name_of_a_month() -> None:
    assert month_name("2025-12") == "Dec"


@given(st.dates(), st.dates())
def test_no_month_is_left_out(one: date, other: date) -> None:
    first, last = sorted((one, other))
    months = months_between(first.isoformat(), last.isoformat())
    apart = (last.year - first.year) * 12 + last.month - first.month
    assert len(set(months)) == len(months) == apart + 1
    assert months == sorted(months)
    assert months[0] == first.isoformat()[:7]
    assert months[-1] == last.isoformat()[:7]
