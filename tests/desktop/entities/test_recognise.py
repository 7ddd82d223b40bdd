"""The whole recogniser, as shipped, on texts of our own."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.entities.recognise import Recogniser, Recognition
from desktop.model.article import Block, BlockKind
from desktop.model.entity import NAMED_KINDS, EntityKind
from desktop.model.spans import Span

HARBOUR = """Estonia And Finland Agree To Guard Harbour Cables As Tamm Warns Of Sabotage
Estonia and Finland have agreed to guard the cables on the floor of the Gulf of Finland together, Prime Minister Kalle Tamm said in Tallinn on Monday.
Tamm, who met Finnish Defence Minister Aino Salmela in Helsinki last week, told reporters that the two navies would share ships. “We will not wait for the next anchor,” he said.
The plan costs €45 million and needs the consent of the Riigikogu. NATO and the European Commission welcomed it. Salmela’s office said the patrols would begin in March 2026.
Russia has denied any part in the damage. Moscow accused Tallinn of hysteria. Under Article 4 of the North Atlantic Treaty, Estonians may ask for talks.
The International Cable Protection Office (ICPO) counted eleven incidents in 2024. The ICPO expects more."""


def _surfaces(found: Recognition, kind: EntityKind) -> set[str]:
    return {mention.surface for mention in found.mentions if mention.kind is kind}


def _check(text: str, found: Recognition) -> None:
    last = 0
    for mention in found.mentions:
        assert last <= mention.span.start < mention.span.end <= len(text)
        assert text[mention.span.start : mention.span.end] == mention.surface
        assert mention.surface.strip() == mention.surface
        assert 0 <= mention.score <= 1
        assert mention.entity_id is None
        last = mention.span.end
    gathered = sorted(at for cluster in found.clusters for at in cluster.mentions)
    named = [at for at, one in enumerate(found.mentions) if one.kind in NAMED_KINDS]
    assert gathered == named, "every named mention is in exactly one cluster"
    for cluster in found.clusters:
        assert cluster.key.startswith(f"{cluster.kind}:")
        assert {found.mentions[at].kind for at in cluster.mentions} == {cluster.kind}
        spellings = {found.mentions[at].surface for at in cluster.mentions}
        assert spellings <= {cluster.name, *cluster.aliases}


@pytest.mark.parametrize("which", ["recogniser", "rules_alone"])
def test_an_article_is_read(which: str, request: pytest.FixtureRequest) -> None:
    reader: Recogniser = request.getfixturevalue(which)
    found = reader.recognise(HARBOUR, published="2025-12-16")
    _check(HARBOUR, found)
    assert _surfaces(found, EntityKind.PERSON) == {"Kalle Tamm", "Tamm", "Aino Salmela", "Salmela"}
    assert {"Estonia", "Finland", "Gulf of Finland", "Tallinn", "Helsinki", "Russia", "Moscow"} <= (
        _surfaces(found, EntityKind.PLACE)
    )
    assert {"Riigikogu", "NATO", "European Commission", "ICPO"} <= _surfaces(
        found, EntityKind.ORGANISATION
    )
    assert _surfaces(found, EntityKind.GROUP) == {"Finnish", "Estonians"}
    assert _surfaces(found, EntityKind.LAW) == {"Article 4", "North Atlantic Treaty"}
    assert _surfaces(found, EntityKind.QUANTITY) == {"€45 million"}
    dates = {m.surface: m.normal for m in found.mentions if m.kind is EntityKind.DATE}
    assert dates == {
        "Monday": "2025-12-15",
        "last week": "2025-W50",
        "March 2026": "2026-03",
        "2024": "2024",
    }


def test_a_headline_has_names_only_where_the_body_has_them(recogniser: Recogniser) -> None:
    found = recogniser.recognise(HARBOUR)
    head = HARBOUR.index("\n")
    assert [m.surface for m in found.mentions if m.span.end <= head] == [
        "Estonia",
        "Finland",
        "Tamm",
    ]


def test_blocks_tell_headlines_when_case_does_not(recogniser: Recogniser) -> None:
    text = "Tamm warns\nKalle Tamm, the prime minister of Estonia, warned of delay."
    blocks = [
        Block(BlockKind.HEADLINE, Span(0, 10)),
        Block(BlockKind.PARAGRAPH, Span(11, len(text))),
    ]
    found = recogniser.recognise(text, blocks=blocks)
    _check(text, found)
    assert [m.surface for m in found.mentions] == ["Tamm", "Kalle Tamm", "Estonia"]


def test_a_capital_that_acts_points_to_its_government(recogniser: Recogniser) -> None:
    text = "Moscow rejected the offer. Talks in Moscow failed. Paris accused Moscow of delay."
    found = [m for m in recogniser.recognise(text).mentions if m.surface == "Moscow"]
    assert [(m.kind, m.fine, m.normal) for m in found] == [
        (EntityKind.PLACE, "government", "Russia"),
        (EntityKind.PLACE, "city", ""),
        (EntityKind.PLACE, "government", "Russia"),
    ]


def test_titles_determiners_and_owners_stay_outside(recogniser: Recogniser) -> None:
    text = "The United States’ envoy met President Emmanuel Macron and Mr Xi in the Netherlands."
    surfaces = [m.surface for m in recogniser.recognise(text).mentions]
    assert surfaces == ["United States", "Emmanuel Macron", "Xi", "Netherlands"]


def test_fine_kinds_of_places(recogniser: Recogniser) -> None:
    text = "Ships left Poland for the Black Sea and Odesa. The mayors of Normandy met at Heathrow Airport."
    fine = {m.surface: m.fine for m in recogniser.recognise(text).mentions}
    assert fine["Poland"] == "country"
    assert fine["Black Sea"] == "water"
    assert fine["Odesa"] == "city"
    assert fine["Normandy"] == "region"
    assert fine["Heathrow Airport"] == "facility"


def test_the_version_names_every_voter(recogniser: Recogniser, rules_alone: Recogniser) -> None:
    assert rules_alone.version in recogniser.version
    assert "crf" in recogniser.version
    assert recogniser.recognise("Hello.").model == recogniser.version


def test_a_language_without_a_model_says_so(recogniser: Recogniser) -> None:
    assert "no model for uk" in recogniser.recognise("Київ", language="uk").model
    assert "no model for ja-JP" in recogniser.recognise("東京", language="ja-JP").model


@given(st.text(max_size=400))
def test_any_text_is_borne(recogniser: Recogniser, text: str) -> None:
    _check(text, recogniser.recognise(text, published="2025-12-16"))


_PIECES = [
    "Vladimir Putin", "the U.S.", "’s", "\n", " ", "NATO", "(", ")", "“", "”", "said", "that", "Article 5", "al-",
    "von der", "€3 billion", "on Monday", "1999", "-", "Kim", "Mr.", "Sir", "MI6", "The", "Ⅷ", "İstanbul", "ß",
    "e\u0301", "\u200d", "\ufeff", "👩‍👩‍👧", "Ελλάδα", "Москва", "القاهرة", "東京", "\u2028", "\x85", "\r\n", "\t", "ﬁ",
    "Ministry of", "Health", "Photo: ", "Image courtesy: ", "U.N", "...", "A", "a", "President", "Jordan", "Jr.",
]  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES), max_size=60), st.sampled_from(["", " "]))
def test_any_mixture_of_names_and_signs_is_borne(
    recogniser: Recogniser, pieces: list[str], glue: str
) -> None:
    text = glue.join(pieces)
    for language in ("en", "uk", "de"):
        _check(text, recogniser.recognise(text, language=language, published="2025-12-16"))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "😀😀😀 👍", "....", "---", "1 2 3", "\x00"])
def test_texts_without_names_have_none(recogniser: Recogniser, text: str) -> None:
    assert recogniser.recognise(text).mentions == ()


@pytest.mark.slow
def test_a_hundred_thousand_words(recogniser: Recogniser) -> None:
    body = HARBOUR.split("\n", 1)[1]
    text = "\n".join([body] * (100_000 // len(body.split()) + 1))
    found = recogniser.recognise(text)
    _check(text, found)
    assert len(found.clusters) < 60


@pytest.mark.slow
def test_two_megabytes_of_one_line(rules_alone: Recogniser) -> None:
    chance = random.Random(7)
    words = ["harbour", "Estonia", "Tamm", "and", "the", "of", "Kalle", "2024", "NATO", "x" * 27]
    text = " ".join(chance.choice(words) for _ in range(320_000))[:2_000_000]
    assert len(text) > 1_990_000
    _check(text, rules_alone.recognise(text))


def test_the_same_text_gives_the_same_answer(recogniser: Recogniser) -> None:
    assert recogniser.recognise(HARBOUR) == recogniser.recognise(HARBOUR)
    assert Recogniser.load().recognise(HARBOUR) == recogniser.recognise(HARBOUR)
