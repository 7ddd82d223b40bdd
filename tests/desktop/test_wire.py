"""Every value of every verb crosses to another process and back, and nothing else passes."""

from __future__ import annotations

import dataclasses
import json
import pkgutil
import typing
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, NewType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import desktop.work
from desktop import wire
from desktop.model import import_report
from desktop.model.change import Change, Noun
from desktop.model.ids import ArticleId, StepId
from desktop.model.spans import Span
from desktop.wire import Garbled, decode, encode


def verbs() -> list[ModuleType]:
    names = [one.name for one in pkgutil.iter_modules(desktop.work.__path__)]
    return [import_module(f"desktop.work.{name}") for name in names]


def reports() -> list[type]:
    """Every dataclass that a verb answers with, but those that hold a brief's drawn pages."""
    return [
        one
        for module in (*verbs(), import_report)
        for one in vars(module).values()
        if isinstance(one, type)
        and dataclasses.is_dataclass(one)
        and one.__module__ == module.__name__
        and one.__name__ not in STAYS
    ]


STAYS = {"BriefPage"}
"""Never leaves the window's process: its sheet is made of pieces of many kinds."""

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=4)


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for any value of a hint; hypothesis alone would not look into the fields."""
    while isinstance(hint, NewType):
        hint = hint.__supertype__
    if hint is Span:
        return st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda s: Span(*sorted(s)))
    if dataclasses.is_dataclass(hint):
        hints = typing.get_type_hints(hint)
        fields = {one.name: values(hints[one.name]) for one in dataclasses.fields(hint)}
        return st.builds(hint, **fields)  # type: ignore[arg-type]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    if hint in PLAIN:
        return PLAIN[hint]
    return collected(typing.get_origin(hint), typing.get_args(hint))


PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXTS,
    int: st.integers(),
    bool: st.booleans(),
    type(None): st.none(),
    float: st.floats(allow_nan=False, allow_infinity=False),
    Path: st.just(Path("a/é")),
    bytes: st.binary(max_size=4),
}


def collected(origin: Any, inner: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    if origin is tuple and inner[1:] == (Ellipsis,):
        return st.lists(values(inner[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*map(values, inner))
    if origin is frozenset:
        return st.frozensets(values(inner[0]), max_size=2)
    if origin in (dict, Mapping):
        return st.dictionaries(values(inner[0]), values(inner[1]), max_size=2)
    return st.one_of(*map(values, inner))


def there_and_back(hint: Any, value: Any) -> Any:
    return decode(hint, json.loads(json.dumps(encode(value))))


@pytest.mark.parametrize("report", reports(), ids=lambda one: f"{one.__module__}.{one.__name__}")
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_reports_cross(report: type, data: st.DataObject) -> None:
    value = data.draw(values(report))
    assert there_and_back(report, value) == value


def test_there_are_reports_to_try() -> None:
    names = {one.__name__ for one in reports()}
    assert {"ImportReport", "ReaderPage", "SearchPage", "Dossier", "Sidebar"} <= names


def test_every_verbs_arguments_can_cross() -> None:
    for module in verbs():
        for name, verb in vars(module).items():
            if callable(verb) and getattr(verb, "__module__", "") == module.__name__:
                if isinstance(verb, type) or name.startswith("_"):
                    continue
                for argument, hint in typing.get_type_hints(verb).items():
                    if argument not in ("desk", "task", "return"):
                        wire._decoder(hint)


class Kind(StrEnum):
    ONE = "one"
    TWO = "two"


Key = NewType("Key", int)


@dataclass(frozen=True)
class Inner:
    key: Key
    name: str = ""


@dataclass(frozen=True)
class Outer:
    inners: tuple[Inner, ...]
    by_key: dict[Key, Inner] = field(default_factory=dict)
    by_kind: Mapping[Kind, int] = field(default_factory=dict)
    maybe: Inner | None = None
    either: Kind | Key | str = ""
    ratio: float = 0.0


def test_shapes() -> None:
    value = Outer(
        (Inner(Key(1), "é"),), {Key(2): Inner(Key(3))}, {Kind.TWO: 5}, Inner(Key(4)), Kind.ONE, 2.5
    )
    told = encode(value)
    assert told == {
        "inners": [{"key": 1, "name": "é"}],
        "by_key": {"2": {"key": 3, "name": ""}},
        "by_kind": {"two": 5},
        "maybe": {"key": 4, "name": ""},
        "either": "one",
        "ratio": 2.5,
    }
    assert there_and_back(Outer, value) == value
    assert decode(Outer, {"inners": []}) == Outer(())
    assert decode(Outer, {"inners": [], "either": "three"}).either == "three"
    assert decode(Outer, {"inners": [], "either": 3}).either == 3
    assert decode(Outer, {"inners": [], "ratio": 3}).ratio == 3.0
    assert decode(Sequence[Path], ["a/b"]) == (Path("a/b"),)
    assert decode(list[int], [1]) == [1]
    assert there_and_back(bytes, b"\xff\0") == b"\xff\0"
    assert decode(Any, {"as": ["it", "is"]}) == {"as": ["it", "is"]}


def test_equal_changes_look_equal() -> None:
    pairs = [(Noun.NOTE, 10), (Noun.NOTE, 9), (Noun.ARTICLE, 1)]
    one = Change("t", StepId(1), frozenset(pairs))
    other = Change("t", StepId(1), frozenset(reversed(pairs)))
    assert json.dumps(encode(one)) == json.dumps(encode(other))
    assert there_and_back(Change, one) == one
    assert encode(ArticleId(3)) == 3


@pytest.mark.parametrize(
    ("hint", "data", "says"),
    [
        (int, True, "value: wanted int, got bool"),
        (int, 1.0, "wanted int"),
        (int, "1", "wanted int"),
        (str, None, "wanted str"),
        (float, "1", "wanted a number"),
        (float, True, "wanted a number"),
        (bool, 1, "wanted bool"),
        (Kind, "three", "'three' is no Kind"),
        (None, 1, "wanted nothing"),
        (Inner | None, 1, "wanted nothing"),
        (tuple[int, str], [1], "wanted a list of 2"),
        (tuple[int, ...], {"a": 1}, "wanted a list"),
        (tuple[int, ...], [1, "x"], r"\[1\]: wanted int"),
        (dict[Key, str], {"x": "y"}, "'x' is no whole number"),
        (dict[str, int], [1], "wanted an object"),
        (Inner, {"key": 1, "nme": ""}, "Inner has no 'nme'"),
        (Inner, {"name": ""}, "Inner lacks 'key'"),
        (Inner, [], "wanted Inner"),
        (Outer, {"inners": [{"key": "1"}]}, r"\.inners\[0\]\.key: wanted int"),
        (Span, {"start": 2, "end": 1}, "not a span"),
        (Path, 3, "wanted str"),
        (bytes, "!", "not base64"),
    ],
)
def test_the_wrong_shape_is_named(hint: Any, data: Any, says: str) -> None:
    with pytest.raises(Garbled, match=says):
        decode(hint, data)


@pytest.mark.parametrize("value", [bytearray(b"x"), object(), {"a": [1, object()]}])
def test_what_cannot_be_told(value: object) -> None:
    with pytest.raises(TypeError, match="cannot be told"):
        encode(value)


@pytest.mark.parametrize("hint", [complex, Inner | Outer, tuple[complex, ...], type[int], object()])
def test_hints_that_cannot_cross(hint: Any) -> None:
    with pytest.raises(TypeError, match=r"cross|would say"):
        decode(hint, {})
