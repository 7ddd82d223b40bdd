"""The parts of a Word file beside the body: footnotes, comments, people, the manifest, properties."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Final

from desktop.briefs.inside import Places, Relate, content_xml, spoken
from desktop.briefs.sheet import Content, Remark, Sheet
from desktop.briefs.wml import DECLARED, attribute, paragraph

XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MANIFEST_NAMESPACE: Final = "urn:carrel:brief:1"
_CID: Final = "http://schemas.microsoft.com/office/word/2016/wordml/cid"
_CEX: Final = "http://schemas.microsoft.com/office/word/2018/wordml/cex"
_TIGHT: Final = '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'


def footnotes_part(footnotes: Sequence[Content], places: Places, relate: Relate) -> str:
    """Return the footnotes, after the two that only draw the separating lines."""
    out = [XML, f"<w:footnotes {DECLARED}>"]
    for ident, kind in ((-1, "separator"), (0, "continuationSeparator")):
        line = paragraph(f"<w:r><w:{kind}/></w:r>", "", _TIGHT)
        out.append(f'<w:footnote w:type="{kind}" w:id="{ident}">{line}</w:footnote>')
    mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r><w:r><w:tab/></w:r>'
    for number, content in enumerate(footnotes, 1):
        inside = paragraph(mark + content_xml(content, places, relate), "FootnoteText")
        out.append(f'<w:footnote w:id="{number}">{inside}</w:footnote>')
    out.append("</w:footnotes>")
    return "".join(out)


class CommentParts:
    """The comments with all that Word keeps about them in parts of their own.

    Paragraph ids begin at 0x30000000, durable ids at 0x50000000, both by the comment's place.
    """

    def __init__(self, remarks: Sequence[Remark]) -> None:
        self._remarks = remarks
        self._lines = [remark.text.split("\n") or [""] for remark in remarks]
        first = 0x30000000
        self._ids: list[list[str]] = []
        for lines in self._lines:
            self._ids.append([f"{first + i:08X}" for i in range(len(lines))])
            first += len(lines)
        self._by_uid = {remark.uid: i for i, remark in enumerate(remarks) if remark.uid}

    def last_paragraph(self, index: int) -> str:
        """Return the id of a comment's last paragraph, by which the other parts know the comment."""
        return self._ids[index][-1]

    def durable(self, index: int) -> str:
        """Return the id that Word keeps for the comment through all editing."""
        return f"{0x50000000 + index:08X}"

    def comments(self) -> str:
        """Return the comments themselves."""
        out = [XML, f"<w:comments {DECLARED}>"]
        mark = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>'
        for index, remark in enumerate(self._remarks):
            out.append(
                f'<w:comment w:id="{index}" w:author="{attribute(remark.author)}"'
                + (f' w:date="{attribute(word_time(remark.written))}"' if remark.written else "")
                + f' w:initials="{attribute(remark.initials)}">'
            )
            for at, (line, ident) in enumerate(
                zip(self._lines[index], self._ids[index], strict=True)
            ):
                out.append(
                    paragraph(
                        (mark if at == 0 else "") + spoken(line), "CommentText", para_id=ident
                    )
                )
            out.append("</w:comment>")
        out.append("</w:comments>")
        return "".join(out)

    def extended(self) -> str:
        """Return who answers whom, and what is settled."""
        out = [XML, f"<w15:commentsEx {DECLARED}>"]
        for index, remark in enumerate(self._remarks):
            parent = self._by_uid.get(remark.answers) if remark.answers else None
            answers = (
                f' w15:paraIdParent="{self.last_paragraph(parent)}"' if parent is not None else ""
            )
            out.append(
                f'<w15:commentEx w15:paraId="{self.last_paragraph(index)}"{answers} '
                f'w15:done="{int(remark.resolved)}"/>'
            )
        out.append("</w15:commentsEx>")
        return "".join(out)

    def durable_ids(self) -> str:
        """Return the durable ids."""
        lines = "".join(
            f'<w16cid:commentId w16cid:paraId="{self.last_paragraph(i)}" w16cid:durableId="{self.durable(i)}"/>'
            for i in range(len(self._remarks))
        )
        return f'{XML}<w16cid:commentsIds xmlns:w16cid="{_CID}">{lines}</w16cid:commentsIds>'

    def extensible(self) -> str:
        """Return when each comment was written in UTC; `w:date` alone is read as local time."""
        lines = "".join(
            f'<w16cex:commentExtensible w16cex:durableId="{self.durable(i)}" '
            f'w16cex:dateUtc="{attribute(word_time(remark.written))}"/>'
            for i, remark in enumerate(self._remarks)
            if remark.written
        )
        return f'{XML}<w16cex:commentsExtensible xmlns:w16cex="{_CEX}">{lines}</w16cex:commentsExtensible>'

    def people(self) -> str:
        """Return the authors."""
        names = dict.fromkeys(remark.author for remark in self._remarks)
        lines = "".join(
            f'<w15:person w15:author="{attribute(name)}"><w15:presenceInfo w15:providerId="None" '
            f'w15:userId="{attribute(name)}"/></w15:person>'
            for name in names
        )
        return f"{XML}<w15:people {DECLARED}>{lines}</w15:people>"


