"""Finding words in the open article: any case, any kind of quotation mark, dash or space."""

from __future__ import annotations

import re

from desktop.model.spans import Span

_ALIKE = ("'’‘ʼ", '"“”„«»', "-‐‑–—", " \u00a0\u202f\u2009\n")


def find(text: str, wanted: str) -> list[Span]:
    """Return where `wanted` stands in `text`, in order; hits do not overlap."""
    if not wanted.strip():
        return []
    return [Span(*hit.span()) for hit in re.finditer(_pattern(wanted), text, re.IGNORECASE)]


def _pattern(wanted: str) -> str:
    parts = []
    for character in wanted:
        alike = next((group for group in _ALIKE if character in group), None)
        parts.append(re.escape(character) if alike is None else f"[{re.escape(alike)}]")
    return "".join(parts)
