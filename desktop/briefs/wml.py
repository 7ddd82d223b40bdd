"""WordprocessingML as text: small functions that each return a fragment of XML.

Element order inside `w:rPr`, `w:pPr` and `w:tblPr` is fixed by ISO 29500; it is kept here and nowhere
else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

NAMESPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
DECLARED: Final = (
    " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    + ' mc:Ignorable="w14 w15"'
)
"""The namespace declarations of every part that is written as text."""

W: Final = "{" + NAMESPACES["w"] + "}"
W14: Final = "{" + NAMESPACES["w14"] + "}"
W15: Final = "{" + NAMESPACES["w15"] + "}"
R: Final = "{" + NAMESPACES["r"] + "}"

_ILLEGAL: Final = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAKS: Final = re.compile("\r\n|[\n\r\x0b\x0c\u2028\u2029]")
_PLAIN: Final = re.compile("[^\x00-\x1f&<>\u2028\u2029\ud800-\udfff\ufffe\uffff]*")
_SAFE: Final = re.compile('[^\x00-\x1f&<>"\u2028\u2029\ud800-\udfff\ufffe\uffff]*')


def legal(text: str) -> str:
    """Return the text with each character that XML 1.0 cannot hold replaced by U+FFFD, one for one."""
    return _ILLEGAL.sub("\ufffd", text)


def illegal_count(text: str) -> int:
    """Count the characters that `legal` has to replace."""
    return len(_ILLEGAL.findall(text))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(value: object) -> str:
    """Return a value as the inside of a double-quoted attribute."""
    text = str(value)
    if _SAFE.fullmatch(text):
        return text
    spaced = re.sub("[\t\n\r\x0b\x0c\u2028\u2029]", " ", text)
    return _escaped(legal(spaced)).replace('"', "&quot;")


def text_xml(text: str) -> str:
    """Return text as `w:t`, with tabs and line breaks as their own elements."""
    if _PLAIN.fullmatch(text):
        return f'<w:t xml:space="preserve">{text}</w:t>' if text else ""
    out: list[str] = []
    for i, line in enumerate(_BREAKS.split(text)):
        if i:
            out.append("<w:br/>")
        for j, piece in enumerate(line.split("\t")):
            if j:
                out.append("<w:tab/>")
            if piece:
                out.append(f'<w:t xml:space="preserve">{_escaped(legal(piece))}</w:t>')
    return "".join(out)


@dataclass(frozen=True, slots=True)
class Look:
    """The direct properties of a run; empty ones are left to the styles.

    `underline` is a line's kind and colour, `shade` a fill, `language` a BCP 47 tag.
    """

    style: str = ""
    strong: bool = False
    emphasis: bool = False
    colour: str = ""
    size: float = 0
    underline: tuple[str, str] | None = None
    shade: str = ""
    raised: bool = False
    rtl: bool = False
    language: str = ""


PLAIN: Final = Look()
EAST_ASIAN: Final = ("zh", "ja", "ko")
RIGHT_TO_LEFT: Final = ("ar", "he", "fa", "ur", "yi", "ps", "sd", "ug", "dv", "ckb")


def language_xml(language: str) -> str:
    """Return `w:lang` in the attribute that Word reads for this language's script."""
    if not language:
        return ""
    stem = language.split("-", maxsplit=1)[0].lower()
    kind = "eastAsia" if stem in EAST_ASIAN else "bidi" if stem in RIGHT_TO_LEFT else "val"
    return f'<w:lang w:{kind}="{attribute(language)}"/>'


@lru_cache(maxsize=4096)
def look_xml(look: Look) -> str:
    """Return a look as `w:rPr`, its children in the order that the schema demands."""
    if look == PLAIN:
        return ""
    half = round(look.size * 2)
    line, line_colour = look.underline or ("", "")
    inside = (
        (look.style, f'<w:rStyle w:val="{look.style}"/>'),
        (look.strong, "<w:b/><w:bCs/>"),
        (look.emphasis, "<w:i/><w:iCs/>"),
        (look.colour, f'<w:color w:val="{look.colour}"/>'),
        (look.size, f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'),
        (line, f'<w:u w:val="{line}" w:color="{line_colour}"/>'),
        (look.shade, f'<w:shd w:val="clear" w:color="auto" w:fill="{look.shade}"/>'),
        (look.raised, '<w:vertAlign w:val="superscript"/>'),
        (look.rtl, "<w:rtl/>"),
        (look.language, language_xml(look.language)),
    )
    return f"<w:rPr>{''.join(xml for told, xml in inside if told)}</w:rPr>"


def run(text: str, look: Look = PLAIN) -> str:
    """Return a run of text, or nothing when there is none."""
    return f"<w:r>{look_xml(look)}{text_xml(text)}</w:r>" if text else ""


TAB: Final = "<w:r><w:tab/></w:r>"


def paragraph(content: str, style: str = "", properties: str = "", *, para_id: str = "") -> str:
    """Return a paragraph. `properties` are children of `w:pPr` after its style, in schema order."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    ppr = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    marked = f' w14:paraId="{para_id}" w14:textId="77777777"' if para_id else ""
    return f"<w:p{marked}>{ppr}{content}</w:p>"


def field(instruction: str, result: str, look: Look = PLAIN) -> str:
    """Return a field with the result that is shown until someone asks for it to be worked out anew."""
    rpr = look_xml(look)
    return (
        f'<w:r>{rpr}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{rpr}<w:instrText xml:space="preserve"> {attribute(instruction)} </w:instrText></w:r>'
        f'<w:r>{rpr}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r>{rpr}{text_xml(result)}</w:r>"
        f'<w:r>{rpr}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def bookmark(name: str, number: int, inside: str) -> str:
    """Return content between the two ends of a bookmark; a leading `_` hides its name in Word."""
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{attribute(name)}"/>{inside}'
        f'<w:bookmarkEnd w:id="{number}"/>'
    )


def place_link(anchor: str, inside: str, tip: str = "") -> str:
    """Return a link to a bookmark."""
    told = f' w:tooltip="{attribute(tip)}"' if tip else ""
    return f'<w:hyperlink w:anchor="{attribute(anchor)}"{told} w:history="1">{inside}</w:hyperlink>'


def web_link(relationship: str, inside: str) -> str:
    """Return a link to the address that the relationship names."""
    return f'<w:hyperlink r:id="{relationship}" w:history="1">{inside}</w:hyperlink>'


def cell(content: str, width: int) -> str:
    """Return a table cell; the content ends with a paragraph."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def table(
    style: str,
    widths: Sequence[int],
    rows: Iterable[str],
    *,
    header: str = "",
    description: str = "",
    rtl: bool = False,
) -> str:
    """Return a table of fixed columns; `rows` and `header` are cells joined, without `w:tr`."""
    flags = (
        'w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0"'
        if header
        else 'w:val="0600" w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1"'
    )
    told = f'<w:tblDescription w:val="{attribute(description)}"/>' if description else ""
    head = (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>{"<w:bidiVisual/>" if rtl else ""}'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook {flags} w:noVBand="1"/>{told}</w:tblPr><w:tblGrid>'
    )
    out = [head, *(f'<w:gridCol w:w="{width}"/>' for width in widths), "</w:tblGrid>"]
    if header:
        out.append(f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{header}</w:tr>")
    out.extend(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{row}</w:tr>" for row in rows)
    out.append("</w:tbl>")
    return "".join(out)
