"""The values of a field (sources, tags, kinds...): which entries have which, both ways round."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from search_index.engine.container import Sections, SectionWriter
from search_index.engine.strings import Strings, clean, write_strings
from search_index.folding import fold
from search_index.words import Words

_words = Words()


def fold_value(text: str) -> str:
    """Give a value as it is compared: its words folded, one space between them."""
    if text.isascii() and text.isalnum():
        return text.lower()
    return " ".join(token.surface for token in _words.tokens(text)) or fold(text)


def write_values(sections: SectionWriter, field: str, values: list[tuple[str, ...]]) -> None:
    """Write the values of each entry."""
    known: dict[bytes, int] = {}
    numbers: list[int] = []
    counts = np.zeros(len(values), np.int64)
    for index, items in enumerate(values):
        counts[index] = len(items)
        numbers.extend(known.setdefault(clean(item).encode(), len(known)) for item in items)
    order = sorted(known)
    rank = np.zeros(len(known), np.int64)
    for place, item in enumerate(order):
        rank[known[item]] = place
    ordinals = rank[np.array(numbers, np.int64)] if numbers else np.zeros(0, np.int64)
    put_values(sections, field, order, ordinals, counts)


def put_values(
    sections: SectionWriter,
    field: str,
    values: list[bytes],
    ordinals: NDArray[Any],
    counts: NDArray[Any],
) -> None:
    """Write sorted values, and the values' ordinals of each entry in turn."""
    name = f"value.{field}"
    width = "<u1" if len(values) <= 256 else "<u2" if len(values) <= 65536 else "<u4"
    write_strings(sections, name, values)
    sections.add_array(f"{name}.ordinals{width[1:]}", ordinals, width)
    if not (len(counts) and (counts == 1).all()):
        sections.add_array(f"{name}.counts", counts, "<u4")


class Values:
    """The values of a field in one segment."""

    def __init__(self, sections: Sections, field: str, entries: int) -> None:
        name = f"value.{field}"
        self.strings = Strings(sections, name)
        width = next(w for w in ("u1", "u2", "u4") if f"{name}.ordinals{w}" in sections)
        self.ordinals = sections.array(f"{name}.ordinals{width}", f"<{width}")
        self.counts = (
            sections.array(f"{name}.counts", "<u4") if f"{name}.counts" in sections else None
        )
        self._entries = entries
        self._owner: NDArray[Any] | None = None
        self._labels: list[str] | None = None
        self._folded: list[str] | None = None

    @property
    def owner(self) -> NDArray[Any]:
        """The entry of each ordinal."""
        if self._owner is None:
            everyone = np.arange(self._entries, dtype=np.int64)
            self._owner = everyone if self.counts is None else np.repeat(everyone, self.counts)
        return self._owner

    @property
    def labels(self) -> list[str]:
        """All values as written."""
        if self._labels is None:
            self._labels = [item.decode() for item in self.strings.all()]
        return self._labels

    @property
    def folded(self) -> list[str]:
        """All values as they are compared."""
        if self._folded is None:
            self._folded = [fold_value(label) for label in self.labels]
        return self._folded

    def entries_with(self, ordinals: list[int]) -> NDArray[Any]:
        """Give the entries that have any of some values, rising."""
        if not ordinals:
            return np.zeros(0, np.int64)
        if len(ordinals) == 1:
            fits = self.ordinals == ordinals[0]
        else:
            wanted = np.zeros(len(self.strings), bool)
            wanted[ordinals] = True
            fits = wanted[self.ordinals]
        found = self.owner[fits]
        return np.unique(found) if self.counts is not None and len(ordinals) > 1 else found

    def count(self, chosen: NDArray[np.bool_]) -> NDArray[Any]:
        """Count the values among the entries that are chosen."""
        which = self.ordinals[chosen] if self.counts is None else self.ordinals[chosen[self.owner]]
        return np.bincount(which, minlength=len(self.strings))
