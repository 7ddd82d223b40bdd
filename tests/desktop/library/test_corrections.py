"""Corrections are obeyed at once, by every later import, and taken back whole."""

from __future__ import annotations

import pytest

from desktop.errors import NotFound, Refused
from desktop.library.corrections import Correction, CorrectionKind
from desktop.library.library import Library
from desktop.library.rules import Rules
from desktop.model.change import Noun
from desktop.model.entity import EntityKind
from desktop.model.ids import ArticleId, EntityId
from tests.desktop.library.making import (
    ORGANISATION,
    PERSON,
    PLACE,
    Names,
    add_article,
    entity_named,
    link,
    state,
)

NAMES: Names = {
    "Vladimir Putin": ("Vladimir Putin", PERSON),
    "Putin": ("Putin", PERSON),
    "Kremlin": ("Kremlin", PLACE),
    "Article": ("Article", ORGANISATION),
}
TEXT = "Title\nPutin, Vladimir Putin of the Kremlin. Article one."


@pytest.fixture
def article(library: Library) -> ArticleId:
    with library.writing("Article imported") as rows:
        return add_article(rows, TEXT, names=NAMES).id


def ids(library: Library, *names: str) -> list[EntityId]:
    with library.reading() as rows:
        return [entity_named(rows, name).id for name in names]


def another(library: Library, text: str = f"{TEXT} Again.") -> ArticleId:
    with library.writing("Article imported") as rows:
        return add_article(rows, text, names=NAMES).id


def surfaces(library: Library, article_id: ArticleId) -> dict[str, tuple[int | None, EntityKind]]:
    with library.reading() as rows:
        found = rows.entities.mentions(rows.articles.version(article_id).id)
    return {one.surface: (one.entity_id, one.kind) for one in found}


def test_merged_everywhere_and_ever_after(library: Library, article: ArticleId) -> None:
    short, full = ids(library, "Putin", "Vladimir Putin")
    before = state(library)
    with library.writing("Entities merged") as rows:
        made = rows.corrections.merge(short, full)
    assert rows.change.ids(Noun.ENTITY) == {short, full}
    assert rows.change.ids(Noun.ARTICLE) == {article}
    assert (made.kind, made.keys, made.to, made.told) == (
        CorrectionKind.MERGE,
        ("person:putin",),
        "person:vladimir putin",
        "Putin",
    )
    later = another(library)
    for one in (article, later):
        assert surfaces(library, one)["Putin"] == (full, PERSON)
    with library.reading() as rows:
        merged = rows.entities.get(short)
        assert (merged.id, merged.mentions, merged.articles) == (full, 4, 2)
        assert merged.aliases == ("Putin",)
        assert rows.entities.many([short, full]) == {short: merged, full: merged}
        assert rows.corrections.listed() == (made,)
        assert [one.name for one in rows.entities.listed(query="putin")] == ["Vladimir Putin"]
    with pytest.raises(Refused, match="one already"), library.writing("") as rows:
        rows.corrections.merge(full, short)
    library.undo()
    library.undo()
    assert state(library) == before


def test_merged_twice_still_leads_there(library: Library, article: ArticleId) -> None:
    short, full, house = ids(library, "Putin", "Vladimir Putin", "Kremlin")
    with library.writing("") as rows:
        rows.corrections.merge(short, full)
        rows.corrections.merge(full, house)
        assert rows.entities.get(short).id == house
        assert rows.entities.get(house).mentions == 3
        assert rows.entities.seen(short) == ("", "")


def test_renamed(library: Library, article: ArticleId) -> None:
    (short,) = ids(library, "Putin")
    with library.writing("Entity renamed") as rows:
        made = rows.corrections.rename(short, " V. V.\nPutin ")
    assert rows.change.ids(Noun.ARTICLE) == {article}
    assert (made.to, made.told) == ("V. V. Putin", "Putin")
    with library.reading() as rows:
        (found,) = rows.entities.spelled("v v putin")
        assert (found.id, found.name, found.aliases) == (short, "V. V. Putin", ("Putin",))
        assert rows.entities.listed(query="v v")[0].id == short
        assert rows.entities.spelled("Putin") == (found,)
        assert [key for _, noun, key in rows.outbox.pending() if noun == "article"] == [article]
    another(library)
    assert ids(library, "Putin") == [short]
    with pytest.raises(Refused), library.writing("") as rows:
        rows.corrections.rename(short, " ")


def test_retyped(library: Library, article: ArticleId) -> None:
    (house,) = ids(library, "Kremlin")
    with library.writing("Entity retyped") as rows:
        rows.corrections.retype(house, ORGANISATION)
    later = another(library)
    for one in (article, later):
        assert surfaces(library, one)["Kremlin"] == (house, ORGANISATION)
    with library.reading() as rows:
        assert rows.entities.count(kind=PLACE) == 0
        assert rows.entities.get(house).kind is ORGANISATION


