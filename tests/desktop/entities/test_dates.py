"""Dates: where they stand, what they mean, how exactly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.entities.date_values import Published
from desktop.entities.dates import dates_in

PUBLISHED = "2025-12-16"  # a Tuesday


@pytest.mark.parametrize(
    ("text", "found", "normal", "fine"),
    [
        ("on 15 December 2025 it", "15 December 2025", "2025-12-15", "day"),
        ("on December 15, 2025, it", "December 15, 2025", "2025-12-15", "day"),
        ("on Monday, 3 March 2014 it", "Monday, 3 March 2014", "2014-03-03", "day"),
        ("on Dec. 15 it", "Dec. 15", "2025-12-15", "day"),
        ("on the 3rd of May 1999", "3rd of May 1999", "1999-05-03", "day"),
        ("on 2024-03-02 it", "2024-03-02", "2024-03-02", "day"),
        ("on Monday the", "Monday", "2025-12-15", "day"),
        ("since last Tuesday", "last Tuesday", "2025-12-09", "day"),
        ("talks due on Friday", "Friday", "2025-12-19", "day"),
        ("it ended on Friday", "Friday", "2025-12-12", "day"),
        ("It was said yesterday.", "yesterday", "2025-12-15", "day"),
        ("tomorrow they", "tomorrow", "2025-12-17", "day"),
        ("two weeks ago", "two weeks ago", "2025-12-02", "day"),
        ("last week the", "last week", "2025-W50", "week"),
        ("next month", "next month", "2026-01", "month"),
        ("earlier this month", "this month", "2025-12", "month"),
        ("10 months ago", "10 months ago", "2025-02", "month"),
        ("in February the", "February", "2025-02", "month"),
        ("in May the", "May", "2025-05", "month"),
        ("in late March 2020", "March 2020", "2020-03", "month"),
        ("last year the", "last year", "2024", "year"),
        ("since 2022, it", "2022", "2022", "year"),
        ("in early 2014", "2014", "2014", "year"),
        ("mid-2021 saw", "mid-2021", "2021", "year"),
        ("in the 1990s", "1990s", "199X", "decade"),
        ("the 19th century", "19th century", "18XX", "century"),
        ("from 2014-2019 it", "2014-2019", "2014/2019", "range"),
        ("the years 1939–45", "1939–45", "1939/1945", "range"),
        ("on 5-7 June 2023", "5-7 June 2023", "2023-06-05/2023-06-07", "range"),
        ("28 May to 2 June 2024", "28 May to 2 June 2024", "2024-05-28/2024-06-02", "range"),
        ("in spring 2023 the", "spring 2023", "2023-21", "season"),
        ("the third quarter of 2024", "the third quarter of 2024", "2024-35", "quarter"),
    ],
)
def test_a_date_is_found_and_understood(text: str, found: str, normal: str, fine: str) -> None:
    (one,) = dates_in(text, PUBLISHED)
    assert (text[one.start : one.end], one.normal, one.fine) == (found, normal, fine)


@pytest.mark.parametrize(
    "text",
    [
        "2000 troops and 1,900 men",
        "May is tired, and Theresa May spoke",
        "It may march on.",
        "the F-2022 and 2022-A",
        "version 2.2022",
        "three days of talks",
        "three days earlier and the following spring",
        "a four-year war",
    ],
)
def test_what_is_no_date_stays_alone(text: str) -> None:
    assert dates_in(text, PUBLISHED) == []


def test_what_hangs_on_the_day_of_publication_has_no_value_without_it() -> None:
    assert [one.normal for one in dates_in("on Monday and last week and in 2020")] == [
        "",
        "",
        "2020",
    ]


def test_a_month_alone_known_still_gives_years_and_months() -> None:
    found = dates_in("yesterday, last month, last year", "2025-01")
    assert [one.normal for one in found] == ["", "2024-12", "2024"]


@pytest.mark.parametrize("published", ["", "soon", "2025-13", "0000", "2025-02-30", "9999-12-31"])
def test_odd_days_of_publication_are_borne(published: str) -> None:
    assert [one.fine for one in dates_in("yesterday and next year", published)] == ["day", "year"]


def test_published_is_read_to_the_precision_known() -> None:
    assert Published.read("2025-12-16T08:00:00Z") == Published(2025, 12, 16)
    assert Published.read("2025-12") == Published(2025, 12)


@given(st.text(alphabet="0123456789 -–/.,'JanuaryMyqstfohMdcentwk lr", max_size=60))
def test_no_text_breaks_it_and_none_overlap(text: str) -> None:
    last = 0
    for one in dates_in(text, PUBLISHED):
        assert last <= one.start < one.end <= len(text)
        last = one.end
