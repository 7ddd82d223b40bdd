"""Stems by script and language: Snowball where there is one, a small Ukrainian one, else none."""

from __future__ import annotations

import threading
import unicodedata
from functools import lru_cache
from typing import Any

import snowballstemmer

from search_index import ukrainian
from search_index.folding import lowered, unmarked

_LATIN = {
    "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "en": "english", "es": "spanish",
    "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish",
    "hu": "hungarian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian",
    "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pl": "polish", "pt": "portuguese",
    "ro": "romanian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip
_MARKS_MATTER = frozenset(
    (
        "polish", "turkish", "czech", "hungarian", "romanian", "lithuanian", "estonian", "finnish",
        "portuguese",
    )
)  # fmt: skip
"""Stemmers whose endings are told apart by marks: the word is stemmed first and unmarked then."""

_ENGLISH_ENDINGS = (
    "s", "ed", "ing", "y", "i", "ful", "al", "er", "ator", "ic", "ant", "ent", "ism", "ion", "e", "ll",
)  # fmt: skip
"""Snowball changes no English word without one of these; it is slow, and need not be asked."""

_OTHER = {
    "ARABIC": ({"fa": "persian"}, "arabic"),
    "CYRILLIC": ({"ru": "russian", "uk": "ukrainian"}, ""),
    "DEVANAGARI": ({"ne": "nepali"}, "hindi"),
    "GREEK": ({}, "greek"),
    "ARMENIAN": ({}, "armenian"),
    "TAMIL": ({}, "tamil"),
}
_UKRAINIAN_LETTERS = frozenset("іїєґ")
_MIN_LENGTH = 3
_MAX_LENGTH = 40

NONE = ""
"""The name of the stemmer that leaves words alone."""

_local = threading.local()


def stemmer_for(word: str, language: str) -> str:
    """Name the stemmer for a lowered word in a text of a language (ISO 639-1, may be empty)."""
    if not _MIN_LENGTH <= len(word) <= _MAX_LENGTH or any(c.isdigit() for c in word):
        return NONE
    script = _script(word[0])
    if script == "LATIN":
        return _LATIN.get(language, "english")
    if script not in _OTHER:
        return NONE
    by_language, default = _OTHER[script]
    if language in by_language:
        return by_language[language]
    if script == "CYRILLIC":
        return "ukrainian" if _UKRAINIAN_LETTERS & set(word) else "russian"
    return default


def stem(word: str, stemmer: str) -> str:
    """Give the unmarked stem of a lowered word."""
    if stemmer == NONE:
        return unmarked(word) or word
    if stemmer not in _MARKS_MATTER:
        word = unmarked(word)
    if stemmer == "english" and not word.endswith(_ENGLISH_ENDINGS):
        return word
    if stemmer == "ukrainian":
        return ukrainian.stem(word)
    return unmarked(_snowball(stemmer).stemWord(word)) or unmarked(word)


@lru_cache(50_000)
def stems_of(raw: str, stemmers: frozenset[str]) -> frozenset[str]:
    """Give every stem under which a word may stand in an index that was made with these stemmers.

    A query says nothing of its language, so a word is stemmed as in each language of its script.
    """
    word = lowered(raw) or raw
    found = {unmarked(word) or raw} if stemmer_for(word, "") == NONE else set()
    script = _script(word[0])
    for name in stemmers:
        if name != NONE and _SCRIPTS.get(name, "LATIN") == script:
            found.add(stem(word, name))
            if name in _MARKS_MATTER:
                found.add(stem(unmarked(word), name))
    if not found:
        found.add(stem(word, stemmer_for(word, "")))
    return frozenset(found)


_SCRIPTS = {
    "persian": "ARABIC", "arabic": "ARABIC", "russian": "CYRILLIC", "ukrainian": "CYRILLIC",
    "nepali": "DEVANAGARI", "hindi": "DEVANAGARI", "greek": "GREEK", "armenian": "ARMENIAN",
    "tamil": "TAMIL",
}  # fmt: skip


@lru_cache(4096)
def _script(char: str) -> str:
    if char.isascii():
        return "LATIN"
    return unicodedata.name(char, "").partition(" ")[0]


def _snowball(name: str) -> Any:
    """Give this thread's stemmer of a language: they keep state while they work."""
    known: dict[str, Any] = _local.__dict__.setdefault("stemmers", {})
    if name not in known:
        known[name] = snowballstemmer.stemmer(name)
    return known[name]
