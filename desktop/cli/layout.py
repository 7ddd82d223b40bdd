"""Text for people: tables, wrapped paragraphs and numbers, as wide as the terminal is."""

from __future__ import annotations

import shutil
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence

GAP = "  "


def width() -> int:
    """Return how many columns there are to write in: those of the terminal, within reason."""
    return max(40, min(shutil.get_terminal_size((100, 24)).columns, 120))


def columns(text: str) -> int:
    """Return how many columns of a terminal `text` takes."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.combining(char) != 0 for char in text)


def fitted(text: str, room: int) -> str:
    """Return `text` on one line of exactly so many columns, cut with an ellipsis or filled with spaces."""
    text = " ".join(text.split())
    if columns(text) > room:
        while text and columns(text) > room - 1:
            text = text[:-1]
        text = text.rstrip() + "…"
    return text + " " * (room - columns(text))


def table(heads: Sequence[str], rows: Iterable[Sequence[object]], *, grow: int) -> list[str]:
    """Return the lines of a table; the column `grow` takes the room that the others leave."""
    cells = [[str(cell) if cell is not None else "" for cell in row] for row in rows]
    if not cells:
        return []
    cells = [[" ".join(cell.split()) for cell in row] for row in (list(heads), *cells)]
    rooms = [min(max(map(columns, column)), 28) for column in zip(*cells, strict=True)]
    others = sum(room for index, room in enumerate(rooms) if index != grow)
    widest = max(columns(row[grow]) for row in cells)
    rooms[grow] = max(12, min(widest, width() - others - len(GAP) * (len(rooms) - 1)))
    return [
        GAP.join(fitted(cell, room) for cell, room in zip(row, rooms, strict=True)).rstrip()
        for row in cells
    ]


def wrapped(text: str, *, indent: str = "") -> list[str]:
    """Return `text` wrapped to the width, every line indented."""
    return textwrap.wrap(
        text,
        width(),
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [indent.rstrip()]


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return "1 article", "2 articles"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
