"""Notes: the user's own Markdown, its tags, and its links both ways."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Sequence

from desktop.errors import NotFound
from desktop.library.cleaning import clean, clean_line
from desktop.library.database import Row, Table, Transaction, among
from desktop.library.links import targets
from desktop.library.tags import Tags
from desktop.model.folding import fold
from desktop.model.ids import AnnotationId, ArticleId, NoteId
from desktop.model.note import Link, Note

_SIGNS = re.compile(r"^(?:#{1,6}\s+|>\s*|[-*+]\s+(?:\[[ xX]\]\s+)?|\d+[.)]\s+)+")
_INLINE_SIGNS = re.compile(
    r"[*`~]{1,3}(?=\S)|(?<=\S)[*`~]{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|\[\[|\]\]"
)
_TITLE_LENGTH = 120
_LAST_CHANGED = "modified desc, id desc"


class Notes(Table):
    """The notes of the library; an id that is not there raises NotFound.

    A note's `title` is what the user gave, or else its body's first line without Markdown signs.
    """

    def __init__(self, transaction: Transaction) -> None:
        super().__init__(transaction)
        self._tags = Tags(transaction)

    def add(
        self,
        *,
        body: str = "",
        title: str = "",
        article_id: ArticleId | None = None,
        annotation_id: AnnotationId | None = None,
        tags: Iterable[str] = (),
    ) -> Note:
        """Keep a new note; one on a highlight is tied to that highlight's article too.

        Raises:
            NotFound: there is no such article or highlight.
        """
        if annotation_id is not None:
            article_id = self._article_of(annotation_id)
        elif article_id is not None:
            self._require_article(article_id)
        body, given = clean(body), clean_line(title)
        shown = given or first_line(body)
        number = self._db.insert(
            "insert into note(uid, given, title, folded, body, article_id, annotation_id, created,"
            " modified) values(?, ?, ?, ?, ?, ?, ?, ?, ?)",
            str(uuid.uuid4()),
            given,
            shown,
            fold(shown),
            body,
            article_id,
            annotation_id,
            self._now,
            self._now,
        )
        note_id = NoteId(number)
        self._put_links(note_id, body)
        self._tags.hang("note", [note_id], tags)
        return self.get(note_id)

    def get(self, note_id: NoteId) -> Note:
        """Return one note."""
        found = self.many([note_id])
        if note_id not in found:
            raise NotFound("note", note_id)
        return found[note_id]

    def many(self, note_ids: Iterable[NoteId]) -> dict[NoteId, Note]:
        """Return those of these notes that are there, in the order asked for."""
        wanted = list(note_ids)
        rows = self._db.rows(
            "select * from note where id in (select value from json_each(?))", among(wanted)
        )
        made = {note.id: note for note in self._of_rows(rows)}
        return {key: made[key] for key in wanted if key in made}

    def edit(
        self,
        note_id: NoteId,
        *,
        body: str | None = None,
        title: str | None = None,
        tags: Iterable[str] | None = None,
    ) -> Note:
        """Change what is given and keep the rest; an empty title goes back to the first line."""
        before = self.get(note_id)
        new_body = before.body if body is None else clean(body)
        given = self.given_title(note_id) if title is None else clean_line(title)
        shown = given or first_line(new_body)
        self._db.run(
            "update note set body = ?, given = ?, title = ?, folded = ? where id = ?",
            new_body,
            given,
            shown,
            fold(shown),
            note_id,
        )
        self._put_links(note_id, new_body)
        if tags is not None:
            self._tags.put("note", note_id, tags)
        if self.get(note_id) != before:
            self._db.run("update note set modified = ? where id = ?", self._now, note_id)
        return self.get(note_id)

    def remove(self, note_id: NoteId) -> None:
        """Remove one note."""
        self.get(note_id)
        self._db.run("delete from note where id = ?", note_id)

    def listed(
        self,
        *,
        tag: str = "",
        article_id: ArticleId | None = None,
        annotation_id: AnnotationId | None = None,
        limit: int = 1000,
        offset: int = 0,
    ) -> tuple[Note, ...]:
        """List notes, last changed first."""
        tag_id = (self._tags.find(tag) or -1) if tag else None
        rows = self._db.rows(
            "select * from note where (?1 is null or article_id = ?1)"
            " and (?2 is null or annotation_id = ?2)"
            " and (?3 is null or id in (select note_id from note_tag where tag_id = ?3))"
            f" order by {_LAST_CHANGED} limit ?4 offset ?5",
            article_id,
            annotation_id,
            tag_id,
            limit,
            offset,
        )
        return tuple(self._of_rows(rows))

    def ids(self) -> list[NoteId]:
        """Return all ids in order."""
        return self._db.column("select id from note order by id")

    def count(self) -> int:
        """Return how many notes there are."""
        return int(self._db.value("select count(*) from note"))

    def titled(self, title: str) -> list[NoteId]:
        """Return the notes of this title, whatever its case and accents, last changed first."""
        folded = fold(title)
        return self._db.column(
            f"select id from note where folded = ? and folded <> '' order by {_LAST_CHANGED}",
            folded,
        )

    def starting(self, typed: str, *, limit: int = 8) -> list[tuple[NoteId, str]]:
        """Return ids and titles of notes with a word of the title beginning so, last changed first."""
        found = self._db.rows(
            "select id, title from note where folded <> '' and instr(' ' || folded, ' ' || ?)"
            f" order by {_LAST_CHANGED} limit ?",
            fold(typed),
            limit,
        )
        return [(NoteId(number), title) for number, title in found]

    def given_title(self, note_id: NoteId) -> str:
        """Return the title as the user gave it, empty where the first line stands for it."""
        given = self._db.value("select given from note where id = ?", note_id)
        if given is None:
            raise NotFound("note", note_id)
        return str(given)

    def links(self, note_id: NoteId) -> tuple[Link, ...]:
        """Return a note's links in order, each with what it names now."""
        self.get(note_id)
        found = self._db.column(
            "select target from note_link where note_id = ? order by position", note_id
        )
        return tuple(self.resolve(target) for target in found)

    def link_counts(self, note_ids: Iterable[NoteId]) -> dict[NoteId, int]:
        """Return how many links each of these notes has; those without are left out."""
        found = self._db.rows(
            "select note_id, count(*) from note_link"
            " where note_id in (select value from json_each(?)) group by note_id",
            among(note_ids),
        )
        return {NoteId(number): count for number, count in found}

    def resolve(self, target: str) -> Link:
        """Find what a `[[target]]` names: a note's title first, then an article's, then an entity."""
        folded = fold(target)
        for kind, sql in _NAMED:
            found = self._db.value(sql, folded) if folded else None
            if found is not None:
                return Link(target, kind, found)
        return Link(target)

    def linking_to(self, name: str) -> tuple[Note, ...]:
        """Return the notes that hold `[[name]]`, whatever its case and accents, last changed first."""
        rows = self._db.rows(
            "select * from note where id in (select note_id from note_link where folded = ?)"
            f" order by {_LAST_CHANGED}",
            fold(name),
        )
        return tuple(self._of_rows(rows))

    def _put_links(self, note_id: NoteId, body: str) -> None:
        """Keep the links of a body; while they stay the same, as in most saves, nothing is written."""
        wanted = list(enumerate(targets(body)))
        held = self._db.rows(
            "select position, target from note_link where note_id = ? order by position", note_id
        )
        if [tuple(row) for row in held] == wanted:
            return
        self._db.run("delete from note_link where note_id = ?", note_id)
        self._db.run_many(
            "insert into note_link values(?, ?, ?, ?)",
            [(note_id, position, target, fold(target)) for position, target in wanted],
        )

    def _article_of(self, annotation_id: AnnotationId) -> ArticleId:
        found = self._db.value("select article_id from annotation where id = ?", annotation_id)
        if found is None:
            raise NotFound("highlight", annotation_id)
        return ArticleId(found)

    def _require_article(self, article_id: ArticleId) -> None:
        if self._db.value("select 1 from article where id = ?", article_id) is None:
            raise NotFound("article", article_id)

    def _of_rows(self, rows: Sequence[Row]) -> list[Note]:
        tags = self._tags.of("note", [row["id"] for row in rows])
        return [_note(row, tags.get(row["id"], ())) for row in rows]


