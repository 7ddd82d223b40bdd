"""Stretches of time as people write them, to first and last day."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

Stretch = tuple[date | None, date | None]
"""First and last day, both included; None where it is open."""

_PARTS = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_AGO = re.compile(r"(?:last-?|past-?)?(\d{1,4})-?(d|day|w|week|m|month|y|year)s?", re.IGNORECASE)
_RANGE = re.compile(r"\[?\s*(\S*?)\s*(?:\.\.|\bTO\b)\s*(\S*?)\s*\]?", re.IGNORECASE)

HOW = "Write dates as 2025, 2025-03, 2025-03-01, 2025-01..2025-03, >2025-01 or last-7-days."


def stretch(text: str, today: date) -> Stretch | None:
    """Give the first and last day that a text means, or None where it means none."""
    text = text.strip().lower()
    if text[:2] in (">=", "<="):
        one = _one(text[2:], today)
        return None if one is None else ((one[0], None) if text[0] == ">" else (None, one[1]))
    if text[:1] in (">", "<"):
        return _beyond(text[0], _one(text[1:], today))
    span = _RANGE.fullmatch(text)
    if span:
        return _between(span[1], span[2], today)
    return _one(text, today)


def since(text: str, today: date) -> Stretch | None:
    """Give the time from the beginning of what a text means: `after:2025-03`."""
    one = _one(text.strip().lower(), today)
    return None if one is None else (one[0], None)


def until(text: str, today: date) -> Stretch | None:
    """Give the time before the beginning of what a text means: `before:2025-03`."""
    return _beyond("<", _one(text.strip().lower(), today))


def _beyond(sign: str, one: Stretch | None) -> Stretch | None:
    if one is None or one[0] is None or one[1] is None:
        return None
    try:
        if sign == ">":
            return one[1] + timedelta(1), None
        return None, one[0] - timedelta(1)
    except OverflowError:
        return None


def _between(first: str, last: str, today: date) -> Stretch | None:
    open_ends = ("", "*")
    start = (None, None) if first in open_ends else _one(first, today)
    end = (None, None) if last in open_ends else _one(last, today)
    if start is None or end is None:
        return None
    return start[0], end[1]


def _one(text: str, today: date) -> Stretch | None:
    whole = _PARTS.fullmatch(text)
    if whole:
        return _calendar(whole)
    named = _named(text.replace("_", "-"), today)
    if named:
        return named
    ago = _AGO.fullmatch(text)
    if ago:
        return _ago(int(ago[1]), ago[2][0], today)
    return None


def _calendar(parts: re.Match[str]) -> Stretch | None:
    year = int(parts[1])
    try:
        if parts[3]:
            day = date(year, int(parts[2]), int(parts[3]))
            return day, day
        if parts[2]:
            month = int(parts[2])
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        return None


def _named(text: str, today: date) -> Stretch | None:
    monday = today - timedelta(today.weekday())
    first = today.replace(day=1)
    before = first - timedelta(1)
    return {
        "today": (today, today),
        "yesterday": (today - timedelta(1), today - timedelta(1)),
        "this-week": (monday, today),
        "last-week": (monday - timedelta(7), monday - timedelta(1)),
        "this-month": (first, today),
        "last-month": (before.replace(day=1), before),
        "this-year": (today.replace(month=1, day=1), today),
        "last-year": (date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
    }.get(text)


def _ago(number: int, unit: str, today: date) -> Stretch | None:
    days = number * {"d": 1, "w": 7, "m": 30, "y": 365}[unit]
    try:
        return today - timedelta(max(days - 1, 0)), today
    except OverflowError:
        return None
