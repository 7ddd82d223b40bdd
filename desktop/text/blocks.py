"""From pieces of words to one canonical text with its blocks: the only place where the two are joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.model.article import Block, BlockKind, InlineKind


@dataclass(frozen=True, slots=True)
class Style:
    """How a run of words is set; `target` is a link's address."""

    kind: InlineKind
    target: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that share their styles."""

    words: str
    styles: tuple[Style, ...] = ()


@dataclass(frozen=True, slots=True)
class Composed:
    """A canonical text and the blocks that cover it."""

    text: str
    blocks: tuple[Block, ...]


class Composer:
    r"""Takes blocks in reading order and joins them by "\n" into one canonical text."""

    def add(
        self,
        kind: BlockKind,
        words: str | Sequence[Run],
        *,
        level: int = 0,
        ordinal: int | None = None,
    ) -> None:
        """Add one block; words that come to nothing add nothing."""
        raise NotImplementedError

    def finish(self) -> Composed:
        """Return the text and its blocks."""
        raise NotImplementedError
