"""Makes records for the library's tests, and tells the whole state of a library as one value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from desktop.library.library import Library
from desktop.library.rows import Rows
from desktop.library.triggers import RECORDED
from desktop.model.annotation import Annotation, Colour, TextPositionSelector, TextQuoteSelector
from desktop.model.article import Article, Block, BlockKind, Details
from desktop.model.entity import EntityKind, Mention
from desktop.model.folding import fold
from desktop.model.ids import ArticleId
from desktop.model.spans import Span


@dataclass(frozen=True)
class Found:
    """A cluster as recognition gives it."""

    name: str
    kind: EntityKind
    key: str
    aliases: tuple[str, ...]
    mentions: tuple[int, ...]


@dataclass(frozen=True)
class Said:
    """A statement as recognition gives it."""

    span: Span
    speaker: str
    cue: str = "said"
    direct: bool = True
    mention: int | None = None


PERSON, PLACE, ORGANISATION = EntityKind.PERSON, EntityKind.PLACE, EntityKind.ORGANISATION

Names = dict[str, tuple[str, EntityKind]]
"""Spellings in a text, each with the name it is recognised as and its kind."""


def recognise(text: str, names: Names) -> tuple[list[Mention], list[Found]]:
    """Find every place where one of these spellings stands, longest first, none inside another."""
    taken = [False] * len(text)
    found: list[Mention] = []
    for spelling in sorted(names, key=len, reverse=True):
        at = text.find(spelling)
        while at >= 0:
            end = at + len(spelling)
            if not any(taken[at:end]):
                taken[at:end] = [True] * len(spelling)
                found.append(Mention(Span(at, end), spelling, names[spelling][1]))
            at = text.find(spelling, at + 1)
    found.sort(key=lambda one: one.span)
    gathered: dict[tuple[str, EntityKind], list[int]] = {}
    for number, mention in enumerate(found):
        gathered.setdefault(names[mention.surface], []).append(number)
    clusters = [
        Found(name, kind, f"{kind}:{fold(name)}", (), tuple(places))
        for (name, kind), places in gathered.items()
    ]
    return found, clusters


def blocks_of(text: str) -> tuple[Block, ...]:
    """Make the first line a headline and every other a paragraph."""
    made, at = [], 0
    for number, line in enumerate(text.split("\n")):
        kind = BlockKind.PARAGRAPH if number else BlockKind.HEADLINE
        made.append(Block(kind, Span(at, at + len(line))))
        at += len(line) + 1
    return tuple(made)


def add_article(
    rows: Rows,
    text: str = "Signals in the bay\nMara Lindqvist met Tomas Okafor in Lisbon.",
    *,
    names: Names | None = None,
    tags: Sequence[str] = (),
    raw: bytes | None = None,
    **details: Any,
) -> Article:
    """Keep an article with what is recognised in it."""
    title = details.pop("title", text.split("\n", maxsplit=1)[0])
    article = rows.articles.add(
        Details(title=title, **details),
        text=text,
        blocks=blocks_of(text),
        raw=text.encode() if raw is None else raw,
        raw_name="article.txt",
        mime="text/plain",
        extractor="plain-1",
        words=len(text.split()),
        tags=tags,
    )
    link(rows, article.id, names or {})
    return article


def link(rows: Rows, article_id: ArticleId, names: Names, *, model: str = "model-1") -> None:
    version = rows.articles.version(article_id)
    mentions, clusters = recognise(version.text, names)
    rows.entities.link(version.id, mentions, clusters, model=model)


def highlight(
    rows: Rows, article_id: ArticleId, words: str, *, comment: str = "", tags: Sequence[str] = ()
) -> Annotation:
    """Highlight words of an article's current version."""
    version = rows.articles.version(article_id)
    start = version.text.index(words)
    return rows.annotations.add(
        article_id=article_id,
        version_id=version.id,
        position=TextPositionSelector(start, start + len(words)),
        quote=TextQuoteSelector(words),
        colour=Colour.GREEN,
        comment=comment,
        tags=tags,
    )


def entity_named(rows: Rows, name: str) -> Any:
    """Return the one entity with this spelling."""
    (found,) = rows.entities.spelled(name)
    return found


_STATE = {
    "entities": "select id, name, kind, into_id, mentions, articles from entity"
    " where articles > 0 or into_id is not null order by id",
    "spellings": "select n.key, n.entity_id, s.surface, s.mentions from spelling s"
    " join name n on n.id = s.name_id where s.mentions > 0 order by s.id",
    "appearances": "select * from appearance order by entity_id, article_id",
    "tallies": "select * from tally order by article_id",
    "texts": "select t.* from version_text t join version v on v.id = t.version_id order by 1",
    "recognised": "select r.* from recognition r join version v on v.id = r.version_id order by 1",
    "said": "select q.* from quotation q join version v on v.id = q.version_id order by 1",
}


def state(library: Library) -> dict[str, list[tuple[Any, ...]]]:
    """Return all that a user could tell from one library to another, table by table."""
    db = library._writer
    told = {name: [tuple(row) for row in db.rows(sql)] for name, sql in _STATE.items()}
    for recorded in RECORDED:
        if not recorded.growing:
            columns = [row[1] for row in db.rows(f"pragma table_info({recorded.table})")]
            kept = ", ".join(name for name in columns if name not in recorded.apart)
            found = db.rows(f"select {kept} from {recorded.table}")
            told[recorded.table] = sorted(
                (tuple(row) for row in found), key=lambda row: [str(one) for one in row]
            )
    return told


NAMES_OF_TWO: Names = {
    "Mara Lindqvist": ("Mara Lindqvist", PERSON),
    "Tomas Okafor": ("Tomas Okafor", PERSON),
}
"""The people of the article that `add_article` adds when nothing is said."""
