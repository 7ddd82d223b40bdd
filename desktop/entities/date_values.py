"""What the dates found in a text mean: words and figures to ISO values, reckoned from the day of publication."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta


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


MONTHS = [
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
DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
SEASONS = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}
NUMBERS = {
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
ORDINALS = {
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

Value = tuple[str, str]


def month_number(word: str) -> int:
    """Return the number of a month by its first three letters."""
    return next(i for i, month in enumerate(MONTHS, 1) if month.startswith(word[:3].lower()))


def count(word: str) -> int:
    """Return a number written in figures or as a word."""
    return int(word) if word.isdigit() else NUMBERS[word.lower()]


def digits(word: str) -> int:
    """Return the figures of "3rd" as a number."""
    return int(re.sub(r"\D", "", word))


def will_come(match: re.Match[str]) -> bool:
    """Whether the words around a date speak of what is to come."""
    before = match.string[max(0, match.start() - 60) : match.start()]
    sentence = re.split(r"[.!?\n]", before)[-1]
    return bool(
        re.search(
            r"\b(?:will|due|scheduled|expected|plans?|planned|to be held|set to|next)\b", sentence
        )
    )


def iso(match: re.Match[str], _: Published) -> Value | None:
    """Read "2024-03-02"."""
    try:
        return date.fromisoformat(match["date"]).isoformat(), "day"
    except ValueError:
        return None


def full_day(match: re.Match[str], when: Published) -> Value | None:
    """Read "15 December 2025" and "December 15"."""
    month, day = month_number(match["month"]), digits(match["day"])
    if day > monthrange(2000, month)[1]:
        return None
    if match["year"]:
        return f"{match['year']}-{month:02d}-{day:02d}", "day"
    year = year_of(match, when, month, day)
    return (f"{year}-{month:02d}-{day:02d}" if year else ""), "day"


def year_of(match: re.Match[str], when: Published, month: int, day: int) -> int:
    """Return the year of a day or month named without one: the nearest, rather past than to come."""
    if not when.month:
        return when.year
    here = (when.month, when.day or 28)
    ahead = (month - when.month) % 12
    if will_come(match):
        return when.year + ((month, day) < here)
    return when.year if (month, day) <= here else when.year - (ahead > 1 or month < when.month)


def days_range(match: re.Match[str], when: Published) -> Value | None:
    """Read "June 5-7, 2023", "5-7 June 2023", "28 May - 2 June": one month may stand for both days."""
    month = month_number(match["month"] or match["month2"])
    last_month = month_number(match["month2"] or match["month"])
    first, last = digits(match["day"]), digits(match["day2"])
    if (month, first) >= (last_month, last):
        return None
    year = int(match["year"]) if match["year"] else year_of(match, when, last_month, last)
    if not year:
        return "", "range"
    return f"{year}-{month:02d}-{first:02d}/{year}-{last_month:02d}-{last:02d}", "range"


def month_of_year(match: re.Match[str], _: Published) -> Value:
    """Read "March 2020"."""
    return f"{match['year']}-{month_number(match['month']):02d}", "month"


def bare_month(match: re.Match[str], when: Published) -> Value:
    """Read "February", "last May"."""
    month = month_number(match["month"])
    which = (match.groupdict().get("which") or "").lower()
    if not when.month:
        return "", "month"
    if which == "next":
        year = when.year + (month <= when.month)
    elif which == "last":
        year = when.year - (month >= when.month)
    elif which == "this":
        year = when.year
    elif will_come(match):
        year = when.year + (month < when.month)
    else:
        year = when.year - (month > when.month)
    return f"{year}-{month:02d}", "month"


def year(match: re.Match[str], _: Published) -> Value:
    """Read "2022"."""
    return match["year"], "year"


def decade(match: re.Match[str], _: Published) -> Value:
    """Read "1990s"."""
    digits = match["decade"]
    return (digits[:3] if len(digits) == 4 else f"19{digits[0]}") + "X", "decade"


def years_range(match: re.Match[str], _: Published) -> Value | None:
    """Read "2014-2019" and "1939-45"."""
    first, last = match["year"], match["year2"]
    last = first[: 4 - len(last)] + last
    return (f"{first}/{last}", "range") if first < last else None


def century(match: re.Match[str], _: Published) -> Value | None:
    """Read "19th century"."""
    word = match["which"].lower()
    number = ORDINALS.get(word) or digits(word)
    return f"{number - 1:02d}XX", "century"


def season_of_year(match: re.Match[str], _: Published) -> Value:
    """Read "spring 2023"."""
    return f"{match['year']}-{SEASONS[match['season'].lower()]}", "season"


def quarter_of(match: re.Match[str], _: Published) -> Value:
    """Read "Q3 2024"."""
    number = int(match["quarter"]) if match["quarter"] else ORDINALS[match["word"]]
    return f"{match['year']}-{32 + number}", "quarter"


def near_day(match: re.Match[str], when: Published) -> Value:
    """Read "yesterday", "today", "tomorrow"."""
    if when.on is None:
        return "", "day"
    days = {"yesterday": -1, "tomorrow": 1}.get(match["word"].lower(), 0)
    return (when.on + timedelta(days)).isoformat(), "day"


def weekday(match: re.Match[str], when: Published) -> Value:
    """Read "Monday", "next Friday"."""
    if when.on is None:
        return "", "day"
    ahead = (DAYS.index(match["weekday"].lower()) - when.on.weekday()) % 7
    which = (match["which"] or "").lower()
    if which in {"next", "coming"}:
        days = ahead or 7
    elif which in {"last", "past"}:
        days = ahead - 7
    elif which == "this" or will_come(match):
        days = ahead
    else:
        days = ahead - 7 if ahead else 0
    return (when.on + timedelta(days)).isoformat(), "day"


def near_unit(match: re.Match[str], when: Published) -> Value:
    """Read "last week", "this year"."""
    unit = match["unit"].lower()
    which = match["which"].lower()
    step = {"this": 0, "next": 1, "coming": 1}.get(which, -1)
    if unit in {"weekend", "century"}:
        return "", unit
    if unit in SEASONS:
        return (f"{when.year + step}-{SEASONS[unit]}" if when.year else ""), "season"
    return stepped(unit, step, when)


def stepped(unit: str, step: int, when: Published) -> Value:
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


def ago(match: re.Match[str], when: Published) -> Value:
    """Read "two weeks ago"."""
    unit = match["unit"].lower()
    number = count(match["count"])
    if unit == "week" and when.on is not None:
        return (when.on - timedelta(7 * number)).isoformat(), "day"
    if number > 100:
        return "", unit
    return stepped(unit, -number, when)
