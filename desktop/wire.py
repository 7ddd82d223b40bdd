"""Values to JSON and back by their type hints: how the verbs' values cross to another process.

Encoding goes by the value, decoding by the hint, and strictly: an unknown or missing field, or a
number where words should be, is an error and never a guess. Known are dataclasses, enums, tuples,
lists, sets, mappings with keys of one word or number, paths, bytes (as base64), `X | None`, and unions of plain kinds
(never of dataclasses: nothing in the JSON would say which).
"""

from __future__ import annotations

import binascii
import dataclasses
import types
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

Json = Any
"""None, bool, int, float, str, a list or a dict with keys that are words."""


class Garbled(ValueError):  # noqa: N818 - names say what is the matter
    """A JSON value does not have the shape of its hint; says where."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where or 'value'}: {what}")


def encode(value: object) -> Json:
    """Return the value as JSON can hold it; sets are sorted, so that equal values look equal.

    Raises:
        TypeError: it holds something that no hint could bring back.
    """
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, bytes):
        return b64encode(value).decode("ascii")
    return _encode_many(value)


def _encode_many(value: object) -> Json:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {one.name: encode(getattr(value, one.name)) for one in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(encode(key)): encode(one) for key, one in value.items()}
    if isinstance(value, frozenset | set):
        return sorted((encode(one) for one in value), key=repr)
    if isinstance(value, Sequence) and not isinstance(value, bytearray | memoryview):
        return [encode(one) for one in value]
    message = f"{type(value).__name__} cannot be told in JSON"
    raise TypeError(message)


def decode(hint: Any, data: Json, where: str = "") -> Any:
    """Return the value that `hint` describes; `where` is what an error calls it.

    Raises:
        Garbled: `data` has another shape.
    """
    return _decoder(hint)(data, where)


def _wrong(where: str, wanted: str, data: Json) -> Garbled:
    return Garbled(where, f"wanted {wanted}, got {type(data).__name__}")


Decoder = Callable[[Json, str], Any]


@cache
def _decoder(hint: Any) -> Decoder:
    """Return the function that brings a value of this hint back; made once for each hint."""
    hint = _named(hint)
    if hint is Any or hint is object:
        return lambda data, _: data
    if hint is None or hint is type(None):
        return _nothing
    origin = get_origin(hint)
    if origin is None and isinstance(hint, type):
        return _of_class(hint)
    if origin in (Union, types.UnionType):
        return _of_union(get_args(hint))
    return _of_container(hint, origin, get_args(hint))


def _named(hint: Any) -> Any:
    """Return what a NewType is another name for."""
    while isinstance(hint, NewType):
        hint = hint.__supertype__
    return hint


def _of_container(hint: Any, origin: Any, inner: tuple[Any, ...]) -> Decoder:
    if origin is tuple:
        return _of_tuple(inner)
    if origin in (frozenset, set, list):
        return _of_many(origin, inner[0])
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _of_mapping(*inner)
    if isinstance(origin, type) and issubclass(Sequence, origin):
        return _of_many(tuple, inner[0])
    message = f"{hint!r} is not a hint that can cross"
    raise TypeError(message)


def _nothing(data: Json, where: str) -> None:
    if data is not None:
        raise _wrong(where, "nothing", data)


def _of_class(hint: type) -> Decoder:
    if dataclasses.is_dataclass(hint):
        return _Record(hint)
    if issubclass(hint, Enum):
        return lambda data, where: _member(hint, data, where)
    if issubclass(hint, Path):
        return lambda data, where: Path(_plain(str, data, where))
    if hint is float:
        return _number
    if hint is bytes:
        return _unpacked
    if hint in (bool, int, str):
        return lambda data, where: _plain(hint, data, where)
    message = f"{hint.__name__} is not a kind that can cross"
    raise TypeError(message)


def _plain(kind: type, data: Json, where: str) -> Any:
    # `type is`, not isinstance: True is an int to Python, and a mistake here
    if type(data) is not kind:
        raise _wrong(where, kind.__name__, data)
    return data


def _number(data: Json, where: str) -> float:
    if type(data) not in (int, float):
        raise _wrong(where, "a number", data)
    return float(data)


def _unpacked(data: Json, where: str) -> bytes:
    try:
        return b64decode(_plain(str, data, where), validate=True)
    except binascii.Error as error:
        raise Garbled(where, f"not base64: {error}") from None


def _member(hint: type[Enum], data: Json, where: str) -> Enum:
    try:
        return hint(data)
    except ValueError:
        raise Garbled(where, f"{data!r} is no {hint.__name__}") from None


def _of_union(members: tuple[Any, ...]) -> Decoder:
    records = [one for one in members if dataclasses.is_dataclass(one)]
    if len(records) > 1:
        names = " or ".join(getattr(one, "__name__", str(one)) for one in records)
        message = f"nothing in JSON would say whether it is {names}"
        raise TypeError(message)
    decoders = [_decoder(one) for one in members]

    def first_that_fits(data: Json, where: str) -> Any:
        for one in decoders:
            try:
                return one(data, where)
            except Garbled as error:
                last = error
        raise last

    return first_that_fits


def _of_tuple(inner: tuple[Any, ...]) -> Decoder:
    if len(inner) == 2 and inner[1] is Ellipsis:
        return _of_many(tuple, inner[0])
    decoders = [_decoder(one) for one in inner]

    def one_each(data: Json, where: str) -> tuple[Any, ...]:
        if not isinstance(data, list) or len(data) != len(decoders):
            raise _wrong(where, f"a list of {len(decoders)}", data)
        return tuple(
            one(item, f"{where}[{at}]")
            for at, (one, item) in enumerate(zip(decoders, data, strict=True))
        )

    return one_each


def _of_many(make: Callable[[Any], Any], inner: Any) -> Decoder:
    one = _decoder(inner)

    def many(data: Json, where: str) -> Any:
        if not isinstance(data, list):
            raise _wrong(where, "a list", data)
        return make(one(item, f"{where}[{at}]") for at, item in enumerate(data))

    return many


def _of_mapping(key_hint: Any, value_hint: Any) -> Decoder:
    key, one = _decoder_of_key(key_hint), _decoder(value_hint)

    def mapping(data: Json, where: str) -> dict[Any, Any]:
        if not isinstance(data, dict):
            raise _wrong(where, "an object", data)
        return {key(name, where): one(item, f"{where}[{name}]") for name, item in data.items()}

    return mapping


def _decoder_of_key(hint: Any) -> Decoder:
    """JSON knows only words as keys, so a whole number comes as its digits."""
    if _named(hint) is not int:
        return _decoder(hint)

    def digits(name: str, where: str) -> int:
        try:
            return int(name)
        except ValueError:
            raise Garbled(where, f"the key {name!r} is no whole number") from None

    return digits


class _Record:
    """Brings one kind of dataclass back; looks its hints up at first use, as kinds may nest."""

    def __init__(self, kind: type) -> None:
        self._kind = kind
        self._fields: dict[str, Decoder] | None = None
        self._needed: frozenset[str] = frozenset()

    def __call__(self, data: Json, where: str) -> Any:
        if not isinstance(data, dict):
            raise _wrong(where, self._kind.__name__, data)
        known = self._fields if self._fields is not None else self._look_up()
        for name in data:
            if name not in known:
                raise Garbled(where, f"{self._kind.__name__} has no {name!r}")
        for name in self._needed:
            if name not in data:
                raise Garbled(where, f"{self._kind.__name__} lacks {name!r}")
        found = {name: known[name](one, f"{where}.{name}") for name, one in data.items()}
        try:
            return self._kind(**found)
        except (ValueError, TypeError) as error:
            raise Garbled(where, str(error)) from error

    def _look_up(self) -> dict[str, Decoder]:
        hints = get_type_hints(self._kind)
        own = [one for one in dataclasses.fields(self._kind) if one.init]
        self._needed = frozenset(
            one.name
            for one in own
            if one.default is dataclasses.MISSING and one.default_factory is dataclasses.MISSING
        )
        self._fields = {one.name: _decoder(hints[one.name]) for one in own}
        return self._fields
