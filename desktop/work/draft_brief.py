"""Draft a brief: make it, fill its outline, move things about, see it as pages would show it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.briefs.compose import compose
from desktop.briefs.presets import BLOCKS, PRESETS, outline
from desktop.briefs.sheet import Sheet
from desktop.desk import Desk
from desktop.errors import Refused
from desktop.joinery import material
from desktop.library.rows import Rows
from desktop.model.brief import Brief, BriefDetails, ItemKind
from desktop.model.change import Change
from desktop.model.ids import AnnotationId, ArticleId, BriefId, BriefItemId, EntityId, NoteId
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
    task.step(0, 1)
    if preset not in PRESETS:
        raise Refused(
            f"There is no kind of brief “{preset}”.", f"Choose from {', '.join(PRESETS)}."
        )
    if not title.strip():
        raise Refused("A brief needs a title.")
    details = BriefDetails(
        title=" ".join(title.split()),
        preset=preset,
        citations=desk.settings.citations
        if preset == desk.settings.brief_preset
        else PRESETS[preset].citations,
        prepared_by=desk.settings.author,
    )
    with desk.library.writing("Brief begun") as rows:
        made = rows.briefs.add(details)
        rows.briefs.add_items(made.id, [(ItemKind.BLOCK, None, name) for name in outline(preset)])
        made = rows.briefs.get(made.id)
    return Drafted(made, rows.change)


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

    def change(rows: Rows) -> None:
        for item in items:
            _check(rows, item)
        wanted = [(item.kind, item.ref, item.text) for item in items]
        rows.briefs.add_items(brief_id, wanted, parent=parent, position=position)

    return _drafted(desk, task, "Added to the brief", brief_id, change)


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
    return _drafted(
        desk,
        task,
        "Moved in the brief",
        brief_id,
        lambda rows: rows.briefs.move_item(brief_id, item_id, parent=parent, position=position),
    )


def edit_item(
    desk: Desk, task: Task, *, brief_id: BriefId, item_id: BriefItemId, text: str
) -> Drafted:
    """Change an item's text."""
    return _drafted(
        desk,
        task,
        "Words changed in the brief",
        brief_id,
        lambda rows: rows.briefs.edit_item(brief_id, item_id, text=text),
        join=f"brief item {item_id}",
    )


def remove_item(desk: Desk, task: Task, *, brief_id: BriefId, item_id: BriefItemId) -> Drafted:
    """Take an item, with its children, out of the outline; what it showed stays in the library."""
    return _drafted(
        desk,
        task,
        "Taken out of the brief",
        brief_id,
        lambda rows: rows.briefs.remove_item(brief_id, item_id),
    )


def edit_brief(desk: Desk, task: Task, *, brief_id: BriefId, details: BriefDetails) -> Drafted:
    """Change what the title block says."""
    if not details.title.strip():
        raise Refused("A brief needs a title.")
    return _drafted(
        desk,
        task,
        "Brief changed",
        brief_id,
        lambda rows: rows.briefs.edit(brief_id, details),
        join=f"brief {brief_id}",
    )


def remove_brief(desk: Desk, task: Task, *, brief_id: BriefId) -> Change:
    """Remove a brief (undo brings it back)."""
    task.step(0, 1)
    with desk.library.writing("Brief removed") as rows:
        rows.briefs.remove(brief_id)
    return rows.change


def list_briefs(desk: Desk, task: Task) -> tuple[BriefRow, ...]:
    """List briefs, last changed first."""
    task.step(0, 1)
    with desk.library.reading() as rows:
        return tuple(
            BriefRow(one.id, one.title, one.items, one.modified) for one in rows.briefs.listed()
        )


def read_brief(desk: Desk, task: Task, *, brief_id: BriefId) -> BriefPage:
    """Read one brief for the workbench."""
    task.step(0, 1)
    with desk.library.reading() as rows:
        brief = rows.briefs.get(brief_id)
        gathered = material.of_brief(desk, rows, brief)
        titles = {
            item.id: material.shown_title(rows, item, brief.details.preset) for item in brief.items
        }
    task.step(1, 2)
    return BriefPage(brief, titles, compose(gathered))


def _drafted(
    desk: Desk,
    task: Task,
    title: str,
    brief_id: BriefId,
    change: Callable[[Rows], object],
    *,
    join: str = "",
) -> Drafted:
    """Make one change to a brief as one step of the history."""
    task.step(0, 1)
    with desk.library.writing(title, join=join) as rows:
        change(rows)
        brief = rows.briefs.get(brief_id)
    return Drafted(brief, rows.change)


def _check(rows: Rows, item: NewItem) -> None:
    """See that what an item is to show is there.

    Raises:
        NotFound: it is not.
        Refused: no brief has such a part.
    """
    name = item.text.partition(":")[0]
    if item.kind is ItemKind.BLOCK and name not in BLOCKS:
        raise Refused(f"A brief has no part “{name}”.", f"Choose from {', '.join(BLOCKS)}.")
    if item.ref is None:
        return
    if item.kind is ItemKind.ARTICLE:
        rows.articles.get(ArticleId(item.ref))
    elif item.kind is ItemKind.HIGHLIGHT:
        rows.annotations.get(AnnotationId(item.ref))
    elif item.kind is ItemKind.NOTE:
        rows.notes.get(NoteId(item.ref))
    elif item.kind is ItemKind.ENTITY:
        rows.entities.get(EntityId(item.ref))
