"""The outline of a brief as a tree, with what was only sent to it put where its kind belongs."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import Final

from desktop.briefs import presets
from desktop.model.brief import BriefItem, ItemKind
from desktop.model.ids import BriefItemId

_HOMES: Final = MappingProxyType(
    {
        ItemKind.ARTICLE: presets.SOURCE,
        ItemKind.HIGHLIGHT: presets.HIGHLIGHTS,
        ItemKind.NOTE: presets.NOTES,
        ItemKind.ENTITY: presets.ENTITIES,
    }
)
"""The part of a preset's outline that things go to when they were sent to the brief without a place."""


class Outline:
    """Items by what they stand under, in their order."""

    def __init__(self, items: Sequence[BriefItem]) -> None:
        self.items = tuple(items)
        self._below: dict[BriefItemId | None, list[BriefItem]] = {}
        for item in sorted(items, key=lambda i: i.position):
            self._below.setdefault(item.parent, []).append(item)
        self._adopt_the_tail()

    def below(self, item: BriefItemId | None) -> Sequence[BriefItem]:
        """Return what stands under an item, or at the top for None."""
        return self._below.get(item, ())

    def _adopt_the_tail(self) -> None:
        """Give what stands after all parts of the brief to the part where its kind belongs.

        An article joins the annotated sources, a note the notes, and so on; from the first heading or
        text of the user's own on, things stay where they were put.
        """
        top = self._below.get(None, [])
        blocks = {i.text: i for i in top if i.kind is ItemKind.BLOCK}
        last = max((at for at, i in enumerate(top) if i.kind is ItemKind.BLOCK), default=len(top))
        kept = top[: last + 1]
        for item in top[last + 1 :]:
            home = blocks.get(_HOMES.get(item.kind, ""))
            if home is None or len(kept) > last + 1:
                kept.append(item)
            else:
                self._below.setdefault(home.id, []).append(item)
        self._below[None] = kept


def usual_items(blocks: Sequence[str]) -> tuple[BriefItem, ...]:
    """Return an outline of parts alone; their ids are below zero, as they are kept nowhere."""
    return tuple(
        BriefItem(BriefItemId(-1 - at), ItemKind.BLOCK, None, at, text=name)
        for at, name in enumerate(blocks)
    )
