"""On which page each part of a brief begins: an estimate by breaking lines and filling pages.

It knows the faces' widths, keeping with the next, keeping together, widows, table rows that do not
split, and footnotes. Where LibreOffice is there, `pdf` asks it instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from desktop.briefs.body import (
    shared_width,
    stays_whole,
    style_of_paragraph,
    style_of_source,
)
from desktop.briefs.looks import A4, PAPERS, STYLE, Paper, Style
from desktop.briefs.measure import Filled, fill_content, fill_text, line_height
from desktop.briefs.sheet import (
    Content,
    Contents,
    Heading,
    Masthead,
    Paragraph,
    Part,
    Picture,
    Sheet,
    SourceParagraph,
    Table,
    Words,
)

WHOLE: Final = ""
"""The key under which the number of pages stands."""

CELL_SIDES: Final = 8.5
CELL_ENDS: Final = 3.5
NOTE_LINE: Final = 8.0
"""Room for the line above the footnotes of a page."""


@dataclass(frozen=True, slots=True)
class _Box:
    """What is set in one piece: lines of one height with room before and after."""

    filled: Filled
    height: float
    before: float = 0
    after: float = 0
    keep_next: bool = False
    keep_lines: bool = False
    new_page: bool = False
    key: str = ""

    @property
    def total(self) -> float:
        return self.filled.lines * self.height


def estimate_pages(sheet: Sheet) -> dict[str, int]:
    """Return the page on which each key of the sheet begins, and under "" how many there are."""
    paper = PAPERS.get(sheet.paper, A4)
    width = paper.text_width / 20
    note_style = STYLE["FootnoteText"]
    notes = [
        fill_content(note, note_style, width - note_style.indent / 20).lines
        * line_height(note_style)
        + note_style.after
        for note in sheet.footnotes
    ]
    pages = _Pages(paper.text_height / 20, notes)
    boxes = [box for part in sheet.parts for box in _boxes(part, sheet, paper)]
    group: list[_Box] = []
    for box in boxes:
        group.append(box)
        if not box.keep_next:
            pages.place(group)
            group = []
    if group:
        pages.place(group)
    return {**pages.keys, WHOLE: pages.page}


class _Pages:
    """Pages being filled from the top; footnotes take their room from the foot of the page."""

    def __init__(self, height: float, notes: list[float]) -> None:
        self._height = height
        self._notes = notes
        self._used = 0.0
        self._foot = 0.0
        self._gap = 0.0
        self._broken = True
        self.page = 1
        self.keys: dict[str, int] = {}

    def place(self, group: list[_Box]) -> None:
        """Set boxes of which each but the last stays with the next."""
        if group[0].new_page and self._used:
            self._turn(hard=True)
        need = max(group[0].before, self._gap) + sum(box.total for box in group[:-1])
        need += sum(max(one.after, other.before) for one, other in pairwise(group))
        last = group[-1]
        head = last.total if last.keep_lines else min(last.filled.lines, 2) * last.height
        need += head + self._note_room(last, last.filled.lines if last.keep_lines else 2)
        if self._used and self._used + need > self._height - self._foot:
            self._turn()
        for box in group:
            self._set(box)

    def _note_room(self, box: _Box, lines: int) -> float:
        called = [self._notes[n - 1] for line, n in box.filled.notes if line < lines]
        return sum(called) + (NOTE_LINE if called and not self._foot else 0)

    def _turn(self, *, hard: bool = False) -> None:
        self.page += 1
        self._used = self._foot = self._gap = 0.0
        self._broken = hard

    def _set(self, box: _Box) -> None:
        # Of the room after one paragraph and before the next, the larger counts, as in Word.
        self._used += max(box.before, self._gap) if self._used or self._broken else 0
        self._gap = 0.0
        self._broken = False
        if box.keep_lines and self._used and not self._fits(box, 0, box.filled.lines):
            self._turn()
        done, lines = 0, box.filled.lines
        while done < lines:
            now = self._most(box, done)
            if now < lines - done:
                now = min(now, lines - done - 2) if lines - done > 3 else 0
                if now < 2 and self._used:
                    self._turn()
                    continue
                now = max(now, 1)
            if done == 0 and box.key:
                self.keys[box.key] = self.page
            self._take(box, done, now)
            done += now
            if done < lines:
                self._turn()
        self._gap = box.after

    def _most(self, box: _Box, done: int) -> int:
        """Return how many of a box's lines still fit."""
        low = 0
        while low < box.filled.lines - done and self._fits(box, done, low + 1):
            low += 1
        return low

    def _fits(self, box: _Box, done: int, lines: int) -> bool:
        called = [self._notes[n - 1] for line, n in box.filled.notes if done <= line < done + lines]
        foot = self._foot + sum(called) + (NOTE_LINE if called and not self._foot else 0)
        return self._used + lines * box.height <= self._height - foot + 0.5

    def _take(self, box: _Box, done: int, lines: int) -> None:
        self._used += lines * box.height
        for line, number in box.filled.notes:
            if done <= line < done + lines:
                self._foot += self._notes[number - 1] + (0 if self._foot else NOTE_LINE)


