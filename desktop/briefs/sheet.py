"""A brief as blocks and citations: what stands on the pages, with no file format in it.

`compose` makes it; `word`, `markdown` and the window's preview show it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from desktop.model.annotation import Colour
from desktop.model.article import BlockKind, Inline
from desktop.model.entity import EntityKind
from desktop.model.ids import BriefItemId
from desktop.model.spans import Span


@dataclass(frozen=True, slots=True)
class Words:
    """Some words in one manner. `colour` shades them like a highlight, `kind` inks them like one."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    muted: bool = False
    colour: Colour | None = None
    kind: EntityKind | None = None


@dataclass(frozen=True, slots=True)
class WebLink:
    """Words that lead to an address outside."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """Words that lead to a place in the brief: `target` is the key of a paragraph or heading."""

    text: str
    target: str
    tip: str = ""


@dataclass(frozen=True, slots=True)
class PageOf:
    """The number of the page on which the block with the key `target` begins."""

    target: str


@dataclass(frozen=True, slots=True)
class FootnoteMark:
    """The raised number of a footnote, counted from 1 in the order of the sheet."""

    number: int


Piece: TypeAlias = Words | WebLink | PlaceLink | PageOf | FootnoteMark
Content: TypeAlias = tuple[Piece, ...]


class Role(StrEnum):
    """What a paragraph of the brief's own words is."""

    BODY = "body"
    BOTTOM_LINE = "bottom-line"
    KEY_POINT = "key-point"
    QUOTE = "quote"
    BULLET = "bullet"
    NUMBERED = "numbered"
    CODE = "code"
    SMALL = "small"
    """Muted small print, such as a legend."""
    SOURCE_LINE = "source-line"
    """The line under a source's title: who, where, when."""
    ENTRY = "entry"
    """One work in the list of sources."""
    INDEX = "index"
    """One name of the index with its places."""


@dataclass(frozen=True, slots=True)
class Masthead:
    """The title block; `facts` are pairs of label and value, in reading order."""

    kicker: str
    title: str
    subtitle: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    item: BriefItemId | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` is 1 to 3, `key` is unique in the sheet, `new_page` starts a page."""

    text: str
    level: int
    key: str
    new_page: bool = False
    item: BriefItemId | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the brief's own words.

    `label` is the mark before it ("KJ1", "3.", "•"), `depth` how far a list item is set in (from 1).
    """

    content: Content
    role: Role = Role.BODY
    label: str = ""
    depth: int = 0
    item: BriefItemId | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """Where the list of headings stands; it is made from the sheet's headings of level 1 and 2."""

    title: str
    item: BriefItemId | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `share` is its part of the width, all shares together make 1."""

    title: str
    share: float


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row; the first column names the row.

    `description` is read out to those who cannot see it.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Content, ...], ...]
    caption: str = ""
    description: str = ""
    item: BriefItemId | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the brief: the bytes of a PNG or JPEG, and what it shows in words.

    `share` is its part of the text's width.
    """

    content: bytes
    description: str
    caption: str = ""
    share: float = 1.0
    item: BriefItemId | None = None


@dataclass(frozen=True, slots=True)
class Shade:
    """A highlight (or its part in this paragraph), in offsets of the paragraph; later ones lie on top."""

    span: Span
    colour: Colour
    uid: str = ""


@dataclass(frozen=True, slots=True)
class Tint:
    """A named thing in a source paragraph, in offsets of the paragraph."""

    span: Span
    kind: EntityKind


@dataclass(frozen=True, slots=True)
class SourceParagraph:
    """One block of an article, word for word; all spans are offsets in `text`.

    `number` counts the paragraphs that can be cited (None for titles and headings), `label` is how the
    brief names it ("¶5", or "¶B5" with several sources). `source` is the key of its source.
    """

    key: str
    text: str
    kind: BlockKind
    source: str
    number: int | None = None
    label: str = ""
    level: int = 0
    ordinal: int | None = None
    inlines: tuple[Inline, ...] = ()
    shades: tuple[Shade, ...] = ()
    tints: tuple[Tint, ...] = ()
    language: str = ""
    extract: bool = False
    """Only a passage, shown as a quotation away from its article."""
    citation: Content = ()
    """What follows the words of an extract: its place and footnote."""
    item: BriefItemId | None = None


Part: TypeAlias = Masthead | Heading | Paragraph | Contents | Table | Picture | SourceParagraph


@dataclass(frozen=True, slots=True)
class Place:
    """A point in a source paragraph of the sheet."""

    key: str
    offset: int


@dataclass(frozen=True, slots=True)
class Remark:
    """A note of the user's on exact words of a source paragraph; `text` may have several lines.

    `uid` is that of the annotation or note it shows. `answers` is the uid of the remark it replies to.
    Times are ISO 8601 in UTC.
    """

    uid: str
    author: str
    initials: str
    written: str
    text: str
    start: Place
    end: Place
    resolved: bool = False
    answers: str = ""


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """Which reading of an article the brief shows, so that a returned file finds its way home.

    `paragraphs` are pairs of a paragraph's key and its start in the version's text.
    """

    key: str
    article_uid: str
    version: int
    text_sha256: str
    title: str
    paragraphs: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A line of the contents: level 1 or 2, its words, and the key of the place it names."""

    level: int
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One brief, ready to be written. `today` is an ISO date, `footnotes` are in order from 1."""

    title: str
    parts: tuple[Part, ...]
    footnotes: tuple[Content, ...] = ()
    remarks: tuple[Remark, ...] = ()
    sources: tuple[SourceRecord, ...] = ()
    uid: str = ""
    subtitle: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    author: str = ""
    today: str = ""
    running_title: str = ""
    running_foot: str = ""
    handling: str = ""
    reference: str = ""
    language: str = "en-GB"
    paper: str = "a4"
    warnings: tuple[str, ...] = field(default=())

    @property
    def contents_lines(self) -> tuple[ContentsLine, ...]:
        """The headings of the first two levels and the titles of sources, as the contents list them."""
        out: list[ContentsLine] = []
        for part in self.parts:
            if isinstance(part, Heading) and part.level <= 2:
                out.append(ContentsLine(part.level, part.text, part.key))
            elif (
                isinstance(part, SourceParagraph)
                and part.kind is BlockKind.HEADLINE
                and not part.extract
            ):
                out.append(ContentsLine(2, part.text, part.key))
        return tuple(out)

    @property
    def highlights(self) -> int:
        """How many highlights stand in it; one over several paragraphs counts once."""
        shades = [s for p in self.source_paragraphs for s in p.shades]
        return len({s.uid for s in shades if s.uid}) + sum(not s.uid for s in shades)

    @property
    def source_paragraphs(self) -> tuple[SourceParagraph, ...]:
        """The paragraphs taken from sources, in order."""
        return tuple(p for p in self.parts if isinstance(p, SourceParagraph))