_NOTE = f"select id from note where folded = ? order by {_LAST_CHANGED} limit 1"
_ARTICLE = "select id from article where folded = ? and not trashed order by id desc limit 1"
_ENTITY = (
    "select id from entity where articles > 0 and (folded = ' ' || ?1 or id in ("
    " select n.entity_id from spelling s join name n on n.id = s.name_id"
    " where s.folded = ' ' || ?1)) order by mentions desc, id limit 1"
)
_NAMED = (("note", _NOTE), ("article", _ARTICLE), ("entity", _ENTITY))


def first_line(body: str) -> str:
    """Return the first line that has words, without Markdown's signs: what a note is called."""
    for line in body.splitlines():
        words = clean_line(_INLINE_SIGNS.sub("", _SIGNS.sub("", line.strip())))
        if any(char.isalnum() for char in words):
            if len(words) <= _TITLE_LENGTH:
                return words
            return words[:_TITLE_LENGTH].rpartition(" ")[0] or words[:_TITLE_LENGTH]
    return ""


def _note(row: Row, tags: tuple[str, ...]) -> Note:
    return Note(
        id=NoteId(row["id"]),
        uid=row["uid"],
        title=row["title"],
        body=row["body"],
        article_id=None if row["article_id"] is None else ArticleId(row["article_id"]),
        annotation_id=None if row["annotation_id"] is None else AnnotationId(row["annotation_id"]),
        tags=tags,
        created=row["created"],
        modified=row["modified"],
    )
