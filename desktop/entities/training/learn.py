"""The CRF learnt: documents to features and tags, those to a model file."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pycrfsuite

from desktop.entities.features import Features
from desktop.entities.lexicon import Lexicon
from desktop.entities.tokenize import Tokenised, tokenise
from desktop.entities.training.corpus import Document, Running, running
from desktop.entities.training.swap import USUAL, Pools, swapped

SETTINGS = {
    "c1": 0.15,
    "c2": 0.05,
    "max_iterations": 90,
    "feature.minfreq": 3,
    "feature.possible_transitions": False,
}
"""L-BFGS with both penalties: the first keeps the file small, the second the weights."""


def learn_crf(
    documents: Sequence[Document],
    lexicon: Lexicon,
    path: Path,
    *,
    seed: int,
    say: Callable[[str], None],
) -> None:
    """Learn a CRF and write it to `path`; the same documents and seed give the same file."""
    chance = random.Random(seed)  # noqa: S311 - the same every time, and no secret
    pools = Pools(documents, lexicon)
    features = Features(lexicon)
    trainer = pycrfsuite.Trainer(verbose=False)
    sentences = tokens = 0
    for document in documents:
        if chance.random() < 0.5:
            document = swapped(document, pools, chance, USUAL)  # noqa: PLW2901 - in its place
        for seen, tags in examples(running(document), features):
            trainer.append(seen, tags)
            sentences += 1
            tokens += len(tags)
    say(f"{sentences} sentences, {tokens} tokens")
    trainer.select("lbfgs")
    trainer.set_params(SETTINGS)
    trainer.train(str(path))


def examples(text: Running, features: Features) -> Iterator[tuple[list[list[str]], list[str]]]:
    """Return features and tags of the sentences whose names are all labelled."""
    tokenised = tokenise(text.text)
    tags = tags_of(tokenised, text)
    doubtful = {row for first, _ in text.missing for row, _ in (tokenised.at.get(first, (-1, 0)),)}
    for row, seen in enumerate(features.of(tokenised)):
        if row not in doubtful:
            yield seen, tags[row]


def tags_of(tokenised: Tokenised, text: Running) -> list[list[str]]:
    """Return the tags of every token; a name that ends inside a token takes the whole of it."""
    tags = [["O"] * len(tokens) for tokens in tokenised.sentences]
    by_character = {
        at: place for place, start, end in _places(tokenised) for at in range(start, end)
    }
    for name in text.gold:
        places = sorted(
            {by_character[at] for at in range(name.start, name.end) if at in by_character}
        )
        if not places or places[0][0] != places[-1][0]:
            continue
        row, first = places[0]
        last = places[-1][1]
        if any(tag != "O" for tag in tags[row][first : last + 1]):
            continue
        if first == last:
            tags[row][first] = f"U-{name.kind}"
        else:
            inside = [f"I-{name.kind}"] * (last - first - 1)
            tags[row][first : last + 1] = [f"B-{name.kind}", *inside, f"L-{name.kind}"]
    return tags


def _places(tokenised: Tokenised) -> Iterator[tuple[tuple[int, int], int, int]]:
    for row, tokens in enumerate(tokenised.sentences):
        for column, (start, end) in enumerate(zip(tokens.starts, tokens.ends, strict=True)):
            yield (row, column), start, end
