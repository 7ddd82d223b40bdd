"""Read articles again for names: after the recogniser has learnt something, or on request."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop.desk import Desk
from desktop.joinery import recognition
from desktop.model.change import Change
from desktop.model.ids import ArticleId, VersionId
from desktop.progress import Task

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reread:
    """How many articles were read again, how many mentions they have now, and what went wrong."""

    articles: int = 0
    mentions: int = 0
    failed: tuple[str, ...] = ()
    change: Change = field(default_factory=Change)


def recognise_again(
    desk: Desk, task: Task, *, article_ids: Sequence[ArticleId] | None = None
) -> Reread:
    """Find the names anew in these articles, or in all that an older recogniser has read.

    What the user corrected stays corrected. Each article is kept as it is done, so stopping loses
    nothing.
    """
    with desk.library.reading() as rows:
        if article_ids is None:
            model = recognition.recogniser(desk).version
            versions = [
                key
                for key in rows.entities.read_by_others(model)
                # What it has no model for was read as well as it can.
                if not rows.entities.model_of(key).startswith(f"{model} (")
            ]
        else:
            versions = [rows.articles.version(key).id for key in article_ids]
    mentions, failed, changes = 0, [], []
    for done, version_id in enumerate(versions):
        task.step(done, len(versions), "names")
        try:
            kept, change = _read(desk, version_id)
        except ValueError as error:
            log.exception("version %s could not be read again", version_id)
            failed.append(f"Version {version_id}: {error}")
            continue
        mentions += kept
        changes.append(change)
    return Reread(
        len(versions) - len(failed),
        mentions,
        tuple(failed),
        Change.joined(changes, "Names read again"),
    )


def _read(desk: Desk, version_id: VersionId) -> tuple[int, Change]:
    with desk.library.reading() as rows:
        version = rows.articles.version_by_id(version_id)
        details = rows.articles.get(version.article_id).details
    found = recognition.recognise(desk, version.text, version.blocks, details)
    with desk.library.writing("Names read again", undoable=False) as rows:
        kept = recognition.keep(rows, version_id, found)
    return kept, rows.change
