"""Languages without a tagger: people and places by lists."""

from __future__ import annotations

import pytest

from desktop.entities import foreign
from desktop.entities.recognise import Recogniser
from desktop.model.entity import EntityKind

PERSON, PLACE, ORGANISATION = EntityKind.PERSON, EntityKind.PLACE, EntityKind.ORGANISATION


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "uk",
            "Президент України Володимир Зеленський зустрівся у Києві з лідерами НАТО. Зеленського чули.",
            [
                ("України", PLACE, "Ukraine"),
                ("Володимир Зеленський", PERSON, "Volodymyr Zelenskyy"),
                ("Києві", PLACE, "Kyiv"),
                ("НАТО", ORGANISATION, "NATO"),
                ("Зеленського", PERSON, "Volodymyr Zelenskyy"),
            ],
        ),
        (
            "ru",
            "В Москве премьер-министр Индии Нарендра Моди встретил Анну Ковалёву. Ковалёвой не спалось.",
            [
                ("Москве", PLACE, "Moscow"),
                ("Индии", PLACE, "India"),
                ("Нарендра Моди", PERSON, "Нарендра Моди"),
                ("Анну Ковалёву", PERSON, "Анну Ковалёву"),
                ("Ковалёвой", PERSON, "Анну Ковалёву"),
            ],
        ),
        (
            "de",
            "Bundeskanzler Friedrich Merz reiste nach Kiew. Merz nannte Deutschlands Hilfe groß.",
            [
                ("Friedrich Merz", PERSON, "Friedrich Merz"),
                ("Kiew", PLACE, "Kyiv"),
                ("Merz", PERSON, "Friedrich Merz"),
                ("Deutschlands", PLACE, "Germany"),
            ],
        ),
        (
            "fr",
            "Emmanuel Macron a parlé de l’Ukraine à Londres avec Mme Odile Vassard.",
            [
                ("Emmanuel Macron", PERSON, "Emmanuel Macron"),
                ("Ukraine", PLACE, "Ukraine"),
                ("Londres", PLACE, "London"),
                ("Odile Vassard", PERSON, "Odile Vassard"),
            ],
        ),
        (
            "es-MX",
            "El presidente Pedro Sánchez viajó a Bruselas; la Unión Europea y Estados Unidos esperan.",
            [
                ("Pedro Sánchez", PERSON, "Pedro Sánchez"),
                ("Bruselas", PLACE, "Brussels"),
                ("Unión Europea", ORGANISATION, "European Union"),
                ("Estados Unidos", PLACE, "United States"),
            ],
        ),
    ],
)
def test_people_and_places(
    recogniser: Recogniser, language: str, text: str, expected: list[tuple[str, EntityKind, str]]
) -> None:
    found = recogniser.recognise(text, language=language)
    names = {at: cluster.name for cluster in found.clusters for at in cluster.mentions}
    assert [
        (mention.surface, mention.kind, names[at]) for at, mention in enumerate(found.mentions)
    ] == expected


@pytest.mark.parametrize(
    ("language", "text", "surface", "normal"),
    [
        ("uk", "від 15 грудня 2025 року", "15 грудня 2025 року", "2025-12-15"),
        ("ru", "с 3 мая 2024 года", "3 мая 2024 года", "2024-05-03"),
        ("de", "am 15. Dezember 2025 in", "15. Dezember 2025", "2025-12-15"),
        ("fr", "le 1er août 2023 à", "1er août 2023", "2023-08-01"),
        ("es", "el 2 de mayo de 2025 en", "2 de mayo de 2025", "2025-05-02"),
        ("de", "im Mai 2025 war", "Mai 2025", "2025-05"),
        ("fr", "en 2019, elle", "2019", "2019"),
    ],
)
def test_dates(recogniser: Recogniser, language: str, text: str, surface: str, normal: str) -> None:
    found = [
        (mention.surface, mention.normal)
        for mention in recogniser.recognise(text, language=language).mentions
        if mention.kind is EntityKind.DATE
    ]
    assert found == [(surface, normal)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Президент України прибув до Києва на переговори.", "uk"),
        ("Президент России прибыл в Москву на переговоры.", "ru"),
        ("The word “переговоры” means talks, and so does “переговори”.", "en"),
        ("Москва", "en"),
    ],
)
def test_letters_speak_against_a_wrong_language(text: str, language: str) -> None:
    assert foreign.by_script(text, "en") == language
    assert foreign.by_script(text, "de") == "de"


def test_a_language_nobody_knows_has_what_is_called_the_same_everywhere(
    recogniser: Recogniser,
) -> None:
    found = recogniser.recognise("La NATO si riunisce a Berlino e a Madrid.", language="it")
    assert [mention.surface for mention in found.mentions] == ["NATO", "Madrid"]
    assert "no model for it" in found.model
