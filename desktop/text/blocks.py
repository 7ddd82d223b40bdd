"""From pieces of words to one canonical text with its blocks: the only place where the two are joined."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from desktop.model.article import Block, BlockKind, Inline, InlineKind
from desktop.model.spans import Span
from desktop.text.canonical import canonical, one_line

_Collapse = Callable[[str], str]

_SPACES = re.compile(r"[ \t\n]+")

_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f]+")


@dataclass(frozen=True, slots=True)
class Style:
    """How a run of words is set; `target` is a link's address."""

    kind: InlineKind
    target: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that share their styles."""

    words: str
    styles: tuple[Style, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A block before it has its place in a text; `kind`, `level` and `ordinal` as in Block."""

    kind: BlockKind
    runs: tuple[Run, ...]
    level: int = 0
    ordinal: int | None = None

    @property
    def words(self) -> str:
        """Its words on one line."""
        return one_line("".join(run.words for run in self.runs))

    def turned(self, kind: BlockKind, level: int = 0) -> Part:
        """Return the same words as a block of another kind."""
        return replace(self, kind=kind, level=level, ordinal=None)


@dataclass(frozen=True, slots=True)
class Composed:
    """A canonical text and the blocks that cover it."""

    text: str
    blocks: tuple[Block, ...]


class Composer:
    r"""Takes blocks in reading order and joins them by "\n" into one canonical text.

    Each block is one line, trimmed, its runs of spaces made one; but code keeps its spaces, and each of its
    lines becomes a block (empty lines between them too, so that it looks as it was written).
    """

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._blocks: list[Block] = []
        self._length = 0

    def add(
        self,
        kind: BlockKind,
        words: str | Sequence[Run],
        *,
        level: int = 0,
        ordinal: int | None = None,
    ) -> None:
        """Add one block; words that come to nothing add nothing."""
        runs = (Run(words),) if isinstance(words, str) else tuple(words)
        if kind is BlockKind.CODE:
            self._add_code("".join(run.words for run in runs))
            return
        line, inlines = _set(runs, _cells if kind is BlockKind.TABLE_ROW else _collapsed)
        if _UNSEEN.sub("", line):
            self._append(kind, line, level, ordinal, inlines)

    def add_part(self, part: Part) -> None:
        """Add a part as a block."""
        self.add(part.kind, part.runs, level=part.level, ordinal=part.ordinal)

    def finish(self) -> Composed:
        """Return the text and its blocks."""
        return Composed("\n".join(self._lines), tuple(self._blocks))

    def _add_code(self, words: str) -> None:
        lines = [line.rstrip() for line in canonical(words).split("\n")]
        while lines and not lines[-1]:
            lines.pop()
        started = False
        for line in lines:
            started = started or bool(line)
            if started:
                self._append(BlockKind.CODE, line, 0, None, ())

    def _append(
        self,
        kind: BlockKind,
        line: str,
        level: int,
        ordinal: int | None,
        inlines: tuple[Inline, ...],
    ) -> None:
        start = self._length + 1 if self._lines else 0
        placed = tuple(replace(inline, span=inline.span.shifted(start)) for inline in inlines)
        self._blocks.append(Block(kind, Span(start, start + len(line)), level, ordinal, placed))
        self._lines.append(line)
        self._length = start + len(line)


def compose(parts: Iterable[Part]) -> Composed:
    """Return the parts as one text with its blocks."""
    composer = Composer()
    for part in parts:
        composer.add_part(part)
    return composer.finish()


def _collapsed(words: str) -> str:
    return _SPACES.sub(" ", words)


def _cells(words: str) -> str:
    r"""Collapse all but the tabs, which stand between the cells of a row."""
    return re.sub(r"[ \n]*\t[ \n]*", "\t", re.sub(r"[ \n]+", " ", words))


def _set(runs: tuple[Run, ...], collapse: _Collapse) -> tuple[str, tuple[Inline, ...]]:
    """Return the runs as one canonical line, and where their styles stand in it."""
    if len(runs) == 1 and not runs[0].styles:
        return collapse(canonical(runs[0].words)).strip(), ()
    pieces: list[str] = []
    length = 0
    last = ""
    stretches: list[tuple[int, int, tuple[Style, ...]]] = []
    for run in _unbroken(runs):
        piece = collapse(canonical(run.words))
        if piece.startswith(" ") and (not last or last.isspace()):
            piece = piece[1:]
        if piece:
            pieces.append(piece)
            stretches.append((length, length + len(piece), run.styles))
            length += len(piece)
            last = piece[-1]
    joined = "".join(pieces)
    line = joined.strip()
    cut = len(joined) - len(joined.lstrip())
    return line, tuple(_inlines(line, cut, stretches))


def _unbroken(runs: tuple[Run, ...]) -> Iterable[Run]:
    """Yield the runs with their borders moved so that none falls between a letter and its marks."""
    held: Run | None = None
    for run in runs:
        # What is dropped must be gone first, for it may stand between a letter and its accent.
        words = canonical(run.words)
        if held is None or not held.words:
            held = Run(words, run.styles)
            continue
        joining = 0
        before = held.words[-1]
        while joining < len(words) and _joins(before, words[joining]):
            before = words[joining]
            joining += 1
        if joining:
            held = Run(held.words + words[:joining], held.styles)
        if joining < len(words):
            yield held
            held = Run(words[joining:], run.styles)
    if held is not None:
        yield held


def _joins(before: str, after: str) -> bool:
    """Whether the second character would become one with the first, or change places with it."""
    if after < "\u0300":
        return False
    if unicodedata.combining(after):
        return True
    normal = unicodedata.normalize
    return normal("NFC", before + after) != normal("NFC", before) + normal("NFC", after)


def _inlines(
    line: str, cut: int, stretches: Iterable[tuple[int, int, tuple[Style, ...]]]
) -> list[Inline]:
    """Return where each style stands: neighbours joined, outer spaces left out."""
    found: list[tuple[Style, int, int]] = []
    running: dict[Style, int] = {}
    for start, end, styles in stretches:
        for style in list(running):
            if style not in styles:
                del running[style]
        for style in dict.fromkeys(styles):
            if style in running:
                _, began, _ = found[running[style]]
                found[running[style]] = (style, began, end)
            else:
                running[style] = len(found)
                found.append((style, start, end))
    inlines = []
    for style, began, ended in found:
        start, end = max(began - cut, 0), min(ended - cut, len(line))
        words = line[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        if end > start:
            inlines.append(Inline(style.kind, Span(start, end), style.target))
    return sorted(inlines, key=lambda inline: (inline.span.start, -inline.span.end))
