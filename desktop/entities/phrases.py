"""Many phrases looked for at once in a run of tokens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple


class Met(NamedTuple):
    """A phrase met in a run of tokens: from `first` to before `last`, and what is said of it."""

    first: int
    last: int
    what: str


class Phrases:
    """Phrases, spelled as tokens joined by spaces with plain apostrophes, and what each stands for."""

    def __init__(self, phrases: Mapping[str, str]) -> None:
        self._phrases = phrases
        self._longest = _longest_by_first(phrases)

    def met_in(self, words: Sequence[str]) -> list[Met]:
        """Find the longest phrases in a run of tokens, left to right, none inside another."""
        found: list[Met] = []
        here, count = 0, len(words)
        while here < count:
            length = self._longest.get(words[here], 0)
            for last in range(min(here + length, count), here, -1):
                phrase = words[here] if last == here + 1 else " ".join(words[here:last])
                what = self._phrases.get(phrase.replace("’", "'"))
                if what is not None:
                    found.append(Met(here, last, what))
                    here = last
                    break
            else:
                here += 1
        return found


def _longest_by_first(phrases: Iterable[str]) -> dict[str, int]:
    """Return first token -> how many tokens the longest phrase has that begins with it."""
    longest: dict[str, int] = {}
    for phrase in phrases:
        first = phrase.split(" ", 1)[0]
        length = phrase.count(" ") + 1
        # A text may write the apostrophe either way.
        for spelled in {first, first.replace("'", "’")}:
            longest[spelled] = max(longest.get(spelled, 0), length)
    return longest
