"""One walk over a part of a Word file: what it refers to, and what is wrong where it stands."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from lxml import etree

from desktop.briefs.lint_tables import RANKS, VALUES
from desktop.briefs.wml import NAMESPACES, W14, R, W


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: the part of the package, the rule it breaks, and what is there."""

    part: str
    rule: str
    text: str

    def __str__(self) -> str:
        return f"{self.part}: {self.text} ({self.rule})"


@dataclass(slots=True)
class Seen:
    """What one part names and refers to, in document order; `order` is when each comment mark came."""

    comment_starts: list[str] = field(default_factory=list)
    comment_ends: list[str] = field(default_factory=list)
    comment_references: list[str] = field(default_factory=list)
    order: dict[str, int] = field(default_factory=dict)
    footnotes: list[str] = field(default_factory=list)
    endnotes: list[str] = field(default_factory=list)
    bookmark_names: list[str] = field(default_factory=list)
    bookmark_starts: list[str] = field(default_factory=list)
    bookmark_ends: list[str] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    instructions: list[str] = field(default_factory=list)
    styles: set[str] = field(default_factory=set)
    lists: set[str] = field(default_factory=set)
    relationships: set[str] = field(default_factory=set)
    paragraph_ids: list[str] = field(default_factory=list)
    mute_pictures: list[str] = field(default_factory=list)
    picture_ids: list[str] = field(default_factory=list)
    dirty_fields: int = 0
    depth: int = 0
    at: int = 0


_ID: Final = W + "id"
_VAL: Final = W + "val"
_PARA_ID: Final = W14 + "paraId"
_PARENTS: Final = MappingProxyType({W + name: ranks for name, ranks in RANKS.items()})
_VALUES_BY_TAG: Final[dict[str, list[tuple[str, frozenset[str]]]]] = {}
for (_tag, _name), _allowed in VALUES.items():
    _VALUES_BY_TAG.setdefault(W + _tag, []).append((W + _name, _allowed))


def _comment_start(seen: Seen, element: etree._Element) -> None:
    value = element.get(_ID, "")
    seen.comment_starts.append(value)
    seen.order[f"start {value}"] = seen.at


def _comment_end(seen: Seen, element: etree._Element) -> None:
    value = element.get(_ID, "")
    seen.comment_ends.append(value)
    seen.order[f"end {value}"] = seen.at


def _comment_mark(seen: Seen, element: etree._Element) -> None:
    value = element.get(_ID, "")
    seen.comment_references.append(value)
    seen.order[f"mark {value}"] = seen.at


def _footnote(seen: Seen, element: etree._Element) -> None:
    seen.footnotes.append(element.get(_ID, ""))


def _endnote(seen: Seen, element: etree._Element) -> None:
    seen.endnotes.append(element.get(_ID, ""))


def _bookmark_start(seen: Seen, element: etree._Element) -> None:
    seen.bookmark_starts.append(element.get(_ID, ""))
    seen.bookmark_names.append(element.get(W + "name", ""))


def _bookmark_end(seen: Seen, element: etree._Element) -> None:
    seen.bookmark_ends.append(element.get(_ID, ""))


def _hyperlink(seen: Seen, element: etree._Element) -> None:
    anchor = element.get(W + "anchor")
    if anchor is not None:
        seen.anchors.append(anchor)
    relationship = element.get(R + "id")
    if relationship is not None:
        seen.relationships.add(relationship)


def _instruction(seen: Seen, element: etree._Element) -> None:
    seen.instructions.append(element.text or "")


def _style(seen: Seen, element: etree._Element) -> None:
    seen.styles.add(element.get(_VAL, ""))


def _list(seen: Seen, element: etree._Element) -> None:
    seen.lists.add(element.get(_VAL, ""))


def _paragraph(seen: Seen, element: etree._Element) -> None:
    value = element.get(_PARA_ID)
    if value is not None:
        seen.paragraph_ids.append(value)


def _field(seen: Seen, element: etree._Element) -> None:
    kind = element.get(W + "fldCharType")
    seen.depth += {"begin": 1, "end": -1}.get(kind or "", 0)
    if element.get(W + "dirty") in {"1", "true", "on"}:
        seen.dirty_fields += 1


