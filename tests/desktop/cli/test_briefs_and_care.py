"""brief, reindex, check, backup, restore, undo, redo, history."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from desktop.desk import Desk
from tests.builders import write_articles
from tests.desktop.cli.answered import Carrel


@pytest.fixture
def filled(carrel: Carrel, tmp_path: Path) -> Carrel:
    assert carrel("import", *write_articles(tmp_path / "in", 2)).code == 0
    first = carrel("show", 1, "--json").json["text"].split("\n")[1]
    assert carrel("annotate", 1, "--quote", first, "--comment", "A remark of mine").code == 0
    return carrel


def test_a_brief_is_drafted_filled_and_exported(filled: Carrel, tmp_path: Path) -> None:
    made = filled("brief", "new", "Harbours", "--preset", "policy", "--json").json
    assert made["title"] == "Harbours"
    assert {item["kind"] for item in made["items"]} == {"block"}
    filled("note", "add", "A free note")
    told = filled(
        *("brief", "add", made["id"], "1", "highlight:1", "note:1", "heading:More", "text:Words"),
        "--json",
    )
    assert [item["kind"] for item in told.json["items"]][-5:] == [
        *("article", "highlight", "note", "heading", "text"),
    ]
    shown = filled("brief", "show", made["id"], "--json").json
    assert shown["items"][-5]["title"] == filled("show", 1, "--json").json["title"]
    assert "Harbours" in filled("brief", "show", made["id"]).out
    assert [one["title"] for one in filled("brief", "list", "--json").json] == ["Harbours"]
    file = tmp_path / "out.docx"
    report = filled(
        "brief", "export", made["id"], "-o", file, "--handling", "TLP:GREEN", "--json"
    ).json
    assert set(report) == {"path", "pages", "comments", "highlights", "footnotes", "warnings"}
    assert report["path"] == str(file)
    assert report["comments"] == 1
    document = docx.Document(str(file))
    assert [one.text for one in document.comments] == ["A remark of mine"]


def test_articles_become_a_brief_on_the_spot(filled: Carrel, tmp_path: Path) -> None:
    file = tmp_path / "out.docx"
    assert filled("brief", "export", 1, 2, "--title", "Two", "-o", file).code == 0
    document = docx.Document(str(file))
    assert document.core_properties.title == "Two"
    words = "\n".join(one.text for one in document.paragraphs)
    text = filled("show", 2, "--json").json["text"]
    assert all(line in words for line in text.split("\n"))
    assert filled("brief", "export", 1, "-o", tmp_path / "one.md").code == 0
    assert "A remark of mine" in (tmp_path / "one.md").read_text(encoding="utf-8")
    assert filled("brief", "list", "--json").json == []


@pytest.mark.parametrize(
    "words",
    [
        ("export", 9, "-o", "x.docx"),
        ("export", "brief:1", "-o", "x.docx"),
        ("export", "one", "-o", "x.docx"),
        ("export", 1, "-o", "x.odt"),
        ("export", 1, "-o", "x.docx", "--preset", "sonnet"),
        ("export", 1, "-o", "x.docx", "--citations", "runes"),
        ("export", 1),
        ("new", " "),
        ("new", "T", "--preset", "sonnet"),
        ("add", 1, "1"),
        ("add", 1, "poem:roses"),
        ("add", 1, "block:horoscope"),
    ],
)
def test_what_cannot_be_meant_is_wrong_use(
    filled: Carrel, words: tuple[object, ...], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    told = filled("brief", *words, "--json")
    assert told.code == 2, told.out
    assert told.json["error"]["text"]
    assert not list(tmp_path.glob("x.*"))


def test_a_file_that_cannot_be_written_is_named(filled: Carrel, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    told = filled("brief", "export", 1, "-o", tmp_path / "file" / "x.docx")
    assert told.code == 1
    assert "x.docx was not written" in told.err


def test_care(filled: Carrel, tmp_path: Path) -> None:
    built = filled("reindex", "--json").json
    assert (built["written"], built["rebuilt"]) == (3, True)
    told = filled("check", "--json").json
    assert told == {
        "articles": 2,
        "notes": 0,
        "annotations": 1,
        "entries": 3,
        "problems": [],
        "repaired": [],
        "waiting": 0,
        "sound": True,
    }
    assert filled("check").out.splitlines()[-1] == "All is well."
    assert filled("backup", tmp_path / "b.carrel", "--json").json["bytes"] > 1000
    assert filled("restore", tmp_path / "b.carrel", tmp_path / "again").code == 0
    assert filled("--library", tmp_path / "again", "list", "--json").json
    assert filled("restore", tmp_path / "b.carrel", tmp_path / "again").code == 2


def test_check_says_what_is_wrong_and_repair_mends_it(filled: Carrel, tmp_path: Path) -> None:
    filled("reindex")
    filled("note", "add", "Not yet in the index")
    assert filled("check", "--json").json["waiting"] == 1
    with Desk.open(tmp_path / "library") as desk:
        desk.index.apply((), ["article:1"], generation=desk.index.generation)
    told = filled("check")
    assert told.code == 1
    assert "Wrong: The search index lacks 1 entry." in told.out
    assert "carrel check --repair" in told.out
    assert filled("check", "--repair").code == 0
    told = filled("check", "--json")
    assert (told.code, told.json["waiting"], told.json["entries"]) == (0, 0, 4)


def test_everything_can_be_taken_back_and_done_again(filled: Carrel) -> None:
    titles = [one["title"] for one in filled("history", "--json").json]
    assert titles == ["Highlight added", "Imported 2 articles"]
    assert filled("undo", "--json").json["title"] == "Highlight added"
    assert filled("undo", "--json").json["title"] == "Imported 2 articles"
    assert filled("list", "--json").json == []
    assert filled("undo").code == 2
    assert [one["undone"] for one in filled("history", "--json").json] == [True, True]
    assert filled("redo").code == 0
    assert filled("redo").code == 0
    assert filled("redo").code == 2
    assert len(filled("show", 1, "--json").json["annotations"]) == 1
    assert "Highlight added" in filled("history").out
