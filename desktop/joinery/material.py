"""Records as the material of a brief: fetched at one moment, so that composing is pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from desktop.briefs.material import ArticleMaterial, Material
from desktop.desk import Desk
from desktop.errors import NotFound
from desktop.library.rows import Rows
from desktop.model.annotation import Annotation
from desktop.model.brief import Brief, BriefDetails, BriefItem, ItemKind
from desktop.model.ids import AnnotationId, ArticleId, NoteId
from desktop.model.note import Note


def of_brief(desk: Desk, rows: Rows, brief: Brief, details: BriefDetails | None = None) -> Material:
    """Gather what a brief shows; `details` stand in for its own where given."""
    return _gather(
        desk,
        rows,
        details or brief.details,
        brief.items,
        _articles_shown(rows, brief.items),
        uid=brief.uid,
    )


def of_articles(
    desk: Desk, rows: Rows, article_ids: Sequence[ArticleId], details: BriefDetails
) -> Material:
    """Gather what a brief made on the spot of these articles shows.

    Raises:
        NotFound: one of them is not there.
    """
    return _gather(desk, rows, details, (), list(dict.fromkeys(article_ids)), uid="")


def _gather(
    desk: Desk,
    rows: Rows,
    details: BriefDetails,
    outline: tuple[BriefItem, ...],
    article_ids: Iterable[ArticleId],
    *,
    uid: str,
) -> Material:
    articles = {key: _article(rows, key) for key in article_ids}
    author = desk.settings.author
    return Material(
        details=details,
        outline=outline,
        articles=articles,
        notes={note.id: note for note in _notes(rows, outline, articles)},
        today=datetime.now(UTC).astimezone().date().isoformat(),
        author=details.prepared_by or author,
        uid=uid,
    )


def _article(rows: Rows, key: ArticleId) -> ArticleMaterial:
    version = rows.articles.version(key)
    return ArticleMaterial(
        article=rows.articles.get(key),
        version=version,
        annotations=rows.annotations.of_article(key, version_id=version.id),
        mentions=rows.entities.mentions(version.id),
        entities=tuple(entity for entity, _ in rows.entities.in_article(key)),
        quotations=rows.quotations.of_version(version.id),
    )


def _articles_shown(rows: Rows, items: Iterable[BriefItem]) -> list[ArticleId]:
    """Return the articles that items speak of, each once, in the order of the outline."""
    found: dict[ArticleId, None] = {}
    for item in items:
        about = _article_of(rows, item)
        if about is not None:
            found[about] = None
    return list(found)


def _article_of(rows: Rows, item: BriefItem) -> ArticleId | None:
    """Return the article of an item; None for one without, or when what it showed is gone."""
    if item.ref is None:
        return None
    try:
        if item.kind is ItemKind.ARTICLE:
            return rows.articles.get(ArticleId(item.ref)).id
        if item.kind is ItemKind.HIGHLIGHT:
            return rows.annotations.get(AnnotationId(item.ref)).article_id
        if item.kind is ItemKind.NOTE:
            return rows.notes.get(NoteId(item.ref)).article_id
    except NotFound:
        return None
    return None


def _notes(
    rows: Rows, items: Iterable[BriefItem], articles: dict[ArticleId, ArticleMaterial]
) -> list[Note]:
    """Return the notes that the outline names, then those on the articles shown."""
    named = [NoteId(one.ref) for one in items if one.kind is ItemKind.NOTE and one.ref is not None]
    found = list(rows.notes.many(named).values())
    for key in articles:
        found += rows.notes.listed(article_id=key)
    return list({note.id: note for note in found}.values())


def shown_title(rows: Rows, item: BriefItem, preset: str) -> str:
    """Return what the outline calls an item; "" for one whose record is gone."""
    from desktop.briefs.presets import title_of

    if item.kind is ItemKind.BLOCK:
        return title_of(item.text, preset)
    if item.ref is None:
        return item.text
    try:
        return _record_title(rows, item.kind, item.ref)
    except NotFound:
        return ""


def _record_title(rows: Rows, kind: ItemKind, ref: int) -> str:
    if kind is ItemKind.ARTICLE:
        return rows.articles.get(ArticleId(ref)).details.title
    if kind is ItemKind.HIGHLIGHT:
        return _marked_words(rows.annotations.get(AnnotationId(ref)))
    if kind is ItemKind.NOTE:
        return rows.notes.get(NoteId(ref)).title
    from desktop.model.ids import EntityId

    return rows.entities.get(EntityId(ref)).name


def _marked_words(mark: Annotation) -> str:
    return " ".join(mark.quote.exact.split())
