"""A brief: an outline of things to send, in the user's order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.model.ids import BriefId, BriefItemId


class ItemKind(StrEnum):
    """What an item of the outline is."""

    HEADING = "heading"
    TEXT = "text"
    ARTICLE = "article"
    HIGHLIGHT = "highlight"
    NOTE = "note"
    ENTITY = "entity"
    BLOCK = "block"
    """A part made by the brief itself: its `text` names it ("contents", "entities", "sources"...)."""


@dataclass(frozen=True, slots=True)
class BriefItem:
    """One item of the outline; `ref` is the id of the article, highlight, note or entity it shows."""

    id: BriefItemId
    kind: ItemKind
    parent: BriefItemId | None
    position: int
    ref: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class BriefDetails:
    """What the title block says; empty strings are left out. `preset` and `citations` are ids."""

    title: str
    subtitle: str = ""
    preset: str = "intelligence"
    citations: str = "chicago-notes"
    handling: str = ""
    prepared_by: str = ""
    prepared_for: str = ""
    reference: str = ""
    bottom_line: str = ""
    key_points: tuple[str, ...] = ()
    language: str = "en-GB"


@dataclass(frozen=True, slots=True)
class Brief:
    """One brief with its outline in order."""

    id: BriefId
    uid: str
    details: BriefDetails
    items: tuple[BriefItem, ...]
    created: str
    modified: str
