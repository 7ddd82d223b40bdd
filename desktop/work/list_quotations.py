"""Who said what, over the whole archive."""

from __future__ import annotations

from desktop.desk import Desk
from desktop.model.ids import ArticleId, EntityId
from desktop.model.quotation import Quotation
from desktop.progress import Task


def list_quotations(
    desk: Desk,
    task: Task,
    *,
    speaker: str = "",
    about: str = "",
    entity_id: EntityId | None = None,
    article_id: ArticleId | None = None,
    limit: int = 200,
    offset: int = 0,
) -> tuple[Quotation, ...]:
    """List statements, newest article first.

    `speaker` is any spelling of a name, or an entity's id in digits; `about` are words that must all
    be said.
    """
    task.step(0, 1)
    if speaker.strip().isdecimal() and entity_id is None:
        entity_id, speaker = EntityId(int(speaker)), ""
    with desk.library.reading() as rows:
        return rows.quotations.listed(
            entity_id=entity_id,
            speaker=speaker.strip(),
            about=about.strip(),
            article_id=article_id,
            limit=limit,
            offset=offset,
        )
