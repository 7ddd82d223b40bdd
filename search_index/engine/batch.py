"""Entries gathered in memory, to be written as one segment."""

from __future__ import annotations

from array import array
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search_index.engine.columns import LONG, Chunk, ColumnWriter, are_long
from search_index.engine.container import SectionWriter
from search_index.engine.names import NameTable
from search_index.engine.strings import clean, write_strings
from search_index.engine.values import write_values
from search_index.entry import Entry
from search_index.schema import (
    BODY,
    EXTRA,
    GAP,
    TITLE,
    VALUES,
    day_of,
    regions_of,
    values_of,
)
from search_index.stems import NONE
from search_index.words import Words, is_break, is_dense, raw_words

MAX_WORDS = 3_000_000
"""A batch with more words than this is written before it grows further: some 300 MB at the peak."""

_BREAK = 0


class Batch:
    """Takes entries, each key once, and writes them as a segment."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self._forms: list[tuple[str, str]] = [("", "")]  # number 0 is the end of a sentence
        self._numbers: dict[tuple[str, str], int] = {("", ""): _BREAK}
        self._stemmers: set[str] = set()
        self._languages: dict[str, _Numbered] = {}
        self._words = array("I")
        self._run_entry = array("I")
        self._run_region = array("B")
        self._run_length = array("I")
        self._starts = array("I")
        self._days = array("i")
        self._added = array("i")
        self._values: dict[str, list[tuple[str, ...]]] = {field: [] for field in VALUES}
        self._names = NameTable()

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def full(self) -> bool:
        """Whether it should be written before more is added."""
        return len(self._words) >= MAX_WORDS

    def add(self, entry: Entry) -> None:
        """Take an entry."""
        numbered = self._language(entry.language)
        number = len(self.keys)
        words = self._words
        position = 0
        for part in regions_of(entry):
            self._starts.append(position)
            before = len(words)
            if part.text:
                numbered.extend(words, clean_text(part.text))
            length = len(words) - before
            if length:
                self._run_entry.append(number)
                self._run_region.append(part.region)
                self._run_length.append(length)
            if part.region != BODY:
                position += length - words[before:].count(_BREAK) + GAP
        self.keys.append(clean(entry.key))
        self._days.append(day_of(entry.date))
        self._added.append(day_of(entry.added))
        for field, values in values_of(entry).items():
            self._values[field].append(values)
        self._names.add(entry.names)

    def _language(self, language: str) -> _Numbered:
        language = language.partition("-")[0].lower()
        if language not in self._languages:
            self._languages[language] = _Numbered(language, self._number, self._stemmers)
        return self._languages[language]

    def _number(self, surface: str, stem: str) -> int:
        pair = (surface, stem)
        number = self._numbers.get(pair)
        if number is None:
            number = self._numbers[pair] = len(self._forms)
            self._forms.append(pair)
        return number

    def write(self, sections: SectionWriter) -> None:
        """Write all entries as the sections of a segment."""
        count = len(self.keys)
        words = np.frombuffer(self._words, np.uint32) if self._words else np.zeros(0, np.uint32)
        run_length = np.array(self._run_length, np.int64)
        run_entry = np.array(self._run_entry, np.int64)
        run_region = np.array(self._run_region, np.int64)
        starts = np.array(self._starts, np.int64).reshape(count, 4)
        real = words != _BREAK
        ordinal = np.cumsum(real) - 1
        run_first = np.cumsum(run_length) - run_length
        before = np.concatenate(([-1], ordinal))[run_first] + 1 if len(run_first) else run_first
        base = starts[run_entry, run_region] - before
        pos = (ordinal + np.repeat(base, run_length)).astype(np.uint32)
        entry = np.repeat(run_entry, run_length).astype(np.uint32)
        sentences(sections, ~real, pos, entry, starts, count)
        extra = np.repeat(np.array(EXTRA, np.uint8)[run_region], run_length)
        lengths = np.bincount(entry[real], minlength=count)
        self._write_words(sections, words[real], entry[real], pos[real], extra[real])
        sections.add_array("lengths", lengths, "<u4")
        sections.add_array("starts", starts, "<u4")
        sections.add_array("days", np.array(self._days), "<i4")
        sections.add_array("added", np.array(self._added), "<i4")
        write_keys(sections, [key.encode() for key in self.keys])
        for field in VALUES:
            write_values(sections, field, self._values[field])
        self._names.write(sections)
        meta = {
            "entries": count,
            "words": int(lengths.sum()),
            "stemmers": sorted(self._stemmers - {NONE}),
        }
        sections.finish(meta)

    def _write_words(
        self,
        sections: SectionWriter,
        words: NDArray[Any],
        entry: NDArray[Any],
        pos: NDArray[Any],
        extra: NDArray[Any],
    ) -> None:
        order = sorted(range(1, len(self._forms)), key=lambda i: _stem_first(self._forms[i]))
        pairs = [_stem_first(self._forms[i]) for i in order]
        stem_of, number_of, stems, form_counts = number_forms(pairs)
        rank = np.zeros(len(self._forms), np.int64)
        number = np.zeros(len(self._forms), np.uint32)
        rank[order] = stem_of
        number[order] = number_of
        # Sorting packed numbers is many times faster than sorting indexes by stem.
        keys = (rank[words] << 32) | np.arange(len(words), dtype=np.int64)
        keys.sort()
        at = keys & 0xFFFFFFFF
        ranks = keys >> 32
        del keys
        entry, pos, extra, number = entry[at], pos[at], extra[at], number[words[at]]
        first = np.ones(len(at), bool)
        first[1:] = (ranks[1:] != ranks[:-1]) | (entry[1:] != entry[:-1])
        begins = np.flatnonzero(first)
        tf = np.diff(np.append(begins, len(at)))
        weight = np.add.reduceat(extra, begins, dtype=np.int64) if len(begins) else begins
        df = np.bincount(ranks[begins], minlength=len(stems))
        columns = ColumnWriter(long=are_long(int((pos >= LONG).sum()), len(pos)))
        try:
            columns.put(Chunk(df, form_counts, entry[begins], tf, weight, pos, number))
            columns.finish(sections)
        finally:
            columns.abandon()
        write_forms(sections, stems, pairs, stem_of, number_of, form_counts)


class _Numbered:
    """The words of one language, as numbers of their forms."""

    def __init__(self, language: str, number: Any, stemmers: set[str]) -> None:
        self._words = Words(language)
        self._number = number
        self._stemmers = stemmers
        self._known = _Known(self)

    def extend(self, words: array[int], text: str) -> None:
        """Append the numbers of a text's words, and of its sentence ends."""
        if is_dense(text):
            number = self._number
            words.extend(number(token.surface, token.stem) for token in self._words.tokens(text))
        else:
            words.extend(map(self._known.__getitem__, raw_words(text)))

    def learn(self, raw: str) -> int:
        """Give the number of a word that was not met before."""
        if is_break(raw):
            return _BREAK
        form = self._words.form(raw)
        self._stemmers.add(form.stemmer)
        number: int = self._number(form.surface, form.stem)
        return number


