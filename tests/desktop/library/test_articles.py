"""Articles are kept with their versions and files, and found again."""

from __future__ import annotations

import hashlib
import re
import sqlite3

import pytest

from desktop.errors import NotFound
from desktop.library.library import Library
from desktop.library.texts import text_sha256
from desktop.model.article import Block, BlockKind, Details, Inline, InlineKind, ReadState
from desktop.model.ids import ArticleId, VersionId
from desktop.model.spans import Span
from tests.desktop.library.making import add_article, blocks_of

TEXT = "Größe 𝔘\nA first paragraph.\nAn item"
BLOCKS = (
    Block(BlockKind.HEADLINE, Span(0, 7), 1),
    Block(
        BlockKind.PARAGRAPH,
        Span(8, 26),
        inlines=(Inline(InlineKind.LINK, Span(10, 15), "https://example.org/é"),),
    ),
    Block(BlockKind.LIST_ITEM, Span(27, 34), 2, 3),
)
DETAILS = Details(
    "Größe 𝔘", ("Ann Bo", "Cy Dee"), "The Paper", "2025-12-01", "de", "https://example.org", "Photo"
)


def test_what_is_kept_comes_back(library: Library) -> None:
    raw = b"\xff\x00raw"
    with library.writing("Article imported") as rows:
        made = rows.articles.add(
            DETAILS,
            text=TEXT,
            blocks=BLOCKS,
            raw=raw,
            raw_name="größe.html",
            mime="text/html",
            extractor="web-3",
            words=6,
            tags=["Zeit", "Ärger"],
            state=ReadState.READING,
        )
        now = rows.now
    with library.reading() as rows:
        article = rows.articles.get(made.id)
        version = rows.articles.version(made.id)
        kept = rows.articles.kept_file(version.id)
    assert article == made
    assert article.details == DETAILS
    assert (article.state, article.unread, article.starred) == (ReadState.READING, True, False)
    assert (article.version, article.words, article.tags) == (1, 6, ("Ärger", "Zeit"))
    assert article.added == version.created == now
    assert re.fullmatch(r"2026-03-01T12:00:\d\d\.000Z", now)
    assert (version.text, version.blocks, version.number) == (TEXT, BLOCKS, 1)
    assert version.text_sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert version.raw_sha256 == hashlib.sha256(raw).hexdigest()
    assert (kept.name, kept.mime, kept.path.read_bytes()) == ("größe.html", "text/html", raw)
    assert kept.path == library.folder / "raw" / kept.sha256[:2] / kept.sha256


def test_a_version_never_changes(library: Library) -> None:
    with library.writing("Article imported") as rows:
        add_article(rows)
    for statement in (
        "update version_text set text = 'other'",
        "update version_text set blocks = '[]'",
        "update version set text_sha256 = 'x'",
        "update version set created = 'x'",
    ):
        with (
            pytest.raises(sqlite3.IntegrityError, match="never changes"),
            library.writing("") as rows,
        ):
            rows.articles._db.run(statement)


def test_a_newer_version_stands_beside_the_older(library: Library) -> None:
    with library.writing("Article imported") as rows:
        article = add_article(rows, "Title\nOld words.")
    text = "Title\nNew words, and more."
    with library.writing("Article imported again") as rows:
        version = rows.articles.add_version(
            article.id,
            text=text,
            blocks=blocks_of(text),
            raw=b"2",
            raw_name="two.txt",
            mime="text/plain",
            extractor="plain-1",
            words=5,
        )
    with library.reading() as rows:
        assert rows.articles.version(article.id) == version
        assert rows.articles.version(article.id, 1).text == "Title\nOld words."
        assert rows.articles.version_by_id(version.id) == version
        assert [number for number, _, _ in rows.articles.versions(article.id)] == [1, 2]
        assert rows.articles.get(article.id).version == 2
        assert rows.articles.get(article.id).words == 5
        assert rows.articles.text(article.id) == text
        for old in ("Title\nOld words.", text):
            assert rows.articles.by_text_sha256(text_sha256(old)) == article.id
        with pytest.raises(NotFound):
            rows.articles.version(article.id, 3)


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("NUL \0 inside", ()),
        ("lone \ud800 half", ()),
        ("not composed: e\u0301", ()),
        ("short", (Block(BlockKind.PARAGRAPH, Span(0, 6)),)),
        ("two blocks", (Block(BlockKind.QUOTE, Span(3, 6)), Block(BlockKind.QUOTE, Span(5, 8)))),
    ],
)
def test_text_that_is_not_canonical_is_refused(
    library: Library, text: str, blocks: tuple[Block, ...]
) -> None:
    with pytest.raises(ValueError, match="text"), library.writing("") as rows:
        rows.articles.add(
            Details("T"),
            text=text,
            blocks=blocks,
            raw=b"",
            raw_name="",
            mime="",
            extractor="",
            words=0,
        )


