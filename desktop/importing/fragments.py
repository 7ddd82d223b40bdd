"""A page's own structure to parts: headings, lists, quotes, code, tables, captions, links and emphasis.

Only words and safe link addresses come out, never markup, so nothing that the reader shows can run or load.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, fragment_fromstring

from desktop.model.article import BlockKind, InlineKind
from desktop.text.blocks import Part, Run, Style

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_UNSEEN = frozenset(
    {
        "script",
        "style",
        "template",
        "noscript",
        "svg",
        "head",
        "title",
        "select",
        "textarea",
        "iframe",
        "object",
    }
    | {
        "input",
        "button",
        "video",
        "audio",
        "canvas",
        "map",
        "datalist",
        "annotation",
        "embed",
        "meta",
        "link",
    }
)
_BLOCKS = frozenset(
    {
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "nav",
        "aside",
        "figure",
        "address",
        "center",
    }
    | {
        "details",
        "summary",
        "dl",
        "dt",
        "dd",
        "form",
        "fieldset",
        "hgroup",
        "body",
        "html",
        "hr",
        "tbody",
        "thead",
    }
    | {
        "tfoot",
        "caption",
        "figcaption",
        "legend",
        "dialog",
        "table",
        "tr",
        "ul",
        "ol",
        "menu",
        "li",
        "blockquote",
    }
    | {"pre", "td", "th", "search", *_HEADINGS}
)
_COUNTED = {"blockquote": "quote", "figcaption": "caption", "caption": "caption", "pre": "pre"}
_STYLES = {
    **dict.fromkeys(("b", "strong"), InlineKind.STRONG),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), InlineKind.EMPHASIS),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), InlineKind.CODE),
}
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDDEN_CLASS = re.compile(
    r"(?:^|\s)(?:visually-?hidden|sr-only|screen-reader-text|screenreader|u-hidden|is-hidden|hidden-print)(?:\s|$)",
    re.IGNORECASE,
)
_SAFE = re.compile(r"https?://[^\s<>\"]+|mailto:[^\s<>\"?]+", re.IGNORECASE)


_LONGEST_CELL = 600


@dataclass(frozen=True, slots=True)
class Piece:
    """A part, and the element of the page that its words stand in."""

    part: Part
    element: HtmlElement


def safe_target(address: str) -> str:
    """Return a link's address if following it is harmless, else ""."""
    return address.strip() if _SAFE.fullmatch(address.strip()) else ""


def parts_of_fragment(markup: str) -> list[Part]:
    """Return the parts of a bit of HTML, as it may stand in Markdown."""
    try:
        root = fragment_fromstring(markup, create_parent="div", parser=HTMLParser(huge_tree=True))
    except (etree.LxmlError, ValueError):
        return []
    return [piece.part for piece in pieces_of(root)]


def pieces_of(root: HtmlElement) -> list[Piece]:
    """Return what can be seen of an element, block by block, in order."""
    walk = _Walk()
    walk.through(root)
    return walk.pieces


def is_hidden(element: HtmlElement) -> bool:
    """Whether the page does not show an element, as far as that can be told without its style sheets."""
    attributes = element.attrib
    return bool(
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or _HIDDEN_STYLE.search(attributes.get("style", ""))
        or _HIDDEN_CLASS.search(attributes.get("class", ""))
    )


@dataclass(slots=True)
class _List:
    """A list that is open; `number` is the next item's, None for bullets."""

    number: int | None


