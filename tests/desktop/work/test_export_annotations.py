"""Highlights and notes for other programs."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from desktop.desk import Desk
from desktop.errors import NotWritten, Refused
from desktop.model.annotation import Colour
from desktop.model.spans import Span
from desktop.progress import QuietTask
from desktop.work import annotate, keep_notes, tend_articles
from desktop.work.export_annotations import export_annotations
from desktop.work.import_articles import import_text
from desktop.work.read_article import read_article
from tests.builders import article


@pytest.fixture
def marked(desk: Desk, task: QuietTask) -> Desk:
    (one,) = import_text(desk, task, text=article(1), name="a").imported
    tend_articles.edit_details(
        desk, task, article_id=one.id, address="https://example.org/a", title="=Harbour *one*"
    )
    mark = annotate.highlight(
        desk,
        task,
        article_id=one.id,
        span=Span(0, 12),
        colour=Colour.GREEN,
        comment="=cmd()",
        tags=["-x"],
    ).annotation
    annotate.highlight(desk, task, article_id=one.id, span=Span(4, 20))
    keep_notes.add_note(desk, task, body="On the words", annotation_id=mark.id)
    keep_notes.add_note(desk, task, body="On the article", article_id=one.id)
    keep_notes.add_note(desk, task, body="+free")
    return desk


def test_json_ld_follows_the_annotation_model(marked: Desk, task: QuietTask) -> None:
    text, report = export_annotations(marked, task)
    assert (report.path, report.annotations, report.notes) == ("-", 2, 3)
    told = json.loads(text)
    assert told["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert told["type"] == "AnnotationCollection"
    items: list[dict[str, Any]] = told["first"]["items"]
    assert told["total"] == len(items) == 5
    first = items[0]
    with marked.library.reading() as rows:
        article_id = rows.articles.ids()[0]
    source = read_article(marked, task, article_id=article_id).version.text
    quote, position = first["target"]["selector"]
    assert source[position["start"] : position["end"]] == quote["exact"] == source[:12]
    assert first["motivation"] == "commenting"
    assert items[1]["motivation"] == "highlighting"
    assert first["target"]["source"]["id"] == "https://example.org/a"
    assert {body["purpose"] for body in first["body"]} == {"commenting", "tagging"}
    on_words, on_article, free = items[2:]
    assert on_words["target"] == first["id"]
    assert on_article["target"]["id"] == "https://example.org/a"
    assert free["target"].startswith("urn:carrel:library:")
    assert len({item["id"] for item in items}) == 5


def test_no_cell_of_the_table_is_a_formula(marked: Desk, task: QuietTask) -> None:
    text, _ = export_annotations(marked, task, format="csv")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 5
    assert rows[0]["article"] == "'=Harbour *one*"
    assert rows[0]["text"] == "'=cmd()"
    assert rows[0]["tags"] == "'-x"
    assert rows[4]["text"] == "'+free"
    assert not [
        cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))
    ]


def test_markdown_quotes_the_words_as_they_are(marked: Desk, task: QuietTask) -> None:
    text, _ = export_annotations(marked, task, format="md")
    assert "# =Harbour \\*one\\*" in text
    assert "=cmd()" in text
    assert "#-x" in text
    assert "> " + article(1)[:12] in text


def test_files_are_written_whole_or_refused(marked: Desk, task: QuietTask, tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    text, report = export_annotations(marked, task, path=path)
    assert report.path == str(path)
    assert path.read_text(encoding="utf-8") == text
    (tmp_path / "file").write_text("x")
    with pytest.raises(NotWritten):
        export_annotations(marked, task, path=tmp_path / "file" / "out.json")
    with pytest.raises(Refused):
        export_annotations(marked, task, format="docx")


def test_nothing_is_written_over_the_library(marked: Desk, task: QuietTask) -> None:
    before = marked.library.path.read_bytes()
    with pytest.raises(Refused, match="own folder"):
        export_annotations(marked, task, format="md", path=marked.library.path)
    assert marked.library.path.read_bytes() == before
