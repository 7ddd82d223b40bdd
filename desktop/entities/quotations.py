"""Who said what: statements in quotation marks and reported ones, each with its speaker and the verb.

It rather misses a statement than ascribes it to the wrong one: a speaker must stand right beside the
verb, and a pronoun is followed only where one person can be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.entities.cues import AS, BARE, BETWEEN, GROUPS, HE, NO_CLAUSE, QUOTED, SAYING
from desktop.entities.resolve import Cluster
from desktop.entities.tokenize import Tokens, tokenise
from desktop.model.article import Block
from desktop.model.entity import EntityKind, Mention
from desktop.model.spans import Span


@dataclass(frozen=True)
class FoundQuotation:
    """One statement: its span and words, who made it, the verb, and the speaker's cluster if it has one.

    `speaker` is the entity's name, or the words that stand for it ("US officials"). `direct` says
    that the words stand in quotation marks.
    """

    span: Span
    text: str
    speaker: str
    cue: str
    direct: bool
    cluster: int | None = None


_SPEAKERS = frozenset({EntityKind.PERSON, EntityKind.ORGANISATION})


@dataclass(frozen=True)
class _Speaker:
    name: str
    cluster: int | None
    mention: int | None = None


def find(
    text: str,
    mentions: Sequence[Mention],
    clusters: Sequence[Cluster] = (),
    *,
    blocks: Sequence[Block] = (),
) -> tuple[FoundQuotation, ...]:
    """Find statements and who made them, in the order of the text; English only."""
    found = list(_Reading(text, mentions, clusters, blocks).statements())
    found.sort(key=lambda one: (one.span, not one.direct))
    kept: list[FoundQuotation] = []
    for one in found:
        if not any(one.span.overlaps(other.span) for other in kept[-3:]):
            kept.append(one)
    return tuple(kept)


class _Reading:
    """One text on the way through it, sentence by sentence, with the person last spoken of."""

    def __init__(
        self,
        text: str,
        mentions: Sequence[Mention],
        clusters: Sequence[Cluster],
        blocks: Sequence[Block],
    ) -> None:
        self._text = text
        self._mentions = mentions
        self._clusters = clusters
        self._sentences = tokenise(text, blocks).sentences
        self._cluster_of = {
            at: number for number, cluster in enumerate(clusters) for at in cluster.mentions
        }
        self._by_start = {mention.span.start: at for at, mention in enumerate(mentions)}
        self._by_end = {mention.span.end: at for at, mention in enumerate(mentions)}
        self._quotes = [match.span() for match in QUOTED.finditer(text)]
        self._spoke: _Speaker | None = None
        """Who made the last statement of the sentence being read: "... and added"."""
        self._last: list[int] = []
        """The people named last, as clusters, and how many sentences ago."""
        self._age = 0

    def statements(self) -> Iterator[FoundQuotation]:
        spoken: FoundQuotation | None = None
        for tokens in self._sentences:
            if tokens.heading:
                continue
            made = list(self._in_sentence(tokens))
            yield from made
            if not made and spoken is not None:
                # A sentence that is nothing but a quotation goes on with the speaker before it.
                made = list(self._continued(tokens, spoken))
                yield from made
            spoken = next((one for one in reversed(made) if one.direct), None)
            people = self._people_in(tokens, tokens.ends[-1])
            self._age += 1
            if people:
                self._last, self._age = people, 1
            elif self._spoke is not None and self._spoke.cluster is None:
                # Somebody without a name has spoken since: "she" may mean them.
                self._last = []

    def _in_sentence(self, tokens: Tokens) -> Iterator[FoundQuotation]:
        start, end = tokens.starts[0], tokens.ends[-1]
        quotes = [
            (first, last) for first, last in self._quotes if start <= first and last <= end + 1
        ]
        inside = {at for first, last in quotes for at in range(first, last)}
        self._spoke = None
        for at, word in enumerate(tokens.words):
            if tokens.starts[at] in inside:
                continue
            low = word.lower()
            if low in SAYING or low in AS:
                yield from self._said(tokens, at, quotes)
            elif low == "according" and tokens.words[at + 1 : at + 2] == ["to"]:
                yield from self._according(tokens, at)

    def _subject(self, tokens: Tokens, verb: int) -> _Speaker | None:
        """Return who stands as the subject right before a verb."""
        words = tokens.words
        at = verb - 1
        if at > 0 and words[at] == "and" and self._spoke is not None:
            return self._spoke
        while at >= 0 and (words[at].lower() in BETWEEN or words[at].endswith("ly")):
            if words[at] == ",":
                return self._before_apposition(tokens, at)
            at -= 1
        if at < 0:
            return None
        return self._ending_at(tokens, at)

    def _ending_at(self, tokens: Tokens, at: int) -> _Speaker | None:
        """Return the speaker whose last word is this token."""
        word = tokens.words[at]
        mention = self._by_end.get(tokens.ends[at])
        if mention is not None:
            return self._if_free(tokens, mention)
        if word.lower() in HE:
            return self._meant(tokens, at)
        if GROUPS.match(word.lower()):
            return self._group(tokens, at)
        return None

    def _meant(self, tokens: Tokens, at: int) -> _Speaker | None:
        """Return whom "he" or "she" means: the one person named just before, or nobody."""
        here = self._people_in(tokens, tokens.starts[at])
        people = here or (self._last if self._age <= 4 else [])
        return self._of_cluster(people[0]) if len(people) == 1 else None

    def _if_free(self, tokens: Tokens, mention: int) -> _Speaker | None:
        """Return a mention as the speaker unless it hangs on a preposition or is only an owner."""
        one = self._mentions[mention]
        acts = one.kind in _SPEAKERS or (
            one.kind is EntityKind.PLACE and one.fine in {"government", "country"}
        )
        if not acts:
            return None
        before = self._text[max(tokens.starts[0], one.span.start - 24) : one.span.start]
        if re.search(
            r"\b(?:of|in|from|to|at|near|with|by|for|against|about|and|than|on)\s+(?:the\s+|[A-Z]\w+\s+){0,2}$",
            before,
        ):
            return None
        return self._named(mention)

    def _group(self, tokens: Tokens, at: int) -> _Speaker | None:
        """Return "US officials", "MI6 chief": a noun with what stands before it and belongs to it."""
        first = at
        while first > 0:
            word = tokens.words[first - 1]
            named = any(
                mention.span.start <= tokens.starts[first - 1] < mention.span.end
                for mention in self._near(tokens.starts[first - 1])
            )
            if not (
                named
                or re.fullmatch(
                    r"[a-z]+(?:ern|ian|ish|ese|al|ior|ary|ign|ence|nior|or|ity|st)", word
                )
            ):
                break
            first -= 1
        before = tokens.words[first - 1].lower() if first else ""
        if before in {"of", "to", "with", "by", "for", "from", "in", "against", "and"}:
            return None
        return _Speaker(self._text[tokens.starts[first] : tokens.ends[at]], None)

    def _near(self, offset: int) -> Sequence[Mention]:
        start = self._by_start.get(offset)
        if start is not None:
            return self._mentions[start : start + 1]
        return [
            mention for mention in self._mentions if mention.span.start <= offset < mention.span.end
        ][:1]

    def _before_apposition(self, tokens: Tokens, comma: int) -> _Speaker | None:
        """Return the name before "Doe, the new head of the service, said": the nearest with a comma behind.

        Past a second comma only the name that opens the sentence will do.
        """
        commas = 0
        for at in range(comma - 1, max(0, comma - 30), -1):
            if tokens.words[at] != ",":
                continue
            commas += 1
            mention = self._by_end.get(tokens.ends[at - 1])
            if mention is None or self._mentions[mention].kind not in _SPEAKERS:
                continue
            if commas == 1 or self._mentions[mention].span.start == tokens.starts[0]:
                return self._if_free(tokens, mention)
        return None

    def _inverted(self, tokens: Tokens, verb: int) -> _Speaker | None:
        """Return who stands behind the verb: "...," said Jane Doe; "...," said an official."""
        words = tokens.words
        for at in range(verb + 1, min(verb + 8, len(words))):
            mention = self._by_start.get(tokens.starts[at])
            if mention is not None and self._mentions[mention].kind in _SPEAKERS:
                return self._named(mention)
            if at == verb + 1 and words[at].lower() in HE:
                return self._meant(tokens, at)
            if words[verb + 1].lower() in {"a", "an", "one", "the"} and GROUPS.match(words[at]):
                return _Speaker(self._text[tokens.starts[verb + 1] : tokens.ends[at]], None)
            if words[at] in {",", ".", ";", "that", "who"}:
                return None
        return None

    def _said(
        self, tokens: Tokens, verb: int, quotes: Sequence[tuple[int, int]]
    ) -> Iterator[FoundQuotation]:
        """Find what the verb at this place reports, and on whose word."""
        cue = tokens.words[verb]
        quote = self._quote_after(tokens, verb, quotes)
        if quote is not None:
            speaker = self._subject(tokens, verb)
            if speaker is not None:
                yield self._statement(quote[0] + 1, quote[1] - 1, speaker, cue, direct=True)
            return
        if cue.lower() in AS:
            return
        before = self._quote_before(tokens, verb, quotes)
        if before is not None:
            speaker = self._subject(tokens, verb) or self._inverted(tokens, verb)
            if speaker is not None:
                yield self._statement(before[0] + 1, before[1] - 1, speaker, cue, direct=True)
            return
        span = self._reported(tokens, verb)
        speaker = self._subject(tokens, verb) if span is not None else None
        if span is not None and speaker is not None:
            yield self._statement(
                tokens.starts[span[0]], tokens.ends[span[1] - 1], speaker, cue, direct=False
            )

    def _quote_after(
        self, tokens: Tokens, verb: int, quotes: Sequence[tuple[int, int]]
    ) -> tuple[int, int] | None:
        """Return the quotation that follows a verb: right behind a comma or colon, or what it calls a thing."""
        far = tokens.words[verb].lower() in AS
        for first, last in quotes:
            between = self._text[tokens.ends[verb] : first] if first >= tokens.ends[verb] else None
            if between is None or self._text[first + 1 : last - 1].count(" ") < 1:
                continue
            if far and len(between.split()) <= 12 and not re.search(r"[;.]", between):
                return first, last
            if re.fullmatch(r"(?:\s+\w+){0,4}\s*[:,]?\s*", between) and not re.search(
                r"\bthat\b", between
            ):
                return first, last
        return None

    def _quote_before(
        self, tokens: Tokens, verb: int, quotes: Sequence[tuple[int, int]]
    ) -> tuple[int, int] | None:
        """Return the quotation that ends before a verb with nothing but its subject between."""
        for first, last in reversed(quotes):
            if last > tokens.starts[verb]:
                continue
            between = self._text[last : tokens.starts[verb]]
            closed = self._text[last - 2] in ",?!…" or between.lstrip()[:1] == ","
            near = len(between.split()) <= 8 and not re.search(r"[;:.]\s", between)
            if closed and near and self._text[first + 1 : last - 1].count(" ") >= 1:
                return first, last
            return None
        return None

    def _reported(self, tokens: Tokens, verb: int) -> tuple[int, int] | None:
        """Return the tokens of what a verb reports without quotation marks."""
        words, cue = tokens.words, tokens.words[verb].lower()
        after = verb + 1
        end = len(words)
        while end > after and words[end - 1] in {".", "!", "?", "”", '"'}:
            end -= 1
        if after >= end:
            return None
        if words[after] == ",":
            # "The plan, she said, is dead.": the sentence around it.
            opened = any(words[at] == "," for at in range(max(0, verb - 4), verb))
            return (0, end) if opened and cue in BARE and end - verb > 3 else None
        # "told reporters that", "warned on Monday that": the statement begins after "that".
        that = next((at for at in range(after, min(after + 7, end)) if words[at] == "that"), None)
        if that is not None and "," not in words[after:that]:
            begin = that + 1
        elif cue in BARE and words[after][0].isalnum() and words[after].lower() not in NO_CLAUSE:
            begin = after
        else:
            return None
        # "..., and added: ..." is another statement.
        for at in range(begin + 3, end - 2):
            if words[at] == "," and words[at + 1] == "and" and words[at + 2].lower() in SAYING:
                end = at
                break
        return (begin, end) if end - begin >= 3 else None

    def _according(self, tokens: Tokens, at: int) -> Iterator[FoundQuotation]:
        """Find "According to Doe, ..." and "..., according to Doe"."""
        for behind in range(at + 2, min(at + 8, len(tokens))):
            mention = self._by_start.get(tokens.starts[behind])
            if mention is None or self._mentions[mention].kind not in _SPEAKERS:
                if tokens.words[behind] in {",", "."}:
                    return
                continue
            speaker = self._named(mention)
            end = self._mentions[mention].span.end
            if at <= 1:
                rest = next(
                    (
                        i
                        for i in range(behind, len(tokens))
                        if tokens.words[i] == "," and tokens.starts[i] >= end
                    ),
                    None,
                )
                span = None if rest is None else (rest + 1, len(tokens) - 1)
            else:
                span = (0, at - 1)
            if span is not None and span[1] - span[0] >= 4:
                last = span[1] - (tokens.words[span[1] - 1] == ",")
                yield self._statement(
                    tokens.starts[span[0]],
                    tokens.ends[last - 1],
                    speaker,
                    "according to",
                    direct=False,
                )
            return

    def _continued(self, tokens: Tokens, before: FoundQuotation) -> Iterator[FoundQuotation]:
        start, end = tokens.starts[0], tokens.ends[-1]
        gap = self._text[before.span.end : start]
        for first, last in self._quotes:
            if start <= first <= start + 1 and last >= end - 1 and "\n" not in gap:
                speaker = _Speaker(before.speaker, before.cluster)
                yield self._statement(first + 1, last - 1, speaker, before.cue, direct=True)

    def _statement(
        self, start: int, end: int, speaker: _Speaker, cue: str, *, direct: bool
    ) -> FoundQuotation:
        while end > start and self._text[end - 1] in " ,":
            end -= 1
        span = Span(start, end)
        self._spoke = speaker
        return FoundQuotation(span, span.of(self._text), speaker.name, cue, direct, speaker.cluster)

    def _named(self, mention: int) -> _Speaker:
        cluster = self._cluster_of.get(mention)
        if cluster is None:
            return _Speaker(self._mentions[mention].surface, None, mention)
        return self._of_cluster(cluster)

    def _of_cluster(self, cluster: int) -> _Speaker:
        return _Speaker(self._clusters[cluster].name, cluster)

    def _people_in(self, tokens: Tokens, until: int) -> list[int]:
        """Return the people that a sentence names before an offset, each once, in order."""
        found: list[int] = []
        for start in tokens.starts:
            if start >= until:
                break
            mention = self._by_start.get(start)
            if mention is None or self._mentions[mention].kind is not EntityKind.PERSON:
                continue
            cluster = self._cluster_of.get(mention)
            if cluster is not None and cluster not in found:
                found.append(cluster)
        return found
