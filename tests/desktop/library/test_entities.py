"""Entities gather their spellings over the archive, and their counts are what is there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import NotFound
from desktop.library.entities import Appearance, Named
from desktop.library.library import Library
from desktop.library.links import possible_names
from desktop.library.packing import pack_blocks, pack_mentions, unpack_blocks, unpack_mentions
from desktop.model.article import Article, Block, BlockKind, Inline, InlineKind
from desktop.model.entity import EntityKind, Mention, Sighting
from desktop.model.ids import EntityId, VersionId
from desktop.model.spans import Span
from tests.desktop.library.making import (
    ORGANISATION,
    PERSON,
    PLACE,
    Found,
    Names,
    Said,
    add_article,
    entity_named,
    link,
)

PUTIN: Names = {
    "Vladimir Putin": ("Vladimir Putin", PERSON),
    "Mr Putin": ("Vladimir Putin", PERSON),
    "Putin": ("Vladimir Putin", PERSON),
    "Kyiv": ("Kyiv", PLACE),
    "Zełenśkyj": ("Zełenśkyj", PERSON),
    "NATO": ("NATO", ORGANISATION),
}
FIRST = "First\nVladimir Putin spoke. Putin went to Kyiv. Putin left."
SECOND = "Second\nMr Putin met Zełenśkyj and NATO in Kyiv."


@pytest.fixture
def archive(library: Library) -> tuple[Article, Article]:
    with library.writing("Articles imported") as rows:
        return (
            add_article(rows, FIRST, names=PUTIN, published="2025-11-03"),
            add_article(rows, SECOND, names=PUTIN, published="2025-12"),
        )


def test_mentions_come_back_as_recognised(library: Library) -> None:
    text = "Title\nOn 5 May Ann met Bo (3 tonnes)."

    def mention(words: str, kind: EntityKind, **more: object) -> Mention:
        start = text.index(words)
        return Mention(Span(start, start + len(words)), words, kind, **more)  # type: ignore[arg-type]

    found = [
        mention("Bo", PERSON, score=0.625, fine="minister"),
        mention("5 May", EntityKind.DATE, score=0.5, normal="2025-05-05"),
        mention("3 tonnes", EntityKind.QUANTITY, normal="3 t"),
        mention("Ann", PERSON, fine="minister"),
    ]
    with library.writing("") as rows:
        article = add_article(rows, text)
        version = rows.articles.version(article.id)
        clusters = [
            Found("Ann Lee", PERSON, "person:ann lee", ("Annie",), (3,)),
            Found("Bo", PERSON, "person:bo", (), (0,)),
        ]
        assert rows.entities.link(version.id, found, clusters, model="m-2") == 4
        kept = rows.entities.mentions(version.id)
        ann, bo = (rows.entities.get(entity_named(rows, name).id) for name in ("Ann", "Bo"))
        assert rows.entities.spelled("annie") == (ann,)
    assert [one.surface for one in kept] == ["5 May", "Ann", "Bo", "3 tonnes"]
    assert [one.entity_id for one in kept] == [None, ann.id, bo.id, None]
    assert [one.score for one in kept] == [0.5, 1.0, 0.625, 1.0]
    assert [one.fine for one in kept] == ["", "minister", "minister", ""]
    assert [one.normal for one in kept] == ["2025-05-05", "", "", "3 t"]
    assert all(one.span.of(text) == one.surface for one in kept)
    assert len({one.id for one in kept}) == 4
    assert ann.name == "Ann Lee"
    assert ann.aliases == ("Ann",)


def test_spellings_and_counts_over_the_archive(
    library: Library, archive: tuple[Article, Article]
) -> None:
    first, second = archive
    with library.reading() as rows:
        putin, kyiv = entity_named(rows, "putin"), entity_named(rows, "KYIV")
        assert (putin.name, putin.kind) == ("Vladimir Putin", PERSON)
        assert (putin.mentions, putin.articles) == (4, 2)
        assert putin.aliases == ("Putin", "Mr Putin")
        assert rows.entities.spellings(putin.id) == (
            ("Putin", 2),
            ("Mr Putin", 1),
            ("Vladimir Putin", 1),
        )
        assert [one.id for one in rows.entities.listed()][:2] == [putin.id, kyiv.id]
        assert rows.entities.count() == 4
        assert rows.entities.count(kind=PERSON) == 2
        assert rows.entities.appearances(putin.id) == (
            Appearance(second.id, second.details, 1),
            Appearance(first.id, first.details, 3),
        )
        assert rows.entities.months(putin.id) == (("2025-11", 3), ("2025-12", 1))
        assert rows.entities.seen(putin.id) == ("2025-11-03", "2025-12")
        assert rows.entities.beside(putin.id)[0] == (kyiv, 2)
        assert rows.entities.in_article(first.id) == ((putin, 3), (kyiv, 1))
        assert rows.entities.sightings(putin.id, limit=2) == (
            Sighting(second.id, Span(7, 15), "Mr Putin"),
            Sighting(first.id, Span(6, 20), "Vladimir Putin"),
        )
        assert len(rows.entities.sightings(putin.id, article_id=first.id)) == 3
        assert rows.entities.of_articles([first.id]) == {
            first.id: (Named(putin, ("Putin", "Vladimir Putin")), Named(kyiv, ("Kyiv",)))
        }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("zelenskyj", ["Zełenśkyj"]),
        ("ZELEŃ", ["Zełenśkyj"]),
        ("put vlad", ["Vladimir Putin"]),
        ("mr", ["Vladimir Putin"]),
        ("utin", []),
        ("", ["Vladimir Putin", "Kyiv", "Zełenśkyj", "NATO"]),
        ("!", []),
        ("kyiv putin", []),
    ],
)
def test_looked_up_by_any_spelling(
    library: Library, archive: tuple[Article, Article], query: str, found: list[str]
) -> None:
    with library.reading() as rows:
        assert {one.name for one in rows.entities.listed(query=query)} == set(found)
        assert {one.name for one in rows.entities.listed(query=query, kind=PERSON)} == {
            name for name in found if name in ("Vladimir Putin", "Zełenśkyj")
        }
        assert len(rows.entities.listed(query=query, limit=1)) == min(1, len(found))


def test_all_spellings_are_what_a_search_means(
    library: Library, archive: tuple[Article, Article]
) -> None:
    with library.reading() as rows:
        ((putin, spellings),) = rows.entities.all_spellings("putin", kinds=[PERSON])
        assert set(spellings) == {"Vladimir Putin", "Putin", "Mr Putin"}
        assert spellings[0] == putin.name
        assert rows.entities.all_spellings("put") == ()
        assert rows.entities.all_spellings("vladimir", starting=False) == ()
        assert len(rows.entities.all_spellings("PUTIN", starting=False)) == 1
        assert rows.entities.all_spellings("putin", kinds=[PLACE]) == ()
        assert rows.entities.all_spellings(" ") == ()


def test_the_trash_counts_for_nothing(library: Library, archive: tuple[Article, Article]) -> None:
    first, second = archive
    with library.writing("Trash") as rows:
        rows.articles.set_trashed([second.id], True)
    with library.reading() as rows:
        putin = entity_named(rows, "Putin")
        assert (putin.mentions, putin.articles, putin.aliases) == (3, 1, ("Putin",))
        assert rows.entities.spelled("NATO") == ()
        assert rows.entities.count() == 2
        assert rows.entities.in_article(second.id) == ()
        assert len(rows.entities.mentions(rows.articles.version(second.id).id)) == 4
    with library.writing("Taken out") as rows:
        rows.articles.set_trashed([second.id], False)
        rows.articles.set_trashed([first.id], True)
    with library.reading() as rows:
        assert entity_named(rows, "Putin").mentions == 1
        assert entity_named(rows, "NATO").articles == 1
    assert library.faults() == ()


def test_a_newer_version_is_what_counts(library: Library, archive: tuple[Article, Article]) -> None:
    first, _ = archive
    text = "First\nKyiv alone. Kyiv."
    with library.writing("") as rows:
        old = rows.articles.version(first.id)
        rows.articles.add_version(
            first.id,
            text=text,
            blocks=(),
            raw=b"new",
            raw_name="new",
            mime="",
            extractor="",
            words=2,
        )
        link(rows, first.id, PUTIN)
    with library.reading() as rows:
        assert entity_named(rows, "Putin").mentions == 1
        assert entity_named(rows, "Kyiv").mentions == 3
        assert len(rows.entities.mentions(old.id)) == 4
    assert library.faults() == ()


def test_recognised_again_counts_anew(library: Library, archive: tuple[Article, Article]) -> None:
    first, second = archive
    with library.reading() as rows:
        before = entity_named(rows, "Kyiv")
        assert rows.entities.read_by_others("model-1") == []
        assert len(rows.entities.read_by_others("model-2")) == 2
    with library.writing("Recognised again", undoable=False) as rows:
        names = {key: PUTIN[key] for key in ("Vladimir Putin", "Kyiv")}
        link(rows, first.id, names, model="model-2")
        version = rows.articles.version(first.id)
        assert rows.entities.model_of(version.id) == "model-2"
        assert rows.entities.read_by_others("model-2") == [
            rows.articles.version(second.id).id,
        ]
    assert rows.change.ids("article") == frozenset()  # the article itself stands as it was
    with library.reading() as rows:
        assert entity_named(rows, "Kyiv") == before
        assert entity_named(rows, "Putin").mentions == 2
        assert [key for _, _, key in rows.outbox.pending()][-1] == first.id
    assert library.faults() == ()


def test_names_in_a_note_are_known_by_exact_spelling(
    library: Library, archive: tuple[Article, Article]
) -> None:
    with library.reading() as rows:
        named = rows.entities.named_in("kyiv, Mr Putin's man\nand NATO. Then Kyiv.")
        assert [one.name for one in named] == ["Vladimir Putin", "NATO", "Kyiv"]
        assert rows.entities.named_in("Vladimir\nPutinism KYIV") == ()
        assert rows.entities.named_in("") == ()


@given(st.text("AbЖé𝔘 .'’s\n-7", max_size=30))
def test_possible_names_stand_where_they_say(body: str) -> None:
    for name, at in possible_names(body):
        assert body[at:].startswith(name)


def test_what_is_not_there_is_named(library: Library) -> None:
    with library.writing("") as rows:
        for look in (
            lambda: rows.entities.get(EntityId(1)),
            lambda: rows.entities.spellings(EntityId(1)),
            lambda: rows.entities.appearances(EntityId(1)),
            lambda: rows.entities.link(VersionId(1), [], [], model=""),
            lambda: rows.quotations.keep(VersionId(1), []),
        ):
            with pytest.raises(NotFound):
                look()
        assert rows.entities.mentions(VersionId(1)) == ()
        assert rows.entities.model_of(VersionId(1)) == ""
        assert rows.entities.many([EntityId(1)]) == {}


def test_who_said_what(library: Library, archive: tuple[Article, Article]) -> None:
    first, second = archive
    with library.writing("") as rows:
        one, two = (rows.articles.version(article.id) for article in archive)
        rows.quotations.keep(one.id, [Said(Span(6, 20), "Putin", mention=1)])
        rows.quotations.keep(two.id, [Said(Span(20, 29), "a spokesman", "told", direct=False)])
        rows.quotations.keep(
            two.id, [Said(Span(7, 15), "a spokesman"), Said(Span(16, 19), "Mr Putin", mention=0)]
        )
    with library.reading() as rows:
        putin = entity_named(rows, "Putin")
        said, met = rows.quotations.of_version(two.id)
        assert (said.text, said.speaker, said.entity_id) == ("Mr Putin", "a spokesman", None)
        assert (met.text, met.entity_id, met.article_id) == ("met", putin.id, second.id)
        (quote,) = rows.quotations.of_version(one.id)
        assert quote.text == "Vladimir Putin"
        assert rows.quotations.listed() == (said, met, quote)
        assert rows.quotations.listed(entity_id=putin.id) == (met, quote)
        assert rows.quotations.listed(speaker="vladimir putin") == (met, quote)
        assert rows.quotations.listed(speaker="A Spokesman") == (said,)
        assert rows.quotations.listed(about="VLAD put") == (quote,)
        assert rows.quotations.listed(article_id=first.id) == (quote,)
        assert rows.quotations.listed(limit=1, offset=1) == (met,)
    with library.writing("") as rows:
        rows.articles.set_trashed([first.id], True)
        assert rows.quotations.listed(entity_id=putin.id) == (met,)
        link(rows, second.id, PUTIN)
        assert rows.quotations.of_version(two.id) == ()


SPANS = st.tuples(st.integers(0, 3_000_000), st.integers(0, 400)).map(
    lambda pair: Span(pair[0], pair[0] + pair[1])
)
MENTIONS = st.builds(
    Mention,
    span=SPANS,
    surface=st.just(""),
    kind=st.sampled_from(EntityKind),
    score=st.floats(0, 1),
    fine=st.sampled_from(["", "country", "місто"]),
    normal=st.text(max_size=5),
)


@given(st.lists(st.tuples(MENTIONS, st.integers(0, 2**31)), max_size=30))
def test_packed_mentions_unpack_the_same(given_: list[tuple[Mention, int]]) -> None:
    mentions = [mention for mention, _ in given_]
    spellings = [spelling for _, spelling in given_]
    packed = unpack_mentions(pack_mentions(mentions, spellings))
    assert list(packed.starts) == [one.span.start for one in mentions]
    assert list(packed.lengths) == [len(one.span) for one in mentions]
    assert [list(EntityKind)[code] for code in packed.kinds] == [one.kind for one in mentions]
    assert list(packed.spellings) == spellings
    assert list(packed.scores) == [round(one.score * 1000) for one in mentions]
    assert packed.fine == {at: one.fine for at, one in enumerate(mentions) if one.fine}
    assert packed.normal == {at: one.normal for at, one in enumerate(mentions) if one.normal}


INLINES = st.builds(
    Inline, kind=st.sampled_from(InlineKind), span=SPANS, target=st.text(max_size=5)
)
BLOCKS = st.builds(
    Block,
    kind=st.sampled_from(BlockKind),
    span=SPANS,
    level=st.integers(0, 6),
    ordinal=st.none() | st.integers(),
    inlines=st.lists(INLINES, max_size=3).map(tuple),
)


@given(st.lists(BLOCKS, max_size=8).map(tuple))
def test_packed_blocks_unpack_the_same(blocks: tuple[Block, ...]) -> None:
    assert unpack_blocks(pack_blocks(blocks)) == blocks
