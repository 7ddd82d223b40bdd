"""The citation styles that come with the program, each checked against a golden file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from desktop.briefs.citations import (
    Author,
    CitationStyle,
    Work,
    paragraphs_named,
    short_title,
)
from desktop.briefs.plain_words import month_first
from desktop.briefs.sheet import Content, Piece, WebLink, Words


def _joined(names: Sequence[str], last: str, limit: int = 3) -> str:
    """Return names in a row; more than the limit are cut to the first and "et al."."""
    if len(names) > limit:
        return f"{names[0]} et al."
    if len(names) < 2:
        return "".join(names)
    comma = "," if len(names) > 2 else ""
    return f"{', '.join(names[:-1])}{comma} {last} {names[-1]}"


def _quoted(title: str, mark: str) -> str:
    """Return a title in quotation marks with the mark that follows it inside, unless it has its own."""
    own = title[-1:] in "?!…" if title else True
    inner = title.replace("“", "‘").replace("”", "’")
    return f"“{inner}{'' if own else mark}”"


def _close(pieces: list[Piece]) -> Content:
    return tuple(p for p in pieces if not isinstance(p, Words) or p.text)


@dataclass(frozen=True, slots=True)
class ChicagoNotes:
    """The Chicago Manual of Style, 17th edition: notes and bibliography."""

    id: str = "chicago-notes"
    name: str = "Chicago, notes"
    in_notes: bool = True

    def full(self, work: Work, locator: str) -> Content:
        """Return the first note."""
        names = _joined([a.natural for a in work.authors], "and")
        date = month_first(work.published)
        tail = [Words(f"{names}, " if names else ""), Words(_quoted(work.title, ",") + " ")]
        if work.outlet:
            tail.append(Words(work.outlet, emphasis=True))
        after = [date] if date else []
        if not date and work.accessed:
            after = [f"accessed {month_first(work.accessed)}"]
        pieces: list[Piece] = [*tail]
        if after:
            pieces.append(Words((", " if work.outlet else "") + ", ".join(after)))
        if work.address:
            pieces += [
                Words(", " if work.outlet or after else ""),
                WebLink(work.address, work.address),
            ]
        if locator:
            pieces.append(
                Words(f", {locator}" if work.outlet or after or work.address else locator)
            )
        return _close(_without_trailing_comma(pieces))

    def short(self, work: Work, locator: str) -> Content:
        """Return a later note."""
        names = _joined([a.family for a in work.authors], "and")
        title = _quoted(short_title(work.title), "," if locator else "")
        return (Words(f"{names}, {title}" if names else title), *_spaced(locator))

    def entry(self, work: Work) -> Content:
        """Return the entry in the bibliography."""
        names = _names_filed(work.authors, "and")
        pieces: list[Piece] = []
        if names:
            pieces += [Words(f"{names} "), Words(_quoted(work.title, ".") + " ")]
            if work.outlet:
                pieces.append(Words(work.outlet, emphasis=True))
        elif work.outlet:
            pieces += [
                Words(work.outlet, emphasis=True),
                Words(". " + _quoted(work.title, ".")),
            ]
        else:
            pieces.append(Words(_quoted(work.title, ".")))
        if work.published:
            joint = ", " if names and work.outlet else "" if names else " "
            pieces.append(Words(f"{joint}{month_first(work.published)}."))
        elif names and work.outlet:
            pieces.append(Words("."))
        if not work.published and work.accessed:
            pieces.append(Words(f" Accessed {month_first(work.accessed)}."))
        if work.address:
            pieces += [Words(" "), WebLink(work.address, work.address), Words(".")]
        return _close(pieces)

    def locator(self, numbers: tuple[int, ...]) -> str:
        """Return "para. 5"."""
        return paragraphs_named(numbers, "para.", "paras.")


def _spaced(locator: str) -> Content:
    return (Words(f" {locator}"),) if locator else ()


def _without_trailing_comma(pieces: list[Piece]) -> list[Piece]:
    last = pieces[-1]
    if isinstance(last, Words) and last.text.endswith((", ", ",” ", "” ")):
        text = last.text.rstrip()
        pieces[-1] = Words(text[:-2] + "”" if text.endswith(",”") else text.rstrip(","))
    return pieces


def _names_filed(authors: Sequence[Author], last: str) -> str:
    names = [a.inverted if i == 0 else a.natural for i, a in enumerate(authors)]
    if not names:
        return ""
    joined = _joined(names, last, limit=10)
    if len(names) == 2:
        joined = f"{names[0]}, {last} {names[1]}"
    return joined if joined.endswith(".") else joined + "."


_ALL: Final[tuple[CitationStyle, ...]] = (ChicagoNotes(),)
STYLES: Final = MappingProxyType({style.id: style for style in _ALL})


def style(name: str) -> CitationStyle:
    """Return a style by its id; an unknown one is read as Chicago notes."""
    return STYLES.get(name, STYLES["chicago-notes"])
