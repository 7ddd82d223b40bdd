"""The best passages of a body for a query, as text with spans: made only for the hits of a page.

A passage lies within one paragraph, begins and ends at words, at sentences where that fits, and marks
exactly the words that the query's parts stand for: of a phrase only the whole phrase.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from search_index.engine.elements import Element, Means
from search_index.folding import APOSTROPHES, fold
from search_index.hit import Passage
from search_index.query.distance import distance
from search_index.stems import stems_of
from search_index.words import is_dense, next_word, word_tokens

LENGTH = 240
"""Characters a passage has at most, if its marks allow."""

_BEFORE = 90
_MAX_MARKS = 2000
_QUICK = re.compile(r"[a-zа-яёіїєґα-ω0-9]+")
_SENTENCE = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+|[。！？]")

Mark = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Needle:
    """What is looked for: elements one after the other, or near each other, or in one sentence."""

    elements: tuple[Element, ...]
    near: int | None = None
    sentence: bool = False


@dataclass(slots=True)
class Finder:
    """Finds needles in texts; remembers which words fit which elements."""

    needles: Sequence[Needle]
    stemmers: frozenset[str]
    _elements: list[Element] = field(default_factory=list)
    _tests: list[_Test] = field(default_factory=list)
    _known: dict[str, frozenset[int]] = field(default_factory=dict)
    _heads: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self._elements = list(dict.fromkeys(e for needle in self.needles for e in needle.elements))
        self._tests = [_Test.of(element, self.stemmers) for element in self._elements]
        self._heads = self._beginnings()

    def marks(self, text: str) -> list[Mark]:
        """Give the places of the needles, in order, none overlapping."""
        if not self._elements:
            return []
        text = text.replace("_", " ")
        found: list[Mark] = []
        if self._heads and not is_dense(text):
            found = self._quick(text)
        if not found:
            found = self._thorough(text)
        return _merged(found)

    def _beginnings(self) -> tuple[str, ...]:
        """Give what the words that might fit begin with; nothing if that cannot be told."""
        heads: set[str] = set()
        for needle in self.needles:
            if needle.near is not None or needle.sentence:
                return ()
            test = self._tests[self._elements.index(needle.elements[0])]
            for head in test.heads(self.stemmers):
                if not _QUICK.fullmatch(head):
                    return ()
                heads.add(head)
                if 2 <= len(head) <= 6 and head.isalpha():
                    heads.add(f"{head[0]}.{head[1]}.")  # U.S.
        return tuple(h for h in heads if not any(h != o and h.startswith(o) for o in heads))

    def _quick(self, text: str) -> list[Mark]:
        """Look only at words whose first letters fit."""
        found: list[Mark] = []
        shadow = _shadow(text)
        done = -1
        for start in _occurrences(shadow, self._heads):
            if start < done or (start and _goes_on(text, start)):
                continue
            word = next_word(text, start)
            if word is None:
                continue
            done = word.end()
            fitting = self._fit(word.group())
            for needle in self.needles if fitting else ():
                if self._elements.index(needle.elements[0]) in fitting:
                    end = self._follow(text, needle, word.end())
                    if end is not None:
                        found.append((word.start(), end))
            if len(found) > _MAX_MARKS:
                break
        return found

    def _follow(self, text: str, needle: Needle, end: int) -> int | None:
        """Give where a phrase ends whose first word ends here; None if it does not go on so."""
        for element in needle.elements[1:]:
            word = next_word(text, end)
            if word is None or self._elements.index(element) not in self._fit(word.group()):
                return None
            end = word.end()
        return end

    def _thorough(self, text: str) -> list[Mark]:
        """Look at every word."""
        tokens = word_tokens(text)
        fits = [self._fit(raw) for raw, _, _ in tokens]
        found: list[Mark] = []
        for needle in self.needles:
            numbers = [self._elements.index(element) for element in needle.elements]
            if needle.sentence:
                found.extend(_in_sentences(text, tokens, fits, numbers))
            elif needle.near is not None:
                found.extend(_near(tokens, fits, numbers, needle.near))
            else:
                found.extend(_phrases(tokens, fits, numbers))
            if len(found) > _MAX_MARKS:
                break
        return found

    def _fit(self, raw: str) -> frozenset[int]:
        fits = self._known.get(raw)
        if fits is None:
            surface = fold(raw)
            stems = stems_of(raw, self.stemmers)
            fits = frozenset(
                index for index, test in enumerate(self._tests) if test.fits(surface, stems)
            )
            self._known[raw] = fits
        return fits


@dataclass(frozen=True, slots=True)
class _Test:
    """Whether a word fits an element; `words` are its stems and surface, or how fitting words begin."""

    element: Element
    words: tuple[str, ...]
    stems: frozenset[str] = frozenset()
    pattern: re.Pattern[str] | None = None

    @classmethod
    def of(cls, element: Element, stemmers: frozenset[str]) -> _Test:
        text = element.text
        if element.means is Means.FORMS:
            stems = stems_of(text, stemmers)
            return cls(element, (*stems, fold(text)), stems)
        if element.means is Means.PATTERN:
            head = re.split(r"[*?]", text)[0]
            regex = "".join({"*": ".*", "?": "."}.get(c, re.escape(c)) for c in text)
            return cls(element, (head,), pattern=re.compile(regex, re.DOTALL))
        return cls(element, (text[:1] if element.means is Means.FUZZY else text,))

    def heads(self, stemmers: frozenset[str]) -> list[str]:
        """Give what fitting words begin with: English stems but for their last e or i, others shorter."""
        if self.element.means is not Means.FORMS:
            return list(self.words)
        found = [self.words[-1]]
        for stem in self.stems:
            if stemmers.isdisjoint(_CHANGING) and stem not in _IRREGULAR:
                found.append(stem[:-1] if stem[-1] in "ei" and len(stem) > 3 else stem)
            else:
                found.append(stem[: max(2, len(stem) - 2)])
        return found

    def fits(self, surface: str, stems: frozenset[str]) -> bool:
        match self.element.means:
            case Means.FORMS:
                return not self.stems.isdisjoint(stems) or surface == self.words[-1]
            case Means.EXACT:
                return surface == self.element.text
            case Means.PATTERN:
                return self.pattern is not None and self.pattern.fullmatch(surface) is not None
            case Means.FUZZY:
                edits = self.element.edits
                return (
                    surface[:1] == self.element.text[:1]
                    and distance(surface, self.element.text, edits) <= edits
                )


_CHANGING = frozenset(
    (
        "catalan", "czech", "danish", "german", "spanish", "estonian", "basque", "finnish", "french",
        "irish", "hungarian", "indonesian", "italian", "lithuanian", "norwegian", "dutch", "polish",
        "portuguese", "romanian", "swedish", "turkish", "greek", "armenian", "tamil", "arabic", "persian",
    )
)  # fmt: skip
"""Stemmers that put other letters for an ending, so that a word need not begin with its stem."""

_IRREGULAR = frozenset(("die", "lie", "tie", "києв"))

_Tokens = Sequence[tuple[str, int, int]]


def _phrases(
    tokens: _Tokens, fits: Sequence[frozenset[int]], numbers: Sequence[int]
) -> Iterable[Mark]:
    size = len(numbers)
    for at in range(len(tokens) - size + 1):
        if all(numbers[i] in fits[at + i] for i in range(size)):
            yield tokens[at][1], tokens[at + size - 1][2]


def _near(
    tokens: _Tokens, fits: Sequence[frozenset[int]], numbers: Sequence[int], between: int
) -> Iterable[Mark]:
    window = len(numbers) - 1 + between
    places = {n: [i for i, fit in enumerate(fits) if n in fit] for n in set(numbers)}
    if not all(places.values()):
        return
    chosen: set[int] = set()
    for start in sorted({i for some in places.values() for i in some}):
        here: list[int] = []
        for some in places.values():
            first = bisect_left(some, start)
            last = bisect_right(some, start + window)
            if first == last:
                break
            here.extend(some[first:last])
        else:
            chosen.update(here)
    for index in chosen:
        yield tokens[index][1], tokens[index][2]


def _in_sentences(
    text: str, tokens: _Tokens, fits: Sequence[frozenset[int]], numbers: Sequence[int]
) -> Iterable[Mark]:
    ends = [match.end() for match in re.finditer(rf"{_SENTENCE.pattern}|\n", text)]
    sentences: dict[int, list[int]] = {}
    for index, (_, start, _) in enumerate(tokens):
        if fits[index]:
            sentences.setdefault(bisect_right(ends, start), []).append(index)
    wanted = set(numbers)
    for some in sentences.values():
        if wanted <= {n for index in some for n in fits[index]}:
            for index in some:
                if wanted & fits[index]:
                    yield tokens[index][1], tokens[index][2]


def _occurrences(text: str, heads: Sequence[str]) -> list[int]:
    """Give the places where a text has any of some beginnings."""
    found: list[int] = []
    for head in heads:
        at = text.find(head)
        while at >= 0:
            found.append(at)
            at = text.find(head, at + 1)
    return sorted(found) if len(heads) > 1 else found


def _shadow(text: str) -> str:
    """Give a text of the same length in lower case, marks off, to look for first letters in."""
    if text.isascii():
        return text.lower()
    return re.sub(r"[^\x00-\x7f]", lambda match: _plain_letter(match.group()), text).lower()[
        : len(text)
    ]


def _plain_letter(char: str) -> str:
    known = _letters.get(char)
    if known is None:
        folded = fold(char) if char.isalnum() else " "
        known = _letters[char] = folded[:1] if folded[:1].lower() == folded[:1] else char
    return known


_letters: dict[str, str] = {}


def _goes_on(text: str, start: int) -> bool:
    """Say whether a word has begun before this place, so that it is no word's first letter."""
    before = text[start - 1]
    if before.isalnum():
        return True
    return (
        before in APOSTROPHES
        and start > 1
        and text[start - 2].isalnum()
        and not _elided(text, start - 1)
    )


