"""What a tagger sees of a token: its form, what lists know of it, its neighbours, its fate in the document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.entities.lexicon import Lexicon
from desktop.entities.tokenize import Tokenised, Tokens
from desktop.entities.words import CALENDAR, ORG_HEADS, ROLES, TITLES

_RUN = re.compile(r"(.)\1{2,}")
_KEPT = 60_000
"""Word forms whose features are kept; a text of more starts anew."""

_PLACE_WORDS = frozenset({"in", "at", "from", "near", "to", "into", "across", "outside", "towards"})
_SPEECH = frozenset(
    [
        "said",
        "says",
        "told",
        "added",
        "warned",
        "argued",
        "wrote",
        "announced",
        "asked",
        "insisted",
        "claimed",
        "stated",
        "noted",
        "explained",
        "replied",
    ]
)


def shape(word: str) -> str:
    """Return the form of a word: "Xxx" for "Putin", "XX" for "NATO", "X-dd" for "F-16"."""
    formed = "".join(
        "X" if sign.isupper() else "x" if sign.islower() else "d" if sign.isdigit() else sign
        for sign in word[:24]
    )
    return _RUN.sub(r"\1\1", formed)[:10]


@dataclass(frozen=True, slots=True)
class _Form:
    """The features that a word form gives to itself and to its neighbours."""

    own: list[str]
    for_next: list[str]
    for_previous: list[str]
    for_second_next: list[str]
    for_second_previous: list[str]
    lower: str
    shape: str


_EDGE = _Form([], ["-edge"], ["+edge"], [], [], "", "")
"""What stands before the first and after the last word."""


class Features:
    """Makes the features of a text; keeps those of word forms, which come again and again."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._forms: dict[str, _Form] = {}

    def of(self, tokenised: Tokenised) -> list[list[list[str]]]:
        """Return features by sentence and token."""
        if len(self._forms) > _KEPT:
            self._forms.clear()
        fates = self._fates(tokenised)
        return [self._of_sentence(tokens, fates) for tokens in tokenised.sentences]

    def _of_sentence(self, tokens: Tokens, fates: dict[str, list[str]]) -> list[list[str]]:
        words = tokens.words
        forms = [self._forms.get(word) or self._form(word) for word in words]
        count = len(words)
        known: list[str] = [""] * count
        for first, last, table in self._lexicon.known_in(words):
            for at in range(first, last):
                known[at] = ("B" if at == first else "I") + table
        shouted = sum(form.shape.startswith("XX") for form in forms) > 0.6 * count
        setting = ["shouted"] * shouted + ["heading"] * tokens.heading
        padded = [_EDGE, _EDGE, *forms, _EDGE, _EDGE]
        known = ["", *known, ""]
        runs = _runs(forms)
        made: list[list[str]] = []
        for at, (before2, before, form, after, after2) in enumerate(
            zip(padded, padded[1:], forms, padded[3:], padded[4:], strict=False)
        ):
            features = [
                *form.own,
                *before.for_next,
                *after.for_previous,
                *before2.for_second_next,
                *after2.for_second_previous,
                f"-w0={before.lower}|{form.lower}",
                f"s+={form.shape}|{after.shape}",
                f"-s+={before.shape}|{form.shape}|{after.shape}",
                *setting,
                *runs[at],
            ]
            fate = fates.get(words[at])
            if fate:
                features += fate
            for side, table in zip("-0+", known[at : at + 3], strict=True):
                if table:
                    features.append(f"{side}k{table}")
            made.append(features)
        return made

    def _form(self, word: str) -> _Form:
        lower, formed = word.lower().replace("’", "'"), shape(word)
        traits = self._traits(word, lower)
        own = [f"w={lower}", f"s={formed}", *traits]
        if len(word) > 2:
            own += [f"p{size}={lower[:size]}" for size in (1, 2, 3, 4) if size < len(lower)]
            own += [f"e{size}={lower[-size:]}" for size in (1, 2, 3, 4) if size < len(lower)]
        near = [f"w={lower}", f"s={formed}", *traits]
        if len(lower) > 3:
            near.append(f"e3={lower[-3:]}")
        far = [f"w={lower}", f"s={formed}"]
        form = _Form(
            own=own,
            for_next=["-" + feature for feature in near],
            for_previous=["+" + feature for feature in near],
            for_second_next=["--" + feature for feature in far],
            for_second_previous=["++" + feature for feature in far],
            lower=lower,
            shape=formed,
        )
        self._forms[word] = form
        return form

    def _traits(self, word: str, lower: str) -> list[str]:
        lexicon = self._lexicon
        traits = [
            name
            for name, holds in (
                ("given", word in lexicon.given),
                ("family", word in lexicon.family),
                ("head", word in ORG_HEADS),
                ("title", lower in TITLES),
                ("role", lower in ROLES),
                ("calendar", lower in CALENDAR),
                ("capital", word[:1].isupper()),
            )
            if holds
        ]
        clusters = lexicon.clusters.get(lower, ())
        traits += [f"c{level}={number}" for level, number in enumerate(clusters)]
        return traits

    def _fates(self, tokenised: Tokenised) -> dict[str, list[str]]:
        """Return for every capitalised word what befalls it anywhere in the document.

        One occurrence after "President" or a given name, or before "Ministry", speaks for the others.
        """
        fates: dict[str, set[str]] = defaultdict(set)
        lower_case: set[str] = set()
        for tokens in tokenised.sentences:
            words = tokens.words
            for at, word in enumerate(words):
                if not word[:1].isupper():
                    lower_case.add(word)
                elif not tokens.heading:
                    fates[word].update(self._befalls_after(words, at), _befalls_before(words, at))
        for word, fate in fates.items():
            if word.lower() in lower_case:
                fate.add("D:lower")
        return {word: sorted(fate) for word, fate in fates.items() if fate}

    def _befalls_after(self, words: Sequence[str], at: int) -> list[str]:
        """Return what the word before says of one in the middle of a sentence."""
        if not at:
            return []
        before = words[at - 1]
        low = before.lower()
        found = []
        if before not in {".", "!", "?", ":", "“", '"', "”", "-", "*"}:
            found.append("D:inside")
        if low in TITLES:
            found.append("D:titled")
        elif before in self._lexicon.given:
            found.append("D:given")
        elif low in _PLACE_WORDS:
            found.append("D:placed")
        elif low == "the":
            found.append("D:the")
        return found


