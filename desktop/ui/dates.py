"""Dates as the window says them: no more precise than they are known, times in the reader's own day.

What is no ISO date is said as it stands.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def full_date(iso: str) -> str:
    """Return "15 December 2025", "December 2025" or "2025"."""
    return _said(iso, "d MMMM yyyy", "MMMM yyyy")


def plain_date(iso: str) -> str:
    """Return "15 Dec 2025", "Dec 2025" or "2025"."""
    return _said(iso, "d MMM yyyy", "MMM yyyy")


def short_date(iso: str, today: date | None = None) -> str:
    """Return "15 Dec", with the year when it is not this one; "Dec 2025" or "2025"."""
    now = today or date.today()  # noqa: DTZ011 - the reader's day
    this_year = _own_day(iso).startswith(f"{now.year:04d}-")
    return _said(iso, "d MMM" if this_year else "d MMM yyyy", "MMM yyyy")


def month_name(month: str) -> str:
    """Return "Dec" for "2025-12"."""
    return _said(month[:7], "", "MMM")


def months_between(first: str, last: str) -> list[str]:
    """Return every month from `first` to `last`, both "YYYY-MM", none left out."""
    year, month = int(first[:4]), int(first[5:7])
    found = []
    while (mark := f"{year:04d}-{month:02d}") <= last[:7]:
        found.append(mark)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found


def _said(iso: str, whole: str, without_day: str) -> str:
    day = _own_day(iso)
    known = _ISO.fullmatch(day)
    if known is None or known[2] is None:
        return day
    shown = QDate(int(known[1]), int(known[2]), int(known[3] or 1))
    if not shown.isValid():
        return day
    return QLocale().toString(shown, whole if known[3] else without_day)


def _own_day(stamp: str) -> str:
    """Return the day of a time as the reader's calendar has it; a date stays what it is."""
    if "T" not in stamp:
        return stamp
    try:
        return datetime.fromisoformat(stamp).astimezone().date().isoformat()
    except (ValueError, OverflowError):
        return stamp