class _Known(dict[str, int]):
    def __init__(self, numbered: _Numbered) -> None:
        super().__init__()
        self._numbered = numbered

    def __missing__(self, raw: str) -> int:
        number = self[raw] = self._numbered.learn(raw)
        return number


def clean_text(text: str) -> str:
    """Make a text safe to keep words of: no lone surrogates; every offset stays."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _stem_first(form: tuple[str, str]) -> tuple[bytes, bytes]:
    return form[1].encode(), form[0].encode()


def number_forms(
    pairs: list[tuple[bytes, bytes]],
) -> tuple[NDArray[Any], NDArray[Any], list[bytes], NDArray[Any]]:
    """Give, for sorted (stem, surface) pairs, the stem's rank and the form's number within it.

    Beside those the stems themselves, and how many forms each has.
    """
    stems: list[bytes] = []
    stem_of = np.zeros(len(pairs), np.int64)
    last: bytes | None = None
    for index, (stem, _) in enumerate(pairs):
        if stem != last:
            stems.append(stem)
            last = stem
        stem_of[index] = len(stems) - 1
    counts = np.bincount(stem_of, minlength=len(stems)) if pairs else np.zeros(0, np.int64)
    firsts = np.cumsum(counts) - counts
    number_of = np.arange(len(pairs)) - firsts[stem_of] if pairs else stem_of
    return stem_of, number_of, stems, counts


def write_forms(
    sections: SectionWriter,
    stems: list[bytes],
    pairs: list[tuple[bytes, bytes]],
    stem_of: NDArray[Any],
    number_of: NDArray[Any],
    counts: NDArray[Any],
) -> None:
    """Write the dictionary: stems in order, and forms in order of their surface."""
    order = sorted(range(len(pairs)), key=lambda index: pairs[index][1])
    surfaces = [pairs[index][1] for index in order]
    write_strings(sections, "stems", stems)
    write_strings(sections, "surfaces", surfaces)
    sections.add_array("stem.forms", counts, "<u4")
    sections.add_array("form.stem", stem_of[order], "<u4")
    sections.add_array("form.number", number_of[order], "<u4")
    letters, masks = letters_of(surfaces)
    sections.add_array("form.letters", letters, "<u1")
    sections.add_array("form.mask", masks, "<u4")


def letters_of(surfaces: list[bytes]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Give each surface's length in letters and the set of its letters, as 32 bits."""
    letters = np.zeros(len(surfaces), np.uint8)
    masks = np.zeros(len(surfaces), np.uint32)
    for index, surface in enumerate(surfaces):
        text = surface.decode()
        letters[index] = min(len(text), 255)
        masks[index] = mask_of(text)
    return letters, masks


