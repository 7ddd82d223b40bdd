"""What a whole document knows of its names: headlines, definitions of acronyms, surnames, one kind each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from desktop.entities.candidates import Candidate, Taken
from desktop.entities.lexicon import TABLES, Lexicon
from desktop.entities.phrases import Phrases
from desktop.entities.tokenize import Tokenised, key_of
from desktop.entities.words import BEFORE_TITLES, COMMON, DETERMINERS, OPENERS, PARTICLES, TITLES
from desktop.model.entity import EntityKind

_LINKED = frozenset({EntityKind.DATE, EntityKind.QUANTITY})
_POSSESSIVE = re.compile(r"[’']s?$")
_DEFINED = re.compile(r"\(\s?(?:the |or |hereafter )?[“\"]?([A-Z][A-Za-z.&-]{1,9})[”\"]?\s?\)")
_SMALL = frozenset({"of", "the", "and", "for", "on", "in", "to", "a", "de", "la", "du", "des"})


def names_in(text: str, one: Candidate, lexicon: Lexicon) -> Iterator[Candidate]:
    """Return the names in what a tagger found: without what is no part of them, and taken apart.

    Determiners, titles and possessive endings stay outside; "Sweden, Denmark" are two.
    """
    for start, end in _parts(text, one, lexicon):
        part = text[start:end]
        if (start, end) != (one.start, one.end) and part == part.lower():
            # "its head, Jane Doe": what is left over is no name.
            continue
        name = _trimmed(text, replace(one, start=start, end=end), lexicon)
        if name is not None:
            yield name


_APART = {
    EntityKind.PERSON: re.compile(r"\s*[,;]\s*|\s+(?:and|or|in|at|from|for)\s+"),
    EntityKind.PLACE: re.compile(r"\s*[,;]\s*|\s+(?:and|or|near|outside|from|to)\s+"),
}
_PAIR = re.compile(r"\s*,?\s+and\s+(?:the\s+)?")
_WHOLE_NAMES = frozenset({"organisation", "country", "capital", "city"})
_OF = re.compile(r"\s+of\s+(?:the\s+)?")
_LABEL = re.compile(
    r"(?:Image|Photo|Picture|Photograph|Source|Credit)s?(?: courtesy| credit| by)?(?: of)?: ?"
)


def _parts(text: str, one: Candidate, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Return the stretches that a found stretch falls into."""
    start, end = one.start, one.end
    label = _LABEL.match(text, start, end)
    if label and label.end() < end:
        start = label.end()
    apart = _APART.get(one.kind)
    if lexicon.table_of(text[start:end]):
        apart = None
    elif one.kind is EntityKind.ORGANISATION:
        # "NATO and the European Commission" are two, "Ministry of Culture and Sport" is one.
        pair = _PAIR.search(text, start, end)
        sides = (text[start : pair.start()], text[pair.end() : end]) if pair else ()
        known = [lexicon.table_of(side) in _WHOLE_NAMES for side in sides]
        apart = _PAIR if known and all(known) else None
    if apart is None:
        yield start, end
        return
    here = start
    for cut in apart.finditer(text, start, end):
        yield here, cut.start()
        here = cut.end()
    of = _OF.search(text, here, end) if one.kind is EntityKind.PERSON else None
    if of and lexicon.table_of(text[of.end() : end]) in {"country", "city", "capital", "state"}:
        # "Jane Doe of Latvia": a person and a place.
        end = of.start()
    yield here, end


