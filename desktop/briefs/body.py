"""The body of a Word document: each part of a sheet as paragraphs and tables, built as text once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import Final

from desktop.briefs.inside import Places, Relate, content_xml, source_xml, spoken
from desktop.briefs.looks import ROLE_STYLE, SOURCE_STYLE, STYLE, Paper
from desktop.briefs.runs import runs_leftwards
from desktop.briefs.sheet import (
    Contents,
    Heading,
    Masthead,
    Paragraph,
    Part,
    Picture,
    Role,
    Sheet,
    SourceParagraph,
    Table,
)
from desktop.briefs.stylesheet import KEY_POINTS_LIST
from desktop.briefs.wml import (
    TAB,
    Look,
    bookmark,
    cell,
    paragraph,
    place_link,
    run,
    table,
)
from desktop.briefs.wml import (
    field as field_xml,
)
from desktop.model.article import BlockKind

NUMBER_GAP: Final = 567
"""How far out in the margin the ¶ numbers stand."""

WHOLE_PARAGRAPH: Final = 900
"""How many characters of a source are not parted by the end of a page: some ten lines."""

_BETWEEN_TABLES: Final = paragraph("", "BriefSmall")
"""Two tables in a row would grow together, and a body may not end with one."""


def style_of_source(source: SourceParagraph) -> str:
    """Return the id of the paragraph style of a source paragraph."""
    if source.extract:
        return "Quote"
    if source.kind is BlockKind.HEADING and source.level > 3:
        return "SourceSubheading"
    return SOURCE_STYLE[source.kind]


def style_of_paragraph(part: Paragraph) -> str:
    """Return the id of the paragraph style of a paragraph of the brief's own."""
    return ROLE_STYLE[part.role]


def stays_whole(source: SourceParagraph) -> bool:
    """Whether a source paragraph is kept on one page: short ones are, so that they can be read as cited."""
    return len(source.text) <= WHOLE_PARAGRAPH


def bookmark_of(key: str) -> str:
    """Return the hidden bookmark of a key: headings get the name that Word gives those in a contents."""
    return f"_Toc9{key[1:]:0>8}" if key[:1] == "h" and key[1:].isdigit() else f"_{key}"


def paragraph_id(number: int) -> str:
    """Return the n-th paragraph id of a file: eight hexadecimal digits below 80000000."""
    return f"{0x10000000 + number:08X}"


@dataclass(slots=True)
class _Ends:
    """Where comments begin and end in one paragraph."""

    opens: dict[int, list[str]] = field(default_factory=dict)
    closes: dict[int, list[str]] = field(default_factory=dict)


