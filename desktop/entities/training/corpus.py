"""The open corpora: tokens with labels in, running text with gold stretches out."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from zlib import crc32

from desktop.entities.scoring import Named
from desktop.entities.words import CALENDAR, OPENERS, TITLES

COARSE = {
    "PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "PLACE": "LOC", "LOC": "LOC", "FAC": "LOC", "NORP": "NORP",
    "EVENT": "MISC", "LAW": "MISC", "PRODUCT": "MISC", "WORK": "MISC", "WEAPON": "MISC", "MISC": "MISC",
}  # fmt: skip
"""Labels of the corpora -> what the taggers learn; dates and quantities are left to the rules."""


@dataclass(frozen=True)
class Corpus:
    """A file of the data folder: how much of it is learnt from, what it leaves unlabelled, what is held back.

    `partial` corpora label only some names: their sentences with other capitals teach nothing.
    One document in `held_back` is never learnt from; with 1 the whole corpus is for steering.
    """

    file: str
    share: float = 1.0
    times: int = 1
    partial: bool = False
    held_back: int = 0
    scored: tuple[str, ...] = ("PER", "ORG", "LOC", "MISC")


CORPORA = (
    Corpus("gum_open_genres", times=2, held_back=6),
    Corpus("redocred", held_back=20),
    Corpus("crossner_politics_train_dev", partial=True, held_back=6),
    Corpus("crossner_other", partial=True),
    Corpus("grobid_wikipedia_ehri"),
    Corpus("uner_ewt_train", partial=True),
    Corpus("uner_ewt_dev", partial=True, held_back=1, scored=("PER", "ORG", "LOC")),
    Corpus("gmb", share=0.2, partial=True),
)


@dataclass(frozen=True)
class Sentence:
    """Words and the stretches of them that are named: (first, last, label), end exclusive."""

    words: tuple[str, ...]
    names: tuple[tuple[int, int, str], ...]
    headline: bool = False


@dataclass(frozen=True)
class Document:
    """Sentences that belong together, and where they come from."""

    id: str
    sentences: tuple[Sentence, ...]
    partial: bool = False


def documents(data: Path, corpus: Corpus) -> Iterator[Document]:
    """Read a corpus; labels are made coarse."""
    with gzip.open(data / f"{corpus.file}.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            read = json.loads(line)
            sentences = tuple(
                Sentence(
                    tuple(sentence["t"]),
                    tuple(
                        (first, last, COARSE[label])
                        for first, last, label in sorted(sentence["e"])
                        if label in COARSE and first < last <= len(sentence["t"])
                    ),
                )
                for sentence in read["sents"]
            )
            yield Document(read["id"], sentences, corpus.partial)


def is_held_back(corpus: Corpus, document: Document) -> bool:
    """Whether a document is kept for steering; decided by its name, so that it is always the same."""
    return bool(corpus.held_back) and crc32(document.id.encode()) % corpus.held_back == 0


def for_learning(data: Path, seed: int) -> list[Document]:
    """Return the documents to learn from, in a fixed order."""
    chance = random.Random(seed)  # noqa: S311 - the same every time, and no secret
    found: list[Document] = []
    for corpus in CORPORA:
        for document in documents(data, corpus):
            if is_held_back(corpus, document) or chance.random() >= corpus.share:
                continue
            found.extend([document] * corpus.times)
    return found


def for_steering(data: Path, corpus: Corpus) -> list[Document]:
    """Return the documents of a corpus that are never learnt from."""
    return [document for document in documents(data, corpus) if is_held_back(corpus, document)]


@dataclass(frozen=True)
class Running:
    """A document as running text with the stretches that are named in it, in coarse labels."""

    text: str
    gold: tuple[Named, ...]
    missing: tuple[tuple[int, int], ...] = ()
    """Stretches of which it is not known whether they are named."""


def running(document: Document) -> Running:
    """Write a document as a newspaper would print it, and say where its names stand."""
    text = ""
    gold: list[Named] = []
    missing: list[tuple[int, int]] = []
    for sentence in document.sentences:
        line, offsets = _printed(sentence.words)
        if sentence.headline and text:
            text = text.rstrip() + "\n"
        at = len(text)
        for first, last, label in sentence.names:
            gold.append(Named(at + offsets[first][0], at + offsets[last - 1][1], label))
        if document.partial:
            missing.extend(
                (at + offsets[place][0], at + offsets[place][1]) for place in _doubtful(sentence)
            )
        text += line + ("\n" if sentence.headline else " ")
    return Running(text.rstrip(), tuple(gold), tuple(missing))


_KNOWN_OUTSIDE = TITLES | CALENDAR | {word.lower() for word in OPENERS} | {"i", "i'm", "ok"}


def _doubtful(sentence: Sentence) -> Iterator[int]:
    """Return the words of a partly labelled sentence that may be names nobody labelled."""
    named = {at for first, last, _ in sentence.names for at in range(first, last)}
    for at, word in enumerate(sentence.words):
        if at in named or not word[:1].isupper() or word.lower() in _KNOWN_OUTSIDE:
            continue
        if at and sentence.words[at - 1] not in {
            ".",
            "?",
            "!",
            ":",
            '"',
            "“",
            "”",
            "``",
            "''",
            "(",
            "-",
            "*",
        }:
            yield at


_NO_SPACE_BEFORE = frozenset(
    {
        *".,;:!?)]}%’”",
        "'s",
        "’s",
        "n't",
        "n’t",
        "'re",
        "'ve",
        "'ll",
        "'d",
        "'m",
        "''",
        "...",
        "…",
        "'",
    }
)
_NO_SPACE_AFTER = frozenset({*"([{$£€#“‘", "``"})
_QUOTES = {"``": "“", "''": "”"}


def _printed(words: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """Join words as they are printed; return the line and where each word stands in it."""
    line = ""
    offsets: list[tuple[int, int]] = []
    inside_quotes = False
    glue = True
    for at, word in enumerate(words):
        shown = _QUOTES.get(word, word)
        if word == '"':
            spaced = not inside_quotes and not glue
            inside_quotes = not inside_quotes
            glue_next = inside_quotes
        elif word in {"-", "–", "/"} and _joins(words, at):
            spaced, glue_next = False, True
        else:
            spaced = not glue and shown not in _NO_SPACE_BEFORE and word not in _NO_SPACE_BEFORE
            glue_next = shown in _NO_SPACE_AFTER
        line += " " if spaced else ""
        offsets.append((len(line), len(line) + len(shown)))
        line += shown
        glue = glue_next
    return line, offsets


def _joins(words: Sequence[str], at: int) -> bool:
    """Whether a dash stands inside a compound: "Russian-backed", "2014-15"."""
    if not 0 < at < len(words) - 1:
        return False
    before, after = words[at - 1], words[at + 1]
    if not ((before[-1:].isalnum() or before.count(".") > 1) and after[:1].isalnum()):
        return False
    return before.islower() or after.islower() or before.isdigit()


def in_capitals(sentence: Sentence) -> Sentence:
    """Return a sentence shouted."""
    return replace(sentence, words=tuple(word.upper() for word in sentence.words))


def in_lower_case(sentence: Sentence) -> Sentence:
    """Return a sentence without capitals."""
    return replace(sentence, words=tuple(word.lower() for word in sentence.words))


def as_headline(sentence: Sentence) -> Sentence:
    """Return a sentence in Title Case, without its full stop, on a line of its own."""
    words = tuple(
        word if word in _NO_SPACE_BEFORE else word[:1].upper() + word[1:] for word in sentence.words
    )
    return Sentence(words[:-1] if words[-1:] == (".",) else words, sentence.names, headline=True)
