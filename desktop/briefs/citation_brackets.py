"""The citation styles that cite in brackets in the text."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.briefs.citations import (
    Work,
    address_link,
    paragraphs_named,
    quoted,
    settled,
    several,
    short_title,
)
from desktop.briefs.plain_words import date_parts, day_first, month_first
from desktop.briefs.sheet import Content, Piece, Words


def _year(work: Work) -> str:
    return str(date_parts(work.published)[0] or "n.d.")


def _stopped(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


@dataclass(frozen=True, slots=True)
class ChicagoAuthorDate:
    """The Chicago Manual of Style, 17th edition: author and date."""

    id: str = "chicago-author-date"
    name: str = "Chicago, author-date"
    in_notes: bool = False

    def full(self, work: Work, locator: str) -> Content:
        """Return what stands in brackets; a work without an author goes by its outlet."""
        names = several([a.family for a in work.authors], "and", 3, serial=True)
        tail = f" {_year(work)}{f', {locator}' if locator else ''}"
        if names:
            return settled([names + tail])
        if work.outlet:
            return settled([Words(work.outlet, emphasis=True), tail])
        return settled([quoted(short_title(work.title), ""), tail])

    def short(self, work: Work, locator: str, first: int) -> Content:
        """Return the same as at first."""
        del first
        return self.full(work, locator)

    def entry(self, work: Work) -> Content:
        """Return the entry in the reference list."""
        names = [a.inverted if i == 0 else a.natural for i, a in enumerate(work.authors)]
        told = (
            f"{names[0]}, and {names[1]}"
            if len(names) == 2
            else several(names, "and", 10, serial=True)
        )
        year, title = _year(work), quoted(work.title, ".")
        precise = month_first(work.published) if date_parts(work.published)[1] else ""
        outlet = Words(work.outlet, emphasis=True)
        pieces: list[Piece | str]
        if told and work.outlet:
            pieces = [f"{_stopped(told)} {_stopped(year)} {title} ", outlet]
            pieces.append(f", {precise}." if precise else ".")
        elif work.outlet:
            pieces = [outlet, f". {_stopped(year)} {title}", f" {precise}." if precise else ""]
        else:
            pieces = [
                f"{_stopped(told)} {_stopped(year)} {title}"
                if told
                else f"{title} {_stopped(year)}"
            ]
            pieces.append(f" {precise}." if precise else "")
        if year == "n.d." and work.accessed:
            pieces.append(f" Accessed {month_first(work.accessed)}.")
        if work.address:
            pieces += [" ", *address_link(work), "."]
        return settled(pieces)

    def locator(self, numbers: tuple[int, ...]) -> str:
        """Return "para. 5"."""
        return paragraphs_named(numbers, "para.", "paras.")


@dataclass(frozen=True, slots=True)
class Apa:
    """The Publication Manual of the American Psychological Association, 7th edition.

    Titles keep their capitals: which words are names, and stay capital, is not known.
    """

    id: str = "apa"
    name: str = "APA 7"
    in_notes: bool = False

    def full(self, work: Work, locator: str) -> Content:
        """Return what stands in brackets; from three authors on only the first is named."""
        names = several([a.family for a in work.authors], "&", 2)
        tail = f", {locator}" if locator else ""
        if names:
            return settled([f"{names}, {_year(work)}{tail}"])
        return settled([f"{quoted(short_title(work.title), ',')} {_year(work)}{tail}"])

    def short(self, work: Work, locator: str, first: int) -> Content:
        """Return the same as at first."""
        del first
        return self.full(work, locator)

    def entry(self, work: Work) -> Content:
        """Return the entry in the reference list."""
        names = [f"{a.family}, {a.given_initials}".rstrip(", ") for a in work.authors]
        if len(names) > 20:
            told = f"{', '.join(names[:19])}, . . . {names[-1]}"
        elif len(names) > 1:
            told = f"{', '.join(names[:-1])}, & {names[-1]}"
        else:
            told = "".join(names)
        year, month, day = date_parts(work.published)
        dated = "n.d."
        if year:
            dated = f"{year}, {month_first(work.published).split(',')[0]}" if day else str(year)
            if month and not day:
                dated = f"{year}, {month_first(work.published).split()[0]}"
        title = _stopped(work.title)
        head = f"{_stopped(told)} ({dated}). {title}" if told else f"{title} ({dated})."
        pieces: list[Piece | str] = [head]
        if work.outlet:
            pieces += [" ", Words(work.outlet, emphasis=True), "."]
        if work.address:
            fetched = (
                f" Retrieved {month_first(work.accessed)}, from"
                if not year and work.accessed
                else ""
            )
            pieces += [f"{fetched} ", *address_link(work)]
        return settled(pieces)

    def locator(self, numbers: tuple[int, ...]) -> str:
        """Return "para. 5"."""
        return paragraphs_named(numbers, "para.", "paras.")


_MLA_MONTHS = (
    "Jan.",
    "Feb.",
    "Mar.",
    "Apr.",
    "May",
    "June",
    "July",
    "Aug.",
    "Sept.",
    "Oct.",
    "Nov.",
    "Dec.",
)


@dataclass(frozen=True, slots=True)
class Mla:
    """The MLA Handbook, 9th edition."""

    id: str = "mla"
    name: str = "MLA 9"
    in_notes: bool = False

    def full(self, work: Work, locator: str) -> Content:
        """Return what stands in brackets; from three authors on only the first is named."""
        names = several([a.family for a in work.authors], "and", 2)
        if names:
            return settled([f"{names}, {locator}" if locator else names])
        title = quoted(short_title(work.title), "," if locator else "")
        return settled([f"{title} {locator}".rstrip()])

    def short(self, work: Work, locator: str, first: int) -> Content:
        """Return the same as at first."""
        del first
        return self.full(work, locator)

    def entry(self, work: Work) -> Content:
        """Return the entry in the list of works cited."""
        names = [a.inverted if i == 0 else a.natural for i, a in enumerate(work.authors)]
        told = f"{names[0]}, et al." if len(names) > 2 else ", and ".join(names)
        title = quoted(work.title, ".")
        pieces: list[Piece | str] = [f"{_stopped(told)} {title}" if told else title]
        facts: list[Piece] = [Words(work.outlet, emphasis=True)] if work.outlet else []
        dated = self._date(work.published)
        facts += [Words(dated)] if dated else []
        facts += address_link(work, work.address.partition("://")[2] or work.address)
        for index, fact in enumerate(facts):
            pieces += [", " if index else " ", fact]
        pieces.append("." if facts else "")
        if not dated and work.accessed:
            pieces.append(f" Accessed {self._date(work.accessed)}.")
        return settled(pieces)

    def _date(self, iso: str) -> str:
        year, month, day = date_parts(iso)
        if not year or not month:
            return str(year or "")
        named = f"{_MLA_MONTHS[month - 1]} {year}"
        return f"{day_first(iso).split()[0]} {named}" if day else named

    def locator(self, numbers: tuple[int, ...]) -> str:
        """Return "par. 5"."""
        return paragraphs_named(numbers, "par.", "pars.")