def _trimmed(text: str, one: Candidate, lexicon: Lexicon) -> Candidate | None:
    start, end = one.start, one.end
    ending = _POSSESSIVE.search(text[start:end])
    if ending and ending.start() != 1:
        end = start + ending.start()
    while end > start and text[end - 1] in ' ,;:–—-"“”':
        end -= 1
    if one.kind is EntityKind.PERSON:
        start = _with_given_name(text, start)
    words = list(_WORD.finditer(text, start, end))
    first, last = 0, len(words)
    if one.kind is EntityKind.PERSON:
        first = _after_titles([word[0] for word in words], lexicon)
    while first < last - 1 and _leads(words[first][0], one.kind):
        first += 1
    if one.kind is EntityKind.PLACE and words and words[first][0].islower():
        # "anchor Ukraine": where the rest is known, it is the name.
        rest = text[words[min(first + 1, last - 1)].start() : end]
        first += bool(lexicon.table_of(rest)) and first < last - 1
    while first < last - 1 and one.kind is EntityKind.PLACE and words[last - 1][0] in _AREAS:
        # "Donetsk region": the name is Donetsk.
        last -= 1
        end = words[last - 1].end()
    start = words[first].start() if words else end
    if end <= start or not any(sign.isalnum() for sign in text[start:end]):
        return None
    known = _known_before_small(text[start:end], lexicon)
    if known:
        kind = TABLES[lexicon.table_of(known)].kind
        return replace(one, start=start, end=start + len(known), kind=kind)
    return replace(one, start=start, end=end)


_GIVEN_BEFORE = re.compile(
    r"(?:\b[A-ZÀ-Þ][\w’'-]+ )(?:(?:von|van|der|den|de|del|della|bin|ibn|ben|al|el|da|dos|ter|ten|zu) )+$"
)


def _with_given_name(text: str, start: int) -> int:
    """Return where a name begins of which only the end was found: "Ursula von der" before "Leyen"."""
    before = _GIVEN_BEFORE.search(text, max(0, start - 60), start)
    return before.start() if before else start


def _known_before_small(name: str, lexicon: Lexicon) -> str:
    """Return "Western" of "Western governments", "Oslo" of "Oslo of hysteria": the rest is no name."""
    words = name.split()
    small = next((at for at, word in enumerate(words) if word[0].islower()), 0)
    if not small or any(not word[0].islower() for word in words[small:]):
        return ""
    known = " ".join(words[:small])
    table = lexicon.table_of(known)
    if table in {"nationality", "group"}:
        return known
    return known if words[small] == "of" and table and not TABLES[table].weak else ""


_AREAS = frozenset(
    {"region", "province", "oblast", "district", "area", "territory", "governorate", "county"}
)
_SIDES = frozenset(
    {"eastern", "western", "northern", "southern", "central", "north", "south", "east", "west"}
    | {"northeastern", "northwestern", "southeastern", "southwestern", "mainland", "downtown"}
)
_WORD = re.compile(r"\S+")


def _leads(word: str, kind: EntityKind) -> bool:
    """Whether a word before a name is no part of it: "the", "eastern" Ukraine."""
    if word in DETERMINERS:
        return True
    return kind is EntityKind.PLACE and word in _SIDES


def _after_titles(words: Sequence[str], lexicon: Lexicon) -> int:
    """Return how many words of "Finnish Defence Minister Jane Doe" are titles and what belongs to them."""
    last = 0
    for at, word in enumerate(words[:-1]):
        low = word.lower()
        if low in TITLES:
            last = at + 1 if words[at + 1][0].isupper() else last
        elif low not in BEFORE_TITLES | _SMALL and lexicon.table_of(word) not in {
            "nationality",
            "country",
        }:
            break
    return last


def wider(found: Sequence[Candidate], whole: Iterable[Candidate]) -> Iterator[Candidate]:
    """Return the whole names of organisations of which a tagger found a part: "University of the Sea"."""
    inside = {one.start: one for one in found if one.kind in _PARTS_OF_ORGANISATIONS}
    starts = sorted(inside)
    for one in whole:
        for start in starts[bisect_left(starts, one.start) : bisect_left(starts, one.end)]:
            part = inside[start]
            if part.end <= one.end and part.end - part.start < one.end - one.start:
                yield one
                break


