"""A plain-Python index: says what a query must find by looking at every entry, word by word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

from search_index import Entry
from search_index.query import dates
from search_index.query.grammar import parse
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
)
from search_index.stems import stems_of
from search_index.words import Token, Words

Fits = Callable[[Token], bool]
ALL_STEMMERS = frozenset({"english", "russian", "ukrainian", "german"})


class Model:
    """Entries by key, and what queries find among them; knows nothing of segments or arrays."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}

    def apply(self, entries: Iterable[Entry], removed: Iterable[str] = ()) -> None:
        for key in removed:
            self.entries.pop(key, None)
        for entry in entries:
            self.entries[entry.key] = entry

    def search(self, query: str, today: date) -> set[str]:
        tree = parse(query, today=today).tree
        return {key for key, entry in self.entries.items() if self.finds(tree, entry, today)}

    def finds(self, node: Node, entry: Entry, today: date) -> bool:  # noqa: PLR0911
        match node:
            case And(parts):
                return all(self.finds(part, entry, today) for part in parts)
            case Or(parts):
                return any(self.finds(part, entry, today) for part in parts)
            case Not(part):
                return not self.finds(part, entry, today)
            case Everything():
                return True
            case Dated(field, text):
                return _dated(field, text, entry, today)
            case Value(field, text, exact):
                return self._value(field, text, exact, entry)
            case Named(field, text):
                return self._named(field, text, entry)
            case Word(text, field, exact):
                return _phrase(_tests(text, exact), field, entry)
            case Phrase(text, field, exact, near, sentence):
                tests = _tests(text, exact)
                if near is not None:
                    return _near(tests, field, entry, near)
                if sentence:
                    return _sentence(tests, field, entry)
                return _phrase(tests, field, entry)
            case Pattern(text, field):
                regex = "".join({"*": ".*", "?": "."}.get(c, re.escape(c)) for c in text)
                return _phrase([lambda t: re.fullmatch(regex, t.surface) is not None], field, entry)
            case Fuzzy(text, edits, field):
                return _phrase([lambda t: _mistaken(t.surface, text, edits)], field, entry)

    def _value(self, field: str, text: str, exact: bool, entry: Entry) -> bool:
        every = {value for other in self.entries.values() for value in _values(field, other)}
        wanted = text.lower().rstrip("*")
        tests: list[Callable[[str], bool]] = (
            [] if text.endswith("*") else [lambda v: v.lower() == wanted]
        )
        if not exact:
            if not text.endswith("*"):
                tests.append(lambda v: f" {wanted} " in f" {v.lower()} ")
            if text.endswith("*") or len(wanted) >= 2:
                tests.append(lambda v: f" {wanted}" in f" {v.lower()}")
        for test in tests:
            if any(test(value) for value in every):
                return any(test(value) for value in _values(field, entry))
        return False

    def _named(self, field: str, text: str, entry: Entry) -> bool:
        words = text.lower().rstrip("*").split()
        kind = {"org": "organisation", "entity": ""}.get(field, field)
        for begun in (True,) if text.endswith("*") else (False, True):
            if begun and len(words[-1]) < 2 and not text.endswith("*"):
                return False
            ids = {
                (name.kind, name.entity)
                for other in self.entries.values()
                for name in other.names
                if kind in ("", name.kind)
                and any(
                    _spelled(s.lower().split(), words, begun) for s in (name.name, *name.spellings)
                )
            }
            if ids:
                return any((name.kind, name.entity) in ids for name in entry.names)
        return False


def _spelled(spelling: list[str], words: list[str], begun: bool) -> bool:
    for at in range(len(spelling) - len(words) + 1):
        part = spelling[at : at + len(words)]
        if part == words or (begun and part[:-1] == words[:-1] and part[-1].startswith(words[-1])):
            return True
    return False


def _values(field: str, entry: Entry) -> set[str]:
    return {
        "kind": {entry.kind},
        "source": {entry.source} - {""},
        "tag": set(entry.tags),
        "is": set(entry.states),
        "colour": {entry.colour} - {""},
        "in": set(entry.collections),
    }[field]


def _dated(field: str, text: str, entry: Entry, today: date) -> bool:
    read = {"after": dates.since, "before": dates.until}.get(field, dates.stretch)
    found = read(text, today)
    day = entry.added if field == "added" else entry.date
    if found is None or not day:
        return False
    first, last = found
    here = date.fromisoformat(day[:10])
    return (first is None or here >= first) and (last is None or here <= last)


def _regions(entry: Entry, field: str) -> list[list[Token]]:
    words = Words(entry.language)
    texts = {
        "title": [entry.title],
        "by": [" \n ".join(entry.by)],
        "tags": [" \n ".join(entry.tags)],
        "body": [entry.body],
    }
    return [
        list(words.tokens(text))
        for name, some in texts.items()
        if field in ("", name)
        for text in some
    ]


def _tests(text: str, exact: bool) -> list[Fits]:
    tests: list[Fits] = []
    for token in Words().tokens(text):
        raw = text[token.start : token.end]
        stems = stems_of(raw, ALL_STEMMERS)
        surface = token.surface
        if exact:
            tests.append(lambda t, surface=surface: t.surface == surface)
        else:
            tests.append(
                lambda t, surface=surface, stems=stems: t.stem in stems or t.surface == surface
            )
    return tests


def _phrase(tests: list[Fits], field: str, entry: Entry) -> bool:
    return any(
        all(test(tokens[at + i]) for i, test in enumerate(tests))
        for tokens in _regions(entry, field)
        for at in range(len(tokens) - len(tests) + 1)
        if tests
    )


def _near(tests: list[Fits], field: str, entry: Entry, between: int) -> bool:
    window = len(tests) + between
    return any(
        all(any(test(token) for token in tokens[at : at + window]) for test in tests)
        for tokens in _regions(entry, field)
        for at in range(len(tokens))
    )


def _sentence(tests: list[Fits], field: str, entry: Entry) -> bool:
    words = Words(entry.language)
    parts = [p for p in re.split(r"[.!?]+\s|\n", entry.body) if p] if field in ("", "body") else []
    for part in parts:
        tokens = list(words.tokens(part))
        if all(any(test(token) for token in tokens) for test in tests):
            return True
    if field == "body":
        return False
    others = [t for t in _regions(entry, field) if t]
    body = list(words.tokens(entry.body))
    return any(
        all(any(test(token) for token in tokens) for test in tests)
        for tokens in others
        if tokens != body
    )


def _mistaken(a: str, b: str, edits: int) -> bool:
    """The textbook's distance, with the first letter right."""
    if not a or a[0] != b[0]:
        return False
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
    return table[-1][-1] <= edits
