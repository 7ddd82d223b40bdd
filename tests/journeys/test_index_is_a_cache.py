"""The index is a cache: however the library changed, one sync brings it up, a second adds nothing."""

from __future__ import annotations

import contextlib
import os
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.desk import Desk
from desktop.errors import NotFound, Refused
from desktop.joinery import entries
from desktop.model.annotation import Colour
from desktop.model.article import ReadState
from desktop.model.ids import AnnotationId, ArticleId, NoteId
from desktop.model.spans import Span
from desktop.progress import QuietTask
from desktop.work import annotate, keep_notes, tend_articles, undo
from desktop.work.import_articles import import_text
from desktop.work.search import SearchPage, search
from desktop.work.sync_index import reindex, sync_index
from tests.builders import article

TASK = QuietTask()
QUERIES = (
    *("harbour", "kind:article", "kind:note", "kind:highlight", "tag:tide", "is:starred"),
    *("has:note", "has:highlight", "has:comment", "in:inner", "in:outer", "person:lindqvist"),
    *("source:post", "title:report -tide", "colour:blue"),
)
STEPS = st.sampled_from(
    (
        *("import", "import", "note", "note on article", "edit note", "remove note", "mark"),
        *("comment", "unmark", "tag", "star", "archive", "trash", "restore", "collect"),
        *("rename collection", "retitle", "undo", "undo", "redo", "sync"),
    )
)


def states(desk: Desk) -> list[SearchPage]:
    """Return everything the index answers, without what depends on the order of writing.

    Hints and suggestions may still name a value that only something removed had.
    """
    pages = [search(desk, TASK, query=query, limit=100, facets=True) for query in QUERIES]
    return [
        replace(
            page,
            took_ms=0,
            hint=None,
            suggestion=None,
            hits=tuple(
                sorted((replace(h, score=0) for h in page.hits), key=lambda h: (h.kind, h.id))
            ),
        )
        for page in pages
    ]


def keys(desk: Desk) -> set[str]:
    with desk.library.reading() as rows:
        return {entries.key_of(noun, key) for noun, key in entries.all_records(rows)}


class Hand:
    """Does things to a library, picking what to do them to by a number."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.imported = desk, 0
        self.outer, _ = tend_articles.add_collection(desk, TASK, name="Outer")
        self.inner, _ = tend_articles.add_collection(desk, TASK, name="Inner", parent=self.outer)

    def do(self, step: str, pick: int) -> None:
        desk = self.desk
        with desk.library.reading() as rows:
            articles = rows.articles.ids(trashed=None)
            notes, marks = rows.notes.ids(), rows.annotations.ids()
        if articles:
            self.to_article(articles[pick % len(articles)], step, pick)
        if notes:
            self.to_note(notes[pick % len(notes)], step, pick)
        if marks:
            self.to_mark(marks[pick % len(marks)], step, pick)
        match step:
            case "import":
                self.imported += 1
                import_text(desk, TASK, text=article(self.imported, paragraphs=1), name="x")
            case "note":
                keep_notes.add_note(desk, TASK, body=f"A note {pick} on the harbour")
            case "rename collection":
                tend_articles.rename_collection(
                    desk, TASK, collection_id=self.outer, name=f"Outer {pick}"
                )
            case "sync":
                sync_index(desk, TASK)
            case "undo" | "redo":
                (undo.undo if step == "undo" else undo.redo)(desk, TASK)

    def to_article(self, key: ArticleId, step: str, pick: int) -> None:
        desk, ids = self.desk, [key]
        match step:
            case "note on article":
                keep_notes.add_note(desk, TASK, body=f"About the harbour {pick}", article_id=key)
            case "mark":
                annotate.highlight(
                    desk,
                    TASK,
                    article_id=key,
                    span=Span(0, 5 + pick % 7),
                    colour=tuple(Colour)[pick % 4],
                    comment="harbour" if pick % 3 else "",
                )
            case "tag" if pick % 3:
                tend_articles.tag_articles(desk, TASK, article_ids=ids, add=["tide"])
            case "tag":
                tend_articles.tag_articles(desk, TASK, article_ids=ids, remove=["tide"])
            case "star":
                tend_articles.set_starred(desk, TASK, article_ids=ids, starred=bool(pick % 2))
            case "archive":
                state = tuple(ReadState)[pick % 3]
                tend_articles.set_state(desk, TASK, article_ids=ids, state=state)
            case "trash":
                tend_articles.trash_articles(desk, TASK, article_ids=ids)
            case "restore":
                tend_articles.restore_articles(desk, TASK, article_ids=ids)
            case "collect":
                into = self.inner if pick % 2 else self.outer
                tend_articles.collect(desk, TASK, article_ids=ids, into=into)
            case "retitle":
                tend_articles.edit_details(
                    desk, TASK, article_id=key, title=f"Report {pick}", source=f"Post {pick % 3}"
                )

    def to_note(self, key: NoteId, step: str, pick: int) -> None:
        if step == "edit note":
            keep_notes.edit_note(self.desk, TASK, note_id=key, body=f"Edited {pick} harbour")
        elif step == "remove note":
            keep_notes.remove_note(self.desk, TASK, note_id=key)

    def to_mark(self, key: AnnotationId, step: str, pick: int) -> None:
        if step == "comment":
            said = "" if pick % 2 else f"harbour {pick}"
            annotate.edit_annotation(self.desk, TASK, annotation_id=key, comment=said)
        elif step == "unmark":
            annotate.remove_annotation(self.desk, TASK, annotation_id=key)


@pytest.mark.timeout(900)
@settings(
    max_examples=int(os.environ.get("CARREL_EXAMPLES", "8")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(STEPS, st.integers(0, 20)), min_size=5, max_size=25))
def test_however_it_changed_one_sync_is_enough_and_a_rebuild_is_the_same(
    steps: list[tuple[str, int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder, Desk.open(Path(folder) / "library") as desk:
        hand = Hand(desk)
        for step, pick in steps:
            with contextlib.suppress(NotFound, Refused):  # what was undone cannot be changed
                hand.do(step, pick)
        sync_index(desk, TASK)
        assert desk.index.keys() == keys(desk)
        once = states(desk)
        again = sync_index(desk, TASK)
        assert (again.written, again.removed) == (0, 0)
        assert states(desk) == once
        reindex(desk, TASK)
        assert desk.index.keys() == keys(desk)
        assert states(desk) == once, "what was told bit by bit is what is told anew"