_PARTS_OF_ORGANISATIONS = frozenset({EntityKind.ORGANISATION, EntityKind.PLACE})


_SURE_IN_HEADINGS = 0.9


def confirmed_in_headings(tokenised: Tokenised, found: Sequence[Candidate]) -> list[Candidate]:
    """Drop what a tagger found in headings unless it is sure or the body has the same name.

    In headings all words are capitals, and a tagger errs more.
    """
    text = tokenised.text
    spans = [
        (tokens.starts[0], tokens.ends[-1]) for tokens in tokenised.sentences if tokens.heading
    ]
    if not spans:
        return list(found)
    inside = {id(one) for one in found if any(first <= one.start < last for first, last in spans)}
    body = {text[one.start : one.end] for one in found if id(one) not in inside}
    return [
        one
        for one in found
        if id(one) not in inside
        or one.firm
        or one.score >= _SURE_IN_HEADINGS
        or text[one.start : one.end] in body
    ]


def acronyms(text: str, found: Sequence[Candidate]) -> dict[str, tuple[str, EntityKind]]:
    """Return acronym -> (long name, kind) for every "Long Name (ABC)" whose letters agree."""
    by_end = {one.end: one for one in found if one.kind not in _LINKED}
    defined: dict[str, tuple[str, EntityKind]] = {}
    for match in _DEFINED.finditer(text):
        short = match[1]
        end = len(text[: match.start()].rstrip())
        one = by_end.get(end)
        if (
            one is not None
            and one.end - one.start > len(short)
            and spells(short, text[one.start : one.end])
        ):
            defined.setdefault(short, (text[one.start : one.end], one.kind))
            continue
        long = _long_name_before(text, end, short)
        if long:
            defined.setdefault(short, (long, EntityKind.ORGANISATION))
    return defined


def spells(short: str, long: str) -> bool:
    """Whether an acronym is made of the first letters of a name, with or without its small words."""
    letters = [sign for sign in short.upper() if sign.isalpha()]
    words = [word for word in re.split(r"[\s\-–/]+", long) if word and word[0].isalpha()]
    great = "".join(word[0].upper() for word in words if word.lower() not in _SMALL)
    every = "".join(word[0].upper() for word in words)
    wanted = "".join(letters)
    return len(wanted) > 1 and (
        wanted in {great, every} or (len(wanted) > 2 and great.startswith(wanted))
    )


def _long_name_before(text: str, end: int, short: str) -> str:
    """Return the words before a bracket whose first letters the acronym in it is, or ""."""
    wanted = [sign for sign in short.upper() if sign.isalpha()]
    if len(wanted) < 2 or short.upper() != short:
        return ""
    words = list(re.finditer(r"[^\W\d_][\w’'-]*", text[max(0, end - 120) : end]))
    base = max(0, end - 120)
    left = wanted.copy()
    for word in reversed(words):
        if left and word[0][0].upper() == left[-1] and word[0][0].isupper():
            left.pop()
            if not left:
                return text[base + word.start() : end]
        elif word[0].lower() not in _SMALL:
            return ""
    return ""


def defined_names(
    text: str, defined: dict[str, tuple[str, EntityKind]], found: Sequence[Candidate]
) -> Iterator[Candidate]:
    """Mark the long names and the acronyms at the places where they are defined."""
    taken = Taken(found)
    for match in _DEFINED.finditer(text):
        if match[1] not in defined:
            continue
        long, kind = defined[match[1]]
        if not taken.meets(*match.span(1)):
            yield Candidate(*match.span(1), kind, 0.8, firm=True)
        end = len(text[: match.start()].rstrip())
        start = end - len(long)
        if text[start:end] == long and not taken.meets(start, end):
            yield Candidate(start, end, kind, 0.7)


