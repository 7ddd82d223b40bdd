"""The look of a brief: faces, sizes, colours and measures, in one place."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from desktop.briefs.sheet import Role
from desktop.model.annotation import Colour
from desktop.model.article import BlockKind
from desktop.model.entity import EntityKind

SANS: Final = "Calibri"
SERIF: Final = "Cambria"
MONO: Final = "Consolas"
"""Faces that Word has; LibreOffice takes Carlito and Caladea for the first two, which are as wide."""

INK: Final = "1F2933"
ACCENT: Final = "1B4965"
MUTED: Final = "56626D"
RULE: Final = "C9D1D9"
GROUND: Final = "F0F4F7"
WHITE: Final = "FFFFFF"

HIGHLIGHT_FILL: Final = MappingProxyType(
    {
        Colour.AMBER: "FBEB9B",
        Colour.GREEN: "CDEBC4",
        Colour.BLUE: "CDE3FA",
        Colour.ROSE: "FAD3DF",
    }
)
HIGHLIGHT_EDGE: Final = MappingProxyType(
    {
        Colour.AMBER: "9A7B00",
        Colour.GREEN: "2E7D32",
        Colour.BLUE: "1565C0",
        Colour.ROSE: "AD1457",
    }
)
"""The line under words of an older highlight that lies beneath a newer one."""

KIND_INK: Final = MappingProxyType(
    {
        EntityKind.PERSON: "2A62A6",
        EntityKind.ORGANISATION: "8A560F",
        EntityKind.PLACE: "25694C",
        EntityKind.GROUP: "6B5A1E",
        EntityKind.EVENT: "84397F",
        EntityKind.LAW: "7A3E3E",
        EntityKind.WORK: "4E5A8A",
        EntityKind.DATE: "67635C",
        EntityKind.QUANTITY: "67635C",
    }
)
KIND_WORD: Final = MappingProxyType(
    {
        EntityKind.PERSON: "Person",
        EntityKind.ORGANISATION: "Organisation",
        EntityKind.PLACE: "Place",
        EntityKind.GROUP: "Group",
        EntityKind.EVENT: "Event",
        EntityKind.LAW: "Law or treaty",
        EntityKind.WORK: "Work",
        EntityKind.DATE: "Date",
        EntityKind.QUANTITY: "Quantity",
    }
)

TLP_INK: Final = MappingProxyType(
    {
        "TLP:RED": "FF2B2B",
        "TLP:AMBER+STRICT": "FFC000",
        "TLP:AMBER": "FFC000",
        "TLP:GREEN": "33FF00",
        "TLP:CLEAR": "FFFFFF",
    }
)
"""The inks of the Traffic Light Protocol 2.0 (FIRST, 2022), each on black."""


def tlp_label(handling: str) -> str:
    """Return the protocol's label that a handling line begins with, or nothing."""
    told = handling.strip().upper()
    for label in sorted(TLP_INK, key=len, reverse=True):
        if told == label or told.startswith((label + " ", label + "–", label + "-", label + ",")):
            return label
    return ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A page in twentieths of a point: its size, and the room left around the text."""

    name: str
    width: int
    height: int
    top: int = 1531
    bottom: int = 1361
    side: int = 1247
    header: int = 624
    footer: int = 567

    @property
    def text_width(self) -> int:
        """How wide a line of text is."""
        return self.width - 2 * self.side

    @property
    def text_height(self) -> int:
        """How much text a page holds."""
        return self.height - self.top - self.bottom


A4: Final = Paper("a4", 11906, 16838)
LETTER: Final = Paper("letter", 12240, 15840, side=1304)
PAPERS: Final = MappingProxyType({paper.name: paper for paper in (A4, LETTER)})


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style. Lengths are points, `line` is a multiple of single spacing.

    `indent` and `hanging` are twentieths of a point. `level` is an outline level from 0.
    """

    id: str
    name: str
    face: str = SERIF
    size: float = 10.5
    before: float = 0
    after: float = 6
    line: float = 1.15
    colour: str = INK
    strong: bool = False
    emphasis: bool = False
    capitals: bool = False
    tracking: float = 0
    indent: int = 0
    right: int = 0
    hanging: int = 0
    align: str = ""
    keep_next: bool = False
    keep_lines: bool = False
    level: int | None = None
    border: str = ""
    """The side that has a line ("left", "bottom", "top"), its width in eighths of a point, gap, colour."""
    ground: str = ""
    tabs: tuple[tuple[str, str, int], ...] = ()
    """Kind, leader and place of each tab stop."""
    following: str = ""
    priority: int = 20
    builtin: bool = False
    numbering: int = 0
    mono: bool = False


