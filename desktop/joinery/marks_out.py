"""Highlights and notes as other programs read them: W3C Web Annotation, Markdown, a table."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from desktop.joinery import cells
from desktop.model.annotation import Annotation
from desktop.model.article import Article
from desktop.model.ids import AnnotationId, ArticleId
from desktop.model.note import Note

CONTEXT = ("http://www.w3.org/ns/anno.jsonld", {"carrel": "urn:carrel:terms:"})
_HEADS = (
    "kind",
    "id",
    "article",
    "source",
    "published",
    "address",
    "start",
    "end",
    "quote",
    "colour",
    "text",
    "tags",
    "state",
    "created",
    "modified",
)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What is written: highlights article by article, notes oldest first, and what they are about."""

    library: str
    marks: tuple[Annotation, ...]
    notes: tuple[Note, ...]
    articles: Mapping[ArticleId, Article]


def as_jsonld(given: Gathered) -> str:
    """Return an AnnotationCollection (Web Annotation Data Model, W3C Recommendation 2017)."""
    uids = {mark.id: mark.uid for mark in given.marks}
    items = [
        *(_mark(one, given.articles[one.article_id]) for one in given.marks),
        *(_note(one, given, uids) for one in given.notes),
    ]
    collection = {
        "@context": CONTEXT,
        "id": f"urn:carrel:library:{given.library}:annotations",
        "type": "AnnotationCollection",
        "label": "Highlights and notes",
        "total": len(items),
        "first": {
            "id": f"urn:carrel:library:{given.library}:annotations:1",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }
    return json.dumps(collection, ensure_ascii=False, indent=2) + "\n"


def _source(article: Article) -> dict[str, Any]:
    """Return the article as the target of annotations: its address if it has one, and its own name."""
    shape: dict[str, Any] = {
        "id": article.details.address or f"urn:carrel:article:{article.uid}",
        "type": "Text",
        "carrel:article": article.uid,
        "dcterms:title": article.details.title,
    }
    if article.details.language:
        shape["language"] = article.details.language
    return shape


def _bodies(text: str, tags: Iterable[str]) -> list[dict[str, Any]]:
    said = [{"type": "TextualBody", "value": text, "format": "text/markdown"}] if text else []
    return [
        *({**one, "purpose": "commenting"} for one in said),
        *({"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in tags),
    ]


def _mark(one: Annotation, article: Article) -> dict[str, Any]:
    return {
        "id": f"urn:carrel:annotation:{one.uid}",
        "type": "Annotation",
        "motivation": "commenting" if one.comment else "highlighting",
        "created": one.created,
        "modified": one.modified,
        "body": _bodies(one.comment, one.tags),
        "target": {
            "type": "SpecificResource",
            "source": _source(article),
            "styleClass": one.colour.value,
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": one.quote.exact,
                    "prefix": one.quote.prefix,
                    "suffix": one.quote.suffix,
                },
                {"type": "TextPositionSelector", "start": one.span.start, "end": one.span.end},
            ],
        },
        "carrel:state": one.state.value,
    }


def _note(one: Note, given: Gathered, uids: Mapping[AnnotationId, str]) -> dict[str, Any]:
    """Return a note; what it is about is a highlight, an article, or the library as a whole."""
    target: object = f"urn:carrel:library:{given.library}"
    if one.annotation_id is not None and one.annotation_id in uids:
        target = f"urn:carrel:annotation:{uids[one.annotation_id]}"
    elif one.article_id is not None and one.article_id in given.articles:
        target = _source(given.articles[one.article_id])
    return {
        "id": f"urn:carrel:note:{one.uid}",
        "type": "Annotation",
        "motivation": "commenting",
        "created": one.created,
        "modified": one.modified,
        "carrel:title": one.title,
        "body": _bodies(one.body, one.tags),
        "target": target,
    }


def as_markdown(given: Gathered) -> str:
    """Return the highlights under their articles' titles, then the notes."""
    return "\n".join(_markdown(given)).rstrip() + "\n"


def _markdown(given: Gathered) -> Iterator[str]:
    about: ArticleId | None = None
    for mark in given.marks:
        if mark.article_id != about:
            about = mark.article_id
            details = given.articles[about].details
            yield from ("", f"# {_escaped(details.title)}", "")
            known = (", ".join(details.by), details.source, details.published, details.address)
            line = " · ".join(part for part in known if part)
            if line:
                yield from (_escaped(line), "")
        for line in mark.quote.exact.split("\n"):
            yield f"> {_escaped(line)}"
        yield ""
        tags = " ".join(f"#{tag}" for tag in mark.tags)
        yield f"*{mark.colour.value}*" + (f" {tags}" if tags else "")
        if mark.comment:
            yield from ("", mark.comment)
        yield ""
    for note in given.notes:
        article = given.articles.get(note.article_id) if note.article_id is not None else None
        yield from ("", f"# Note: {_escaped(note.title)}", "")
        if article is not None:
            yield from (f"On {_escaped(article.details.title)}", "")
        yield from (note.body, "")


def _escaped(text: str) -> str:
    """Return words of someone else's so that Markdown shows them as they are."""
    return "".join("\\" + char if char in "\\`*_[]<>#" else char for char in text)


def as_csv(given: Gathered) -> str:
    """Return a table with one line for each highlight and note."""
    return cells.table(
        _HEADS,
        [
            *(_mark_row(one, given.articles[one.article_id]) for one in given.marks),
            *(
                _note_row(one, given.articles.get(one.article_id) if one.article_id else None)
                for one in given.notes
            ),
        ],
    )


def _mark_row(one: Annotation, article: Article) -> tuple[object, ...]:
    details = article.details
    return (
        *("highlight", one.id, details.title, details.source, details.published, details.address),
        *(one.span.start, one.span.end, one.quote.exact, one.colour.value, one.comment),
        *(", ".join(one.tags), one.state.value, one.created, one.modified),
    )


def _note_row(one: Note, article: Article | None) -> tuple[object, ...]:
    known = article.details if article else None
    about = (known.title, known.source, known.published, known.address) if known else ("",) * 4
    return (
        *("note", one.id, *about, "", "", "", "", one.body),
        *(", ".join(one.tags), "", one.created, one.modified),
    )
