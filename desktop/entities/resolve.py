"""Mentions to entities: within a document by its own logic, over the archive by a key.

Entities of two articles are one when their keys are equal; nothing else merges them but the user's word.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import JaroWinkler

from desktop.entities.document import spells
from desktop.entities.lexicon import Lexicon, folded
from desktop.model.entity import NAMED_KINDS, EntityKind, Mention

_ALIKE = 0.93
"""From here two spellings of a name in one document are taken for the same."""


@dataclass(frozen=True)
class Cluster:
    """One entity of a document: its name, kind, archive-wide key, spellings, and which mentions name it.

    `aliases` are the spellings in the text other than `name`, the most frequent first; `mentions`
    are places in the list of mentions it was made from.
    """

    name: str
    kind: EntityKind
    key: str
    aliases: tuple[str, ...]
    mentions: tuple[int, ...]


def clusters(
    mentions: Sequence[Mention],
    lexicon: Lexicon,
    defined: Mapping[str, tuple[str, EntityKind]] | None = None,
) -> tuple[Cluster, ...]:
    """Gather mentions into entities; dates and quantities gather into none.

    `defined` are the acronyms that the document explains: acronym -> (long name, kind).
    """
    by_kind: dict[EntityKind, list[int]] = defaultdict(list)
    for at, mention in enumerate(mentions):
        if mention.kind in NAMED_KINDS:
            by_kind[mention.kind].append(at)
    made: list[Cluster] = []
    for kind, places in by_kind.items():
        if kind is EntityKind.PERSON:
            names = _people(mentions, places, lexicon)
        else:
            names = _things(mentions, places, kind, lexicon, defined or {})
        made.extend(_gathered(mentions, places, names, kind))
    return tuple(sorted(made, key=lambda cluster: cluster.mentions))


def key_for(kind: EntityKind, name: str, lexicon: Lexicon) -> str:
    """Return the key under which an entity of this name is known in every article."""
    if kind is EntityKind.PERSON:
        name = lexicon.people.get(folded(name), name)
        words = folded(name).split()
        # Middle names come and go.
        return f"{kind}:{' '.join((words[0], words[-1]) if len(words) > 2 else words)}"
    return f"{kind}:{folded(lexicon.name_for(kind, name) or name)}"


def _gathered(
    mentions: Sequence[Mention],
    places: Sequence[int],
    names: Sequence[tuple[str, str]],
    kind: EntityKind,
) -> list[Cluster]:
    """Make clusters of mentions that share a key; `names` are (key, name to show) per place."""
    together: dict[str, list[int]] = defaultdict(list)
    shown: dict[str, str] = {}
    for at, (key, name) in zip(places, names, strict=True):
        together[key].append(at)
        shown.setdefault(key, name)
    return [
        Cluster(
            name=shown[key],
            kind=kind,
            key=key,
            aliases=tuple(
                spelling
                for spelling, _ in Counter(mentions[at].surface for at in ats).most_common()
                if spelling != shown[key]
            ),
            mentions=tuple(ats),
        )
        for key, ats in together.items()
    ]


def _things(
    mentions: Sequence[Mention],
    places: Sequence[int],
    kind: EntityKind,
    lexicon: Lexicon,
    defined: Mapping[str, tuple[str, EntityKind]],
) -> list[tuple[str, str]]:
    """Name things by the lexicon, by acronyms defined or spelled out, by the one longer name."""
    counted = Counter(mentions[at].surface for at in places)
    named = {surface: _thing(surface, counted, kind, lexicon, defined) for surface in counted}
    best: dict[str, str] = {}
    for surface, (key, name) in named.items():
        # Of the spellings with one key the most frequent is shown, unless the lexicon has a name.
        if key not in best or counted[surface] > counted.get(best[key], 0):
            best[key] = name
    return [(named[mentions[at].surface][0], best[named[mentions[at].surface][0]]) for at in places]


def _thing(
    surface: str,
    counted: Counter[str],
    kind: EntityKind,
    lexicon: Lexicon,
    defined: Mapping[str, tuple[str, EntityKind]],
) -> tuple[str, str]:
    known = lexicon.name_for(kind, surface)
    name = surface
    if not known and surface in defined:
        name = defined[surface][0]
    elif not known and kind is EntityKind.ORGANISATION:
        name = _longer(surface, counted)
    known = known or lexicon.name_for(kind, name)
    return f"{kind}:{folded(known or name) or (known or name)}", known or name


def _longer(surface: str, counted: Counter[str]) -> str:
    """Return the one longer name of the document that a short one stands for, or the short one."""
    if re.fullmatch(r"[A-Z][A-Z.&]{1,7}", surface):
        long = [name for name in counted if " " in name and spells(surface, name)]
    else:
        long = [
            name
            for name in counted
            if name.startswith(surface + " ")
            and (" " not in surface or name[len(surface) + 1 :] in _SUFFIXES)
        ]
    return long[0] if len(long) == 1 and len(surface) > 1 else surface


_SUFFIXES = frozenset(
    {
        "AG",
        "Co.",
        "Corp",
        "Corp.",
        "GmbH",
        "Group",
        "Holdings",
        "Inc",
        "Inc.",
        "LLC",
        "Ltd",
        "Ltd.",
        "PLC",
        "SA",
        "SE",
    }
)
"""What a company's name may go without."""


