"""Lines of plain text to paragraphs, items, quotes and code: what was wrapped by hand is made whole again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from desktop.model.article import BlockKind
from desktop.text.blocks import Part, Run

_QUOTED = re.compile(r"(?:>[ \t]?)+")
_BULLET = re.compile(r"(?P<mark>[-*+•‣▪◦●○■□►▸·])[ \t\u00a0]+(?=\S)")
_NUMBERED = re.compile(r"\(?(?P<number>\d{1,3})(?P<mark>[.)])[ \t\u00a0]+(?=\S)")
_UNDERLINE = re.compile(r"(?P<sign>[=~^-])(?P=sign){2,}")
_RULE = re.compile(r"[-=_~─—]{3,}|(?:[-_=][ \t]+){2,}[-_=]")
_FIRST_WORD = re.compile(r"\S+")
_ENDS_SENTENCE = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_COLUMNS = re.compile(r"\S(?: {3,}|\t)\S")
_LETTERS = re.compile(r"[^\W\d_]+")
_BROKEN_WORD = re.compile(r"(?P<head>[^\W\d_]{2,})[-‐]$")

_WIDEST = 110
"""Nobody wraps by hand at more characters than this."""

_NARROWEST = 40

_INDENT_OF_QUOTE = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One line as written: its depth of ">" quoting, its indent in columns, its words, where it stands."""

    depth: int
    indent: int
    words: str
    raw: str

    @property
    def length(self) -> int:
        """How far it reaches to the right."""
        return self.indent + len(self.words)


def parts_of(text: str) -> list[Part]:
    """Return the paragraphs, items, quotes, underlined headings and tables of a canonical plain text."""
    groups = _groups(text.split("\n"))
    shaper = _Shaper(groups, _words_if_broken(text))
    return [part for group in groups for part in shaper.parts_of(group)]


def wrapped_at(groups: Sequence[Sequence[Line]]) -> int:
    """Return the width at which the text was wrapped by hand, or 0 if each line is a paragraph.

    Wrapped text shows itself: but for the last of each paragraph, its lines are all nearly as long as the
    longest, for the first word of the next line would not have fitted, and few of them end a sentence.
    """
    pairs = [
        (line, after)
        for group in groups
        for line, after in pairwise(group)
        if " " in line.words and not _starts_item(after)
    ]
    if not pairs:
        return 0
    lengths = sorted(line.length for line, _ in pairs)
    width = lengths[min(len(lengths) - 1, int(len(lengths) * 0.97))]
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    full = sum(1 for line, after in pairs if _is_full(line, after, width))
    ending = sum(1 for line, _ in pairs if _ENDS_SENTENCE.search(line.words))
    wrapped = full >= len(pairs) * 0.6 and ending <= len(pairs) * 0.5
    return width if wrapped and (len(pairs) >= 2 or pairs[0][1].words[:1].islower()) else 0


def _groups(raw_lines: Iterable[str]) -> list[list[Line]]:
    """Return the lines in groups that blank lines, rules and changes of quoting part."""
    groups: list[list[Line]] = []
    open_group = False
    for raw in raw_lines:
        quoted = _QUOTED.match(raw)
        depth = quoted[0].count(">") if quoted is not None else 0
        rest = (raw[quoted.end() :] if quoted is not None else raw).rstrip().expandtabs(4)
        words = rest.lstrip()
        rule = _RULE.fullmatch(words) is not None
        if not words or (rule and not (open_group and _UNDERLINE.fullmatch(words))):
            open_group = False
            continue
        line = Line(depth, len(rest) - len(words), words, rest)
        if open_group and groups[-1][-1].depth == depth:
            groups[-1].append(line)
        else:
            groups.append([line])
        open_group = True
    return groups


def _counted(groups: Sequence[Sequence[Line]]) -> frozenset[int]:
    """Return the ids of numbered lines that belong to a list: one with the number before or after is next.

    "3. March" at the start of a paragraph is no item, nor is "2. Aims" over a section of its own.
    """
    counted: set[int] = set()
    previous: tuple[int, int, str, int] | None = None
    for at, group in enumerate(groups):
        for line in group:
            found = _NUMBERED.match(line.words)
            if found is None:
                continue
            number, mark = int(found["number"]), found["mark"]
            if (
                previous is not None
                and (number, mark) == (previous[1] + 1, previous[2])
                and at - previous[3] <= 1
            ):
                counted |= {previous[0], id(line)}
            previous = (id(line), number, mark, at)
    return frozenset(counted)


@dataclass(frozen=True, slots=True)
class _Item:
    """An item of the list that is open: its indent, and the column where its words start."""

    indent: int
    hang: int


