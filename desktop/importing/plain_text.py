"""Reads plain text: what its author showed by line breaks and position becomes blocks; every word stays."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop.importing.bylines import is_credit_alone, read_byline, read_source
from desktop.importing.charset import decode
from desktop.importing.dates import read_date
from desktop.importing.details import Known, shortened
from desktop.importing.draft import Origin, Reading
from desktop.importing.head import read_foot, read_head
from desktop.importing.lines import parts_of
from desktop.model.article import BlockKind
from desktop.model.spans import Span
from desktop.text.blocks import Part, Run
from desktop.text.canonical import canonical
from desktop.text.sentences import sentences

EXTRACTOR = "carrel-text/1"

_LONGEST_HEADLINE = 200
_LONGEST_HEADING = 110
_TITLE_FROM_PROSE = 100
_LABELLED_TITLE = re.compile(
    r"(?:title|headline|subject|titel|titre|título|заголовок)\s*:\s+(?P<title>\S.*)", re.IGNORECASE
)
_SOFT_BREAK = re.compile("\u00ad[ \\t]*(?:\r\n|\r|\n)[ \\t]*")
_SECTION_NUMBER = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+[^\W\d_a-z]")
_ENDS_SENTENCE = re.compile(r"[.!…;:,][\"'”’»)\]]*$")
_ENDS_QUESTION = re.compile(r"\?[\"'”’»)\]]*$")
_OPENS = re.compile(r"[\"'“‘«(\[¿¡]*[^\W_a-zа-яёєіїґ]")


def read_plain_text(data: bytes, known: Known) -> Reading:
    """Return the parts of a plain text and learn what its head and foot say.

    The first line is the title, unless it is a whole paragraph: then the title is its first words.

    Raises:
        NotText: the bytes are no text.
    """
    decoded = decode(data)
    warnings = (decoded.doubt,) if decoded.doubt else ()
    parts = parts_of(canonical(_SOFT_BREAK.sub("", decoded.text)))
    if parts:
        parts = read_head(with_headline(parts, known), known)
        parts = read_foot(_with_headings(parts), known)
    return Reading(tuple(parts), EXTRACTOR, warnings)


def with_headline(parts: list[Part], known: Known) -> list[Part]:
    """Return the parts with the headline told, and learn the title unless it is known."""
    at = 0
    while at < min(len(parts) - 1, 3) and _is_above_title(parts[at]):
        at += 1
    words = parts[at].words
    labelled = _LABELLED_TITLE.fullmatch(words)
    if labelled is not None:
        known.learn("title", labelled["title"], Origin.STATED, "the line that says so")
        headline = Part(BlockKind.HEADLINE, (Run(labelled["title"]),))
        return [*parts[:at], headline, *parts[at + 1 :]]
    prose = len(words) > _LONGEST_HEADLINE or (
        len(parts) > 1 and len(words) > 140 and words.endswith(".")
    )
    if parts[at].kind not in {BlockKind.PARAGRAPH, BlockKind.HEADING} or prose:
        first = next(iter(sentences(words)), Span(0, 0)).of(words)
        known.learn(
            "title", shortened(first, _TITLE_FROM_PROSE), Origin.STRUCTURE, "the first words"
        )
        return parts
    known.learn("title", words, Origin.STRUCTURE, "the first line")
    return [*parts[:at], parts[at].turned(BlockKind.HEADLINE), *parts[at + 1 :]]


def _is_above_title(part: Part) -> bool:
    words = part.words
    if part.kind is not BlockKind.PARAGRAPH or len(words) > _LONGEST_HEADING:
        return False
    return bool(
        read_date(words) or read_byline(words)[0] or read_source(words) or is_credit_alone(words)
    )


def _with_headings(parts: Sequence[Part]) -> list[Part]:
    """Return the parts with subheads told: short lines that ask a question or end in no stop, over prose.

    Short lines in a row are verse, an address or a table, and stay as they are.
    """
    looks = [_looks_like_heading(part) for part in parts]
    told = list(parts)
    for at in range(1, len(parts) - 1):
        if (
            not looks[at]
            or looks[at + 1]
            or (looks[at - 1] and parts[at - 1].kind is BlockKind.PARAGRAPH)
        ):
            continue
        words = parts[at].words
        if len(parts[at + 1].words) <= len(words) and parts[at + 1].kind is not BlockKind.LIST_ITEM:
            continue
        numbered = _SECTION_NUMBER.match(words)
        level = 2 + numbered["number"].count(".") if numbered is not None else 2
        told[at] = parts[at].turned(BlockKind.HEADING, level)
    return told


def _looks_like_heading(part: Part) -> bool:
    words = part.words
    if part.kind is not BlockKind.PARAGRAPH or len(words) > _LONGEST_HEADING:
        return False
    if _OPENS.match(words) is None or len(words.split()) > 16 or is_credit_alone(words):
        return False
    return _ENDS_QUESTION.search(words) is not None or _ENDS_SENTENCE.search(words) is None
