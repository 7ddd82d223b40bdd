"""The citation styles that cite in notes, and the list of all styles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from desktop.briefs.citation_brackets import Apa, ChicagoAuthorDate, Mla
from desktop.briefs.citations import (
    Author,
    CitationStyle,
    Work,
    address_link,
    paragraphs_named,
    quoted,
    quoted_once,
    settled,
    several,
    short_title,
)
from desktop.briefs.plain_words import MONTHS, date_parts, day_first, month_first
from desktop.briefs.sheet import Content, Piece, Words


def filed_names(authors: Sequence[Author], limit: int = 10) -> str:
    """Return authors for a list of sources: the first turned round, the rest as spoken."""
    names = [a.inverted if i == 0 else a.natural for i, a in enumerate(authors)]
    if len(names) == 2:
        return f"{names[0]}, and {names[1]}"
    return several(names, "and", limit, serial=True)


@dataclass(frozen=True, slots=True)
class ChicagoNotes:
    """The Chicago Manual of Style, 17th edition: notes and bibliography."""

    id: str = "chicago-notes"
    name: str = "Chicago, notes"
    in_notes: bool = True

    def full(self, work: Work, locator: str) -> Content:
        """Return the first note."""
        names = several([a.natural for a in work.authors], "and", 3, serial=True)
        dated = month_first(work.published)
        if not dated and work.accessed:
            dated = f"accessed {month_first(work.accessed)}"
        facts: list[Piece] = [Words(work.outlet, emphasis=True)] if work.outlet else []
        facts += [Words(dated)] if dated else []
        facts += [*address_link(work), *((Words(locator),) if locator else ())]
        title = quoted(work.title, "," if facts else "")
        row = [piece for fact in facts for piece in (Words(", "), fact)][1:]
        head = f"{names}, {title}" if names else title
        return settled([head, " " if facts else "", *row])

    def short(self, work: Work, locator: str, first: int) -> Content:
        """Return a later note."""
        del first
        names = several([a.family for a in work.authors], "and", 3, serial=True)
        title = quoted(short_title(work.title), "," if locator else "")
        tail = f" {locator}" if locator else ""
        return settled([f"{names}, {title}{tail}" if names else f"{title}{tail}"])

    def entry(self, work: Work) -> Content:
        """Return the entry in the bibliography; without an author it begins with the outlet."""
        names = filed_names(work.authors).rstrip(".")
        title = quoted(work.title, ".")
        dated = month_first(work.published)
        outlet = Words(work.outlet, emphasis=True)
        pieces: list[Piece | str]
        if names and work.outlet:
            pieces = [f"{names}. {title} ", outlet, f", {dated}." if dated else "."]
        elif work.outlet:
            pieces = [outlet, f". {title}", f" {dated}." if dated else ""]
        else:
            pieces = [f"{names}. {title}" if names else title, f" {dated}." if dated else ""]
        if not dated and work.accessed:
            pieces.append(f" Accessed {month_first(work.accessed)}.")
        if work.address:
            pieces += [" ", *address_link(work), "."]
        return settled(pieces)

    def locator(self, numbers: tuple[int, ...]) -> str:
        """Return "para. 5"."""
        return paragraphs_named(numbers, "para.", "paras.")


@dataclass(frozen=True, slots=True)
class Oscola:
    """The Oxford University Standard for the Citation of Legal Authorities, 4th edition."""

    id: str = "oscola"
    name: str = "OSCOLA"
    in_notes: bool = True

    def full(self, work: Work, locator: str) -> Content:
        """Return the first note."""
        names = several([a.natural for a in work.authors], "and", 3, others="and others")
        return self._told(work, names, f" {locator}" if locator else "")

    def short(self, work: Work, locator: str, first: int) -> Content:
        """Return a later note, which points to the first."""
        names = several([a.family for a in work.authors], "and", 3, others="and others")
        named = names or quoted_once(short_title(work.title))
        return settled([f"{named} (n {first}){f' {locator}' if locator else ''}"])

    def entry(self, work: Work) -> Content:
        """Return the entry in the bibliography: initials after the name, and no stop at its end."""
        names = [
            f"{a.family} {a.given_initials.replace('.', '').replace(' ', '')}".strip()
            for a in work.authors
        ]
        return self._told(work, several(names, "and", 3, others="and others"), "")

    def _told(self, work: Work, names: str, tail: str) -> Content:
        title = quoted_once(work.title)
        dated = day_first(work.published)
        pieces: list[Piece | str] = [f"{names}, {title}" if names else title]
        if work.outlet:
            pieces += [" ", Words(work.outlet, emphasis=True)]
        pieces.append(f" ({dated})" if dated else "")
        if work.address:
            pieces += [" <", *address_link(work), ">"]
            pieces.append(f" accessed {day_first(work.accessed)}" if work.accessed else "")
        return settled([*pieces, tail])

    def locator(self, numbers: tuple[int, ...]) -> str:
        """Return "para 5"."""
        return paragraphs_named(numbers, "para", "paras")


@dataclass(frozen=True, slots=True)
class SourceDescriptors:
    """Descriptors after US Intelligence Community Directive 206: who, when, what, where it was found."""

    id: str = "icd-206"
    name: str = "Source descriptors (after ICD 206)"
    in_notes: bool = True

    def full(self, work: Work, locator: str) -> Content:
        """Return the whole descriptor."""
        return self._told(work, work.title, locator)

    def short(self, work: Work, locator: str, first: int) -> Content:
        """Return the descriptor's head, and where the whole of it stands."""
        facts = [work.outlet or self._names(work), military(work.published)]
        facts += [quoted(short_title(work.title), ""), locator, f"see note {first}"]
        return settled(["Open source; " + "; ".join(f for f in facts if f)])

    def entry(self, work: Work) -> Content:
        """Return the descriptor for the list of sources."""
        return settled([*self._told(work, work.title, ""), "."])

    def _names(self, work: Work) -> str:
        return several([a.natural for a in work.authors], "and", 3)

    def _told(self, work: Work, title: str, locator: str) -> Content:
        facts = [work.outlet, self._names(work), military(work.published) or "undated"]
        facts += [quoted(title, ""), locator]
        facts.append(f"read {military(work.accessed)}" if work.accessed else "")
        pieces: list[Piece | str] = ["Open source; " + "; ".join(f for f in facts if f)]
        if work.address:
            pieces += ["; ", *address_link(work)]
        return settled(pieces)

    def locator(self, numbers: tuple[int, ...]) -> str:
        """Return "para. 5"."""
        return paragraphs_named(numbers, "para.", "paras.")


def military(iso: str) -> str:
    """Return a date as 11 FEB 2025, to the precision known."""
    year, month, day = date_parts(iso)
    if not year:
        return ""
    named = MONTHS[month - 1][:3].upper() if month else ""
    return " ".join(word for word in (f"{day:02d}" if day else "", named, str(year)) if word)


_ALL: Final[tuple[CitationStyle, ...]] = (
    ChicagoNotes(),
    ChicagoAuthorDate(),
    Apa(),
    Mla(),
    Oscola(),
    SourceDescriptors(),
)
STYLES: Final = MappingProxyType({style.id: style for style in _ALL})


def style(name: str) -> CitationStyle:
    """Return a style by its id; an unknown one is read as Chicago notes."""
    return STYLES.get(name, STYLES["chicago-notes"])
