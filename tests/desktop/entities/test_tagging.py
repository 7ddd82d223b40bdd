"""Taggers that vote: none, one, several; only sequences that can be."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from desktop.entities.candidates import Candidate
from desktop.entities.tagging import TAGS, Probabilities, Vote
from desktop.entities.tokenize import Tokenised, tokenise
from desktop.model.entity import EntityKind

TEXT = "Ada Lovelace met Babbage"


class Told:
    """A tagger that says what it was told, for every sentence the same."""

    def __init__(self, *tokens: dict[str, float]) -> None:
        self.name = "told"
        self._tokens = tokens

    def probabilities(self, tokenised: Tokenised) -> list[Probabilities]:
        rows = np.zeros((len(self._tokens), len(TAGS)), dtype=np.float32)
        for row, likely in zip(rows, self._tokens, strict=True):
            for tag, share in likely.items():
                row[TAGS.index(tag)] = share
            row[0] += 1 - row.sum()
        return [rows for _ in tokenised.sentences]


def _named(found: Sequence[Candidate]) -> list[tuple[str, EntityKind, float]]:
    return [(TEXT[one.start : one.end], one.kind, round(one.score, 2)) for one in found]


def test_nobody_votes() -> None:
    assert Vote([]).candidates(tokenise(TEXT)) == []


def test_one_votes() -> None:
    tagger = Told({"B-PER": 0.9}, {"L-PER": 0.8}, {}, {"U-ORG": 0.7})
    assert _named(Vote([tagger]).candidates(tokenise(TEXT))) == [
        ("Ada Lovelace", EntityKind.PERSON, 0.8),
        ("Babbage", EntityKind.ORGANISATION, 0.7),
    ]


def test_two_are_averaged() -> None:
    sure = Told({"B-PER": 0.9}, {"L-PER": 0.9}, {}, {"U-PER": 0.9})
    unsure = Told({"B-PER": 0.5}, {"L-PER": 0.5}, {}, {})
    found = Vote([sure, unsure]).candidates(tokenise(TEXT))
    assert _named(found) == [("Ada Lovelace", EntityKind.PERSON, 0.7)]


def test_weights_decide() -> None:
    one, other = Told({}, {}, {}, {"U-PER": 0.9}), Told({}, {}, {}, {"U-ORG": 0.9})
    votes = Vote([one, other], weights=[1, 3]).candidates(tokenise(TEXT))
    assert [name.kind for name in votes] == [EntityKind.ORGANISATION]


def test_what_cannot_follow_is_never_read() -> None:
    """An inside without a beginning, a beginning without an end: the best possible reading is taken."""
    tagger = Told({"I-PER": 0.6, "B-PER": 0.3}, {"L-PER": 0.9}, {}, {"B-PER": 0.6, "U-PER": 0.3})
    found = Vote([tagger]).candidates(tokenise(TEXT))
    assert [TEXT[one.start : one.end] for one in found] == ["Ada Lovelace", "Babbage"]


def test_a_lower_bar_finds_more() -> None:
    tagger = Told({}, {}, {}, {"U-PER": 0.4})
    assert Vote([tagger]).candidates(tokenise(TEXT)) == []
    assert len(Vote([tagger], outside=0.5).candidates(tokenise(TEXT))) == 1


def test_tags_are_complete() -> None:
    assert len(TAGS) == len(set(TAGS)) == 21
    assert TAGS[0] == "O"


@pytest.mark.parametrize("text", ["", "😀 😀", "   \n\n"])
def test_nothing_to_read(text: str, recogniser: object) -> None:
    assert Vote([Told()]).candidates(tokenise("")) == []