class _Shaper:
    """Turns groups of lines into parts, one after the other; keeps which list is open."""

    def __init__(self, groups: Sequence[Sequence[Line]], whole_words: frozenset[str]) -> None:
        self._width = wrapped_at(groups)
        self._numbered = _counted(groups)
        self._whole_words = whole_words
        indented = sum(1 for group in groups if group[0].indent >= _INDENT_OF_QUOTE)
        # Where most paragraphs are set in, that is how they look and not a quote.
        self._indent_quotes = indented * 3 < len(groups)
        self._items: list[_Item] = []

    def parts_of(self, group: list[Line]) -> Iterator[Part]:
        """Yield what a group of lines is made of."""
        depth = group[0].depth
        indent = min(line.indent for line in group)
        in_list = bool(self._items) and indent >= self._items[-1].hang
        if indent and not in_list and not any(self._mark(line) for line in group):
            if sum(1 for line in group if _COLUMNS.search(line.words)) > 1:
                self._items.clear()
                yield Part(BlockKind.CODE, (Run("\n".join(line.raw for line in group)),))
                return
            if indent >= _INDENT_OF_QUOTE and self._indent_quotes and group[0].length > _NARROWEST:
                depth += 1
        for run in self._runs(group):
            yield self._part(run, depth)

    def _mark(self, line: Line) -> re.Match[str] | None:
        """Return the bullet or number that makes a line an item of a list."""
        numbered = _NUMBERED.match(line.words) if id(line) in self._numbered else None
        return numbered or _BULLET.match(line.words)

    def _runs(self, group: list[Line]) -> Iterator[list[Line]]:
        """Yield the lines that make one paragraph or item together."""
        run: list[Line] = []
        for line in group:
            if len(run) == 1 and _UNDERLINE.fullmatch(line.words):
                yield [run[0], line]
                run = []
            elif run and self._goes_on(run, line):
                run.append(line)
            else:
                if run:
                    yield run
                run = [line]
        if run:
            yield run

    def _goes_on(self, run: list[Line], line: Line) -> bool:
        """Whether a line continues the paragraph or item that `run` has begun."""
        last = run[-1]
        full = bool(self._width) and _is_full(last, line, self._width)
        if self._mark(line):
            return False
        if self._mark(run[0]):
            return full or line.indent > run[0].indent
        if line.indent >= last.indent + 2:
            # A paragraph may be marked by setting in its first line.
            return False
        unfinished = (
            _ENDS_SENTENCE.search(last.words) is None and _NARROWEST <= last.length <= _WIDEST
        )
        return full or (unfinished and line.words[:1].islower())

    def _part(self, run: list[Line], depth: int) -> Part:
        first = run[0]
        if len(run) == 2 and _UNDERLINE.fullmatch(run[1].words):
            self._items.clear()
            return _underlined(first, run[1])
        mark = self._mark(first)
        if mark is None:
            if self._items and first.indent < self._items[-1].hang:
                self._items.clear()
            kind = BlockKind.QUOTE if depth else BlockKind.PARAGRAPH
            return Part(kind, (Run(self._healed([line.words for line in run])),), depth)
        while self._items and self._items[-1].indent > first.indent:
            self._items.pop()
        if not self._items or self._items[-1].indent < first.indent:
            self._items.append(_Item(first.indent, first.indent + mark.end()))
        words = [first.words[mark.end() :], *(line.words for line in run[1:])]
        number = mark.groupdict().get("number")
        ordinal = int(number) if number else None
        return Part(BlockKind.LIST_ITEM, (Run(self._healed(words)),), len(self._items), ordinal)

    def _healed(self, lines: list[str]) -> str:
        """Return lines as one; of a broken word the hyphen goes only if the text has it without."""
        pieces = [lines[0]]
        for before, line in pairwise(lines):
            broken = _BROKEN_WORD.search(before)
            tail = _LETTERS.match(line)
            if broken is None or tail is None or not tail[0][0].islower():
                pieces.append(" ")
            elif (broken["head"] + tail[0]).casefold() in self._whole_words:
                pieces[-1] = pieces[-1][:-1]
            pieces.append(line)
        return "".join(pieces)


def _underlined(title: Line, line: Line) -> Part:
    if not len(title.words) * 0.5 <= len(line.words) <= len(title.words) * 2:
        return Part(BlockKind.PARAGRAPH, (Run(title.words),))
    return Part(BlockKind.HEADING, (Run(title.words),), 2 if line.words[0] == "=" else 3)


def _is_full(line: Line, after: Line, width: int) -> bool:
    """Whether the first word of the next line would not have fitted into this one."""
    first = _FIRST_WORD.match(after.words)
    ragged = max(3, width // 12)
    return first is not None and line.length + 1 + len(first[0]) > width - ragged


def _starts_item(line: Line) -> bool:
    return _BULLET.match(line.words) is not None or _NUMBERED.match(line.words) is not None


def _words_if_broken(text: str) -> frozenset[str]:
    """Return the words of the text if any of its lines ends in a hyphen, else none."""
    if not re.search(r"\w[-‐]\n", text):
        return frozenset()
    return frozenset(word.casefold() for word in _LETTERS.findall(text))
