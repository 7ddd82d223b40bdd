"""Who said what."""

from __future__ import annotations

import pytest

from desktop.entities import quotations
from desktop.entities.recognise import Recogniser

FOUND = tuple[str, str, bool, str]


def _read(recogniser: Recogniser, text: str) -> list[FOUND]:
    seen = recogniser.recognise(text)
    found = quotations.find(text, seen.mentions, seen.clusters)
    for one in found:
        assert one.span.of(text) == one.text
        if one.cluster is not None:
            assert seen.clusters[one.cluster].name == one.speaker
    return [(one.speaker, one.cue, one.direct, one.text) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“We will not give up,” said Jane Miller, the mayor of Lyon.",
            [("Jane Miller", "said", True, "We will not give up")],
        ),
        (
            "“We will not give up,” Jane Miller said. “Not today. Not ever.”",
            [
                ("Jane Miller", "said", True, "We will not give up"),
                ("Jane Miller", "said", True, "Not today. Not ever."),
            ],
        ),
        (
            'Peter Novak said: "The bridge is not safe."',
            [("Peter Novak", "said", True, "The bridge is not safe.")],
        ),
        (
            "Peter Novak told reporters on Monday that the bridge was unsafe.",
            [("Peter Novak", "told", False, "the bridge was unsafe")],
        ),
        (
            "Peter Novak, the head of the harbour office, said the bridge was unsafe.",
            [("Peter Novak", "said", False, "the bridge was unsafe")],
        ),
        (
            "According to Reuters, the army has left the town.",
            [("Reuters", "according to", False, "the army has left the town")],
        ),
        (
            "The plan is dead, according to Angela Merkel.",
            [("Angela Merkel", "according to", False, "The plan is dead")],
        ),
        (
            "US officials said on Friday that the deal was close.",
            [("US officials", "said", False, "the deal was close")],
        ),
        (
            "Jane Miller left Paris. She said that the talks had failed.",
            [("Jane Miller", "said", False, "the talks had failed")],
        ),
        (
            "The plan, Jane Miller said, is dead for this year.",
            [("Jane Miller", "said", False, "The plan, Jane Miller said, is dead for this year")],
        ),
        (
            "Jane Miller said that little had been agreed, and added: “There is no deal.”",
            [
                ("Jane Miller", "said", False, "little had been agreed"),
                ("Jane Miller", "added", True, "There is no deal."),
            ],
        ),
        (
            "Jane Miller, the mayor of Lyon, who led the talks, said that the city had won.",
            [("Jane Miller", "said", False, "the city had won")],
        ),
        (
            "“They will not care,” said a negotiator who had slept little. “Nobody will.”",
            [
                ("a negotiator", "said", True, "They will not care"),
                ("a negotiator", "said", True, "Nobody will."),
            ],
        ),
    ],
)
def test_a_statement_and_its_speaker(
    recogniser: Recogniser, text: str, expected: list[FOUND]
) -> None:
    assert _read(recogniser, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "John Smith and Mary Jones met in Paris. He said that the talks had failed.",
        "The claims said nothing of the kind.",
        "It was called “a fine mess of things” by nobody in particular.",
        "The city of London said goodbye.",
        "Nobody said that.",
        "The “gray zone” is wide.",
        "",
    ],
)
def test_rather_nothing_than_the_wrong_speaker(recogniser: Recogniser, text: str) -> None:
    assert _read(recogniser, text) == []


def test_a_pronoun_after_a_nameless_speaker_means_nobody(recogniser: Recogniser) -> None:
    text = "Jane Miller smiled. “It is late,” said an engineer. She said that it was dark."
    assert [speaker for speaker, *_ in _read(recogniser, text)] == ["an engineer"]


def test_a_pronoun_means_the_one_person_of_its_own_sentence(recogniser: Recogniser) -> None:
    text = "Peter Novak came. Jane Miller had a plan: Lyon could, she said, pay for the bridge."
    assert [speaker for speaker, *_ in _read(recogniser, text)] == ["Jane Miller"]
