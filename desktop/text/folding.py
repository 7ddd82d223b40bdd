"""Text with its typography evened out, and the way back to the offsets of the text as it stands."""

from __future__ import annotations

import re
from bisect import bisect_right

from desktop.model.spans import Span

_ALIKE = {
    **dict.fromkeys("“”„‟«»″〝〞＂", '"'),
    **dict.fromkeys("‘’‚‛‹›′`´ʼ＇", "'"),
    **dict.fromkeys("‐‑‒–—―−﹘－", "-"),
    "…": "...",
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
}
_UNSEEN = "\u00ad\u200c-\u200f\u2060-\u2064\u2066-\u2069\ufeff"
_UNEVEN = re.compile(
    f"[{''.join(_ALIKE)}]|[{_UNSEEN}]*[\\s\u200b][\\s\u200b{_UNSEEN}]*|(?P<unseen>[{_UNSEEN}]+)"
)

_SAME_LENGTH = str.maketrans(
    {a: b for a, b in _ALIKE.items() if len(b) == 1} | {"\n": " ", "\t": " ", "\u00a0": " "}
)


class Folded:
    """A text with quotes and dashes made plain, runs of space made one, and invisible characters left out."""

    def __init__(self, text: str) -> None:
        pieces: list[str] = []
        # Where a changed piece starts and ends: folded offsets and those of the text, side by side.
        self._folded = [0]
        self._kept = [0]
        length = done = 0
        for uneven in _UNEVEN.finditer(text):
            even = "" if uneven["unseen"] else _ALIKE.get(uneven[0], " ")
            if even == uneven[0]:
                continue
            length += uneven.start() - done
            pieces += (text[done : uneven.start()], even)
            self._folded += (length, length + len(even))
            self._kept += (uneven.start(), uneven.end())
            length += len(even)
            done = uneven.end()
        pieces.append(text[done:])
        self.text = "".join(pieces)

    def span(self, start: int, end: int) -> Span:
        """Return the stretch of the text that a stretch of the folded text stands for."""
        return Span(self._start(start), self._end(end))

    def _start(self, offset: int) -> int:
        at = bisect_right(self._folded, offset) - 1
        inside_change = at % 2 == 1
        return self._kept[at] if inside_change else self._kept[at] + offset - self._folded[at]

    def _end(self, offset: int) -> int:
        # The end belongs to the last character before it, whole.
        at = bisect_right(self._folded, offset - 1) - 1
        inside_change = at % 2 == 1
        if inside_change:
            return self._kept[at + 1]
        return self._kept[at] + offset - self._folded[at]


def folded(text: str) -> str:
    """Return the text with its typography evened out, where no way back is needed."""
    return Folded(text).text


def folded_in_place(text: str) -> str:
    """Return the text evened out as far as that can be done without moving a single character."""
    return text.translate(_SAME_LENGTH)