def word_time(iso: str) -> str:
    """Return an ISO 8601 time in UTC as Word writes it, to the second: 2025-12-17T09:00:00Z."""
    day, _, rest = iso.partition("T")
    if not rest:
        return f"{day}T00:00:00Z"
    clock = rest.removesuffix("Z").partition("+")[0].partition(".")[0]
    return f"{day}T{clock}Z"


def manifest(
    sheet: Sheet,
    comments: CommentParts,
    paragraph_ids: Mapping[str, str],
    bookmarks: Mapping[str, str],
) -> str:
    """Return what a returned file is matched by: sources, their paragraphs, and whose comment is whose."""
    head = f'uid="{attribute(sheet.uid)}" title="{attribute(sheet.title)}"'
    out = [f'{XML}<brief xmlns="{MANIFEST_NAMESPACE}" {head}>']
    lengths = {p.key: len(p.text) for p in sheet.source_paragraphs}
    for source in sheet.sources:
        out.append(
            f'<source key="{attribute(source.key)}" article="{attribute(source.article_uid)}" '
            f'version="{source.version}" sha256="{attribute(source.text_sha256)}">'
        )
        out.extend(
            f'<paragraph bookmark="{attribute(bookmarks[key])}" id="{paragraph_ids.get(key, "")}" '
            f'start="{start}" length="{lengths[key]}"/>'
            for key, start in source.paragraphs
            if key in lengths
        )
        out.append("</source>")
    out.extend(
        f'<comment number="{index}" uid="{attribute(remark.uid)}" id="{comments.last_paragraph(index)}" '
        f'author="{attribute(remark.author)}" date="{attribute(remark.written)}"/>'
        for index, remark in enumerate(sheet.remarks)
    )
    out.append("</brief>")
    return "".join(out)


def manifest_id(sheet: Sheet) -> str:
    """Return the GUID of the manifest, the same for the same brief."""
    return (
        "{" + str(uuid.uuid5(uuid.NAMESPACE_URL, f"{MANIFEST_NAMESPACE}:{sheet.uid}")).upper() + "}"
    )


def manifest_properties(sheet: Sheet) -> str:
    """Return the part that gives the manifest its GUID."""
    return (
        f'{XML}<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'customXml" ds:itemID="{manifest_id(sheet)}"><ds:schemaRefs><ds:schemaRef '
        f'ds:uri="{MANIFEST_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )


def custom_properties(pairs: Sequence[tuple[str, str]]) -> str:
    """Return the document's own properties, as texts."""
    types = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
    lines = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" '
        f'name="{attribute(name)}"><vt:lpwstr>{attribute(value)}</vt:lpwstr></property>'
        for number, (name, value) in enumerate(pairs, 2)
    )
    return (
        f'{XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'custom-properties" xmlns:vt="{types}">{lines}</Properties>'
    )


def program_properties() -> str:
    """Return which program wrote the file."""
    return (
        f'{XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'extended-properties"><Application>Carrel</Application></Properties>'
    )
