"""Searching: ranks, dates, names, facets, hints, suggestions, completions and pages."""

import pytest

from search_index import Entry, Hit, Index, Name, QueryError, SearchCancelled

PUTIN = Name("person", 1, "Vladimir Putin", ("Putin", "Mr Putin", "Wladimir Putin"))
KYIV = Name("place", 2, "Kyiv", ("Kyiv", "Kiev"))
FED = Name("organisation", 3, "Federal Reserve", ("the Fed",))

ENTRIES = [
    Entry(
        "article:1", "article", title="Oil prices rise", body="Crude oil rose again. Banks said the price of oil will stay.",
        by=("Anna Lee",), source="Reuters", date="2025-01-15", tags=("oil", "markets"), states=("unread",), names=(FED,),
    ),
    Entry(
        "article:2", "article", title="Talks in Berlin", body="Putin was not there. Talks on a ceasefire went on in Berlin for two days.",
        source="Kyiv Post", date="2025-02-03", tags=("war",), states=("starred",), names=(PUTIN, KYIV), collections=("Peace",),
    ),
    Entry(
        "article:3", "article", title="Kiev waits", body="Wladimir Putin spoke. The bank of the river was quiet.",
        source="Kyiv Post", date="2025-02-20", tags=("war crimes",), names=(PUTIN, KYIV),
    ),
    Entry("note:1", "note", title="To check", body="Ask about the oil price.", date="2025-03-01", parent="article:1", tags=("todo",)),
    Entry("highlight:1", "highlight", body="a ceasefire\nCheck the speech itself", colour="amber", date="2025-02-04", parent="article:2"),
]  # fmt: skip
BODIES = {entry.key: entry.body for entry in ENTRIES}


@pytest.fixture
def full(index: Index) -> Index:
    for number, entry in enumerate(ENTRIES):  # each in a segment of its own
        index.apply([entry], generation=number + 1)
    return index


def keys(index: Index, query: str, **options: object) -> list[str]:
    return [hit.key for hit in index.search(query, **options).hits]  # type: ignore[arg-type]


def found(index: Index, query: str) -> set[str]:
    return set(keys(index, query))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("oil", "article:1 note:1"),
        ("bank", "article:1 article:3"),
        ("=bank", "article:3"),
        ("banks river", "article:3"),
        ("river OR ceasefire", "article:3 article:2 highlight:1"),
        ("oil -kind:note", "article:1"),
        ('"price of oil"', "article:1"),
        ('="oil price"', "note:1"),
        ('"oil price"~1', "article:1 note:1"),
        ('"ceasefire Berlin"~3', "article:2"),
        ('"ceasefire Berlin"~2', ""),
        ('"talks days"~s', "article:2"),
        ('"Putin Berlin"~s', ""),
        ("title:oil", "article:1"),
        ("body:kiev", ""),
        ("lee", "article:1"),
        ("by:lee", "article:1"),
        ("todo", "note:1"),
        ("cease*", "article:2 highlight:1"),
        ("*fire", "article:2 highlight:1"),
        ("c?ude", "article:1"),
        ("ceasfire~", "article:2 highlight:1"),
        ("source:reuters", "article:1"),
        ('source:"kyiv post"', "article:2 article:3"),
        ("source:kyiv", "article:2 article:3"),
        ("tag:war", "article:2"),
        ("tag:crimes", "article:3"),
        ("tag:war*", "article:2 article:3"),
        ("kind:note", "note:1"),
        ("colour:amber", "highlight:1"),
        ("is:starred", "article:2"),
        ("has:collection", "article:2"),
        ("has:person", "article:2 article:3"),
        ("in:peace", "article:2"),
        ("parent:article:2", "highlight:1"),
        ("person:putin", "article:2 article:3"),
        ('person:"wladimir putin"', "article:2 article:3"),
        ("person:wlad", "article:2 article:3"),
        ("place:kiev", "article:2 article:3"),
        ("entity:kyiv date:2025-02-20", "article:3"),
        ("org:fed", "article:1"),
        ("person:fed", ""),
        ("date:2025-02", "article:2 article:3 highlight:1"),
        ("after:2025-02-20", "article:3 note:1"),
        ("before:2025-02", "article:1"),
        ("NOT kind:article", "note:1 highlight:1"),
        ("-oil -ceasefire", "article:3"),
    ],
)
def test_finds(full: Index, query: str, expected: str) -> None:
    assert found(full, query) == set(expected.split())


