"""Packing: how blocks and mentions lie in the database, thousands of them in one value.

A long article has 20,000 mentions. As rows they would take a second to write and half a second to
read; packed in columns they take hundredths, and the history never sees them.
"""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop.model.article import Block, BlockKind, Inline, InlineKind
from desktop.model.entity import EntityKind, Mention
from desktop.model.ids import EntityId, MentionId, VersionId
from desktop.model.spans import Span


def pack_blocks(blocks: Sequence[Block]) -> str:
    """Return blocks as JSON: kind, start, end, level, ordinal and inlines of each."""
    return json.dumps(
        [
            [
                block.kind,
                block.span.start,
                block.span.end,
                block.level,
                block.ordinal,
                [[one.kind, one.span.start, one.span.end, one.target] for one in block.inlines],
            ]
            for block in blocks
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def unpack_blocks(packed: str) -> tuple[Block, ...]:
    """Return the blocks that `pack_blocks` packed."""
    return tuple(
        Block(
            BlockKind(kind),
            Span(start, end),
            level,
            ordinal,
            tuple(Inline(InlineKind(one), Span(s, e), target) for one, s, e, target in inlines),
        )
        for kind, start, end, level, ordinal, inlines in json.loads(packed)
    )


_KINDS = tuple(EntityKind)
"""A kind is kept as its place in this order: a new kind goes to the end."""

_UNNAMED = 0
"""Stands for no spelling: the ids of rows begin at 1."""


@dataclass(frozen=True, slots=True)
class Packed:
    """The mentions of one version in columns, in text order; `spellings` are ids, 0 for none."""

    starts: array[int]
    lengths: array[int]
    kinds: array[int]
    spellings: array[int]
    scores: array[int]
    """Thousandths."""
    fine: dict[int, str]
    normal: dict[int, str]

    def __len__(self) -> int:
        return len(self.starts)


def pack_mentions(mentions: Sequence[Mention], spellings: Sequence[int]) -> bytes:
    """Return mentions as bytes; `spellings` gives the spelling's id of each, 0 for none."""
    order = {kind: at for at, kind in enumerate(_KINDS)}
    columns = (
        array("I", [mention.span.start for mention in mentions]),
        array("I", [len(mention.span) for mention in mentions]),
        array("B", [order[mention.kind] for mention in mentions]),
        array("I", spellings),
        array("H", [round(max(0.0, min(1.0, mention.score)) * 1000) for mention in mentions]),
    )
    words = json.dumps(
        [_words(mention.fine for mention in mentions), _words(one.normal for one in mentions)],
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()
    head = array("I", [len(mentions)])
    return zlib.compress(b"".join((*map(_little, (head, *columns)), words)), 6)


def _words(words: Iterable[str]) -> dict[str, list[int]]:
    """Return each word with the places that have it; most have none."""
    places: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        if word:
            places.setdefault(word, []).append(at)
    return places


def unpack_mentions(packed: bytes) -> Packed:
    """Return the mentions that `pack_mentions` packed."""
    held = memoryview(zlib.decompress(packed))
    (count,) = _column("I", held[:4])
    at = 4
    columns: list[array[int]] = []
    for code in "IIBIH":
        size = count * array(code).itemsize
        columns.append(_column(code, held[at : at + size]))
        at += size
    starts, lengths, kinds, spellings, scores = columns
    fine, normal = json.loads(bytes(held[at:]))
    return Packed(starts, lengths, kinds, spellings, scores, _places(fine), _places(normal))


def _places(words: Mapping[str, list[int]]) -> dict[int, str]:
    return {at: word for word, places in words.items() for at in places}


def _little(column: array[int]) -> bytes:
    if sys.byteorder == "big":
        column = array(column.typecode, column)
        column.byteswap()
    return column.tobytes()


def _column(code: str, held: memoryview) -> array[int]:
    column = array(code)
    column.frombytes(held)
    if sys.byteorder == "big":
        column.byteswap()
    return column


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a spelling stands for now: `recognised` is the kind first given, `kind` the one it has."""

    surface: str
    recognised: EntityKind
    entity_id: EntityId
    kind: EntityKind


def mentions_of(
    packed: Packed, text: str, meanings: Mapping[int, Meaning], version_id: VersionId
) -> tuple[Mention, ...]:
    """Return the mentions as values; those of a spelling without a meaning are left out.

    A mention shows the kind that the user gave its entity, unless it was of another kind than the
    rest from the start (a capital that stands for its government).
    """
    made: list[Mention] = []
    fine, normal = packed.fine, packed.normal
    first = version_id << 20
    columns = zip(
        packed.starts, packed.lengths, packed.kinds, packed.spellings, packed.scores, strict=True
    )
    for at, (start, length, code, spelling, score) in enumerate(columns):
        kind, entity_id = _KINDS[code], None
        if spelling != _UNNAMED:
            meaning = meanings.get(spelling)
            if meaning is None:
                continue
            entity_id = meaning.entity_id
            if kind is meaning.recognised:
                kind = meaning.kind
        end = start + length
        made.append(
            Mention(
                Span(start, end),
                text[start:end],
                kind,
                entity_id,
                score / 1000,
                fine.get(at, ""),
                normal.get(at, ""),
                MentionId(first + at),
            )
        )
    return tuple(made)
