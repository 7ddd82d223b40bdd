"""Articles as the brief shows them: numbered paragraphs with their marks, and comments on exact words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

from desktop.briefs.material import ArticleMaterial
from desktop.briefs.plain_words import shortened
from desktop.briefs.sheet import (
    Place,
    PlaceLink,
    Shade,
    SourceParagraph,
    SourceRecord,
    Tint,
)
from desktop.model.annotation import AnchorState, Annotation
from desktop.model.article import Block, BlockKind, Inline
from desktop.model.entity import NAMED_KINDS
from desktop.model.ids import ArticleId
from desktop.model.spans import Span

RecordT = TypeVar("RecordT")

_CITABLE: Final = frozenset(
    {
        BlockKind.STANDFIRST,
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
        BlockKind.QUOTE,
        BlockKind.CODE,
        BlockKind.TABLE_ROW,
    }
)
"""The kinds of block that get a ¶ number."""


def stands(annotation: Annotation, material: ArticleMaterial) -> bool:
    """Whether an annotation lies on its very words in the version that the brief shows."""
    version = material.version
    if annotation.state is AnchorState.LOST or annotation.version_id != version.id:
        return False
    span = annotation.span
    if span.end > len(version.text):
        return False
    return not annotation.quote.exact or span.of(version.text) == annotation.quote.exact


@dataclass(slots=True)
class Source:
    """One article of the brief: where its blocks are, what they are called, what stands on them.

    `key` is used in bookmarks, `letter` sets its paragraphs apart when there are several sources,
    `shown` says that the whole article is in the brief.
    """

    key: str
    letter: str
    material: ArticleMaterial
    shown: bool
    _starts: list[int] = field(init=False, default_factory=list)
    _numbers: list[int | None] = field(init=False, default_factory=list)
    _next: list[int | None] = field(init=False, default_factory=list)
    _links: dict[int, PlaceLink] = field(init=False, default_factory=dict)
    _placed: list[Annotation] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        number = 0
        for block in self.material.version.blocks:
            self._starts.append(block.span.start)
            if block.kind in _CITABLE:
                number += 1
                self._numbers.append(number)
            else:
                self._numbers.append(None)
        following: int | None = None
        for told in reversed(self._numbers):
            following = told or following
            self._next.append(following)
        self._next.reverse()
        found = [a for a in self.material.annotations if stands(a, self.material)]
        self._placed = sorted(
            found, key=lambda a: (a.position.start, a.position.end, a.created, a.id)
        )

    @property
    def article_id(self) -> ArticleId:
        """The article's id."""
        return self.material.article.id

    @property
    def blocks(self) -> Sequence[Block]:
        """The article's blocks."""
        return self.material.version.blocks

    @property
    def text(self) -> str:
        """The article's canonical text."""
        return self.material.version.text

    @property
    def placed(self) -> list[Annotation]:
        """The annotations that lie on their words, in reading order."""
        return self._placed

    @property
    def unplaced(self) -> list[Annotation]:
        """The annotations that do not."""
        return [a for a in self.material.annotations if not stands(a, self.material)]

    def block_at(self, offset: int) -> int:
        """Return the index of the block that an offset lies in or follows."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def number_at(self, offset: int) -> int | None:
        """Return the ¶ number at an offset; a title or heading takes that of the paragraph after it."""
        return self._next[self.block_at(offset)] if self._next else None

    def label(self, number: int | None) -> str:
        """Return how the brief names a paragraph: "¶5", or "¶B5" among several sources."""
        return "" if number is None else f"¶{self.letter}{number}"

    def key_of(self, index: int) -> str:
        """Return the key of a block of the article."""
        return f"{self.key}_p{index + 1:03d}"

    def link(self, offset: int) -> PlaceLink | None:
        """Return a link to the paragraph at an offset, when the article is in the brief."""
        number = self.number_at(offset)
        if not self.shown or number is None:
            return None
        at = self.block_at(offset)
        if at not in self._links:
            start = self.blocks[at].span.start
            tip = shortened(self.text[start : start + 120], 80)
            key = self.key_of(self._numbers.index(number))
            self._links[at] = PlaceLink(self.label(number), key, tip)
        return self._links[at]

    def record(self) -> SourceRecord:
        """Return which reading of the article this is."""
        version, article = self.material.version, self.material.article
        return SourceRecord(
            key=self.key,
            article_uid=article.uid,
            version=version.number,
            text_sha256=version.text_sha256,
            title=article.details.title,
            paragraphs=tuple((self.key_of(i), b.span.start) for i, b in enumerate(self.blocks))
            if self.shown
            else (),
        )

    def paragraphs(self) -> list[SourceParagraph]:
        """Return the whole article with its highlights and names."""
        shades = _by_block(
            self, ((a.span, a) for a in sorted(self.placed, key=lambda a: (a.created, a.id)))
        )
        tints = _by_block(
            self, ((m.span, m) for m in self.material.mentions if m.kind in NAMED_KINDS)
        )
        levels = sorted({b.level for b in self.blocks if b.kind is BlockKind.HEADING})
        language = self.material.article.details.language
        out: list[SourceParagraph] = []
        for index, block in enumerate(self.blocks):
            level = block.level
            if block.kind is BlockKind.HEADING:
                level = min(3 + levels.index(block.level), 4)
            number = self._numbers[index]
            out.append(
                SourceParagraph(
                    key=self.key_of(index),
                    text=block.span.of(self.text),
                    kind=block.kind,
                    source=self.key,
                    number=number,
                    label=self.label(number),
                    level=level,
                    ordinal=block.ordinal,
                    inlines=tuple(_inlines(block)),
                    shades=tuple(Shade(s, a.colour, a.uid) for s, a in shades.get(index, ())),
                    tints=tuple(Tint(s, m.kind) for s, m in tints.get(index, ())),
                    language=language,
                )
            )
        return out

    def extract(self, annotation: Annotation, key: str) -> list[SourceParagraph]:
        """Return the words of one highlight as paragraphs of their own."""
        out: list[SourceParagraph] = []
        for block in self.blocks:
            if not block.span.overlaps(annotation.span):
                continue
            start = max(block.span.start, annotation.span.start)
            span = Span(start, min(block.span.end, annotation.span.end))
            whole = Span(0, len(span))
            out.append(
                SourceParagraph(
                    key=f"{key}_{len(out) + 1}",
                    text=span.of(self.text),
                    kind=block.kind,
                    source=self.key,
                    inlines=tuple(_clipped(_inlines(block), span.start - block.span.start, whole)),
                    shades=(Shade(whole, annotation.colour, annotation.uid),),
                    language=self.material.article.details.language,
                    extract=True,
                )
            )
        return out

    def places(self, span: Span) -> tuple[Place, Place]:
        """Return where a span of the article begins and ends in the brief."""
        first = self.block_at(span.start)
        if span.start > self.blocks[first].span.end and first + 1 < len(self.blocks):
            first += 1
        last = self.block_at(max(span.end - 1, span.start))
        start = min(
            max(span.start - self.blocks[first].span.start, 0), len(self.blocks[first].span)
        )
        end = min(max(span.end - self.blocks[last].span.start, 0), len(self.blocks[last].span))
        return Place(self.key_of(first), start), Place(self.key_of(last), end)


def _inlines(block: Block) -> Iterable[Inline]:
    for inline in block.inlines:
        yield replace(inline, span=inline.span.shifted(-block.span.start))


def _clipped(inlines: Iterable[Inline], start: int, whole: Span) -> Iterable[Inline]:
    for inline in inlines:
        a = max(inline.span.start - start, 0)
        b = min(inline.span.end - start, whole.end)
        if a < b:
            yield replace(inline, span=Span(a, b))


def _by_block(
    source: Source, spans: Iterable[tuple[Span, RecordT]]
) -> dict[int, list[tuple[Span, RecordT]]]:
    """Cut spans at the ends of blocks; return the pieces by block, in offsets of the block."""
    out: dict[int, list[tuple[Span, RecordT]]] = {}
    for span, record in spans:
        for index in range(source.block_at(span.start), len(source.blocks)):
            block = source.blocks[index].span
            if block.start >= span.end:
                break
            start, end = max(block.start, span.start), min(block.end, span.end)
            if start < end:
                piece = Span(start - block.start, end - block.start)
                out.setdefault(index, []).append((piece, record))
    return out
