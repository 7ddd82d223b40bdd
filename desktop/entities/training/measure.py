"""How good a recogniser is on what was held back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from desktop.entities.recognise import Recogniser
from desktop.entities.scoring import Named, Score
from desktop.entities.training.corpus import CORPORA, Corpus, for_steering, running
from desktop.model.entity import EntityKind

COARSE_KINDS = {
    EntityKind.PERSON: "PER",
    EntityKind.ORGANISATION: "ORG",
    EntityKind.PLACE: "LOC",
    EntityKind.GROUP: "NORP",
    EntityKind.EVENT: "MISC",
    EntityKind.LAW: "MISC",
    EntityKind.WORK: "MISC",
}


def measured(recogniser: Recogniser, data: Path) -> Iterator[tuple[Corpus, Score]]:
    """Score a recogniser on the held-back documents of every corpus that has some."""
    for corpus in CORPORA:
        if corpus.held_back:
            yield corpus, _score(recogniser, data, corpus)


def _score(recogniser: Recogniser, data: Path, corpus: Corpus) -> Score:
    score = Score()
    for document in for_steering(data, corpus):
        text = running(document)
        found = recogniser.recognise(text.text).mentions
        score.add(
            (one for one in text.gold if one.kind in corpus.scored),
            (
                Named(one.span.start, one.span.end, COARSE_KINDS[one.kind])
                for one in found
                if COARSE_KINDS.get(one.kind) in corpus.scored
            ),
        )
    return score
