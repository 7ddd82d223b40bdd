"""The fields of the query language, with their other names and what kind of value each takes."""

from __future__ import annotations

from enum import Enum

from search_index.query.distance import distance


class Takes(Enum):
    """What stands behind a field's colon."""

    WORDS = "words"
    VALUE = "value"
    NAME = "name"
    DATE = "date"


FIELDS: dict[str, Takes] = {
    "title": Takes.WORDS,
    "by": Takes.WORDS,
    "body": Takes.WORDS,
    "source": Takes.VALUE,
    "tag": Takes.VALUE,
    "kind": Takes.VALUE,
    "colour": Takes.VALUE,
    "is": Takes.VALUE,
    "has": Takes.VALUE,
    "in": Takes.VALUE,
    "language": Takes.VALUE,
    "parent": Takes.VALUE,
    "entity": Takes.NAME,
    "person": Takes.NAME,
    "org": Takes.NAME,
    "place": Takes.NAME,
    "group": Takes.NAME,
    "event": Takes.NAME,
    "law": Takes.NAME,
    "work": Takes.NAME,
    "date": Takes.DATE,
    "after": Takes.DATE,
    "before": Takes.DATE,
    "added": Takes.DATE,
}

OTHER_NAMES = {
    "author": "by",
    "byline": "by",
    "headline": "title",
    "text": "body",
    "outlet": "source",
    "tags": "tag",
    "type": "kind",
    "color": "colour",
    "organisation": "org",
    "organization": "org",
    "collection": "in",
    "people": "person",
    "since": "after",
    "until": "before",
    "lang": "language",
}

NAME_KINDS = {"org": "organisation"}
"""The kind of name that a field means, where they differ; `entity` means all kinds."""


def known(name: str) -> str | None:
    """Give a field by any of its names, in any case, or None."""
    name = name.lower()
    name = OTHER_NAMES.get(name, name)
    return name if name in FIELDS else None


def nearest(name: str) -> str | None:
    """Give the field that was probably meant."""
    name = name.lower()
    best = min(
        ((distance(name, field, 2), field) for field in (*FIELDS, *OTHER_NAMES)), default=(9, "")
    )
    return OTHER_NAMES.get(best[1], best[1]) if best[0] <= min(2, len(name) // 2) else None