@dataclass(slots=True)
class _Walk:
    """Goes through a tree without recursion, for pages nest deeper than Python does."""

    pieces: list[Piece] = field(default_factory=list)
    _runs: list[Run] = field(default_factory=list)
    _styles: list[Style] = field(default_factory=list)
    _blocks: list[HtmlElement] = field(default_factory=list)
    _lists: list[_List] = field(default_factory=list)
    _inside: Counter[str] = field(default_factory=Counter)
    _rows: int = 0
    _heading: int = 0
    _item: tuple[int, int | None] | None = None

    def through(self, root: HtmlElement) -> None:
        """Gather the pieces of a tree."""
        self._enter(root)
        self._text(root.text)
        open_elements: list[tuple[HtmlElement, Iterator[HtmlElement]]] = [(root, iter(root))]
        while open_elements:
            element, children = open_elements[-1]
            child = next(children, None)
            if child is None:
                self._leave(element)
                open_elements.pop()
                if open_elements:
                    self._text(element.tail)
            elif not isinstance(child.tag, str) or child.tag in _UNSEEN or is_hidden(child):
                self._text(child.tail)
            else:
                self._enter(child)
                self._text(child.text)
                open_elements.append((child, iter(child)))
        self._flush()

    def _text(self, words: str | None) -> None:
        if words:
            self._runs.append(Run(words, tuple(self._styles)))

    def _enter(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self._enter_block(element, tag)
        elif tag == "br":
            self._break()
        elif tag == "q":
            self._text("“")
        elif tag == "img":
            self._emoji(element.get("alt", ""))
        style = _style_of(element)
        if style is not None:
            self._styles.append(style)

    def _leave(self, element: HtmlElement) -> None:
        tag = element.tag
        if _style_of(element) is not None:
            self._styles.pop()
        if tag in _BLOCKS:
            self._leave_block(tag)
        elif tag == "q":
            self._text("”")

    def _enter_block(self, element: HtmlElement, tag: str) -> None:
        if tag in {"td", "th"} and self._rows:
            if self._runs:
                self._runs.append(Run("\t"))
            return
        if self._rows and tag != "tr":
            self._runs.append(Run(" "))
            return
        self._flush()
        self._blocks.append(element)
        if tag in _HEADINGS:
            self._heading = _HEADINGS[tag]
        elif tag in {"ul", "ol", "menu"}:
            self._lists.append(_List(_number(element, "start", 1) if tag == "ol" else None))
        elif tag == "li":
            self._open_item(element)
        elif tag in _COUNTED:
            self._inside[_COUNTED[tag]] += 1
        elif tag == "tr" and _has_data(element):
            self._rows += 1

    def _leave_block(self, tag: str) -> None:
        if self._rows and tag != "tr":
            return
        if not self._blocks:
            return
        self._flush()
        element = self._blocks.pop()
        if tag in _HEADINGS:
            self._heading = 0
        elif tag in {"ul", "ol", "menu"}:
            self._lists.pop()
        elif tag == "li":
            self._item = None
        elif tag in _COUNTED:
            self._inside[_COUNTED[tag]] -= 1
        elif tag == "tr" and _has_data(element):
            self._rows -= 1

    def _open_item(self, element: HtmlElement) -> None:
        number = None
        if self._lists and self._lists[-1].number is not None:
            number = _number(element, "value", self._lists[-1].number)
            self._lists[-1].number = number + 1
        self._item = (max(1, len(self._lists)), number)

    def _break(self) -> None:
        if self._inside["pre"]:
            self._runs.append(Run("\n"))
        elif self._heading or self._rows or self._item is not None:
            self._runs.append(Run(" "))
        else:
            self._flush()

    def _emoji(self, words: str) -> None:
        """Keep the sign that a picture stands for, but not the description of a photograph."""
        if 0 < len(words) <= 8 and not words.isascii() and not any(map(str.isalnum, words)):
            self._text(words)

    def _flush(self) -> None:
        """End the block whose words have been gathered."""
        runs, self._runs = tuple(self._runs), []
        if not any(run.words.strip() for run in runs) or not self._blocks:
            return
        level, ordinal = 0, None
        if self._inside["pre"]:
            kind = BlockKind.CODE
        elif self._rows:
            kind = BlockKind.TABLE_ROW
        elif self._heading:
            kind, level = BlockKind.HEADING, self._heading
        elif self._inside["caption"]:
            kind = BlockKind.CAPTION
        elif self._item is not None:
            kind, (level, ordinal) = BlockKind.LIST_ITEM, self._item
            self._item = None
        elif self._inside["quote"]:
            kind, level = BlockKind.QUOTE, self._inside["quote"]
        else:
            kind = BlockKind.PARAGRAPH
        self.pieces.append(Piece(Part(kind, runs, level, ordinal), self._blocks[-1]))


def _style_of(element: HtmlElement) -> Style | None:
    tag = element.tag
    if tag == "a":
        target = safe_target(element.get("href", ""))
        return Style(InlineKind.LINK, target) if target else None
    kind = _STYLES.get(tag)
    return Style(kind) if kind is not None else None


def _number(element: HtmlElement, name: str, otherwise: int) -> int:
    try:
        return int(element.get(name, ""))
    except ValueError:
        return otherwise


def _has_data(row: HtmlElement) -> bool:
    """Whether a row of a table has cells to read side by side, and is not there for the page's layout."""
    cells = [cell for cell in row if cell.tag in {"td", "th"}]
    return len(cells) > 1 and not any(_is_layout(cell) for cell in cells)


def _is_layout(cell: HtmlElement) -> bool:
    """Whether a cell holds more than a value: blocks of its own, or more words than fit a column."""
    blocks = cell.iter("table", "article", "h1", "h2", "h3", "ul", "ol", "p", "div", "br")
    if len(list(islice(blocks, 4))) == 4:
        return True
    return sum(len(words) for words in islice(cell.itertext(), 200)) > _LONGEST_CELL