def _picture(seen: Seen, element: etree._Element) -> None:
    seen.picture_ids.append(element.get("id", ""))
    if not element.get("descr"):
        seen.mute_pictures.append(element.get("name", ""))


def _reference(seen: Seen, element: etree._Element) -> None:
    for name in ("id", "embed", "link"):
        value = element.get(R + name)
        if value is not None:
            seen.relationships.add(value)


_LISTEN: Final[dict[str, Callable[[Seen, etree._Element], None]]] = {
    W + "commentRangeStart": _comment_start,
    W + "commentRangeEnd": _comment_end,
    W + "commentReference": _comment_mark,
    W + "footnoteReference": _footnote,
    W + "endnoteReference": _endnote,
    W + "bookmarkStart": _bookmark_start,
    W + "bookmarkEnd": _bookmark_end,
    W + "hyperlink": _hyperlink,
    W + "instrText": _instruction,
    W + "pStyle": _style,
    W + "rStyle": _style,
    W + "tblStyle": _style,
    W + "numId": _list,
    W + "p": _paragraph,
    W + "fldChar": _field,
    W + "headerReference": _reference,
    W + "footerReference": _reference,
    "{" + NAMESPACES["wp"] + "}docPr": _picture,
    "{" + NAMESPACES["a"] + "}blip": _reference,
}


_HEEDED: Final = sorted({*_LISTEN, *_PARENTS, *_VALUES_BY_TAG, W + "tc"})


def walk(part: str, content: bytes, faults: list[Fault]) -> Seen:
    """Go once through a part; faults that can be seen where they stand are added to the list.

    Only elements that matter are handed over by the parser, and each is emptied once it was looked
    at: a brief of hundreds of pages is never held whole.

    Raises:
        lxml.etree.XMLSyntaxError: the part is not well-formed XML.
    """
    seen = Seen()
    crossed = False
    events = etree.iterparse(
        io.BytesIO(content), events=("end",), tag=_HEEDED, huge_tree=True, resolve_entities=False
    )
    for _, element in events:
        tag = element.tag
        listen = _LISTEN.get(tag)
        if listen is not None:
            seen.at += 1
            listen(seen, element)
            crossed = crossed or seen.depth < 0
        if tag in _PARENTS:
            _check_order(part, element, faults)
        allowed = _VALUES_BY_TAG.get(tag)
        if allowed is not None:
            _check_values(part, element, allowed, faults)
        if tag == W + "p":
            element.clear()
        elif tag == W + "tc" and (len(element) == 0 or element[-1].tag != W + "p"):
            faults.append(Fault(part, "cell", "a table cell does not end with a paragraph"))
    if crossed:
        faults.append(Fault(part, "field", "a field ends that never began"))
    if seen.depth > 0:
        faults.append(Fault(part, "field", "a field begins and never ends"))
    return seen


def _check_order(part: str, element: etree._Element, faults: list[Fault]) -> None:
    names = tuple(child.tag for child in element)
    told = _order_fault(element.tag, names)
    if told is not None:
        faults.append(Fault(part, *told))


@lru_cache(maxsize=4096)
def _order_fault(parent: str, names: tuple[str, ...]) -> tuple[str, str] | None:
    """Return the first thing wrong with the order of children: the rule and what is there."""
    ranks = _PARENTS[parent]
    last = -1
    for name in names:
        if not isinstance(name, str) or not name.startswith(W):
            continue
        rank = ranks.get(name[len(W) :])
        if rank is None:
            return "child", f"{name[len(W) :]} may not stand in {parent[len(W) :]}"
        if rank < last:
            return "order", f"{name[len(W) :]} comes too late in {parent[len(W) :]}"
        last = rank
    return None


def _check_values(
    part: str,
    element: etree._Element,
    allowed: list[tuple[str, frozenset[str]]],
    faults: list[Fault],
) -> None:
    for name, values in allowed:
        value = element.get(name)
        if value is not None and value not in values:
            tag = element.tag[len(W) :]
            faults.append(Fault(part, "value", f"{value!r} is no value for {tag}"))
