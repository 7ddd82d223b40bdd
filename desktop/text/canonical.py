r"""Raw text to canonical text: once, at import, and never again.

Offsets everywhere in the house count code points of canonical text, and a toolkit that draws it must find
nothing in it that it would drop, swap or turn into a line break. So canonical text is NFC, its only line
break is "\n", and it holds no NUL, byte order mark, lone surrogate or noncharacter. Nothing that can be
seen is lost: what cannot be kept is shown as U+FFFD.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import chain, groupby

REPLACEMENT = "\ufffd"

# Python, Qt, Word and the web disagree on which of these break a line; here all of them do. U+001C to
# U+001E are separators to `str.split`, so dropping them would glue words together.
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x1c\x1d\x1e\u2028\u2029]")

# Colours and cursor moves of a terminal: the whole sequence is invisible, not just its first character.
_TERMINAL_SEQUENCE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")

# Everything that may need a look; text without any of it is left alone.
_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b\u2028\u2029\u202d\u202e\ud800-\udfff\ufdd0-\ufdef\ufeff"
    "\ufffe\uffff\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe\U0003ffff\U0004fffe\U0004ffff"
    "\U0005fffe\U0005ffff\U0006fffe\U0006ffff\U0007fffe\U0007ffff\U0008fffe\U0008ffff\U0009fffe"
    "\U0009ffff\U000afffe\U000affff\U000bfffe\U000bffff\U000cfffe\U000cffff\U000dfffe\U000dffff"
    "\U000efffe\U000effff\U000ffffe\U000fffff\U0010fffe\U0010ffff]"
)

# In scripts written without spaces a zero-width space marks the words and decides where lines may break.
_WORD_MARKING = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f"
_ZERO_WIDTH = re.compile(f"(?<![{_WORD_MARKING}\u200b])\u200b+(?![{_WORD_MARKING}\u200b])")

# Composing sorts marks that stand on one letter pair by pair, which takes minutes for a million of them.
_DENSE = re.compile("[\u0300-\U0010ffff]{64}")
_MARKS_PILED_UP = re.compile(r"[^\x00-\u02ff\w\s]{64,}")

_SPACES = re.compile(r"[ \t\n]+")


def _fate(code: int) -> str | None:
    """Return what becomes of a suspect character; None drops it."""
    if code == 0x1F:
        return " "
    if 0x80 <= code <= 0x9F:
        # Nobody writes C1 controls. They are Windows-1252 read as Latin-1, and stand for quotes and dashes.
        return bytes([code]).decode("cp1252", errors="replace")
    if 0 < code < 0x20 or code == 0x7F or 0xD800 <= code <= 0xDFFF:
        # A stray control may stand for a letter (a PDF's "ff" comes as U+0005): show that something was there.
        return REPLACEMENT
    return None


_KEPT = {0x09, 0x0A, 0x200B}
_FATES: dict[int, str | None] = {
    code: _fate(code)
    for code in (
        *(c for c in range(0x20) if c not in _KEPT),
        *range(0x7F, 0xA0),
        0xAD,  # a soft hyphen splits words for search and shows nothing
        0x202D,  # overrides that force a direction: shown order would differ from stored order
        0x202E,
        *range(0xD800, 0xE000),
        *range(0xFDD0, 0xFDF0),
        0xFEFF,
        *(plane + last for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)),
    )
}


def _sorted_marks(piled: re.Match[str]) -> str:
    """Return a run with its combining marks in the order that Unicode calls canonical."""
    parts = chain.from_iterable(unicodedata.normalize("NFD", mark) for mark in piled[0])
    runs = groupby(parts, key=lambda mark: unicodedata.combining(mark) > 0)
    return "".join(
        mark
        for marks, run in runs
        for mark in (sorted(run, key=unicodedata.combining) if marks else run)
    )


def canonical(raw: str) -> str:
    r"""Return `raw` as canonical text; doing it twice changes nothing.

    Line breaks of every kind become "\n" and stay where they are; spaces and tabs are kept. Soft hyphens,
    byte order marks, direction overrides and noncharacters go; so do zero-width spaces, but in scripts that
    mark words with them. Lone surrogates and stray control characters become U+FFFD, C1 controls the
    Windows-1252 characters they were meant to be.
    """
    text = raw
    # Nothing suspect is printable, and asking that is many times faster than looking for it.
    if not text.isprintable() and _SUSPECT.search(text):
        text = _LINE_BREAK.sub("\n", text)
        text = _TERMINAL_SEQUENCE.sub("", text)
        text = text.translate(_FATES)
        text = _ZERO_WIDTH.sub("", text)
    if text.isascii():
        return text
    if _DENSE.search(text):
        text = _MARKS_PILED_UP.sub(_sorted_marks, text)
    return unicodedata.normalize("NFC", text)


def one_line(raw: str) -> str:
    """Return `raw` as canonical text on one line: runs of spaces, tabs and breaks become one space."""
    text = canonical(raw)
    return (
        text.strip() if text.isprintable() and "  " not in text else _SPACES.sub(" ", text).strip()
    )