def _elided(text: str, apostrophe: int) -> bool:
    begin = apostrophe
    while begin and text[begin - 1].isalpha():
        begin -= 1
    return fold(text[begin : apostrophe + 2]) == fold(text[apostrophe + 1 : apostrophe + 2])


def _merged(marks: list[Mark]) -> list[Mark]:
    merged: list[Mark] = []
    for start, end in sorted(set(marks)):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def passages(text: str, marks: Sequence[Mark], most: int = 3) -> tuple[tuple[Passage, ...], int]:
    """Give the best passages, and how many marks are in none of them.

    Those with the most different words come first; without marks it is how the text begins.
    """
    if not marks:
        opening = _opening(text)
        return ((opening,) if opening.text else ()), 0
    windows = sorted(
        _windows(text, marks),
        key=lambda w: (-len({text[s:e].casefold() for s, e in w}), -len(w), w[0]),
    )
    made: list[Passage] = []
    shown = 0
    for window in windows:
        if len(made) == most:
            break
        passage = _passage(text, window)
        if any(passage.start < other.end and other.start < passage.end for other in made):
            continue
        inside = [(s, e) for s, e in marks if s >= passage.start and e <= passage.end]
        shown += len(inside)
        made.append(
            Passage(
                passage.text,
                passage.start,
                passage.end,
                tuple((s - passage.start, e - passage.start) for s, e in inside),
            )
        )
    return tuple(made), len(marks) - shown