def test_retyped_onto_one_of_that_kind_and_name(library: Library, article: ArticleId) -> None:
    with library.writing("") as rows:
        add_article(rows, "Other\nKremlin.", names={"Kremlin": ("Kremlin", ORGANISATION)})
        as_place, as_body = sorted(
            rows.entities.spelled("Kremlin"), key=lambda one: one.kind is ORGANISATION
        )
    before = state(library)
    with library.writing("Entity retyped") as rows:
        rows.corrections.retype(as_place.id, ORGANISATION)
    with library.reading() as rows:
        (one,) = rows.entities.spelled("Kremlin")
        assert (one.id, one.articles) == (as_body.id, 2)
    library.undo()
    assert state(library) == before


def test_rejected_everywhere(library: Library, article: ArticleId) -> None:
    (word,) = ids(library, "Article")
    with library.writing("Entity rejected") as rows:
        rows.corrections.reject(word)
    later = another(library)
    for one in (article, later):
        assert "Article" not in surfaces(library, one)
    with library.reading() as rows:
        assert rows.entities.spelled("Article") == ()
        with pytest.raises(NotFound):
            rows.entities.get(word)
    library.undo()
    library.undo()
    assert surfaces(library, article)["Article"] == (word, ORGANISATION)
    assert library.faults() == ()


def test_rejected_in_one_article(library: Library, article: ArticleId) -> None:
    later = another(library)
    (word,) = ids(library, "Article")
    with library.writing("Entity rejected") as rows:
        made = rows.corrections.reject(word, article_id=article)
        with pytest.raises(NotFound):
            rows.corrections.reject(word, article_id=article)
    assert made.article_id == article
    assert "Article" not in surfaces(library, article)
    assert surfaces(library, later)["Article"] == (word, ORGANISATION)
    with library.reading() as rows:
        found = rows.entities.get(word)
        assert (found.mentions, found.articles) == (1, 1)
        assert rows.entities.spellings(word) == (("Article", 1),)
        assert [one.name for one, _ in rows.entities.in_article(article)] == [
            "Putin",
            "Vladimir Putin",
            "Kremlin",
        ]
    with library.writing("Recognised again", undoable=False) as rows:
        link(rows, article, NAMES, model="model-2")
    assert "Article" not in surfaces(library, article)
    assert library.faults() == ()
    library.undo()
    assert surfaces(library, article)["Article"] == (word, ORGANISATION)
    assert library.faults() == ()


def test_what_a_name_means_in_one_article_alone(library: Library, article: ArticleId) -> None:
    later = another(library)
    word, short, full = ids(library, "Article", "Putin", "Vladimir Putin")
    with library.writing("Same as, here") as rows:
        rows.articles._db.run(
            "insert into name_here select ?, id, ? from name where entity_id = ?",
            article,
            short,
            word,
        )
    assert surfaces(library, article)["Article"] == (short, PERSON)
    assert surfaces(library, later)["Article"] == (word, ORGANISATION)
    with library.reading() as rows:
        assert rows.entities.get(short).mentions == 3
        assert rows.entities.spellings(short) == (("Putin", 2), ("Article", 1))
        assert len(rows.entities.sightings(short)) == 3
    before = state(library)
    with library.writing("Entities merged") as rows:
        rows.corrections.merge(short, full)
    assert surfaces(library, article)["Article"][0] == full
    with library.reading() as rows:
        assert rows.entities.get(full).mentions == 5
    assert library.faults() == ()
    library.undo()
    assert state(library) == before


def test_rules_speak_of_keys_never_seen(library: Library) -> None:
    """What comes with rules made elsewhere: the names themselves are not in the library yet."""
    keep = "insert into correction(kind, keys, goal, told, created) values(?, ?, ?, '', '')"
    with library.writing("Rules brought in") as rows:
        db = rows.articles._db
        db.run(keep, "reject", '["organisation:article"]', "")
        db.run(keep, "rename", '["person:putin"]', "V. Putin")
        db.run(keep, "retype", '["place:kremlin"]', "organisation")
        db.run(keep, "merge", '["person:vladimir putin"]', "person:putin")
    article = another(library, TEXT)
    with library.reading() as rows:
        (putin,) = rows.entities.spelled("Vladimir Putin")
        assert (putin.name, putin.mentions) == ("V. Putin", 2)
        assert entity_named(rows, "Kremlin").kind is ORGANISATION
        assert "Article" not in surfaces(library, article)


def test_later_rules_go_over_earlier() -> None:
    rules = Rules()
    rules.add("reject", "a", "")
    assert rules.rejected("a")
    rules.add("merge", "a", "b")
    rules.add("merge", "b", "c")
    rules.add("merge", "c", "a")
    assert not rules.rejected("a")
    assert rules.same_as("a") == "c"
    assert rules.same_as("x") is None
    assert rules.kind_of("a") is None


def test_a_correction_tells_itself(library: Library, article: ArticleId) -> None:
    (word,) = ids(library, "Article")
    with library.writing("") as rows:
        made = rows.corrections.reject(word)
    assert isinstance(made, Correction)
    assert made.created == rows.now
