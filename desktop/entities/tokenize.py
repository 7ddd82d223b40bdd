"""Text to tokens, sentence by sentence; every token knows its offsets in the text as given."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from desktop.model.article import Block, BlockKind
from desktop.model.spans import Span
from desktop.text.sentences import sentences

LONGEST = 160
"""Tokens in one run; a longer "sentence" (a table, a list without stops) is cut there."""


def _marks() -> str:
    """Return the combining marks as ranges for a character class: they belong to the word before."""
    ranges: list[list[int]] = []
    for code in range(0x300, 0xFE30):
        if unicodedata.category(chr(code))[0] == "M":
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(f"{chr(low)}-{chr(high)}" for low, high in ranges)


_LETTER = rf"[^\W_{_marks()}]"
_IN_WORD = rf"[\w{_marks()}]"
_ABBREVIATED = (
    "Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Cpl|Adm|Cmdr|Brig|Sen|Rep|Gov|Rev|Hon|Amb|St|Mt|Jr|Sr|Inc|Corp"
    "|Ltd|Co|Bros|No|vs|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec"
)
_TOKEN = re.compile(
    rf"(?:{_ABBREVIATED})\.(?!\w)"
    rf"|(?:[^\W\d_]\.){{2,}}"  # U.S.
    rf"|[A-ZÀ-ÞА-ЯІЇЄҐ]\.(?=\s?[A-ZÀ-ÞА-ЯІЇЄҐ])"  # J. Smith
    rf"|\d+(?:[.,:]\d+)*(?:{_LETTER}+(?!{_IN_WORD}))?"
    rf"|[’'](?:s|S|re|ve|ll|d|m)(?!{_IN_WORD})"
    rf"|[ldLD][’'](?=[A-ZÀ-Þ])"  # l'Ukraine
    # A word, with apostrophes inside (O'Brien), a number behind a hyphen (F-16), an address's end (x.com).
    rf"|{_IN_WORD}+(?:[’'](?!(?:s|S|re|ve|ll|d|m)(?!{_IN_WORD})){_LETTER}+)*(?:&[A-Z]{_IN_WORD}*)*"
    rf"(?:[-–]\d+[A-Za-z]{{0,2}}\d*(?!{_IN_WORD})|(?:\.(?:com|org|net|gov|edu|int|info|co|uk|eu|ru|ua|de|fr|tv|io)"
    rf"(?!{_IN_WORD}))+)?"
    rf"|\.{{2,}}|-{{2,}}|\S"
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one sentence, side by side: where they start and end, and their words.

    `heading` says that it stands in a headline or subhead, where capitals mean little.
    """

    starts: list[int]
    ends: list[int]
    words: list[str]
    heading: bool = False

    def __len__(self) -> int:
        return len(self.words)


@dataclass(frozen=True)
class Tokenised:
    """A text, its sentences and their tokens."""

    text: str
    sentences: tuple[Tokens, ...]

    @cached_property
    def at(self) -> dict[int, tuple[int, int]]:
        """Where a token starts: offset in the text -> (sentence, token)."""
        return {
            start: (row, column)
            for row, tokens in enumerate(self.sentences)
            for column, start in enumerate(tokens.starts)
        }


def words_of(text: str) -> list[str]:
    """Return the words of a short text, such as a name."""
    return _TOKEN.findall(text)


def key_of(name: str) -> str:
    """Return a name as the tokens of a text spell it: joined by single spaces."""
    return " ".join(_TOKEN.findall(name.replace("’", "'")))


def tokenise(text: str, blocks: Sequence[Block] = ()) -> Tokenised:
    """Split a text into sentences and those into tokens.

    Without blocks, a line in Title Case that does not end like a sentence is taken for a heading.
    """
    headings = [
        block.span for block in blocks if block.kind in {BlockKind.HEADLINE, BlockKind.HEADING}
    ]
    found: list[Tokens] = []
    for span in sentences(text, blocks):
        starts: list[int] = []
        ends: list[int] = []
        words: list[str] = []
        for match in _TOKEN.finditer(text, span.start, span.end):
            starts.append(match.start())
            ends.append(match.end())
            # One object per word form: what is looked up per word is then found faster.
            words.append(sys.intern(match[0]))
        if not words:
            continue
        heading = _in_any(span, headings) or (not blocks and _looks_like_heading(text, span, words))
        for first in range(0, len(words), LONGEST):
            cut = slice(first, first + LONGEST)
            found.append(Tokens(starts[cut], ends[cut], words[cut], heading))
    return Tokenised(text, tuple(found))


def _in_any(span: Span, headings: list[Span]) -> bool:
    return any(heading.covers(span) for heading in headings)


def _looks_like_heading(text: str, span: Span, words: list[str]) -> bool:
    """Whether a whole line is written in Title Case."""
    if span.start and text[span.start - 1] != "\n":
        return False
    if span.end < len(text) and text[span.end] != "\n":
        return False
    return len(words) <= 30 and words[-1] not in {".", "!", ";", ","} and title_case(words)


def title_case(words: list[str]) -> bool:
    """Whether the longer words of a sentence nearly all begin with a capital."""
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in long)
    return len(long) >= 4 and capitals >= 0.8 * len(long)
