"""The head and the foot of an article: standfirst, byline, date, outlet and picture credits among its parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.importing.bylines import (
    SEPARATOR,
    is_credit_alone,
    is_name,
    read_address,
    read_byline,
    read_credit,
    read_dateline,
    read_source,
)
from desktop.importing.dates import read_date
from desktop.importing.details import Known
from desktop.importing.draft import Origin
from desktop.model.article import BlockKind, InlineKind
from desktop.text.blocks import Part

_LINES_OF_HEAD = 8
_LINES_OF_FOOT = 3
_LONGEST_LINE = 200
_LONGEST_STANDFIRST = 500
_ENDS = re.compile(r"[.!?…][\"'”’»)\]]*$")
_READING_TIME = re.compile(r"\d{1,3}\s*[- ]?min(?:ute)?s?(?:\s+read)?", re.IGNORECASE)
_SET_APART = frozenset({InlineKind.EMPHASIS, InlineKind.STRONG})


@dataclass(frozen=True, slots=True)
class _Line:
    """What a short line of the head says."""

    kind: BlockKind = BlockKind.BYLINE
    by: tuple[str, ...] = ()
    published: str = ""
    source: str = ""
    address: str = ""
    credit: str = ""


def read_head(parts: Sequence[Part], known: Known) -> list[Part]:
    """Return the parts with those of the head told apart, and learn what they say.

    Lines before the headline ("15 December 2025") are looked at too; of the rest only the first eight parts.
    """
    told = list(parts)
    first = next((at for at, part in enumerate(parts[:4]) if part.kind is BlockKind.HEADLINE), None)
    if first is None:
        return told
    for at in range(first):
        line = _read_line(parts[at])
        if line is not None:
            _learn(line, known)
            told[at] = parts[at].turned(line.kind)
    at = first + 1
    introduced = False
    while at < min(len(parts), first + 1 + _LINES_OF_HEAD):
        line = _read_line(parts[at])
        if line is not None:
            _learn(line, known)
            told[at] = parts[at].turned(line.kind)
        elif not introduced and _is_standfirst(parts, at):
            introduced = True
            told[at] = parts[at].turned(BlockKind.STANDFIRST)
            known.learn(
                "credit", read_credit(parts[at].words), Origin.PATTERN, "the standfirst's end"
            )
        else:
            break
        at += 1
    if at < len(parts):
        dateline = read_dateline(parts[at].words)
        known.learn("source", dateline.agency, Origin.PATTERN, "the dateline")
        known.learn("published", dateline.published, Origin.PATTERN, "the dateline")
    return told


def read_foot(parts: Sequence[Part], known: Known) -> list[Part]:
    """Return the parts with picture credits as captions, and learn what the last lines say of the source."""
    told = list(parts)
    for at, part in enumerate(parts):
        alone = part.kind is BlockKind.PARAGRAPH and is_credit_alone(part.words)
        if alone or part.kind is BlockKind.CAPTION:
            known.learn("credit", read_credit(part.words), Origin.PATTERN, "a picture's credit")
            told[at] = part.turned(BlockKind.CAPTION)
    for part in parts[max(1, len(parts) - _LINES_OF_FOOT) :]:
        words = part.words
        if part.kind is BlockKind.PARAGRAPH and len(words) <= _LONGEST_LINE:
            known.learn("source", read_source(words), Origin.PATTERN, "the last lines")
            known.learn("address", read_address(words), Origin.PATTERN, "the last lines")
    return told


def _learn(line: _Line, known: Known) -> None:
    known.learn_by(line.by, Origin.PATTERN, "the byline")
    known.learn("published", line.published, Origin.PATTERN, "the date line")
    known.learn("source", line.source, Origin.PATTERN, "the source line")
    known.learn("address", line.address, Origin.PATTERN, "the head")
    known.learn("credit", line.credit, Origin.PATTERN, "a picture's credit")


def _read_line(part: Part) -> _Line | None:
    """Return what a line of the head says, None if it is no such line."""
    if part.kind not in {BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.STANDFIRST}:
        return None
    words = part.words
    if len(words) > _LONGEST_LINE:
        return None
    if is_credit_alone(words):
        return _Line(BlockKind.CAPTION, credit=read_credit(words))
    names, published = read_byline(words)
    line = _Line(
        by=names,
        published=published or read_date(words),
        source=read_source(words),
        address=read_address(words),
    )
    if line != _Line() or _READING_TIME.fullmatch(words):
        return line
    return _read_joined(words)


def _read_joined(words: str) -> _Line | None:
    """Return what "A. Writer | 15 December 2025 | 5 min read" says."""
    pieces = SEPARATOR.split(words)
    if not 2 <= len(pieces) <= 5:
        return None
    published = next((stated for piece in pieces if (stated := read_date(piece))), "")
    names = next((found for piece in pieces if (found := read_byline(piece)[0])), ())
    if not published and not names:
        return None
    if not names and is_name(pieces[0]):
        names = (pieces[0],)
    return _Line(by=names, published=published)


def _is_standfirst(parts: Sequence[Part], at: int) -> bool:
    """Whether the paragraph under the headline introduces the article rather than begins it.

    There must be evidence: it ends in a picture credit, stands over the byline, the date or the dateline, is
    set in italics or bold as a whole, or has no full stop before a longer paragraph.
    """
    part = parts[at]
    words = part.words
    following = parts[at + 1] if at + 1 < len(parts) else None
    if following is None or len(words) > _LONGEST_STANDFIRST:
        return False
    if part.kind not in {BlockKind.PARAGRAPH, BlockKind.HEADING}:
        return False
    line = _read_line(following)
    if line is not None and line.kind is BlockKind.BYLINE:
        return True
    if part.kind is BlockKind.HEADING:
        return False
    body = following.words
    if read_credit(words) or read_dateline(body).place or _is_set_apart(part):
        return True
    return (
        following.kind is BlockKind.PARAGRAPH
        and _ENDS.search(words) is None
        and _ENDS.search(body) is not None
        and 40 <= len(words) < len(body)
        and len(words.split()) >= 8
    )


def _is_set_apart(part: Part) -> bool:
    """Whether all of it is in italics or bold."""
    return all(
        any(style.kind in _SET_APART for style in run.styles) or not run.words.strip()
        for run in part.runs
    )
