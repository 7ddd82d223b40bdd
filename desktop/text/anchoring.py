"""From a span to a quote that finds it again, and from a quote or an older text back to a span.

A mark on the wrong words is worse than a mark that is lost. So only what is certain is called exact; what is
likely is called moved and shown to the user as "please check"; what is a guess is left for review.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from desktop.model.annotation import AnchorState, TextPositionSelector, TextQuoteSelector
from desktop.model.spans import Span
from desktop.text.canonical import canonical
from desktop.text.comparing import Shared, shared_runs
from desktop.text.folding import Folded, folded

CONTEXT = 32
"""How many characters of context a selector keeps on each side."""

_TOUCHING = 8
"""So many shared characters right beside the words make it certain that they are the same ones."""

_TELLING = 20
"""A quote of so many characters says by itself what it is; a shorter one needs its context."""

_COPIED_FROM = 10
"""If a quote of so many characters stands more often than before, the place found may be the copy's."""

_STRAY = 4
"""Fewer shared letters far from the rest are alike by chance."""

_GUESSED_FROM = 30
"""Shorter quotes are not looked for by likeness: too much is like them."""


@dataclass(frozen=True, slots=True)
class Anchored:
    """Where a span stands now and how sure that is; `span` is None only when it is lost."""

    span: Span | None
    state: AnchorState


LOST = Anchored(None, AnchorState.LOST)


