"""Our own lists of names, written by hand as text, one thing a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).with_name("lists")


@dataclass(frozen=True)
class Listed:
    """One thing of a list: its name and its spellings, each with whether it needs a second word for it."""

    part: str
    name: str
    spellings: tuple[tuple[str, bool], ...]
    alone: frozenset[str]
    """Spellings marked "!": enough by themselves to know who is meant."""


def listed(name: str) -> Iterator[Listed]:
    """Read a list: "name | spelling | spelling?"; a line "= part" opens a part of it."""
    part = ""
    for line in _lines(name):
        if line.startswith("="):
            part = line.lstrip("= ")
            continue
        pieces = [piece.strip() for piece in line.split("|")]
        spellings = tuple((piece.rstrip("?!"), piece.endswith("?")) for piece in pieces)
        alone = frozenset(piece.rstrip("!") for piece in pieces if piece.endswith("!"))
        yield Listed(part, spellings[0][0], spellings, alone)


def words(name: str) -> frozenset[str]:
    """Read a list of single words without those marked "?"."""
    return frozenset(
        word for line in _lines(name) for word in line.split() if not word.endswith("?")
    )


def _lines(name: str) -> Iterator[str]:
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()
