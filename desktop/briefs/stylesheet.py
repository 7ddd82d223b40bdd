"""The parts of a Word file that hold its look: styles, numbering and settings, written from `looks`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from desktop.briefs.looks import (
    ACCENT,
    GROUND,
    HIGHLIGHT_FILL,
    INK,
    KIND_INK,
    KIND_WORD,
    MUTED,
    RIGHT_EDGE,
    RULE,
    SANS,
    SERIF,
    STYLES,
    WHITE,
    Paper,
    Style,
)
from desktop.briefs.measure import line_height
from desktop.briefs.wml import NAMESPACES, attribute

_W: Final = f'xmlns:w="{NAMESPACES["w"]}"'
EAST_ASIAN_FACE: Final = "Noto Serif CJK SC"
COMPLEX_FACE: Final = "Times New Roman"
KEY_POINTS_LIST: Final = 1
"""The numbering that `BriefKeyPoint` uses; source paragraphs have one each from the next on."""


def _fonts(face: str) -> str:
    return (
        f'<w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:eastAsia="{EAST_ASIAN_FACE}" '
        f'w:cs="{COMPLEX_FACE}"/>'
    )


def _size(points: float) -> str:
    half = round(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def _spacing(style: Style) -> str:
    """Return the room around and between lines.

    Lines are given a least height, not a multiple: Cambria's own lines are taller than those of
    Caladea that stands in for it, and the same brief would fill different pages here and there.
    """
    return (
        f'<w:spacing w:before="{round(style.before * 20)}" w:after="{round(style.after * 20)}" '
        f'w:line="{round(line_height(style) * 20)}" w:lineRule="atLeast"/>'
    )


def _border(told: str) -> str:
    side, width, gap, colour = told.split()
    return f'<w:pBdr><w:{side} w:val="single" w:sz="{width}" w:space="{gap}" w:color="{colour}"/></w:pBdr>'


def _tabs(style: Style, paper: Paper) -> str:
    stops = "".join(
        f'<w:tab w:val="{kind}"{f" w:leader={chr(34)}{leader}{chr(34)}" if leader else ""} '
        f'w:pos="{paper.text_width if place == RIGHT_EDGE else place}"/>'
        for kind, leader, place in style.tabs
    )
    return f"<w:tabs>{stops}</w:tabs>" if stops else ""


def _indent(style: Style) -> str:
    told = ""
    if style.indent:
        told += f' w:left="{style.indent}"'
    if style.right:
        told += f' w:right="{style.right}"'
    if style.hanging:
        told += f' w:hanging="{style.hanging}"'
    return f"<w:ind{told}/>" if told else ""


def _paragraph_style(style: Style, paper: Paper) -> str:
    ppr = [
        "<w:keepNext/>" if style.keep_next else "",
        "<w:keepLines/>" if style.keep_lines else "",
        f'<w:numPr><w:numId w:val="{style.numbering}"/></w:numPr>' if style.numbering else "",
        _border(style.border) if style.border else "",
        f'<w:shd w:val="clear" w:color="auto" w:fill="{style.ground}"/>' if style.ground else "",
        _tabs(style, paper),
        _spacing(style),
        _indent(style),
        f'<w:jc w:val="{style.align}"/>' if style.align else "",
        f'<w:outlineLvl w:val="{style.level}"/>' if style.level is not None else "",
    ]
    rpr = [
        _fonts(style.face),
        "<w:b/><w:bCs/>" if style.strong else "",
        "<w:i/><w:iCs/>" if style.emphasis else "",
        "<w:caps/>" if style.capitals else "",
        "<w:noProof/>" if style.mono else "",
        f'<w:color w:val="{style.colour}"/>',
        f'<w:spacing w:val="{round(style.tracking * 20)}"/>' if style.tracking else "",
        _size(style.size),
    ]
    custom = "" if style.builtin else ' w:customStyle="1"'
    following = f'<w:next w:val="{style.following}"/>' if style.following else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="Normal"/>{following}<w:uiPriority w:val="{style.priority}"/><w:qFormat/>'
        f"<w:pPr>{''.join(ppr)}</w:pPr><w:rPr>{''.join(rpr)}</w:rPr></w:style>"
    )


def _word_style(ident: str, name: str, rpr: str, *, builtin: bool = False) -> str:
    custom = "" if builtin else ' w:customStyle="1"'
    return (
        f'<w:style w:type="character"{custom} w:styleId="{ident}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="{99 if builtin else 30}"/>'
        f"<w:qFormat/><w:rPr>{rpr}</w:rPr></w:style>"
    )


def _word_styles() -> str:
    out = [
        _word_style("FootnoteReference", "footnote reference",
                    '<w:vertAlign w:val="superscript"/>', builtin=True),
        _word_style("CommentReference", "annotation reference", _size(8), builtin=True),
        _word_style("Hyperlink", "Hyperlink",
                    f'<w:color w:val="{ACCENT}"/><w:u w:val="single"/>', builtin=True),
        _word_style("Strong", "Strong", "<w:b/><w:bCs/>", builtin=True),
        _word_style("Emphasis", "Emphasis", "<w:i/><w:iCs/>", builtin=True),
        _word_style("BriefMuted", "Brief Muted", f'<w:color w:val="{MUTED}"/>'),
        _word_style("BriefMono", "Brief Code Words", _fonts("Consolas") + "<w:noProof/>" + _size(9)),
        _word_style("BriefSign", "Brief List Sign", f'{_fonts(SANS)}<w:color w:val="{MUTED}"/>'),
    ]  # fmt: skip
    out.extend(
        _word_style(
            highlight_style(colour.value),
            f"Highlight {colour.value.title()}",
            f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>',
        )
        for colour, fill in HIGHLIGHT_FILL.items()
    )
    out.extend(
        _word_style(
            entity_style(kind.value),
            f"Entity {KIND_WORD[kind]}",
            f'<w:u w:val="dotted" w:color="{ink}"/>',
        )
        for kind, ink in KIND_INK.items()
    )
    return "".join(out)


def highlight_style(colour: str) -> str:
    """Return the id of the character style of a highlight's colour."""
    return f"Highlight{colour.title()}"