def _windows(text: str, marks: Sequence[Mark]) -> list[list[Mark]]:
    """Group marks that one passage can show: near each other and in one paragraph."""
    groups: list[list[Mark]] = [[marks[0]]]
    room = LENGTH - _BEFORE // 2
    for before, mark in pairwise(marks):
        group = groups[-1]
        if mark[1] - group[0][0] <= room and "\n" not in text[before[1] : mark[0]]:
            group.append(mark)
        else:
            groups.append([mark])
    return groups


def _passage(text: str, window: list[Mark]) -> Passage:
    first, last = window[0][0], window[-1][1]
    paragraph = text.rfind("\n", 0, first) + 1
    paragraph_end = text.find("\n", last)
    if paragraph_end < 0:
        paragraph_end = len(text)
    start = max(paragraph, first - _BEFORE)
    if start > paragraph:
        sentence = [m.end() for m in _SENTENCE.finditer(text, start, first) if m.end() <= first]
        start = sentence[0] if sentence else _word_start(text, start, first)
    end = min(paragraph_end, max(last, start + LENGTH))
    if end < paragraph_end:
        sentence = [m.end() for m in _SENTENCE.finditer(text, last, end)]
        end = sentence[-1] if sentence else _word_end(text, last, end)
    while start < first and text[start].isspace():
        start += 1
    while end > last and text[end - 1].isspace():
        end -= 1
    return Passage(text[start:end], start, end)


def _word_start(text: str, start: int, first: int) -> int:
    at = start
    while at < first and not text[at - 1].isspace():
        at += 1
    return at if at < first else start


def _word_end(text: str, last: int, end: int) -> int:
    at = end
    while at > last and not text[at].isspace():
        at -= 1
    return at if at > last else end


def _opening(text: str) -> Passage:
    start = len(text) - len(text.lstrip())
    line_end = text.find("\n", start)
    stop = len(text) if line_end < 0 else line_end
    end = min(stop, start + LENGTH)
    if end < stop:
        end = _word_end(text, start, end)
    return Passage(text[start:end], start, end)