_INSIDE_RUNS = frozenset({"of", "and", "the", "&", "-", "for", "de", "al", "bin", "von", "van"})
_NO_RUN: list[str] = []


def _runs(forms: Sequence[_Form]) -> list[list[str]]:
    """Return for every capitalised word what its run of capitals is like: its ends and its neighbours."""
    made = [_NO_RUN] * len(forms)
    first = 0
    while first < len(forms):
        if not forms[first].shape.startswith("X"):
            first += 1
            continue
        last = first
        for at in range(first + 1, len(forms)):
            if forms[at].shape.startswith("X"):
                last = at
            elif forms[at].lower not in _INSIDE_RUNS or at > last + 2:
                break
        before = forms[first - 1].lower if first else ""
        after = forms[last + 1].lower if last + 1 < len(forms) else ""
        length = min(last - first + 1, 6)
        features = [
            f"r1={forms[first].lower}",
            f"r2={forms[last].lower}",
            f"rl={length}",
            f"rb={before}|{length}",
            f"ra={after}|{length}",
        ]
        for at in range(first, last + 1):
            made[at] = features
        first = last + 1
    return made


def _befalls_before(words: Sequence[str], at: int) -> list[str]:
    """Return what the word after says."""
    after = words[at + 1] if at + 1 < len(words) else ""
    if after in _SPEECH:
        return ["D:speaks"]
    if after in ORG_HEADS:
        return ["D:headed"]
    return ["D:owns"] if after in {"'s", "’s"} else []
