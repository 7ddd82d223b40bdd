"""What can be found: one entry for each article, note and highlight."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """An entity named in an entry.

    `kind` is a plain word ("person", "organisation", "place", "group", ...), `entity` a number that
    is the same throughout the archive, `name` how the entity is shown, and `spellings` every way it
    is written, anywhere: a search for any of them finds all entries that name the entity.
    """

    kind: str
    entity: int
    name: str
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found.

    `key` is unique in the index ("article:12", "note:3", "highlight:7"); `kind` says what it is.
    `date` and `added` are ISO 8601 and may be empty or partial ("2025", "2025-03"). `states` holds
    the words that `is:` looks for ("unread", "starred", "inbox", ...) and `has` what `has:` looks
    for beside that which follows from the other fields ("note", "highlight", "comment", ...).
    `parent` is the key of the entry it belongs to: a highlight's or note's article.
    """

    key: str
    kind: str
    title: str = ""
    body: str = ""
    by: tuple[str, ...] = ()
    source: str = ""
    date: str = ""
    added: str = ""
    tags: tuple[str, ...] = ()
    colour: str = ""
    parent: str = ""
    collections: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    names: tuple[Name, ...] = ()
    language: str = ""
