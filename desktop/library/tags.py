"""Tags: words that the user hangs on articles, highlights and notes; case and accents do not part them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from desktop.library.cleaning import clean_line
from desktop.library.database import Table, among
from desktop.model.folding import fold

_IN_USE = """
select t.name, t.folded, count(*) as uses from (
  select g.tag_id from article_tag g join article a on a.id = g.article_id where not a.trashed
  union all
  select g.tag_id from annotation_tag g join annotation n on n.id = g.annotation_id
    join article a on a.id = n.article_id where not a.trashed
  union all
  select tag_id from note_tag
) u join tag t on t.id = u.tag_id group by t.id
"""


class Tags(Table):
    """All tags of the library, whatever they hang on."""

    def names(self) -> tuple[str, ...]:
        """Return the tags in use anywhere outside the trash, in order of name."""
        return tuple(self._db.column(f"{_IN_USE} order by t.folded"))

    def counts(self) -> tuple[tuple[str, int], ...]:
        """Return the tags of articles outside the trash with their numbers, in order of name."""
        found = self._db.rows(
            "select t.name, count(*) from article_tag g join article a on a.id = g.article_id"
            " join tag t on t.id = g.tag_id where not a.trashed group by t.id order by t.folded"
        )
        return tuple((name, count) for name, count in found)

    def starting(self, typed: str, *, limit: int = 8) -> tuple[str, ...]:
        """Return tags in use with a word that begins so, the most used first."""
        found = self._db.column(
            f"select name from ({_IN_USE}) where instr(' ' || folded, ' ' || ?)"
            " order by uses desc, folded limit ?",
            fold(typed),
            limit,
        )
        return tuple(found)

    def hang(self, noun: str, keys: Iterable[int], names: Iterable[str]) -> None:
        """Hang tags on records ("article", "annotation" or "note") that lack them."""
        numbers = [self._number(name) for name in _cleaned(names)]
        self._db.run_many(
            f"insert into {noun}_tag select ?1, ?2 where not exists"
            f" (select 1 from {noun}_tag where {noun}_id = ?1 and tag_id = ?2)",
            [(key, number) for key in keys for number in numbers],
        )

    def take(self, noun: str, keys: Iterable[int], names: Iterable[str]) -> None:
        """Take tags off records."""
        folded = [_folded(name) for name in _cleaned(names)]
        self._db.run(
            f"delete from {noun}_tag where {noun}_id in (select value from json_each(?))"
            " and tag_id in (select id from tag where folded in (select value from json_each(?)))",
            among(keys),
            among(folded),
        )

    def put(self, noun: str, key: int, names: Iterable[str]) -> None:
        """Let one record have just these tags."""
        wanted = list(_cleaned(names))
        folded = among(_folded(name) for name in wanted)
        self._db.run(
            f"delete from {noun}_tag where {noun}_id = ? and tag_id not in"
            " (select id from tag where folded in (select value from json_each(?)))",
            key,
            folded,
        )
        self.hang(noun, [key], wanted)

    def of(self, noun: str, keys: Iterable[int]) -> dict[int, tuple[str, ...]]:
        """Return the tags of records, in order of name; those without are left out."""
        held: defaultdict[int, list[str]] = defaultdict(list)
        for key, name in self._db.rows(
            f"select g.{noun}_id, t.name from {noun}_tag g join tag t on t.id = g.tag_id"
            f" where g.{noun}_id in (select value from json_each(?)) order by t.folded",
            among(keys),
        ):
            held[key].append(name)
        return {key: tuple(names) for key, names in held.items()}

    def find(self, name: str) -> int | None:
        """Return a tag's own id, None where there never was such a tag."""
        number: int | None = self._db.value("select id from tag where folded = ?", _folded(name))
        return number

    def _number(self, name: str) -> int:
        found = self.find(name)
        if found is not None:
            return found
        return self._db.insert("insert into tag(name, folded) values(?, ?)", name, _folded(name))


def _cleaned(names: Iterable[str]) -> Iterable[str]:
    """Return the tags in their first spelling, without a leading "#", once each."""
    cleaned = (clean_line(name).lstrip("#").strip() for name in names)
    return {_folded(name): name for name in reversed(list(cleaned)) if name}.values()


def _folded(name: str) -> str:
    # A tag of signs alone ("!!") folds to nothing; it is told apart by itself.
    return fold(name) or name
