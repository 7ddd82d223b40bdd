"""Look after entities: the list over the archive, one entity's dossier, corrections."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.desk import Desk
from desktop.model.change import Change
from desktop.model.entity import Entity, EntityKind, Sighting
from desktop.model.ids import ArticleId, EntityId
from desktop.progress import Task


@dataclass(frozen=True, slots=True)
class Dossier:
    """One entity over the archive: spellings with counts, who it appears with, where, when.

    `months` counts mentions by month of publication ("2025-12"), in time order, without gaps filled.
    """

    entity: Entity
    spellings: tuple[tuple[str, int], ...]
    articles: tuple[tuple[ArticleId, str, str, int], ...]
    """Article id, title, date and number of mentions, newest first."""
    beside: tuple[tuple[Entity, int], ...]
    sightings: tuple[Sighting, ...]
    first_seen: str
    last_seen: str
    months: tuple[tuple[str, int], ...]


def list_entities(
    desk: Desk, task: Task, *, query: str = "", kind: EntityKind | None = None, limit: int = 200
) -> tuple[Entity, ...]:
    """List entities, most mentioned first; `query` is the beginning of any spelling's word."""
    raise NotImplementedError


def read_dossier(desk: Desk, task: Task, *, entity_id: EntityId) -> Dossier:
    """Gather all that is known of one entity."""
    raise NotImplementedError


def merge_entities(desk: Desk, task: Task, *, entity_id: EntityId, into: EntityId) -> Change:
    """Make two entities one, under the name of `into`."""
    raise NotImplementedError


def rename_entity(desk: Desk, task: Task, *, entity_id: EntityId, name: str) -> Change:
    """Give an entity another name."""
    raise NotImplementedError


def retype_entity(desk: Desk, task: Task, *, entity_id: EntityId, kind: EntityKind) -> Change:
    """Say of what kind an entity is."""
    raise NotImplementedError


def reject_entity(
    desk: Desk, task: Task, *, entity_id: EntityId, article_id: ArticleId | None = None
) -> Change:
    """Say that this is not a name, everywhere or in one article."""
    raise NotImplementedError
