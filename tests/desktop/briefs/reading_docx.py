"""Reads a written .docx back, independently of how it was written: words, comments, colours."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(path: Path | bytes, name: str) -> etree._Element:
    source = io.BytesIO(path) if isinstance(path, bytes) else path
    with zipfile.ZipFile(source) as package:
        return etree.fromstring(package.read(name))


@dataclass
class Read:
    """The words of a file in one string, and where things stand in it."""

    text: str = ""
    styles: list[str] = field(default_factory=list)
    """The character style of each character."""
    comments: dict[str, tuple[int, int]] = field(default_factory=dict)
    bookmarks: dict[str, tuple[int, int]] = field(default_factory=dict)

    def commented(self, number: str) -> str:
        start, end = self.comments[number]
        return self.text[start:end]

    def marked(self, name: str) -> str:
        start, end = self.bookmarks[name]
        return self.text[start:end]


def read_runs(root: etree._Element) -> Read:
    """Walk a body (or one paragraph): paragraphs are joined by a newline, breaks are newlines too."""
    read = Read()
    names: dict[str, str] = {}
    started: dict[str, int] = {}
    field_depth = 0

    def add(text: str, style: str) -> None:
        read.text += text
        read.styles += [style] * len(text)

    def walk(element: etree._Element, style: str) -> None:
        nonlocal field_depth
        tag = element.tag
        if tag == W + "t":
            add(element.text or "", style)
        elif tag == W + "tab" and element.getparent().tag == W + "r":
            add("\t", style)
        elif tag == W + "br":
            add("\n", style)
        elif tag == W + "commentRangeStart":
            started[element.get(W + "id")] = len(read.text)
        elif tag == W + "commentRangeEnd":
            number = element.get(W + "id")
            read.comments[number] = (started[number], len(read.text))
        elif tag == W + "bookmarkStart":
            names[element.get(W + "id")] = element.get(W + "name")
            started["b" + element.get(W + "id")] = len(read.text)
        elif tag == W + "bookmarkEnd":
            number = element.get(W + "id")
            read.bookmarks[names[number]] = (started["b" + number], len(read.text))
        elif tag == W + "r":
            found = element.find(f"{W}rPr/{W}rStyle")
            style = "" if found is None else found.get(W + "val")
        for child in element:
            walk(child, style)
        if tag == W + "p":
            add("\n", "")

    walk(root, "")
    return read


def read_docx(path: Path | bytes) -> Read:
    return read_runs(part(path, "word/document.xml"))
