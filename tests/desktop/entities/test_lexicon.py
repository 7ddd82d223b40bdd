"""Names known beforehand."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.entities.lexicon import FILE, TABLES, Lexicon, folded
from desktop.entities.recognise import Recogniser
from desktop.entities.tokenize import key_of
from desktop.entities.training import lists
from desktop.model.entity import EntityKind
from desktop.resources import resource


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the U.S.", "US"),
        ("Erdoğan", "Erdogan"),
        ("Al-Qaida", "al Qaida"),
        ("Wałęsa", "Walesa"),
        ("People’s Party", "People's Party"),
        ("Ukraine’s", "Ukraine"),
        ("Зеленського", "Зеленський"),
        ("України", "Україна"),
        ("Путину", "Путин"),
    ],
)
def test_spellings_that_differ_by_habit_fold_to_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_names_that_differ_do_not_fold_to_one() -> None:
    assert (
        len({folded(name) for name in ("Niger", "Nigeria", "Iran", "Iraq", "Mali", "Malawi")}) == 6
    )


def test_the_longest_name_wins(lexicon: Lexicon) -> None:
    words = [
        "the",
        "New",
        "York",
        "Times",
        "and",
        "the",
        "UN",
        "Security",
        "Council",
        "in",
        "New",
        "York",
    ]
    found = [(" ".join(words[first:last]), table) for first, last, table in lexicon.known_in(words)]
    assert found == [
        ("New York Times", "organisation"),
        ("UN Security Council", "organisation"),
        ("New York", "city"),
    ]


def test_text_in_capitals_is_looked_up_without_case(lexicon: Lexicon) -> None:
    words = ["TALKS", "IN", "BERLIN", "AND", "PARIS"]
    assert lexicon.known_in(words) == []
    assert [one.what for one in lexicon.known_in(words, shouted=True)] == ["capital", "capital"]


def test_every_table_of_the_shipped_lexicon_has_a_sense(lexicon: Lexicon) -> None:
    assert set(lexicon.names.values()) <= set(TABLES)


def test_names_are_spelled_as_the_tokeniser_spells_them(lexicon: Lexicon) -> None:
    """A change of the tokeniser calls for a new lexicon."""
    wrong = [name for name in lexicon.names if key_of(name.replace("' ", "'")) != name]
    assert wrong == []


def test_canonical_names(lexicon: Lexicon) -> None:
    assert lexicon.name_for(EntityKind.PLACE, "USA") == "United States"
    assert lexicon.name_for(EntityKind.PLACE, "Deutschlands") == "Germany"
    assert lexicon.name_for(EntityKind.ORGANISATION, "U.N.") == "United Nations"
    assert lexicon.name_for(EntityKind.GROUP, "Ukrainians") == "Ukrainian"
    assert lexicon.name_for(EntityKind.PLACE, "Nowhere") == ""


def test_lists_are_general_knowledge_and_well_formed() -> None:
    for file in sorted(lists.FOLDER.glob("*.txt")):
        text = file.read_text(encoding="utf-8")
        assert text.startswith("#"), f"{file.name} says what it holds"
        assert "metreweli" not in text.lower()


def test_without_files_the_rules_go_on_alone(tmp_path: Path) -> None:
    recogniser = Recogniser.load(tmp_path)
    found = recogniser.recognise("President Ana Ruiz paid €3 million on 2 May 2024.")
    assert [mention.surface for mention in found.mentions] == [
        "Ana Ruiz",
        "€3 million",
        "2 May 2024",
    ]


def test_a_lexicon_of_another_format_is_refused(tmp_path: Path) -> None:
    import gzip

    (tmp_path / FILE).write_bytes(gzip.compress(b'{"format": 0}'))
    with pytest.raises(ValueError, match="format 0"):
        Lexicon.load(tmp_path)


def test_the_shipped_files_are_small() -> None:
    assert sum(file.stat().st_size for file in resource("entities").iterdir()) < 10_000_000
