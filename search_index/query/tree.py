"""A query as a tree of plain values; `at` says where in the text each came from."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

Place = tuple[int, int]
"""Start and end in the query's text, in code points."""


@dataclass(frozen=True, slots=True)
class Everything:
    """All entries."""

    at: Place = dataclasses.field(default=(0, 0), compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Word:
    """A word in any of its forms, or, with `exact`, as written; `field` is "" for everywhere."""

    text: str
    field: str = ""
    exact: bool = False
    at: Place = dataclasses.field(default=(0, 0), compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words one after the other; or near each other, in any order, within one sentence.

    `near` is how many other words may stand between the first and the last of them, None where they
    must follow each other.
    """

    text: str
    field: str = ""
    exact: bool = False
    near: int | None = None
    sentence: bool = False
    at: Place = dataclasses.field(default=(0, 0), compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words as written that fit a pattern: `*` is any run of letters, `?` one letter."""

    text: str
    field: str = ""
    at: Place = dataclasses.field(default=(0, 0), compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Words as written within one or two mistakes of a word."""

    text: str
    edits: int = 1
    field: str = ""
    at: Place = dataclasses.field(default=(0, 0), compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Value:
    """Entries with a value: a source, tag, kind, colour, state, collection."""

    field: str
    text: str
    exact: bool = False
    at: Place = dataclasses.field(default=(0, 0), compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Named:
    """Entries that name an entity one of whose spellings is or begins with `text`."""

    field: str
    text: str
    at: Place = dataclasses.field(default=(0, 0), compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Dated:
    """Entries of a stretch of time, as written ("2025-03", ">2024", "last-7-days", "2024..2025")."""

    field: str
    text: str
    at: Place = dataclasses.field(default=(0, 0), compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class And:
    """Entries that all parts find."""

    parts: tuple[Node, ...]
    at: Place = dataclasses.field(default=(0, 0), compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Or:
    """Entries that any part finds."""

    parts: tuple[Node, ...]
    at: Place = dataclasses.field(default=(0, 0), compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Not:
    """Entries that the part does not find."""

    part: Node
    at: Place = dataclasses.field(default=(0, 0), compare=False, kw_only=True)


Leaf = Everything | Word | Phrase | Pattern | Fuzzy | Value | Named | Dated
Node = Leaf | And | Or | Not


def leaves(node: Node) -> list[Leaf]:
    """Give the leaves that a hit may owe its place to: not those under a Not."""
    found: list[Leaf] = []
    waiting: list[Node] = [node]
    while waiting:
        here = waiting.pop()
        if isinstance(here, (And, Or)):
            waiting.extend(reversed(here.parts))
        elif not isinstance(here, Not):
            found.append(here)
    return found
