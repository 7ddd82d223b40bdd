"""Tables for spreadsheets: no cell of ours is ever taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return CSV with one line of heads; words that a spreadsheet would run get an apostrophe before them."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heads)
    for row in rows:
        writer.writerow([plain(cell) if isinstance(cell, str) else cell for cell in row])
    return out.getvalue()


def plain(cell: str) -> str:
    """Return the cell as words: numbers and formulas that someone else wrote stay what they are, words."""
    return "'" + cell if cell.startswith(_FORMULA) else cell
