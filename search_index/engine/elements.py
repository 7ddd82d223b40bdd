"""What a word, pattern or phrase of a query is made of: elements that each stand at one position."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from search_index.engine import expand
from search_index.engine.clock import Clock
from search_index.engine.expand import Expansion
from search_index.engine.segment import OpenSegment
from search_index.folding import fold
from search_index.query.tree import Fuzzy, Pattern, Phrase, Word
from search_index.words import Words, dense_letters, pattern_words


class Means(Enum):
    """How an element finds words."""

    FORMS = "any form of a word"
    EXACT = "a word as written"
    PATTERN = "words that fit a pattern"
    FUZZY = "words within some mistakes"


@dataclass(frozen=True, slots=True)
class Element:
    """One word of a query; `text` is raw for FORMS and folded for the others."""

    means: Means
    text: str
    edits: int = 0

    def expand(self, data: OpenSegment, clock: Clock, at: int) -> Expansion:
        """Give what it stands for in a segment."""
        if self.means is Means.FORMS:
            return Expansion(expand.of_word(data, self.text))
        if self.means is Means.EXACT:
            return Expansion(expand.of_surface(data, self.text))
        if self.means is Means.PATTERN:
            return expand.of_pattern(data, self.text, clock, at)
        return expand.of_fuzzy(data, self.text, self.edits, clock, at)


_words = Words()
_WILD = re.compile(r"([*?]+)")


def elements(leaf: Word | Phrase | Pattern | Fuzzy) -> list[Element]:
    """Give the elements of a leaf, in order; none where there is no letter in it."""
    if isinstance(leaf, Fuzzy):
        found = _plain(leaf.text, exact=True)
        return [
            Element(Means.FUZZY, e.text, leaf.edits) if e.means is Means.EXACT else e for e in found
        ]
    exact = not isinstance(leaf, Pattern) and leaf.exact
    if isinstance(leaf, Word) or ("*" not in leaf.text and "?" not in leaf.text):
        return _plain(leaf.text, exact=exact)
    if isinstance(leaf, Phrase):
        return [
            element
            for chunk in leaf.text.split()
            for element in (_patterned(chunk) if "*" in chunk else _plain(chunk, exact=exact))
        ]
    return _patterned(leaf.text)


def _plain(text: str, *, exact: bool) -> list[Element]:
    tokens = list(_words.tokens(text))
    found: list[Element] = []
    for index, token in enumerate(tokens):
        letters = dense_letters(token.surface)
        if letters == 1:
            # The last letter of a run, which in a text may be the first of a pair.
            follows = index > 0 and tokens[index - 1].end == token.end
            if not (follows and index == len(tokens) - 1):
                found.append(Element(Means.PATTERN, f"{token.surface}*"))
        elif letters or exact:
            found.append(Element(Means.EXACT, token.surface))
        else:
            found.append(Element(Means.FORMS, text[token.start : token.end]))
    return found


def _patterned(text: str) -> list[Element]:
    found: list[Element] = []
    for word in pattern_words(text):
        if "*" not in word and "?" not in word:
            found.extend(_plain(word, exact=True))
            continue
        pattern = "".join(
            part if part[:1] in ("*", "?") else fold(part) for part in _WILD.split(word) if part
        )
        if pattern.strip("*?"):
            found.append(Element(Means.PATTERN, pattern))
    return found
