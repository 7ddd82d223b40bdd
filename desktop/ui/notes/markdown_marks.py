"""Where the signs of Markdown stand in a line of a note; no Qt, so that it can be tested by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Sign(StrEnum):
    """What a stretch of a line is."""

    MARK = "mark"
    """A sign of Markdown: shown, but quietly."""
    HEADING = "heading"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"
    LINK = "link"
    QUOTE = "quote"
    DONE = "done"
    BOX = "box"
    BOX_DONE = "box_done"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a line: offsets in code points, end exclusive; `target` is what a link names."""

    sign: Sign
    start: int
    end: int
    target: str = ""


_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_TASK = re.compile(r"(\s*(?:[-*+]|\d+[.)])\s+)(\[[ xX]\])(?=\s)")
_BULLET = re.compile(r"(\s*(?:[-*+]|\d+[.)]))\s+")
_QUOTE = re.compile(r"\s*>\s?")
_SPANS = re.compile(
    r"(?P<code>`[^`\n]+`)"
    r"|(?P<wiki>\[\[[^\[\]\n]+\]\])"
    r"|(?P<link>\[[^\[\]\n]+\]\([^()\s]+\))"
    r"|(?P<strong>\*\*(?=\S)[^*\n]+(?<=\S)\*\*|__(?=\S)[^_\n]+(?<=\S)__)"
    r"|(?P<emphasis>(?<![\w*])\*(?=[^\s*])[^*\n]+(?<=[^\s*])\*(?!\w)|(?<!\w)_(?=[^\s_])[^_\n]+(?<=[^\s_])_(?!\w))"
)


def stretches(line: str) -> list[Stretch]:
    """Return the signs and what they mark, in order of start; outer ones come before inner ones."""
    found: list[Stretch] = []
    start = 0
    if heading := _HEADING.match(line):
        found += [
            Stretch(Sign.HEADING, 0, len(line)),
            Stretch(Sign.MARK, 0, heading.end(1)),
        ]
        start = heading.end()
    elif task := _TASK.match(line):
        done = task[2][1] in "xX"
        found.append(Stretch(Sign.BOX_DONE if done else Sign.BOX, 0, task.end()))
        if done:
            found.append(Stretch(Sign.DONE, task.end() + 1, len(line)))
        start = task.end()
    elif quote := _QUOTE.match(line):
        found += [Stretch(Sign.QUOTE, 0, len(line)), Stretch(Sign.MARK, 0, quote.end())]
        start = quote.end()
    elif bullet := _BULLET.match(line):
        found.append(Stretch(Sign.MARK, 0, bullet.end(1)))
        start = bullet.end()
    for match in _SPANS.finditer(line, start):
        found += _inside(match)
    return found


def _inside(match: re.Match[str]) -> list[Stretch]:
    start, end = match.span()
    kind = match.lastgroup or ""
    if kind == "code":
        return _between(Sign.CODE, start, end, 1)
    if kind == "wiki":
        return _between(Sign.LINK, start, end, 2, match[0][2:-2].strip())
    if kind == "strong":
        return _between(Sign.STRONG, start, end, 2)
    if kind == "emphasis":
        return _between(Sign.EMPHASIS, start, end, 1)
    words = match[0].index("](")
    return [
        Stretch(Sign.MARK, start, start + 1),
        Stretch(Sign.LINK, start + 1, start + words, match[0][words + 2 : -1]),
        Stretch(Sign.MARK, start + words, end),
    ]


def _between(sign: Sign, start: int, end: int, width: int, target: str = "") -> list[Stretch]:
    return [
        Stretch(Sign.MARK, start, start + width),
        Stretch(sign, start + width, end - width, target),
        Stretch(Sign.MARK, end - width, end),
    ]


def link_being_typed(line: str, at: int) -> str | None:
    """Return what stands between an open `[[` and `at` (code points), or None outside of one."""
    before = line[:at]
    opened = before.rfind("[[")
    if opened < 0:
        return None
    typed = before[opened + 2 :]
    return None if "]" in typed or "[" in typed else typed


def toggled_task(line: str) -> str | None:
    """Return the line with its box ticked or unticked, or None when it has none."""
    task = _TASK.match(line)
    if task is None:
        return None
    sign = "[ ]" if task[2][1] in "xX" else "[x]"
    return line[: task.start(2)] + sign + line[task.end(2) :]


def next_item(line: str) -> str | None:
    """Return what Enter puts before the next item of a list or quote; "" ends an empty one.

    None means that the line is no item.
    """
    if task := _TASK.match(line):
        return "" if not line[task.end() :].strip() else f"{_counted(task[1])}[ ] "
    if bullet := _BULLET.match(line):
        return "" if not line[bullet.end() :].strip() else _counted(bullet[0])
    if quote := _QUOTE.match(line):
        return "" if not line[quote.end() :].strip() else quote[0].rstrip() + " "
    return None


def _counted(sign: str) -> str:
    """Return the sign of the next item: "2. " after "1. ", "- " after "- "."""
    return re.sub(r"\d+", lambda number: str(int(number[0]) + 1), sign)
