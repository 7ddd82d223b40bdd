"""Quotations: who said what, as found in each version."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from desktop.model.ids import ArticleId, EntityId, VersionId
from desktop.model.quotation import Quotation
from desktop.model.spans import Span


class FoundQuotation(Protocol):
    """What is found of one statement; `mention` is the index of the mention that names its speaker."""

    @property
    def span(self) -> Span:
        """Where the words stand, without their quotation marks."""

    @property
    def speaker(self) -> str:
        """The speaker as named there."""

    @property
    def cue(self) -> str:
        """The word that reports it."""

    @property
    def direct(self) -> bool:
        """Whether the words are the speaker's own."""

    @property
    def mention(self) -> int | None:
        """Which mention names the speaker, where one does."""


class Quotations:
    """The statements found in the articles."""

    def keep(self, version_id: VersionId, found: Sequence[FoundQuotation]) -> None:
        """Keep what was found in a version, in place of what was kept before; after `entities.link`."""
        raise NotImplementedError

    def of_version(self, version_id: VersionId) -> tuple[Quotation, ...]:
        """Return a version's statements in text order; the speaker is an entity where one is known."""
        raise NotImplementedError

    def listed(
        self,
        *,
        entity_id: EntityId | None = None,
        speaker: str = "",
        about: str = "",
        article_id: ArticleId | None = None,
        limit: int = 200,
        offset: int = 0,
    ) -> tuple[Quotation, ...]:
        """List statements in articles outside the trash, newest article first.

        `speaker` is any spelling of the speaker's name; `about` are words that must all be said.
        """
        raise NotImplementedError
