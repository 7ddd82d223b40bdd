"""One article version as the reader needs it: everything sorted, counted and put in Qt's units."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, replace

from desktop.model.annotation import Annotation
from desktop.model.article import Block, BlockKind
from desktop.model.entity import Entity, EntityKind, Mention
from desktop.model.ids import AnnotationId, ArticleId, EntityId
from desktop.model.spans import Span
from desktop.ui.positions import Positions
from desktop.work.read_article import ReaderPage

WORDS_A_MINUTE = 230

Key = Hashable
"""What two mentions of the same thing share: the entity's id, or kind and words where there is none."""


def key_of(mention: Mention) -> Key:
    """Return the key under which all mentions of the same thing are gathered."""
    if mention.entity_id is not None:
        return mention.entity_id
    return mention.kind, mention.surface.casefold()


@dataclass(frozen=True, slots=True)
class Named:
    """One thing named in the article: how it is called and which mentions (by index) name it."""

    key: Key
    name: str
    kind: EntityKind
    mentions: tuple[int, ...]
    entity_id: EntityId | None


class Ranges:
    """Ranges in Qt's units, sorted by their start, and which of them meet a stretch."""

    __slots__ = ("_longest", "ends", "starts")

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        pairs = list(ranges)
        self.starts = [start for start, _ in pairs]
        self.ends = [end for _, end in pairs]
        self._longest = max((end - start for start, end in pairs), default=0)

    def __len__(self) -> int:
        return len(self.starts)

    def meeting(self, start: int, end: int) -> Iterator[int]:
        """Yield the indices of the ranges that share a unit with [start, end), in order."""
        first = bisect_left(self.starts, start - self._longest)
        for i in range(first, bisect_left(self.starts, end)):
            if self.ends[i] > start:
                yield i

    def at(self, unit: int) -> int | None:
        """Return the index of the last begun range that holds `unit`, if any."""
        found = None
        for i in self.meeting(unit, unit + 1):
            found = i
        return found

    def after(self, unit: int) -> int:
        """Return the index of the first range that begins after `unit`."""
        return bisect_right(self.starts, unit)

    def before(self, unit: int) -> int:
        """Return the index of the last range that begins before `unit`, or -1."""
        return bisect_left(self.starts, unit) - 1


class Page:
    """A ReaderPage with its indices. It never changes: a newer page takes its place."""

    def __init__(self, read: ReaderPage, like: Page | None = None) -> None:
        self.read = read
        self.text = read.version.text
        same = like if like is not None and like.read.version.id == read.version.id else None
        self.positions: Positions = Positions(self.text) if same is None else same.positions
        self.blocks: tuple[Block, ...] = (
            _lines(self.text, read.version.blocks) if same is None else same.blocks
        )
        if same is not None and same.mentions != read.mentions:
            same = None
        self.mentions: tuple[Mention, ...] = read.mentions
        self.mention_ranges: Ranges = (
            self._ranges(m.span for m in read.mentions) if same is None else same.mention_ranges
        )
        self.keys: tuple[Key, ...] = (
            tuple(key_of(m) for m in read.mentions) if same is None else same.keys
        )
        self.mentions_of: dict[Key, tuple[int, ...]] = (
            _gathered(self.keys) if same is None else same.mentions_of
        )
        self.annotations = tuple(
            sorted(read.annotations, key=lambda a: (a.span.start, a.span.end, a.id))
        )
        self.annotation_ranges = self._ranges(a.span for a in self.annotations)
        self.index_of: dict[AnnotationId, int] = {a.id: i for i, a in enumerate(self.annotations)}
        self.age = _ages(self.annotations)

    def _ranges(self, spans: Iterable[Span]) -> Ranges:
        return Ranges(self.positions.units_of(span) for span in spans)

    @property
    def article_id(self) -> ArticleId:
        """Which article this is."""
        return self.read.article.id

    @property
    def kinds(self) -> Counter[EntityKind]:
        """How many mentions of each kind there are."""
        return Counter(m.kind for m in self.mentions)

    def annotation(self, annotation_id: AnnotationId) -> Annotation | None:
        """Return one annotation of this page, or None when it is no longer on it."""
        index = self.index_of.get(annotation_id)
        return None if index is None else self.annotations[index]

    def entity(self, mention: Mention) -> Entity | None:
        """Return the entity that a mention names, where it is known."""
        return None if mention.entity_id is None else self.read.entities.get(mention.entity_id)

    def named(self, key: Key) -> Named:
        """Return what is named under `key`."""
        mentions = self.mentions_of[key]
        first = self.mentions[mentions[0]]
        entity = self.entity(first)
        name, kind = (entity.name, entity.kind) if entity else (first.surface, first.kind)
        return Named(key, name, kind, mentions, first.entity_id)

    def most_mentioned(self, kinds: frozenset[EntityKind]) -> list[Named]:
        """Return the things named under these kinds, most often named first, then by name."""
        found = [self.named(key) for key in self.mentions_of]
        shown = [named for named in found if named.kind in kinds]
        return sorted(shown, key=lambda n: (-len(n.mentions), n.name.casefold()))

    def spellings(self, key: Key) -> list[str]:
        """Return the other spellings of what `key` names: those here first, then the archive's."""
        named = self.named(key)
        here = Counter(self.mentions[i].surface for i in named.mentions)
        entity = self.entity(self.mentions[named.mentions[0]])
        archive = entity.aliases if entity else ()
        listed = dict.fromkeys([*(words for words, _ in here.most_common()), *archive])
        listed.pop(named.name, None)
        return list(listed)

    def with_annotation(self, annotation: Annotation) -> Page:
        """Return the page with this annotation added, or in the place of its older self."""
        others = [a for a in self.read.annotations if a.id != annotation.id]
        return Page(replace(self.read, annotations=(*others, annotation)), self)

    def without_annotation(self, annotation_id: AnnotationId) -> Page:
        """Return the page without this annotation."""
        others = tuple(a for a in self.read.annotations if a.id != annotation_id)
        return Page(replace(self.read, annotations=others), self)

    def minutes(self) -> int:
        """Return how long it takes to read, in whole minutes, at least one."""
        words = self.read.article.words or len(self.text.split())
        return max(1, round(words / WORDS_A_MINUTE))


def _gathered(keys: tuple[Key, ...]) -> dict[Key, tuple[int, ...]]:
    """Return under each key the indices at which it stands."""
    found: dict[Key, list[int]] = {}
    for i, key in enumerate(keys):
        found.setdefault(key, []).append(i)
    return {key: tuple(indices) for key, indices in found.items()}


def _ages(annotations: tuple[Annotation, ...]) -> tuple[int, ...]:
    """Return each annotation's place among all by the time it was made: 0 is the oldest."""
    order = sorted(
        range(len(annotations)), key=lambda i: (annotations[i].created, annotations[i].id)
    )
    ages = [0] * len(annotations)
    for age, index in enumerate(order):
        ages[index] = age
    return tuple(ages)


def _lines(text: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return one block for every line of the text, as Qt counts them.

    Blocks and lines are the same in canonical text; a line that no block covers is a paragraph,
    and every line of a block of several lines takes after it.
    """
    starts = [block.span.start for block in blocks]
    lines: list[Block] = []
    start = 0
    for line in text.split("\n"):
        span = Span(start, start + len(line))
        found = bisect_right(starts, start) - 1
        block = blocks[found] if found >= 0 else None
        if block is None or block.span.end < span.end:
            lines.append(Block(BlockKind.PARAGRAPH, span))
        elif block.span == span:
            lines.append(block)
        else:
            lines.append(replace(block, span=span))
        start = span.end + 1
    return tuple(lines)