RIGHT_EDGE: Final = -1
"""Stands for the right edge of the text among tab stops."""

STYLES: Final = (
    Style("BodyText", "Body Text", builtin=True, priority=1),
    Style("Title", "Title", SANS, 23, 4, 4, 1.0, ACCENT, strong=True, keep_next=True,
          keep_lines=True, following="Subtitle", builtin=True, priority=10),
    Style("Subtitle", "Subtitle", SANS, 12, 0, 8, 1.05, MUTED, following="BodyText", builtin=True,
          priority=11),
    Style("Heading1", "heading 1", SANS, 15, 20, 8, 1.0, ACCENT, strong=True, keep_next=True,
          keep_lines=True, level=0, border=f"bottom 6 3 {ACCENT}", following="BodyText",
          builtin=True, priority=9),
    Style("Heading2", "heading 2", SANS, 12, 12, 4, 1.0, INK, strong=True, keep_next=True,
          keep_lines=True, level=1, following="BodyText", builtin=True, priority=9),
    Style("Heading3", "heading 3", SANS, 10.5, 8, 2, 1.0, MUTED, strong=True, keep_next=True,
          keep_lines=True, level=2, following="BodyText", builtin=True, priority=9),
    Style("BriefKicker", "Brief Kicker", SANS, 9, 0, 0, 1.0, MUTED, strong=True, capitals=True,
          tracking=1.2, keep_next=True),
    Style("BriefMarking", "Brief Marking", SANS, 12, 0, 0, 1.0, MUTED, strong=True, tracking=0.5,
          align="right"),
    Style("BriefBottomLine", "Brief Bottom Line", SANS, 11.5, 6, 6, 1.2, keep_lines=True,
          indent=227, border=f"left 36 10 {ACCENT}", ground=GROUND),
    Style("BriefKeyPoint", "Brief Key Point", keep_lines=True, indent=567, hanging=567,
          numbering=1),
    Style("ListBullet", "List Bullet", after=3, indent=397, hanging=284, builtin=True),
    Style("ListNumber", "List Number", after=3, indent=397, hanging=284, builtin=True),
    Style("Quote", "Quote", emphasis=True, before=2, indent=397, right=397, keep_lines=True,
          border=f"left 12 8 {RULE}", builtin=True, priority=29),
    Style("BriefCode", "Brief Code", MONO, 9, 4, 6, 1.1, indent=227, ground=GROUND, mono=True),
    Style("BriefSmall", "Brief Small Print", SANS, 9, 4, 2, 1.05, MUTED),
    Style("SourceLine", "Source Line", SANS, 9, 0, 8, 1.05, MUTED),
    Style("BriefFact", "Brief Fact", SANS, 9, 1.5, 1.5, 1.05, INK),
    Style("BriefTableText", "Brief Table Text", SANS, 9, 2, 2, 1.02),
    Style("BriefTableHead", "Brief Table Head", SANS, 9, 2, 2, 1.02, WHITE, strong=True,
          keep_next=True),
    Style("Caption", "caption", SANS, 9, 8, 4, 1.0, ACCENT, strong=True, keep_next=True,
          builtin=True, priority=35),
    Style("SourceTitle", "Source Title", SERIF, 16, 12, 6, 1.08, INK, strong=True, keep_next=True,
          keep_lines=True, level=1),
    Style("SourceText", "Source Text", SERIF, 11, 0, 7, 1.2),
    Style("SourceStandfirst", "Source Standfirst", SERIF, 11.5, 6, 8, 1.2, MUTED, emphasis=True),
    Style("SourceByline", "Source Byline", SANS, 9.5, 0, 6, 1.05, MUTED),
    Style("SourceHeading", "Source Heading", SANS, 11.5, 10, 4, 1.0, INK, strong=True,
          emphasis=True, keep_next=True, keep_lines=True, level=2),
    Style("SourceSubheading", "Source Subheading", SANS, 10.5, 8, 3, 1.0, MUTED, strong=True,
          keep_next=True, keep_lines=True, level=3),
    Style("SourceQuote", "Source Quote", SERIF, 11, 2, 7, 1.2, emphasis=True, indent=397, right=397),
    Style("SourceItem", "Source List Item", SERIF, 11, 0, 4, 1.2, indent=284, hanging=284),
    Style("SourceCode", "Source Code", MONO, 9, 2, 6, 1.1, mono=True),
    Style("SourceRow", "Source Table Row", SANS, 9.5, 0, 2, 1.1,
          tabs=(("left", "", 2353), ("left", "", 4706), ("left", "", 7059))),
    Style("SourceCaption", "Source Caption", SANS, 9, 0, 6, 1.05, MUTED),
    Style("Bibliography", "Bibliography", SERIF, 10, 0, 4, 1.1, indent=397, hanging=397,
          builtin=True, priority=37),
    Style("BriefIndex", "Brief Index", SANS, 9.5, 0, 1, 1.05, indent=397, hanging=397),
    Style("TOCHeading", "TOC Heading", SANS, 12, 14, 4, 1.0, ACCENT, strong=True, keep_next=True,
          following="BodyText", builtin=True, priority=39),
    Style("TOC1", "toc 1", SANS, 10, 2, 1, 1.05, tabs=(("right", "dot", RIGHT_EDGE),),
          builtin=True, priority=39),
    Style("TOC2", "toc 2", SANS, 9.5, 0, 0, 1.05, MUTED, indent=227,
          tabs=(("right", "dot", RIGHT_EDGE),), builtin=True, priority=39),
    Style("Header", "header", SANS, 8.5, 0, 0, 1.0, MUTED, tabs=(("right", "", RIGHT_EDGE),),
          builtin=True, priority=99),
    Style("Footer", "footer", SANS, 8.5, 0, 0, 1.0, MUTED, border=f"top 4 4 {RULE}",
          tabs=(("right", "", RIGHT_EDGE),), builtin=True, priority=99),
    Style("FootnoteText", "footnote text", SERIF, 8.5, 0, 2, 1.0, indent=227, hanging=227,
          builtin=True, priority=99),
    Style("CommentText", "annotation text", SANS, 10, 0, 2, 1.0, builtin=True, priority=99),
)  # fmt: skip
STYLE: Final = MappingProxyType({style.id: style for style in STYLES})
ROLE_STYLE: Final = MappingProxyType(
    {
        Role.BODY: "BodyText",
        Role.BOTTOM_LINE: "BriefBottomLine",
        Role.KEY_POINT: "BriefKeyPoint",
        Role.QUOTE: "Quote",
        Role.BULLET: "ListBullet",
        Role.NUMBERED: "ListNumber",
        Role.CODE: "BriefCode",
        Role.SMALL: "BriefSmall",
        Role.SOURCE_LINE: "SourceLine",
        Role.ENTRY: "Bibliography",
        Role.INDEX: "BriefIndex",
    }
)
"""The style of a paragraph of the brief's own words, by what it is."""
SOURCE_STYLE: Final = MappingProxyType(
    {
        BlockKind.HEADLINE: "SourceTitle",
        BlockKind.STANDFIRST: "SourceStandfirst",
        BlockKind.BYLINE: "SourceByline",
        BlockKind.HEADING: "SourceHeading",
        BlockKind.PARAGRAPH: "SourceText",
        BlockKind.LIST_ITEM: "SourceItem",
        BlockKind.QUOTE: "SourceQuote",
        BlockKind.CODE: "SourceCode",
        BlockKind.CAPTION: "SourceCaption",
        BlockKind.TABLE_ROW: "SourceRow",
    }
)
"""The style of a paragraph of an article, by the kind of its block."""
