"""Links: the `[[names]]` in what the user writes, and the words there that could be names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.model.folding import fold

_LINK = re.compile(r"\[\[([^\[\]\n|]{1,200})(?:\|[^\[\]\n]*)?\]\]")

_WORD = re.compile(r"\w[\w.'’-]*")
_LONGEST_NAME = 8
"""Words in the longest name that is looked for in a note."""


def targets(body: str) -> tuple[str, ...]:
    """Return the names linked in a Markdown text, once each, in order of first use.

    `[[name|words shown]]` names `name`. Two spellings that differ in case or accents alone are one.
    """
    found: dict[str, str] = {}
    for match in _LINK.finditer(body):
        name = " ".join(match.group(1).split())
        if fold(name):
            found.setdefault(fold(name), name)
    return tuple(found.values())


def links_to(body: str, name: str) -> bool:
    """Whether a text holds a link to this name, whatever its case and accents."""
    return fold(name) in (fold(target) for target in targets(body))


def possible_names(body: str) -> Iterator[tuple[str, int]]:
    """Give every run of up to eight words that could be a name, with its place.

    A name begins with a capital or a digit, or with a letter of a script that has no capitals.
    """
    words = list(_WORD.finditer(body))
    for at, word in enumerate(words):
        if word.group()[0].islower():
            continue
        for last in words[at : at + _LONGEST_NAME]:
            run = body[word.start() : last.end()]
            if "\n" in run:
                break
            yield run, word.start()
            if run.endswith((".", "'s", "’s")):
                yield run.removesuffix("'s").removesuffix("’s").rstrip("."), word.start()
