"""Names in languages that have no tagger: by lists, titles and given names, whatever ending they wear.

Modest on purpose: people and places first. What a language writes small is left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from desktop.entities.candidates import Candidate, Taken
from desktop.entities.lexicon import TABLES, Tongue, folded
from desktop.entities.rules import belongs_to_more
from desktop.entities.tokenize import Tokenised, Tokens
from desktop.entities.words import PARTICLES
from desktop.model.entity import EntityKind

root = lru_cache(maxsize=100_000)(folded)
"""A word without its endings; the same few thousand words come again and again."""


def by_script(text: str, language: str) -> str:
    """Return the language to read a text in: the one given, unless the letters speak against it."""
    start = text[:4000].casefold()
    cyrillic = len(_CYRILLIC.findall(start))
    if language.split("-", maxsplit=1)[0].casefold() not in {"", "en"} or cyrillic < 20:
        return language
    if cyrillic < sum(sign.isalpha() for sign in start) / 2:
        return language
    return "uk" if len(_UKRAINIAN.findall(start)) > cyrillic / 100 else "ru"


_CYRILLIC = re.compile("[а-яёіїєґ]")
_UKRAINIAN = re.compile("[іїєґ]")


def names_in(tokenised: Tokenised, tongue: Tongue) -> list[Candidate]:
    """Find people, places, organisations and groups in a text of this language."""
    found: list[Candidate] = []
    for tokens in tokenised.sentences:
        roots = [_named(root(word), tongue) for word in tokens.words]
        known = list(_known(tokens, roots, tongue))
        found.extend(known)
        found.extend(_people(tokens, roots, tongue, Taken(known)))
    return [*found, *_again(tokenised, found)]


def _named(word: str, tongue: Tongue) -> str:
    """Return the form under which the lists have a word: "Deutschlands" is there as "Deutschland"."""
    if word in tongue.vocabulary:
        return word
    if word.endswith("s") and word[:-1] in tongue.vocabulary:
        return word[:-1]
    # "у Гаазі", "в Празі": before the ending the last sound of Slavic words changes.
    hard = _HARD.get(word[-1:])
    return word[:-1] + hard if hard and word[:-1] + hard in tongue.vocabulary else word


_HARD = {"з": "г", "ц": "к", "с": "х"}


def _is_title(word: str, tongue: Tongue) -> bool:
    low = word.lower()
    return any(low.removesuffix(ending) in tongue.titles for ending in ("", "s", "n", "en"))


def _known(tokens: Tokens, roots: list[str], tongue: Tongue) -> Iterator[Candidate]:
    for first, last, table in tongue.phrases.met_in(roots):
        word = tokens.words[first]
        # A small letter begins a name only in adjectives of origin, or where a capital follows ("mer Noire").
        if table != "nationality" and not (
            word[0].isupper() or (last > first + 1 and tokens.words[last - 1][0].isupper())
        ):
            continue
        if word[0].isupper() and word[1:].islower() and len(word) <= 3 and table == "organisation":
            continue
        if belongs_to_more(tokens, first, last):
            continue
        sense = TABLES[table]
        yield Candidate(
            tokens.starts[first], tokens.ends[last - 1], sense.kind, 0.8, sense.fine, firm=True
        )


def _people(tokens: Tokens, roots: list[str], tongue: Tongue, taken: Taken) -> Iterator[Candidate]:
    """Find people after a title, or by their given name."""
    words = tokens.words
    here = 0
    while here < len(words):
        end = _run(tokens, here, taken)
        start = here
        while start < end and _is_title(words[start], tongue):
            start += 1
        length = end - start
        before = _before(tokens, start, taken)
        titled = before >= 0 and _is_title(words[before], tongue)
        given = start < end and roots[start] in tongue.given
        if length == 1:
            sure = titled and before == start - 1 and len(words[start]) > 3
        else:
            sure = 1 < length <= 4 and (titled or given)
        if sure:
            yield Candidate(
                tokens.starts[start], tokens.ends[end - 1], EntityKind.PERSON, 0.7 if given else 0.6
            )
        here = max(end, here + 1)


def _before(tokens: Tokens, start: int, taken: Taken) -> int:
    """Return the word before a name; what another name has taken is passed over ("the head of NATO ...")."""
    at = start - 1
    while at >= 0 and taken.meets(tokens.starts[at], tokens.ends[at]):
        at -= 1
    return at


def _run(tokens: Tokens, first: int, taken: Taken) -> int:
    """Return where a run of capitalised words ends that nothing else has taken."""
    words = tokens.words
    here = first
    while here < len(words):
        word = words[here]
        joins = here > first and here + 1 < len(words) and words[here + 1][:1].isupper()
        small = joins and (
            word in PARTICLES or (word == "-" and tokens.starts[here] == tokens.ends[here - 1])
        )
        name = word[:1].isupper() and (word[1:2].islower() or word.endswith("."))
        if not (small or name) or taken.meets(tokens.starts[here], tokens.ends[here]):
            break
        here += 1
    return here


def _again(tokenised: Tokenised, found: list[Candidate]) -> Iterator[Candidate]:
    """Find the surnames of the people found, whatever ending they wear elsewhere."""
    text = tokenised.text
    surnames = Counter(
        root(text[one.start : one.end].split()[-1])
        for one in found
        if one.kind is EntityKind.PERSON
    )
    taken = Taken(found)
    for tokens in tokenised.sentences:
        for start, end, word in zip(tokens.starts, tokens.ends, tokens.words, strict=True):
            if (
                word[0].isupper()
                and len(word) > 3
                and root(word) in surnames
                and not taken.meets(start, end)
            ):
                yield Candidate(start, end, EntityKind.PERSON, 0.6)


_MONTHS = {
    language: months.split()
    for language, months in {
        "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
        "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    }.items()
}
_YEAR = r"(?P<year>(?:1[5-9]|20)[0-9]{2})"


def dates_in(text: str, language: str) -> Iterator[Candidate]:
    """Find full dates and years: "15 грудня 2025 року", "15. Dezember 2025", "15 de mayo de 2025"."""
    months = _MONTHS.get(language)
    if months is None:
        return
    spelled = "|".join(months)
    pattern = re.compile(
        rf"(?<![\w.,])(?:(?P<day>[0-3]?[0-9])(?:\.|er)? (?:de )?)?(?P<month>{spelled}),? (?:de |del )?{_YEAR}(?: (?:року|рік|года|год))?(?!\w)"
        rf"|(?<![\w.,])(?P<day2>[0-3]?[0-9])(?:\.|er)? (?:de )?(?P<month2>{spelled})(?!\w)"
        rf"|(?<![\w.,/-]){_YEAR.replace('year', 'year2')}(?: (?:року|рік|році|года|год|году))?(?![\w%]|[.,:][0-9]|-\w)"
    )
    for match in pattern.finditer(text):
        yield _date(match, months)


def _date(match: re.Match[str], months: list[str]) -> Candidate:
    if match["year2"]:
        normal, fine = match["year2"], "year"
    elif match["day2"]:
        normal, fine = "", "day"
    else:
        month = months.index(match["month"]) + 1
        normal, fine = f"{match['year']}-{month:02d}", "month"
        if match["day"]:
            normal, fine = f"{normal}-{int(match['day']):02d}", "day"
    return Candidate(match.start(), match.end(), EntityKind.DATE, 0.9, fine, normal, firm=True)
