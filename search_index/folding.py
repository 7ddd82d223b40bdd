"""How differently written words become one: case, marks, apostrophes and widths folded away."""

from __future__ import annotations

import re
import unicodedata

APOSTROPHES = "'\u2019\u02bc\u2018\uff07"
"""The characters that join letters into one word when they stand between them."""

_ELIDED = frozenset(
    (
        "l", "d", "j", "m", "n", "s", "t", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu",
        "dell", "nell", "all", "sull", "dall", "un", "gl", "quest", "quell",
    )
)  # fmt: skip
"""French and Italian words that lose their last vowel before another: *l'accord* is *accord*."""

_PLAIN = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŧ": "t", "æ": "ae", "œ": "oe",
        "þ": "th", "ĸ": "k", "ŋ": "n",
        # Arabic: the letters that only the keyboard tells apart.
        "\u0640": "", "\u06a9": "\u0643", "\u06cc": "\u064a", "\u0649": "\u064a", "\u06c1": "\u0647",
        "\u0671": "\u0627",
        "\u05f3": "", "\u05f4": "",
        # Joiners, soft hyphens and variation selectors mean nothing to a reader who searches.
        "\u00ad": "", "\u200c": "", "\u200d": "", "\u2060": "", "\ufeff": "", "\ufe0e": "", "\ufe0f": "",
        **dict.fromkeys(APOSTROPHES, "'"),
    }
)  # fmt: skip

_FOLDED_SCRIPTS = ("LATIN", "GREEK", "ARABIC", "HEBREW")
_CYRILLIC_KEPT = {
    "\u0306": "иуж", "\u0308": "іыэзчӥжӧ", "\u0301": "гк", "\u0302": "", "\u0304": "иу",
}  # fmt: skip
"""Marks that make another letter in Cyrillic, by the letters they do that to; ё is folded to е."""

_POSSESSIVE = re.compile(r"'s$")


def lowered(raw: str) -> str:
    """Give a word in one width, case and composition, its marks kept and its apostrophes settled."""
    if raw.isascii():
        word = raw.lower()
    else:
        word = unicodedata.normalize("NFKC", raw).translate(_PLAIN)
        word = unicodedata.normalize("NFKC", word.replace("İ", "i").casefold()).translate(_PLAIN)
        if not word.isascii():
            word = "".join(_digit(c) for c in word)
    if "'" in word:
        word = _settle_apostrophes(word)
    if len(word) > 1 and word[0].isdigit() and "," in word:
        word = _ungrouped(word)
    return word.replace(".", "") if _is_acronym(word) else word


def unmarked(word: str) -> str:
    """Take the marks off a lowered word where they are only a manner of writing.

    Latin, Greek, Arabic and Hebrew lose all of them; Cyrillic keeps those that make another letter
    (й, ї) and loses stress marks; the scripts of South and South-East Asia keep theirs, which are
    vowels.
    """
    if word.isascii():
        return word
    kept: list[str] = []
    base = ""
    for char in unicodedata.normalize("NFD", word):
        if unicodedata.combining(char) or unicodedata.category(char) == "Mn":
            if not _mark_goes(base, char):
                kept.append(char)
        else:
            base = char
            kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept)).translate(_PLAIN)


def fold(raw: str) -> str:
    """Give the form under which a word as written is kept and looked up; never empty."""
    return unmarked(lowered(raw)) or raw


def _mark_goes(base: str, mark: str) -> bool:
    script = unicodedata.name(base, "").partition(" ")[0] if base else "LATIN"
    if script == "CYRILLIC":
        return base not in _CYRILLIC_KEPT.get(mark, "") if mark in _CYRILLIC_KEPT else False
    return script in _FOLDED_SCRIPTS


def _digit(char: str) -> str:
    return str(unicodedata.decimal(char)) if char.isdecimal() else char


def _settle_apostrophes(word: str) -> str:
    word = _POSSESSIVE.sub("", word)
    head, apostrophe, rest = word.partition("'")
    if apostrophe and rest and head in _ELIDED:
        word = rest
    return word.replace("'", "")


def _ungrouped(word: str) -> str:
    """1,500,000 is 1500000; 1,5 stays as it is."""
    parts = word.split(",")
    if len(parts[0]) <= 3 and all(len(part.partition(".")[0]) == 3 for part in parts[1:]):
        return "".join(parts)
    return word


def _is_acronym(word: str) -> bool:
    return "." in word and not word[0].isdigit()
