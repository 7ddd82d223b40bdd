"""What stands inside a paragraph: pieces of the brief's own words, and source text with its marks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, TypeAlias

from desktop.briefs.looks import ACCENT, HIGHLIGHT_EDGE, KIND_INK, MUTED
from desktop.briefs.runs import Layer, compile_runs, right_to_left
from desktop.briefs.sheet import (
    Content,
    FootnoteMark,
    PageOf,
    PlaceLink,
    SourceParagraph,
    WebLink,
    Words,
)
from desktop.briefs.stylesheet import entity_style, highlight_style
from desktop.briefs.wml import PLAIN, Look, field, look_xml, place_link, run, text_xml, web_link
from desktop.model.annotation import Colour
from desktop.model.article import Inline, InlineKind
from desktop.model.entity import EntityKind

THIN_SPACE: Final = "\u2009"
SAFE_SCHEMES: Final = ("http://", "https://", "mailto:")

Relate: TypeAlias = Callable[[str], str]
"""Address in, id of the relationship to it out."""


def is_safe(address: str) -> bool:
    """Whether an address may be made a link in a file that goes to others."""
    return address.lower().startswith(SAFE_SCHEMES) and not any(c.isspace() for c in address)


@dataclass(frozen=True, slots=True)
class Places:
    """Where the places of the sheet are: the bookmark of each key, and the page it begins on."""

    bookmarks: Mapping[str, str]
    pages: Mapping[str, int]

    def page(self, key: str) -> str:
        """Return the number of the page on which a key's block begins, or a dash."""
        number = self.pages.get(key)
        return "–" if number is None else str(number)


def spoken(text: str, look: Look = PLAIN) -> str:
    """Return runs of text, those in right-to-left scripts marked as such."""
    stretches = right_to_left(text)
    if not stretches:
        return run(text, look)
    out: list[str] = []
    at = 0
    for start, end in stretches:
        out.append(run(text[at:start], look))
        out.append(run(text[start:end], replace(look, rtl=True)))
        at = end
    out.append(run(text[at:], look))
    return "".join(out)


def _words_look(words: Words, under: Look) -> Look:
    style = ""
    colour = under.colour
    if words.colour is not None:
        style = highlight_style(words.colour.value)
    elif words.code:
        style = "BriefMono"
    if words.kind is not None:
        colour = KIND_INK[words.kind]
    elif words.muted:
        colour = MUTED
    if not (style or words.strong or words.emphasis) and colour == under.colour:
        return under
    strong, emphasis = under.strong or words.strong, under.emphasis or words.emphasis
    return Look(style, strong, emphasis, colour, under.size, under.underline, under.shade)


@lru_cache(maxsize=64)
def _link_look(under: Look) -> Look:
    return replace(under, style="Hyperlink", colour="")


def content_xml(content: Content, places: Places, relate: Relate, under: Look = PLAIN) -> str:
    """Return pieces as runs, links and fields; `under` is the look they all share."""
    link = _link_look(under)
    out: list[str] = []
    before: object = None
    for piece in content:
        match piece:
            case Words():
                out.append(spoken(piece.text, _words_look(piece, under)))
            case WebLink():
                inside = spoken(piece.text, link)
                safe = is_safe(piece.address)
                out.append(
                    web_link(relate(piece.address), inside) if safe else spoken(piece.text, under)
                )
            case PlaceLink():
                known = places.bookmarks.get(piece.target)
                inside = spoken(piece.text, link if known else under)
                out.append(place_link(known, inside, piece.tip) if known else inside)
            case PageOf():
                known = places.bookmarks.get(piece.target)
                told = places.page(piece.target)
                out.append(
                    field(f"PAGEREF {known} \\h", told, under) if known else run(told, under)
                )
            case FootnoteMark():
                if isinstance(before, PlaceLink):
                    out.append(run(THIN_SPACE, under))
                out.append(
                    '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
                    f'<w:footnoteReference w:id="{piece.number}"/></w:r>'
                )
        before = piece
    return "".join(out)


_RTL: Final = "rtl"
_SHADE: Final = "shade "
_TINT: Final = "tint "
_LINK: Final = "link "
"""Marks on source text are short words, so that the looks of their meetings are worked out once."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """How words under a set of marks are drawn: properties, and the link around them."""

    rpr: str
    address: str


@lru_cache(maxsize=4096)
def _drawn(marks: tuple[str, ...], language: str) -> _Drawn:
    shades = [Colour(m.removeprefix(_SHADE)) for m in marks if m.startswith(_SHADE)]
    tints = [EntityKind(m.removeprefix(_TINT)) for m in marks if m.startswith(_TINT)]
    address = next((m.removeprefix(_LINK) for m in marks if m.startswith(_LINK)), "")
    style, colour = "", ""
    underline: tuple[str, str] | None = None
    if tints:
        underline = ("dotted", KIND_INK[tints[-1]])
    if address:
        colour, underline = ACCENT, underline or ("single", ACCENT)
    if shades:
        style = highlight_style(shades[-1].value)
        older = [shade for shade in shades[:-1] if shade is not shades[-1]]
        if older:
            underline = ("thick", HIGHLIGHT_EDGE[older[-1]])
    elif tints:
        style = entity_style(tints[-1].value)
        underline = None
    elif InlineKind.CODE.value in marks:
        style = "BriefMono"
    look = Look(
        style=style,
        strong=InlineKind.STRONG.value in marks,
        emphasis=InlineKind.EMPHASIS.value in marks,
        colour=colour,
        underline=underline,
        rtl=_RTL in marks,
        language=language,
    )
    return _Drawn(look_xml(look), address)


def _inline_mark(inline: Inline) -> str:
    if inline.kind is not InlineKind.LINK:
        return inline.kind.value
    return _LINK + inline.target if is_safe(inline.target) else ""


def source_xml(
    source: SourceParagraph,
    relate: Relate,
    *,
    language: str = "",
    opens: Mapping[int, Sequence[str]] | None = None,
    closes: Mapping[int, Sequence[str]] | None = None,
) -> str:
    """Return a source paragraph's words as runs, with every mark on exactly its words.

    `language` is given where it differs from the brief's. `opens` and `closes` are the ends of
    comments, by offset.
    """
    layers = [Layer(i.span.start, i.span.end, _inline_mark(i)) for i in source.inlines]
    layers += [Layer(t.span.start, t.span.end, _TINT + t.kind.value) for t in source.tints]
    layers += [Layer(s.span.start, s.span.end, _SHADE + s.colour.value) for s in source.shades]
    layers += [Layer(start, end, _RTL) for start, end in right_to_left(source.text)]

    def draw(words: str, marks: tuple[str, ...]) -> str:
        if not marks and not language:
            return f"<w:r>{text_xml(words)}</w:r>"
        drawn = _drawn(marks, language)
        inside = f"<w:r>{drawn.rpr}{text_xml(words)}</w:r>"
        return web_link(relate(drawn.address), inside) if drawn.address else inside

    return compile_runs(source.text, layers, draw, opens, closes)
