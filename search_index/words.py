"""Text to words, the same for index, query and passage: a word has a surface form and a stem.

Scripts that put spaces between words are cut at them. Chinese, Japanese, Korean, Thai, Lao, Khmer and
Burmese are cut into overlapping pairs of letters, with the last letter of a run once more by itself, so
that every letter begins a token and any run of letters in a query is a phrase of pairs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from search_index.folding import APOSTROPHES, fold, lowered
from search_index.stems import NONE, stem, stemmer_for

MAX_WORD = 64
"""Longer words are cut off here, in the index and in queries alike."""

_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u05f3\u05f4\u0610-\u061a\u064b-\u065f"
    "\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0\u0816-\u082d"
    "\u08d3-\u0963\u0966-\u0dff\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd"
    "\u0f18\u0f19\u0f35\u0f37\u0f39\u0f71-\u0f84\u0f86-\u0fbc\u102b-\u103e\u1056-\u1059\u105e-\u109d"
    "\u17b4-\u17d3\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ua980-\ua9c0\uaa29-\uaa36\uabe3-\uabed\ufe20-\ufe2f"
    "\u00ad\u200c\u200d"
)
_DENSE = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ecd\u0edc-\u0edf\u1000-\u1049\u1050-\u109f\u1100-\u11ff\u1780-\u17d3"
    "\u3005\u3007\u3021-\u3029\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3130-\u318e\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97c\uac00-\ud7fb\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_EMOJI = "\u2600-\u27bf\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff"
_LETTERS = rf"[\w{_MARKS}]"
_RUN = re.compile(
    rf"(?:[^\W\d]\.){{2,}}(?:[^\W\d](?!{_LETTERS}))?"  # U.S. and U.S
    rf"|\d+(?:[.,]\d+)+(?!{_LETTERS})"  # 3.14 and 1,500
    rf"|{_LETTERS}+(?:[{APOSTROPHES}]{_LETTERS}+)*"
    rf"|[{_EMOJI}]"
    r"|[.!?…।。！？۔؟]+(?=[\"'”’»)\]]*(?:\s|$))|\n"  # where a sentence ends
)
_RUN_ASCII = re.compile(
    r"(?:[A-Za-z]\.){2,}(?:[A-Za-z](?![A-Za-z0-9]))?"
    r"|[0-9]+(?:[.,][0-9]+)+(?![A-Za-z0-9])"
    r"|[A-Za-z0-9]+(?:'[A-Za-z0-9]+)*"
    r"|[.!?]+(?=[\"')\]]*(?:\s|$))|\n"
)
_DENSE_RUN = re.compile(f"[{_DENSE}]+")
_DENSE_LETTER = re.compile(rf"[{_DENSE}][{_MARKS}\uff9e\uff9f]*")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: how it is looked up, and where it stands; its position is its ordinal."""

    surface: str
    stem: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Form:
    """What a word as written comes to: its surface form, its stem and the stemmer that made it."""

    surface: str
    stem: str
    stemmer: str


_TYPESET = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("—", "-"), ("\xa0", " "))
"""Signs that make most English texts not ASCII, and what means the same to the rules of words."""

_BREAKS = frozenset(".!?…।。！？۔؟\n")


def is_break(raw: str) -> bool:
    """Say whether what `raw_words` gave is the end of a sentence, not a word."""
    return raw[0] in _BREAKS


def is_dense(text: str) -> bool:
    """Say whether a text has letters of a script that is cut into pairs."""
    return not text.isascii() and _DENSE_RUN.search(text) is not None


def raw_words(text: str) -> list[str]:
    """Give the words and sentence ends of a text that is not dense, with plain apostrophes."""
    if "_" in text:
        text = text.replace("_", " ")
    if not text.isascii():
        for typeset, typed in _TYPESET:
            text = text.replace(typeset, typed)
    return (_RUN_ASCII if text.isascii() else _RUN).findall(text)


