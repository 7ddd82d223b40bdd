"""The query language: what it reads, what it says of what it cannot read, and that it reads its own writing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_index import QueryError
from search_index.query.dates import since, stretch, until
from search_index.query.distance import distance
from search_index.query.grammar import MAX_CLAUSES, MAX_DEPTH, MAX_LENGTH, parse
from search_index.query.to_text import to_text
from search_index.query.tree import (
    And,
    Dated,
    Everything,
    Fuzzy,
    Named,
    Node,
    Not,
    Or,
    Pattern,
    Phrase,
    Value,
    Word,
    leaves,
)

TODAY = date(2025, 12, 17)

READS: list[tuple[str, Node]] = [
    ("oil price", And((Word("oil"), Word("price")))),
    ("oil AND price", And((Word("oil"), Word("price")))),
    ("oil OR gas", Or((Word("oil"), Word("gas")))),
    ("a b OR c", Or((And((Word("a"), Word("b"))), Word("c")))),
    ("a (b OR c)", And((Word("a"), Or((Word("b"), Word("c")))))),
    ("oil -gas", And((Word("oil"), Not(Word("gas"))))),
    ("oil NOT gas", And((Word("oil"), Not(Word("gas"))))),
    ("NOT NOT gas", Word("gas")),
    ("-(a OR b)", Not(Or((Word("a"), Word("b"))))),
    ('"peace talks"', Phrase("peace talks")),
    ("“peace talks”", Phrase("peace talks")),
    ('="Peace Talks"', Phrase("Peace Talks", exact=True)),
    ('"talks Berlin"~5', Phrase("talks Berlin", near=5)),
    ('"talks Berlin"~', Phrase("talks Berlin", near=5)),
    ('"talks Berlin"~s', Phrase("talks Berlin", sentence=True)),
    ("guarant*", Pattern("guarant*")),
    ("w?ld", Pattern("w?ld")),
    ("*bank*", Pattern("*bank*")),
    ("zelensky~", Fuzzy("zelensky", 1)),
    ("zelensky~2", Fuzzy("zelensky", 2)),
    ("=banks", Word("banks", exact=True)),
    ("title:oil", Word("oil", "title")),
    ("Title:oil", Word("oil", "title")),
    ("author:smith", Word("smith", "by")),
    ('by:"Anna Smith"', Phrase("Anna Smith", "by")),
    ("tag:war", Value("tag", "war")),
    ("tag:=war", Value("tag", "war", exact=True)),
    ('tag:="war"', Value("tag", "war", exact=True)),
    ('tag:"war crimes"', Value("tag", "war crimes")),
    ("tag:(war OR peace)", Or((Value("tag", "war"), Value("tag", "peace")))),
    ("color:amber", Value("colour", "amber")),
    ("parent:article:12", Value("parent", "article:12")),
    ("person:putin", Named("person", "putin")),
    ('organisation:"The Fed"', Named("org", "The Fed")),
    ("date:2025-12", Dated("date", "2025-12")),
    ("date:>2025-01", Dated("date", ">2025-01")),
    ("date:[2025-01-01 TO 2025-03-31]", Dated("date", "2025-01-01 TO 2025-03-31")),
    ("after:2025", Dated("after", "2025")),
    ("last: 5", And((Word("last:"), Word("5")))),
    ("http://example.org/a", Word("http://example.org/a")),
    ("12:30", Word("12:30")),
    ("covid-19", Word("covid-19")),
    ("", Everything()),
    ("*", Everything()),
]  # fmt: skip


@pytest.mark.parametrize(("query", "tree"), READS, ids=[query for query, _ in READS])
def test_reads(query: str, tree: Node) -> None:
    parsed = parse(query, today=TODAY)
    if query.startswith("last:"):
        assert {leaf.text for leaf in leaves(parsed.tree) if isinstance(leaf, Word)} == {
            "last",
            "5",
        }
    else:
        assert parsed.tree == tree
        assert parsed.hints == ()


@pytest.mark.parametrize(
    ("query", "at", "part"),
    [
        ("oil foo:bar", 4, "no field “foo:”"),
        ("colur:amber", 0, "“colour:”"),
        ("(oil", 0, "never closed"),
        ("oil)", 3, "closes nothing"),
        ('oil "gas', 4, "never closed"),
        ("oil OR", 4, "OR stands between"),
        ("AND oil", 0, "AND stands between"),
        ("oil NOT", 4, "NOT stands before"),
        ("oil date:someday", 9, "is no date"),
        ("oil tag:", 4, "wants something"),
        ("oil~7", 3, "Two mistakes"),
        ("oil ()", 4, "nothing in these brackets"),
        ('"a b"~500', 5, "at most"),
        ("oil ?", 99, ""),
    ],
)
def test_hints_say_where(query: str, at: int, part: str) -> None:
    hints = parse(query, today=TODAY).hints
    if not part:
        assert hints == ()
        return
    assert hints[0].at == at
    assert part in hints[0].text


def test_places_are_those_of_the_text() -> None:
    query = 'oil person:"Ann Lee" -tag:war'
    parsed = parse(query, today=TODAY)
    assert [query[leaf.at[0] : leaf.at[1]] for leaf in leaves(parsed.tree)] == [
        "oil",
        'person:"Ann Lee"',
    ]
    assert [(query[t.start : t.end], t.field, t.value, t.negated) for t in parsed.tokens] == [
        ('person:"Ann Lee"', "person", "Ann Lee", False),
        ("tag:war", "tag", "war", True),
    ]


def test_the_last_word_may_be_a_beginning_while_typing() -> None:
    assert parse("peace ta", today=TODAY, typing=True).tree == And(
        (Word("peace"), Or((Word("ta"), Pattern("ta*"))))
    )
    assert parse("peace ta ", today=TODAY, typing=True).tree == And((Word("peace"), Word("ta")))


def test_limits_are_refused_or_told() -> None:
    with pytest.raises(QueryError) as long:
        parse("x" * (MAX_LENGTH + 1))
    assert long.value.position == MAX_LENGTH
    with pytest.raises(QueryError) as deep:
        parse("(" * 40 + "x" + ")" * 40)
    assert deep.value.position == MAX_DEPTH
    many = parse(" ".join(f"w{i}" for i in range(MAX_CLAUSES + 10)))
    assert len(leaves(many.tree)) == MAX_CLAUSES
    assert many.hints[0].at == len(" ".join(f"w{i}" for i in range(MAX_CLAUSES))) + 1


words = st.text(alphabet="abcxyzабё安é'", min_size=1, max_size=6).filter(lambda w: w.strip("'"))
values = st.text(alphabet="abc de-é安", min_size=1, max_size=8).map(
    lambda v: " ".join(v.split())
).filter(bool)  # fmt: skip
word_fields = st.sampled_from(["", "title", "by", "body"])
leaf = st.one_of(
    st.builds(Word, words, word_fields, st.booleans()),
    st.builds(Phrase, st.lists(words, min_size=1, max_size=3).map(" ".join), word_fields, st.booleans()),
    st.builds(
        Phrase, st.lists(words, min_size=2, max_size=3).map(" ".join), word_fields, near=st.integers(0, 100)
    ),
    st.builds(Phrase, words, word_fields, sentence=st.just(True)),
    st.builds(Pattern, words.map(lambda w: f"{w}*"), word_fields),
    st.builds(Pattern, words.map(lambda w: f"a?{w}*b"), word_fields),
    st.builds(Fuzzy, words, st.integers(1, 2), word_fields),
    st.builds(Value, st.sampled_from(["tag", "source", "kind", "in"]), values, st.booleans()),
    st.builds(Named, st.sampled_from(["person", "entity", "place"]), values),
    st.builds(Dated, st.sampled_from(["date", "after", "before", "added"]), st.just("2025-03")),
    st.builds(Dated, st.just("date"), st.sampled_from([">2025", "2024..2025-02", "last-7-days", "2024 TO 2025"])),
)  # fmt: skip


def joined(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.one_of(
        st.lists(children, min_size=2, max_size=3).map(lambda parts: _flat(And, parts)),
        st.lists(children, min_size=2, max_size=3).map(lambda parts: _flat(Or, parts)),
        children.filter(lambda child: not isinstance(child, Not)).map(Not),
    )


def _flat(join: type, parts: list[Node]) -> Node:
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, join) else [part])
    return join(tuple(flat))


trees = st.recursive(leaf, joined, max_leaves=8)


@given(trees)
def test_reads_its_own_writing(tree: Node) -> None:
    text = to_text(tree)
    again = parse(text, today=TODAY)
    assert to_text(again.tree) == text
    assert again.tree == tree
    assert again.hints == ()


@given(st.text(max_size=60) | st.text(alphabet='ab:()"~*?-=OR NDT[]> ', max_size=40))
def test_anything_is_read_or_refused_with_a_place(query: str) -> None:
    for typing in (False, True):
        parsed = parse(query, today=TODAY, typing=typing)
        assert all(0 <= hint.at <= len(query) and hint.text for hint in parsed.hints)
        assert all(0 <= t.start < t.end <= len(query) for t in parsed.tokens)
        assert all(0 <= each.at[0] <= each.at[1] <= len(query) for each in leaves(parsed.tree))
        if not typing:
            text = to_text(parsed.tree)
            if len(text) <= MAX_LENGTH and not any(
                isinstance(x, Dated) for x in leaves(parsed.tree)
            ):
                assert to_text(parse(text, today=TODAY).tree) == text


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-3-1", "2025-03-01", "2025-03-01"),
        ("2025-01..2025-03", "2025-01-01", "2025-03-31"),
        ("2025-01..", "2025-01-01", None),
        ("[* TO 2025-01-15]", None, "2025-01-15"),
        (">2025-01", "2025-02-01", None),
        (">=2025-01", "2025-01-01", None),
        ("<2025", None, "2024-12-31"),
        ("<=2025", None, "2025-12-31"),
        ("today", "2025-12-17", "2025-12-17"),
        ("yesterday", "2025-12-16", "2025-12-16"),
        ("last-7-days", "2025-12-11", "2025-12-17"),
        ("2w", "2025-12-04", "2025-12-17"),
        ("this-week", "2025-12-15", "2025-12-17"),
        ("last-week", "2025-12-08", "2025-12-14"),
        ("last-month", "2025-11-01", "2025-11-30"),
        ("last-year", "2024-01-01", "2024-12-31"),
    ],
)
def test_stretches_of_time(text: str, first: str | None, last: str | None) -> None:
    found = stretch(text, TODAY)
    assert found is not None
    assert [day and day.isoformat() for day in found] == [first, last]


@pytest.mark.parametrize(
    "text", ["", "2025-13", "2025-02-30", "someday", ">", "0000", "9999999d", ">9999"]
)
def test_what_is_no_time(text: str) -> None:
    assert stretch(text, TODAY) is None


def test_after_and_before_share_an_edge() -> None:
    march = date(2025, 3, 1)
    assert since("2025-03", TODAY) == (march, None)
    assert until("2025-03", TODAY) == (None, date(2025, 2, 28))


@given(st.text(alphabet="abc", max_size=7), st.text(alphabet="abc", max_size=7))
def test_distance_is_that_of_the_textbook(a: str, b: str) -> None:
    table = [
        [max(i, j) if not (i and j) else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)
    ]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            table[i][j] = min(
                table[i - 1][j] + 1,
                table[i][j - 1] + 1,
                table[i - 1][j - 1] + (a[i - 1] != b[j - 1]),
            )
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    assert distance(a, b, 2) == min(table[-1][-1], 3)
