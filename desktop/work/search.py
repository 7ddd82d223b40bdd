"""Search sources, notes and highlights' comments in one ranked list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.desk import Desk
from desktop.errors import NotWritten, QueryRefused
from desktop.joinery import catalogue, entries
from desktop.library.rows import Rows
from desktop.model.annotation import Annotation, Colour
from desktop.model.article import Article
from desktop.model.change import Noun
from desktop.model.entity import EntityKind
from desktop.model.ids import AnnotationId, ArticleId, NoteId
from desktop.model.note import Note
from desktop.model.spans import Span
from desktop.progress import Cancelled, QuietTask, Task
from search_index import Hit, IndexBroken, QueryError, SearchCancelled, Token

SOON_DONE = 500
"""Records that a search may tell the index first, without anybody noticing the wait."""

CHIPS = 3
"""Entities shown on a hit."""


class Sort(StrEnum):
    """How hits are ordered."""

    RELEVANCE = "relevance"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage of a hit: its words, its offset in the thing's text, and marks relative to `text`."""

    text: str
    start: int
    end: int
    marks: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class FoundChip:
    """An entity shown on a hit."""

    name: str
    kind: EntityKind


@dataclass(frozen=True, slots=True)
class FoundHit:
    """One hit: `kind` is "article", "note" or "highlight"; `id` is that thing's id.

    `article_id` is where it belongs, if anywhere; `opens` is the span in the article (or note) that
    the first passage lands on; `more` counts further passages not shown.
    """

    kind: str
    id: int
    article_id: ArticleId | None
    title: str
    source: str
    date: str
    score: float
    passages: tuple[FoundPassage, ...]
    more: int
    opens: Span | None
    colour: Colour | None
    chips: tuple[FoundChip, ...]
    more_chips: int
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QueryToken:
    """A `field:value` run of the query line, for the painted tokens; `known` is False for an unknown value."""

    span: Span
    field: str
    value: str
    known: bool
    kind: EntityKind | None = None
    negated: bool = False


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of hits and all that stands around them.

    `facets` maps a facet ("kind", "source", "month", "person", "organisation", "place", "tag",
    "colour") to values with counts, largest first (months in time order). `hint` is a sentence for
    the line under the query with `hint_at`, its position; `suggestion` is a better query, if any.
    `matched` says which spellings an entity field stood for.
    """

    query: str
    total: int
    took_ms: float
    hits: tuple[FoundHit, ...]
    facets: dict[str, tuple[tuple[str, int], ...]]
    suggestion: str | None
    hint: str | None
    hint_at: int | None
    matched: tuple[tuple[str, tuple[str, ...]], ...]
    tokens: tuple[QueryToken, ...]
    totals: dict[str, int]
    """Hits by kind: "article", "note", "highlight"."""


def search(
    desk: Desk,
    task: Task,
    *,
    query: str,
    limit: int = 20,
    offset: int = 0,
    sort: Sort = Sort.RELEVANCE,
    facets: bool = False,
    typing: bool = False,
) -> SearchPage:
    """Search; a query with bad syntax is answered as far as it can be, with a hint.

    With `typing`, a word at the very end may be the beginning of a longer one.

    Raises:
        QueryRefused: nothing of the query can be understood.
    """
    asked = _Asked(query, limit, offset, sort, facets, typing)
    with catalogue.house_words():
        try:
            return _search(desk, task, asked, _bring_up(desk))
        except IndexBroken:
            desk.discard_index()
            return _search(desk, task, asked, _bring_up(desk))


def complete_query(
    desk: Desk, task: Task, *, query: str, cursor: int, limit: int = 8
) -> tuple[tuple[Span, str], ...]:
    """Offer completions at the cursor: the span each would replace, and its text."""
    task.step(0, 1)
    with catalogue.house_words():
        offered = catalogue.index_of(desk).complete(query, cursor, limit=limit)
    return tuple((Span(one.start, one.end), one.text) for one in offered)


def _bring_up(desk: Desk) -> str | None:
    """Tell the index what it has not heard of, if that is soon done; else say so in a hint."""
    late = catalogue.behind(desk)
    if not late:
        return None
    if late <= SOON_DONE:
        try:
            if not catalogue.catch_up(desk, QuietTask()).busy:
                return None
        except NotWritten as error:
            return str(error)
    things = "1 new or changed thing is" if late == 1 else f"{late:,} new or changed things are"
    return f"Still reading: {things} not found yet."


@dataclass(frozen=True, slots=True)
class _Asked:
    query: str
    limit: int
    offset: int
    sort: Sort
    facets: bool
    typing: bool


def _search(desk: Desk, task: Task, asked: _Asked, hint: str | None) -> SearchPage:
    def cancelled() -> bool:
        try:
            task.step(0)
        except Cancelled:
            return True
        return False

    with desk.library.reading() as rows:
        try:
            page = catalogue.index_of(desk).search(
                asked.query,
                limit=asked.limit,
                offset=asked.offset,
                sort=asked.sort.value,
                facets=asked.facets,
                typing=asked.typing,
                body=lambda key: entries.body_of(rows, key),
                cancelled=cancelled,
            )
        except QueryError as error:
            raise QueryRefused(error.query, error.position, error.hint) from error
        except SearchCancelled:
            raise Cancelled from None
        found = tuple(_hits(rows, page.hits))
    return SearchPage(
        query=asked.query,
        total=page.total,
        took_ms=page.took_ms,
        hits=found,
        facets=page.facets,
        suggestion=page.suggestion,
        hint=page.hint or hint,
        hint_at=page.hint_at,
        matched=page.matched,
        tokens=tuple(_token(one) for one in page.tokens),
        totals=page.totals_by_kind,
    )


def _token(one: Token) -> QueryToken:
    return QueryToken(
        span=Span(one.start, one.end),
        field=one.field,
        value=one.value,
        known=one.known,
        kind=EntityKind(one.kind) if one.kind else None,
        negated=one.negated,
    )


def _hits(rows: Rows, found: Sequence[Hit]) -> Iterator[FoundHit]:
    """Join hits with their records; one whose record is gone by now is left out."""
    keys: dict[Noun, set[int]] = {Noun.ARTICLE: set(), Noun.NOTE: set(), Noun.ANNOTATION: set()}
    for hit in found:
        noun, key = entries.record_of(hit.key)
        keys[noun].add(key)
    notes = rows.notes.many(NoteId(key) for key in keys[Noun.NOTE])
    marks = rows.annotations.many(AnnotationId(key) for key in keys[Noun.ANNOTATION])
    about = {ArticleId(key) for key in keys[Noun.ARTICLE]}
    about |= {mark.article_id for mark in marks.values()}
    about |= {note.article_id for note in notes.values() if note.article_id is not None}
    articles = rows.articles.many(about)
    for hit in found:
        noun, key = entries.record_of(hit.key)
        if noun is Noun.ARTICLE and ArticleId(key) in articles:
            yield _article_hit(rows, hit, articles[ArticleId(key)])
        elif noun is Noun.NOTE and NoteId(key) in notes:
            note = notes[NoteId(key)]
            yield _note_hit(hit, note, articles.get(note.article_id) if note.article_id else None)
        elif noun is Noun.ANNOTATION and AnnotationId(key) in marks:
            mark = marks[AnnotationId(key)]
            yield _highlight_hit(hit, mark, articles[mark.article_id])


def _article_hit(rows: Rows, hit: Hit, article: Article) -> FoundHit:
    named = rows.entities.in_article(article.id)
    return FoundHit(
        kind="article",
        id=article.id,
        article_id=article.id,
        title=article.details.title,
        source=article.details.source,
        date=article.details.published,
        score=hit.score,
        passages=_passages(hit),
        more=hit.more,
        opens=_first_words(hit),
        colour=None,
        chips=tuple(FoundChip(one.name, one.kind) for one, _ in named[:CHIPS]),
        more_chips=max(0, len(named) - CHIPS),
        tags=article.tags,
    )


def _note_hit(hit: Hit, note: Note, article: Article | None) -> FoundHit:
    return FoundHit(
        kind="note",
        id=note.id,
        article_id=note.article_id,
        title=note.title,
        source=article.details.source if article else "",
        date=note.modified,
        score=hit.score,
        passages=_passages(hit),
        more=hit.more,
        opens=_first_words(hit),
        colour=None,
        chips=(),
        more_chips=0,
        tags=note.tags,
    )


def _highlight_hit(hit: Hit, mark: Annotation, article: Article) -> FoundHit:
    marked = FoundPassage(mark.quote.exact, mark.span.start, mark.span.end, ())
    return FoundHit(
        kind="highlight",
        id=mark.id,
        article_id=mark.article_id,
        title=article.details.title,
        source=article.details.source,
        date=mark.modified,
        score=hit.score,
        passages=_passages(hit) or (marked,),
        more=hit.more,
        opens=mark.span,
        colour=mark.colour,
        chips=(),
        more_chips=0,
        tags=mark.tags,
    )


def _passages(hit: Hit) -> tuple[FoundPassage, ...]:
    return tuple(
        FoundPassage(
            one.text, one.start, one.end, tuple(Span(start, end) for start, end in one.marks)
        )
        for one in hit.passages
    )


def _first_words(hit: Hit) -> Span | None:
    """Return where the first passage's first marked words stand in the record's own text."""
    if not hit.passages:
        return None
    first = hit.passages[0]
    start, end = first.marks[0] if first.marks else (0, first.end - first.start)
    return Span(first.start + start, first.start + end)
