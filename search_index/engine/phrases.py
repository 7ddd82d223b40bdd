"""Words one after the other, near each other or in one sentence, in one segment."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from search_index.engine.clock import Clock
from search_index.engine.postings import Places, Posts, Source, distinct, meet, places, read, weigh
from search_index.engine.store import Live
from search_index.schema import BODY, GAP

Ints = NDArray[Any]

_POSITION = 0xFFFFFFFF


def phrase(live: Live, words: list[list[Source]], field: str, clock: Clock, at: int) -> Posts:
    """Give the entries in which words follow each other."""
    found = _all_places(live, words, field, clock, at)
    if found is None:
        return Posts.none()
    order = sorted(range(len(found)), key=lambda index: len(found[index].keys))
    first: Ints | None = None
    for index in order:
        clock.check(at)
        keys = found[index].keys - index
        if first is None:
            first = keys
        else:
            where = np.searchsorted(keys, first)
            where[where == len(keys)] = 0
            first = first[keys[where] == first] if len(keys) else first[:0]
    return Posts.none() if first is None else weigh(live, Places(first))


def near(
    live: Live, words: list[list[Source]], field: str, between: int, clock: Clock, at: int
) -> Posts:
    """Give the entries in which words stand in any order, with few others between."""
    found = _all_places(live, words, field, clock, at)
    if found is None:
        return Posts.none()
    window = min(len(words) - 1 + between, GAP - 1)
    starts = distinct(np.concatenate([each.keys for each in found]))
    for each in found:
        clock.check(at)
        where = np.searchsorted(each.keys, starts)
        where[where == len(each.keys)] = len(each.keys) - 1
        after = each.keys[where] - starts
        starts = starts[(after >= 0) & (after <= window)]
    return weigh(live, Places(starts))


def in_sentence(live: Live, words: list[list[Source]], field: str, clock: Clock, at: int) -> Posts:
    """Give the entries with all words in one sentence; a title or byline is one sentence."""
    found = _all_places(live, words, field, clock, at)
    if found is None:
        return Posts.none()
    first = found[0].keys
    sentences = _sentences(live, first)
    for each in found[1:]:
        clock.check(at)
        others = distinct(_sentences(live, each.keys))
        fits = np.isin(sentences, others)
        first, sentences = first[fits], sentences[fits]
    return weigh(live, Places(first))


def _sentences(live: Live, keys: Ints) -> Ints:
    """Give a number for the sentence of each occurrence."""
    begins, _ = live.data.sentence_ends
    owner = keys >> 32
    pos = keys & _POSITION
    number = np.searchsorted(begins, keys, side="right")
    starts = live.data.starts[owner]
    region = (pos[:, None] >= starts[:, 1:]).sum(axis=1)
    sentence: Ints = (owner << 32) + np.where(region == BODY, number + 4, region)
    return sentence


def _all_places(
    live: Live, words: list[list[Source]], field: str, clock: Clock, at: int
) -> list[Places] | None:
    """Give the occurrences of each word in the entries that have all of them."""
    if not all(words):
        return None
    posts = [read(live, sources, "") for sources in words]
    order = sorted(range(len(posts)), key=lambda index: len(posts[index].ids))
    among = posts[order[0]].ids
    for index in order[1:]:
        clock.check(at)
        here, _ = meet(among, posts[index].ids, live.entries)
        among = among[here]
    if not len(among):
        return None
    found = [places(live, sources, field, among) for sources in words]
    return found if all(len(each.keys) for each in found) else None
