"""Dates in English text: where they stand, what day, month, year or range they mean, how exactly.

Values are ISO 8601 as far as it goes ("2025-12-15", "2025-12", "2025", "2025-W50", "2014/2019") and
EDTF beyond it ("199X" a decade, "19XX" a century, "2023-21" a spring). A date that hangs on an
unknown day of publication has no value; one that hangs on another date ("three days later") is none.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple


class FoundDate(NamedTuple):
    """A date in a text; `normal` may be "", `fine` says how exact it is: "day", "month", "range"..."""

    start: int
    end: int
    normal: str
    fine: str


@dataclass(frozen=True)
class Published:
    """When a text appeared, as exactly as is known: a missing month or day is 0."""

    year: int = 0
    month: int = 0
    day: int = 0

    @classmethod
    def read(cls, published: str) -> Published:
        """Read an ISO date of any precision; anything else is unknown."""
        match = re.match(r"([1-8][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", published)
        if match is None:
            return cls()
        year, month, day = (int(part or 0) for part in match.groups())
        try:
            date(year, month or 1, day or 1)
        except ValueError:
            return cls()
        return cls(year, month, day)

    @property
    def on(self) -> date | None:
        """The day, when it is known."""
        return date(self.year, self.month, self.day) if self.day else None


_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_SEASONS = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}
_NUMBERS = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ]
    )
} | {"a": 1, "an": 1, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_ORDINALS = {
    word: number
    for number, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
            "twenty-first",
        ],
        1,
    )
}

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
_COUNT = r"(?:\d{1,3}|" + "|".join(_NUMBERS) + ")"
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


_Value = tuple[str, str]


def _month_number(word: str) -> int:
    return next(i for i, month in enumerate(_MONTHS, 1) if month.startswith(word[:3].lower()))


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]


def _digits(word: str) -> int:
    return int(re.sub(r"\D", "", word))


def _will_come(match: re.Match[str]) -> bool:
    """Whether the words around a date speak of what is to come."""
    before = match.string[max(0, match.start() - 60) : match.start()]
    sentence = re.split(r"[.!?\n]", before)[-1]
    return bool(
        re.search(
            r"\b(?:will|due|scheduled|expected|plans?|planned|to be held|set to|next)\b", sentence
        )
    )


def _iso(match: re.Match[str], _: Published) -> _Value | None:
    try:
        return date.fromisoformat(match["date"]).isoformat(), "day"
    except ValueError:
        return None


def _full_day(match: re.Match[str], when: Published) -> _Value | None:
    month, day = _month_number(match["month"]), _digits(match["day"])
    if day > monthrange(2000, month)[1]:
        return None
    if match["year"]:
        return f"{match['year']}-{month:02d}-{day:02d}", "day"
    year = _year_of(match, when, month, day)
    return (f"{year}-{month:02d}-{day:02d}" if year else ""), "day"


def _year_of(match: re.Match[str], when: Published, month: int, day: int) -> int:
    """Return the year of a day or month named without one: the nearest, rather past than to come."""
    if not when.month:
        return when.year
    here = (when.month, when.day or 28)
    ahead = (month - when.month) % 12
    if _will_come(match):
        return when.year + ((month, day) < here)
    return when.year if (month, day) <= here else when.year - (ahead > 1 or month < when.month)


def _days_range(match: re.Match[str], when: Published) -> _Value | None:
    """Read "June 5-7, 2023", "5-7 June 2023", "28 May - 2 June": one month may stand for both days."""
    month = _month_number(match["month"] or match["month2"])
    last_month = _month_number(match["month2"] or match["month"])
    first, last = _digits(match["day"]), _digits(match["day2"])
    if (month, first) >= (last_month, last):
        return None
    year = int(match["year"]) if match["year"] else _year_of(match, when, last_month, last)
    if not year:
        return "", "range"
    return f"{year}-{month:02d}-{first:02d}/{year}-{last_month:02d}-{last:02d}", "range"


def _month_of_year(match: re.Match[str], _: Published) -> _Value:
    return f"{match['year']}-{_month_number(match['month']):02d}", "month"


def _bare_month(match: re.Match[str], when: Published) -> _Value:
    month = _month_number(match["month"])
    which = (match.groupdict().get("which") or "").lower()
    if not when.month:
        return "", "month"
    if which == "next":
        year = when.year + (month <= when.month)
    elif which == "last":
        year = when.year - (month >= when.month)
    elif which == "this":
        year = when.year
    elif _will_come(match):
        year = when.year + (month < when.month)
    else:
        year = when.year - (month > when.month)
    return f"{year}-{month:02d}", "month"


def _year(match: re.Match[str], _: Published) -> _Value:
    return match["year"], "year"


def _decade(match: re.Match[str], _: Published) -> _Value:
    digits = match["decade"]
    return (digits[:3] if len(digits) == 4 else f"19{digits[0]}") + "X", "decade"


def _years_range(match: re.Match[str], _: Published) -> _Value | None:
    first, last = match["year"], match["year2"]
    last = first[: 4 - len(last)] + last
    return (f"{first}/{last}", "range") if first < last else None


def _century(match: re.Match[str], _: Published) -> _Value | None:
    word = match["which"].lower()
    number = _ORDINALS.get(word) or _digits(word)
    return f"{number - 1:02d}XX", "century"


def _season_of_year(match: re.Match[str], _: Published) -> _Value:
    return f"{match['year']}-{_SEASONS[match['season'].lower()]}", "season"


def _quarter_of(match: re.Match[str], _: Published) -> _Value:
    number = int(match["quarter"]) if match["quarter"] else _ORDINALS[match["word"]]
    return f"{match['year']}-{32 + number}", "quarter"


def _near_day(match: re.Match[str], when: Published) -> _Value:
    if when.on is None:
        return "", "day"
    days = {"yesterday": -1, "tomorrow": 1}.get(match["word"].lower(), 0)
    return (when.on + timedelta(days)).isoformat(), "day"


def _weekday(match: re.Match[str], when: Published) -> _Value:
    if when.on is None:
        return "", "day"
    ahead = (_DAYS.index(match["weekday"].lower()) - when.on.weekday()) % 7
    which = (match["which"] or "").lower()
    if which in {"next", "coming"}:
        days = ahead or 7
    elif which in {"last", "past"}:
        days = ahead - 7
    elif which == "this" or _will_come(match):
        days = ahead
    else:
        days = ahead - 7 if ahead else 0
    return (when.on + timedelta(days)).isoformat(), "day"


def _near_unit(match: re.Match[str], when: Published) -> _Value:
    unit = match["unit"].lower()
    which = match["which"].lower()
    step = {"this": 0, "next": 1, "coming": 1}.get(which, -1)
    if unit in {"weekend", "century"}:
        return "", unit
    if unit in _SEASONS:
        return (f"{when.year + step}-{_SEASONS[unit]}" if when.year else ""), "season"
    return _stepped(unit, step, when)


def _stepped(unit: str, step: int, when: Published) -> _Value:
    """Return the unit of time so many steps away from the one of publication."""
    value = ""
    if unit == "day" and when.on is not None:
        value = (when.on + timedelta(step)).isoformat()
    elif unit == "week" and when.on is not None:
        year, week, _ = (when.on + timedelta(7 * step)).isocalendar()
        value = f"{year}-W{week:02d}"
    elif unit == "month" and when.month:
        months = when.year * 12 + when.month - 1 + step
        value = f"{months // 12}-{months % 12 + 1:02d}"
    elif unit == "year" and when.year:
        value = str(when.year + step)
    elif unit == "decade" and when.year:
        value = f"{when.year // 10 + step}X"
    return value, unit


def _ago(match: re.Match[str], when: Published) -> _Value:
    unit = match["unit"].lower()
    number = _count(match["count"])
    if unit == "week" and when.on is not None:
        return (when.on - timedelta(7 * number)).isoformat(), "day"
    if number > 100:
        return "", unit
    return _stepped(unit, -number, when)


def _rules() -> list[tuple[re.Pattern[str], Callable[[re.Match[str], Published], _Value | None]]]:
    weekday = rf"(?:{_DAY},? (?:the )?)?"
    units = r"(?P<unit>day|week|month|year|decade)s?"
    ahead = r"(?:in|since|by|until|till|from|during|before|after|through|of|and|to|between|late|early|mid) "
    return [
        (_compiled(r"(?P<date>\d{4}-\d\d-\d\d)(?![\w-])"), _iso),
        (
            _compiled(
                rf"(?P<date>{weekday}(?P<day>{_NUMBER_OF_DAY})(?: of)? (?P<month>{_MONTH})(?:,? (?P<year>{_YEAR}))?)"
                r"(?!\w)"
            ),
            _full_day,
        ),
        (
            _compiled(
                rf"(?P<date>{weekday}(?P<month>{_MONTH}) (?P<day>{_NUMBER_OF_DAY})(?:,? (?P<year>{_YEAR}))?)"
                r"(?![\w%]|[.,:]\d)"
            ),
            _full_day,
        ),
        (
            _compiled(
                rf"(?P<date>(?P<day>{_NUMBER_OF_DAY})(?: (?P<month>{_MONTH}))?(?:{_DASH}| (?:to|and) )"
                rf"(?P<day2>{_NUMBER_OF_DAY}) (?P<month2>{_MONTH})(?:,? (?P<year>{_YEAR}))?)(?!\w)"
            ),
            _days_range,
        ),
        (
            _compiled(
                rf"(?P<date>(?P<month>{_MONTH}) (?P<day>{_NUMBER_OF_DAY}){_DASH}(?:(?P<month2>{_MONTH}) )?"
                rf"(?P<day2>{_NUMBER_OF_DAY})(?:,? (?P<year>{_YEAR}))?)(?!\w)"
            ),
            _days_range,
        ),
        (
            _compiled(
                rf"(?P<date>{_PART}(?P<month>{_MONTH})(?:,| of)? (?P<year>{_YEAR})){_AFTER_YEAR}",
                any_case=False,
            ),
            _month_of_year,
        ),
        (_compiled(rf"(?P<date>{_PART}(?P<month>{_SURE_MONTH}))(?!\w|[-–]\w)"), _bare_month),
        (_compiled(rf"{ahead}(?P<date>(?P<month>March|May))(?!\w|[-–]\w| [A-Z])"), _bare_month),
        (
            _compiled(
                rf"(?P<date>(?P<which>last|next|this|Last|Next|This) (?P<month>{_MONTH}))(?!\w)"
            ),
            _bare_month,
        ),
        (
            _compiled(
                rf"(?P<date>{_PART}(?P<season>{_SEASON}),? (?:of |in )?(?P<year>{_YEAR})){_AFTER_YEAR}",
                any_case=True,
            ),
            _season_of_year,
        ),
        (
            _compiled(
                rf"(?P<date>(?:the )?(?:Q(?P<quarter>[1-4])|(?P<word>first|second|third|fourth) quarter)"
                rf"(?: of|,)? (?P<year>{_YEAR})){_AFTER_YEAR}"
            ),
            _quarter_of,
        ),
        (
            _compiled(
                rf"(?P<date>(?P<year>{_LIKELY_YEAR})[-–/](?P<year2>\d{{4}}|\d\d))(?![\w%-]|[.,]\d)"
            ),
            _years_range,
        ),
        (_compiled(rf"(?P<date>{_PART}(?P<year>{_LIKELY_YEAR})){_AFTER_YEAR}{_NOT_YEARS}"), _year),
        (
            _compiled(
                r"(?P<date>(?:mid-)?(?P<decade>(?:1[5-9]|20)\d0)s)(?!\w)",
                any_case=True,
            ),
            _decade,
        ),
        (
            re.compile(r"(?<!\w)(?P<date>(?:mid-)?[’'](?P<decade>[2-9]0)s)(?!\w)"),
            _decade,
        ),
        (
            _compiled(
                rf"(?P<date>(?P<which>\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(_ORDINALS)})[ -]century)"
                r"(?!\w)",
                any_case=True,
            ),
            _century,
        ),
        (
            _compiled(
                r"(?P<date>(?P<word>today|tonight|yesterday|tomorrow))(?![\w’'])", any_case=True
            ),
            _near_day,
        ),
        (
            _compiled(
                rf"(?P<date>(?:(?P<which>last|next|this|past|coming|Last|Next|This) )?(?P<weekday>{_DAY})"
                r"(?: (?:morning|afternoon|evening|night))?)(?!\w|[-–]\w)"
            ),
            _weekday,
        ),
        (
            _compiled(
                r"(?P<date>(?P<which>last|next|this|past|previous|coming) "
                rf"(?P<unit>week|weekend|month|year|decade|century|{_SEASON}))(?!\w|[-–]\w)",
                any_case=True,
            ),
            _near_unit,
        ),
        (
            _compiled(
                rf"(?P<date>(?P<count>{_COUNT}) {units} ago)(?!\w)",
                any_case=True,
            ),
            _ago,
        ),
    ]


_RULES = _rules()
