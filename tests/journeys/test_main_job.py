"""The main job from end to end: import, read, mark, note, search, send out, take back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

from desktop.briefs.lint import lint
from desktop.desk import Desk
from desktop.model.annotation import Colour
from desktop.model.article import BlockKind
from desktop.model.brief import ItemKind
from desktop.progress import QuietTask
from desktop.work import annotate, browse, draft_brief, export_brief, keep_notes, look_after, undo
from desktop.work.import_articles import import_articles
from desktop.work.list_quotations import list_quotations
from desktop.work.read_article import read_article
from desktop.work.search import search
from tests.conftest import NetworkWatch
from tests.journeys.conftest import ARTICLE, QUOTE, REMARK


def comments_on_their_words(path: Path) -> list[tuple[str, str]]:
    """Return the comments of a Word file, each with the words it stands on, as python-docx reads it."""
    document = docx.Document(str(path))
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    words: dict[str, str] = {}
    open_now: set[str] = set()
    for element in document.element.body.iter():
        if element.tag == f"{word}commentRangeStart":
            open_now.add(element.get(f"{word}id"))
        elif element.tag == f"{word}commentRangeEnd":
            open_now.discard(element.get(f"{word}id"))
        elif element.tag == f"{word}t":
            for one in open_now:
                words[one] = words.get(one, "") + (element.text or "")
    return [(comment.text, words[str(comment.comment_id)]) for comment in document.comments]


def test_through_the_verbs(
    desk: Desk, task: QuietTask, article_file: Path, tmp_path: Path, network: NetworkWatch
) -> None:
    (one,) = import_articles(desk, task, paths=[article_file]).imported
    page = read_article(desk, task, article_id=one.id)
    text = page.version.text
    assert page.article.details.title == ARTICLE.split("\n", 1)[0]
    heads = [b.span.of(text) for b in page.version.blocks if b.kind is BlockKind.HEADING]
    assert heads == ["Why did the talks break down?", "What happens next?"]
    named = {page.entities[m.entity_id].name for m in page.mentions if m.entity_id}
    assert {"Mara Lindqvist", "Tomas Okafor", "Aiko Tanabe", "Lisbon", "Tallinn"} <= named
    mara = {m.entity_id for m in page.mentions if "Lindqvist" in m.surface}
    assert len(mara) == 1, "the surname alone means the same person"
    assert all(m.span.of(text) == m.surface for m in page.mentions)

    mark = annotate.highlight_quote(
        desk, task, article_id=one.id, quote=QUOTE, colour=Colour.AMBER, comment=REMARK
    ).annotation
    inner = annotate.highlight_quote(
        desk,
        task,
        article_id=one.id,
        quote="effort to divide",
        colour=Colour.BLUE,
        comment="Whose?",
    ).annotation
    note = keep_notes.add_note(
        desk, task, body="What did [[Mara Lindqvist]] want in writing?", annotation_id=mark.id
    )
    assert note.links[0].kind == "entity"

    def found(query: str) -> set[tuple[str, int]]:
        return {(hit.kind, hit.id) for hit in search(desk, task, query=query).hits}

    assert ("highlight", mark.id) in found("minutes")
    assert ("note", note.note.id) in found("writing kind:note")
    assert found("grain ships") == {("article", one.id)}
    for query in ("person:lindqvist", 'person:"Mara Lindqvist"', "entity:okafor", "place:tallinn"):
        assert ("article", one.id) in found(query), query
    hit = search(desk, task, query="minutes").hits[0]
    assert hit.opens is not None
    assert hit.opens.of(text) == QUOTE
    assert list_quotations(desk, task, speaker="Lindqvist")

    brief = draft_brief.new_brief(desk, task, title="The ferry strike").brief
    draft_brief.add_items(
        desk, task, brief_id=brief.id, items=[draft_brief.NewItem(ItemKind.ARTICLE, ref=one.id)]
    )
    sheet = draft_brief.read_brief(desk, task, brief_id=brief.id).sheet
    assert [one.text for one in sheet.source_paragraphs] == text.split("\n")
    path = tmp_path / "brief.docx"
    report = export_brief.export_brief(desk, task, path=path, brief_id=brief.id)
    assert not report.warnings
    assert lint(path) == ()
    assert report.comments == 3
    said = comments_on_their_words(path)
    assert (REMARK, QUOTE) in said
    assert ("Whose?", "effort to divide") in said
    assert any("What did" in comment and words == QUOTE for comment, words in said)
    assert inner.span.overlaps(mark.span)

    titles = [step.title for step in undo.history(desk, task)]
    assert titles == [
        *("Added to the brief", "Brief begun", "Note added"),
        *("Highlight added", "Highlight added", "Imported 1 article"),
    ]
    for title in titles:
        assert undo.undo(desk, task).title == title
    assert browse.sidebar(desk, task).articles == 0
    assert found("lindqvist OR minutes OR writing") == set()
    for title in reversed(titles):
        assert undo.redo(desk, task).title == title
    assert read_article(desk, task, article_id=one.id).annotations == (mark, inner)
    assert ("highlight", mark.id) in found("minutes")
    assert look_after.check(desk, task, repair=True).sound
    assert network.attempts == []


@pytest.mark.timeout(300)
def test_through_the_command_line(
    told: Callable[..., Any], shell: Callable[..., Any], article_file: Path, tmp_path: Path
) -> None:
    (one,) = told("import", article_file)["imported"]
    assert told("import", article_file)["duplicates"] == [
        {"path": str(article_file), "of": one["id"]}
    ]
    shown = told("show", one["id"])
    names = {mention["entity"] for mention in shown["mentions"]}
    assert {"Mara Lindqvist", "Tomas Okafor", "Lisbon", "Tallinn"} <= names
    made = told(
        *("annotate", one["id"], "--quote", QUOTE, "--comment", REMARK, "--colour", "amber")
    )
    assert shown["text"][made["start"] : made["end"]] == QUOTE
    shell("annotate", one["id"], "--quote", "Lindqvist", code=2)
    note = told("note", "add", "--article", one["id"], "What was refused in writing?")
    found = told("search", "minutes")["hits"]
    assert [(hit["kind"], hit["id"]) for hit in found] == [("highlight", made["id"])]
    assert [hit["id"] for hit in told("search", "person:lindqvist kind:article")["hits"]] == [
        one["id"]
    ]
    assert note["id"] in {hit["id"] for hit in told("search", "refused kind:note")["hits"]}
    path = tmp_path / "out.docx"
    report = told("brief", "export", one["id"], "--title", "Strike", "-o", path)
    assert (report["comments"], report["highlights"]) == (1, 1)
    assert comments_on_their_words(path) == [(REMARK, QUOTE)]
    assert told("reindex")["written"] == 3
    assert told("check")["sound"]
    shell("backup", tmp_path / "kept")
    for _ in told("history"):
        shell("undo")
    assert told("list") == []
    shell("undo", code=2)
    shell("restore", tmp_path / "kept", tmp_path / "again")
    assert len(told("--library", tmp_path / "again", "list")) == 1


@pytest.mark.office
def test_every_source_paragraph_is_in_the_pdf(
    desk: Desk, task: QuietTask, article_file: Path, tmp_path: Path
) -> None:
    pypdfium2 = pytest.importorskip("pypdfium2")
    from desktop.briefs.pdf import office

    if office() is None:
        pytest.skip("LibreOffice is not installed")
    (one,) = import_articles(desk, task, paths=[article_file]).imported
    annotate.highlight_quote(desk, task, article_id=one.id, quote=QUOTE, comment=REMARK)
    path = tmp_path / "brief.pdf"
    report = export_brief.export_brief(desk, task, path=path, article_ids=[one.id])
    assert report.pages
    pdf = pypdfium2.PdfDocument(str(path))
    assert len(pdf) == report.pages
    words = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    plain = "".join(words.split())
    text = read_article(desk, task, article_id=one.id).version.text
    missing = [line for line in text.split("\n") if "".join(line.split()) not in plain]
    # A paragraph that runs over a page has the foot and head of the pages within.
    assert len(missing) <= report.pages - 1, missing
    pdf.close()