def test_an_exact_duplicate_is_known_and_the_trash_comes_last(library: Library) -> None:
    with library.writing("") as rows:
        first = add_article(rows, "Same\nwords")
        rows.articles.set_trashed([first.id], True)
    with library.reading() as rows:
        assert rows.articles.by_text_sha256(text_sha256("Same\nwords")) == first.id
        assert rows.articles.by_text_sha256(text_sha256("other")) is None
    with library.writing("") as rows:
        second = add_article(rows, "Same\nwords")
        assert rows.articles.by_text_sha256(text_sha256("Same\nwords")) == second.id


def test_details_are_changed_and_cleaned(library: Library) -> None:
    with library.writing("") as rows:
        article = add_article(rows)
    with library.writing("Details edited") as rows:
        changed = rows.articles.edit_details(
            article.id, Details("  New\n\0title ", by=(" Ann\tBo",), source="\ud800Paper")
        )
    assert changed.details == Details("New title", by=("Ann Bo",), source="Paper")
    with pytest.raises(ValueError, match="title"), library.writing("") as rows:
        rows.articles.edit_details(article.id, Details(" \0"))


def test_states_stars_and_places(library: Library) -> None:
    with library.writing("") as rows:
        ids = [add_article(rows, f"Title {n}\nwords").id for n in range(3)]
    with library.writing("Archived") as rows:
        rows.articles.set_state(ids[:2], ReadState.ARCHIVED)
        rows.articles.set_starred(ids[1:], True)
        rows.articles.set_unread(ids, False)
        rows.articles.set_trashed(ids[2:], True)
        rows.articles.set_place(ids[0], 17)
    with library.reading() as rows:
        found = rows.articles.many([ids[2], ids[0], ArticleId(99)])
        assert list(found) == [ids[2], ids[0]]
        assert (found[ids[0]].state, found[ids[0]].place) == (ReadState.ARCHIVED, 17)
        assert (found[ids[2]].starred, found[ids[2]].trashed) == (True, True)
        assert not found[ids[2]].unread
        assert rows.articles.ids() == ids[:2]
        assert rows.articles.ids(trashed=True) == ids[2:]
        assert rows.articles.ids(trashed=None) == ids
        assert rows.articles.count() == 2


def test_found_by_title_and_address(library: Library) -> None:
    with library.writing("") as rows:
        one = add_article(rows, "Élan vital\nwords", address="https://example.org/1")
        two = add_article(rows, "The ÉLAN\nother", address="https://example.org/1")
    with library.reading() as rows:
        assert rows.articles.titled("elan VITAL") == [one.id]
        assert rows.articles.starting("ela") == [(two.id, "The ÉLAN"), (one.id, "Élan vital")]
        assert rows.articles.starting("lan") == []
        assert rows.articles.starting("ela", limit=1) == [(two.id, "The ÉLAN")]
        assert rows.articles.by_address("https://example.org/1") == [one.id, two.id]
        assert rows.articles.by_address("") == []


def test_what_is_not_there_is_named(library: Library) -> None:
    missing = ArticleId(5)
    with library.reading() as rows:
        for look in (rows.articles.get, rows.articles.version, rows.articles.versions):
            with pytest.raises(NotFound, match="no article 5"):
                look(missing)
        with pytest.raises(NotFound):
            rows.articles.text(missing)
        with pytest.raises(NotFound):
            rows.articles.version_by_id(VersionId(5))
        with pytest.raises(NotFound):
            rows.articles.kept_file(VersionId(5))
    with library.writing("") as rows:
        for change in (
            lambda: rows.articles.set_starred([missing], True),
            lambda: rows.articles.tag([missing], ["x"]),
            lambda: rows.articles.edit_details(missing, Details("T")),
        ):
            with pytest.raises(NotFound):
                change()
