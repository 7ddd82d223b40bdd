"""The index against a plain-Python model of it: the same entries found, whatever was done before."""

import importlib.util
import shutil
import sys
import tempfile
from datetime import date, datetime
from pathlib import Path
from types import ModuleType

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from search_index import Entry, Index, Name


def _load(name: str) -> ModuleType:
    """Load a file that stands beside this one: the tests are no package."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


model = _load("model")

WORDS = [
    "bank",
    "banks",
    "banking",
    "oil",
    "oils",
    "price",
    "prices",
    "talk",
    "talks",
    "peace",
    "war",
    "wars",
    "Berlin",
    "Berliner",
    "мир",
    "мира",
    "мирный",
    "київ",
]
word = st.sampled_from(WORDS)
sentence = st.lists(word, min_size=1, max_size=6).map(" ".join)
body = st.lists(sentence, max_size=4).map(lambda s: ". ".join(s) + ("." if s else ""))
spellings = ["Vladimir Putin", "Putin", "Mr Putin", "Anna Lee", "Lee", "Kyiv Post", "Kyiv"]
name = st.builds(
    lambda kind, entity, some: Name(kind, entity, some[0], tuple(some[1:])),
    st.sampled_from(["person", "organisation", "place"]),
    st.integers(1, 3),
    st.lists(st.sampled_from(spellings), min_size=1, max_size=3, unique=True),
)
day = st.dates(min_value=date(2024, 11, 1), max_value=date(2025, 4, 1)).map(str)
keys = [f"article:{n}" for n in range(6)] + [f"note:{n}" for n in range(4)]
entry = st.builds(
    Entry,
    key=st.sampled_from(keys),
    kind=st.sampled_from(["article", "note", "highlight"]),
    title=st.one_of(st.just(""), sentence),
    body=body,
    by=st.lists(st.sampled_from(["Anna Lee", "Ivan Bank"]), max_size=2, unique=True).map(tuple),
    source=st.sampled_from(["", "Reuters", "Kyiv Post", "Post"]),
    date=st.one_of(st.just(""), day),
    added=day,
    tags=st.lists(
        st.sampled_from(["war", "war crimes", "Oil", "peace talks"]), max_size=2, unique=True
    ).map(tuple),
    colour=st.sampled_from(["", "amber", "rose"]),
    states=st.lists(st.sampled_from(["unread", "starred"]), max_size=2, unique=True).map(tuple),
    collections=st.lists(st.sampled_from(["Work", "Work 2025"]), max_size=1).map(tuple),
    names=st.lists(name, max_size=2, unique_by=lambda n: (n.kind, n.entity)).map(tuple),
    language=st.sampled_from(["en", "de", "ru", "uk", ""]),
)
field = st.sampled_from(["", "", "", "title:", "body:", "by:"])
leaf = st.one_of(
    st.builds("{}{}".format, field, word),
    st.builds("{}={}".format, field, word),
    st.builds('{}"{} {}"'.format, field, word, word),
    st.builds('{}="{} {}"'.format, field, word, word),
    st.builds('{}"{} {}"~{}'.format, field, word, word, st.integers(0, 4)),
    st.builds('{}"{} {}"~s'.format, field, word, word),
    st.builds("{}{}*".format, field, word.map(lambda w: w[:3].lower())),
    st.builds("{}{}?{}*".format, field, word.map(lambda w: w[:1].lower()), word.map(lambda w: w[2:4].lower())),
    st.builds("*{}*".format, word.map(lambda w: w[1:3].lower())),
    st.builds("{}~{}".format, word.map(lambda w: w.lower()[:-1] + "x"), st.integers(1, 2)),
    st.sampled_from([
        "kind:note", "kind:art", "source:reuters", "source:post", "source:kyiv*", "tag:war", "tag:=war", "tag:crimes",
        "tag:pea", "is:unread", "colour:amber", "in:work", "date:2025", "date:2025-01", "date:>2025-01", "after:2025-02",
        "before:2025-02", "date:2024-12..2025-01", "added:2025", "person:putin", 'person:"vladimir putin"', "person:pu",
        "entity:lee", "org:kyiv", "place:kyiv*", "entity:nobody",
    ]),
)  # fmt: skip
query = st.recursive(
    leaf,
    lambda inner: st.one_of(
        st.builds("{} {}".format, inner, inner),
        st.builds("({} OR {})".format, inner, inner),
        st.builds("{} -({})".format, inner, inner),
    ),
    max_leaves=4,
)


class Likeness(RuleBasedStateMachine):
    """Whatever is added, replaced, removed, merged, rebuilt or reopened, the same is found."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="carrel-model-"))
        self.index = Index.open(self.folder / "index", library="m")
        self.model = model.Model()
        self.generation = 0
        self.today = datetime.now().astimezone().date()

    @rule(entries=st.lists(entry, max_size=5), removed=st.lists(st.sampled_from(keys), max_size=2))
    def apply(self, entries: list[Entry], removed: list[str]) -> None:
        self.generation += 1
        self.index.apply(entries, removed, generation=self.generation)
        self.model.apply(entries, removed)

    @rule()
    def merge(self) -> None:
        self.index.tidy()

    @rule()
    def rebuild(self) -> None:
        self.index.rebuild(iter(self.model.entries.values()), generation=self.generation)

    @rule()
    def reopen(self) -> None:
        self.index.close()
        self.index = Index.open(self.folder / "index", library="m")

    @rule(query=query, facets=st.booleans())
    def ask(self, query: str, facets: bool) -> None:
        page = self.index.search(query, limit=100, facets=facets)
        found = {hit.key for hit in page.hits}
        assert found == self.model.search(query, self.today), query
        assert page.total == len(page.hits) == sum(page.totals_by_kind.values())
        assert [h.score for h in page.hits] == sorted((h.score for h in page.hits), reverse=True)
        if facets:
            entries = [self.model.entries[key] for key in found]
            assert dict(page.facets["kind"]) == page.totals_by_kind
            assert dict(page.facets["tag"]) == _counted(t for e in entries for t in e.tags)
            assert dict(page.facets["month"]) == _counted(e.date[:7] for e in entries if e.date)
            assert sum(n for _, n in page.facets["person"]) == sum(
                n.kind == "person" for e in entries for n in e.names
            )

    @invariant()
    def same_keys(self) -> None:
        if hasattr(self, "index"):
            assert self.index.keys() == set(self.model.entries)
            assert self.index.generation == self.generation

    def teardown(self) -> None:
        if hasattr(self, "index"):
            self.index.close()
            shutil.rmtree(self.folder)


def _counted(items: object) -> dict[str, int]:
    counts: dict[str, int] = {}
    for item in items:  # type: ignore[attr-defined]
        counts[item] = counts.get(item, 0) + 1
    return counts


TestLikeness = Likeness.TestCase
TestLikeness.settings = settings(
    max_examples=15,
    stateful_step_count=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
