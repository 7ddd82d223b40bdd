"""Dates in English text: where they stand, what day, month, year or range they mean, how exactly.

Values are ISO 8601 as far as it goes ("2025-12-15", "2025-12", "2025", "2025-W50", "2014/2019") and
EDTF beyond it ("199X" a decade, "19XX" a century, "2023-21" a spring). A date that hangs on an
unknown day of publication has no value; one that hangs on another date ("three days later") is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from desktop.entities.date_values import (
    NUMBERS,
    ORDINALS,
    Published,
    Value,
    ago,
    bare_month,
    century,
    days_range,
    decade,
    full_day,
    iso,
    month_of_year,
    near_day,
    near_unit,
    quarter_of,
    season_of_year,
    weekday,
    year,
    years_range,
)


class FoundDate(NamedTuple):
    """A date in a text; `normal` may be "", `fine` says how exact it is: "day", "month", "range"..."""

    start: int
    end: int
    normal: str
    fine: str


_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_SURE_MONTH = r"(?:January|February|April|June|July|August|September|October|November|December)"
_DAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_NUMBER_OF_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[0-9]|20)\d\d"
_LIKELY_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_SEASON = r"(?:spring|summer|autumn|winter|fall)"
_COUNT = r"(?:\d{1,3}|" + "|".join(NUMBERS) + ")"
_PART = r"(?:mid-)?"
_DASH = r"\s?[-–—]\s?"
_NOT_YEARS = (
    r"(?!\s?(?:km|kg|mm|cm|people|persons|troops|soldiers|men|women|children|tonnes|tons|miles|civilians|dollars"
    r"|euros|pounds|prisoners|homes|houses|met(?:er|re)s|kilomet(?:er|re)s|feet|percent|per cent|%|drones|tanks"
    r"|missiles|refugees|jobs|times|words|pages|points|votes|cases|deaths|hours|hectares|acres|barrels)\b)"
)
_AFTER_YEAR = r"(?![\w%]|[.,:]\d|-\w)"


def _compiled(pattern: str, *, any_case: bool = False) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.,/-]){pattern}", re.IGNORECASE if any_case else 0)


def dates_in(text: str, published: str = "") -> list[FoundDate]:
    """Find the dates of an English text in order, none inside another."""
    when = Published.read(published)
    found: list[FoundDate] = []
    for pattern, value in _RULES:
        for match in pattern.finditer(text):
            start, end = match.span("date")
            made = value(match, when)
            if made is not None:
                found.append(FoundDate(start, end, *made))
    # Where two overlap the longer one stands, then the one whose rule comes first.
    kept: list[FoundDate] = []
    taken = bytearray(len(text)) if found else bytearray()
    for one in sorted(found, key=lambda one: one.start - one.end):
        if not any(taken[one.start : one.end]):
            taken[one.start : one.end] = b"\x01" * (one.end - one.start)
            kept.append(one)
    return sorted(kept)


def _rules() -> list[tuple[re.Pattern[str], Callable[[re.Match[str], Published], Value | None]]]:
    day_before = rf"(?:{_DAY},? (?:the )?)?"
    units = r"(?P<unit>day|week|month|year|decade)s?"
    ahead = r"(?:in|since|by|until|till|from|during|before|after|through|of|and|to|between|late|early|mid) "
    return [
        (_compiled(r"(?P<date>\d{4}-\d\d-\d\d)(?![\w-])"), iso),
        (
            _compiled(
                rf"(?P<date>{day_before}(?P<day>{_NUMBER_OF_DAY})(?: of)? (?P<month>{_MONTH})(?:,? (?P<year>{_YEAR}))?)"
                r"(?!\w)"
            ),
            full_day,
        ),
        (
            _compiled(
                rf"(?P<date>{day_before}(?P<month>{_MONTH}) (?P<day>{_NUMBER_OF_DAY})(?:,? (?P<year>{_YEAR}))?)"
                r"(?![\w%]|[.,:]\d)"
            ),
            full_day,
        ),
        (
            _compiled(
                rf"(?P<date>(?P<day>{_NUMBER_OF_DAY})(?: (?P<month>{_MONTH}))?(?:{_DASH}| (?:to|and) )"
                rf"(?P<day2>{_NUMBER_OF_DAY}) (?P<month2>{_MONTH})(?:,? (?P<year>{_YEAR}))?)(?!\w)"
            ),
            days_range,
        ),
        (
            _compiled(
                rf"(?P<date>(?P<month>{_MONTH}) (?P<day>{_NUMBER_OF_DAY}){_DASH}(?:(?P<month2>{_MONTH}) )?"
                rf"(?P<day2>{_NUMBER_OF_DAY})(?:,? (?P<year>{_YEAR}))?)(?!\w)"
            ),
            days_range,
        ),
        (
            _compiled(
                rf"(?P<date>{_PART}(?P<month>{_MONTH})(?:,| of)? (?P<year>{_YEAR})){_AFTER_YEAR}",
                any_case=False,
            ),
            month_of_year,
        ),
        (_compiled(rf"(?P<date>{_PART}(?P<month>{_SURE_MONTH}))(?!\w|[-–]\w)"), bare_month),
        (_compiled(rf"{ahead}(?P<date>(?P<month>March|May))(?!\w|[-–]\w| [A-Z])"), bare_month),
        (
            _compiled(
                rf"(?P<date>(?P<which>last|next|this|Last|Next|This) (?P<month>{_MONTH}))(?!\w)"
            ),
            bare_month,
        ),
        (
            _compiled(
                rf"(?P<date>{_PART}(?P<season>{_SEASON}),? (?:of |in )?(?P<year>{_YEAR})){_AFTER_YEAR}",
                any_case=True,
            ),
            season_of_year,
        ),
        (
            _compiled(
                rf"(?P<date>(?:the )?(?:Q(?P<quarter>[1-4])|(?P<word>first|second|third|fourth) quarter)"
                rf"(?: of|,)? (?P<year>{_YEAR})){_AFTER_YEAR}"
            ),
            quarter_of,
        ),
        (
            _compiled(
                rf"(?P<date>(?P<year>{_LIKELY_YEAR})[-–/](?P<year2>\d{{4}}|\d\d))(?![\w%-]|[.,]\d)"
            ),
            years_range,
        ),
        (_compiled(rf"(?P<date>{_PART}(?P<year>{_LIKELY_YEAR})){_AFTER_YEAR}{_NOT_YEARS}"), year),
        (
            _compiled(
                r"(?P<date>(?:mid-)?(?P<decade>(?:1[5-9]|20)\d0)s)(?!\w)",
                any_case=True,
            ),
            decade,
        ),
        (
            re.compile(r"(?<!\w)(?P<date>(?:mid-)?[’'](?P<decade>[2-9]0)s)(?!\w)"),
            decade,
        ),
        (
            _compiled(
                rf"(?P<date>(?P<which>\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(ORDINALS)})[ -]century)"
                r"(?!\w)",
                any_case=True,
            ),
            century,
        ),
        (
            _compiled(
                r"(?P<date>(?P<word>today|tonight|yesterday|tomorrow))(?![\w’'])", any_case=True
            ),
            near_day,
        ),
        (
            _compiled(
                rf"(?P<date>(?:(?P<which>last|next|this|past|coming|Last|Next|This) )?(?P<weekday>{_DAY})"
                r"(?: (?:morning|afternoon|evening|night))?)(?!\w|[-–]\w)"
            ),
            weekday,
        ),
        (
            _compiled(
                r"(?P<date>(?P<which>last|next|this|past|previous|coming) "
                rf"(?P<unit>week|weekend|month|year|decade|century|{_SEASON}))(?!\w|[-–]\w)",
                any_case=True,
            ),
            near_unit,
        ),
        (
            _compiled(
                rf"(?P<date>(?P<count>{_COUNT}) {units} ago)(?!\w)",
                any_case=True,
            ),
            ago,
        ),
    ]


_RULES = _rules()
