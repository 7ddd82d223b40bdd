"""Entities over the archive: their spellings, where they are named, and beside whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from desktop.model.article import Details
from desktop.model.entity import Entity, EntityKind, Mention, Sighting
from desktop.model.ids import ArticleId, EntityId, VersionId


class Cluster(Protocol):
    """What recognition gathers in one text: all mentions of one thing.

    `key` is the same wherever the same thing is meant (kind and folded name); `mentions` are indices
    into the mentions given beside it.
    """

    @property
    def name(self) -> str:
        """What to call it."""

    @property
    def kind(self) -> EntityKind:
        """What it is."""

    @property
    def key(self) -> str:
        """What makes it the same over the archive."""

    @property
    def aliases(self) -> Sequence[str]:
        """Other spellings, used in the text or known from lists."""

    @property
    def mentions(self) -> Sequence[int]:
        """Which mentions are of it."""


@dataclass(frozen=True, slots=True)
class Named:
    """An entity as one article names it: `spellings` are all it has, `here` those used in the article."""

    entity: Entity
    here: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Appearance:
    """One article that names an entity, and how often."""

    article_id: ArticleId
    details: Details
    mentions: int


class Entities:
    """The entities of the library.

    An id once given stays good: an entity that was made one with another is answered by that other.
    Counts leave the trash out; an entity that is named nowhere now is in no list, though `get` knows
    it. A name the user rejected is no entity and no mention.
    """

    def link(
        self,
        version_id: VersionId,
        mentions: Sequence[Mention],
        clusters: Sequence[Cluster],
        *,
        model: str,
    ) -> int:
        """Keep what was recognised in a version, in place of what was kept before; the mentions' number.

        Every cluster is tied to the entity of its key: as the corrections say, or as it was tied
        before, or else to a new one. Mentions in no cluster (dates, quantities) stay by themselves.
        Not a step of the history: taking an import back takes this with it.
        """
        raise NotImplementedError

    def mentions(self, version_id: VersionId) -> tuple[Mention, ...]:
        """Return a version's mentions in text order, as the corrections leave them."""
        raise NotImplementedError

    def model_of(self, version_id: VersionId) -> str:
        """Return which recogniser a version was read by; empty when by none."""
        raise NotImplementedError

    def read_by_others(self, model: str) -> list[VersionId]:
        """Return the current versions, outside the trash, that this recogniser has not read."""
        raise NotImplementedError

    def get(self, entity_id: EntityId) -> Entity:
        """Return one entity.

        Raises:
            NotFound: there never was one of that id, or the user said it is not a name.
        """
        raise NotImplementedError

    def many(self, entity_ids: Iterable[EntityId]) -> dict[EntityId, Entity]:
        """Return those of these entities that are there, under the ids asked for."""
        raise NotImplementedError

    def listed(
        self,
        *,
        query: str = "",
        kind: EntityKind | None = None,
        limit: int = 200,
        offset: int = 0,
    ) -> tuple[Entity, ...]:
        """List entities, most mentioned first; each word of `query` must begin a word of one spelling."""
        raise NotImplementedError

    def count(self, *, kind: EntityKind | None = None) -> int:
        """Return how many entities are named outside the trash."""
        raise NotImplementedError

    def spelled(self, name: str, *, kind: EntityKind | None = None) -> tuple[Entity, ...]:
        """Return the entities with this spelling, whatever its case and accents, most mentioned first."""
        raise NotImplementedError

    def named_in(self, body: str) -> tuple[Entity, ...]:
        """Return the entities named in a text by an exact spelling, in order of first use."""
        raise NotImplementedError

    def spellings(self, entity_id: EntityId) -> tuple[tuple[str, int], ...]:
        """Return an entity's spellings with how often each is used, most used first."""
        raise NotImplementedError

    def all_spellings(
        self, name: str, *, kinds: Iterable[EntityKind] = (), starting: bool = True
    ) -> tuple[tuple[Entity, tuple[str, ...]], ...]:
        """Return the entities with a spelling that begins with (or is) `name`, each with all its spellings.

        This is what a search for `person:putin` means. Whole words are compared: "put" is not "putin".
        """
        raise NotImplementedError

    def in_article(self, article_id: ArticleId) -> tuple[tuple[Entity, int], ...]:
        """Return the entities of an article outside the trash with their mentions in it, most first."""
        raise NotImplementedError

    def of_articles(self, article_ids: Iterable[ArticleId]) -> dict[ArticleId, tuple[Named, ...]]:
        """Return what each of these articles names: what the index needs, for many at once."""
        raise NotImplementedError

    def appearances(
        self, entity_id: EntityId, *, limit: int = 1000, offset: int = 0
    ) -> tuple[Appearance, ...]:
        """Return the articles that name an entity, the newest by date first."""
        raise NotImplementedError

    def beside(self, entity_id: EntityId, *, limit: int = 20) -> tuple[tuple[Entity, int], ...]:
        """Return the entities named in the same articles, with how many articles they share."""
        raise NotImplementedError

    def sightings(
        self, entity_id: EntityId, *, limit: int = 200, article_id: ArticleId | None = None
    ) -> tuple[Sighting, ...]:
        """Return places where an entity is named, newest article first, in text order within."""
        raise NotImplementedError

    def months(self, entity_id: EntityId) -> tuple[tuple[str, int], ...]:
        """Return mentions by month of publication ("2025-12"), in time order; undated ones left out."""
        raise NotImplementedError

    def seen(self, entity_id: EntityId) -> tuple[str, str]:
        """Return the first and last dates of publication an entity is named at; empty when undated."""
        raise NotImplementedError