def entity_style(kind: str) -> str:
    """Return the id of the character style of a kind of entity."""
    return f"Entity{kind.title()}"


def _line(side: str, width: int, colour: str) -> str:
    return f'<w:{side} w:val="single" w:sz="{width}" w:space="0" w:color="{colour}"/>'


def _margins(top: int, left: int, bottom: int, right: int) -> str:
    return (
        f'<w:tblCellMar><w:top w:w="{top}" w:type="dxa"/><w:left w:w="{left}" w:type="dxa"/>'
        f'<w:bottom w:w="{bottom}" w:type="dxa"/><w:right w:w="{right}" w:type="dxa"/></w:tblCellMar>'
    )


def _table_styles() -> str:
    shaded = '<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{}"/></w:tcPr>'
    return (
        '<w:style w:type="table" w:customStyle="1" w:styleId="BriefTable"><w:name w:val="Brief Table"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="40"/><w:qFormat/><w:tblPr>'
        '<w:tblStyleRowBandSize w:val="1"/><w:tblBorders>'
        f"{_line('top', 8, ACCENT)}{_line('bottom', 8, ACCENT)}{_line('insideH', 4, RULE)}"
        f"</w:tblBorders>{_margins(28, 85, 28, 85)}</w:tblPr>"
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/>'
        f'<w:color w:val="{WHITE}"/></w:rPr>{shaded.format(ACCENT)}</w:tblStylePr>'
        f'<w:tblStylePr w:type="band2Horz">{shaded.format(GROUND)}</w:tblStylePr></w:style>'
        '<w:style w:type="table" w:customStyle="1" w:styleId="BriefFacts"><w:name w:val="Brief Facts"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="40"/><w:tblPr><w:tblBorders>'
        f"{_line('top', 4, RULE)}{_line('bottom', 4, RULE)}{_line('insideH', 4, RULE)}"
        f"</w:tblBorders>{_margins(0, 0, 0, 85)}</w:tblPr></w:style>"
    )


def styles(paper: Paper, language: str) -> str:
    """Return the styles part."""
    head = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f"<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>{_fonts(SERIF)}{_size(10.5)}"
        f'<w:lang w:val="{attribute(language)}" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        '<w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f'<w:qFormat/><w:pPr><w:widowControl/></w:pPr><w:rPr><w:color w:val="{INK}"/></w:rPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f"{_margins(0, 108, 0, 108)}</w:tblPr></w:style>"
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    )
    paragraphs = "".join(_paragraph_style(style, paper) for style in STYLES)
    return f"{head}{paragraphs}{_word_styles()}{_table_styles()}</w:styles>"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A list whose labels Word counts: "KJ%1" within the text, "¶%1" out in the margin."""

    pattern: str
    size: float
    colour: str
    strong: bool = False
    hanging: int = 567
    indent: int = 0


def _definition(number: int, told: Numbered) -> str:
    weight = "<w:b/><w:bCs/>" if told.strong else '<w:b w:val="0"/><w:bCs w:val="0"/>'
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="{0x0CA44E10 + number:08X}"/>'
        '<w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="tab"/>'
        f'<w:lvlText w:val="{attribute(told.pattern)}"/><w:lvlJc w:val="left"/><w:pPr>'
        f'<w:ind w:left="{told.indent}" w:hanging="{told.hanging}"/></w:pPr>'
        f'<w:rPr>{_fonts(SANS)}{weight}<w:i w:val="0"/><w:iCs w:val="0"/>'
        f'<w:color w:val="{told.colour}"/>{_size(told.size)}</w:rPr></w:lvl></w:abstractNum>'
    )


def numbering(lists: Sequence[Numbered]) -> str:
    """Return the numbering part; the list at index i has the number i + 1."""
    definitions = "".join(_definition(i, told) for i, told in enumerate(lists))
    numbers = "".join(
        f'<w:num w:numId="{i + 1}"><w:abstractNumId w:val="{i}"/></w:num>'
        for i in range(len(lists))
    )
    return f"<w:numbering {_W}>{definitions}{numbers}</w:numbering>"


def settings(language: str) -> str:
    """Return the settings part: Word 2013 and later, no fields to update on opening."""
    modes = (
        ("compatibilityMode", 15),
        ("overrideTableStyleFontSizeAndJustification", 1),
        ("enableOpenTypeFeatures", 1),
        ("doNotFlipMirrorIndents", 1),
        ("differentiateMultirowTableHeaders", 1),
        ("useWord2013TrackBottomHyphenation", 0),
    )
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" '
        f'w:val="{value}"/>'
        for name, value in modes
    )
    return (
        f'<w:settings {_W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        f'<w:compat>{compat}</w:compat><w:themeFontLang w:val="{attribute(language)}" '
        'w:eastAsia="zh-CN" w:bidi="ar-SA"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
        "</w:settings>"
    )
