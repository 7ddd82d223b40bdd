"""Which of a page's blocks are the article: trafilatura picks the words, the page's own structure is kept."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from lxml.html import HtmlElement

from desktop.importing.fragments import Piece
from desktop.importing.whole import letters
from desktop.model.article import BlockKind, InlineKind

_NOT_LETTERS = re.compile(r"[\W_]+")
_ENOUGH_TO_TELL = 25
"""A block of so many letters is recognised anywhere in the picked text, a shorter one only in its place."""

_REACH = 20_000
_BESIDE = re.compile(
    r"(?:^|[\s_-])(?:nav|menu|breadcrumbs?|related|recommend(?:ed|ations?)?|share|sharing|social|newsletter|subscribe"
    r"|sign-?up|promo(?:tion)?|advert(?:isement)?|ads?|sponsor(?:ed)?|cookie|consent|comments?|most-?read|trending"
    r"|popular|teasers?|footer|sidebar|toc|tags?|paywall|disclaimer|outbrain|taboola|read-?more|author-?bio)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BESIDE_TAGS = frozenset({"nav", "aside", "footer", "form", "button", "dialog"})


@dataclass(frozen=True, slots=True)
class Picked:
    """What trafilatura took for the article: its text block by block, and the details it made out."""

    blocks: tuple[str, ...]
    title: str = ""
    by: str = ""
    published: str = ""
    source: str = ""


def pick(root: HtmlElement, *, details: bool) -> Picked:
    """Return the article's text as trafilatura sees it; nothing when it finds none or fails.

    It works on the parsed tree and on nothing else: it is given no address, and fetches nothing.
    """
    from trafilatura.core import bare_extraction

    quiet = logging.getLogger("trafilatura")
    quiet.setLevel(logging.CRITICAL)
    try:
        document: Any = bare_extraction(
            copy(root),
            include_comments=False,
            include_tables=True,
            with_metadata=details,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception:  # noqa: BLE001 - a foreign parser on foreign pages; the page's own blocks are still there
        return Picked(())
    if document is None:
        return Picked(())
    blocks = tuple(block for block in (document.text or "").split("\n") if block.strip())
    if not details:
        return Picked(blocks)
    return Picked(
        blocks,
        document.title or "",
        document.author or "",
        document.date or "",
        document.sitename or "",
    )


def choose(pieces: Sequence[Piece], picked: Sequence[str]) -> list[int]:
    """Return which pieces make the article, in order.

    Those that were picked, and between them what the picking left out though it belongs there: subheads,
    quotes, code, tables and paragraphs beside picked ones, if they are no menu and no invitation to read on.
    """
    words = [evened(piece.part.words) for piece in pieces]
    hits = _picked_pieces(words, picked)
    if not hits:
        return []
    chosen = set(hits)
    homes = {pieces[at].element.getparent() for at in hits}
    seen = {words[at] for at in hits}
    for before, after in pairwise(hits):
        for at in range(before + 1, after):
            if words[at] not in seen and _belongs(pieces[at], homes):
                chosen.add(at)
                seen.add(words[at])
    ordered = sorted(chosen)
    # A subhead over nothing is the title of something that was left out.
    while ordered and pieces[ordered[-1]].part.kind is BlockKind.HEADING:
        ordered.pop()
    return ordered


def evened(words: str) -> str:
    """Return the letters and digits alone, for comparing."""
    return _NOT_LETTERS.sub("", words).casefold()


def linked_share(piece: Piece) -> float:
    """Return how much of a piece's words is links."""
    whole = letters(piece.part.words)
    linked = sum(
        letters(run.words)
        for run in piece.part.runs
        if any(style.kind is InlineKind.LINK for style in run.styles)
    )
    return linked / whole if whole else 0.0


def _picked_pieces(pieces: Sequence[str], picked: Sequence[str]) -> list[int]:
    """Return the pieces whose evened words were picked: both run in one order, so a cursor goes along."""
    blocks = [evened(block) for block in picked]
    whole = "".join(blocks)
    alone = set(blocks)
    hits: list[int] = []
    cursor = 0
    for at, words in enumerate(pieces):
        place = _place(words, whole, cursor, words in alone) if words else -1
        if place >= 0:
            hits.append(at)
            cursor = max(cursor, place + len(words))
    return hits


def _place(words: str, whole: str, cursor: int, stands_alone: bool) -> int:
    """Return where the words stand in the picked text from the cursor on, -1 if they do not."""
    if whole.startswith(words, cursor):
        return cursor
    if len(words) < _ENOUGH_TO_TELL:
        return whole.find(words, cursor, cursor + 400 + len(words)) if stands_alone else -1
    place = whole.find(words, cursor, cursor + _REACH + len(words))
    if place < 0 and (stands_alone or len(words) >= 2 * _ENOUGH_TO_TELL):
        # The cursor went too far, by words that the page has twice or by a table out of place.
        place = whole.find(words, 0, cursor)
    if place < 0 and len(words) >= 2 * _ENOUGH_TO_TELL:
        # Picking may have cut a link or a mark out of it: then its two ends are still there.
        start = whole.find(words[:_ENOUGH_TO_TELL], cursor, cursor + _REACH)
        end = (
            whole.find(words[-_ENOUGH_TO_TELL:], start, start + len(words) + 50)
            if start >= 0
            else -1
        )
        place = start if end >= 0 and end - start >= len(words) * 0.5 - _ENOUGH_TO_TELL else -1
    return place


def _belongs(piece: Piece, homes: set[HtmlElement]) -> bool:
    element = piece.element
    if linked_share(piece) > 0.5 or is_beside(element):
        return False
    kept = {
        BlockKind.HEADING,
        BlockKind.QUOTE,
        BlockKind.CODE,
        BlockKind.TABLE_ROW,
        BlockKind.CAPTION,
    }
    return piece.part.kind in kept or element.getparent() in homes


def is_beside(element: HtmlElement) -> bool:
    """Whether an element stands in something that is beside the article: a menu, a form, a call to subscribe."""
    here: HtmlElement | None = element
    for _ in range(6):
        if here is None or here.tag in {"article", "main", "body"}:
            return False
        if here.tag in _BESIDE_TAGS or _BESIDE.search(
            f"{here.get('class', '')} {here.get('id', '')}"
        ):
            return True
        here = here.getparent()
    return False
