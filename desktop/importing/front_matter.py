"""The details that stand above a Markdown text between two lines of "---": the plain part of YAML."""

from __future__ import annotations

import re
from collections.abc import Mapping

from desktop.importing.bylines import read_address, read_names
from desktop.importing.dates import iso_or_nothing
from desktop.importing.details import Known
from desktop.importing.draft import Origin

_BLOCK = re.compile(r"\ufeff?---[ \t]*\n(?P<body>.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_ENTRY = re.compile(r"(?P<key>[A-Za-z][\w -]*?)[ \t]*:(?:[ \t]+(?P<value>.*))?$")
_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>.*)$")
_WIKI_LINK = re.compile(r"\[\[(?:[^\]|]*\|)?(?P<words>[^\]]*)\]\]")

_MEANINGS = {
    "title": "title",
    "headline": "title",
    "author": "by",
    "authors": "by",
    "by": "by",
    "byline": "by",
    "date": "published",
    "published": "published",
    "publishdate": "published",
    "date published": "published",
    "source": "source",
    "publication": "source",
    "outlet": "source",
    "publisher": "source",
    "site": "source",
    "url": "address",
    "link": "address",
    "address": "address",
    "canonical": "address",
    "source url": "address",
    "lang": "language",
    "language": "language",
    "credit": "credit",
    "image credit": "credit",
    "photo credit": "credit",
    "photo": "credit",
    "tags": "tags",
    "keywords": "tags",
    "categories": "tags",
    "description": "standfirst",
    "summary": "standfirst",
    "subtitle": "standfirst",
    "standfirst": "standfirst",
    "dek": "standfirst",
}


def split_front_matter(text: str) -> tuple[dict[str, tuple[str, ...]], str]:
    """Return the entries above a text by meaning ("title", "by"...), and the text under them.

    Values that are not plain words or lists of them are passed over; text without front matter comes back whole.
    """
    block = _BLOCK.match(text)
    if block is None:
        return {}, text
    entries: dict[str, list[str]] = {}
    key = ""
    folding = False
    for line in block["body"].split("\n"):
        entry = _ENTRY.match(line)
        item = _ITEM.match(line)
        if entry is not None:
            key = re.sub(r"[_-]", " ", entry["key"]).casefold()
            value = (entry["value"] or "").strip()
            folding = value in {">", "|", ">-", "|-"}
            entries[key] = [] if folding or not value else _values(value)
        elif folding and line[:1].isspace() and key:
            entries[key] = [" ".join([*entries[key], line.strip()])]
        elif item is not None and key:
            entries[key] += _values(item["value"].strip())
        elif line.strip() and not line.lstrip().startswith("#") and not line[:1].isspace():
            # A line that is no entry: this was a rule over ordinary text, not front matter.
            return {}, text
    if not entries:
        return {}, text
    meanings: dict[str, tuple[str, ...]] = {}
    for name, values in entries.items():
        meaning = _MEANINGS.get(name)
        if meaning and values:
            meanings[meaning] = (*meanings.get(meaning, ()), *values)
    return meanings, text[block.end() :]


def learn_front_matter(entries: Mapping[str, tuple[str, ...]], known: Known) -> None:
    """Learn what the entries state."""
    place = "the front matter"
    for field in ("title", "language", "credit"):
        known.learn(field, _first(entries, field), Origin.STATED, place)
    names = entries.get("by", ())
    known.learn_by(
        [name for listed in names for name in read_names(listed) or (listed,)], Origin.STATED, place
    )
    known.learn("published", iso_or_nothing(_first(entries, "published")), Origin.STATED, place)
    # Clippers write the address as "source", people the outlet.
    for source in (*entries.get("address", ()), *entries.get("source", ())):
        known.learn("address", read_address(source), Origin.STATED, place)
    for source in entries.get("source", ()):
        known.learn("source", "" if read_address(source) else source, Origin.STATED, place)


def _first(entries: Mapping[str, tuple[str, ...]], meaning: str) -> str:
    return entries.get(meaning, ("",))[0]


def _values(written: str) -> list[str]:
    if written.startswith("[") and written.endswith("]") and not written.startswith("[["):
        return [value for part in written[1:-1].split(",") for value in _values(part.strip())]
    value = re.sub(r"\s+#.*$", "", written) if written[:1] not in "\"'" else written
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1].replace("''", "'").replace('\\"', '"')
    value = _WIKI_LINK.sub(lambda link: link["words"], value).strip()
    return [value] if value else []
