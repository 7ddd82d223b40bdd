"""Patterns: sums, articles of law, designations, names by their neighbours."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from desktop.entities import rules
from desktop.entities.candidates import Candidate
from desktop.entities.lexicon import Lexicon
from desktop.entities.tokenize import tokenise
from desktop.model.entity import EntityKind


def _read(text: str, found: Iterable[Candidate]) -> list[tuple[str, str]]:
    return sorted((text[one.start : one.end], one.normal) for one in found)


@pytest.mark.parametrize(
    ("text", "surface", "normal"),
    [
        ("worth €2.5 billion now", "€2.5 billion", "EUR 2500000000"),
        ("paid $3m for it", "$3m", "USD 3000000"),
        ("a US$40,000 fine", "US$40,000", "USD 40000"),
        ("some 300 million euros of", "300 million euros", "EUR 300000000"),
        ("five million dollars", "five million dollars", "USD 5000000"),
        ("EUR 90 billion loan", "EUR 90 billion", "EUR 90000000000"),
        ("£1,250.50 each", "£1,250.50", "GBP 1250.5"),
        ("12.5 per cent of", "12.5 per cent", "12.5%"),
        ("up 3%.", "3%", "3%"),
    ],
)
def test_sums_and_percentages(text: str, surface: str, normal: str) -> None:
    assert _read(text, rules.quantities(text)) == [(surface, normal)]


def test_plain_numbers_are_no_quantities() -> None:
    assert list(rules.quantities("300 troops, 40,000 people, 7 euro zone members, 3.5 km")) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("under Article 5 of the treaty", ["Article 5"]),
        ("Articles 2 and 4", ["Articles 2 and 4"]),
        ("UN Security Council Resolution 2231 says", ["UN Security Council Resolution 2231"]),
        ("The Digital Markets Act came", ["Digital Markets Act"]),
        ("Ukraine’s Budapest Memorandum", ["Budapest Memorandum"]),
        ("The Act says", []),
        ("F-35s and Su-57 jets, USS Nimitz", ["F-35s", "Su-57", "USS Nimitz"]),
    ],
)
def test_laws_and_designations(text: str, names: list[str]) -> None:
    assert [text[one.start : one.end] for one in rules.designations(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Foreign Minister Ilmar Tauts spoke.", ["Ilmar Tauts"]),
        ("Mr. Tauts spoke to Gen. Ana María Ruiz.", ["Tauts", "Ana María Ruiz"]),
        ("its new head, Xanthe Quillfeather, said", ["Xanthe Quillfeather"]),
        ("then Peter van der Velde left", ["Peter van der Velde"]),
        ("The Minister of Health spoke.", []),
        ("In Monday talks", []),
    ],
)
def test_people_by_the_words_around_them(text: str, names: list[str], lexicon: Lexicon) -> None:
    found = rules.people(tokenise(text), lexicon)
    assert [text[one.start : one.end] for one in found] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the Ministry of Rural Affairs said", ["Ministry of Rural Affairs"]),
        ("Both Borealis Holdings and Tervo Group fell.", ["Borealis Holdings", "Tervo Group"]),
        ("the Department for Culture and Sport is", ["Department for Culture and Sport"]),
        ("the Institute for the Study of Rivers", ["Institute for the Study of Rivers"]),
        ("The Council met.", []),
    ],
)
def test_organisations_by_their_head_word(text: str, names: list[str]) -> None:
    found = rules.organisations(tokenise(text))
    assert [text[one.start : one.end] for one in found] == names


def test_a_picture_is_credited_to_somebody(lexicon: Lexicon) -> None:
    text = (
        "A bridge at dawn. Photo: Harbour Pictures\nThe bridge. Picture: Anna Quill/The Daily Tide"
    )
    found = [(text[one.start : one.end], one.kind) for one in rules.credits_in(text, lexicon)]
    assert found == [
        ("Harbour Pictures", EntityKind.ORGANISATION),
        ("Anna Quill", EntityKind.PERSON),
        ("Daily Tide", EntityKind.ORGANISATION),
    ]


def test_ships_are_works() -> None:
    text = "A tanker named the Blue Heron and the container ship Odin 4 left; the ship sank."
    assert [text[one.start : one.end] for one in rules.vessels(text)] == ["Blue Heron", "Odin 4"]


def test_a_known_name_inside_a_hyphenated_one_is_not_taken(lexicon: Lexicon) -> None:
    text = "Ana Jordan-Smith flew to Jordan, and the Jordan-based firm too."
    found = rules.known_names(tokenise(text), lexicon)
    assert [one.start for one in found] == [text.index("Jordan,"), text.index("Jordan-based")]
