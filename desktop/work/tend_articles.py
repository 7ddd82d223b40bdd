"""Tend the shelf: state, star, tags, collections, details, trash, saved searches."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.desk import Desk
from desktop.model.article import ReadState
from desktop.model.change import Change
from desktop.model.ids import ArticleId, CollectionId
from desktop.progress import Task


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
        Refused: an empty title, or a date that is not ISO 8601.
    """
    raise NotImplementedError


def set_state(
    desk: Desk, task: Task, *, article_ids: Sequence[ArticleId], state: ReadState
) -> Change:
    """Move articles between inbox, reading and archived."""
    raise NotImplementedError


def set_unread(desk: Desk, task: Task, *, article_ids: Sequence[ArticleId], unread: bool) -> Change:
    """Mark articles read or unread."""
    raise NotImplementedError


def set_starred(
    desk: Desk, task: Task, *, article_ids: Sequence[ArticleId], starred: bool
) -> Change:
    """Star articles or take the star away."""
    raise NotImplementedError


def tag_articles(
    desk: Desk,
    task: Task,
    *,
    article_ids: Sequence[ArticleId],
    add: Sequence[str] = (),
    remove: Sequence[str] = (),
) -> Change:
    """Add and remove tags."""
    raise NotImplementedError


def trash_articles(desk: Desk, task: Task, *, article_ids: Sequence[ArticleId]) -> Change:
    """Put articles into the trash; nothing of them is deleted."""
    raise NotImplementedError


def restore_articles(desk: Desk, task: Task, *, article_ids: Sequence[ArticleId]) -> Change:
    """Take articles out of the trash."""
    raise NotImplementedError


def add_collection(
    desk: Desk, task: Task, *, name: str, parent: CollectionId | None = None
) -> tuple[CollectionId, Change]:
    """Make a collection."""
    raise NotImplementedError


def rename_collection(desk: Desk, task: Task, *, collection_id: CollectionId, name: str) -> Change:
    """Rename a collection."""
    raise NotImplementedError


def remove_collection(desk: Desk, task: Task, *, collection_id: CollectionId) -> Change:
    """Remove a collection; its articles stay."""
    raise NotImplementedError


def collect(
    desk: Desk,
    task: Task,
    *,
    article_ids: Sequence[ArticleId],
    into: CollectionId | None = None,
    out_of: CollectionId | None = None,
) -> Change:
    """Put articles into a collection, take them out of one, or both."""
    raise NotImplementedError


def save_search(desk: Desk, task: Task, *, name: str, query: str) -> Change:
    """Keep a search in the sidebar."""
    raise NotImplementedError


def remove_saved_search(desk: Desk, task: Task, *, saved_search_id: int) -> Change:
    """Take a search out of the sidebar."""
    raise NotImplementedError
