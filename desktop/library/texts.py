"""Texts: what is asked of one before it is kept for ever, and what is told of it in a list."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence

from desktop.library.cleaning import clean
from desktop.model.article import Block, BlockKind

_LEAD_LENGTH = 240


def text_sha256(text: str) -> str:
    """Return the checksum by which exact duplicates are known."""
    return hashlib.sha256(text.encode()).hexdigest()


def require_canonical(text: str, blocks: Sequence[Block]) -> None:
    """Make sure that a text and its blocks are as every offset in the house takes for granted.

    Raises:
        ValueError: they are not.
    """
    if clean(text) != text or not unicodedata.is_normalized("NFC", text):
        message = "the text is not canonical"
        raise ValueError(message)
    last = 0
    for block in blocks:
        if block.span.start < last or block.span.end > len(text):
            message = f"the block at {block.span} is not a range of the text, in order"
            raise ValueError(message)
        last = block.span.end


def lead(text: str, blocks: Sequence[Block]) -> str:
    """Return what a list shows under the title: the standfirst, or how the first paragraph begins."""
    for kind in (BlockKind.STANDFIRST, BlockKind.PARAGRAPH):
        for block in blocks:
            if block.kind is kind and (words := " ".join(block.span.of(text).split())):
                if len(words) <= _LEAD_LENGTH:
                    return words
                return words[:_LEAD_LENGTH].rpartition(" ")[0] or words[:_LEAD_LENGTH]
    return ""
