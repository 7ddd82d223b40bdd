"""Who said what: a statement, its speaker and the words that report it."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.model.ids import ArticleId, EntityId
from desktop.model.spans import Span


@dataclass(frozen=True, slots=True)
class Quotation:
    """One direct or reported statement in an article; `entity_id` is the speaker's when known."""

    article_id: ArticleId
    span: Span
    text: str
    speaker: str
    cue: str
    direct: bool
    entity_id: EntityId | None = None
