"""Fills pages with leaves: breaks only between lines, footnotes on the page of their mark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from desktop.briefs.looks import Paper
from desktop.ui.briefs.leaf import Leaf
from desktop.ui.briefs.setting import points, twips

OVER_NOTES = points(9)
"""The room between text and footnotes, the short line in it."""


@dataclass(frozen=True)
class Slice:
    """A stretch of a leaf on a page: from `top` to `bottom` of the leaf, `y` from the page's top."""

    leaf: Leaf
    top: float
    bottom: float
    y: float


@dataclass
class Page:
    """One page: slices of text from above, and the footnotes that stand at its foot."""

    number: int
    slices: list[Slice] = field(default_factory=list)
    footnotes: list[Leaf] = field(default_factory=list)

    @property
    def notes_height(self) -> float:
        """How much the footnotes take, the line over them counted in."""
        if not self.footnotes:
            return 0.0
        return OVER_NOTES + sum(note.height + note.after for note in self.footnotes)


def paginate(leaves: Sequence[Leaf], notes: Mapping[int, Leaf], paper: Paper) -> list[Page]:
    """Fill pages from above; `notes` are the laid-out footnotes by number.

    A leaf that keeps whole goes to the next page unless it is longer than one; a heading goes with the
    first line of what follows.
    """
    return _Filling(notes, paper).fill(leaves)


def page_numbers(pages: Sequence[Page]) -> dict[str, int]:
    """Return on which page each keyed place begins."""
    found: dict[str, int] = {}
    for page in pages:
        for one in page.slices:
            if one.leaf.key and one.leaf.key not in found:
                found[one.leaf.key] = page.number
    return found


class _Filling:
    def __init__(self, notes: Mapping[int, Leaf], paper: Paper) -> None:
        self._notes = notes
        self._top = twips(paper.top)
        self._limit = twips(paper.height - paper.bottom)
        self._pages = [Page(1)]
        self._y = self._top

    def fill(self, leaves: Sequence[Leaf]) -> list[Page]:
        for number, leaf in enumerate(leaves):
            if leaf.new_page and self._pages[-1].slices:
                self._turn()
            following = leaves[number + 1] if number + 1 < len(leaves) else None
            self._place(leaf, following if leaf.keep_next else None)
        return self._pages

    def _place(self, leaf: Leaf, following: Leaf | None) -> None:
        fresh = not self._pages[-1].slices
        y = self._y + (0 if fresh else leaf.before)
        wanted = leaf.height if leaf.keep_whole or following else leaf.bands[0].bottom
        wanted = min(wanted, self._limit - self._top)
        if following is not None:
            wanted += leaf.after + following.before + following.bands[0].bottom
        marks = [note for band in leaf.bands[:1] for note in band.footnotes]
        if not fresh and y + wanted > self._room(marks):
            self._turn()
            y = self._y
        for band in leaf.bands:
            if y + band.bottom - band.top > self._room(band.footnotes) and self._pages[-1].slices:
                self._turn()
                y = self._y
            self._take_notes(band.footnotes)
            self._add(leaf, band.top, band.bottom, y)
            y += band.bottom - band.top
        self._y = y + leaf.after

    def _add(self, leaf: Leaf, top: float, bottom: float, y: float) -> None:
        """Put a stretch on the page, joined to the one above when they are neighbours of one leaf."""
        slices = self._pages[-1].slices
        if bottom <= top:
            return
        if slices and slices[-1].leaf is leaf and abs(slices[-1].bottom - top) < 0.01:
            before = slices.pop()
            slices.append(Slice(leaf, before.top, bottom, before.y))
        else:
            slices.append(Slice(leaf, top, bottom, y))

    def _room(self, footnotes: Sequence[int]) -> float:
        """Return the lowest y that text may reach, were these footnotes added."""
        page = self._pages[-1]
        there = {id(note) for note in page.footnotes}
        new = [self._notes[one] for one in footnotes if one in self._notes]
        extra = sum(note.height + note.after for note in new if id(note) not in there)
        if extra and not page.footnotes:
            extra += OVER_NOTES
        return self._limit - page.notes_height - extra

    def _take_notes(self, footnotes: Sequence[int]) -> None:
        page = self._pages[-1]
        for number in footnotes:
            note = self._notes.get(number)
            if note is not None and note not in page.footnotes:
                page.footnotes.append(note)

    def _turn(self) -> None:
        self._pages.append(Page(len(self._pages) + 1))
        self._y = self._top
