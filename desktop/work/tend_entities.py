"""Look after entities: the list over the archive, one entity's dossier, corrections."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.desk import Desk
from desktop.library.rows import Rows
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
    task.step(0, 1)
    with desk.library.reading() as rows:
        return rows.entities.listed(query=query, kind=kind, limit=limit)


def read_dossier(desk: Desk, task: Task, *, entity_id: EntityId) -> Dossier:
    """Gather all that is known of one entity."""
    task.step(0, 1)
    with desk.library.reading() as rows:
        entity = rows.entities.get(entity_id)
        first, last = rows.entities.seen(entity.id)
        return Dossier(
            entity=entity,
            spellings=rows.entities.spellings(entity.id),
            articles=tuple(
                (one.article_id, one.details.title, one.details.published, one.mentions)
                for one in rows.entities.appearances(entity.id)
            ),
            beside=rows.entities.beside(entity.id),
            sightings=rows.entities.sightings(entity.id),
            first_seen=first,
            last_seen=last,
            months=rows.entities.months(entity.id),
        )


def merge_entities(desk: Desk, task: Task, *, entity_id: EntityId, into: EntityId) -> Change:
    """Make two entities one, under the name of `into`."""
    return _corrected(
        desk, task, "Names made one", lambda rows: rows.corrections.merge(entity_id, into)
    )


def rename_entity(desk: Desk, task: Task, *, entity_id: EntityId, name: str) -> Change:
    """Give an entity another name."""
    return _corrected(
        desk, task, "Name changed", lambda rows: rows.corrections.rename(entity_id, name)
    )


def retype_entity(desk: Desk, task: Task, *, entity_id: EntityId, kind: EntityKind) -> Change:
    """Say of what kind an entity is."""
    return _corrected(
        desk, task, "Kind of name changed", lambda rows: rows.corrections.retype(entity_id, kind)
    )


def reject_entity(
    desk: Desk, task: Task, *, entity_id: EntityId, article_id: ArticleId | None = None
) -> Change:
    """Say that this is not a name, everywhere or in one article."""
    return _corrected(
        desk,
        task,
        "Name taken back" if article_id is None else "Name taken back in one article",
        lambda rows: rows.corrections.reject(entity_id, article_id=article_id),
    )


def _corrected(desk: Desk, task: Task, title: str, correct: Callable[[Rows], object]) -> Change:
    """Make one correction as one step of the history."""
    task.step(0, 1)
    with desk.library.writing(title) as rows:
        correct(rows)
    return rows.change
