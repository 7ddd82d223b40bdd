"""The only room that holds python-docx: a package with parts, relationships, headers and pictures.

python-docx has no public way to give a part its XML, so its private attributes are used here, and
here only (tried with 1.2).
"""
# ruff: noqa: SLF001

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Any, Final

import docx
from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from docx.shared import Twips
from lxml import etree

from desktop.briefs.wml import DECLARED, R, W, legal
from desktop.errors import Refused

RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
MICROSOFT: Final = "http://schemas.microsoft.com/office/"
TYPES: Final = "application/vnd.openxmlformats-officedocument."
WORD: Final = TYPES + "wordprocessingml."

_LEFTOVERS: Final = ("/stylesWithEffects", "/customXml", "/theme", "/webSettings", "/fontTable")


class Package:
    """A Word file in the making, cleared of what python-docx's own template brings along."""

    def __init__(self) -> None:
        self._docx: Any = docx.Document()
        self._main: Any = self._docx.part
        self._package: Any = self._main.package
        for holder, endings in ((self._main, _LEFTOVERS), (self._package, ("/thumbnail",))):
            for ident, rel in list(holder.rels.items()):
                if rel.reltype.endswith(endings):
                    del holder.rels[ident]

    def put_look(self, styles: str, numbering: str, settings: str) -> None:
        """Give the package its styles, numbering and settings."""
        for part, xml in (
            (self._main._styles_part, styles),
            (self._main.numbering_part, numbering),
            (self._main._settings_part, settings),
        ):
            part._element = parse_xml(xml.encode("utf-8"))

    def section(self) -> str:
        """Return what the last section says of headers and footers, to stand in its `w:sectPr`."""
        references = self._docx.sections[0]._sectPr.xpath("w:headerReference | w:footerReference")
        return "".join(
            f'<w:{etree.QName(e).localname} w:type="{e.get(W + "type")}" r:id="{e.get(R + "id")}"/>'
            for e in references
        )

    def put_document(self, xml: str) -> None:
        """Give the package its main part, as text: nothing of it is read before it is written.

        To be called after everything that goes through python-docx (running lines, pictures).
        """
        main = self._main
        part = Part(main.partname, main.content_type, xml.encode("utf-8"), self._package)
        part.__dict__["rels"] = main.rels
        for rel in self._package.rels.values():
            if rel._target is main:
                rel._target = part

    def put_running_lines(self, first_head: str, head: str, foot: str) -> None:
        """Set the lines above and below the text: one paragraph each, the first page's head apart."""
        section = self._docx.sections[0]
        for place, xml in (
            (section.first_page_header, first_head),
            (section.header, head),
            (section.first_page_footer, foot),
            (section.footer, foot),
        ):
            old = place.paragraphs[0]._p
            wrapped = parse_xml(f"<w:hdr {DECLARED}>{xml}</w:hdr>".encode())
            old.getparent().replace(old, wrapped[0])

    def relate(self, part: Any = None) -> Callable[[str], str]:
        """Return what gives an address its relationship from a part (the main one when none is given)."""
        known: dict[str, str] = {}
        holder = part or self._main

        def related(address: str) -> str:
            if address not in known:
                known[address] = holder.relate_to(
                    address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
                )
            return known[address]

        return related

    def picture(self, content: bytes, width: int, description: str) -> str:
        """Return a run that shows a picture, so many twentieths of a point wide.

        Raises:
            Refused: it is not a picture that Word can show.
        """
        try:
            inline = self._main.new_pic_inline(io.BytesIO(content), Twips(width), None)
        except (
            InvalidImageStreamError,
            UnexpectedEndOfFileError,
            UnrecognizedImageError,
            ZeroDivisionError,
        ) as error:
            what = f"The picture “{description}” cannot be read."
            raise Refused(what, "Use a PNG or JPEG file.") from error
        inline.docPr.set("descr", legal(description))
        xml: bytes = etree.tostring(inline)
        return f"<w:r><w:drawing>{xml.decode()}</w:drawing></w:r>"

    def add(self, name: str, kind: str, relation: str, xml: str, holder: Any = None) -> Any:
        """Add a part that a holder (the main part when none is given) relates to; return it."""
        part = Part(PackURI(name), kind, xml.encode("utf-8"), self._package)
        (holder or self._main).relate_to(part, relation)
        return part

    def add_to_package(self, name: str, kind: str, relation: str, xml: str) -> None:
        """Add a part that the package itself relates to."""
        self.add(name, kind, relation, xml, self._package)

    def fill(self, part: Any, xml: str) -> None:
        """Give an added part its XML afterwards."""
        part._blob = xml.encode("utf-8")

    def put_program(self, xml: str) -> None:
        """Say which program wrote the file."""
        for rel in self._package.rels.values():
            if rel.reltype.endswith("/extended-properties"):
                rel.target_part._blob = xml.encode("utf-8")

    def put_core(
        self,
        *,
        title: str,
        subject: str,
        author: str,
        keywords: str,
        category: str,
        language: str,
        when: dt.datetime | None,
    ) -> None:
        """Set the core properties; each holds 255 characters at most."""
        core = self._package.core_properties
        core.title, core.subject, core.author = _core(title), _core(subject), _core(author)
        core.last_modified_by, core.keywords = _core(author), _core(keywords)
        core.comments, core.category, core.language = "", _core(category), _core(language)
        core.revision = 1
        if when is not None:
            core.created = core.modified = when

    def saved(self) -> bytes:
        """Return the whole file."""
        out = io.BytesIO()
        self._package.save(out)
        return out.getvalue()


def _core(text: str) -> str:
    """Return a text as a core property: one that XML can hold, of 255 characters at most."""
    return legal(text)[:255]
