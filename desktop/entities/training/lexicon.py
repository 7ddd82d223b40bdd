"""The shipped lexicon, put together from open lists of places and people and from our own."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

from desktop.entities.lexicon import FORMAT, TABLES, folded
from desktop.entities.tokenize import key_of, words_of
from desktop.entities.training.lists import Listed, listed, words
from desktop.entities.words import CALENDAR, COMMON, OPENERS, TITLES
from desktop.model.entity import EntityKind

TONGUES = ("de", "es", "fr", "ru", "uk")
CITY, TOWN = 300_000, 30_000
"""People from which a city is known by its name alone, and from which a town is at least looked up."""

_NOT_PLACES = words("not_places")
"""Names of towns that mean something else far more often."""


def write_lexicon(data: Path, out: Path) -> dict[str, int]:
    """Put the lexicon together and write it; return how many names each table has."""
    made = lexicon(data)
    text = json.dumps(made, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # A fixed time stamp: the same lists give the same bytes.
    out.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
    return {table: len(names) for table, names in made["tables"].items()}


def lexicon(data: Path) -> dict[str, Any]:
    """Put the lexicon together from the open lists under `data` and our own."""
    names: dict[str, str] = {}
    canonical: dict[str, dict[str, str]] = {kind.value: {} for kind in EntityKind}
    given, family = words("given_names"), words("surnames")
    geo = _json(data / "gaz" / "geo.json.gz")
    _towns(names, geo, given | family)
    nations = _nations(names, canonical, geo)
    _nationalities(names, canonical, data, nations)
    _own(names, canonical, EntityKind.GROUP, "group")
    for one in listed("places"):
        for part, weak in one.spellings:
            names[key_of(part)] = "place?" if weak else one.part
            nations.pop(folded(part), None)
    _own(names, canonical, EntityKind.ORGANISATION, "organisation")
    _own(names, canonical, EntityKind.LAW, "law")
    _own(names, canonical, EntityKind.EVENT, "event")
    _own(names, canonical, EntityKind.WORK, "weapon")
    names.update(_country_names(canonical))
    names.pop("", None)
    tongues = {language: _tongue(language, canonical, given) for language in TONGUES}
    tables: dict[str, list[str]] = {}
    for name, table in names.items():
        tables.setdefault(table, []).append(name)
    speakers = json.loads((data / "gaz" / "person_names.json").read_text(encoding="utf-8"))
    first = {name.split()[0] for name in speakers if " " in name}
    last = {name.split()[-1] for name in speakers if " " in name}
    plain = frozenset(word for word in first | last if len(word) > 2 and word.lower() not in COMMON)
    return {
        "format": FORMAT,
        "tables": {table: sorted(found) for table, found in tables.items()},
        "canonical": canonical,
        "nations": nations,
        "seats": _seats(names),
        "given": sorted(given | (first & plain)),
        "family": sorted(family | (last & plain)),
        "people": _people(),
        "clusters": _json(data / "gaz" / "clusters.json.gz"),
        "tongues": tongues,
    }


def _json(path: Path) -> Any:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return json.load(file)


def _towns(names: dict[str, str], geo: dict[str, Any], people: frozenset[str]) -> None:
    """Take in cities by their size; the ambiguous ones need a tagger's word."""
    for name, size in geo["alts"].items():
        if size >= 1_000_000 and len(name) > 4 and _is_place(name):
            names[key_of(name)] = "town"
    for name, size in geo["cities"].items():
        if size < TOWN or len(name) < 4 or not _is_place(name):
            continue
        sure = size >= CITY and name not in people
        names[key_of(name)] = "city" if sure else "town"
    for name in geo["capitals"]:
        if _is_place(name.strip()):
            names[key_of(name)] = "town" if name.strip() in people else "capital"
    for name in geo["us_states"]:
        names[key_of(name)] = "state"
    for name in geo["regions"]:
        if name.split()[-1].islower():
            # "Donetsk region" is Donetsk.
            continue
        names[key_of(name)] = "region"


def _is_place(name: str) -> bool:
    low = name.lower()
    words_known = _NOT_PLACES | COMMON | CALENDAR | TITLES
    return low not in words_known and name not in OPENERS and bool(re.match(r"[^\W\d_]", name))


