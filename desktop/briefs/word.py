"""A sheet as a Word document: python-docx holds the package, the body is built as text and read once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop.briefs.body import Body, bookmark_of
from desktop.briefs.inside import Places, spoken
from desktop.briefs.lint import lint_bytes
from desktop.briefs.looks import A4, ACCENT, MUTED, PAPERS, TLP_INK, Paper, tlp_label
from desktop.briefs.notes_parts import (
    XML,
    CommentParts,
    custom_properties,
    footnotes_part,
    manifest,
    manifest_properties,
    program_properties,
)
from desktop.briefs.package import MICROSOFT, RELATIONS, TYPES, WORD, Package
from desktop.briefs.paginate import WHOLE, estimate_pages
from desktop.briefs.sheet import Heading, Paragraph, Picture, Role, Sheet, SourceParagraph
from desktop.briefs.stylesheet import Numbered, numbering, settings, styles
from desktop.briefs.wml import DECLARED, TAB, Look, field, illegal_count, paragraph, run
from desktop.errors import NotWritten
from desktop.paths import write_whole


@dataclass(frozen=True, slots=True)
class Written:
    """What was written; `pages` is None where it could only be estimated."""

    path: Path
    comments: int
    highlights: int
    footnotes: int
    warnings: tuple[str, ...] = ()
    pages: int | None = None


def write_docx(sheet: Sheet, path: Path, *, pages: Mapping[str, int] | None = None) -> Written:
    """Write the sheet as a .docx, checked by the lint before it takes the place of an older file.

    `pages` says on which page each key begins, where that is known from a layout program; otherwise
    it is estimated.

    Raises:
        NotWritten: the file cannot be written there; what stood there is untouched.
    """
    content = docx_bytes(sheet, pages or estimate_pages(sheet))
    warnings = [*sheet.warnings, *(str(fault) for fault in lint_bytes(content))]
    replaced = sum(illegal_count(p.text) for p in sheet.source_paragraphs)
    if replaced:
        warnings.append(f"{replaced} characters that a Word file cannot hold are shown as \ufffd.")
    try:
        write_whole(path, content)
    except OSError as error:
        reason = error.strerror or str(error)
        raise NotWritten(
            path,
            f"{reason}.",
            "Nothing in the brief was lost; choose another place or close the file.",
        ) from error
    return Written(
        path=path,
        comments=len(sheet.remarks),
        highlights=sheet.highlights,
        footnotes=len(sheet.footnotes),
        warnings=tuple(warnings),
        pages=pages.get(WHOLE) if pages else None,
    )


def docx_bytes(sheet: Sheet, pages: Mapping[str, int]) -> bytes:
    """Return the sheet as the bytes of a .docx."""
    return _File(sheet, pages).saved()


class _File:
    """One Word file in the making."""

    def __init__(self, sheet: Sheet, pages: Mapping[str, int]) -> None:
        self._sheet = sheet
        self._paper: Paper = PAPERS.get(sheet.paper, A4)
        keyed = (p for p in sheet.parts if isinstance(p, Heading | SourceParagraph))
        self._places = Places({part.key: bookmark_of(part.key) for part in keyed}, pages)
        self._pages = pages
        self._package = Package()

    def saved(self) -> bytes:
        """Put everything in its place and return the whole."""
        sheet = self._sheet
        look = (
            styles(self._paper, sheet.language),
            numbering(_lists(sheet)),
            settings(sheet.language),
        )
        self._package.put_look(*look)
        self._put_running_lines()
        body = self._put_body()
        self._put_footnotes()
        self._put_manifest(body, self._put_comments())
        self._put_properties()
        return self._package.saved()

    def _put_body(self) -> Body:
        def framed(picture: Picture, width: int) -> str:
            return self._package.picture(picture.content, width, picture.description)

        body = Body(self._sheet, self._paper, self._places, self._package.relate(), framed)
        paper = self._paper
        self._package.put_document(
            f"{XML}<w:document {DECLARED}><w:body>{body.xml()}"
            f"<w:sectPr>{self._package.section()}"
            f'<w:pgSz w:w="{paper.width}" w:h="{paper.height}"/>'
            f'<w:pgMar w:top="{paper.top}" w:right="{paper.side}" w:bottom="{paper.bottom}" '
            f'w:left="{paper.side}" w:header="{paper.header}" w:footer="{paper.footer}" w:gutter="0"/>'
            '<w:cols w:space="708"/><w:titlePg/></w:sectPr></w:body></w:document>'
        )
        return body

    def _put_running_lines(self) -> None:
        sheet = self._sheet
        mark = _marking(sheet.handling)
        total = str(self._pages.get(WHOLE, 1))
        page = run("Page ") + field("PAGE", "1") + run(" of ") + field("NUMPAGES", total)
        self._package.put_running_lines(
            paragraph(mark, "BriefMarking"),
            paragraph(spoken(sheet.running_title) + TAB + mark, "Header"),
            paragraph(spoken(sheet.running_foot) + TAB + page, "Footer"),
        )

    def _put_footnotes(self) -> None:
        part = self._package.add(
            "/word/footnotes.xml", WORD + "footnotes+xml", RELATIONS + "footnotes", ""
        )
        relate = self._package.relate(part)
        self._package.fill(part, footnotes_part(self._sheet.footnotes, self._places, relate))

    def _put_comments(self) -> CommentParts:
        parts = CommentParts(self._sheet.remarks)
        if not self._sheet.remarks:
            return parts
        for name, relation, xml in (
            ("comments", RELATIONS + "comments", parts.comments()),
            (
                "commentsExtended",
                MICROSOFT + "2011/relationships/commentsExtended",
                parts.extended(),
            ),
            ("commentsIds", MICROSOFT + "2016/09/relationships/commentsIds", parts.durable_ids()),
            (
                "commentsExtensible",
                MICROSOFT + "2018/08/relationships/commentsExtensible",
                parts.extensible(),
            ),
            ("people", MICROSOFT + "2011/relationships/people", parts.people()),
        ):
            self._package.add(f"/word/{name}.xml", f"{WORD}{name}+xml", relation, xml)
        return parts

    def _put_manifest(self, body: Body, comments: CommentParts) -> None:
        xml = manifest(self._sheet, comments, body.paragraph_ids, self._places.bookmarks)
        item = self._package.add(
            "/customXml/item1.xml", "application/xml", RELATIONS + "customXml", xml
        )
        self._package.add(
            "/customXml/itemProps1.xml",
            TYPES + "customXmlProperties+xml",
            RELATIONS + "customXmlProps",
            manifest_properties(self._sheet),
            item,
        )

    def _put_properties(self) -> None:
        sheet = self._sheet
        pairs = (
            ("Carrel brief", sheet.uid),
            ("Handling", sheet.handling),
            ("Reference", sheet.reference),
        )
        self._package.add_to_package(
            "/docProps/custom.xml",
            TYPES + "custom-properties+xml",
            RELATIONS + "custom-properties",
            custom_properties([(name, value) for name, value in pairs if value]),
        )
        self._package.put_program(program_properties())
        self._package.put_core(
            title=sheet.title,
            subject=sheet.subject,
            author=sheet.author,
            keywords="; ".join(sheet.keywords),
            category=sheet.handling,
            language=sheet.language,
            when=_moment(sheet.today),
        )


def _lists(sheet: Sheet) -> list[Numbered]:
    """Return the list of key points, then one list of paragraph numbers for each source."""
    points = (p for p in sheet.parts if isinstance(p, Paragraph) and p.role is Role.KEY_POINT)
    label = next((p.label for p in points if p.label), "").rstrip("0123456789.")
    out = [Numbered(f"{label}%1" if label else "%1.", 10, ACCENT, strong=True, indent=567)]
    stems = {
        p.source: p.label.rstrip("0123456789")
        for p in sheet.source_paragraphs
        if p.number is not None
    }
    out.extend(Numbered(f"{stems.get(source.key, '¶')}%1", 8, MUTED) for source in sheet.sources)
    return out


def _moment(today: str) -> dt.datetime | None:
    try:
        when = dt.datetime.fromisoformat(today)
    except ValueError:
        return None
    return when.astimezone(dt.UTC).replace(tzinfo=None) if when.tzinfo else when


def _marking(handling: str) -> str:
    label = tlp_label(handling)
    if not label:
        return spoken(handling, Look(strong=True))
    boxed = Look(strong=True, colour=TLP_INK[label], shade="000000", size=12)
    return run(f"\u00a0{label}\u00a0", boxed)
