"""Briefs: their title blocks and outlines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.model.brief import Brief, BriefDetails, BriefItem, ItemKind
from desktop.model.ids import BriefId, BriefItemId, NoteId


@dataclass(frozen=True, slots=True)
class BriefLine:
    """One brief in a list."""

    id: BriefId
    title: str
    items: int
    modified: str


class Briefs:
    """The briefs of the library; an id that is not there raises NotFound.

    Items come in outline order: each before its children, brothers by `position`, which counts 0, 1,
    2... among the items of one parent without gaps.
    """

    def add(self, details: BriefDetails) -> Brief:
        """Make a brief with an empty outline."""
        raise NotImplementedError

    def get(self, brief_id: BriefId) -> Brief:
        """Return one brief with its outline in order."""
        raise NotImplementedError

    def listed(self) -> tuple[BriefLine, ...]:
        """List all, last changed first."""
        raise NotImplementedError

    def edit(self, brief_id: BriefId, details: BriefDetails) -> Brief:
        """Change what the title block says."""
        raise NotImplementedError

    def remove(self, brief_id: BriefId) -> None:
        """Remove a brief with its outline; what it showed stays."""
        raise NotImplementedError

    def add_items(
        self,
        brief_id: BriefId,
        items: Sequence[tuple[ItemKind, int | None, str]],
        *,
        parent: BriefItemId | None = None,
        position: int | None = None,
    ) -> tuple[BriefItemId, ...]:
        """Add items (kind, ref, text) one after another at a place, or at the end of the parent."""
        raise NotImplementedError

    def move_item(
        self,
        brief_id: BriefId,
        item_id: BriefItemId,
        *,
        parent: BriefItemId | None,
        position: int,
    ) -> None:
        """Move an item with its children; `position` counts as if it had been taken out first.

        Raises:
            Refused: it would lie inside itself.
        """
        raise NotImplementedError

    def edit_item(self, brief_id: BriefId, item_id: BriefItemId, *, text: str) -> BriefItem:
        """Change an item's text."""
        raise NotImplementedError

    def remove_item(self, brief_id: BriefId, item_id: BriefItemId) -> None:
        """Take an item with its children out of the outline."""
        raise NotImplementedError

    def showing(self, kind: ItemKind, ref: int) -> tuple[BriefLine, ...]:
        """Return the briefs whose outline shows this record, last changed first."""
        raise NotImplementedError

    def linking_to(self, note_id: NoteId) -> tuple[BriefLine, ...]:
        """Return the briefs whose outline shows a note."""
        raise NotImplementedError