@lru_cache(100_000)
def form_of(raw: str, language: str = "") -> Form:
    """Give the surface form and stem of a word as written, in a text of a language."""
    surface = fold(raw)[:MAX_WORD]
    word = lowered(raw) or raw
    stemmer = stemmer_for(word, language)
    if stemmer == NONE:
        return Form(surface, surface, NONE)
    return Form(surface, stem(word, stemmer)[:MAX_WORD], stemmer)


class Words:
    """The words of texts of one language; remembers every form it has seen."""

    def __init__(self, language: str = "") -> None:
        self.language = language.partition("-")[0].lower()
        self._forms: dict[str, Form] = {}

    def form(self, raw: str) -> Form:
        """Give what a word as written comes to."""
        known = self._forms.get(raw)
        if known is None:
            if len(self._forms) > 200_000:
                self._forms.clear()
            known = self._forms[raw] = form_of(raw, self.language)
        return known

    def tokens(self, text: str) -> Iterator[Token]:
        """Give the words of a text in order, with their places."""
        if text.isascii():
            runs: Iterator[re.Match[str]] = _RUN_ASCII.finditer(text.replace("_", " "))
            dense = False
        else:
            dense = is_dense(text)
            runs = _RUN.finditer(text.replace("_", " "))
        for run in runs:
            if run.group()[0] in _BREAKS:
                continue
            if dense and _DENSE_RUN.search(run.group()):
                yield from self._cut(run.group(), run.start())
            else:
                form = self.form(run.group())
                yield Token(form.surface, form.stem, run.start(), run.end())

    def _cut(self, run: str, base: int) -> Iterator[Token]:
        """Cut a run that has dense letters in it into words and pairs."""
        done = 0
        for dense in _DENSE_RUN.finditer(run):
            yield from self._plain(run, done, dense.start(), base)
            end = dense.end()
            while end < len(run) and not run[end].isalnum():
                end += 1  # marks that belong to the last letter
            yield from _pairs(run, dense.start(), end, base)
            done = end
        yield from self._plain(run, done, len(run), base)

    def _plain(self, run: str, start: int, end: int, base: int) -> Iterator[Token]:
        if start < end:
            form = self.form(run[start:end])
            yield Token(form.surface, form.stem, base + start, base + end)


_plain_words = Words()


def word_tokens(text: str) -> list[tuple[str, int, int]]:
    """Give the words of a text as written, with their places; dense runs as their pairs."""
    if is_dense(text):
        return [(t.surface, t.start, t.end) for t in _plain_words.tokens(text)]
    return [
        (run.group(), run.start(), run.end())
        for run in _RUN.finditer(text.replace("_", " "))
        if run.group()[0] not in _BREAKS
    ]


def next_word(text: str, start: int) -> re.Match[str] | None:
    """Give the first word at or after a place of a text that is not dense."""
    here: int = start
    while (run := _RUN.search(text, here)) is not None:
        if run.group()[0] not in _BREAKS and run.group().strip("_"):
            return run
        here = run.end()
    return None


def _pairs(run: str, start: int, end: int, base: int) -> Iterator[Token]:
    letters = [
        (_dense_fold(match.group()), match.start(), match.end())
        for match in _DENSE_LETTER.finditer(run, start, end)
    ]
    for (first, begin, _), (second, _, finish) in pairwise(letters):
        pair = first + second
        yield Token(pair, pair, base + begin, base + finish)
    if letters:
        last, begin, finish = letters[-1]
        yield Token(last, last, base + begin, base + finish)


def _dense_fold(letter: str) -> str:
    return unicodedata.normalize("NFKC", letter).casefold()


def dense_letters(surface: str) -> int:
    """Count the letters of a token of a dense run: two of a pair, one of a last letter, else none."""
    if surface.isascii() or _DENSE_RUN.match(surface) is None:
        return 0
    return len(_DENSE_LETTER.findall(surface))


_PATTERN = re.compile(rf"(?:{_LETTERS}|[*?{APOSTROPHES}])+")


def pattern_words(text: str) -> list[str]:
    """Cut a text with `*` and `?` in it into words that keep them."""
    return [word for word in _PATTERN.findall(text.replace("_", " ")) if word.strip(APOSTROPHES)]
