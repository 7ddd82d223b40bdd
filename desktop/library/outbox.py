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
        """Forget what waited up to and including this number."""
        self._db.run("delete from outbox where seq <= ?", upto)

    def count(self) -> int:
        """Return how many records wait."""
        return int(self._db.value("select count(*) from outbox"))

    def last(self) -> int:
        """Return the highest number ever given, cleared or not: it only grows."""
        return int(
            self._db.value(
                "select coalesce(max(seq), 0) from sqlite_sequence where name = 'outbox'"
            )
        )

    def fill(self) -> int:
        """Put every record there is into the outbox, for an index built from nothing; their number."""
        self._db.run("delete from outbox")
        self._db.run("insert into outbox(noun, key) select 'article', id from article order by id")
        self._db.run(
            "insert into outbox(noun, key) select 'annotation', id from annotation order by id"
        )
        self._db.run("insert into outbox(noun, key) select 'note', id from note order by id")
        return self.count()
