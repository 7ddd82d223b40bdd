"""Our segment as Whoosh knows it: what of it stands in the table of contents."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any

import numpy as np

from search_index import port

EXTENSION = ".arrays"


class ArraySegment(port.Segment):  # type: ignore[misc] # Whoosh has no types
    """A segment in one file of arrays; `deleted` holds the numbers of deleted entries, packed."""

    segid: str

    def __init__(self, indexname: str) -> None:
        super().__init__(indexname)
        self.segid = secrets.token_hex(8)  # Whoosh's own depends on the seed of `random`
        self.entries = 0
        self.size = 0
        self.deleted = b""

    def codec(self, **_options: Any) -> Any:
        """Give the codec through which Whoosh reads it."""
        from search_index.engine.codec import ArrayCodec

        return ArrayCodec()

    def without(self, entries: Iterable[int]) -> ArraySegment:
        """Give the same segment with more entries deleted."""
        other = ArraySegment(self.indexname)
        other.segid, other.entries, other.size = self.segid, self.entries, self.size
        numbers = sorted({*self.deleted_docs(), *entries})
        other.deleted = np.array(numbers, "<u4").tobytes()
        return other

    def doc_count_all(self) -> int:
        """Count all entries, deleted ones too."""
        return self.entries

    def set_doc_count(self, count: int) -> None:
        """Set the number of entries."""
        self.entries = count

    def deleted_count(self) -> int:
        """Count the deleted entries."""
        return len(self.deleted) // 4

    def deleted_docs(self) -> set[int]:
        """Give the numbers of the deleted entries."""
        return set(np.frombuffer(self.deleted, "<u4").tolist())

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Mark an entry as deleted, or as not deleted."""
        numbers = self.deleted_docs()
        if delete:
            numbers.add(docnum)
        else:
            numbers.discard(docnum)
        self.deleted = np.array(sorted(numbers), "<u4").tobytes()

    def is_deleted(self, docnum: int) -> bool:
        """Say whether an entry is deleted."""
        return docnum in self.deleted_docs()

    def should_assemble(self) -> bool:
        """Say no: it is one file as it is."""
        return False


def whoosh_schema() -> port.Schema:
    """Give the fields as Whoosh knows them."""
    return port.Schema(
        key=port.ID(unique=True, stored=True),
        text=port.TEXT(),
        kind=port.ID(),
        source=port.ID(),
        tag=port.KEYWORD(),
        colour=port.ID(),
        day=port.NUMERIC(int),
        added=port.NUMERIC(int),
    )
