"""Entities named in entries: which entry names which, and how each is spelled.

A name is known by its kind and entity number. Its words lead to it (`names.words`), so that any word of
any spelling finds the entity, and the entity finds all entries that name it, however they spell it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search_index.engine.container import Damaged, Sections, SectionWriter
from search_index.engine.strings import Strings, clean, write_strings
from search_index.engine.values import fold_value
from search_index.entry import Name

_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True, order=True)
class NameId:
    """What a name is known by."""

    kind: str
    entity: int


class NameTable:
    """Gathers the names of entries, in turn."""

    def __init__(self) -> None:
        self._known: dict[NameId, tuple[str, tuple[str, ...]]] = {}
        self._entries: list[list[NameId]] = []

    def add(self, names: Sequence[Name]) -> None:
        """Take the names of the next entry."""
        ids: dict[NameId, None] = {}
        for name in names:
            key = NameId(clean(name.kind), name.entity)
            ids[key] = None
            self._known[key] = (name.name, tuple(dict.fromkeys((name.name, *name.spellings))))
        self._entries.append(list(ids))

    def write(self, sections: SectionWriter) -> None:
        """Write everything."""
        order = sorted(self._known)
        rank = {key: index for index, key in enumerate(order)}
        counts = np.array([len(ids) for ids in self._entries], np.int64)
        ordinals = np.array([rank[key] for ids in self._entries for key in ids], np.int64)
        put_names(sections, [(key, *self._known[key]) for key in order], ordinals, counts)


def put_names(
    sections: SectionWriter,
    names: list[tuple[NameId, str, tuple[str, ...]]],
    ordinals: NDArray[Any],
    counts: NDArray[Any],
) -> None:
    """Write names in order of their ids, and the names' ordinals of each entry in turn."""
    words: dict[str, set[int]] = {}
    for index, (_, _, spellings) in enumerate(names):
        for spelling in spellings:
            for word in fold_value(spelling).split():
                words.setdefault(word, set()).add(index)
    order = sorted(words, key=str.encode)
    found = [sorted(words[word]) for word in order]
    kinds = sorted({key.kind for key, _, _ in names})
    write_strings(sections, "names", [_line(*name) for name in names])
    sections.add_array("names.kind", np.array([kinds.index(n[0].kind) for n in names]), "<u1")
    sections.add_array("names.entity", np.array([n[0].entity for n in names]), "<i8")
    sections.add("names.kinds", json.dumps(kinds).encode())
    write_strings(sections, "names.words", [word.encode() for word in order])
    sections.add_array("names.words.counts", np.array([len(f) for f in found]), "<u4")
    sections.add_array("names.words.names", np.array([i for f in found for i in f]), "<u4")
    sections.add_array("names.ordinals", ordinals, "<u4")
    sections.add_array("names.counts", counts, "<u4")


def _line(_key: NameId, name: str, spellings: tuple[str, ...]) -> bytes:
    return json.dumps([name, *spellings], ensure_ascii=True, separators=(",", ":")).encode()


class Names:
    """The names in one segment."""

    def __init__(self, sections: Sections, entries: int) -> None:
        self._lines = Strings(sections, "names")
        self._words = Strings(sections, "names.words")
        self.kinds: list[str] = json.loads(bytes(sections.view("names.kinds")))
        self.kind = sections.array("names.kind", "<u1")
        self.entity = sections.array("names.entity", "<i8")
        counts = sections.array("names.words.counts", "<u4")
        self._word_ends = np.cumsum(counts, dtype=np.int64)
        self._word_names = sections.array("names.words.names", "<u4")
        self.ordinals = sections.array("names.ordinals", "<u4")
        self.counts = sections.array("names.counts", "<u4")
        self._entries = entries
        self._owner: NDArray[Any] | None = None
        self._spelled: dict[int, tuple[str, tuple[str, ...]]] = {}

    def __len__(self) -> int:
        return len(self._lines)

    @property
    def owner(self) -> NDArray[Any]:
        """The entry of each ordinal."""
        if self._owner is None:
            self._owner = np.repeat(np.arange(self._entries, dtype=np.int64), self.counts)
        return self._owner

    def id(self, ordinal: int) -> NameId:
        """Give a name's id."""
        return NameId(self.kinds[self.kind[ordinal]], int(self.entity[ordinal]))

    def spelled(self, ordinal: int) -> tuple[str, tuple[str, ...]]:
        """Give a name as shown, and all its spellings."""
        known = self._spelled.get(ordinal)
        if known is not None:
            return known
        try:
            name, *spellings = json.loads(self._lines[ordinal])
        except ValueError as error:
            raise Damaged("a name cannot be read") from error
        if len(self._spelled) > _REMEMBERED:
            self._spelled.clear()
        known = self._spelled[ordinal] = (name, tuple(spellings))
        return known

    def kind_range(self, kind: str) -> tuple[int, int]:
        """Give the first ordinal of a kind, and the one after the last."""
        number = self.kinds.index(kind)
        first, last = np.searchsorted(self.kind, (number, number + 1))
        return int(first), int(last)

    def with_word(self, word: str, *, prefix: bool) -> set[int]:
        """Give the ordinals of names with a word, or with a word that begins so, in a spelling."""
        key = word.encode("utf-8", "replace")
        if prefix:
            first, last = self._words.range(key)
        else:
            first = self._words.find(key)
            last = first + 1
            if first < 0:
                return set()
        if first >= last:
            return set()
        start = int(self._word_ends[first - 1]) if first else 0
        return set(self._word_names[start : int(self._word_ends[last - 1])].tolist())

    def ordinals_of(self, ids: Iterable[NameId]) -> list[int]:
        """Give the ordinals of those ids that are here."""
        found: list[int] = []
        for key in ids:
            if key.kind not in self.kinds:
                continue
            # Names are in order of their kinds and then of their entities.
            first, last = self.kind_range(key.kind)
            ordinal = first + int(np.searchsorted(self.entity[first:last], key.entity))
            if ordinal < last and self.entity[ordinal] == key.entity:
                found.append(ordinal)
        return found

    def entries_with(self, ordinals: list[int]) -> NDArray[Any]:
        """Give the entries that name any of some names, rising."""
        if not ordinals:
            return np.zeros(0, np.int64)
        if len(ordinals) == 1:
            single: NDArray[Any] = self.owner[self.ordinals == ordinals[0]]
            return single
        wanted = np.zeros(len(self), bool)
        wanted[ordinals] = True
        return np.unique(self.owner[wanted[self.ordinals]])

    def count(self, chosen: NDArray[np.bool_]) -> NDArray[Any]:
        """Count the names among the entries that are chosen."""
        return np.bincount(self.ordinals[chosen[self.owner]], minlength=len(self))
