"""What reading a file gives: an article that is not yet kept."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.model.article import Block, Details
from desktop.text.blocks import Part


class Origin(StrEnum):
    """Where a detail was read from, surest first."""

    STATED = "stated"
    """In so many words, in a place made for it: front matter, metadata, a marked byline."""
    STRUCTURE = "structure"
    """By where it stands: the first heading, the first line."""
    PATTERN = "pattern"
    """By how it is written: "By A. Writer", "15 December 2025" on a line of its own."""
    STATISTICS = "statistics"
    """By the look of the whole text: the language."""
    NAME = "name"
    """From the name of the file, for want of anything better."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Where one detail came from: its field in `Details`, the kind of place, and the place in words."""

    field: str
    origin: Origin
    place: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader of one format gives: the parts in order, what read them, and what to tell the user."""

    parts: tuple[Part, ...]
    extractor: str
    warnings: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """One article as read: canonical text with its blocks, the file's own bytes, and what was found out.

    `mime` and `extractor` say what the bytes are and what read them; `warnings` are sentences for the user;
    `findings` has one entry for each detail that is known; `tags` are those the file itself carries.
    """

    details: Details
    text: str
    blocks: tuple[Block, ...]
    raw: bytes
    mime: str
    extractor: str
    warnings: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def words(self) -> int:
        """How many words the text has."""
        return len(self.text.split())