def test_the_title_counts_more(index: Index) -> None:
    index.apply(
        [
            Entry("article:1", "article", title="Grain", body="Ships left the port today at last."),
            Entry("article:2", "article", title="Ships", body="Grain left the port today at last."),
        ],
        generation=1,
    )
    assert keys(index, "grain") == ["article:1", "article:2"]
    assert keys(index, "ships") == ["article:2", "article:1"]


def test_order_by_date_and_pages(full: Index) -> None:
    by_date = keys(full, "", sort="date")
    assert by_date == ["note:1", "article:3", "highlight:1", "article:2", "article:1"]
    pages = [keys(full, "", sort="date", limit=2, offset=at) for at in (0, 2, 4, 6)]
    assert pages == [by_date[:2], by_date[2:4], by_date[4:], []]


def test_equal_scores_are_ordered_by_date_then_key(index: Index) -> None:
    index.apply(
        [
            Entry(f"note:{n}", "note", body="same words", date=f"2025-01-{10 + n % 2}")
            for n in range(9)
        ],
        generation=1,
    )
    expected = [f"note:{n}" for n in (1, 3, 5, 7, 0, 2, 4, 6, 8)]
    assert keys(index, "words") == expected
    assert keys(index, "words", limit=3, offset=3) == expected[3:6]


def test_a_rebuild_gives_the_same_page(full: Index) -> None:
    full.apply([], ["article:3"], generation=9)
    full.apply([ENTRIES[0]], generation=10)
    before = [
        full.search(query, facets=True) for query in ("oil", "talks OR bank", "", "the price")
    ]
    full.rebuild([e for e in ENTRIES if e.key != "article:3"], generation=11)
    after = [full.search(query, facets=True) for query in ("oil", "talks OR bank", "", "the price")]
    for old, new in zip(before, after, strict=True):
        assert [(h.key, h.score) for h in old.hits] == [(h.key, h.score) for h in new.hits]
        assert old.facets == new.facets


def test_facets_count_what_was_found(full: Index) -> None:
    facets = full.search("putin OR oil", facets=True).facets
    assert facets["kind"] == (("article", 3), ("note", 1))
    assert facets["source"] == (("Kyiv Post", 2), ("Reuters", 1))
    assert facets["person"] == (("Vladimir Putin", 2),)
    assert facets["place"] == (("Kyiv", 2),)
    assert facets["organisation"] == (("Federal Reserve", 1),)
    assert facets["month"] == (("2025-01", 1), ("2025-02", 2), ("2025-03", 1))
    assert full.search("oil").facets == {}
    assert full.search("oil").totals_by_kind == {"article": 1, "note": 1}


def test_a_name_says_which_spellings_it_stood_for(full: Index) -> None:
    page = full.search("person:putin", body=BODIES.get)
    assert page.matched == (
        ("Vladimir Putin", ("Vladimir Putin", "Putin", "Mr Putin", "Wladimir Putin")),
    )
    assert page.tokens[0].kind == "person"
    marked = {hit.key: _marked(hit) for hit in page.hits}
    assert marked == {"article:2": [["Putin"]], "article:3": [["Wladimir Putin"]]}


def test_a_renamed_entity_is_found_by_its_new_name(full: Index) -> None:
    full.apply(
        [Entry("article:9", "article", names=(Name("person", 1, "Vladimir V. Putin"),))],
        generation=9,
    )
    assert found(full, "person:putin") == {"article:2", "article:3", "article:9"}
    assert full.search("person:putin", facets=True).facets["person"] == (("Vladimir V. Putin", 3),)


