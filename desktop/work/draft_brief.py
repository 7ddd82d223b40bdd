"""Draft a brief: make it, fill its outline, move things about, see it as pages would show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.briefs.sheet import Sheet
from desktop.desk import Desk
from desktop.model.brief import Brief, BriefDetails, ItemKind
from desktop.model.change import Change
from desktop.model.ids import BriefId, BriefItemId
from desktop.progress import Task


@dataclass(frozen=True, slots=True)
class Drafted:
    """The brief as it now stands, and the change."""

    brief: Brief
    change: Change


@dataclass(frozen=True, slots=True)
class NewItem:
    """Something to add to the outline."""

    kind: ItemKind
    ref: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class BriefRow:
    """One brief in the list of briefs."""

    id: BriefId
    title: str
    items: int
    modified: str


@dataclass(frozen=True, slots=True)
class BriefPage:
    """A brief with its items' titles (for the outline) and the sheet that the preview draws."""

    brief: Brief
    titles: dict[BriefItemId, str]
    sheet: Sheet


def new_brief(desk: Desk, task: Task, *, title: str, preset: str = "intelligence") -> Drafted:
    """Make a brief with the outline that its preset begins with."""
    raise NotImplementedError


def add_items(
    desk: Desk,
    task: Task,
    *,
    brief_id: BriefId,
    items: Sequence[NewItem],
    parent: BriefItemId | None = None,
    position: int | None = None,
) -> Drafted:
    """Add items at a place of the outline, or at its end."""
    raise NotImplementedError


def move_item(
    desk: Desk,
    task: Task,
    *,
    brief_id: BriefId,
    item_id: BriefItemId,
    parent: BriefItemId | None,
    position: int,
) -> Drafted:
    """Move an item, with its children, to another place of the outline."""
    raise NotImplementedError


def edit_item(
    desk: Desk, task: Task, *, brief_id: BriefId, item_id: BriefItemId, text: str
) -> Drafted:
    """Change an item's text."""
    raise NotImplementedError


def remove_item(desk: Desk, task: Task, *, brief_id: BriefId, item_id: BriefItemId) -> Drafted:
    """Take an item, with its children, out of the outline; what it showed stays in the library."""
    raise NotImplementedError


def edit_brief(desk: Desk, task: Task, *, brief_id: BriefId, details: BriefDetails) -> Drafted:
    """Change what the title block says."""
    raise NotImplementedError


def remove_brief(desk: Desk, task: Task, *, brief_id: BriefId) -> Change:
    """Remove a brief (undo brings it back)."""
    raise NotImplementedError


def list_briefs(desk: Desk, task: Task) -> tuple[BriefRow, ...]:
    """List briefs, last changed first."""
    raise NotImplementedError


def read_brief(desk: Desk, task: Task, *, brief_id: BriefId) -> BriefPage:
    """Read one brief for the workbench."""
    raise NotImplementedError
