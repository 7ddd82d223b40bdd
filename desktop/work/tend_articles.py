"""Tend the shelf: state, star, tags, collections, details, trash, saved searches."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from desktop.desk import Desk
from desktop.errors import Refused
from desktop.library.rows import Rows
from desktop.model.article import ReadState
from desktop.model.change import Change
from desktop.model.ids import ArticleId, CollectionId
from desktop.progress import Task

_ISO_DATE = re.compile(
    r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])"
    r"([T ][0-2]\d:[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?)?)?"
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
"""The shape of a language tag (RFC 5646)."""
_PLACES = {
    ReadState.INBOX: "the inbox",
    ReadState.READING: "reading",
    ReadState.ARCHIVED: "the archive",
}


def edit_details(
    desk: Desk,
    task: Task,
    *,
    article_id: ArticleId,
    title: str | None = None,
    by: Sequence[str] | None = None,
    source: str | None = None,
    published: str | None = None,
    language: str | None = None,
    address: str | None = None,
    credit: str | None = None,
) -> Change:
    """Change the details that are given.

    Raises:
        Refused: an empty title, a date that is not ISO 8601, or a language that is no tag.
    """
    given = {
        "title": title,
        "by": None if by is None else tuple(by),
        "source": source,
        "published": published,
        "language": language,
        "address": address,
        "credit": credit,
    }
    changes: dict[str, Any] = {
        name: _trimmed(value) for name, value in given.items() if value is not None
    }
    if changes.get("title") == "":
        raise Refused("An article needs a title.", "Give it one, or leave the title as it is.")
    if changes.get("published") and not _is_date(str(changes["published"])):
        raise Refused(
            f"“{changes['published']}” is not a date.", "Write 2025, 2025-12 or 2025-12-15."
        )
    if changes.get("language") and not _LANGUAGE.fullmatch(str(changes["language"])):
        raise Refused(
            f"“{changes['language']}” is not a language tag.", "Write one such as en, en-GB or uk."
        )

    def change(rows: Rows) -> None:
        before = rows.articles.get(article_id).details
        rows.articles.edit_details(article_id, dataclasses.replace(before, **changes))

    return _written(desk, task, "Details changed", change)


def _is_date(text: str) -> bool:
    """Whether it is a year, a month, a day that there is, or a moment of it."""
    if not _ISO_DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(f"{text[:10]}-01-01"[:10])
    except ValueError:
        return False
    return True


def set_state(
    desk: Desk, task: Task, *, article_ids: Sequence[ArticleId], state: ReadState
) -> Change:
    """Move articles between inbox, reading and archived."""
    title = f"{_counted(article_ids)} moved to {_PLACES[state]}"
    return _written(desk, task, title, lambda rows: rows.articles.set_state(article_ids, state))


def set_unread(desk: Desk, task: Task, *, article_ids: Sequence[ArticleId], unread: bool) -> Change:
    """Mark articles read or unread."""
    title = f"{_counted(article_ids)} marked {'unread' if unread else 'read'}"
    return _written(desk, task, title, lambda rows: rows.articles.set_unread(article_ids, unread))


def set_starred(
    desk: Desk, task: Task, *, article_ids: Sequence[ArticleId], starred: bool
) -> Change:
    """Star articles or take the star away."""
    title = f"{_counted(article_ids)} {'starred' if starred else 'no longer starred'}"
    return _written(desk, task, title, lambda rows: rows.articles.set_starred(article_ids, starred))


def tag_articles(
    desk: Desk,
    task: Task,
    *,
    article_ids: Sequence[ArticleId],
    add: Sequence[str] = (),
    remove: Sequence[str] = (),
) -> Change:
    """Add and remove tags."""

    def change(rows: Rows) -> None:
        rows.articles.tag(article_ids, add)
        rows.articles.untag(article_ids, remove)

    return _written(desk, task, "Tags changed", change)


def trash_articles(desk: Desk, task: Task, *, article_ids: Sequence[ArticleId]) -> Change:
    """Put articles into the trash; nothing of them is deleted."""
    title = f"{_counted(article_ids)} put into the trash"
    return _written(desk, task, title, lambda rows: rows.articles.set_trashed(article_ids, True))


def restore_articles(desk: Desk, task: Task, *, article_ids: Sequence[ArticleId]) -> Change:
    """Take articles out of the trash."""
    title = f"{_counted(article_ids)} taken out of the trash"
    return _written(desk, task, title, lambda rows: rows.articles.set_trashed(article_ids, False))


def add_collection(
    desk: Desk, task: Task, *, name: str, parent: CollectionId | None = None
) -> tuple[CollectionId, Change]:
    """Make a collection."""
    task.step(0, 1)
    with desk.library.writing("Collection added") as rows:
        made = rows.collections.add(name, parent=parent)
    return made.id, rows.change


def rename_collection(desk: Desk, task: Task, *, collection_id: CollectionId, name: str) -> Change:
    """Rename a collection."""
    return _written(
        desk, task, "Collection renamed", lambda rows: rows.collections.rename(collection_id, name)
    )


def remove_collection(desk: Desk, task: Task, *, collection_id: CollectionId) -> Change:
    """Remove a collection; its articles stay."""
    return _written(
        desk, task, "Collection removed", lambda rows: rows.collections.remove(collection_id)
    )


def collect(
    desk: Desk,
    task: Task,
    *,
    article_ids: Sequence[ArticleId],
    into: CollectionId | None = None,
    out_of: CollectionId | None = None,
) -> Change:
    """Put articles into a collection, take them out of one, or both."""

    def change(rows: Rows) -> None:
        if into is not None:
            rows.collections.put(into, article_ids)
        if out_of is not None:
            rows.collections.take(out_of, article_ids)

    return _written(desk, task, "Collections changed", change)


def save_search(desk: Desk, task: Task, *, name: str, query: str) -> Change:
    """Keep a search in the sidebar."""
    return _written(desk, task, "Search saved", lambda rows: rows.searches.add(name, query))


def remove_saved_search(desk: Desk, task: Task, *, saved_search_id: int) -> Change:
    """Take a search out of the sidebar."""
    return _written(
        desk, task, "Saved search removed", lambda rows: rows.searches.remove(saved_search_id)
    )


def _written(desk: Desk, task: Task, title: str, change: Callable[[Rows], object]) -> Change:
    """Make one change as one step of the history."""
    task.step(0, 1)
    with desk.library.writing(title) as rows:
        change(rows)
    return rows.change


def _trimmed(value: str | tuple[str, ...]) -> str | tuple[str, ...]:
    if isinstance(value, str):
        return " ".join(value.split())
    return tuple(words for one in value if (words := " ".join(one.split())))


def _counted(articles: Sequence[ArticleId]) -> str:
    return "Article" if len(articles) == 1 else f"{len(articles)} articles"
