"""Where sentences begin and end, in offsets of the canonical text."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.model.article import Block
from desktop.model.spans import Span


def sentences(text: str, blocks: Sequence[Block] = ()) -> list[Span]:
    """Return the sentences of `text` in order, without the spaces between them; none crosses a line."""
    raise NotImplementedError
