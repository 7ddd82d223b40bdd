"""Other names in the same sentences: so that a tagger learns the places where names stand, not the names."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from desktop.entities.lexicon import Lexicon
from desktop.entities.training.corpus import (
    Document,
    Sentence,
    as_headline,
    in_capitals,
    in_lower_case,
)

_Name = tuple[str, ...]


@dataclass(frozen=True)
class Chances:
    """How often a name of each label is swapped, and how often a sentence is set in another case."""

    swapped: dict[str, float]
    lower: float
    upper: float
    title: float


USUAL = Chances({"PER": 0.3, "ORG": 0.12, "LOC": 0.12}, lower=0.02, upper=0.02, title=0.08)


class Pools:
    """Names to swap in, by label and number of words."""

    def __init__(self, documents: Iterable[Document], lexicon: Lexicon) -> None:
        found: dict[str, set[_Name]] = defaultdict(set)
        for document in documents:
            for sentence in document.sentences:
                for first, last, label in sentence.names:
                    name = sentence.words[first:last]
                    if label == "ORG" or (
                        label == "PER"
                        and len(name) < 5
                        and all(word[:1].isupper() for word in name)
                    ):
                        found[label].add(name)
        places = {"country", "capital", "city", "state", "region", "town"}
        found["LOC"] = {
            tuple(name.split()) for name, table in lexicon.names.items() if table in places
        }
        self._pools: dict[tuple[str, int], list[_Name]] = defaultdict(list)
        for label, names in found.items():
            for name in sorted(names):
                self._pools[label, len(name)].append(name)
        self._given, self._family = sorted(lexicon.given), sorted(lexicon.family)

    def other(self, label: str, length: int, chance: random.Random) -> _Name | None:
        """Return some name of that label and length."""
        pool = self._pools.get((label, length))
        if label == "PER" and length == 2 and (not pool or chance.random() < 0.4):
            return chance.choice(self._given), chance.choice(self._family)
        return chance.choice(pool) if pool else None


def swapped(document: Document, pools: Pools, chance: random.Random, chances: Chances) -> Document:
    """Return a document with some names changed, the same name the same way, and some sentences recased."""
    changed: dict[tuple[str, _Name], _Name] = {}
    sentences: list[Sentence] = []
    for sentence in document.sentences:
        made = _with_other_names(sentence, pools, chance, chances, changed)
        dice = chance.random()
        for likely, recased in (
            (chances.lower, in_lower_case),
            (chances.upper, in_capitals),
            (chances.title, as_headline),
        ):
            if dice < likely:
                made = recased(made)
                break
            dice -= likely
        sentences.append(made)
    return replace(document, sentences=tuple(sentences))


def _with_other_names(
    sentence: Sentence,
    pools: Pools,
    chance: random.Random,
    chances: Chances,
    changed: dict[tuple[str, _Name], _Name],
) -> Sentence:
    words: list[str] = []
    names: list[tuple[int, int, str]] = []
    done = 0
    for first, last, label in sentence.names:
        if first < done:
            continue
        words.extend(sentence.words[done:first])
        name = sentence.words[first:last]
        if (label, name) in changed:
            name = changed[label, name]
        elif chance.random() < chances.swapped.get(label, 0):
            length = chance.choice((1, 1, 1, 2)) if label == "LOC" else len(name)
            other = pools.other(label, length, chance)
            if other is not None:
                _remember(changed, label, name, other)
                name = other
        names.append((len(words), len(words) + len(name), label))
        words.extend(name)
        done = last
    words.extend(sentence.words[done:])
    return Sentence(tuple(words), tuple(names))


def _remember(
    changed: dict[tuple[str, _Name], _Name], label: str, name: Sequence[str], other: _Name
) -> None:
    changed[label, tuple(name)] = other
    if label == "PER" and len(name) > 1:
        # The surname alone goes on meaning the same person.
        changed[label, (name[-1],)] = (other[-1],)
