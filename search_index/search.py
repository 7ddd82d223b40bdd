"""One search from text to page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from search_index import suggest
from search_index.engine import facets as facet_counts
from search_index.engine import ranking
from search_index.engine.clock import Clock
from search_index.engine.elements import Element, Means, elements
from search_index.engine.executor import Execution
from search_index.engine.resolve import Resolved
from search_index.engine.store import Snapshot
from search_index.errors import QueryError
from search_index.hit import Hit, Page, Token
from search_index.passages import Finder, Needle, passages
from search_index.query.grammar import Hint, Parsed, parse
from search_index.query.tree import (
    And,
    Everything,
    Fuzzy,
    Leaf,
    Named,
    Node,
    Not,
    Or,
    Pattern,
    Phrase,
    Value,
    Word,
    leaves,
)
from search_index.words import Words

MAX_PAGE = 1000
_MAX_SPELLINGS = 60

Body = Callable[[str], str | None]


def search(
    snapshot: Snapshot,
    query: str,
    clock: Clock,
    *,
    limit: int,
    offset: int,
    by_date: bool,
    facets: bool,
    body: Body | None,
    typing: bool,
) -> Page:
    """Answer a query on a snapshot."""
    today = date.today()  # noqa: DTZ011 - the reader's day
    parsed = parse(query, today=today, typing=typing)
    tree, empty = _spoken(parsed.tree)
    hints = [*parsed.hints, *empty]
    if tree is None or (isinstance(tree, Everything) and query.strip() and not _asks_all(query)):
        first = min(
            hints, key=lambda hint: hint.at, default=Hint(0, "There is nothing to search for.")
        )
        raise QueryError(query, first.at, first.text)
    execution = Execution(snapshot, clock, today, scored=not by_date)
    found = execution.run(tree)
    hints += [Hint(notice.at, notice.text) for notice in execution.notices]
    total = sum(len(ids) for _, ids, _ in found)
    limit, offset = max(0, min(limit, MAX_PAGE)), max(0, offset)
    ranked = ranking.best(found, offset + limit, by_date=by_date)[offset:] if limit else []
    hits = tuple(Hit(r.key, r.live.data.values("kind").labels[_kind(r)], r.score) for r in ranked)
    if body is not None and hits:
        hits = _with_passages(snapshot, execution, tree, hits, body, clock)
    positive = leaves(tree)
    hint = min(hints, key=lambda hint: hint.at, default=None)
    return Page(
        query=query,
        total=total,
        hits=hits,
        facets=facet_counts.count(found) if facets else {},
        suggestion=suggest.mend(query, positive, snapshot, clock) if not total else None,
        hint=hint.text if hint else None,
        hint_at=hint.at if hint else None,
        matched=_matched(execution, positive),
        tokens=_tokens(parsed, execution),
        totals_by_kind=facet_counts.by_kind(found),
        took_ms=clock.took_ms,
    )


def _kind(ranked: ranking.Ranked) -> int:
    return int(ranked.live.data.values("kind").ordinals[ranked.entry])


def _asks_all(query: str) -> bool:
    return set(query.strip(" ()")) == {"*"}


def _spoken(node: Node) -> tuple[Node | None, list[Hint]]:
    """Leave out of a tree what has no letter to search for, with a hint on each."""
    if isinstance(node, And | Or):
        parts: list[Node] = []
        hints: list[Hint] = []
        for part in node.parts:
            kept, more = _spoken(part)
            hints += more
            if kept is not None:
                parts.append(kept)
        if len(parts) < 2:
            return (parts[0] if parts else None), hints
        return replace(node, parts=tuple(parts)), hints
    if isinstance(node, Not):
        kept, hints = _spoken(node.part)
        return (None if kept is None else replace(node, part=kept)), hints
    if isinstance(node, Word | Phrase | Pattern | Fuzzy) and not elements(node):
        if node.text.strip("-–—&+/|.,;:!"):
            return None, [Hint(node.at[0], "There is no letter here to search for.")]
        return None, []
    return node, []


def _matched(
    execution: Execution, positive: Iterable[Leaf]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: dict[tuple[str, tuple[str, ...]], None] = {}
    for leaf in positive:
        if isinstance(leaf, Named):
            found.update(dict.fromkeys(execution.resolved[leaf].spelled))
    return tuple(found)


def _tokens(parsed: Parsed, execution: Execution) -> tuple[Token, ...]:
    """Say of each field and value of the query whether it is known, and what kind of name it is."""
    by_place: dict[tuple[int, int], Resolved] = {}
    waiting: list[Node] = [parsed.tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, And | Or):
            waiting.extend(node.parts)
        elif isinstance(node, Not):
            waiting.append(node.part)
        elif isinstance(node, Value | Named) and node in execution.resolved:
            by_place[node.at] = execution.resolved[node]
    tokens: list[Token] = []
    for token in parsed.tokens:
        resolved = by_place.get((token.start, token.end))
        if resolved is None:
            tokens.append(token)
        else:
            tokens.append(replace(token, known=resolved.known, kind=resolved.kind))
    return tuple(tokens)


def _with_passages(
    snapshot: Snapshot,
    execution: Execution,
    tree: Node,
    hits: tuple[Hit, ...],
    body: Body,
    clock: Clock,
) -> tuple[Hit, ...]:
    stemmers = frozenset(s for live in snapshot.segments for s in live.data.stemmers)
    finder = Finder(_needles(tree, execution), stemmers)
    made: list[Hit] = []
    for hit in hits:
        clock.check()
        text = body(hit.key)
        if text is None:
            made.append(hit)
            continue
        best, more = passages(text, finder.marks(text))
        made.append(replace(hit, passages=best, more=more))
    return tuple(made)


_words = Words()


def _needles(tree: Node, execution: Execution) -> list[Needle]:
    """Give what to mark in bodies: the words of the query and the spellings its names stand for."""
    needles: dict[Needle, None] = {}
    for leaf in leaves(tree):
        if isinstance(leaf, Named):
            for _, spellings in execution.resolved[leaf].spelled:
                for spelling in spellings:
                    words = tuple(
                        Element(Means.EXACT, token.surface) for token in _words.tokens(spelling)
                    )
                    if words and len(needles) < _MAX_SPELLINGS:
                        needles[Needle(words)] = None
        elif isinstance(leaf, Word | Phrase | Pattern | Fuzzy) and leaf.field in ("", "body"):
            meaning = tuple(execution.meaning(leaf))
            near = leaf.near if isinstance(leaf, Phrase) else None
            sentence = leaf.sentence if isinstance(leaf, Phrase) else False
            if meaning:
                needles[Needle(meaning, near, sentence)] = None
    return list(needles)