def quote_selector(text: str, span: Span) -> TextQuoteSelector:
    """Return the words of `span` with up to 32 characters of context on each side.

    Raises:
        ValueError: the span reaches beyond the text.
    """
    if span.end > len(text):
        message = f"{span} reaches beyond a text of {len(text)} characters"
        raise ValueError(message)
    return TextQuoteSelector(
        exact=span.of(text),
        prefix=text[max(0, span.start - CONTEXT) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
    )


def find_quote(text: str, exact: str, prefix: str = "", suffix: str = "") -> list[Span]:
    """Return every place where the quote stands with this context, in order.

    Exact words come first; only if there are none, differences of typography are forgiven: curly or straight
    quotes, kinds of dash and space, line breaks, soft hyphens. The spans are always those of `text` itself.
    """
    if not exact.strip():
        return []
    quote = canonical(exact)
    return (
        _find_plain(text, exact, prefix, suffix)
        or _find_plain(text, quote, canonical(prefix), canonical(suffix))
        or _find_evened(Folded(text), quote, prefix, suffix)
    )


def anchor(
    text: str, quote: TextQuoteSelector, position: TextPositionSelector | None = None
) -> Anchored:
    """Return where a quote stands in a text, with the position it had as a hint.

    Exact when the words stand at the position, or once with their context; moved when they stand once, but the
    context has changed; in review when there are several such places.
    """
    if position is not None and quote.exact and position.span.of(text) == quote.exact:
        return Anchored(position.span, AnchorState.EXACT)
    places = find_quote(text, quote.exact, quote.prefix, quote.suffix)
    if len(places) == 1:
        return Anchored(places[0], AnchorState.EXACT)
    if not places:
        places = find_quote(text, quote.exact)
        if len(places) == 1 and len(quote.exact) >= _TELLING:
            return Anchored(places[0], AnchorState.MOVED)
    if not places:
        return LOST
    hint = position.start if position is not None else 0
    nearest = min(places, key=lambda place: (abs(place.start - hint), place.start))
    return Anchored(nearest, AnchorState.REVIEW)


def reanchor(old_text: str, new_text: str, span: Span) -> Anchored:
    """Return where `span` of the old text stands in the new one; never silently on the wrong words."""
    return Reanchoring(old_text, new_text).carry(span)


class Reanchoring:
    """Carries spans from an old text over to a new one; compares the two once, for any number of spans."""

    def __init__(self, old_text: str, new_text: str) -> None:
        self._old = old_text
        self._new = new_text
        same = Shared(0, 0, len(old_text))
        self._runs = [same] if old_text == new_text else shared_runs(old_text, new_text)
        self._even_old = folded(old_text)
        self._even_new = Folded(new_text)
        self._old_starts = [run.old for run in self._runs]
        self._new_starts = [run.new for run in self._runs]

    def carry(self, span: Span) -> Anchored:
        """Return where the span of the old text stands in the new one."""
        if not span.of(self._old).strip():
            return LOST
        return self._by_comparison(span) or self._elsewhere(span) or LOST

    def _by_comparison(self, span: Span) -> Anchored | None:
        """Follow the words through what the two texts share."""
        kept = [
            Shared(
                max(run.old, span.start),
                run.new + max(run.old, span.start) - run.old,
                min(run.old_end, span.end) - max(run.old, span.start),
            )
            for run in self._over(self._old_starts, span, by_old=True)
        ]
        kept = _held_together([run for run in kept if not run.of(self._old).isspace()])
        if not kept:
            return None
        there = Span(kept[0].new, kept[-1].new_end)
        before, after = folded(span.of(self._old)), folded(there.of(self._new))
        sides = self._sides_kept(span, there)
        alike = Indel.normalized_similarity(before, after)
        if before == after and self._is_certain(before, sides):
            return Anchored(there, AnchorState.EXACT)
        if alike >= 0.85 and (sides or (before == after and len(before) >= _TELLING)):
            return Anchored(there, AnchorState.MOVED)
        if alike >= 0.6 and (sides or len(before) >= _GUESSED_FROM):
            return Anchored(there, AnchorState.REVIEW)
        return None

    def _sides_kept(self, span: Span, there: Span) -> int:
        """On how many sides the texts share what stands right beside the words."""
        sides = 0
        first, last = self._run_at(span.start), self._run_at(span.end - 1)
        if first is not None and first.new + span.start - first.old == there.start:
            shared = span.start - first.old
            sides += shared >= _TOUCHING or (shared == span.start == there.start)
        if last is not None and last.new + span.end - last.old == there.end:
            shared = last.old_end - span.end
            ends = shared == len(self._old) - span.end == len(self._new) - there.end
            sides += shared >= _TOUCHING or ends
        return sides

    def _is_certain(self, quote: str, sides: int) -> bool:
        """Whether the words can be no others: both sides kept and no copy put in, or they stand alone."""
        now = self._even_new.text.count(quote)
        if now == 1 and sides:
            return True
        if sides == 2:
            return len(quote) < _COPIED_FROM or now <= self._even_old.count(quote)
        return now == 1 and len(quote) >= _TELLING and self._even_old.count(quote) == 1

    def _elsewhere(self, span: Span) -> Anchored | None:
        """Look for the words where the new text has something that the old place does not account for."""
        quote = quote_selector(self._old, span)
        found = _find_evened(self._even_new, quote.exact, "", "")
        places = [place for place in found if not self._is_other(place, span)]
        if not places:
            return self._by_likeness(quote)
        rated = sorted(
            ((self._context_kept(place, quote), place) for place in places), reverse=True
        )
        best, place = rated[0]
        runner_up = rated[1][0] if len(rated) > 1 else 0.0
        telling = len(quote.exact) >= _TELLING
        if best - runner_up >= 0.2 and (best >= 0.8 or (telling and best >= 0.5)):
            return Anchored(place, AnchorState.MOVED)
        if len(rated) == 1 and len(quote.exact) >= 2 * _TELLING:
            return Anchored(place, AnchorState.MOVED)
        if best >= 0.5 or telling:
            return Anchored(place, AnchorState.REVIEW)
        return None

    def _by_likeness(self, quote: TextQuoteSelector) -> Anchored | None:
        """Guess by likeness among the words that are new; the user has to say whether it is right."""
        if len(quote.exact) < _GUESSED_FROM:
            return None
        best: tuple[float, Span] | None = None
        for gap in self._new_stretches():
            found = fuzz.partial_ratio_alignment(quote.exact, gap.of(self._new), score_cutoff=75)
            if found is None or found.dest_end - found.dest_start < len(quote.exact) / 2:
                continue
            if best is None or found.score > best[0]:
                start, end = gap.start + found.dest_start, gap.start + found.dest_end
                best = found.score, Span(start, end)
        return Anchored(best[1], AnchorState.REVIEW) if best else None

    def _new_stretches(self) -> Iterator[Span]:
        """Yield the stretches of the new text that the old one does not have."""
        at = 0
        for run in (*self._runs, Shared(len(self._old), len(self._new), 0)):
            if run.new - at >= _GUESSED_FROM:
                yield Span(at, run.new)
            if run.length >= _TOUCHING or not run.length:
                at = run.new_end

    def _is_other(self, place: Span, span: Span) -> bool:
        """Whether a place of the new text comes from other words of the old one than those of `span`."""
        elsewhere = 0
        for run in self._over(self._new_starts, place, by_old=False):
            start = max(run.new, place.start)
            length = min(run.new_end, place.end) - start
            origin = run.old + start - run.new
            if not span.overlaps(Span(origin, origin + length)):
                elsewhere += length
        return elsewhere * 2 > len(place)

    def _context_kept(self, place: Span, quote: TextQuoteSelector) -> float:
        """How much of the context, on the better side, is still there: 0 to 1."""
        now = quote_selector(self._new, place)
        return max(
            Indel.normalized_similarity(before, after) if before else 0.0
            for before, after in ((quote.prefix, now.prefix), (quote.suffix, now.suffix))
        )

    def _run_at(self, offset: int) -> Shared | None:
        """Return the shared run that holds a character of the old text."""
        at = bisect_right(self._old_starts, offset) - 1
        return self._runs[at] if at >= 0 and offset < self._runs[at].old_end else None

    def _over(self, starts: list[int], span: Span, *, by_old: bool) -> Iterator[Shared]:
        """Yield the shared runs that overlap a span of the old or of the new text."""
        for at in range(max(0, bisect_right(starts, span.start) - 1), len(self._runs)):
            run = self._runs[at]
            start, end = (run.old, run.old_end) if by_old else (run.new, run.new_end)
            if start >= span.end:
                break
            if end > span.start:
                yield run


def _held_together(kept: list[Shared]) -> list[Shared]:
    """Return the runs without stray letters at the ends, which are alike by chance."""
    for end, beside in ((0, 1), (-1, -2)):
        while len(kept) > 1 and kept[end].length < _STRAY:
            first, second = sorted((kept[end], kept[beside]), key=lambda run: run.old)
            if second.new - first.new_end <= second.old - first.old_end + _TOUCHING:
                break
            del kept[end]
    return kept


def _occurrences(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _find_plain(text: str, quote: str, prefix: str, suffix: str) -> list[Span]:
    if not quote:
        return []
    return [
        Span(at, at + len(quote))
        for at in _occurrences(text, quote)
        if _stands_between(text, at, at + len(quote), prefix.strip(), suffix.strip())
    ]


def _find_evened(even: Folded, quote: str, prefix: str, suffix: str) -> list[Span]:
    words = folded(quote).strip()
    if not words:
        return []
    before, after = folded(canonical(prefix)).strip(), folded(canonical(suffix)).strip()
    return [
        even.span(at, at + len(words))
        for at in _occurrences(even.text, words)
        if _stands_between(even.text, at, at + len(words), before, after)
    ]


def _stands_between(text: str, start: int, end: int, prefix: str, suffix: str) -> bool:
    """Whether this context surrounds a place; spaces at the joints are not compared."""
    if prefix and not text[max(0, start - len(prefix) - 8) : start].rstrip().endswith(prefix):
        return False
    return not suffix or text[end : end + len(suffix) + 8].lstrip().startswith(suffix)
