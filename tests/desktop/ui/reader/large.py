"""A page as large as wanted, made without a library: for the layout in slices, and for the bench."""

from __future__ import annotations

import random
from collections.abc import Iterator

from desktop.model.annotation import (
    AnchorState,
    Annotation,
    Colour,
    TextPositionSelector,
    TextQuoteSelector,
)
from desktop.model.article import Article, Block, BlockKind, Details, ReadState, Version
from desktop.model.entity import Entity, EntityKind, Mention
from desktop.model.ids import AnnotationId, ArticleId, EntityId, VersionId
from desktop.model.spans import Span
from desktop.ui.reader.page import Page
from desktop.work.read_article import ReaderPage
from tests.builders import WORDS

KINDS = (
    EntityKind.PERSON,
    EntityKind.ORGANISATION,
    EntityKind.PLACE,
    EntityKind.DATE,
    EntityKind.EVENT,
)


def large_page(characters: int, mentions: int = 0, highlights: int = 50, seed: int = 7) -> Page:
    """Return a page of so many characters; without a number, a mention for every 100 of them."""
    rng = random.Random(seed)
    parts, blocks, length = [], [], 0
    while length < characters:
        words = rng.choices(WORDS, k=rng.randint(20, 110))
        line = " ".join(words).capitalize() + "."
        kind = BlockKind.HEADLINE if not parts else BlockKind.PARAGRAPH
        blocks.append(Block(kind, Span(length, length + len(line))))
        parts.append(line)
        length += len(line) + 1
    text = "\n".join(parts)
    wanted = mentions or characters // 100
    return _page(text, tuple(blocks), wanted, highlights, rng)


def _page(
    text: str, blocks: tuple[Block, ...], wanted: int, highlights: int, rng: random.Random
) -> Page:
    starts = sorted(rng.sample(range(len(text) - 20), wanted * 2))
    named = list(_mentions(text, starts))[:wanted]
    entities = {
        EntityId(i): Entity(EntityId(i), f"Name {i}", KINDS[i % len(KINDS)], (), 9, 3)
        for i in range(1, 400)
    }
    marks = []
    for i in range(highlights):
        at = rng.randrange(len(text) - 200)
        span = Span(at, at + rng.randint(20, 120))
        marks.append(
            Annotation(
                AnnotationId(i + 1),
                f"mark-{i}",
                ArticleId(1),
                VersionId(1),
                TextPositionSelector(span.start, span.end),
                TextQuoteSelector(span.of(text)),
                list(Colour)[i % 4],
                "A comment on it." if i % 5 == 0 else "",
                (),
                AnchorState.EXACT,
                f"2025-12-15T10:00:{i % 60:02}Z",
                "2025-12-15T10:00:00Z",
            )
        )
    stamp = "2025-12-15T10:00:00Z"
    details = Details("A long article", source="Northern Ledger")
    article = Article(
        ArticleId(1), "one", details, ReadState.INBOX, False, False, False, stamp, 1, 1000
    )
    version = Version(VersionId(1), ArticleId(1), 1, text, blocks, "", "", "text", stamp)
    return Page(ReaderPage(article, version, tuple(named), entities, tuple(marks), (), (), 1, ()))


def _mentions(text: str, starts: list[int]) -> Iterator[Mention]:
    end = -1
    for i, start in enumerate(starts):
        left = text.rfind(" ", 0, start) + 1
        right = text.find(" ", start + 1)
        if left <= end or right < 0 or "\n" in text[left:right]:
            continue
        end = right
        kind = KINDS[i % len(KINDS)]
        yield Mention(Span(left, right), text[left:right], kind, EntityId(i % 399 + 1))
