"""Which ticks stand beside the text: where the marks of the whole article lie."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from desktop.ui.reader.marker_bar import Place, Tick
from desktop.ui.reader.page import Page
from desktop.ui.reader.painting import Showing
from desktop.ui.theme import Theme

MOST_MENTIONS, MOST_FINDS = 1500, 1500
"""More ticks than the bar has pixels say nothing: beyond these, every nth is taken."""


class Laid(Protocol):
    """What knows where units lie."""

    @property
    def theme(self) -> Theme:
        """The look of the moment."""

    showing: Showing

    def y_of(self, unit: int) -> float:
        """Return where the line with `unit` begins, from the document's top."""


def places(view: Laid, page: Page) -> list[Place]:
    """Return the ticks of a page: mentions of the kinds shown, highlights, comments, hits."""
    theme, showing = view.theme, view.showing
    found: dict[tuple[int, object], Place] = {}
    for i in _some(range(len(page.mentions)), MOST_MENTIONS):
        kind = page.mentions[i].kind
        if kind in showing.kinds:
            y = view.y_of(page.mention_ranges.starts[i])
            found.setdefault((round(y / 6), kind), Place(y, Tick.MENTION, theme.kind_mark(kind)))
    ticks = list(found.values())
    for i, annotation in enumerate(page.annotations):
        tick = Tick.NOTE if annotation.comment else Tick.HIGHLIGHT
        y = view.y_of(page.annotation_ranges.starts[i])
        ticks.append(Place(y, tick, theme.highlight_edge(annotation.colour)))
    finds = showing.finds
    ticks += [
        Place(view.y_of(finds.starts[i]), Tick.FIND, theme.find_now)
        for i in _some(range(len(finds)), MOST_FINDS)
    ]
    return ticks


def _some(indices: Sequence[int], most: int) -> Sequence[int]:
    step = max(1, -(-len(indices) // most))
    return indices[::step]
