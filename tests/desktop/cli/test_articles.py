"""import, list, show, edit: shapes and exit codes."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tests.builders import article, write_articles
from tests.desktop.cli.answered import Carrel


def test_import_reports_every_file(carrel: Carrel, tmp_path: Path) -> None:
    write_articles(tmp_path / "in", 2)
    (tmp_path / "in" / "article-0003.txt").write_text(article(1), encoding="utf-8")
    (tmp_path / "in" / "empty.txt").write_bytes(b"")
    told = carrel("import", tmp_path / "in", "--tag", "tide", "--collection", "Harbours", "--json")
    assert told.code == 1
    assert set(told.json) == {"imported", "duplicates", "failed", "warnings"}
    first, second = told.json["imported"]
    assert set(first) == {"id", "title", "path", "words", "mentions"}
    assert first["title"] == article(1).split("\n", 1)[0]
    assert told.json["duplicates"] == [
        {"path": str(tmp_path / "in" / "article-0003.txt"), "of": first["id"]}
    ]
    assert told.json["failed"][0]["path"] == str(tmp_path / "in" / "empty.txt")
    assert told.json["failed"][0]["reason"]
    shown = carrel("show", second["id"], "--json").json
    assert (shown["tags"], shown["collections"]) == (["tide"], ["Harbours"])


def test_import_reads_standard_input(carrel: Carrel) -> None:
    told = carrel("import", "-", "--json", stdin=article(5).encode())
    assert told.code == 0
    assert told.json["imported"][0]["path"] == "-"
    html = b"<html><head><title>Tides</title></head><body><article><h1>Tides</h1>" + (
        b"<p>The tide comes in twice a day, and goes out as often, said the harbour master.</p>" * 3
    )
    told = carrel("import", "-", "--as", "html", "--json", stdin=html + b"</article></body></html>")
    assert told.json["imported"][0]["title"] == "Tides"


def test_import_in_words_for_people(carrel: Carrel, tmp_path: Path) -> None:
    (path,) = write_articles(tmp_path / "in", 1)
    told = carrel("import", path, tmp_path / "missing.txt")
    assert told.code == 1
    assert told.out.startswith("1 article imported, 0 already there, 1 not read.")
    assert f"Not read: {tmp_path / 'missing.txt'}" in told.err
    assert carrel("--quiet", "import", path).out == ""


def test_list_is_newest_first_or_what_a_query_finds(carrel: Carrel, tmp_path: Path) -> None:
    carrel("import", *write_articles(tmp_path / "in", 3))
    everything = carrel("list", "--json").json
    assert [one["id"] for one in everything] == [3, 2, 1]
    assert {"id", "title", "by", "source", "published", "words", "state", "tags"} <= set(
        everything[0]
    )
    assert len(carrel("list", "--limit", "2", "--json").json) == 2
    title = everything[1]["title"]
    assert [one["id"] for one in carrel("list", f'"{title}"', "--json").json] == [2]
    assert carrel("list").out.splitlines()[0].split() == [
        "id",
        "title",
        "source",
        "published",
        "words",
        "state",
    ]
    assert carrel("list", "zzzz", "--json").json == []
    assert carrel("list", "((", "--json").code == 2
    assert len(carrel("list", "report OR zzzz", "--json").json) == 3


def test_show_has_exact_offsets(carrel: Carrel) -> None:
    carrel("import", "-", stdin=("Naïve 🧭 tides\n\n" + article(2)).encode())
    shown = carrel("show", 1, "--json").json
    assert {
        *("id", "title", "by", "source", "published", "url", "language", "version", "text"),
        *("blocks", "mentions", "annotations", "quotations"),
    } <= set(shown)
    text = shown["text"]
    assert shown["title"] == "Naïve 🧭 tides"
    assert shown["mentions"]
    for one in shown["mentions"]:
        assert text[one["start"] : one["end"]] == one["surface"]
        assert set(one) >= {"start", "end", "surface", "kind", "entity_id", "entity"}
    blocks = [text[one["start"] : one["end"]] for one in shown["blocks"]]
    assert "\n".join(blocks) == text
    assert all(set(one) >= {"kind", "level", "start", "end"} for one in shown["blocks"])
    assert shown["blocks"][0]["kind"] == "headline"


def test_show_in_words_for_people(carrel: Carrel) -> None:
    carrel("import", "-", stdin=article(2).encode())
    told = carrel("show", 1).out
    assert told.startswith(article(2).split("\n", 1)[0])
    assert "Named here:" in told


def test_edit_changes_what_is_given(carrel: Carrel) -> None:
    carrel("import", "-", stdin=article(2).encode())
    told = carrel(
        *("edit", 1, "--title", "Tides", "--by", "A. Writer", "--by", "B. Writer"),
        *("--source", "Harbour Post", "--published", "2025-12", "--language", "en", "--json"),
    )
    assert told.json["by"] == ["A. Writer", "B. Writer"]
    assert carrel("list", "--json").json[0]["published"] == "2025-12"
    assert carrel("edit", 1, "--by", "", "--json").json["by"] == []
    for words in (("--published", "soon"), ("--published", "2025-02-30"), ("--language", "?!")):
        assert carrel("edit", 1, *words).code == 2
    assert carrel("edit", 1, "--published", "2024-02-29", "--language", "sr-Latn-RS").code == 0


@pytest.mark.parametrize("words", [("show", 9), ("edit", 9, "--title", "x"), ("show", "nine")])
def test_what_is_not_there_is_wrong_use(carrel: Carrel, words: tuple[object, ...]) -> None:
    told = carrel(*words, "--json")
    assert told.code == 2
    assert set(told.json["error"]) == {"kind", "text", "facts"}


def test_a_library_that_cannot_be_used_is_exit_3_with_what_to_do(
    carrel: Carrel, tmp_path: Path
) -> None:
    carrel("list")
    file = tmp_path / "library" / "library.sqlite"
    damaged = b"this was never a library, whatever its name says" * 100
    file.write_bytes(damaged)
    told = carrel("list")
    assert told.code == 3
    assert "cannot be used" in told.err
    assert hashlib.sha256(file.read_bytes()).digest() == hashlib.sha256(damaged).digest()
    assert json.loads(carrel("list", "--json").out)["error"]["kind"] == "LibraryUnusable"
    assert carrel("--library", file, "list").code == 3


def test_the_headline_of_a_renamed_article_is_still_shown(carrel: Carrel) -> None:
    carrel("import", "-", stdin=b"Harbour talks stall\n\nNobody came to Lisbon.\n")
    assert carrel("show", 1).out.count("Harbour talks stall") == 1
    carrel("edit", 1, "--title", "Tides")
    told = carrel("show", 1).out
    assert told.startswith("Tides\n")
    assert "Harbour talks stall" in told
