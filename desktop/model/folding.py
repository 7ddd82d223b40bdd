"""Folding: one plain form for all ways of writing the same name, for comparing and looking up.

Folded text is never shown and never kept as text: offsets in it mean nothing.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_LOOSE = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i",
        "ħ": "h", "ŧ": "t", "ŋ": "n", "ĸ": "k",
        "’": "'", "‘": "'", "ʼ": "'", "ʹ": "'", "`": "'", "´": "'",
    }
)  # fmt: skip
"""Letters that carry no combining mark to take off, and the apostrophes."""


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Return `text` without case, accents, punctuation or odd spaces: "Zełenśkyj" → "zelenskyj".

    Words are parted by one space; an apostrophe or a full stop inside a word just goes ("O'Neill" →
    "oneill", "U.S." → "us"), every other mark parts words ("al-Sisi" → "al sisi"). A text of marks
    alone folds to nothing. Idempotent.
    """
    spread = unicodedata.normalize("NFKD", text).casefold().translate(_LOOSE)
    plain = unicodedata.normalize("NFKD", spread)
    kept: list[str] = []
    for char in plain:
        if unicodedata.combining(char) or char in "'.":
            continue
        kept.append(char if char.isalnum() else " ")
    return " ".join("".join(kept).split())


def words_of(text: str) -> tuple[str, ...]:
    """Return the folded words of `text`."""
    return tuple(fold(text).split())
