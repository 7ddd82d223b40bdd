"""The one way in: a text, and what is named in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.entities import crf, document, foreign, rules
from desktop.entities.candidates import Candidate, Taken
from desktop.entities.dates import dates_in
from desktop.entities.fine import acts_as, fine_place, kind_of_misc
from desktop.entities.lexicon import Lexicon, Tongue
from desktop.entities.resolve import Cluster, clusters
from desktop.entities.tagging import Tagger, Vote
from desktop.entities.tokenize import Tokenised, tokenise
from desktop.model.article import Block
from desktop.model.entity import EntityKind, Mention
from desktop.model.spans import Span
from desktop.resources import resource

__all__ = ["Cluster", "Recogniser", "Recognition"]

RULES = "rules-1"
"""Counted up when rules or lexicon change what is found, so that stored mentions can be told apart."""


@dataclass(frozen=True)
class Recognition:
    """What is named in one text.

    `mentions` are in order and never overlap; `text[start:end]` is the surface. `model` says what
    found them: "rules-1+crf-1", with " (no model for uk)" behind it where no tagger knows the language
    and lists and rules alone were asked.
    """

    mentions: tuple[Mention, ...]
    clusters: tuple[Cluster, ...]
    model: str


class Recogniser:
    """Lexicon, rules and any number of taggers that vote; keeps nothing of what it reads."""

    def __init__(self, lexicon: Lexicon, taggers: Sequence[Tagger] = ()) -> None:
        self._lexicon = lexicon
        self._vote = Vote(taggers)
        self.version = "+".join((RULES, *(tagger.name for tagger in taggers)))

    @classmethod
    def load(cls, folder: Path | None = None) -> Recogniser:
        """Load the shipped model, or one from a folder; whatever is missing there is done without."""
        folder = folder or resource("entities")
        try:
            lexicon = Lexicon.load(folder)
        except FileNotFoundError:
            return cls(Lexicon.empty())
        model = folder / crf.FILE
        return cls(lexicon, [crf.Crf(model, lexicon)] if model.is_file() else [])

    def recognise(
        self,
        text: str,
        *,
        blocks: Sequence[Block] = (),
        language: str = "en",
        published: str = "",
    ) -> Recognition:
        """Find what is named in a text.

        `blocks` tell headlines from sentences; without them Title Case tells. `published` is the
        ISO date that "Monday" and "last year" are reckoned from. A text all in Cyrillic is not read as
        English, whatever `language` says.
        """
        language = foreign.by_script(text, language)
        tokenised = tokenise(text, blocks)
        found = self._found(tokenised, _primary(language), published)
        defined = document.acronyms(text, found)
        found = _joined(found, document.defined_names(text, defined, found))
        found = document.consistent(tokenised, found, defined, self._lexicon)
        mentions = tuple(self._mention(text, one) for one in found)
        return Recognition(
            mentions, clusters(mentions, self._lexicon, defined), self._model(language)
        )

    def _model(self, language: str) -> str:
        if _primary(language) in _ENGLISH:
            return self.version
        return f"{self.version} (no model for {language})"

    def _found(self, tokenised: Tokenised, language: str, published: str) -> list[Candidate]:
        if language in _ENGLISH:
            return self._by_vote(tokenised, published)
        tongue = self._lexicon.tongues.get(language)
        if tongue is not None:
            return self._by_lists(tokenised, tongue, language)
        # What has the same name everywhere.
        known = rules.known_names(tokenised, self._lexicon)
        return self._settled([*rules.quantities(tokenised.text), *known], [])

    def _by_vote(self, tokenised: Tokenised, published: str) -> list[Candidate]:
        """Find names in English."""
        text = tokenised.text
        patterns = [
            Candidate(start, end, EntityKind.DATE, 0.95, fine, normal, firm=True)
            for start, end, normal, fine in dates_in(text, published)
        ]
        patterns.extend(rules.quantities(text))
        patterns.extend(rules.designations(text))
        patterns.extend(rules.vessels(text))
        patterns.extend(rules.credits_in(text, self._lexicon))
        patterns.extend(rules.known_names(tokenised, self._lexicon))
        return self._settled(patterns, self._soft(tokenised))

    def _by_lists(self, tokenised: Tokenised, tongue: Tongue, language: str) -> list[Candidate]:
        """Find names in a language that has no tagger."""
        patterns = list(rules.quantities(tokenised.text))
        patterns.extend(foreign.dates_in(tokenised.text, language))
        names = foreign.names_in(tokenised, tongue)
        return self._settled([*patterns, *names], [])

    def _soft(self, tokenised: Tokenised) -> list[Candidate]:
        """Return what the taggers find, or what the words around names tell where none may be asked."""
        text = tokenised.text
        if self._vote.taggers:
            found = self._vote.candidates(tokenised)
            found.extend(document.wider(found, rules.organisations(tokenised)))
        else:
            found = [
                *rules.organisations(tokenised),
                *rules.people(tokenised, self._lexicon),
            ]
        soft: list[Candidate] = []
        for one in found:
            names = document.names_in(text, one, self._lexicon)
            soft.extend(self._with_kind(text, name) for name in names)
        return document.confirmed_in_headings(tokenised, soft)

    def _with_kind(self, text: str, one: Candidate) -> Candidate:
        """Tell events, laws and works apart."""
        if one.kind is not EntityKind.WORK:
            return one
        kind, fine = kind_of_misc(text[one.start : one.end], self._lexicon)
        return replace(one, kind=kind, fine=fine)

    def _settled(self, patterns: Sequence[Candidate], soft: Sequence[Candidate]) -> list[Candidate]:
        """Decide where finders disagree.

        What is known beyond doubt stands, unless a tagger has a longer name around it ("Ukrainian
        Air Force"); then what the taggers say; then what is merely known.
        """
        sure = [one for one in patterns if one.firm]
        sure = _joined([], sorted(sure, key=lambda one: one.start - one.end))
        wider = _by_offset(soft)
        sure = [one for one in sure if not _inside_wider(one, wider)]
        longest = sorted(soft, key=lambda one: (one.start - one.end, -one.score))
        found = _joined(sure, longest)
        return _joined(found, [one for one in patterns if not one.firm])

    def _mention(self, text: str, one: Candidate) -> Mention:
        surface = text[one.start : one.end]
        fine, normal = one.fine, one.normal
        if one.kind is EntityKind.PLACE:
            fine = fine_place(surface, self._lexicon)
            # A capital stays a place; that it speaks for a government is a second link.
            government = acts_as(text, one.start, one.end, self._lexicon)
            if government:
                fine, normal = "government", government
        return Mention(
            Span(one.start, one.end), surface, one.kind, score=one.score, fine=fine, normal=normal
        )


_ENGLISH = frozenset({"", "en"})


def _primary(language: str) -> str:
    """Return the first part of a language tag: "de" of "de-AT"."""
    return language.split("-", maxsplit=1)[0].casefold()


def _joined(found: Sequence[Candidate], more: Iterable[Candidate]) -> list[Candidate]:
    """Add, in their order, those that overlap nothing found before."""
    taken = Taken(found)
    joined = list(found)
    for one in more:
        if not taken.meets(one.start, one.end):
            taken.add(one.start, one.end)
            joined.append(one)
    return sorted(joined, key=lambda one: one.start)


def _by_offset(candidates: Sequence[Candidate]) -> dict[int, Candidate]:
    """Return for every character the candidate that stands there."""
    return {at: one for one in candidates for at in range(one.start, one.end)}


def _inside_wider(one: Candidate, wider: dict[int, Candidate]) -> bool:
    """Whether a tagger has a longer name that holds all of this one."""
    around = wider.get(one.start)
    return (
        around is not None
        and around.start <= one.start
        and one.end <= around.end
        and around.end - around.start > one.end - one.start
        and one.kind is not EntityKind.QUANTITY
    )
