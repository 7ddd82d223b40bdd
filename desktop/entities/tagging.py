"""What every tagger is: sentences in, probabilities of tags out; and how several of them vote.

A tagger may be a CRF, a network or a pipeline that the user plugged in: all speak in the same tags.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from desktop.entities.candidates import Candidate
from desktop.entities.tokenize import Tokenised, Tokens
from desktop.model.entity import EntityKind

LABELS = ("PER", "ORG", "LOC", "NORP", "MISC")
"""What the taggers tell apart; the finer kinds are decided afterwards."""

TAGS = ("O", *(f"{part}-{label}" for label in LABELS for part in "BILU"))
"""Outside, or the beginning, inside, last or only token of a name."""

KINDS: Mapping[str, EntityKind] = {
    "PER": EntityKind.PERSON,
    "ORG": EntityKind.ORGANISATION,
    "LOC": EntityKind.PLACE,
    "NORP": EntityKind.GROUP,
    # Events, laws and works are told apart by `fine`.
    "MISC": EntityKind.WORK,
}

Probabilities = NDArray[np.float32]
"""One row a token, one column a tag, in the order of TAGS; each row adds up to one."""


class Tagger(Protocol):
    """One voter."""

    @property
    def name(self) -> str:
        """What it is called in the version of the recogniser: "crf-1"."""

    def probabilities(self, tokenised: Tokenised) -> list[Probabilities]:
        """Return how likely each tag is, sentence by sentence."""


def _followers() -> NDArray[np.float32]:
    """Return 0 where a tag may follow another and minus infinity where it may not."""
    allowed = np.full((len(TAGS), len(TAGS)), -np.inf, dtype=np.float32)
    for row, tag in enumerate(TAGS):
        for column, following in enumerate(TAGS):
            open_name = tag[0] in "BI"
            if open_name:
                fits = following[0] in "IL" and following[2:] == tag[2:]
            else:
                fits = following[0] in "OBU"
            if fits:
                allowed[row, column] = 0
    return allowed


_FOLLOWS = _followers()
_CLOSED = np.array([tag[0] in "OLU" for tag in TAGS])
_OPENS = np.array([tag[0] in "OBU" for tag in TAGS])
_SURELY_OUTSIDE = 0.985


class Vote:
    """Taggers that vote: their probabilities are averaged, then the best sequence of tags is read."""

    def __init__(
        self, taggers: Sequence[Tagger], weights: Sequence[float] = (), outside: float = 1.0
    ) -> None:
        """Take part with equal weights unless others are given; `outside` below 1 finds more names."""
        self.taggers = tuple(taggers)
        shares = np.array(weights or [1.0] * len(self.taggers), dtype=np.float32)
        self._weights = shares / shares.sum() if len(shares) else shares
        self._outside = outside

    def candidates(self, tokenised: Tokenised) -> list[Candidate]:
        """Return what the taggers find together."""
        if not self.taggers:
            return []
        votes = [tagger.probabilities(tokenised) for tagger in self.taggers]
        found: list[Candidate] = []
        for row, tokens in enumerate(tokenised.sentences):
            mean = sum(
                weight * vote[row] for weight, vote in zip(self._weights, votes, strict=True)
            )
            found.extend(self._read(tokens, np.asarray(mean)))
        return found

    def _read(self, tokens: Tokens, likely: Probabilities) -> Iterator[Candidate]:
        for first, last in _islands(likely[:, 0]):
            here = likely[first:last]
            begin = 0
            for at, tag in enumerate(_best(here, self._outside)):
                name = TAGS[tag]
                if name[0] in "BU":
                    begin = at
                if name[0] in "LU":
                    label = name[2:]
                    columns = [TAGS.index(f"{part}-{label}") for part in "BILU"]
                    score = float(here[begin : at + 1, columns].sum(axis=1).min())
                    yield Candidate(
                        tokens.starts[first + begin],
                        tokens.ends[first + at],
                        KINDS[label],
                        min(score, 1.0),
                    )


def _islands(outside: NDArray[np.float32]) -> Iterator[tuple[int, int]]:
    """Return the stretches of tokens that are not surely outside every name."""
    inside = np.concatenate(([0], (outside < _SURELY_OUTSIDE).astype(np.int8), [0]))
    edges = np.flatnonzero(np.diff(inside))
    for at in range(0, len(edges), 2):
        yield int(edges[at]), int(edges[at + 1])


def _best(likely: Probabilities, outside: float) -> list[int]:
    """Return the likeliest sequence of tags that can follow one another (Viterbi)."""
    scores = np.log(likely + 1e-9)
    scores[:, 0] += np.log(outside)
    best = np.where(_OPENS, scores[0], -np.inf)
    came: list[NDArray[np.intp]] = []
    for row in scores[1:]:
        ways = best[:, None] + _FOLLOWS
        back = ways.argmax(axis=0)
        came.append(back)
        best = ways[back, np.arange(len(TAGS))] + row
    at = int(np.where(_CLOSED, best, -np.inf).argmax())
    path = [at]
    for back in reversed(came):
        at = int(back[at])
        path.append(at)
    return path[::-1]