class _FullNames:
    """The full names of a document, by the words that may stand for them."""

    def __init__(self, names: Counter[str]) -> None:
        self.stands_for: dict[str, str] = {}
        self._by_word: dict[str, list[str]] = defaultdict(list)
        self._by_ends: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._last_words: dict[str, set[str]] = defaultdict(set)
        self._words: dict[str, list[str]] = {}
        # The longest and most frequent spelling of a person comes first and gives the name.
        for name in sorted(names, key=lambda name: (-len(name.split()), -names[name], name)):
            words = folded(name).split()
            if len(words) < 2:
                continue
            same = next(
                (other for other in self._near(words) if _same(words, self._words[other])), None
            )
            self.stands_for[name] = self.stands_for[same] if same else name
            if not same:
                self._last_words[words[-1][0]].add(words[-1])
                for ends in _ends(words, words[-1]):
                    self._by_ends[ends].append(name)
                self._words[name] = words
            for word in {words[0], words[-1], *_tails(words)}:
                meant = self._by_word[word]
                if self.stands_for[name] not in meant:
                    meant.append(self.stands_for[name])

    def _near(self, words: list[str]) -> list[str]:
        """Return the people whose last word and some initial agree, or whose last word is nearly this."""
        last = words[-1]
        lasts = [last]
        if last not in self._last_words[last[0]] and len(last) > 4:
            lasts = [
                other
                for other in sorted(self._last_words[last[0]])
                if JaroWinkler.similarity(other, last) > _ALIKE
            ]
        near = (
            name for other in lasts for ends in _ends(words, other) for name in self._by_ends[ends]
        )
        return list(dict.fromkeys(near))

    def for_short(self, name: str) -> list[str]:
        """Return the full names that a surname or a first name may stand for, surnames first."""
        word = folded(name)
        found = self._by_word.get(word, [])
        last = [full for full in found if folded(full).split(" ", 1)[0] != word]
        return last or found


def _ends(words: list[str], last: str) -> list[tuple[str, str]]:
    """Return the initials of a name, each with a last word."""
    return [(initial, last) for initial in dict.fromkeys(word[0] for word in words[:-1])]


def _tails(words: list[str]) -> list[str]:
    """Return what also stands for "ursula von der leyen": "von der leyen"."""
    return [" ".join(words[first:]) for first in range(1, len(words) - 1)]


def _same(short: list[str], full: list[str]) -> bool:
    """Whether two names of two words or more are one person's: middle names, initials, spelling."""
    if short[-1] != full[-1] and JaroWinkler.similarity(short[-1], full[-1]) <= _ALIKE:
        return False
    one, other = short[0], full[0]
    if one == other or one in full or other in short:
        return True
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return JaroWinkler.similarity(one, other) > _ALIKE


def _people(
    mentions: Sequence[Mention], places: Sequence[int], lexicon: Lexicon
) -> list[tuple[str, str]]:
    counted = Counter(mentions[at].surface for at in places)
    full = _FullNames(counted)
    seen: dict[str, list[int]] = defaultdict(list)
    for order, at in enumerate(places):
        name = full.stands_for.get(mentions[at].surface)
        if name:
            seen[name].append(order)
    named: list[tuple[str, str]] = []
    for order, at in enumerate(places):
        surface = mentions[at].surface
        name = (
            full.stands_for.get(surface) or _meant(full.for_short(surface), seen, order) or surface
        )
        known = lexicon.people.get(folded(name), "")
        named.append((key_for(EntityKind.PERSON, name, lexicon), known or name))
    return named


def _meant(candidates: Sequence[str], seen: Mapping[str, Sequence[int]], order: int) -> str:
    """Of people who share a name, return the one named last before this place, else the first named."""
    best, where = "", -1
    for name in candidates:
        orders = seen[name]
        before = bisect_right(orders, order)
        last = orders[before - 1] if before else -1
        if last > where:
            best, where = name, last
    return best or min(candidates, key=lambda name: seen[name][0], default="")
