"""What is wrong with a .docx: faults that Word would stumble over though other programs open it.

The schema cannot see most of these (a comment without its range, two bookmarks of one name), and
python-docx and LibreOffice open every one of them without a word.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lxml import etree

from desktop.briefs.lint_walk import Fault, Seen, walk
from desktop.briefs.wml import W14, W15, W

__all__ = ["Fault", "lint", "lint_bytes"]

_DOCUMENT: Final = "word/document.xml"
_COMMENTS: Final = "word/comments.xml"
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
_REFERENCE: Final = re.compile(r"\s*(?:PAGEREF|REF|NOTEREF)\s+(\S+)")
_PACKAGE: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"


def lint(path: Path) -> tuple[Fault, ...]:
    """Check a Word file; an empty answer means that nothing was found."""
    return lint_bytes(path.read_bytes())


def lint_bytes(content: bytes) -> tuple[Fault, ...]:
    """Check the bytes of a Word file."""
    faults: list[Fault] = []
    roots: dict[str, etree._Element] = {}
    seen: dict[str, Seen] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = frozenset(package.namelist())
            for name in sorted(names):
                if not name.endswith((".xml", ".rels")):
                    continue
                part = package.read(name)
                try:
                    if name.startswith("word/") and name.endswith(".xml"):
                        seen[name] = walk(name, part, faults)
                    if name != _DOCUMENT:
                        roots[name] = etree.fromstring(part, _PARSER)
                except etree.XMLSyntaxError as error:
                    faults.append(Fault(name, "well-formed", str(error)))
    except zipfile.BadZipFile as error:
        return (Fault("package", "zip", str(error)),)
    if _DOCUMENT not in seen:
        return (*faults, Fault("package", "main-part", f"{_DOCUMENT} is missing or unreadable"))
    package_view = _Package(names, roots, seen)
    for check in _CHECKS:
        faults.extend(check(package_view))
    return tuple(faults)


@dataclass(frozen=True, slots=True)
class _Package:
    names: frozenset[str]
    roots: Mapping[str, etree._Element]
    seen: Mapping[str, Seen]

    @property
    def document(self) -> Seen:
        return self.seen[_DOCUMENT]


def _repeated(values: Iterable[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


def _ids(root: etree._Element | None, tag: str) -> list[str]:
    return [] if root is None else [e.get(W + "id", "") for e in root.iter(W + tag)]


def _check_comments(package: _Package) -> Iterable[Fault]:
    have = _ids(package.roots.get(_COMMENTS), "comment")
    document = package.document
    for value in _repeated(have):
        yield Fault(_COMMENTS, "comment-id", f"two comments have the id {value}")
    known = set(have)
    referred = Counter(document.comment_references)
    for value in referred:
        if value not in known:
            yield Fault(
                _DOCUMENT, "comment-missing", f"comment {value} is referred to but not there"
            )
    for value in known:
        if referred[value] != 1:
            yield Fault(
                _DOCUMENT, "comment-reference", f"comment {value} has {referred[value]} marks"
            )
    starts, ends = Counter(document.comment_starts), Counter(document.comment_ends)
    for value in starts.keys() | ends.keys():
        if starts[value] != 1 or ends[value] != 1:
            text = f"comment {value}: {starts[value]} starts and {ends[value]} ends of its range"
            yield Fault(_DOCUMENT, "comment-range", text)
        elif document.order[f"start {value}"] > document.order[f"end {value}"]:
            yield Fault(_DOCUMENT, "comment-range", f"comment {value} ends before it starts")
        elif document.order.get(f"mark {value}", 1 << 60) < document.order[f"end {value}"]:
            yield Fault(
                _DOCUMENT, "comment-mark", f"the mark of comment {value} lies inside its range"
            )


def _check_notes(package: _Package) -> Iterable[Fault]:
    for part, tag, references in (
        ("word/footnotes.xml", "footnote", package.document.footnotes),
        ("word/endnotes.xml", "endnote", package.document.endnotes),
    ):
        have = _ids(package.roots.get(part), tag)
        for value in _repeated(have):
            yield Fault(part, "note-id", f"two {tag}s have the id {value}")
        for value in references:
            if value not in have:
                yield Fault(
                    _DOCUMENT, "note-missing", f"{tag} {value} is referred to but not there"
                )


def _check_bookmarks(package: _Package) -> Iterable[Fault]:
    for part, seen in package.seen.items():
        for value in _repeated(seen.bookmark_names):
            yield Fault(part, "bookmark-name", f"two bookmarks are called {value}")
        for value in _repeated(seen.bookmark_starts):
            yield Fault(part, "bookmark-id", f"two bookmarks have the id {value}")
        if Counter(seen.bookmark_starts) != Counter(seen.bookmark_ends):
            yield Fault(part, "bookmark-ends", "a bookmark has no start or no end")
        for name in seen.bookmark_names:
            if not 0 < len(name) <= 40:
                yield Fault(
                    part, "bookmark-name", f"the name {name!r} is not 1 to 40 characters long"
                )


def _check_targets(package: _Package) -> Iterable[Fault]:
    marks = set(package.document.bookmark_names)
    for part, seen in package.seen.items():
        for anchor in seen.anchors:
            if anchor not in marks:
                yield Fault(
                    part, "link-target", f"a link leads to the bookmark {anchor}, which is missing"
                )
        for instruction in seen.instructions:
            asked = _REFERENCE.match(instruction)
            if asked and asked.group(1) not in marks:
                yield Fault(part, "field-target", f"a field asks for the bookmark {asked.group(1)}")


def _check_styles(package: _Package) -> Iterable[Fault]:
    styles = package.roots.get("word/styles.xml")
    if styles is None:
        yield Fault("package", "styles", "there is no styles part")
        return
    have = {e.get(W + "styleId", "") for e in styles.iter(W + "style")}
    for part, seen in package.seen.items():
        for value in sorted(seen.styles - have):
            yield Fault(part, "style", f"the style {value} is not defined")
    numbering = package.roots.get("word/numbering.xml")
    lists = (
        set() if numbering is None else {e.get(W + "numId", "") for e in numbering.iter(W + "num")}
    )
    for part, seen in package.seen.items():
        for value in sorted(seen.lists - lists - {"0"}):
            yield Fault(part, "numbering", f"the numbering {value} is not defined")


def _check_relationships(package: _Package) -> Iterable[Fault]:
    for part, seen in package.seen.items():
        folder, name = posixpath.split(part)
        rels = package.roots.get(f"{folder}/_rels/{name}.rels")
        have = (
            {}
            if rels is None
            else {e.get("Id", ""): e for e in rels.iter(_PACKAGE + "Relationship")}
        )
        for value in sorted(seen.relationships - have.keys()):
            yield Fault(part, "relationship", f"the relationship {value} is missing")
    for part, root in package.roots.items():
        if not part.endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(part))
        for value in _repeated(e.get("Id", "") for e in root.iter(_PACKAGE + "Relationship")):
            yield Fault(part, "relationship-id", f"two relationships have the id {value}")
        for rel in root.iter(_PACKAGE + "Relationship"):
            if rel.get("TargetMode") == "External":
                continue
            target = rel.get("Target", "")
            full = (
                target[1:]
                if target.startswith("/")
                else posixpath.normpath(posixpath.join(folder, target))
            )
            if full not in package.names:
                yield Fault(part, "relationship-target", f"{full} is not in the package")


def _check_types(package: _Package) -> Iterable[Fault]:
    types = package.roots.get("[Content_Types].xml")
    if types is None:
        yield Fault("package", "content-types", "there is no list of content types")
        return
    endings = {e.get("Extension", "").lower() for e in types.iter(_TYPES + "Default")}
    parts = {e.get("PartName", "") for e in types.iter(_TYPES + "Override")}
    for name in sorted(package.names):
        if name == "[Content_Types].xml" or name.endswith("/"):
            continue
        named = "/" + name in parts
        if not named and name.rpartition(".")[2].lower() not in endings:
            yield Fault(name, "content-types", "the part has no content type")
        elif not named and name.startswith("word/") and name.endswith(".xml"):
            yield Fault(name, "content-types", "the part is only said to be XML")


def _check_paragraph_ids(package: _Package) -> Iterable[Fault]:
    values = [
        value
        for part in (_DOCUMENT, _COMMENTS)
        if part in package.seen
        for value in package.seen[part].paragraph_ids
    ]
    for value in _repeated(values):
        yield Fault(_DOCUMENT, "paragraph-id", f"two paragraphs have the id {value}")
    for value in values:
        if not re.fullmatch("[0-9A-Fa-f]{8}", value) or not 0 < int(value, 16) < 0x80000000:
            yield Fault(_DOCUMENT, "paragraph-id", f"{value} is not a paragraph's id")
    extended = package.roots.get("word/commentsExtended.xml")
    comments = package.roots.get(_COMMENTS)
    if extended is None:
        return
    have = set() if comments is None else {p.get(W14 + "paraId") for p in comments.iter(W + "p")}
    for entry in extended.iter(W15 + "commentEx"):
        for name in ("paraId", "paraIdParent"):
            told = entry.get(W15 + name)
            if told and told not in have:
                text = f"{name} {told} is no paragraph of a comment"
                yield Fault("word/commentsExtended.xml", "comment-extended", text)


def _check_manners(package: _Package) -> Iterable[Fault]:
    """Look for what is valid but rude: prompts on opening, pictures and headings that say nothing."""
    settings = package.roots.get("word/settings.xml")
    if settings is not None and settings.find(W + "updateFields") is not None:
        yield Fault(
            "word/settings.xml", "prompt", "Word would ask to update fields at every opening"
        )
    for part, seen in package.seen.items():
        if seen.dirty_fields:
            yield Fault(
                part, "prompt", "a field is marked as out of date: Word would ask on opening"
            )
        for name in seen.mute_pictures:
            yield Fault(part, "alt-text", f"the picture {name} has no description")
        for value in _repeated(seen.picture_ids):
            yield Fault(part, "picture-id", f"two pictures have the id {value}")


_CHECKS: Final = (
    _check_comments,
    _check_notes,
    _check_bookmarks,
    _check_targets,
    _check_styles,
    _check_relationships,
    _check_types,
    _check_paragraph_ids,
    _check_manners,
)
