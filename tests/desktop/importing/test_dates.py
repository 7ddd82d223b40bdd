"""Dates as they are written, and dates that are none."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.importing.dates import iso_or_nothing, read_date


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("15 December 2025", "2025-12-15"),
        ("December 15, 2025", "2025-12-15"),
        ("Monday, 15 December 2025", "2025-12-15"),
        ("Published: 15 Dec 2025, 10:30 GMT", "2025-12-15T10:30Z"),
        ("Updated 4 November 2025 at 3:15 pm UTC", "2025-11-04T15:15Z"),
        ("15 December 2025, 10:30", "2025-12-15"),
        ("2025-12-15", "2025-12-15"),
        ("2025-12-15T10:30:00+02:00", "2025-12-15T10:30+02:00"),
        ("15.12.2025", "2025-12-15"),
        ("25/12/2025", "2025-12-25"),
        ("12/25/2025", "2025-12-25"),
        ("5/5/2025", "2025-05-05"),
        ("15 грудня 2025 року", "2025-12-15"),
        ("15 декабря 2025 г.", "2025-12-15"),
        ("15. Dezember 2025", "2025-12-15"),
        ("15 de diciembre de 2025", "2025-12-15"),
        ("1er janvier 2024", "2024-01-01"),
        ("15 grudnia 2025", "2025-12-15"),
        ("2025年12月15日", "2025-12-15"),
        ("December 2025", "2025-12"),
    ],
)
def test_dates_are_read(words: str, iso: str) -> None:
    assert read_date(words) == iso


@pytest.mark.parametrize(
    "words",
    [
        "03/04/2025",
        "31 February 2025",
        "May",
        "May 5",
        "2025",
        "On 15 December 2025 it rained",
        "15",
        "",
        "tomorrow",
    ],
)
def test_what_is_ambiguous_or_no_date_is_not(words: str) -> None:
    assert read_date(words) == ""


@pytest.mark.parametrize(
    ("stamp", "iso"),
    [
        ("2025-07-24T08:00:00+02:00", "2025-07-24T08:00+02:00"),
        ("2025-07-24T08:00:00.000Z", "2025-07-24T08:00Z"),
        ("2025-07-24T08:00:00", "2025-07-24"),
        ("2025-07", "2025-07"),
        ("2025", "2025"),
        ("24 July 2025", "2025-07-24"),
        ("nonsense", ""),
        ("2025-13-45", ""),
    ],
)
def test_machine_stamps(stamp: str, iso: str) -> None:
    assert iso_or_nothing(stamp) == iso


@given(st.dates(min_value=date(1600, 1, 1)))
def test_every_day_comes_back(day: date) -> None:
    if day.year < 2200:
        assert read_date(f"{day.day} {day:%B} {day.year}") == day.isoformat()
        assert read_date(day.isoformat()) == day.isoformat()


@given(st.text(max_size=80))
def test_no_words_make_it_fail(words: str) -> None:
    read_date(words)
    iso_or_nothing(words)
