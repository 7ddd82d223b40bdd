"""How wide words are and how many lines they fill, from the widths of the brief's faces."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from desktop.briefs.looks import MONO, SANS, Style
from desktop.briefs.sheet import Content, FootnoteMark, PageOf, Words
from desktop.resources import resource

UNKNOWN_WIDTH: Final = 560
WIDE_WIDTH: Final = 1000
MONO_WIDTH: Final = 550
WIDE_FROM: Final = 0x2E80
VOCABULARY: Final = 100_000
_TOKEN: Final = re.compile(
    r"\n|[^\s\-–—\u2e80-\ud7ff\uf900-\ufaff]*[\-–—]?[ \t\u2009]*|.", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Face:
    """One face: the height of its lines and the widths of its characters, in thousandths of the size."""

    line: int
    widths: dict[int, int] = field(hash=False, compare=False)
    name: str = ""

    _known: dict[str, int] = field(default_factory=dict, hash=False, compare=False)

    def width(self, word: str) -> int:
        """Return the width of a word."""
        told = self._known.get(word)
        if told is None:
            told = sum(self._one(ord(character)) for character in word)
            if len(self._known) > VOCABULARY:
                self._known.clear()
            self._known[word] = told
        return told

    def _one(self, point: int) -> int:
        told = self.widths.get(point)
        return told if told is not None else WIDE_WIDTH if point >= WIDE_FROM else UNKNOWN_WIDTH


@lru_cache(maxsize=1)
def _faces() -> dict[str, Face]:
    told = json.loads(resource("briefs", "widths.json").read_text("utf-8"))
    out: dict[str, Face] = {}
    for name, kept in told.items():
        widths = {
            int(first) + i: width
            for first, run in kept["widths"].items()
            for i, width in enumerate(run)
        }
        out[name] = Face(kept["line"], widths, name)
    out[MONO] = Face(1170, dict.fromkeys(range(32, 0x2E80), MONO_WIDTH), MONO)
    return out


def face(name: str, *, strong: bool = False, emphasis: bool = False) -> Face:
    """Return a face by its family and manner."""
    if name == MONO:
        return _faces()[MONO]
    manner = ("Bold" if strong else "") + ("Italic" if emphasis else "") or "Regular"
    return _faces().get(f"{name} {manner}") or _faces()[f"{SANS} {manner}"]


@dataclass(frozen=True, slots=True)
class Filled:
    """How many lines a paragraph fills, and the footnotes called on each line that has any."""

    lines: int
    notes: tuple[tuple[int, int], ...] = ()


def fill(pieces: Iterable[tuple[str, Face]], size: float, width: float, first: float = 0) -> int:
    """Return the number of lines that words fill; `first` is taken off the first line. All in points."""
    return _fill([(text, told, 0) for text, told in pieces], size, width, first).lines


def _fill(
    pieces: Sequence[tuple[str, Face, int]], size: float, width: float, first: float
) -> Filled:
    room = width * 1000 / size
    at = first * 1000 / size
    lines = 1
    notes: list[tuple[int, int]] = []
    for text, told, note in pieces:
        if note:
            notes.append((lines - 1, note))
            at += told.width("0" * len(str(note))) * 0.6
        for token in _TOKEN.findall(text):
            if token == "\n":  # noqa: S105 - a line break
                lines, at = lines + 1, 0
                continue
            bare = token.rstrip(" \t\u2009")
            need = told.width(bare)
            if at and at + need > room:
                lines, at = lines + 1, 0
            while need > room:
                lines, need = lines + 1, need - int(room)
            at += need + (told.width(" ") if token != bare else 0)
    return Filled(lines, tuple(notes))


def fill_content(content: Content, style: Style, width: float, first: float = 0) -> Filled:
    """Return how many lines pieces fill in a style, with the footnotes called on them."""
    pieces: list[tuple[str, Face, int]] = []
    for piece in content:
        if isinstance(piece, FootnoteMark):
            pieces.append(("", face(style.face), piece.number))
            continue
        words = piece if isinstance(piece, Words) else None
        manner = face(
            MONO if words and words.code else style.face,
            strong=style.strong or bool(words and words.strong),
            emphasis=style.emphasis or bool(words and words.emphasis),
        )
        text = "00" if isinstance(piece, PageOf) else piece.text
        pieces.append((text, manner, 0))
    return _fill(pieces, style.size, width, first)


def fill_text(text: str, style: Style, width: float, first: float = 0) -> Filled:
    """Return how many lines a text fills in a style."""
    told = face(style.face, strong=style.strong, emphasis=style.emphasis)
    return _fill([(text, told, 0)], style.size, width, first)


def line_height(style: Style) -> float:
    """Return the height of a style's lines in points, to the twentieth that Word counts in."""
    return round(style.size * face(style.face).line / 1000 * style.line * 20) / 20