def _box(style: Style, filled: Filled, key: str = "", *, new_page: bool = False) -> _Box:
    border = 3.75 if style.border.startswith("bottom") else 0
    return _Box(
        filled,
        line_height(style) + border / filled.lines,
        style.before,
        style.after,
        style.keep_next,
        style.keep_lines,
        new_page,
        key,
    )


def _text_box(text: str, name: str, width: float, key: str = "", *, new_page: bool = False) -> _Box:
    style = STYLE[name]
    room = width - (style.indent + style.right) / 20
    return _box(style, fill_text(text, style, room, -style.hanging / 20), key, new_page=new_page)


def _boxes(part: Part, sheet: Sheet, paper: Paper) -> Iterator[_Box]:
    width = paper.text_width / 20
    match part:
        case SourceParagraph():
            yield _source(part, width)
        case Paragraph():
            style = STYLE[style_of_paragraph(part)]
            room = width - (style.indent + style.right) / 20 - max(part.depth - 1, 0) * 17
            yield _box(style, fill_content(part.content, style, room))
        case Heading():
            name = f"Heading{part.level}"
            yield _text_box(part.text, name, width, part.key, new_page=part.new_page)
        case Table():
            yield from _table(part, width)
        case Masthead():
            yield from _masthead(part, width)
        case Contents():
            yield _text_box(part.title, "TOCHeading", width)
            lines = sheet.contents_lines
            for i, line in enumerate(lines):
                kept = i == 0 or len(lines) - 3 <= i < len(lines) - 1
                box = _text_box(line.text + "....00", f"TOC{line.level}", width)
                yield replace(box, keep_next=kept)
        case Picture():
            yield _Box(Filled(1), width * part.share * 0.6, after=6, keep_lines=True)


def _source(part: SourceParagraph, width: float) -> _Box:
    style = STYLE[style_of_source(part)]
    room = width - (style.indent + style.right) / 20
    if part.extract:
        return _box(style, fill_content((Words(part.text), *part.citation), style, room), part.key)
    box = _box(style, fill_text(part.text, style, room), part.key)
    return replace(box, keep_lines=box.keep_lines or stays_whole(part))


def _row(contents: Iterable[Content], widths: Iterable[int], name: str) -> _Box:
    style = STYLE[name]
    filled = [
        fill_content(content, style, width / 20 - CELL_SIDES)
        for content, width in zip(contents, widths, strict=True)
    ]
    lines = max(f.lines for f in filled)
    notes = tuple((0, n) for f in filled for _, n in f.notes)
    height = lines * line_height(style) + style.before + style.after + CELL_ENDS
    return _Box(Filled(1, notes), height, keep_lines=True)


def _table(part: Table, width: float) -> Iterator[_Box]:
    if part.caption:
        yield _text_box(f"Table 10. {part.caption}", "Caption", width)
    widths = shared_width(round(width * 20), [column.share for column in part.columns])
    titles = [(Words(column.title, strong=True),) for column in part.columns]
    yield replace(_row(titles, widths, "BriefTableHead"), keep_next=True)
    for row in part.rows:
        yield _row(row, widths, "BriefTableText")


def _masthead(part: Masthead, width: float) -> Iterator[_Box]:
    if part.kicker:
        yield _text_box(part.kicker, "BriefKicker", width)
    yield _text_box(part.title, "Title", width)
    if part.subtitle:
        yield _text_box(part.subtitle, "Subtitle", width)
    half = int(width * 10)
    facts = list(part.facts) + ([("", "")] if len(part.facts) % 2 else [])
    for (name, told), (other, more) in zip(facts[::2], facts[1::2], strict=True):
        cells = [(Words(text),) for text in (name, told, other, more)]
        widths = (1400, half - 1400, 1400, half - 1400)
        row = _row(cells, widths, "BriefFact")
        yield replace(row, height=row.height - 2.9)