def test_a_hint_says_what_was_not_understood(full: Index) -> None:
    page = full.search("oil foo:bar")
    assert (page.hint_at, page.hint) == (4, "There is no field “foo:”. It was read as words.")
    assert full.search("tag:wat").hint == "Nothing here has “tag:wat”. Did you mean “tag:war”?"
    unknown = full.search("oil person:nobody")
    assert unknown.total == 0
    assert unknown.hint_at == 4
    assert not unknown.tokens[0].known
    assert full.search("oil !!!").total == 2
    assert full.search("oil tag:").hint_at == 4


@pytest.mark.parametrize(
    "query", ['"', "date:someday", "tag:", "NOT", "AND", "()", "!!!", "=", "~"]
)
def test_what_means_nothing_is_refused(full: Index, query: str) -> None:
    with pytest.raises(QueryError) as refused:
        full.search(query)
    assert 0 <= refused.value.position <= len(query)
    assert refused.value.hint


def test_nothing_asked_is_everything(full: Index) -> None:
    assert full.search("").total == full.search("  ").total == full.search("*").total == 5


def test_did_you_mean(full: Index) -> None:
    assert full.search("ceasfire").suggestion == "ceasefire"
    assert (
        full.search('"prise of crde oil" ceasefire').suggestion == '"price of crude oil" ceasefire'
    )
    assert full.search("oil").suggestion is None
    assert full.suggest("berlim (talks OR oil)") == "berlin (talks OR oil)"
    assert full.suggest("qqqqqqqq") is None


def test_completion(full: Index) -> None:
    def offered(query: str) -> list[tuple[str, str]]:
        offers = full.complete(query, len(query))
        assert all(query[o.start : o.end] in query for o in offers)
        return [(query[: o.start] + o.text, o.note) for o in offers]

    assert offered("per") == [("person:", "field")]
    assert offered("oil ceas") == [("oil ceasefire", "word")]
    assert offered("person:pu") == [('person:"Vladimir Putin"', "person")]
    assert offered("source:") == [('source:"Kyiv Post"', "source"), ("source:Reuters", "source")]
    assert offered("-tag:wa") == [("-tag:war", "tag"), ('-tag:"war crimes"', "tag")]
    assert offered("kind:n") == [("kind:note", "kind")]
    assert ("date:last-7-days", "date") in offered("date:last")
    assert offered("oil ") == []


def test_the_last_word_is_a_beginning_while_typing(full: Index) -> None:
    assert full.search("cea").total == 0
    assert full.search("cea", typing=True).total == 2
    assert full.search("cea ", typing=True).total == 0


def test_a_cancelled_search_stops(full: Index) -> None:
    with pytest.raises(SearchCancelled):
        full.search("oil", cancelled=lambda: True)


def test_a_search_has_a_deadline(full: Index) -> None:
    with pytest.raises(QueryError, match="takes too long"):
        full.search("oil", deadline=-1.0)


def test_bodies_that_are_gone_give_no_passages(full: Index) -> None:
    asked: list[str] = []

    def body(key: str) -> str | None:
        asked.append(key)
        return None

    page = full.search("oil", body=body)
    assert [hit.passages for hit in page.hits] == [(), ()]
    assert asked == [hit.key for hit in page.hits]


def test_several_segments_rank_as_one(full: Index) -> None:
    apart = [(h.key, h.score) for h in full.search("oil OR bank OR talks").hits]
    assert full.status().segments == 5
    assert full.tidy()
    assert full.status().segments == 1
    assert [(h.key, h.score) for h in full.search("oil OR bank OR talks").hits] == apart


def _marked(hit: Hit) -> list[list[str]]:
    return [[p.text[s:e] for s, e in p.marks] for p in hit.passages]
