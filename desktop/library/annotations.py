"""Annotations: highlights with their comments, tags and anchors."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence

from desktop.errors import NotFound
from desktop.library.cleaning import clean
from desktop.library.database import Row, Table, Transaction, among
from desktop.library.links import links_to
from desktop.library.tags import Tags
from desktop.model.annotation import (
    AnchorState,
    Annotation,
    Colour,
    TextPositionSelector,
    TextQuoteSelector,
)
from desktop.model.ids import AnnotationId, ArticleId, VersionId

_OUTSIDE_TRASH = (
    "select n.* from annotation n join article a on a.id = n.article_id where not a.trashed"
)
_TEXT_ORDER = "article_id, start, stop, id"


class Annotations(Table):
    """The highlights of the library; an id that is not there raises NotFound."""

    def __init__(self, transaction: Transaction) -> None:
        super().__init__(transaction)
        self._tags = Tags(transaction)

    def add(
        self,
        *,
        article_id: ArticleId,
        version_id: VersionId,
        position: TextPositionSelector,
        quote: TextQuoteSelector,
        colour: Colour = Colour.AMBER,
        comment: str = "",
        tags: Iterable[str] = (),
        state: AnchorState = AnchorState.EXACT,
        uid: str = "",
    ) -> Annotation:
        """Keep a new highlight; `uid` is given only for one that comes from elsewhere.

        Raises:
            NotFound: the article has no such version.
        """
        self._require_version(article_id, version_id)
        number = self._db.insert(
            "insert into annotation(uid, article_id, version_id, start, stop, exact, prefix, suffix,"
            " colour, comment, state, created, modified)"
            " values(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            uid or str(uuid.uuid4()),
            article_id,
            version_id,
            position.start,
            position.end,
            clean(quote.exact),
            clean(quote.prefix),
            clean(quote.suffix),
            colour,
            clean(comment),
            state,
            self._now,
            self._now,
        )
        self._tags.hang("annotation", [number], tags)
        return self.get(AnnotationId(number))

    def get(self, annotation_id: AnnotationId) -> Annotation:
        """Return one highlight."""
        found = self.many([annotation_id])
        if annotation_id not in found:
            raise NotFound("highlight", annotation_id)
        return found[annotation_id]

    def many(self, annotation_ids: Iterable[AnnotationId]) -> dict[AnnotationId, Annotation]:
        """Return those of these highlights that are there, in the order asked for."""
        wanted = list(annotation_ids)
        rows = self._db.rows(
            "select * from annotation where id in (select value from json_each(?))", among(wanted)
        )
        made = {one.id: one for one in self._of_rows(rows)}
        return {key: made[key] for key in wanted if key in made}

    def by_uid(self, uid: str) -> Annotation | None:
        """Return the highlight with this uid, if there is one."""
        found = self._of_rows(self._db.rows("select * from annotation where uid = ?", uid))
        return found[0] if found else None

    def of_article(
        self, article_id: ArticleId, *, version_id: VersionId | None = None
    ) -> tuple[Annotation, ...]:
        """Return an article's highlights in text order: all, or those of one version."""
        rows = self._db.rows(
            "select * from annotation where article_id = ?1 and (?2 is null or version_id = ?2)"
            f" order by {_TEXT_ORDER}",
            article_id,
            version_id,
        )
        return tuple(self._of_rows(rows))

    def edit(
        self,
        annotation_id: AnnotationId,
        *,
        colour: Colour | None = None,
        comment: str | None = None,
        tags: Iterable[str] | None = None,
        version_id: VersionId | None = None,
        position: TextPositionSelector | None = None,
        quote: TextQuoteSelector | None = None,
        state: AnchorState | None = None,
    ) -> Annotation:
        """Change what is given and keep the rest.

        Raises:
            NotFound: there is no such highlight, or its article has no such version.
        """
        before = self.get(annotation_id)
        if version_id is not None:
            self._require_version(before.article_id, version_id)
        if tags is not None:
            self._tags.put("annotation", annotation_id, tags)
        new: dict[str, object] = {}
        if colour is not None:
            new["colour"] = colour
        if comment is not None:
            new["comment"] = clean(comment)
        if version_id is not None:
            new["version_id"] = version_id
        if position is not None:
            new |= {"start": position.start, "stop": position.end}
        if quote is not None:
            new |= {"exact": clean(quote.exact), "prefix": clean(quote.prefix)}
            new["suffix"] = clean(quote.suffix)
        if state is not None:
            new["state"] = state
        self._update(annotation_id, new)
        after = self.get(annotation_id)
        if after != before:
            self._update(annotation_id, {"modified": self._now})
        return self.get(annotation_id)

    def remove(self, annotation_id: AnnotationId) -> None:
        """Remove one highlight with its comment; notes on it stay, tied to the article."""
        self.get(annotation_id)
        self._db.run("delete from annotation where id = ?", annotation_id)

    def ids(self) -> list[AnnotationId]:
        """Return all ids of highlights in articles outside the trash, in order."""
        return self._db.column(f"select id from ({_OUTSIDE_TRASH}) order by id")

    def count(self) -> int:
        """Return how many highlights there are in articles outside the trash."""
        return int(self._db.value(f"select count(*) from ({_OUTSIDE_TRASH})"))

    def all(self) -> Iterator[Annotation]:
        """Give every highlight outside the trash, article by article in text order."""
        rows = self._db.rows(f"select * from ({_OUTSIDE_TRASH}) order by {_TEXT_ORDER}")
        for start in range(0, len(rows), 500):
            yield from self._of_rows(rows[start : start + 500])

    def linking_to(self, name: str) -> tuple[Annotation, ...]:
        """Return the highlights whose comment holds `[[name]]`, whatever its case and accents."""
        rows = self._db.rows("select * from annotation where instr(comment, '[[') > 0 order by id")
        return tuple(self._of_rows([row for row in rows if links_to(row["comment"], name)]))

    def _update(self, annotation_id: AnnotationId, new: dict[str, object]) -> None:
        if new:
            self._db.run(
                f"update annotation set {', '.join(f'{name} = ?' for name in new)} where id = ?",
                *new.values(),
                annotation_id,
            )

    def _require_version(self, article_id: ArticleId, version_id: VersionId) -> None:
        owner = self._db.value("select article_id from version where id = ?", version_id)
        if owner != article_id:
            raise NotFound(f"version of article {article_id} with id", version_id)

    def _of_rows(self, rows: Sequence[Row]) -> list[Annotation]:
        tags = self._tags.of("annotation", [row["id"] for row in rows])
        return [_annotation(row, tags.get(row["id"], ())) for row in rows]


def _annotation(row: Row, tags: tuple[str, ...]) -> Annotation:
    return Annotation(
        id=AnnotationId(row["id"]),
        uid=row["uid"],
        article_id=ArticleId(row["article_id"]),
        version_id=VersionId(row["version_id"]),
        position=TextPositionSelector(row["start"], row["stop"]),
        quote=TextQuoteSelector(row["exact"], row["prefix"], row["suffix"]),
        colour=Colour(row["colour"]),
        comment=row["comment"],
        tags=tags,
        state=AnchorState(row["state"]),
        created=row["created"],
        modified=row["modified"],
    )
