"""The head of a web page's article among its pieces: headline, standfirst and byline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from desktop.importing.bylines import read_byline
from desktop.importing.fragments import Piece
from desktop.importing.web_body import evened
from desktop.model.article import BlockKind

_STANDFIRST_CLASS = re.compile(
    r"(?:^|[\s_-])(?:standfirst|dek|deck|sub-?title|sub-?head(?:line|ing)?|strap-?line|lede|chapo|excerpt"
    r"|article-?(?:intro|summary|lead|description)|intro(?:duction)?|teaser-?text|vorspann|summary|kicker-?text)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BYLINE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:byline|by-?author|author|authors|contributors?)(?:$|[\s_-])", re.IGNORECASE
)
_SITE_AFTER = re.compile(r"\s+[|–—·»-]\s+|\s*::\s*|\s*\|\s*")

_NEAR = 15
"""The standfirst and byline stand within so many pieces of the headline."""


@dataclass(frozen=True, slots=True)
class Head:
    """The title, and where headline, standfirst and byline stand among the pieces; None if they do not."""

    title: str
    headline: int | None = None
    standfirst: int | None = None
    byline: int | None = None


def find_head(
    pieces: Sequence[Piece], body: Sequence[int], titles: Sequence[str], summary: str
) -> Head:
    """Return the head of the article whose body the pieces `body` are.

    The title is the heading that the page shows, if one is like a title that it states; else what it states.
    """
    first = next((at for at in body if pieces[at].part.kind is BlockKind.PARAGRAPH), len(pieces))
    above = [
        at for at in range(min(first + 1, len(pieces))) if pieces[at].part.kind is BlockKind.HEADING
    ]
    headline = _headline(pieces, above, titles)
    if headline is None:
        return Head(_without_site(titles))
    title = pieces[headline].part.words
    around = range(headline + 1, min(headline + 1 + _NEAR, len(pieces)))
    byline = next((at for at in around if _is_byline(pieces[at])), None)
    ahead = [at for at in around if at <= first]
    standfirst = next(
        (at for at in ahead if at != byline and _is_standfirst(pieces, at, first, summary)), None
    )
    return Head(title, headline, standfirst, byline)


def _headline(pieces: Sequence[Piece], above: Sequence[int], titles: Sequence[str]) -> int | None:
    best: tuple[float, int] | None = None
    for at in above:
        words = pieces[at].part.words
        likeness = max((_likeness(words, title) for title in titles), default=0.0)
        if likeness >= 85 and (best is None or likeness > best[0]):
            best = likeness, at
    if best is not None:
        return best[1]
    if len(titles) > 1:
        return None
    # A title bar alone may show no more than the name of the site.
    return next((at for at in above if pieces[at].part.level == 1), None)


def _likeness(words: str, title: str) -> float:
    heading, stated = evened(words), evened(title)
    if len(heading) >= 10 and (heading in stated or (len(stated) >= 10 and stated in heading)):
        # The title bar adds the site's name; a heading may add a kicker.
        return (
            100.0 * min(len(heading), len(stated)) / max(len(heading), len(stated), 1) * 0.14 + 86.0
        )
    return fuzz.ratio(heading, stated)


def _without_site(titles: Sequence[str]) -> str:
    """Return the surest title without the name of the site behind it."""
    if not titles:
        return ""
    if len(titles) > 1:
        return titles[0]
    pieces = [piece for piece in _SITE_AFTER.split(titles[0]) if piece]
    if len(pieces) < 2 or len(pieces[0].split()) < 3:
        return titles[0]
    return pieces[0]


def _is_byline(piece: Piece) -> bool:
    words = piece.part.words
    if piece.part.kind is BlockKind.HEADING or len(words) > 200:
        return False
    named = read_byline(words)[0]
    return bool(named) or (
        len(words) <= 100
        and _is_marked(piece, _BYLINE_CLASS, 2)
        and words.lower().startswith("by ")
    )


def _is_standfirst(pieces: Sequence[Piece], at: int, first: int, summary: str) -> bool:
    piece = pieces[at]
    words = piece.part.words
    if (
        piece.part.kind not in {BlockKind.PARAGRAPH, BlockKind.HEADING}
        or not 20 <= len(words) <= 600
    ):
        return False
    if _is_marked(piece, _STANDFIRST_CLASS, 2):
        return True
    # The page's own summary shown above the text, and not merely its first paragraph.
    return at < first and len(evened(words)) >= 40 and evened(words) == evened(summary)


def _is_marked(piece: Piece, mark: re.Pattern[str], generations: int) -> bool:
    here = piece.element
    for _ in range(generations):
        if here is None or here.tag in {"article", "main", "body"}:
            return False
        if mark.search(f"{here.get('class', '')} {here.get('itemprop', '')}"):
            return True
        here = here.getparent()
    return False
