"""The shapes of the JSON that the command line gives: a contract that scripts rely on."""

from __future__ import annotations

from typing import Any

from desktop.model.annotation import Annotation
from desktop.model.article import Article, Block, Details
from desktop.model.brief import Brief
from desktop.model.change import Change
from desktop.model.entity import Entity, Mention
from desktop.model.ids import BriefItemId, EntityId
from desktop.model.note import Link, Note
from desktop.model.quotation import Quotation


def article(one: Article) -> dict[str, Any]:
    """Return an article as `list` shows it."""
    return {
        "id": one.id,
        "title": one.details.title,
        "by": list(one.details.by),
        "source": one.details.source,
        "published": one.details.published,
        "words": one.words,
        "state": one.state.value,
        "tags": list(one.tags),
        "unread": one.unread,
        "starred": one.starred,
        "added": one.added,
    }


def details(key: int, given: Details) -> dict[str, Any]:
    """Return what is known of an article besides its text."""
    return {
        "id": key,
        "title": given.title,
        "by": list(given.by),
        "source": given.source,
        "published": given.published,
        "language": given.language,
        "url": given.address,
        "credit": given.credit,
    }


def block(one: Block) -> dict[str, Any]:
    """Return a block; `inlines` and `ordinal` only where there are any."""
    shape: dict[str, Any] = {
        "kind": one.kind.value,
        "level": one.level,
        "start": one.span.start,
        "end": one.span.end,
    }
    if one.ordinal is not None:
        shape["ordinal"] = one.ordinal
    if one.inlines:
        shape["inlines"] = [
            {
                "kind": inline.kind.value,
                "start": inline.span.start,
                "end": inline.span.end,
                **({"target": inline.target} if inline.target else {}),
            }
            for inline in one.inlines
        ]
    return shape


def mention(one: Mention, entities: dict[EntityId, Entity]) -> dict[str, Any]:
    """Return a mention with the name of its entity; dates and quantities have none."""
    entity = entities.get(one.entity_id) if one.entity_id is not None else None
    shape: dict[str, Any] = {
        "start": one.span.start,
        "end": one.span.end,
        "surface": one.surface,
        "kind": one.kind.value,
        "entity_id": one.entity_id,
        "entity": entity.name if entity else None,
        "score": round(one.score, 4),
    }
    if one.fine:
        shape["fine"] = one.fine
    if one.normal:
        shape["normal"] = one.normal
    return shape


def annotation(one: Annotation) -> dict[str, Any]:
    """Return a highlight with both its selectors."""
    return {
        "id": one.id,
        "start": one.span.start,
        "end": one.span.end,
        "exact": one.quote.exact,
        "prefix": one.quote.prefix,
        "suffix": one.quote.suffix,
        "colour": one.colour.value,
        "comment": one.comment,
        "tags": list(one.tags),
        "state": one.state.value,
    }


def quotation(one: Quotation) -> dict[str, Any]:
    """Return who said what, and where."""
    return {
        "article_id": one.article_id,
        "start": one.span.start,
        "end": one.span.end,
        "text": one.text,
        "speaker": one.speaker,
        "entity_id": one.entity_id,
        "cue": one.cue,
        "direct": one.direct,
    }


def entity(one: Entity) -> dict[str, Any]:
    """Return an entity as the list shows it."""
    return {
        "id": one.id,
        "name": one.name,
        "kind": one.kind.value,
        "aliases": list(one.aliases),
        "mentions": one.mentions,
        "articles": one.articles,
    }


def note(one: Note, links: tuple[Link, ...] = ()) -> dict[str, Any]:
    """Return a note with what it links to."""
    return {
        "id": one.id,
        "title": one.title,
        "body": one.body,
        "links": [
            {"target": link.target, "kind": link.kind or None, "id": link.id or None}
            for link in links
        ],
        "tags": list(one.tags),
        "article_id": one.article_id,
        "annotation_id": one.annotation_id,
        "created": one.created,
        "modified": one.modified,
    }


def brief(one: Brief, titles: dict[BriefItemId, str] | None = None) -> dict[str, Any]:
    """Return a brief with its outline in order."""
    known = titles or {}
    return {
        "id": one.id,
        "title": one.details.title,
        "preset": one.details.preset,
        "citations": one.details.citations,
        "handling": one.details.handling,
        "items": [
            {
                "id": item.id,
                "kind": item.kind.value,
                "ref": item.ref,
                "text": item.text,
                "parent": item.parent,
                "title": known.get(item.id, item.text),
            }
            for item in one.items
        ],
        "created": one.created,
        "modified": one.modified,
    }


def change(one: Change) -> dict[str, Any]:
    """Return what a change did, its place in the history, and how many records it touched."""
    touched: dict[str, list[int]] = {}
    for noun, key in sorted(one.touched):
        touched.setdefault(noun.value, []).append(key)
    return {"title": one.title, "undo": one.step, "touched": touched}