class Body:
    """Writes the parts of one sheet; what it counts on the way is used for the other parts."""

    def __init__(
        self,
        sheet: Sheet,
        paper: Paper,
        places: Places,
        relate: Relate,
        picture: Callable[[Picture, int], str],
    ) -> None:
        self._sheet = sheet
        self._paper = paper
        self._places = places
        self._relate = relate
        self._picture = picture
        self._marks = 0
        self._captions = 0
        self._ends = _comment_ends(sheet)
        self._lists = {s.key: KEY_POINTS_LIST + 1 + i for i, s in enumerate(sheet.sources)}
        self.paragraph_ids: dict[str, str] = {}
        self._content = partial(content_xml, places=places, relate=relate)

    def xml(self) -> str:
        """Return the children of `w:body` but for its last section."""
        out: list[str] = []
        ends_with_table = False
        for part in self._sheet.parts:
            if ends_with_table and isinstance(part, Table) and not part.caption:
                out.append(_BETWEEN_TABLES)
            out.append(self._part(part))
            ends_with_table = isinstance(part, Table) or (
                isinstance(part, Masthead) and bool(part.facts)
            )
        return "".join(out) + (_BETWEEN_TABLES if ends_with_table else "")

    def _part(self, part: Part) -> str:
        made = ""
        match part:
            case SourceParagraph():
                made = self._source(part)
            case Paragraph():
                made = self._paragraph(part)
            case Heading():
                made = self._heading(part)
            case Table():
                made = self._table(part)
            case Masthead():
                made = self._masthead(part)
            case Contents():
                made = self._contents(part)
            case Picture():
                made = self._framed(part)
        return made

    def _bookmarked(self, key: str, inside: str) -> str:
        self._marks += 1
        return bookmark(self._places.bookmarks[key], self._marks, inside)

    def _heading(self, part: Heading) -> str:
        breaks = "<w:pageBreakBefore/>" if part.new_page else ""
        inside = self._bookmarked(part.key, spoken(part.text))
        return paragraph(inside, f"Heading{part.level}", breaks + _direction(part.text))

    def _paragraph(self, part: Paragraph) -> str:
        style = STYLE[style_of_paragraph(part)]
        text = "".join(getattr(piece, "text", "") for piece in part.content)
        before = properties = ""
        indent = ""
        if part.role is Role.KEY_POINT and not part.label:
            properties = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
            indent = '<w:ind w:left="0" w:firstLine="0"/>'
        elif part.label and part.role is not Role.KEY_POINT:
            before = run(part.label, Look(style="BriefSign")) + TAB
        if part.depth > 1:
            left = style.indent + (part.depth - 1) * 340
            indent = f'<w:ind w:left="{left}" w:hanging="{style.hanging}"/>'
        return paragraph(
            before + self._content(part.content), style.id, properties + _direction(text) + indent
        )

    def _masthead(self, part: Masthead) -> str:
        out = [
            paragraph(spoken(part.kicker), "BriefKicker") if part.kicker else "",
            paragraph(spoken(part.title), "Title", _direction(part.title)),
            paragraph(spoken(part.subtitle), "Subtitle", _direction(part.subtitle))
            if part.subtitle
            else "",
        ]
        if part.facts:
            name, value = 1400, self._paper.text_width // 2 - 1400
            facts = [*part.facts, ("", "")] if len(part.facts) % 2 else list(part.facts)
            cells = [
                cell(
                    paragraph(run(label, Look(style="BriefMuted", strong=True)), "BriefFact"), name
                )
                + cell(paragraph(spoken(told), "BriefFact"), value)
                for label, told in facts
            ]
            rows = [a + b for a, b in zip(cells[::2], cells[1::2], strict=True)]
            out.append(
                table(
                    "BriefFacts",
                    (name, value, name, value),
                    rows,
                    description="Details of the brief",
                )
            )
        return "".join(out)

    def _contents(self, part: Contents) -> str:
        lines = self._sheet.contents_lines
        if not lines:
            return ""
        begin = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
            ' TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        out = [paragraph(run(part.title), "TOCHeading")]
        for i, line in enumerate(lines):
            anchor = self._places.bookmarks[line.key]
            page = field_xml(f"PAGEREF {anchor} \\h", self._places.page(line.key))
            inside = place_link(anchor, spoken(line.text) + TAB + page)
            first = begin if i == 0 else ""
            last = end if i == len(lines) - 1 else ""
            # The first two lines and the last three stay together, so that none stands alone on a page.
            kept = "<w:keepNext/>" if i == 0 or len(lines) - 3 <= i < len(lines) - 1 else ""
            properties = kept + _direction(line.text)
            out.append(paragraph(first + inside + last, f"TOC{line.level}", properties))
        return (
            '<w:sdt><w:sdtPr><w:id w:val="117000002"/><w:docPartObj>'
            '<w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr>'
            f"<w:sdtContent>{''.join(out)}</w:sdtContent></w:sdt>"
        )

    def _caption(self, label: str, text: str) -> str:
        self._captions += 1
        number = field_xml("SEQ Table \\* ARABIC", str(self._captions))
        return paragraph(run(f"{label} ") + number + spoken(f". {text}"), "Caption")

    def _table(self, part: Table) -> str:
        widths = shared_width(self._paper.text_width, [column.share for column in part.columns])
        header = "".join(
            cell(paragraph(spoken(column.title), "BriefTableHead"), width)
            for column, width in zip(part.columns, widths, strict=True)
        )
        rows = (
            "".join(
                cell(paragraph(self._content(content), "BriefTableText"), width)
                for content, width in zip(row, widths, strict=True)
            )
            for row in part.rows
        )
        caption = self._caption("Table", part.caption) if part.caption else ""
        made = table(
            "BriefTable", widths, rows, header=header, description=part.description or part.caption
        )
        return caption + made

    def _framed(self, part: Picture) -> str:
        width = round(self._paper.text_width * min(max(part.share, 0.05), 1.0))
        framed = paragraph(
            self._picture(part, width), "BodyText", "<w:keepNext/>" if part.caption else ""
        )
        return framed + (paragraph(spoken(part.caption), "BriefSmall") if part.caption else "")

    def _source(self, part: SourceParagraph) -> str:
        style = STYLE[style_of_source(part)]
        ends = self._ends.get(part.key, _Ends())
        language = (
            part.language
            if part.language and not _same_language(part.language, self._sheet.language)
            else ""
        )
        words = source_xml(
            part, self._relate, language=language, opens=ends.opens, closes=ends.closes
        )
        inside = self._bookmarked(part.key, words)
        if part.extract:
            inside += self._content(part.citation)
            return paragraph(
                inside, style.id, _direction(part.text), para_id=self._identified(part.key)
            )
        before = tabs = numbering = indent = ""
        left = style.indent
        if part.kind in {BlockKind.LIST_ITEM, BlockKind.QUOTE} and part.level > 1:
            left += (part.level - 1) * 340
        if part.kind is BlockKind.LIST_ITEM:
            sign = "•" if part.ordinal is None else f"{part.ordinal}."
            # The ¶ number takes the first stop, then the sign its own, then the words.
            stops = [0, left - style.hanging, left] if part.level > 1 else [0, left]
            before = TAB * (len(stops) - 2) + run(sign, Look(style="BriefSign")) + TAB
            told = "".join(f'<w:tab w:val="left" w:pos="{stop}"/>' for stop in stops)
            tabs = f"<w:tabs>{told}</w:tabs>"
        if part.number is not None:
            number = self._lists[part.source]
            numbering = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
            indent = (
                f'<w:ind w:left="{left}" w:right="{style.right}" w:hanging="{left + NUMBER_GAP}"/>'
            )
        kept = "<w:keepLines/>" if stays_whole(part) and not style.keep_lines else ""
        properties = kept + numbering + tabs + _direction(part.text) + indent
        return paragraph(before + inside, style.id, properties, para_id=self._identified(part.key))

    def _identified(self, key: str) -> str:
        return self.paragraph_ids.setdefault(key, paragraph_id(len(self.paragraph_ids)))