def mask_of(text: str) -> int:
    """Give the set of a word's letters, folded into 32 bits."""
    mask = 0
    for char in text:
        mask |= 1 << (ord(char) & 31)
    return mask


def write_keys(sections: SectionWriter, keys: list[bytes]) -> None:
    """Write the keys in order, with the entry of each, and each entry's rank among them."""
    order = sorted(range(len(keys)), key=keys.__getitem__)
    write_strings(sections, "keys", [keys[index] for index in order])
    rank = np.zeros(len(keys), np.int64)
    rank[order] = np.arange(len(keys))
    sections.add_array("key.entry", np.array(order, np.int64), "<u4")
    sections.add_array("key.rank", rank, "<u4")


def sentences(
    sections: SectionWriter,
    ends: NDArray[Any],
    pos: NDArray[Any],
    entry: NDArray[Any],
    starts: NDArray[Any],
    count: int,
) -> None:
    """Write the position after each sentence's end, by entry."""
    at = np.flatnonzero(ends)
    after = pos[at].astype(np.int64) + 1
    owner = entry[at].astype(np.int64)
    body = after > starts[owner, BODY] if len(owner) else np.zeros(0, bool)
    after, owner = after[body], owner[body]
    fresh = np.ones(len(after), bool)
    fresh[1:] = (after[1:] != after[:-1]) | (owner[1:] != owner[:-1])
    after, owner = after[fresh], owner[fresh]
    relative = after - starts[owner, BODY] if len(owner) else after
    previous = np.zeros(len(relative), np.int64)
    same = owner[1:] == owner[:-1]
    previous[1:][same] = relative[:-1][same]
    sections.add_array("sentences", np.minimum(relative - previous, 65535), "<u2")
    sections.add_array("sentences.count", np.bincount(owner, minlength=count), "<u4")


assert TITLE == 0