def _country_names(canonical: dict[str, dict[str, str]]) -> dict[str, str]:
    names = {}
    for one in listed("countries"):
        for spelling, weak in one.spellings:
            names[key_of(spelling)] = "place?" if weak else "country"
            canonical[EntityKind.PLACE.value][folded(spelling)] = one.name
    return names


def _nations(
    names: dict[str, str], canonical: dict[str, dict[str, str]], geo: dict[str, Any]
) -> dict[str, str]:
    """Take in the countries; return code -> name to show, under the folded spellings."""
    own = {spelling: one.name for one in listed("countries") for spelling, _ in one.spellings}
    by_code: dict[str, list[str]] = {}
    for name, code in geo["countries"].items():
        by_code.setdefault(code, []).append(name)
    shown = {}
    for code, spellings in by_code.items():
        ours = [own[name] for name in spellings if name in own]
        # The everyday name is the shortest that is no acronym.
        plain = [name for name in spellings if len(name) > 3 and not name.isupper()]
        shown[code] = ours[0] if ours else min(plain or spellings, key=len)
        for name in spellings:
            names[key_of(name)] = "country"
            target = name if code == "--" else shown[code]
            canonical[EntityKind.PLACE.value][folded(name)] = target
    return shown


def _nationalities(
    names: dict[str, str],
    canonical: dict[str, dict[str, str]],
    data: Path,
    nations: dict[str, str],
) -> None:
    """Take in nationalities from the demonym list; `nations` goes from codes to folded forms."""
    text = (data / "gaz" / "demonyms.txt").read_text(encoding="utf-8")
    shown = dict(nations)
    nations.clear()
    for line in text.splitlines():
        code, *forms = (piece.replace("_", " ") for piece in line.split(" "))
        for form in forms:
            country = shown.get(code, "") if code != "--" else ""
            names[key_of(form)] = "nationality" if country else "group"
            singular = forms[0] if country else form.removesuffix("s")
            canonical[EntityKind.GROUP.value][folded(form)] = singular
            if country:
                nations[folded(form)] = country


def _own(
    names: dict[str, str], canonical: dict[str, dict[str, str]], kind: EntityKind, table: str
) -> None:
    for one in _list_of(table):
        for spelling, weak in one.spellings:
            names[key_of(spelling)] = f"{table}?" if weak else table
            if not weak or table != "group":
                canonical[kind.value][folded(spelling)] = one.name


def _list_of(table: str) -> list[Listed]:
    return list(listed(f"{table}s"))


def _seats(names: dict[str, str]) -> dict[str, str]:
    seats = {}
    for one in listed("seats"):
        *spellings, last = [spelling for spelling, _ in one.spellings]
        last, country = (part.strip() for part in last.split(">"))
        for spelling in (*spellings, last):
            seats[folded(spelling)] = country
            names.setdefault(key_of(spelling), "capital")
    return seats


def _people() -> dict[str, str]:
    """Return folded spelling -> name to show, for full names and for those known by one word."""
    people: dict[str, str] = {}
    for one in listed("people"):
        for spelling, _ in one.spellings:
            name = spelling.rstrip("!")
            if name in one.alone or " " in name:
                people[folded(name)] = one.name
    return people


def _tongue(
    language: str, canonical: dict[str, dict[str, str]], given: frozenset[str]
) -> dict[str, Any]:
    """Read what is known of another language; its names lead to the English ones."""
    names: dict[str, str] = {}
    titles: list[str] = []
    firsts = set(given)
    for one in listed(f"tongue_{language}"):
        if one.part in {"titles", "given"}:
            words_of_line = one.name.split()
            titles.extend(words_of_line if one.part == "titles" else ())
            firsts.update(words_of_line if one.part == "given" else ())
            continue
        *spellings, last = [spelling for spelling, _ in one.spellings]
        last, english = (piece.strip() for piece in last.split(">"))
        kind = TABLES[one.part].kind.value
        for spelling in (*spellings, last):
            names[" ".join(folded(word) for word in words_of(spelling))] = one.part
            target = canonical[kind].get(folded(english), english)
            canonical[kind].setdefault(folded(spelling), target)
    return {
        "names": names,
        "titles": sorted(titles),
        "given": sorted({folded(name) for name in firsts}),
    }
