"""Citations in the order in which they are made: full at first, short afterwards, notes or brackets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop.briefs.citations import CitationStyle, Work
from desktop.briefs.sheet import Content, FootnoteMark, Piece, Words


class Citer:
    """Makes the citations of one brief and gathers its footnotes."""

    def __init__(self, style: CitationStyle, works: Mapping[str, Work]) -> None:
        self._style = style
        self._works = works
        self._cited: dict[str, None] = {}
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
            make = self._style.short if key in self._cited else self._style.full
            self._cited[key] = None
            told += [*((Words("; "),) if told else ()), *make(self._works[key], locator)]
        if not told:
            return ()
        if not self._style.in_notes:
            return (Words(" ("), *told, Words(")"))
        self.footnotes.append((*told, *_stop(told)))
        return (FootnoteMark(len(self.footnotes)),)

    def entries(self, keys: Sequence[str]) -> list[Content]:
        """Return the works' lines for the list of sources, in the order in which they are filed."""
        works = sorted((self._works[key] for key in keys), key=lambda work: work.filed_under)
        return [self._style.entry(work) for work in works]


def _stop(told: Sequence[Piece]) -> Content:
    last = getattr(told[-1], "text", "")
    return () if last.endswith((".", ".”", "?", "!")) else (Words("."),)
