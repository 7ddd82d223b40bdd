"""The shipped tagger: a conditional random field, run by python-crfsuite."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pycrfsuite

from desktop.entities.features import Features
from desktop.entities.lexicon import Lexicon
from desktop.entities.tagging import TAGS, Probabilities
from desktop.entities.tokenize import Tokenised

FILE = "names.crf"
NAME = "crf-1"


class Crf:
    """A conditional random field over the features of the room."""

    name = NAME

    def __init__(self, path: Path, lexicon: Lexicon) -> None:
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open(str(path))
        self._features = Features(lexicon)
        # Where each tag the model knows stands among ours.
        self._columns = [(tag, TAGS.index(tag)) for tag in self._tagger.labels()]

    def probabilities(self, tokenised: Tokenised) -> list[Probabilities]:
        """Return the marginal probability of every tag."""
        found: list[Probabilities] = []
        for features in self._features.of(tokenised):
            tagger = self._tagger
            tagger.set(features)
            likely = np.zeros((len(features), len(TAGS)), dtype=np.float32)
            for at in range(len(features)):
                outside = tagger.marginal("O", at)
                likely[at, 0] = outside
                if outside > 0.995:
                    continue
                for tag, column in self._columns:
                    likely[at, column] = tagger.marginal(tag, at)
            found.append(likely)
        return found