def consistent(
    tokenised: Tokenised,
    found: Sequence[Candidate],
    defined: dict[str, tuple[str, EntityKind]],
    lexicon: Lexicon,
) -> list[Candidate]:
    """Give the same name the same kind through the document, and find it where it was overlooked.

    A surname stands for the person whose full name the document has.
    """
    text = tokenised.text
    votes, family = _votes(text, found, defined)
    told = {text[one.start : one.end]: one.kind for one in found if one.firm}
    settled: list[Candidate] = []
    for one in found:
        if one.kind in _LINKED:
            settled.append(one)
            continue
        surface = text[one.start : one.end]
        counted = votes[surface]
        kind = max(counted, key=counted.__getitem__)
        if surface in family and not lexicon.table_of(surface):
            kind = EntityKind.PERSON
        elif one.firm:
            kind = one.kind
        elif surface in told:
            # A pattern said at one place what it is: "the tanker Eagle".
            kind = told[surface]
        elif counted[kind] < 2 * counted.get(one.kind, 0.0) + 0.5:
            kind = one.kind
        settled.append(one if kind is one.kind else replace(one, kind=kind, fine=""))
    carried = _overlooked(tokenised, settled, votes)
    return sorted([*settled, *carried], key=lambda one: one.start)


_Votes = dict[str, dict[EntityKind, float]]


def _votes(
    text: str, found: Sequence[Candidate], defined: dict[str, tuple[str, EntityKind]]
) -> tuple[_Votes, set[str]]:
    votes: _Votes = defaultdict(lambda: defaultdict(float))
    family: set[str] = set()
    for one in found:
        if one.kind in _LINKED:
            continue
        surface = text[one.start : one.end]
        votes[surface][one.kind] += one.score
        if one.kind is EntityKind.PERSON:
            for short in surnames(surface):
                votes[short][EntityKind.PERSON] += 1
                family.add(short)
    for short, (_, kind) in defined.items():
        votes[short][kind] += 2
    return votes, family


def surnames(name: str) -> Iterator[str]:
    """Return how a full name is shortened: the last word, and with the small words before it."""
    words = name.split()
    if len(words) < 2 or len(words[-1]) < 3 or not words[-1][:1].isupper():
        return
    yield words[-1]
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in PARTICLES:
        first -= 1
    if first < len(words) - 1:
        yield " ".join(words[first:])


def _overlooked(
    tokenised: Tokenised, found: Sequence[Candidate], votes: _Votes
) -> Iterator[Candidate]:
    """Find the names of the document where nothing was found."""
    text = tokenised.text
    lower = Counter(
        word for tokens in tokenised.sentences for word in tokens.words if word.islower()
    )
    wanted: dict[str, str] = {}
    for surface, counted in votes.items():
        if not _carries(surface, lower):
            continue
        kind = max(counted, key=counted.__getitem__)
        wanted[key_of(surface)] = kind.value
    phrases = Phrases(wanted)
    taken = Taken(found)
    for tokens in tokenised.sentences:
        for first, last, what in phrases.met_in(tokens.words):
            start, end = tokens.starts[first], tokens.ends[last - 1]
            if taken.meets(start, end) or _hyphenated(text, start, end):
                continue
            yield Candidate(start, end, EntityKind(what), 0.6)


def _carries(surface: str, lower: Counter[str]) -> bool:
    """Whether a name is so much a name that it may be marked wherever it stands."""
    if len(surface) < 3 and not surface.isupper():
        return False
    if not (surface[0].isupper() or re.match(r"(?:al|ad|el|as|an|bin|von|van|de)[- ]", surface)):
        return False
    if " " in surface:
        return True
    low = surface.lower()
    return surface not in OPENERS and low not in COMMON and low not in TITLES and not lower[low]


def _hyphenated(text: str, start: int, end: int) -> bool:
    """Whether a name is only a part of a hyphenated one."""
    before = start > 1 and text[start - 1] in "-‑" and text[start - 2].isalnum()
    after = end + 1 < len(text) and text[end] in "-‑" and text[end + 1].isupper()
    return before or after
