"""Lists of strings in sections: sorted ones that can be looked up, and plain ones in given order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from search_index.engine.container import Sections, SectionWriter

_END = b"\n"


def clean(text: str) -> str:
    """Take out of a string what cannot stand in a list: line breaks and lone surrogates."""
    if not text.isascii():
        text = text.encode("utf-8", "replace").decode("utf-8")
    return text.replace("\n", " ").replace("\r", " ") if "\n" in text or "\r" in text else text


def write_strings(sections: SectionWriter, name: str, strings: Iterable[bytes]) -> None:
    """Write strings without line breaks, in the order given."""
    items = list(strings)
    lengths = np.fromiter(map(len, items), np.int64, len(items)) + 1
    starts = np.zeros(len(items) + 1, np.int64)
    np.cumsum(lengths, out=starts[1:])
    sections.add(f"{name}.text", _END + _END.join(items) + _END if items else _END)
    sections.add_array(f"{name}.starts", starts + 1, "<u4")


class Strings:
    """A list of strings, read; `find` and `range` want it sorted by bytes."""

    def __init__(self, sections: Sections, name: str) -> None:
        self.blob = sections.view(f"{name}.text")
        self.starts = sections.array(f"{name}.starts", "<u4")
        self._at = self.starts.data

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, index: int) -> bytes:
        return bytes(self.blob[self._at[index] : self._at[index + 1] - 1])

    def text(self, index: int) -> str:
        """Give a string as text."""
        return self[index].decode()

    def all(self) -> list[bytes]:
        """Give all of them."""
        return bytes(self.blob[1:-1]).split(_END) if len(self) else []

    def some(self, indexes: Sequence[int]) -> list[bytes]:
        """Give those of the indexes."""
        return [self[index] for index in indexes]

    def lower(self, key: bytes) -> int:
        """Give the index of the first string that is not before `key`."""
        low, high = 0, len(self)
        blob, at = self.blob, self._at
        while low < high:
            middle = (low + high) // 2
            if bytes(blob[at[middle] : at[middle + 1] - 1]) < key:
                low = middle + 1
            else:
                high = middle
        return low

    def find(self, key: bytes) -> int:
        """Give the index of the first string that is `key`, or -1."""
        index = self.lower(key)
        return index if index < len(self) and self[index] == key else -1

    def range(self, prefix: bytes) -> tuple[int, int]:
        """Give the first index, and the one after the last, of strings that begin with `prefix`."""
        return self.lower(prefix), self.lower(prefix + b"\xff")
