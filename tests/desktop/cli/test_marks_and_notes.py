"""annotate, note, export annotations, quotes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.desktop.cli.answered import Carrel

TEXT = """Harbour talks stall again

The minister spoke of “a slow tide” on Monday. Nobody spoke of the harbour.

Later the minister spoke of money. “We shall wait,” said Mara Lindqvist in Lisbon.
"""


@pytest.fixture
def filled(carrel: Carrel) -> Carrel:
    assert carrel("import", "-", stdin=TEXT.encode()).code == 0
    return carrel


def test_annotate_gives_the_place_and_the_step(filled: Carrel) -> None:
    told = filled(
        *("annotate", 1, "--quote", "a slow tide", "--colour", "green", "--comment", "Check"),
        *("--tag", "speech", "--json"),
    )
    assert told.code == 0
    assert set(told.json) >= {"id", "start", "end", "state"}
    shown = filled("show", 1, "--json").json
    (mark,) = shown["annotations"]
    assert shown["text"][told.json["start"] : told.json["end"]] == mark["exact"] == "a slow tide"
    assert set(mark) == {
        *("id", "start", "end", "exact", "prefix", "suffix"),
        *("colour", "comment", "tags", "state"),
    }
    assert (mark["colour"], mark["comment"], mark["tags"]) == ("green", "Check", ["speech"])


def test_words_that_occur_twice_are_refused_with_both_places(filled: Carrel) -> None:
    told = filled("annotate", 1, "--quote", "minister spoke", "--json")
    assert told.code == 2
    assert [place["around"] for place in told.json["error"]["facts"]["places"]]
    assert len(told.json["error"]["facts"]["places"]) == 2
    plain = filled("annotate", 1, "--quote", "minister spoke")
    assert plain.code == 2
    assert "found 2 times" in plain.err
    assert filled("annotate", 1, "--quote", "minister spoke", "--prefix", "Later the ").code == 0
    assert filled("annotate", 1, "--quote", "no such words").code == 2
    missed = filled("annotate", 1, "--quote", "minister spoke", "--prefix", "Earlier the ")
    assert missed.code == 2
    assert "stand nowhere with that" in missed.err
    assert "The quote is empty" in filled("annotate", 1, "--quote", "").err
    assert filled("annotate", 1, "--quote", "").code == 2
    assert filled("annotate", 1, "--quote", " ").code == 2
    assert filled("annotate", 1, "--quote", "tide", "--colour", "purple").code == 2


def test_notes_are_added_listed_edited_and_removed(filled: Carrel) -> None:
    added = filled(
        *("note", "add", "--article", 1, "--title", "Tides", "--tag", "t", "See [[Lisbon]]."),
        "--json",
    ).json
    assert set(added) >= {"id", "title", "body", "links", "tags"}
    assert added["links"][0]["target"] == "Lisbon"
    piped = filled("note", "add", "-", "--json", stdin=b"# Piped\n\nfrom elsewhere").json
    assert piped["title"] == "Piped"
    assert [one["id"] for one in filled("note", "list", "--json").json] == [
        piped["id"],
        added["id"],
    ]
    assert [one["id"] for one in filled("note", "list", "--article", 1, "--json").json] == [
        added["id"]
    ]
    edited = filled("note", "edit", added["id"], "New words", "--tag", "", "--json").json
    assert (edited["body"], edited["title"], edited["tags"]) == ("New words", "Tides", [])
    assert filled("note", "rm", piped["id"]).code == 0
    assert filled("note", "rm", piped["id"]).code == 2
    assert filled("undo").code == 0
    assert len(filled("note", "list", "--json").json) == 2
    assert "Tides" in filled("note", "list").out


def test_export_to_standard_output_and_to_files(filled: Carrel, tmp_path: Path) -> None:
    filled("annotate", 1, "--quote", "a slow tide", "--comment", "=1+1")
    filled("note", "add", "Free")
    assert json.loads(filled("export", "annotations").out)["total"] == 2
    assert filled("export", "annotations", "--format", "md").out.startswith("\n# Harbour talks")
    assert "'=1+1" in filled("export", "annotations", "--format", "csv").out
    file = tmp_path / "a.json"
    told = filled("export", "annotations", "-o", file, "--json").json
    assert told == {"path": str(file), "annotations": 1, "notes": 1}
    assert json.loads(file.read_text(encoding="utf-8"))["total"] == 2
    assert filled("export", "annotations", "-o", tmp_path / "library" / "raw").code in {1, 2}


def test_quotes_say_who_said_what(filled: Carrel) -> None:
    text = filled("show", 1, "--json").json["text"]
    found = filled("quotes", "--json").json
    assert found
    for one in found:
        assert set(one) == {
            *("article_id", "start", "end", "text", "speaker", "entity_id", "cue", "direct"),
        }
        assert text[one["start"] : one["end"]] == one["text"]
    said = filled("quotes", "--speaker", "Lindqvist", "--json").json
    assert [one["text"] for one in said] == ["We shall wait"]
    assert filled("quotes", "--about", "elephants", "--json").json == []
    assert "Lindqvist" in filled("quotes").out


def test_an_empty_note_is_not_kept(filled: Carrel) -> None:
    assert filled("note", "add", " ").code == 2
    assert filled("note", "add", "-", stdin=b"").code == 2
    assert filled("note", "list", "--json").json == []
    assert filled("note", "list", "--article", 99).code == 2


def test_notes_have_the_same_shape_in_a_list(filled: Carrel) -> None:
    added = filled("note", "add", "See [[Lisbon]].", "--json").json
    assert filled("note", "list", "--json").json == [added]
