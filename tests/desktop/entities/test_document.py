"""What a document knows of its names."""

from __future__ import annotations

import pytest

from desktop.entities import document
from desktop.entities.candidates import Candidate
from desktop.entities.lexicon import Lexicon
from desktop.entities.tokenize import tokenise
from desktop.model.entity import EntityKind

PERSON, ORGANISATION, PLACE = EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.PLACE


def _at(text: str, surface: str, kind: EntityKind, nth: int = 0, score: float = 0.9) -> Candidate:
    start = -1
    for _ in range(nth + 1):
        start = text.index(surface, start + 1)
    return Candidate(start, start + len(surface), kind, score)


@pytest.mark.parametrize(
    ("found", "kind", "left"),
    [
        ("the United States", PLACE, ["United States"]),
        ("President Ada Quill", PERSON, ["Ada Quill"]),
        ("Deputy Prime Minister Quill’s", PERSON, ["Quill"]),
        ("Finnish Defence Minister Aino Salmela", PERSON, ["Aino Salmela"]),
        ("Jordan Peters", PERSON, ["Jordan Peters"]),
        ("King", PERSON, ["King"]),
        ("Ada Quill, Bert Holm and Carl Fjord", PERSON, ["Ada Quill", "Bert Holm", "Carl Fjord"]),
        ("head, Ada Quill", PERSON, ["Ada Quill"]),
        ("NATO and the European Commission", ORGANISATION, ["NATO", "European Commission"]),
        ("Ministry of Culture and Sport", ORGANISATION, ["Ministry of Culture and Sport"]),
        ("Tallinn of hysteria", ORGANISATION, ["Tallinn"]),
        ("Western governments", ORGANISATION, ["Western"]),
        ("South Korean army", ORGANISATION, ["South Korean"]),
        ("Ada Quill of Latvia", PERSON, ["Ada Quill"]),
        ("Sweden, Denmark", PLACE, ["Sweden", "Denmark"]),
        ("Bosnia and Herzegovina", PLACE, ["Bosnia and Herzegovina"]),
        ("Donetsk region", PLACE, ["Donetsk"]),
        ("Photo: Harbour Pictures", ORGANISATION, ["Harbour Pictures"]),
        ("eastern Ukraine", PLACE, ["Ukraine"]),
        ("anchor Ukraine", PLACE, ["Ukraine"]),
        ("al Quillia", PLACE, ["al Quillia"]),
        ("The", ORGANISATION, ["The"]),
        ("’s", ORGANISATION, []),
        ("—", PERSON, []),
    ],
)
def test_what_is_no_part_of_a_name_is_left_out(
    found: str, kind: EntityKind, left: list[str], lexicon: Lexicon
) -> None:
    names = document.names_in(found, Candidate(0, len(found), kind, 0.5), lexicon)
    assert [found[one.start : one.end] for one in names] == left


@pytest.mark.parametrize(
    ("short", "long", "agrees"),
    [
        ("ICPO", "International Cable Protection Office", True),
        ("FAO", "Food and Agriculture Organization", True),
        ("MoD", "Ministry of Defence", True),
        ("ICPO", "International Office", False),
        ("A", "Alpha", False),
    ],
)
def test_letters_of_an_acronym(short: str, long: str, agrees: bool) -> None:
    assert document.spells(short, long) is agrees


def test_an_acronym_explained_is_known_from_there() -> None:
    text = "The Baltic Harbour Forum (BHF) met. The BHF is new. The report (2024) and (Ada) too."
    assert document.acronyms(text, []) == {"BHF": ("Baltic Harbour Forum", ORGANISATION)}


def test_a_name_found_once_is_found_everywhere(lexicon: Lexicon) -> None:
    text = "Ada Quill came. Quill spoke. Then Ada Quill left Quill Street, and Quill-Holm too."
    found = document.consistent(tokenise(text), [_at(text, "Ada Quill", PERSON)], {}, lexicon)
    assert [(one.start, text[one.start : one.end]) for one in found] == [
        (0, "Ada Quill"),
        (16, "Quill"),
        (34, "Ada Quill"),
        (49, "Quill"),
    ]


def test_the_kind_that_a_name_has_most_often_is_given_to_all(lexicon: Lexicon) -> None:
    text = "Tervo fell. Tervo rose. Tervo fell. Tervo rose."
    found = [_at(text, "Tervo", ORGANISATION, nth) for nth in range(3)]
    found.append(_at(text, "Tervo", PLACE, 3, score=0.4))
    settled = document.consistent(tokenise(text), found, {}, lexicon)
    assert {one.kind for one in settled} == {ORGANISATION}


def test_an_ordinary_word_is_not_carried_over(lexicon: Lexicon) -> None:
    text = "Frank Mark spoke. Mark your calendar: the mark is set. Will Grant grant it? Grant did."
    found = [_at(text, "Frank Mark", PERSON), _at(text, "Will Grant", PERSON)]
    settled = document.consistent(tokenise(text), found, {}, lexicon)
    assert len(settled) == 2


def test_headings_keep_what_the_body_confirms() -> None:
    text = "Quill Warns Of Harbour Delay\nAda Quill warned. Quill left."
    found = [
        _at(text, "Quill Warns Of", PERSON, score=0.8),
        _at(text, "Ada Quill", PERSON),
        _at(text, "Quill", PERSON, 2),
    ]
    kept = document.confirmed_in_headings(tokenise(text), found)
    assert [text[one.start : one.end] for one in kept] == ["Ada Quill", "Quill"]


def test_the_beginning_of_a_name_is_fetched_across_its_small_words(lexicon: Lexicon) -> None:
    text = "Yesterday Greet van der Velde left."
    (one,) = document.names_in(text, _at(text, "Velde", PERSON), lexicon)
    assert text[one.start : one.end] == "Greet van der Velde"
