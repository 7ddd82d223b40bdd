"""The outbox: which records the index has not heard of yet; filled by SQL triggers alone."""

from __future__ import annotations

from desktop.library.database import Table
from desktop.model.change import Noun


class Outbox(Table):
    """What waits for the index: articles, notes and annotations, each once.

    A record that changes again moves to the end, so what was read with `pending` may safely be
    cleared: a later change is not cleared with it. A record may be gone or in the trash by then.
    """

    def pending(self, *, after: int = 0, limit: int = 500) -> list[tuple[int, Noun, int]]:
        """Return sequence number, noun and id of what waits, oldest first."""
        rows = self._db.rows(
            "select seq, noun, key from outbox where seq > ? order by seq limit ?", after, limit
        )
        return [(seq, Noun(noun), key) for seq, noun, key in rows]

    def clear(self, upto: int) -> None:
        """Forget what waited up to and including this number, as an index has heard of it."""
        self._db.run("delete from outbox where seq <= ?", upto)
        self._db.run(
            "insert into meta values('cleared', ?)"
            " on conflict(key) do update set value = max(cast(value as integer), cast(excluded.value as integer))",
            upto,
        )

    def cleared(self) -> int:
        """Return up to which number the outbox was cleared: an index that heard of less lacks something."""
        return int(self._db.value("select value from meta where key = 'cleared'") or 0)

    def last(self) -> int:
        """Return the highest number ever given, cleared or not: it only grows."""
        return int(
            self._db.value(
                "select coalesce(max(seq), 0) from sqlite_sequence where name = 'outbox'"
            )
        )

    def count(self) -> int:
        """Return how many records wait."""
        return int(self._db.value("select count(*) from outbox"))
