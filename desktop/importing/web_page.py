"""Reads saved web pages (also SingleFile's): the article's words, structure and details, and never the network."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from desktop.importing.bylines import read_byline, read_names
from desktop.importing.charset import decode
from desktop.importing.dates import iso_or_nothing
from desktop.importing.details import Known
from desktop.importing.draft import Origin, Reading
from desktop.importing.fragments import Piece, pieces_of
from desktop.importing.head import read_foot
from desktop.importing.web_body import Picked, choose, is_beside, linked_share, pick
from desktop.importing.web_details import description, learn_from_page, stated_titles
from desktop.importing.web_head import Head, find_head
from desktop.importing.whole import letters, prose, stretches
from desktop.model.article import BlockKind
from desktop.text.blocks import Part, Run
from desktop.text.canonical import one_line

EXTRACTOR = "carrel-html/1"

_STATED_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_EMBEDDED = re.compile(r"data:[\w.+-]+/[\w.+-]+;base64,[\w+/=%\s]*")
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{20000,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_TITLE = re.compile(r"<title[^>]*>([^<]{1,400})", re.IGNORECASE)

_MOST_ATTRIBUTES = 2_000
"""The parser's time grows with the square of a tag's attributes; no page made for readers has so many."""

_LOST_AT_LEAST = 500
_LEFT_OUT_AT_LEAST = 600


def read_web_page(data: bytes, known: Known) -> Reading:
    """Return the parts of a page's article and learn what the page says about it.

    Whatever had to be given up or looks left out is said in a warning.

    Raises:
        NotText: the bytes are no text.
    """
    stated = _STATED_CHARSET.search(data[:4096])
    decoded = decode(data, stated=stated[1].decode("ascii", errors="replace") if stated else "")
    warnings = [decoded.doubt] if decoded.doubt else []
    markup = _XML_DECLARATION.sub("", decoded.text.replace("\x00", ""), count=1)
    if "base64," in markup:
        markup = _EMBEDDED.sub("data:,", markup)
    visible = stretches(markup)
    root = None if _is_overloaded(markup) else _parsed(markup)
    if root is None or _is_cut_short(root, visible):
        warnings.append(
            "The page is built so oddly that its structure could not be read; its words were kept as they come, "
            "with menus and notices among them."
        )
        return Reading(tuple(_words_only(markup, visible, known)), EXTRACTOR, tuple(warnings))
    learn_from_page(root, markup, known)
    pieces = pieces_of(root)
    picked = pick(
        root, details=not (known.by and known.knows("published") and known.knows("source"))
    )
    body = choose(pieces, picked.blocks)
    if not body:
        body = [at for at, piece in enumerate(pieces) if _may_be_text(piece)] or list(
            range(len(pieces))
        )
        warnings.append(
            "The article could not be told from the rest of the page; the whole page was kept."
        )
    kept = sum(letters(pieces[at].part.words) for at in body)
    there = prose(visible)
    if kept < there * 0.5 and there - kept > _LEFT_OUT_AT_LEAST:
        warnings.append(
            f"Only {kept * 100 // there} % of the page's running text is in the article. Look whether something "
            "is missing; if so, save the missing text as .txt and import that."
        )
    head = find_head(pieces, body, stated_titles(root) or [picked.title], description(root))
    _learn_head(head, pieces, picked, known)
    parts = read_foot(_assembled(head, pieces, body), known)
    return Reading(tuple(parts), EXTRACTOR, tuple(warnings))


def _parsed(markup: str) -> HtmlElement | None:
    try:
        return document_fromstring(markup, parser=HTMLParser(huge_tree=True))
    except (etree.LxmlError, ValueError):
        return None


def _is_overloaded(markup: str) -> bool:
    """Whether some tag has more attributes than the parser can take in a reasonable time."""
    return any(
        len(_QUOTED.sub("", tag[0]).split(None, _MOST_ATTRIBUTES)) >= _MOST_ATTRIBUTES
        for tag in _LONG_TAG.finditer(markup)
    )


def _is_cut_short(root: HtmlElement, visible: Sequence[str]) -> bool:
    """Whether the parser lost text, as it does without a word when tags are nested too deeply."""
    there = sum(map(letters, visible))
    if there < _LOST_AT_LEAST:
        return False
    got = 0
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag not in {"script", "style", "title"}:
            got += letters(element.text or "")
        got += letters(element.tail or "")
    return got < there * 0.7


def _words_only(markup: str, visible: Sequence[str], known: Known) -> list[Part]:
    title = _TITLE.search(markup)
    if title is not None:
        known.learn("title", one_line(title[1]), Origin.STATED, "the page's title")
    return [Part(BlockKind.PARAGRAPH, (Run(words),)) for words in visible]


def _may_be_text(piece: Piece) -> bool:
    return linked_share(piece) <= 0.5 and not is_beside(piece.element)


def _learn_head(head: Head, pieces: Sequence[Piece], picked: Picked, known: Known) -> None:
    origin = Origin.STRUCTURE if head.headline is not None else Origin.STATED
    place = "the headline" if head.headline is not None else "the page's metadata"
    known.learn("title", head.title, origin, place)
    if head.byline is not None:
        names, published = read_byline(pieces[head.byline].part.words)
        known.learn_by(names, Origin.PATTERN, "the byline")
        known.learn("published", published, Origin.PATTERN, "the byline")
    place = "trafilatura's reading of the page"
    names = tuple(name.strip() for name in picked.by.split(";") if read_names(name))
    known.learn_by(names, Origin.PATTERN, place)
    known.learn("published", iso_or_nothing(picked.published), Origin.PATTERN, place)
    known.learn("source", picked.source, Origin.PATTERN, place)


def _assembled(head: Head, pieces: Sequence[Piece], body: Sequence[int]) -> list[Part]:
    """Return headline, standfirst and byline, and then the body without them."""
    parts: list[Part] = []
    if head.headline is not None:
        parts.append(pieces[head.headline].part.turned(BlockKind.HEADLINE))
    elif head.title:
        parts.append(Part(BlockKind.HEADLINE, (Run(head.title),)))
    if head.standfirst is not None:
        parts.append(pieces[head.standfirst].part.turned(BlockKind.STANDFIRST))
    if head.byline is not None:
        parts.append(pieces[head.byline].part.turned(BlockKind.BYLINE))
    used = {head.headline, head.standfirst, head.byline}
    return parts + [pieces[at].part for at in body if at not in used]
