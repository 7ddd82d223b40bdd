"""Mentions to entities."""

from __future__ import annotations

import pytest

from desktop.entities.lexicon import Lexicon
from desktop.entities.resolve import Cluster, clusters, key_for
from desktop.model.entity import EntityKind, Mention
from desktop.model.spans import Span

PERSON, ORGANISATION, PLACE = EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.PLACE


def _gathered(lexicon: Lexicon, kind: EntityKind, *surfaces: str, **defined: str) -> list[Cluster]:
    mentions = [
        Mention(Span(100 * at, 100 * at + len(s)), s, kind) for at, s in enumerate(surfaces)
    ]
    return list(
        clusters(mentions, lexicon, {short: (name, kind) for short, name in defined.items()})
    )


def _groups(made: list[Cluster]) -> list[tuple[int, ...]]:
    return [cluster.mentions for cluster in made]


def test_a_surname_joins_the_full_name(lexicon: Lexicon) -> None:
    (one,) = _gathered(lexicon, PERSON, "Ada Quill", "Quill", "Ada", "Ada B. Quill", "A. Quill")
    assert one.name == "Ada B. Quill"
    assert one.key == "person:ada quill"
    assert set(one.aliases) == {"Ada Quill", "Quill", "Ada", "A. Quill"}


def test_a_shared_surname_means_the_one_named_last(lexicon: Lexicon) -> None:
    made = _gathered(
        lexicon, PERSON, "Ada Quill", "Quill", "Bert Quill", "Quill", "Ada Quill", "Quill"
    )
    assert _groups(made) == [(0, 1, 4, 5), (2, 3)]


def test_a_surname_before_any_full_name_means_the_first(lexicon: Lexicon) -> None:
    made = _gathered(lexicon, PERSON, "Quill", "Ada Quill", "Bert Quill")
    assert _groups(made) == [(0, 1), (2,)]


def test_different_people_stay_apart(lexicon: Lexicon) -> None:
    made = _gathered(lexicon, PERSON, "Ada Quill", "Ada Holm", "Bert Holm", "Carl Fjord")
    assert len(made) == 4


def test_spellings_of_one_name_join(lexicon: Lexicon) -> None:
    made = _gathered(lexicon, PERSON, "Andriy Melnychenko", "Andrii Melnichenko", "Melnychenko")
    assert len(made) == 1


def test_particles_belong_to_surnames(lexicon: Lexicon) -> None:
    made = _gathered(lexicon, PERSON, "Greet van der Velde", "van der Velde", "Velde")
    assert len(made) == 1


@pytest.mark.parametrize(
    ("kind", "spellings", "key"),
    [
        (PERSON, ["Putin", "Vladimir Putin", "Владимир Путин", "Путін"], "person:vladimir putin"),
        (PERSON, ["Zelensky", "Volodymyr Zelenskyy", "Зеленського"], "person:volodymyr zelenskyy"),
        (PERSON, ["John Fitzgerald Doe", "John Doe"], "person:john doe"),
        (PLACE, ["US", "U.S.", "USA", "United States", "America", "США"], "place:united states"),
        (PLACE, ["Kiev", "Kyiv", "Київ"], "place:kyiv"),
        (ORGANISATION, ["NATO", "Nato", "North Atlantic Treaty Organization"], "organisation:nato"),
        (EntityKind.GROUP, ["Ukrainian", "Ukrainians"], "group:ukrainian"),
    ],
)
def test_one_key_over_the_archive(
    lexicon: Lexicon, kind: EntityKind, spellings: list[str], key: str
) -> None:
    for spelling in spellings:
        assert [cluster.key for cluster in _gathered(lexicon, kind, spelling)] == [key]


def test_the_key_of_a_name_is_that_of_its_cluster(lexicon: Lexicon) -> None:
    for kind, name in ((PERSON, "Ada B. Quill"), (PLACE, "Kiev"), (ORGANISATION, "Acme Ltd.")):
        assert key_for(kind, name, lexicon) == _gathered(lexicon, kind, name)[0].key


def test_same_words_of_other_kinds_are_other_entities(lexicon: Lexicon) -> None:
    mentions = [Mention(Span(0, 6), "Jordan", PLACE), Mention(Span(9, 15), "Jordan", PERSON)]
    assert len(clusters(mentions, lexicon)) == 2


def test_acronyms_defined_or_spelled_out_join(lexicon: Lexicon) -> None:
    made = _gathered(
        lexicon, ORGANISATION, "Harbour Safety Board", "XQZ", XQZ="Harbour Safety Board"
    )
    assert len(made) == 1
    made = _gathered(lexicon, ORGANISATION, "Baltic Harbour Forum", "BHF")
    assert len(made) == 1


def test_the_short_form_of_one_longer_name_joins_it(lexicon: Lexicon) -> None:
    assert len(_gathered(lexicon, ORGANISATION, "Tervo Shipping", "Tervo")) == 1
    assert len(_gathered(lexicon, ORGANISATION, "Tervo Shipping", "Tervo Rail", "Tervo")) == 3


def test_dates_gather_into_nothing(lexicon: Lexicon) -> None:
    mentions = [Mention(Span(0, 4), "2024", EntityKind.DATE)]
    assert clusters(mentions, lexicon) == ()


def test_many_names_take_no_square_of_time(lexicon: Lexicon) -> None:
    """Twenty thousand people who share few surnames; the test's own time limit is the measure."""
    surfaces = [f"{chr(65 + at % 26)}da{at} Family{at % 500}" for at in range(20_000)]
    assert len(_gathered(lexicon, PERSON, *surfaces)) > 500
