"""search, entities: shapes, and words for people."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.desktop.cli.answered import Carrel

FIRST = """Quayside cranes return to Lisbon

Mara Lindqvist told reporters in Lisbon that the cranes would return by spring. Lindqvist praised the crews.
"""
SECOND = """A quiet winter for the ferries

Mara Lindqvist said in Tallinn that fewer ferries sailed. Tomas Okafor agreed.
"""


@pytest.fixture
def filled(carrel: Carrel) -> Carrel:
    carrel("import", "-", stdin=FIRST.encode())
    carrel("import", "-", stdin=SECOND.encode())
    return carrel


def test_the_shape_of_an_answer(filled: Carrel) -> None:
    told = filled("search", "cranes", "--facets", "--json").json
    assert set(told) >= {"query", "total", "took_ms", "hits", "facets", "suggestion", "hint"}
    (hit,) = told["hits"]
    assert set(hit) >= {
        *("kind", "id", "article_id", "title", "source", "date", "score", "passages"),
    }
    text = filled("show", hit["id"], "--json").json["text"]
    for passage in hit["passages"]:
        assert text[passage["start"] : passage["end"]] == passage["text"]
        for start, end in passage["marks"]:
            assert passage["text"][start:end].casefold().startswith("crane")
    assert told["facets"]["kind"] == [["article", 1]]
    assert told["hint"] is None


def test_paging_order_and_limits(filled: Carrel) -> None:
    both = filled("search", "lindqvist", "--json").json["hits"]
    assert len(both) == 2
    assert filled("search", "lindqvist", "--limit", "1", "--json").json["hits"] == both[:1]
    rest = filled("search", "lindqvist", "--offset", "1", "--json").json
    assert [hit["id"] for hit in rest["hits"]] == [both[1]["id"]]
    assert rest["total"] == 2
    assert filled("search", "lindqvist", "--sort", "date").code == 0
    assert filled("search", "lindqvist", "--sort", "colour").code == 2


def test_a_bad_field_is_a_hint_and_never_a_silent_empty_list(filled: Carrel) -> None:
    told = filled("search", "colour:purple", "--json")
    assert told.json["hint"]
    assert filled("search", "colour:purple").err.strip()


def test_a_query_out_of_all_bounds_is_refused(filled: Carrel) -> None:
    told = filled("search", "crane " * 2000, "--json")
    assert told.code == 2
    assert told.json["error"]["kind"] == "QueryRefused"


def test_csv(filled: Carrel) -> None:
    rows = list(csv.DictReader(io.StringIO(filled("search", "lindqvist", "--csv").out)))
    assert {row["title"] for row in rows} == {
        "Quayside cranes return to Lisbon",
        "A quiet winter for the ferries",
    }


def test_answers_for_people_mark_what_was_found(filled: Carrel) -> None:
    told = filled("search", "cranes").out
    assert "»cranes«" in told
    assert "1-1 of 1 hit." in told
    assert "Nothing found." in filled("search", "zeppelin").out


def test_entities_go_without_a_verb_or_with_one(filled: Carrel) -> None:
    everyone = filled("entities", "--json").json
    assert set(everyone[0]) == {"id", "name", "kind", "aliases", "mentions", "articles"}
    assert filled("entities", "list", "--json").json == everyone
    (mara,) = filled("entities", "lindq", "--json").json
    assert (mara["name"], mara["mentions"], mara["articles"]) == ("Mara Lindqvist", 3, 2)
    places = filled("entities", "--kind", "place", "--json").json
    assert {one["name"] for one in places} == {"Lisbon", "Tallinn"}
    assert len(filled("entities", "--limit", "1", "--json").json) == 1
    assert "Mara Lindqvist" in filled("entities", "mara").out


def test_a_dossier_and_corrections(filled: Carrel) -> None:
    mara = filled("entities", "lindqvist", "--json").json[0]["id"]
    tomas = filled("entities", "okafor", "--json").json[0]["id"]
    known = filled("entity", "show", mara, "--json").json
    assert dict(known["spellings"]) == {"Mara Lindqvist": 2, "Lindqvist": 1}
    assert {one["article_id"] for one in known["in"]} == {1, 2}
    assert "Mara Lindqvist" in filled("entity", "show", mara).out
    merged = filled("entity", "merge", tomas, mara, "--json").json
    assert isinstance(merged["undo"], int)
    assert filled("entities", "okafor", "--json").json[0]["id"] == mara
    assert filled("undo").code == 0
    assert filled("entity", "rename", mara, "M. Lindqvist", "--json").code == 0
    assert filled("entity", "retype", mara, "organisation").code == 0
    assert filled("entity", "reject", tomas, "--in", 2).code == 0
    assert filled("entities", "okafor", "--json").json == []
    assert filled("entity", "merge", mara, mara).code == 2
    assert filled("entity", "show", 999).code == 2
    assert "No such command 'befriend'" in filled("entity", "befriend", mara).err


def test_tagging_alone_needs_no_library(carrel: Carrel, tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    lines = [json.dumps({"id": f"t{i}", "text": text}) for i, text in enumerate((FIRST, SECOND))]
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    told = carrel("entities", "tag", "--jsonl", source, target, "--json")
    assert (told.code, told.json["texts"]) == (0, 2)
    out = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [one["id"] for one in out] == ["t0", "t1"]
    surfaces = {FIRST[m["start"] : m["end"]] for m in out[0]["mentions"]}
    assert {"Mara Lindqvist", "Lisbon"} <= surfaces
    assert all(set(m) == {"start", "end", "kind"} for m in out[0]["mentions"])
    assert not (tmp_path / "library").exists()


def test_tagging_names_the_lines_it_cannot_read(carrel: Carrel, tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": 1, "text": "In Lisbon."}\nnot json\n{"id": 2}\n', encoding="utf-8")
    told = carrel("entities", "tag", "--jsonl", source, target)
    assert told.code == 1
    assert "line 2" in told.err
    assert "line 3" in told.err
    assert len(target.read_text(encoding="utf-8").splitlines()) == 1


def test_tagging_may_stand_in_a_pipe(
    carrel: Carrel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    given = json.dumps({"id": 1, "text": "Mara Lindqvist went to Lisbon."}).encode()
    told = carrel("entities", "tag", "--jsonl", "-", "-", stdin=given)
    assert told.code == 0
    (line,) = told.out.splitlines()
    assert [m["kind"] for m in json.loads(line)["mentions"]] == ["person", "place"]
    assert not (tmp_path / "-").exists()


def test_tagging_reads_texts_with_signs_that_no_text_holds(carrel: Carrel, tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": 1, "text": "A\\u0000 \\ud83d in Lisbon."}\n', encoding="utf-8")
    assert carrel("entities", "tag", "--jsonl", source, target).code == 0
    (mention,) = json.loads(target.read_text(encoding="utf-8"))["mentions"]
    assert (mention["start"], mention["end"]) == (8, 14)
