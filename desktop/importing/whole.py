"""Whether what was read is the whole of what there is to see: counted by a second, simpler way."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from desktop.text.blocks import Part

_MARKDOWN_MARKUP = re.compile(r"\]\([^)\n]*\)|<[^>\n]*>|^\[[^\]\n]+\]:.*$", re.MULTILINE)

_UNSEEN = re.compile(
    r"<!--.*?(?:-->|$)|<(script|style|template|noscript|svg|head|title|select|textarea|iframe|object)\b.*?(?:</\1\s*>|$)",
    re.IGNORECASE | re.DOTALL,
)
_BREAKS = re.compile(
    r"</?(?:p|div|li|ul|ol|h[1-6]|tr|td|th|table|blockquote|section|article|header|footer|nav|aside|main|figure"
    r"|figcaption|pre|dd|dt|dl|form|hr|br|body|html|address|center|details|summary)\b[^>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[/!?a-zA-Z][^>]*>?")

_PROSE = 80
"""A stretch of so many letters between two block tags is prose, not a menu."""


def letters(text: str) -> int:
    """Count the characters that are not spaces."""
    return sum(map(len, text.split()))


def share_kept(markdown: str, parts: Iterable[Part]) -> float:
    """Return how much of a Markdown text's letters its parts have, 0 to 1."""
    there = letters(_MARKDOWN_MARKUP.sub("", markdown))
    return sum(letters(part.words) for part in parts) / there if there else 1.0


def stretches(markup: str) -> list[str]:
    """Return the visible text of a page between its block tags, found without parsing it."""
    seen = _TAG.sub("", _BREAKS.sub("\x00", _UNSEEN.sub("\x00", markup)))
    return [words for piece in seen.split("\x00") if (words := html.unescape(piece).strip())]


def prose(found: Iterable[str]) -> int:
    """Count the letters of the stretches that are long enough to be prose."""
    return sum(count for words in found if (count := letters(words)) >= _PROSE)
