"""What every write returns: which records it touched, and how to take it back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from desktop.model.ids import StepId


class Noun(StrEnum):
    """The kinds of record that a change can touch."""

    ARTICLE = "article"
    ANNOTATION = "annotation"
    NOTE = "note"
    ENTITY = "entity"
    COLLECTION = "collection"
    TAG = "tag"
    SAVED_SEARCH = "saved_search"
    BRIEF = "brief"


@dataclass(frozen=True, slots=True)
class Change:
    """The records a write touched, by kind; `step` is its place in the history, if it can be undone.

    `title` is what the history and the Undo button say: "Highlight added".
    """

    title: str = ""
    step: StepId | None = None
    touched: frozenset[tuple[Noun, int]] = field(default_factory=frozenset)

    def ids(self, noun: Noun) -> frozenset[int]:
        """Return the ids of the touched records of one kind."""
        return frozenset(key for kind, key in self.touched if kind is noun)

    def touches(self, *nouns: Noun) -> bool:
        """Whether any record of these kinds was touched."""
        return any(kind in nouns for kind, _ in self.touched)

    def __bool__(self) -> bool:
        return bool(self.touched)

    @classmethod
    def joined(cls, changes: Iterable[Change], title: str = "") -> Change:
        """Return one change that touches all that these touch, with no step of its own."""
        touched: set[tuple[Noun, int]] = set()
        for change in changes:
            touched |= change.touched
        return cls(title=title, touched=frozenset(touched))
