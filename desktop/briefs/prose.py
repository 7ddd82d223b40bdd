"""The user's Markdown as parts of a sheet: paragraphs, lists, quotations, code, tables, headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, TypeAlias

from markdown_it import MarkdownIt
from markdown_it.token import Token

from desktop.briefs.sheet import (
    Column,
    Content,
    Heading,
    Paragraph,
    Part,
    Piece,
    PlaceLink,
    Role,
    Table,
    WebLink,
    Words,
)
from desktop.model.ids import BriefItemId

Refer: TypeAlias = Callable[[str], PlaceLink | None]
"""A label such as "¶5" in, the link to that paragraph out, or None when there is none."""

_LABEL: Final = re.compile(r"¶\s?[A-Z]{0,3}\d+")
_WIKI: Final = re.compile(r"\[\[([^\[\]\n]+)\]\]")
_CONFIDENCE: Final = re.compile(
    r"(?:very )?(?:high|moderate|medium|low) confidence\.?", re.IGNORECASE
)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def nothing(label: str) -> PlaceLink | None:
    """Refer to nothing."""
    del label
    return None


def inline(text: str, refer: Refer = nothing) -> Content:
    """Return a line of Markdown as pieces; links, ¶ labels and [[names]] are understood."""
    tokens = _parser().parseInline(_wiki_plain(text))
    children = tokens[0].children if tokens else None
    return tuple(_pieces(children or [], refer))


def plain(content: Iterable[Piece]) -> str:
    """Return the words of pieces without their manner."""
    return "".join(getattr(piece, "text", "") for piece in content)


def _wiki_plain(text: str) -> str:
    return _WIKI.sub(r"\1", text)


@dataclass(slots=True)
class _Manner:
    strong: int = 0
    emphasis: int = 0
    address: str = ""


def _pieces(tokens: Iterable[Token], refer: Refer) -> Iterable[Piece]:
    manner = _Manner()
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                manner.strong += token.nesting
            case "em_open" | "em_close":
                manner.emphasis += token.nesting
            case "link_open":
                manner.address = str(token.attrGet("href") or "")
            case "link_close":
                manner.address = ""
            case "softbreak":
                yield Words(" ")
            case "hardbreak":
                yield Words("\n")
            case "code_inline":
                yield Words(token.content, code=True)
            case _ if token.content:
                yield from _said(token.content, manner, refer)


def _said(text: str, manner: _Manner, refer: Refer) -> Iterable[Piece]:
    if manner.address:
        yield WebLink(text, manner.address)
        return
    quiet = bool(manner.emphasis) and _CONFIDENCE.fullmatch(text.strip()) is not None
    words = Words(text, strong=bool(manner.strong), emphasis=bool(manner.emphasis), muted=quiet)
    at = 0
    for found in _LABEL.finditer(text):
        link = refer(found.group().replace(" ", ""))
        if link is None:
            continue
        if found.start() > at:
            yield replace(words, text=text[at : found.start()])
        yield link
        at = found.end()
    if at < len(text):
        yield replace(words, text=text[at:])


@dataclass(slots=True)
class _List:
    ordered: bool
    number: int


class _Reader:
    """Goes through the tokens of one text; `level` is the level of its highest headings."""

    def __init__(
        self, refer: Refer, level: int, keys: Callable[[], str], item: BriefItemId | None
    ) -> None:
        self._refer = refer
        self._level = level
        self._keys = keys
        self._item = item
        self._lists: list[_List] = []
        self._fresh = False
        self._quotes = 0
        self._cells: list[list[Content]] = []
        self._last = level - 1
        self.parts: list[Part] = []

    def read(self, tokens: list[Token]) -> None:
        """Go through the tokens; `parts` holds what they made."""
        for at, token in enumerate(tokens):
            match token.type:
                case "inline":
                    self._inline(tokens[at - 1], token)
                case "fence" | "code_block":
                    code = Words(token.content.rstrip("\n"))
                    self.parts.append(Paragraph((code,), Role.CODE, item=self._item))
                case "tr_open":
                    self._cells.append([])
                case "table_close":
                    self._finish_table()
                case _:
                    self._enter_or_leave(token)

    def _enter_or_leave(self, token: Token) -> None:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                first = int(token.attrGet("start") or 1)
                self._lists.append(_List(token.type.startswith("ordered"), first))
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                self._fresh = True
            case "list_item_close":
                self._lists[-1].number += 1
            case "blockquote_open" | "blockquote_close":
                self._quotes += token.nesting

    def _inline(self, opener: Token, token: Token) -> None:
        content = tuple(_pieces(token.children or [], self._refer))
        if opener.type in {"th_open", "td_open"}:
            self._cells[-1].append(content)
        elif opener.type == "heading_open":
            wanted = self._level + int(opener.tag[1:]) - 1
            level = min(wanted, self._last + 1, 3)
            self._last = level
            self.parts.append(Heading(plain(content), level, self._keys(), item=self._item))
        else:
            self.parts.append(self._paragraph(content))

    def _paragraph(self, content: Content) -> Paragraph:
        depth = len(self._lists)
        if depth and self._fresh:
            self._fresh = False
            told = self._lists[-1]
            role = Role.NUMBERED if told.ordered else Role.BULLET
            label = f"{told.number}." if told.ordered else "•"
            return Paragraph(content, role, label, depth, item=self._item)
        role = Role.QUOTE if self._quotes else Role.BODY
        return Paragraph(content, role, depth=depth, item=self._item)

    def _finish_table(self) -> None:
        rows, self._cells = self._cells, []
        if not rows or not rows[0]:
            return
        share = 1 / len(rows[0])
        columns = tuple(Column(plain(cell), share) for cell in rows[0])
        body = tuple(tuple(row) for row in rows[1:])
        told = "Table with the columns " + ", ".join(column.title for column in columns)
        self.parts.append(Table(columns, body, description=told, item=self._item))


def prose(
    text: str,
    keys: Callable[[], str],
    *,
    refer: Refer = nothing,
    level: int = 2,
    item: BriefItemId | None = None,
) -> tuple[Part, ...]:
    """Return Markdown as parts; `keys` gives each heading a key, `level` is where headings begin."""
    reader = _Reader(refer, level, keys, item)
    reader.read(_parser().parse(_wiki_plain(text)))
    return tuple(reader.parts)
