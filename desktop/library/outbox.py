"""The outbox: which records the index has not heard of yet; filled by SQL triggers alone."""

from __future__ import annotations

from desktop.model.change import Noun


class Outbox:
    """What waits for the index: articles, notes and annotations, each once.

    A record that changes again moves to the end, so what was read with `pending` may safely be
    cleared: a later change is not cleared with it. A record may be gone or in the trash by then.
    """

    def pending(self, *, after: int = 0, limit: int = 500) -> list[tuple[int, Noun, int]]:
        """Return sequence number, noun and id of what waits, oldest first."""
        raise NotImplementedError

    def clear(self, upto: int) -> None:
        """Forget what waited up to and including this number."""
        raise NotImplementedError

    def count(self) -> int:
        """Return how many records wait."""
        raise NotImplementedError

    def cleared(self) -> int:
        """Return the highest number ever cleared; an index that has heard of less missed something."""
        raise NotImplementedError

    def last(self) -> int:
        """Return the highest number ever given; an index that has heard of more is of a later library."""
        raise NotImplementedError

    def fill(self) -> int:
        """Put every record there is into the outbox, for an index built from nothing; their number."""
        raise NotImplementedError
