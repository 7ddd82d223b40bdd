"""Records as index entries: what of each article, note and highlight can be found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop.errors import NotFound
from desktop.library.rows import Rows
from desktop.model.annotation import AnchorState
from desktop.model.article import Article, Collection
from desktop.model.change import Noun
from desktop.model.entity import Entity
from desktop.model.ids import AnnotationId, ArticleId, CollectionId, EntityId, NoteId
from search_index import Entry, Name

KINDS = {Noun.ARTICLE: "article", Noun.NOTE: "note", Noun.ANNOTATION: "highlight"}
"""What each kind of record is called in the index."""

_NOUNS = {kind: noun for noun, kind in KINDS.items()}


def key_of(noun: Noun, number: int) -> str:
    """Return the key of a record in the index."""
    return f"{KINDS[noun]}:{number}"


def record_of(key: str) -> tuple[Noun, int]:
    """Return which record a key stands for."""
    kind, _, number = key.partition(":")
    return _NOUNS[kind], int(number)


def body_of(rows: Rows, key: str) -> str | None:
    """Return the words in which a record's passages stand, or None when it is gone."""
    noun, number = record_of(key)
    try:
        if noun is Noun.ARTICLE:
            return rows.articles.text(ArticleId(number))
        if noun is Noun.NOTE:
            return rows.notes.get(NoteId(number)).body
        return rows.annotations.get(AnnotationId(number)).comment
    except NotFound:
        return None


@dataclass(frozen=True, slots=True)
class Made:
    """Entries to write, and the keys of records that are to be found no longer."""

    entries: tuple[Entry, ...]
    removed: tuple[str, ...]


def make(rows: Rows, records: Iterable[tuple[Noun, int]]) -> Made:
    """Return the entries of these records as they stand now."""
    wanted = list(dict.fromkeys(records))
    known = _Known(rows)
    entries = (
        *_articles(rows, known, [ArticleId(key) for noun, key in wanted if noun is Noun.ARTICLE]),
        *_notes(rows, [NoteId(key) for noun, key in wanted if noun is Noun.NOTE]),
        *_highlights(rows, [AnnotationId(key) for noun, key in wanted if noun is Noun.ANNOTATION]),
    )
    made = {entry.key for entry in entries}
    keys = [key_of(noun, number) for noun, number in wanted]
    return Made(entries, tuple(key for key in keys if key not in made))


def all_records(rows: Rows) -> list[tuple[Noun, int]]:
    """Return every record that is to be found: nothing that lies in the trash."""
    return [
        *((Noun.ARTICLE, int(key)) for key in rows.articles.ids()),
        *((Noun.NOTE, int(key)) for key in rows.notes.ids()),
        *((Noun.ANNOTATION, int(key)) for key in rows.annotations.ids()),
    ]


class _Known:
    """What many records share, looked up once: collections by name, entities with their spellings."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._names: dict[EntityId, Name] = {}
        self._collections: dict[CollectionId, Collection] = {
            one.id: one for one in rows.collections.listed()
        }

    def collections(self, held: Iterable[CollectionId]) -> tuple[str, ...]:
        """Return the names of these collections and of all that they lie in."""
        found: dict[str, None] = {}
        for key in held:
            at: CollectionId | None = key
            while at is not None and at in self._collections:
                found[self._collections[at].name] = None
                at = self._collections[at].parent
        return tuple(found)

    def name(self, entity: Entity) -> Name:
        """Return an entity with every spelling it has anywhere."""
        if entity.id not in self._names:
            spellings = tuple(dict.fromkeys((entity.name, *entity.aliases)))
            self._names[entity.id] = Name(entity.kind.value, entity.id, entity.name, spellings)
        return self._names[entity.id]


def _articles(rows: Rows, known: _Known, keys: list[ArticleId]) -> Iterator[Entry]:
    articles = {key: one for key, one in rows.articles.many(keys).items() if not one.trashed}
    named = rows.entities.of_articles(articles)
    for key, article in articles.items():
        marks = rows.annotations.of_article(key)
        has = {
            "note": bool(rows.notes.listed(article_id=key, limit=1)),
            "highlight": bool(marks),
            "comment": any(mark.comment for mark in marks),
        }
        yield Entry(
            key=key_of(Noun.ARTICLE, key),
            kind="article",
            title=article.details.title,
            body=rows.articles.text(key),
            by=article.details.by,
            source=article.details.source,
            date=article.details.published,
            added=article.added,
            tags=article.tags,
            collections=known.collections(article.collections),
            states=states(article),
            has=tuple(word for word, held in has.items() if held),
            names=tuple(known.name(one.entity) for one in named.get(key, ())),
            language=article.details.language,
        )


def states(article: Article) -> tuple[str, ...]:
    """Return the words that `is:` looks for."""
    held = {
        article.state.value: True,
        "unread": article.unread,
        "read": not article.unread,
        "starred": article.starred,
    }
    return tuple(word for word, so in held.items() if so)


def _notes(rows: Rows, keys: list[NoteId]) -> Iterator[Entry]:
    notes = rows.notes.many(keys)
    about = rows.articles.many({one.article_id for one in notes.values() if one.article_id})
    for key, note in notes.items():
        article = about.get(note.article_id) if note.article_id else None
        if article is not None and article.trashed:
            article = None
        yield Entry(
            key=key_of(Noun.NOTE, key),
            kind="note",
            title=rows.notes.given_title(key),  # a first line that stands for one is in the body
            body=note.body,
            source=article.details.source if article else "",
            date=note.modified,
            added=note.created,
            tags=note.tags,
            parent=key_of(Noun.ARTICLE, article.id) if article else "",
        )


def _highlights(rows: Rows, keys: list[AnnotationId]) -> Iterator[Entry]:
    marks = rows.annotations.many(keys)
    about = rows.articles.many({one.article_id for one in marks.values()})
    for key, mark in marks.items():
        article = about[mark.article_id]
        if article.trashed:
            continue
        yield Entry(
            key=key_of(Noun.ANNOTATION, key),
            kind="highlight",
            body=mark.comment,
            source=article.details.source,
            date=mark.modified,
            added=mark.created,
            tags=mark.tags,
            colour=mark.colour.value,
            parent=key_of(Noun.ARTICLE, article.id),
            states=() if mark.state is AnchorState.EXACT else (mark.state.value,),
            has=("comment",) if mark.comment else (),
            language=article.details.language,
        )
