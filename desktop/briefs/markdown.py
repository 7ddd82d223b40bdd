"""A sheet as Markdown: what the Word file says, for those who write on in plain text.

Highlights become `==words==`, as many editors read them; comments become footnotes of their own, so that
no tool can drop them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from desktop.briefs.inside import is_safe
from desktop.briefs.runs import Layer, compile_runs
from desktop.briefs.sheet import (
    Content,
    Contents,
    FootnoteMark,
    Heading,
    Masthead,
    PageOf,
    Paragraph,
    Part,
    Picture,
    Piece,
    PlaceLink,
    Role,
    Sheet,
    SourceParagraph,
    Table,
    WebLink,
    Words,
)
from desktop.model.article import BlockKind, Inline, InlineKind

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|~^=$]|!(?=\[)|&(?=#?\w+;))")
_LINE_START: Final = re.compile(r"^(\s*)([#+\-]|\d+[.)])(?=\s|$|-|\d)", re.MULTILINE)
_SPACES: Final = re.compile(r"^(\s*)(.*?)(\s*)$", re.DOTALL)


def to_markdown(sheet: Sheet) -> str:
    """Return the brief as CommonMark with tables and footnotes; remarks become footnotes too."""
    return _Writer(sheet).written()


def escaped(text: str) -> str:
    """Return text in which nothing is read as Markdown."""
    return _SPECIAL.sub(r"\\\1", text)


def _block(text: str) -> str:
    """Return a paragraph that does not begin like a list or heading."""
    return _LINE_START.sub(lambda m: f"{m.group(1)}{_held(m.group(2))}", text)


def _held(sign: str) -> str:
    return f"{sign[:-1]}\\{sign[-1]}" if sign[:1].isdigit() else f"\\{sign}"


def _around(text: str, mark: str) -> str:
    """Put a mark around words; spaces at their ends stay outside, or it would not be read as one."""
    found = _SPACES.match(text)
    if found is None or not found.group(2):
        return text
    before, words, after = found.groups()
    return f"{before}{mark}{words}{mark}{after}"


@dataclass(slots=True)
class _Ends:
    closes: dict[int, list[str]] = field(default_factory=dict)


class _Writer:
    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._ends: dict[str, _Ends] = {}
        for number, remark in enumerate(sheet.remarks, 1):
            ends = self._ends.setdefault(remark.end.key, _Ends())
            ends.closes.setdefault(remark.end.offset, []).append(f"[^c{number}]")

    def written(self) -> str:
        """Return the whole text."""
        sheet = self._sheet
        lines: list[str] = []
        if sheet.handling:
            lines += [f"**{escaped(sheet.handling)}**", ""]
        listed = False
        for part in sheet.parts:
            told = self._part(part)
            if not told:
                continue
            item = isinstance(part, Paragraph) and part.role in {Role.BULLET, Role.NUMBERED}
            if listed and item:
                lines.pop()
            listed = item
            lines += [told, ""]
        lines += [f"[^{n}]: {self._content(note)}" for n, note in enumerate(sheet.footnotes, 1)]
        for number, remark in enumerate(sheet.remarks, 1):
            said = escaped(remark.text).replace("\n", "\n    ")
            lines.append(f"[^c{number}]: {escaped(remark.author)}, {remark.written[:10]}: {said}")
        return "\n".join(lines).rstrip("\n") + "\n"

    def _part(self, part: Part) -> str:
        made = ""
        match part:
            case Masthead():
                made = self._masthead(part)
            case Heading():
                made = f"{'#' * (part.level + 1)} {_anchor(part.key)}{escaped(part.text)}"
            case Paragraph():
                made = self._paragraph(part)
            case Contents():
                made = self._contents(part)
            case Table():
                made = self._table(part)
            case SourceParagraph():
                made = self._source(part)
            case Picture():
                made = f"*Picture: {escaped(part.description)}*"
        return made

    def _masthead(self, part: Masthead) -> str:
        lines = [f"# {escaped(part.title)}"]
        if part.subtitle:
            lines += ["", f"*{escaped(part.subtitle)}*"]
        if part.facts:
            lines += ["", "| | |", "|---|---|"]
            lines += [f"| **{escaped(name)}** | {escaped(told)} |" for name, told in part.facts]
        return "\n".join(lines)

    def _content(self, content: Iterable[Piece]) -> str:
        return "".join(self._piece(piece) for piece in content)

    def _piece(self, piece: Piece) -> str:
        match piece:
            case Words():
                return _words(piece)
            case WebLink():
                text = escaped(piece.text)
                return f"[{text}](<{piece.address}>)" if is_safe(piece.address) else text
            case PlaceLink():
                return f"[{escaped(piece.text)}](#{piece.target})"
            case PageOf():
                return "–"
            case FootnoteMark():
                return f"[^{piece.number}]"

    def _paragraph(self, part: Paragraph) -> str:
        if part.role is Role.CODE:
            return _fenced("".join(p.text for p in part.content if isinstance(p, Words)))
        text = self._content(part.content)
        indent = "    " * max(part.depth - 1, 0)
        made = text
        match part.role:
            case Role.BULLET:
                made = f"{indent}- {text}"
            case Role.NUMBERED:
                made = f"{indent}{part.label} {text}"
            case Role.KEY_POINT:
                made = f"- **{escaped(part.label)}** {text}" if part.label else f"- {text}"
            case Role.QUOTE | Role.BOTTOM_LINE:
                made = "\n".join(f"> {line}" for line in text.split("\n"))
            case Role.SMALL | Role.SOURCE_LINE:
                made = f"<small>{text}</small>" if text else ""
            case Role.BODY | Role.ENTRY | Role.INDEX:
                made = _block(text)
        return made

    def _contents(self, part: Contents) -> str:
        lines = [f"**{escaped(part.title)}**", ""]
        lines.extend(
            f"{'    ' * (line.level - 1)}- [{escaped(line.text)}](#{line.key})"
            for line in self._sheet.contents_lines
        )
        return "\n".join(lines)

    def _table(self, part: Table) -> str:
        pages = {i for i, column in enumerate(part.columns) if column.title == "Page"}
        kept = [i for i in range(len(part.columns)) if i not in pages]
        lines = [f"*{escaped(part.caption)}*", ""] if part.caption else []
        lines.append("| " + " | ".join(escaped(part.columns[i].title) for i in kept) + " |")
        lines.append("|" + "---|" * len(kept))
        for row in part.rows:
            cells = (self._cell(row[i]) for i in kept)
            lines.append("| " + " | ".join(cells) + " |")
        return "\n".join(lines)

    def _cell(self, content: Content) -> str:
        return self._content(content).replace("\n", "<br>")

    def _source(self, part: SourceParagraph) -> str:
        closes = self._ends.get(part.key, _Ends()).closes
        layers: list[Layer[str]] = [
            Layer(i.span.start, i.span.end, mark) for i in part.inlines if (mark := _mark(i))
        ]
        layers += [Layer(s.span.start, s.span.end, "==") for s in part.shades]
        text = compile_runs(part.text, layers, _marked, None, closes)
        label = f"{_anchor(part.key)}**{part.label}** " if part.label else ""
        match part.kind:
            case _ if part.extract:
                return f"> {text}{self._content(part.citation)}"
            case BlockKind.HEADLINE:
                return f"### {_anchor(part.key)}{text}"
            case BlockKind.HEADING:
                return f"#### {text}"
            case BlockKind.LIST_ITEM:
                sign = "-" if part.ordinal is None else f"{part.ordinal}."
                return f"{sign} {label}{text}"
            case BlockKind.QUOTE:
                return f"> {label}{text}"
            case _:
                return label + (text if label else _block(text))


def _fenced(text: str) -> str:
    fence = "`" * max(3, 1 + max((len(m) for m in re.findall("`+", text)), default=0))
    return f"{fence}\n{text}\n{fence}"


def _anchor(key: str) -> str:
    return f'<a id="{key}"></a>'


def _mark(inline: Inline) -> str:
    return {InlineKind.STRONG: "**", InlineKind.EMPHASIS: "*"}.get(inline.kind, "")


def _marked(words: str, marks: tuple[str, ...]) -> str:
    text = escaped(words)
    for mark in dict.fromkeys(marks):
        text = _around(text, mark)
    return text


def _words(words: Words) -> str:
    if words.code:
        fence = "``" if "`" in words.text else "`"
        return f"{fence}{words.text}{fence}"
    text = escaped(words.text)
    if words.colour is not None:
        text = _around(text, "==")
    if words.emphasis:
        text = _around(text, "*")
    return _around(text, "**") if words.strong else text
