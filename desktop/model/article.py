"""An article: one text from a source, kept in versions that never change."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.model.ids import ArticleId, CollectionId, VersionId
from desktop.model.spans import Span


class BlockKind(StrEnum):
    """What a block of an article is."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    CODE = "code"
    CAPTION = "caption"
    TABLE_ROW = "table_row"


class InlineKind(StrEnum):
    """What a stretch inside a block is."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Inline:
    """A stretch inside a block, in offsets of the whole text; `target` is a link's address."""

    kind: InlineKind
    span: Span
    target: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    r"""One block of canonical text.

    Blocks follow one another, never overlap, and are joined by a single "\n" that belongs to none.
    `level` is 1..6 for a heading, the depth (1..) for a list item or quote, else 0. `ordinal` is the
    number of an item in an ordered list, else None.
    """

    kind: BlockKind
    span: Span
    level: int = 0
    ordinal: int | None = None
    inlines: tuple[Inline, ...] = ()


class ReadState(StrEnum):
    """Where on the shelf an article stands."""

    INBOX = "inbox"
    READING = "reading"
    ARCHIVED = "archived"


@dataclass(frozen=True, slots=True)
class Details:
    """What is known of an article besides its text; an empty string or tuple means unknown.

    `published` is ISO 8601 to the precision known: "2025", "2025-12", "2025-12-15" or with time and
    zone. `language` is a BCP 47 tag ("en", "uk"). `address` is where it was published.
    """

    title: str
    by: tuple[str, ...] = ()
    source: str = ""
    published: str = ""
    language: str = ""
    address: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it stands on the shelf; times are ISO 8601 in UTC."""

    id: ArticleId
    uid: str
    details: Details
    state: ReadState
    starred: bool
    unread: bool
    trashed: bool
    added: str
    version: int
    words: int
    tags: tuple[str, ...] = ()
    collections: tuple[CollectionId, ...] = ()
    place: int = 0
    """Reading place: the offset of the first line last shown."""


@dataclass(frozen=True, slots=True)
class Version:
    r"""One immutable reading of an article's file.

    `text` is canonical: NFC, "\n" only between blocks, no NUL, BOM or lone surrogate.
    """

    id: VersionId
    article_id: ArticleId
    number: int
    text: str
    blocks: tuple[Block, ...]
    text_sha256: str
    raw_sha256: str
    extractor: str
    created: str


@dataclass(frozen=True, slots=True)
class Collection:
    """A named group of articles, possibly inside another."""

    id: CollectionId
    name: str
    parent: CollectionId | None = None
