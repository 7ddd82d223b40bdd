"""One segment, read: its words, postings, values, names and days as arrays over a memory map."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search_index.engine.columns import LONG, SMALL, read_gaps, read_halves
from search_index.engine.container import Damaged, Sections
from search_index.engine.names import Names
from search_index.engine.strings import Strings
from search_index.engine.values import Values

Ints = NDArray[Any]


_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each stem's postings stand in the columns: starts, with the end of the last behind."""

    posting: Ints
    position: Ints
    small: Ints
    form: Ints


class OpenSegment:
    """What is in one segment's file; knows nothing of deletions, and never changes."""

    def __init__(self, path: Path) -> None:
        self.sections = Sections(path)
        try:
            self.entries = int(self.sections.meta["entries"])
            self.words = int(self.sections.meta["words"])
            self.stemmers = frozenset(map(str, self.sections.meta["stemmers"]))
        except (KeyError, TypeError, ValueError) as error:
            raise Damaged(f"{path.name} does not say what it holds") from error
        self._values: dict[str, Values] = {}
        self._overs: dict[str, tuple[Ints, Ints]] = {}

    @cached_property
    def stems(self) -> Strings:
        """All stems, sorted."""
        return Strings(self.sections, "stems")

    @cached_property
    def surfaces(self) -> Strings:
        """All forms' surfaces, sorted; one stands as often as it has stems."""
        return Strings(self.sections, "surfaces")

    @cached_property
    def form_stem(self) -> Ints:
        """The stem of each form."""
        return self.sections.array("form.stem", "<u4")

    @cached_property
    def form_number(self) -> Ints:
        """The number of each form within its stem."""
        return self.sections.array("form.number", "<u4")

    @cached_property
    def form_letters(self) -> Ints:
        """The length of each form in letters, 255 at most."""
        return self.sections.array("form.letters", "<u1")

    @cached_property
    def form_mask(self) -> Ints:
        """The letters of each form, as a set of 32 bits."""
        return self.sections.array("form.mask", "<u4")

    @cached_property
    def stem_forms(self) -> Ints:
        """How many forms each stem has."""
        return self.sections.array("stem.forms", "<u4")

    @cached_property
    def df(self) -> Ints:
        """How many entries each stem is in."""
        return self.sections.array("df", "<u4")

    @cached_property
    def cf(self) -> Ints:
        """How often each stem stands in all entries."""
        return self.sections.array("cf", "<u4")

    @cached_property
    def lengths(self) -> Ints:
        """How many words each entry has."""
        return self.sections.array("lengths", "<u4")

    @cached_property
    def starts(self) -> Ints:
        """The first position of each region of each entry."""
        return self.sections.array("starts", "<u4").reshape(self.entries, 4)

    @cached_property
    def days(self) -> Ints:
        """The day of each entry, 0 where it has none."""
        return self.sections.array("days", "<i4")

    @cached_property
    def months(self) -> Ints:
        """The month of each entry, year * 12 + month, 0 where it has none."""
        days = (self.days.astype(np.int64) - _EPOCH).astype("datetime64[D]")
        since_1970 = days.astype("datetime64[M]").astype(np.int64)
        return np.where(self.days > 0, since_1970 + 1970 * 12 + 1, 0)

    @cached_property
    def added(self) -> Ints:
        """The day on which each entry was added, 0 where it is not known."""
        return self.sections.array("added", "<i4")

    @cached_property
    def keys(self) -> Strings:
        """All keys, sorted."""
        return Strings(self.sections, "keys")

    @cached_property
    def key_entry(self) -> Ints:
        """The entry of each key, in the keys' order."""
        return self.sections.array("key.entry", "<u4")

    @cached_property
    def key_rank(self) -> Ints:
        """The place of each entry's key among the keys."""
        return self.sections.array("key.rank", "<u4")

    @cached_property
    def names(self) -> Names:
        """The entities named."""
        return Names(self.sections, self.entries)

    def values(self, field: str) -> Values:
        """Give the values of a field."""
        if field not in self._values:
            self._values[field] = Values(self.sections, field, self.entries)
        return self._values[field]

    def key(self, entry: int) -> str:
        """Give an entry's key."""
        return self.keys.text(int(self.key_rank[entry]))

    def entries_of(self, key: str) -> list[int]:
        """Give the entries of a key: one, or more where older ones were deleted at once."""
        wanted = key.encode("utf-8", "replace")
        index = self.keys.lower(wanted)
        found: list[int] = []
        while index < len(self.keys) and self.keys[index] == wanted:
            found.append(int(self.key_entry[index]))
            index += 1
        return found

    @cached_property
    def layout(self) -> Layout:
        """Where each stem's postings stand."""
        df, cf = self.df, self.cf
        forms = self.stem_forms
        width = np.where(forms > 256, 2, np.where(forms > 1, 1, 0))
        return Layout(
            _starts(df), _starts(cf), _starts(np.where(df < SMALL, df, 0)), _starts(cf * width)
        )

    @cached_property
    def _big(self) -> tuple[Ints, Ints]:
        places = self.sections.array("big", "<u8")
        stems = np.flatnonzero(self.df >= SMALL)
        if len(stems) != len(places):
            raise Damaged(f"{self.sections.path.name} does not fit together")
        return stems, np.append(places, np.uint64(self.sections.length("ids.big") << 3))

    def ids(self, stem: int) -> Ints:
        """Give the entries a stem is in, rising, as numbers that arrays are indexed by."""
        count = int(self.df[stem])
        if count < SMALL:
            start = int(self.layout.small[stem])
            return self.sections.part("ids.small", "<u4", start, start + count).astype(np.int64)
        stems, places = self._big
        index = int(np.searchsorted(stems, stem))
        start, end = int(places[index]) >> 3, int(places[index + 1]) >> 3
        return read_gaps(self.sections.view("ids.big", start, end), int(places[index]) & 7, count)

    def tf(self, stem: int) -> Ints:
        """Give how often a stem stands in each of its entries."""
        return self.span("tf", stem, stem + 1)

    def heavier(self, stem: int) -> tuple[Ints, Ints]:
        """Give which of a stem's postings count more, and how much."""
        return self.heavier_span(stem, stem + 1)

    def positions(self, stem: int) -> Ints:
        """Give all positions of a stem, entry by entry."""
        return self.span("pos", stem, stem + 1)

    def numbers(self, stem: int) -> Ints | None:
        """Give the number of the form at each position; None where there is only one form."""
        forms = int(self.stem_forms[stem])
        if forms == 1:
            return None
        start, end = int(self.layout.form[stem]), int(self.layout.form[stem + 1])
        return np.frombuffer(
            self.sections.view("forms", start, end), "<u1" if forms <= 256 else "<u2"
        )

    def span(self, column: str, low: int, high: int) -> Ints:
        """Give a column of the postings of stems low to high: `tf`, `pos`, `forms`, `ids.small`.

        For `forms` no stem among them may have more than 256.
        """
        layout = {
            "tf": self.layout.posting, "pos": self.layout.position, "forms": self.layout.form,
            "ids.small": self.layout.small,
        }[column]  # fmt: skip
        start, end = int(layout[low]), int(layout[high])
        if column == "tf":
            return self._mended(self._halves("tf", start, end), "tf.over", start, end)
        if column == "pos":
            return self._positions(start, end)
        return self.sections.part(column, "<u1" if column == "forms" else "<u4", start, end)

    def _positions(self, start: int, end: int) -> Ints:
        if "pos.high8" in self.sections:
            high = self.sections.part("pos.high8", "<u1", start, end).astype(np.uint16)
        else:
            high = self._halves("pos.high4", start, end).astype(np.uint16)
        high <<= 8
        high |= self.sections.part("pos.low", "<u1", start, end)
        return self._mended(high, "pos.over", start, end)

    def tf_at(self, postings: Ints) -> Ints:
        """Give how often stems stand in entries, by posting."""
        packed = self.sections.touch("tf", "<u1", postings >> 1)
        tf = (packed >> ((postings & 1) << 2).astype(np.uint8) & 15).astype(np.int64)
        return self._mended_at(tf, 15, "tf.over", postings)

    def positions_at(self, where: Ints) -> Ints:
        """Give positions by their places in the column."""
        if "pos.high8" in self.sections:
            high = self.sections.touch("pos.high8", "<u1", where).astype(np.int64)
            most = 255
        else:
            packed = self.sections.touch("pos.high4", "<u1", where >> 1)
            high = (packed >> ((where & 1) << 2).astype(np.uint8) & 15).astype(np.int64)
            most = 15
        low = self.sections.touch("pos.low", "<u1", where)
        return self._mended_at(high << 8 | low, most << 8, "pos.over", where)

    def extra_at(self, postings: Ints) -> Ints:
        """Give what postings count beyond their occurrences."""
        at, extra = self._over("extra")
        found = np.zeros(len(postings), np.int64)
        if len(at):
            place = np.minimum(np.searchsorted(at, postings), len(at) - 1)
            fits = at[place] == postings
            found[fits] = extra[place[fits]]
        return found

    def _mended_at(self, values: Ints, most: int, name: str, where: Ints) -> Ints:
        at, over = self._over(name)
        high = np.flatnonzero(values >= most)
        if len(high):
            values[high] = over[np.searchsorted(at, where[high])]
        return values

    def _halves(self, name: str, start: int, end: int) -> Ints:
        content = self.sections.view(name, start // 2, (end + 1) // 2)
        return read_halves(content, start, end - start)

    @cached_property
    def long_positions(self) -> int:
        """How many positions need more than 12 bits."""
        if "pos.high8" not in self.sections:
            return len(self._over("pos.over")[0])
        return int((self.sections.array("pos.high8", "<u1") >= LONG >> 8).sum())

    def heavier_span(self, low: int, high: int) -> tuple[Ints, Ints]:
        """Give which postings of stems low to high count more, and how much."""
        start, end = int(self.layout.posting[low]), int(self.layout.posting[high])
        at, extra = self._over("extra")
        first, last = np.searchsorted(at, (start, end))
        return at[first:last].astype(np.int64) - start, extra[first:last]

    def _over(self, name: str) -> tuple[Ints, Ints]:
        known: tuple[Ints, Ints] | None = self._overs.get(name)
        if known is None:
            width = "<u2" if name == "extra" else "<u4"
            known = (
                self.sections.array(f"{name}.at", "<u4"),
                self.sections.array(name, width),
            )
            self._overs[name] = known
        return known

    def _mended(self, values: Ints, name: str, start: int, end: int) -> Ints:
        """Put in the values that did not fit into their column."""
        at, over = self._over(name)
        if not len(at):
            return values
        first, last = np.searchsorted(at, (start, end))
        if first == last:
            return values
        values = values.astype(np.uint32)
        values[at[first:last].astype(np.int64) - start] = over[first:last]
        return values

    @cached_property
    def sentence_ends(self) -> tuple[Ints, Ints]:
        """Positions at which a sentence begins, by entry, as entry << 32 | position; with the counts."""
        counts = self.sections.array("sentences.count", "<u4")
        gaps = self.sections.array("sentences", "<u2").astype(np.int64)
        owner = np.repeat(np.arange(self.entries, dtype=np.int64), counts)
        total = np.cumsum(gaps)
        firsts = np.cumsum(counts, dtype=np.int64) - counts
        before = np.concatenate(([0], total))[firsts]
        relative = total - np.repeat(before, counts)
        return (owner << 32) + relative + self.starts[owner, 3].astype(np.int64), counts


def _starts(counts: Ints) -> Ints:
    starts = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=starts[1:])
    return starts
