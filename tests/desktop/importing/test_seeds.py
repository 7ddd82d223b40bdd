"""The starter articles: import gives what is expected of them, and the labels stand on their words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from desktop.importing.reading import gather, read_file
from desktop.model.entity import EntityKind

SEEDS = Path(__file__).parents[3] / "seeds"
ARTICLES = sorted((SEEDS / "articles").iterdir())


def expected_of(article: Path) -> dict[str, Any]:
    return json.loads((SEEDS / "expected" / f"{article.stem}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.stem)
def test_import_gives_what_is_expected(article: Path) -> None:
    expected = expected_of(article)
    draft = read_file(article)
    details = draft.details
    assert {
        "title": details.title,
        "by": list(details.by),
        "source": details.source,
        "published": details.published,
        "language": details.language,
        "address": details.address,
        "credit": details.credit,
        "tags": list(draft.tags),
    } == {
        key: expected[key]
        for key in ("title", "by", "source", "published", "language", "address", "credit", "tags")
    }
    assert draft.warnings == ()


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.stem)
def test_blocks_are_as_expected(article: Path) -> None:
    expected = expected_of(article)
    draft = read_file(article)
    blocks = [
        {
            "kind": block.kind.value,
            "level": block.level,
            **({"ordinal": block.ordinal} if block.ordinal is not None else {}),
            "words": " ".join(block.span.of(draft.text).split(" ")[:6]),
        }
        for block in draft.blocks
    ]
    assert blocks == expected["blocks"]
    standfirst = [block.span.of(draft.text) for block in draft.blocks if block.kind == "standfirst"]
    assert standfirst == ([expected["standfirst"]] if expected["standfirst"] else [])


@pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.stem)
def test_labels_stand_on_their_words(article: Path) -> None:
    text = read_file(article).text
    mentions = expected_of(article)["mentions"]
    assert mentions
    end_of_last = 0
    for mention in mentions:
        assert text[mention["start"] : mention["end"]] == mention["surface"]
        assert mention["surface"] == mention["surface"].strip() != ""
        assert mention["start"] >= end_of_last, "labels are in order and never overlap"
        end_of_last = mention["end"]
        kind = EntityKind(mention["kind"])
        unlinked = kind in {EntityKind.DATE, EntityKind.QUANTITY}
        assert (mention["entity"] is None) == unlinked


def test_every_article_has_its_expectation_and_the_other_way_round() -> None:
    assert {path.stem for path in ARTICLES} == {
        path.stem for path in (SEEDS / "expected").iterdir()
    }


def test_all_nine_kinds_are_labelled() -> None:
    kinds = {
        mention["kind"] for article in ARTICLES for mention in expected_of(article)["mentions"]
    }
    assert kinds == {kind.value for kind in EntityKind}


def test_one_spelling_is_one_entity_of_one_kind() -> None:
    seen: dict[tuple[str, str], str] = {}
    for article in ARTICLES:
        for mention in expected_of(article)["mentions"]:
            if mention["entity"] is not None:
                key = (mention["surface"], mention["kind"])
                assert seen.setdefault(key, mention["entity"]) == mention["entity"], key


def test_the_starter_archive_has_articles_of_every_sort() -> None:
    drafts = {path.stem: read_file(path) for path in gather([SEEDS / "articles"])}
    assert 8 <= len(drafts) <= 12
    assert {draft.mime for draft in drafts.values()} == {"text/plain", "text/markdown", "text/html"}
    assert max(draft.words for draft in drafts.values()) > 2_500
    assert {draft.details.language[:2] for draft in drafts.values()} == {"en", "uk"}
    anchorage, white_house = (
        drafts["no-deal-in-anchorage"].text,
        drafts["seven-europeans-and-a-map"].text,
    )
    assert "Zelensky " in anchorage
    assert "Zelenskyy" not in anchorage
    assert "Zelenskyy" in white_house
    assert "Zelensky " not in white_house
