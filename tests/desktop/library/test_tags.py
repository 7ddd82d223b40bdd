"""Tags are one whatever their case and accents, and count what is outside the trash."""

from __future__ import annotations

from desktop.library.library import Library
from tests.desktop.library.making import add_article, highlight


def test_tags_are_one_whatever_their_case(library: Library) -> None:
    with library.writing("") as rows:
        article = add_article(rows, tags=["#Énergie ", "energie", "", "#", "to  check"])
        assert article.tags == ("Énergie", "to check")
        rows.articles.tag([article.id], ["ENERGIE", "!!", "C++", "C"])
        assert rows.articles.get(article.id).tags == ("!!", "C++", "Énergie", "to check")
        rows.articles.untag([article.id], ["energie", "unknown"])
        assert rows.articles.get(article.id).tags == ("!!", "C++", "to check")


def test_tags_in_use(library: Library) -> None:
    with library.writing("") as rows:
        one = add_article(rows, "One\nwords", tags=["bay", "cable"])
        two = add_article(rows, "Two\nwords", tags=["bay"])
        highlight(rows, one.id, "words", tags=["repair", "Bay"])
        rows.notes.add(tags=["to check", "on the bay"])
    with library.reading() as rows:
        assert rows.tags.names() == ("bay", "cable", "on the bay", "repair", "to check")
        assert rows.tags.counts() == (("bay", 2), ("cable", 1))
        assert rows.tags.starting("ba") == ("bay", "on the bay")
        assert rows.tags.starting("ch") == ("to check",)
        assert rows.tags.starting("ay") == ()
    with library.writing("") as rows:
        rows.articles.set_trashed([one.id], True)
    with library.reading() as rows:
        assert rows.tags.names() == ("bay", "on the bay", "to check")
        assert rows.tags.counts() == (("bay", 1),)
        rows.articles.get(two.id)
