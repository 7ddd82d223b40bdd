"""Small things a brief says in words: dates, counts, lists, initials."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from unicodedata import bidirectional

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DATE: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def date_parts(iso: str) -> tuple[int, int, int]:
    """Return year, month and day of an ISO date; 0 for what is not said, three zeros for no date."""
    found = _DATE.match(iso)
    if found is None:
        return (0, 0, 0)
    year, month, day = (int(group or 0) for group in found.groups())
    return (year, month, day) if month <= 12 and day <= 31 else (year, 0, 0)


def day_first(iso: str) -> str:
    """Return a date as 17 December 2025, to the precision known."""
    year, month, day = date_parts(iso)
    if not year:
        return iso
    return " ".join(
        (
            *((str(day),) if day and month else ()),
            *((MONTHS[month - 1],) if month else ()),
            str(year),
        )
    )


def month_first(iso: str) -> str:
    """Return a date as December 17, 2025, to the precision known."""
    year, month, day = date_parts(iso)
    if not year:
        return iso
    if not month:
        return str(year)
    return f"{MONTHS[month - 1]} {day}, {year}" if day else f"{MONTHS[month - 1]} {year}"


def date_words(iso: str, language: str) -> str:
    """Return a date in the manner of the brief's language."""
    return month_first(iso) if language == "en-US" else day_first(iso)


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: "1 article", "2,481 articles"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(words: Sequence[str]) -> str:
    """Return words as a list in a sentence: "a", "a and b", "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def initials(name: str) -> str:
    """Return the initials of a name, at most three; a name without letters has none."""
    letters = [word[0].upper() for word in re.findall(r"[^\W\d_]+", name)]
    return "".join(letters if len(letters) <= 3 else (letters[0], letters[-1]))


def shortened(text: str, limit: int) -> str:
    """Return the text on one line, cut at a word with an ellipsis where it is longer than the limit."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > limit // 2 else cut).rstrip(" ,;:–—-") + "…"


def held(text: str) -> str:
    """Return text that keeps its own direction in a line of the other one (UAX 9, an isolate)."""
    turned = any(bidirectional(character) in {"R", "AL"} for character in text)
    return f"\u2068{text}\u2069" if turned else text


def letters(number: int) -> str:
    """Return the letter of the n-th source: A to Z, then AA, AB..."""
    out = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        out = chr(65 + rest) + out
    return out
