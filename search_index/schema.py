"""What of an entry is searched, and how: one stream of words, values, days and names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from search_index.entry import Entry

SCHEMA_VERSION = 2
"""To be raised with any change to words, fields, weights or file formats: older indexes are rebuilt."""

GAP = 256
"""Positions between two regions of the stream, so that no phrase or nearness reaches across."""

TITLE, BY, TAGS, BODY = range(4)
"""The regions of the stream of words, in their order."""

EXTRA = (2, 0, 1, 0)
"""What a word in a region counts beyond one: the title counts three times, a tag twice."""

VALUES = ("kind", "source", "tag", "colour", "is", "has", "in", "language", "parent")
"""The fields whose values are searched whole."""

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True)
class Region:
    """A region's text: a title, all bylines, all tags or the body."""

    region: int
    text: str


def regions_of(entry: Entry) -> tuple[Region, ...]:
    """Give the texts of an entry that its words are taken from, in their order."""
    return (
        Region(TITLE, entry.title),
        Region(BY, " \n ".join(entry.by)),
        Region(TAGS, " \n ".join(entry.tags)),
        Region(BODY, entry.body),
    )


def values_of(entry: Entry) -> dict[str, tuple[str, ...]]:
    """Give the values of an entry by field."""
    has = dict.fromkeys(entry.has)
    for word, present in (
        ("tag", entry.tags),
        ("date", entry.date),
        ("author", entry.by),
        ("source", entry.source),
        ("colour", entry.colour),
        ("collection", entry.collections),
    ):
        if present:
            has[word] = None
    for name in entry.names:
        has[name.kind] = None
    return {
        "kind": (entry.kind,),
        "source": (entry.source,) if entry.source else (),
        "tag": tuple(dict.fromkeys(tag for tag in entry.tags if tag)),
        "colour": (entry.colour,) if entry.colour else (),
        "is": tuple(dict.fromkeys(entry.states)),
        "has": tuple(has),
        "in": tuple(dict.fromkeys(entry.collections)),
        "language": (entry.language,) if entry.language else (),
        "parent": (entry.parent,) if entry.parent else (),
    }


def day_of(text: str) -> int:
    """Give the ordinal of an ISO date, the first day of a month or year alone; 0 where it is none."""
    parts = _DATE.match(text)
    if parts is None:
        return 0
    try:
        return date(int(parts[1]), int(parts[2] or 1), int(parts[3] or 1)).toordinal()
    except ValueError:
        return 0