def shared_width(width: int, shares: Sequence[float]) -> tuple[int, ...]:
    """Share a width out among columns so that nothing is left over."""
    whole = sum(shares)
    edges = [round(width * sum(shares[:i]) / whole) for i in range(len(shares) + 1)]
    return tuple(b - a for a, b in pairwise(edges))


def _direction(text: str) -> str:
    return "<w:bidi/>" if runs_leftwards(text) else ""


def _same_language(one: str, other: str) -> bool:
    return one.partition("-")[0].lower() == other.partition("-")[0].lower()


def _comment_ends(sheet: Sheet) -> dict[str, _Ends]:
    """Return the ends of all comments by paragraph; one that covers no words stands as a point."""
    out: dict[str, _Ends] = {}
    for number, remark in enumerate(sheet.remarks):
        start = f'<w:commentRangeStart w:id="{number}"/>'
        end = (
            f'<w:commentRangeEnd w:id="{number}"/><w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>'
            f'<w:commentReference w:id="{number}"/></w:r>'
        )
        opening = out.setdefault(remark.start.key, _Ends()).opens
        if remark.start == remark.end:
            opening.setdefault(remark.start.offset, []).append(start + end)
            continue
        opening.setdefault(remark.start.offset, []).append(start)
        closing = out.setdefault(remark.end.key, _Ends()).closes
        closing.setdefault(remark.end.offset, []).append(end)
    return out
