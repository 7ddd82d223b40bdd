"""Citations in the order in which they are made: full at first, short afterwards, notes or brackets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from desktop.briefs.citations import CitationStyle, Work
from desktop.briefs.sheet import Content, FootnoteMark, Piece, Words


class Citer:
    """Makes the citations of one brief and gathers its footnotes."""

    def __init__(self, style: CitationStyle, works: Mapping[str, Work]) -> None:
        self._style = style
        self._works = works
        self._cited: dict[str, int] = {}
        self.footnotes: list[Content] = []

    def cite(self, places: Sequence[tuple[str, int | None]]) -> Content:
        """Cite places, each the key of a work and a ¶ number; return what stands in the text."""
        numbers: dict[str, list[int]] = {}
        for key, number in places:
            known = numbers.setdefault(key, [])
            if number is not None:
                known.append(number)
        told: list[Piece] = []
        for key, found in numbers.items():
            locator = self._style.locator(tuple(found))
            here = len(self.footnotes) + 1
            first = self._cited.setdefault(key, here)
            cited = self._works[key]
            if first == here and self._style.in_notes:
                made = self._style.full(cited, locator)
            else:
                made = self._style.short(cited, locator, first)
            told += [*((Words("; "),) if told else ()), *made]
        if not told:
            return ()
        if not self._style.in_notes:
            return (Words(" ("), *told, Words(")"))
        self.footnotes.append(_stopped(told))
        return (FootnoteMark(len(self.footnotes)),)

    def entries(self, keys: Sequence[str]) -> list[Content]:
        """Return the works' lines for the list of sources, in the order in which they are filed."""
        works = sorted((self._works[key] for key in keys), key=lambda work: work.filed_under)
        return [self._style.entry(work) for work in works]


def _stopped(told: Sequence[Piece]) -> Content:
    """Return a note with a full stop at its end, inside double quotation marks when it ends on one."""
    last = told[-1]
    text = getattr(last, "text", "")
    if text.endswith((".", ".”", "?”", "!”", "?", "!")):
        return tuple(told)
    if isinstance(last, Words) and text.endswith("”"):
        return (*told[:-1], replace(last, text=f"{text[:-1]}.”"))
    return (*told, Words("."))


def cited(content: Content, note: Content) -> Content:
    """Return content with its citation: a note's mark after the full stop, brackets before it."""
    last = content[-1] if content else None
    if (
        isinstance(note[0], FootnoteMark)
        or not isinstance(last, Words)
        or not last.text.endswith(".")
    ):
        return (*content, *note)
    before = replace(last, text=last.text[:-1])
    return (*content[:-1], *((before,) if before.text else ()), *note, Words("."))
