"""Lay an article on the desk: its text, marks, notes and details, for the reader and `show`."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.desk import Desk
from desktop.model.annotation import Annotation
from desktop.model.article import Article, Version
from desktop.model.change import Change
from desktop.model.entity import Entity, Mention
from desktop.model.ids import AnnotationId, ArticleId, EntityId
from desktop.model.note import Note
from desktop.model.quotation import Quotation
from desktop.progress import Task


@dataclass(frozen=True, slots=True)
class ReaderPage:
    """All that the reader shows of one article version; mentions and annotations in text order."""

    article: Article
    version: Version
    mentions: tuple[Mention, ...]
    entities: dict[EntityId, Entity]
    """The entities named here, with their counts over the whole archive."""
    annotations: tuple[Annotation, ...]
    notes: tuple[Note, ...]
    quotations: tuple[Quotation, ...]
    newest_version: int
    collections: tuple[str, ...] = ()


def read_article(
    desk: Desk, task: Task, *, article_id: ArticleId, version: int | None = None
) -> ReaderPage:
    """Read one article in its current version, or in an older one.

    Raises:
        NotFound: there is no such article or version.
    """
    task.step(0, 1)
    with desk.library.reading() as rows:
        article = rows.articles.get(article_id)
        shown = rows.articles.version(article_id, version)
        mentions = rows.entities.mentions(shown.id)
        named = {one.entity_id for one in mentions if one.entity_id is not None}
        names = {one.id: one.name for one in rows.collections.listed()}
        return ReaderPage(
            article=article,
            version=shown,
            mentions=mentions,
            entities=rows.entities.many(named),
            annotations=rows.annotations.of_article(article_id, version_id=shown.id),
            notes=rows.notes.listed(article_id=article_id),
            quotations=rows.quotations.of_version(shown.id),
            newest_version=article.version,
            collections=tuple(names[key] for key in article.collections if key in names),
        )


def read_annotation(desk: Desk, task: Task, *, annotation_id: AnnotationId) -> Annotation:
    """Read one highlight: which article it stands in, and where.

    Raises:
        NotFound: there is no such highlight.
    """
    task.step(0, 1)
    with desk.library.reading() as rows:
        return rows.annotations.get(annotation_id)


def keep_place(desk: Desk, task: Task, *, article_id: ArticleId, offset: int) -> None:
    """Keep the reading place; not a step of the history."""
    task.step(0, 1)
    with desk.library.writing("Reading place", undoable=False) as rows:
        rows.articles.set_place(article_id, max(0, offset))


def mark_seen(desk: Desk, task: Task, *, article_id: ArticleId) -> Change:
    """Mark an article read because it was opened and looked at; not a step of the history."""
    task.step(0, 1)
    with desk.library.writing("Article read", undoable=False) as rows:
        rows.articles.set_unread([article_id], False)
    return rows.change
