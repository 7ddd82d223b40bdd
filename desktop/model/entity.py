"""Entities and the places where they are named."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.model.ids import ArticleId, EntityId, MentionId
from desktop.model.spans import Span


class EntityKind(StrEnum):
    """The nine kinds of thing that are marked."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    GROUP = "group"
    EVENT = "event"
    LAW = "law"
    WORK = "work"
    DATE = "date"
    QUANTITY = "quantity"


NAMED_KINDS = (
    EntityKind.PERSON,
    EntityKind.ORGANISATION,
    EntityKind.PLACE,
    EntityKind.GROUP,
    EntityKind.EVENT,
    EntityKind.LAW,
    EntityKind.WORK,
)
"""The kinds that gather into entities; dates and quantities are marked but never linked."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where something is named, in one version of an article; `surface` is the text there.

    `score` is the recogniser's confidence, 0..1. `fine` is a finer kind when known ("country",
    "city", "treaty", "weapon"), `normal` the normalised value of a date or quantity.
    """

    span: Span
    surface: str
    kind: EntityKind
    entity_id: EntityId | None = None
    score: float = 1.0
    fine: str = ""
    normal: str = ""
    id: MentionId | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, organisation, place... with all its spellings over the archive."""

    id: EntityId
    name: str
    kind: EntityKind
    aliases: tuple[str, ...] = ()
    mentions: int = 0
    articles: int = 0


@dataclass(frozen=True, slots=True)
class Sighting:
    """A mention seen from the archive: which article, where, under which spelling."""

    article_id: ArticleId
    span: Span
    surface: str
