"""A word, pattern or misspelling to the stems and forms that a segment has for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search_index.engine.batch import mask_of
from search_index.engine.clock import Clock
from search_index.engine.postings import ALL, Source
from search_index.engine.segment import OpenSegment
from search_index.folding import fold
from search_index.query.distance import distance
from search_index.stems import stems_of
from search_index.words import MAX_WORD

MAX_FORMS = 1024
"""A pattern stands for at most so many forms: those in the most entries."""


@dataclass(frozen=True, slots=True)
class Expansion:
    """What was found, and whether there was more than a query may stand for."""

    sources: list[Source]
    capped: bool = False


def of_word(data: OpenSegment, raw: str) -> list[Source]:
    """Give the sources of a word in any of its forms: its stems, and its surface under others."""
    found: list[Source] = []
    for stem in sorted(stems_of(raw, data.stemmers)):
        index = data.stems.find(stem[:MAX_WORD].encode("utf-8", "replace"))
        if index >= 0:
            found.append(Source(index))
    known = {source.stem for source in found}
    found.extend(source for source in of_surface(data, fold(raw)) if source.stem not in known)
    return found


def of_surface(data: OpenSegment, surface: str) -> list[Source]:
    """Give the sources of a word as written."""
    key = surface[:MAX_WORD].encode("utf-8", "replace")
    form = data.surfaces.lower(key)
    forms: list[int] = []
    while form < len(data.surfaces) and data.surfaces[form] == key:
        forms.append(form)
        form += 1
    return _sources(data, np.array(forms, np.int64)).sources


def of_prefix(data: OpenSegment, prefix: str) -> Expansion:
    """Give the sources of all words that begin so."""
    first, last = data.surfaces.range(prefix[:MAX_WORD].encode("utf-8", "replace"))
    return _sources(data, np.arange(first, last))


def of_pattern(data: OpenSegment, pattern: str, clock: Clock, at: int) -> Expansion:
    """Give the sources of all words that fit a pattern with `*` and `?`.

    The longest run of letters in the pattern is looked for in the text of all words at once.
    """
    runs = re.split(r"[*?]+", pattern)
    head = runs[0]
    if head and set(pattern[len(head) :]) == {"*"}:
        return of_prefix(data, head)
    strings = data.surfaces
    first, last = strings.range(head.encode("utf-8", "replace")) if head else (0, len(strings))
    if first >= last:
        return Expansion([])
    fits = re.compile(
        b"".join(_REGEX.get(char, re.escape(char.encode("utf-8", "replace"))) for char in pattern),
        re.DOTALL,
    ).fullmatch
    longest = max(runs[1:], key=len).encode("utf-8", "replace")
    if longest and last - first > 64:
        blob = bytes(strings.blob[strings.starts[first] : strings.starts[last]])
        candidates = _containing(blob, longest, strings.starts[first : last + 1])
        candidates = candidates + first
        if len(runs) == 3 and not runs[0] and not runs[2] and "?" not in pattern:
            return _sources(data, candidates)  # *part*: whatever contains it fits
    else:
        candidates = np.arange(first, last)
    found: list[int] = []
    for count, form in enumerate(candidates.tolist()):
        if not count & 1023:
            clock.check(at)
        if fits(strings[form]):
            found.append(form)
    return _sources(data, np.array(found, np.int64))


_REGEX = {"*": rb"[^\n]*", "?": rb"(?:[\x00-\x7f]|[\xc0-\xff][\x80-\xbf]*)"}


def _containing(blob: bytes, part: bytes, starts: NDArray[Any]) -> NDArray[Any]:
    """Give the indexes of the strings in a text that contain a part."""
    places: list[int] = []
    base = int(starts[0])
    at = blob.find(part)
    while at >= 0:
        places.append(at)
        line = blob.find(b"\n", at)
        at = blob.find(part, line) if line >= 0 else -1
    if not places:
        return np.zeros(0, np.int64)
    index: NDArray[Any] = (
        np.searchsorted(starts, np.array(places, np.int64) + base, side="right") - 1
    )
    return index


def of_fuzzy(data: OpenSegment, word: str, edits: int, clock: Clock, at: int) -> Expansion:
    """Give the sources of all words within some mistakes of a word, the first letter being right."""
    word = word[:MAX_WORD]
    if not word:
        return Expansion([])
    first, last = data.surfaces.range(word[0].encode("utf-8", "replace"))
    letters = data.form_letters[first:last].astype(np.int16)
    near = np.abs(letters - len(word)) <= edits
    differing = np.bitwise_count(data.form_mask[first:last] ^ np.uint32(mask_of(word)))
    candidates = np.flatnonzero(near & (differing <= 2 * edits)) + first
    found: list[int] = []
    for count, form in enumerate(candidates.tolist()):
        if not count & 255:
            clock.check(at)
        if distance(word, data.surfaces.text(form), edits) <= edits:
            found.append(form)
    return _sources(data, np.array(found, np.int64))


def _sources(data: OpenSegment, forms: NDArray[Any]) -> Expansion:
    """Group forms by stem; a stem all of whose forms are wanted is read whole."""
    if not len(forms):
        return Expansion([])
    stems = data.form_stem[forms]
    capped = len(forms) > MAX_FORMS
    if capped:
        keep = np.sort(np.argsort(-data.df[stems].astype(np.int64), kind="stable")[:MAX_FORMS])
        forms, stems = forms[keep], stems[keep]
    numbers = data.form_number[forms]
    wanted: dict[int, list[int]] = {}
    for stem, number in zip(stems.tolist(), numbers.tolist(), strict=True):
        wanted.setdefault(stem, []).append(number)
    return Expansion(
        [
            Source(stem, ALL if len(some) == data.stem_forms[stem] else frozenset(some))
            for stem, some in wanted.items()
        ],
        capped,
    )
