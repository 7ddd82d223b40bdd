"""Bylines, credits, datelines, sources: what is one, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.importing.bylines import (
    Dateline,
    is_credit_alone,
    read_address,
    read_byline,
    read_credit,
    read_dateline,
    read_source,
)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("By Anna Example and Ben Sample", ("Anna Example", "Ben Sample")),
        (
            "By Anna Example, Ben Sample and Cleo Probe",
            ("Anna Example", "Ben Sample", "Cleo Probe"),
        ),
        ("By Anna Example, Diplomatic Correspondent", ("Anna Example",)),
        ("By Anna Example in Kyiv and Ben Sample in London", ("Anna Example", "Ben Sample")),
        ("BY ANNA EXAMPLE", ("Anna Example",)),
        ("By Reuters", ("Reuters",)),
        ("By AFP", ("AFP",)),
        ("By Reuters Staff", ("Reuters Staff",)),
        (
            "By Jean-Luc de la Tour, Mary O’Neil & J. R. R. Smith",
            ("Jean-Luc de la Tour", "Mary O’Neil", "J. R. R. Smith"),
        ),
        ("Автор: Олена Приклад", ("Олена Приклад",)),
        ("Автори: Олена Приклад та Іван Зразок", ("Олена Приклад", "Іван Зразок")),
        ("Von Klaus Beispiel und Eva Muster", ("Klaus Beispiel", "Eva Muster")),
        ("Reporting by Anna Example in Kyiv; Ben Sample", ("Anna Example", "Ben Sample")),
        ("Reporting by Anna Example; editing by hand", ()),
        ("By 2030 the world will be warmer", ()),
        ("By the river they sat", ()),
        ("By Christmas", ()),
        ("By far the best", ()),
        ("Anna Example", ()),
        ("By " + "A" * 300, ()),
    ],
)
def test_bylines(words: str, names: tuple[str, ...]) -> None:
    assert read_byline(words)[0] == names


@pytest.mark.parametrize(
    "words",
    [
        "By Anna Example | 15 December 2025",
        "By Anna Example, 15 December 2025",
        "By Anna Example — 15.12.2025",
    ],
)
def test_a_byline_may_bring_the_date(words: str) -> None:
    assert read_byline(words) == (("Anna Example",), "2025-12-15")


@pytest.mark.parametrize(
    ("words", "credit"),
    [
        ("…to test Western resolve. Image courtesy: RNA", "RNA"),
        ("Photo: Reuters/John Doe", "Reuters/John Doe"),
        ("A ship at sea. Photograph: Jane Roe/The Post", "Jane Roe/The Post"),
        ("Photo by Jane Roe", "Jane Roe"),
        ("Image courtesy of NASA", "NASA"),
        ("(Photo: A. Seer/Agency)", "A. Seer/Agency"),
        ("Picture credit: U.S. Navy", "U.S. Navy"),
        ("Фото: Укрінформ", "Укрінформ"),
        ("The photo by itself is nothing.", ""),
        ("He took a photo: it was bad. And so on.", ""),
        ("Photo by itself shows nothing much at all", ""),
        ("Image: a harbour seen from above", ""),
    ],
)
def test_credits(words: str, credit: str) -> None:
    assert read_credit(words) == credit


def test_a_credit_alone_is_told_from_a_caption_with_one() -> None:
    assert is_credit_alone("Photo: Jane Roe")
    assert not is_credit_alone("A ship. Photo: Jane Roe")


def test_a_credit_full_of_dots_takes_no_time() -> None:
    assert read_credit("Photo: A" + ".b" * 45 + " !") == ""


@pytest.mark.parametrize(
    ("words", "dateline"),
    [
        ("KYIV, Dec 15 (Reuters) — The talks", Dateline("KYIV", "", "Reuters")),
        (
            "BERLIN, 6 May 2025 (Nordwind Press) -- He",
            Dateline("BERLIN", "2025-05-06", "Nordwind Press"),
        ),
        ("HELSINKI, Finland (AP) – Police", Dateline("HELSINKI, Finland", "", "AP")),
        ("BRUSSELS — The commission", Dateline("BRUSSELS")),
        ("NATO - a defence alliance - said", Dateline()),
        ("The city — his city — was empty", Dateline()),
    ],
)
def test_datelines(words: str, dateline: Dateline) -> None:
    assert read_dateline(words) == dateline


def test_sources_and_addresses() -> None:
    assert read_source("Source: The Harbour Post") == "The Harbour Post"
    assert read_source("First published in Harbour Weekly.") == "Harbour Weekly"
    assert read_source("Джерело: Укрінформ") == "Укрінформ"
    assert read_source("Source: https://x.example/") == ""
    assert read_source("Source code is law") == ""
    assert read_address("URL: https://x.example/a?b=c") == "https://x.example/a?b=c"
    assert read_address("see https://x.example/") == ""


@given(st.text(st.sampled_from("By Anna, and Photo: (KYIV) — .|AFP12é\n"), max_size=60))
def test_no_words_make_them_fail(words: str) -> None:
    read_byline(words)
    read_credit(words)
    read_dateline(words)
    read_source(words)
    read_address(words)
