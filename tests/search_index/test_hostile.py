"""Whatever is typed: answered, or refused with a reason and a place, and in good time."""

import random
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search_index import Entry, Index, Name, QueryError

NAUGHTY = [
    "", " ", "*", "**", "?", "*a*", "a* OR b*", "*a*b*c*d*e*", "?" * 30, "a" * 64 + "*", "oil~99", "government~5", "~", "~~",
    "x" * 4096, "x" * 1_000_000, "(" * 5000 + "oil" + ")" * 5000, "oil " * 10_000, "oil " * 900, " OR ".join(f"w{i}" for i in range(800)),
    " ".join(f"{c}*" for c in "abcdefghijklmnopqrstuvwxyz"), "NOT " * 1000 + "oil", "-" * 4000, '"' * 4000, '"oil', "((((oil", "oil))))",
    "date:[ TO ]", "date:[zz TO yy]", "title:[a TO z]", "nosuch:oil", ":::::", "a:b:c:d", "oil^1e999", "oil^nan", "\x00", "oil\x00price",
    "🙂 OR 🚀", "中文新闻", "أوكرانيا", "\ud800", "\udfff oil", "\\" * 50, "[[[[ TO ]]]]", "AND AND OR NOT", '"oil price"~99999',
    '"a b c d e f g h i j k l m n o p"~100', "person:*", "person:a*", "tag:*", "entity:\x00", "kind:" + "k" * 4000, "%s%n", "../../etc/passwd",
    "<script>alert(1)</script>", "'; DROP TABLE x;--", "İ" * 4000, "ﷺ" * 1000, "e\u0301" * 2000, "\u200d" * 4000, "a\u202eb", "\ufeffoil",
    "=" * 100, "=*", "-*", "NOT *", '""~5', '"*"', '"a* b*"', "in:()", "is:(a OR (b OR (c)))", "1,5,5,5,5,5" * 300, "U.S." * 900, "_" * 4000,
    "Z̸̡̢̛̗a̶̰̔l̷̬̓g̸̱͑o̴͓̾", "ｆｕｌｌ ｗｉｄｔｈ", "ⅣⅤ ½ ²", "\n\t\r", "null", "undefined", "NaN", "-1", "0x0", "1e400",
]  # fmt: skip


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Index:
    index = Index.open(tmp_path_factory.mktemp("large") / "index", library="h")
    draw = random.Random(5)
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = ["".join(draw.choices(letters, k=draw.randint(2, 9))) for _ in range(20_000)]
    index.apply(
        (
            Entry(
                f"article:{n}", "article", title=" ".join(draw.choices(words, k=5)),
                body=" ".join(draw.choices(words, k=120)), tags=(draw.choice(words),),
                names=(Name("person", n % 50, draw.choice(words)),), date="2025-01-01",
            )
            for n in range(1500)
        ),
        generation=1,
    )  # fmt: skip
    return index


@pytest.mark.parametrize("query", NAUGHTY, ids=range(len(NAUGHTY)))
def test_naughty_queries(large: Index, query: str) -> None:
    began = time.process_time()
    for typing in (False, True):
        try:
            page = large.search(
                query, limit=5, facets=True, body=lambda _key: "some text", typing=typing
            )
        except QueryError as refused:
            assert refused.hint  # noqa: PT017
            assert 0 <= refused.position <= len(query)  # noqa: PT017
        else:
            assert len(page.hits) == min(5, page.total)
            assert page.hint is None or 0 <= (page.hint_at or 0) <= len(query)
    large.complete(query, len(query))
    large.suggest(query)
    assert time.process_time() - began < 20  # a guard against running away, not a measure


@given(
    st.text(max_size=80)
    | st.text(alphabet='ab*?~"()-=: ORNTD\x00é安\ud800', max_size=60)
    | st.lists(
        st.sampled_from(["person:", "tag:", "date:", "-", "(", ")", '"', "~3", "*", "x", "OR", " ", "=", "2025", ".."]),
        max_size=25,
    ).map("".join)
)  # fmt: skip
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_is_answered_or_refused(large: Index, query: str) -> None:
    try:
        page = large.search(query, limit=3, body=lambda _key: "a text about ab")
    except QueryError as refused:
        assert 0 <= refused.position <= len(query)  # noqa: PT017
    else:
        assert all(0 <= token.start < token.end <= len(query) for token in page.tokens)


HOSTILE_TEXTS = [
    "\x00",
    "\ud800 lone",
    "a\nb\rc",
    "x" * 300_000,
    "İı ﷺ",
    "e\u0301" * 500,
    "\u202e",
    "\U0010ffff",
    "'''''",
    "....",
    "U.S.U.S.",
]


def test_hostile_entries_are_kept_and_found(index: Index) -> None:
    entries = [
        Entry(
            f"article:{n}\n{text[:5]}", text[:9] or "x", title=text, body=f"{text} common", by=(text[:50],), source=text[:50],
            date=text[:10], tags=(text[:50],), colour=text[:5], parent=text[:9], collections=(text[:9],), states=(text[:9],),
            names=(Name(text[:9], n, text[:99], (text[:99],)),), language=text[:5],
        )
        for n, text in enumerate(HOSTILE_TEXTS)
    ]  # fmt: skip
    index.apply(entries, generation=1)
    page = index.search("common", facets=True)
    assert page.total == len(HOSTILE_TEXTS)
    index.tidy()
    index.apply(entries[:3], generation=2)
    index.tidy()
    assert index.search("common").total == len(HOSTILE_TEXTS)
    index.apply([], [entry.key for entry in entries], generation=3)
    assert index.keys() == set()
