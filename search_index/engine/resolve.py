"""Values, names and days of a query to what each segment has of them; says what is not known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search_index.engine.names import NameId, Names
from search_index.engine.store import Live, Snapshot
from search_index.engine.values import fold_value
from search_index.query import dates
from search_index.query.distance import distance
from search_index.query.fields import NAME_KINDS
from search_index.query.tree import Dated, Named, Value

MAX_NAMES = 1024
_MIN_PREFIX = 2


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a value or name stands for; `kind` is the one kind of its entities, if it is one."""

    values: frozenset[str] = frozenset()
    names: tuple[NameId, ...] = ()
    spelled: tuple[tuple[str, tuple[str, ...]], ...] = ()
    kind: str = ""
    known: bool = True
    hint: str = ""
    parts: dict[str, Any] = field(default_factory=dict, compare=False)


def value(snapshot: Snapshot, leaf: Value) -> Resolved:
    """Find the values that a text means: the equal ones, else those with its words, else begun so."""
    wanted = fold_value(leaf.text.rstrip("*"))
    begun = leaf.text.endswith("*")
    tests: list[Callable[[str], bool]] = [] if begun else [wanted.__eq__]
    if not leaf.exact and wanted:
        if not begun:
            tests.append(lambda v: f" {wanted} " in f" {v} ")
        if begun or len(wanted) >= _MIN_PREFIX:
            tests.append(lambda v: f" {wanted}" in f" {v}")
    for test in tests:
        found = {
            label
            for live in snapshot.segments
            for label, folded in _in_use(live, leaf.field)
            if test(folded)
        }
        if found:
            return Resolved(values=frozenset(found))
    return Resolved(known=False, hint=_unknown_value(snapshot, leaf, wanted))


def _in_use(live: Live, field: str) -> list[tuple[str, str]]:
    """Give the values that entries still have: what only deleted ones had must decide nothing."""
    known: list[tuple[str, str]] | None = live.memory.get(("values in use", field))
    if known is None:
        values = live.data.values(field)
        known = list(zip(values.labels, values.folded, strict=True))
        if live.alive is not None:
            counts = values.count(live.alive)
            known = [pair for pair, count in zip(known, counts, strict=True) if count]
        live.memory["values in use", field] = known
    return known


def _names_in_use(live: Live) -> NDArray[Any]:
    """Say of each name whether an entry still has it."""
    known: NDArray[Any] | None = live.memory.get("names in use")
    if known is None:
        names = live.data.names
        alive = np.ones(live.entries, bool) if live.alive is None else live.alive
        known = names.count(alive) > 0
        live.memory["names in use"] = known
    return known


def _unknown_value(snapshot: Snapshot, leaf: Value, wanted: str) -> str:
    known = sorted(
        {label for live in snapshot.segments for label, _ in _in_use(live, leaf.field)},
        key=str.casefold,
    )
    said = f"Nothing here has “{leaf.field}:{leaf.text}”."
    near = [v for v in known if distance(fold_value(v), wanted, 2) <= min(2, len(wanted) // 3)]
    if near:
        return f"{said} Did you mean “{leaf.field}:{near[0]}”?"
    if known and len(known) <= 8:
        return f"{said} There is {', '.join(known)}."
    return said


def entries_with_value(live: Live, leaf: Value, resolved: Resolved) -> NDArray[Any]:
    """Give a segment's entries that have any of the values."""
    values = live.data.values(leaf.field)
    wanted = resolved.values
    return values.entries_with([i for i, v in enumerate(values.labels) if v in wanted])


def named(snapshot: Snapshot, leaf: Named) -> Resolved:
    """Find the entities one of whose spellings has the words of a text, whole; else begun so."""
    kind = "" if leaf.field == "entity" else NAME_KINDS.get(leaf.field, leaf.field)
    begun = leaf.text.endswith("*")
    words = fold_value(leaf.text.rstrip("*")).split()
    if not words:
        return Resolved(known=False, hint=f"“{leaf.field}:” wants a name behind it.")
    for prefix in (True,) if begun else (False, True):
        if prefix and len(words[-1]) < _MIN_PREFIX and not begun:
            break
        found = _names_with(snapshot, kind, words, prefix=prefix)
        if found:
            ids = tuple(sorted(found))[:MAX_NAMES]
            kinds = {key.kind for key in ids}
            return Resolved(
                names=ids,
                spelled=tuple(found[key] for key in ids),
                kind=kinds.pop() if len(kinds) == 1 else "",
            )
    article = "an" if kind[:1] in "aeiou" else "a"
    what = f"{article} {kind}" if kind else "anyone or anything"
    return Resolved(known=False, hint=f"Nothing here names {what} “{leaf.text}”.")


def _names_with(
    snapshot: Snapshot, kind: str, words: list[str], *, prefix: bool
) -> dict[NameId, tuple[str, tuple[str, ...]]]:
    found: dict[NameId, tuple[str, tuple[str, ...]]] = {}
    for live in snapshot.segments:
        names, in_use = live.data.names, _names_in_use(live)
        for ordinal in _ordinals_with(names, words, prefix=prefix):
            key = names.id(ordinal)
            if not in_use[ordinal] or (kind and key.kind != kind):
                continue
            name, spellings = names.spelled(ordinal)
            if any(_follow(fold_value(s).split(), words, prefix=prefix) for s in spellings):
                found[key] = (name, spellings)  # the newest segment has the last word
    return found


def _ordinals_with(names: Names, words: list[str], *, prefix: bool) -> set[int]:
    found: set[int] | None = None
    for index, word in enumerate(words):
        some = names.with_word(word, prefix=prefix and index == len(words) - 1)
        found = some if found is None else found & some
        if not found:
            return set()
    return found or set()


def _follow(spelling: list[str], words: list[str], *, prefix: bool) -> bool:
    """Say whether words stand in a spelling one after the other, the last perhaps only begun."""
    size = len(words)
    for start in range(len(spelling) - size + 1):
        part = spelling[start : start + size]
        if part == words:
            return True
        if prefix and part[:-1] == words[:-1] and part[-1].startswith(words[-1]):
            return True
    return False


def entries_naming(live: Live, resolved: Resolved) -> NDArray[Any]:
    """Give a segment's entries that name any of the entities."""
    names = live.data.names
    return names.entries_with(names.ordinals_of(resolved.names))


def entries_dated(live: Live, leaf: Dated, today: date) -> NDArray[Any]:
    """Give a segment's entries of a stretch of time."""
    read = {"after": dates.since, "before": dates.until}.get(leaf.field, dates.stretch)
    stretch = read(leaf.text, today) or (None, None)
    days = live.data.added if leaf.field == "added" else live.data.days
    first = stretch[0].toordinal() if stretch[0] else 1
    last = stretch[1].toordinal() if stretch[1] else date.max.toordinal()
    return np.flatnonzero((days >= first) & (days <= last))
