"""Articles and their versions: what is kept of each, and all that can be changed of it."""

from __future__ import annotations

import json
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.errors import NotFound
from desktop.library.cleaning import clean_line
from desktop.library.database import Row, Table, Transaction, among
from desktop.library.packing import pack_blocks, unpack_blocks
from desktop.library.tags import Tags
from desktop.library.texts import lead, require_canonical, text_sha256
from desktop.model.article import Article, Block, Details, ReadState, Version
from desktop.model.folding import fold
from desktop.model.ids import ArticleId, CollectionId, VersionId

_VERSION = "select v.*, t.text, t.blocks from version v join version_text t on t.version_id = v.id"


@dataclass(frozen=True, slots=True)
class Kept:
    """The file an article version was read from."""

    sha256: str
    name: str
    mime: str
    path: Path


class Articles(Table):
    """The articles of the library; an id that is not there raises NotFound unless said otherwise."""

    def __init__(self, transaction: Transaction) -> None:
        super().__init__(transaction)
        self._tags = Tags(transaction)

    def add(
        self,
        details: Details,
        *,
        text: str,
        blocks: Sequence[Block],
        raw: bytes,
        raw_name: str,
        mime: str,
        extractor: str,
        words: int,
        tags: Iterable[str] = (),
        state: ReadState = ReadState.INBOX,
    ) -> Article:
        """Keep a new article, unread, with its first version and the file it came from.

        The file is on the disk before the record is: `library.keep_file(raw)` may be called before
        the transaction, so that nobody waits for the disk; it is called here in any case.

        Raises:
            ValueError: the text is not canonical, the blocks are not ranges of it, or the title is
                empty.
        """
        columns = _columns(details)
        number = self._db.insert(
            f"insert into article(uid, state, added, words, {', '.join(columns)})"
            f" values(?, ?, ?, ?{', ?' * len(columns)})",
            str(uuid.uuid4()),
            state,
            self._now,
            words,
            *columns.values(),
        )
        article_id = ArticleId(number)
        self._keep(article_id, 1, text, blocks, raw, raw_name, mime, extractor, words)
        self._tags.hang("article", [article_id], tags)
        return self.get(article_id)

    def add_version(
        self,
        article_id: ArticleId,
        *,
        text: str,
        blocks: Sequence[Block],
        raw: bytes,
        raw_name: str,
        mime: str,
        extractor: str,
        words: int,
    ) -> Version:
        """Keep a newer reading of the article and make it the current one; older ones stay."""
        self.get(article_id)
        number = 1 + self._db.value(
            "select max(number) from version where article_id = ?", article_id
        )
        self._keep(article_id, number, text, blocks, raw, raw_name, mime, extractor, words)
        self._db.run(
            "update article set version = ?, words = ? where id = ?", number, words, article_id
        )
        return self.version(article_id)

    def _keep(
        self,
        article_id: ArticleId,
        number: int,
        text: str,
        blocks: Sequence[Block],
        raw: bytes,
        raw_name: str,
        mime: str,
        extractor: str,
        words: int,
    ) -> None:
        require_canonical(text, blocks)
        version_id = self._db.insert(
            "insert into version(article_id, number, text_sha256, raw_sha256, raw_name, mime,"
            " extractor, lead, words, created) values(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            article_id,
            number,
            text_sha256(text),
            self._files.keep(raw),
            clean_line(raw_name),
            mime,
            extractor,
            lead(text, blocks),
            words,
            self._now,
        )
        self._db.run(
            "insert into version_text values(?, ?, ?)", version_id, text, pack_blocks(blocks)
        )

    def get(self, article_id: ArticleId) -> Article:
        """Return one article, in the trash or not."""
        found = self.many([article_id])
        if article_id not in found:
            raise NotFound("article", article_id)
        return found[article_id]

    def many(self, article_ids: Iterable[ArticleId]) -> dict[ArticleId, Article]:
        """Return those of these articles that are there, in the order asked for."""
        wanted = list(article_ids)
        rows = self._db.rows(
            "select * from article where id in (select value from json_each(?))", among(wanted)
        )
        made = {article.id: article for article in self.of_rows(rows)}
        return {key: made[key] for key in wanted if key in made}

    def of_rows(self, rows: Sequence[Row]) -> list[Article]:
        """Return the articles of these rows of the table, with their tags and collections."""
        ids = [row["id"] for row in rows]
        tags = self._tags.of("article", ids)
        collections: defaultdict[int, list[CollectionId]] = defaultdict(list)
        for article_id, collection_id in self._db.rows(
            "select article_id, collection_id from collection_article"
            " where article_id in (select value from json_each(?)) order by collection_id",
            among(ids),
        ):
            collections[article_id].append(CollectionId(collection_id))
        return [
            _article(row, tags.get(row["id"], ()), tuple(collections[row["id"]])) for row in rows
        ]

    def ids(self, *, trashed: bool | None = False) -> list[ArticleId]:
        """Return all ids in order; `trashed` None means both."""
        return self._db.column(
            "select id from article where ?1 is null or trashed = ?1 order by id", trashed
        )

    def count(self) -> int:
        """Return how many articles there are outside the trash."""
        return int(self._db.value("select count(*) from article where not trashed"))

    def by_text_sha256(self, sha256: str) -> ArticleId | None:
        """Return the article that has, or once had, exactly this text; one outside the trash first."""
        found: ArticleId | None = self._db.value(
            "select a.id from version v join article a on a.id = v.article_id"
            " where v.text_sha256 = ? order by a.trashed, a.id limit 1",
            sha256,
        )
        return found

    def by_address(self, address: str) -> list[ArticleId]:
        """Return the articles outside the trash that were published at this address."""
        return self._db.column(
            "select id from article where address = ? and address <> '' and not trashed order by id",
            address,
        )

    def titled(self, title: str) -> list[ArticleId]:
        """Return the articles outside the trash with this title, whatever its case and accents."""
        return self._db.column(
            "select id from article where folded = ? and not trashed order by id desc", fold(title)
        )

    def starting(self, typed: str, *, limit: int = 8) -> list[tuple[ArticleId, str]]:
        """Return ids and titles of articles with a word of the title beginning so, newest first."""
        found = self._db.rows(
            "select id, title from article where instr(' ' || folded, ' ' || ?) and not trashed"
            " order by id desc limit ?",
            fold(typed),
            limit,
        )
        return [(ArticleId(number), title) for number, title in found]

    def version(self, article_id: ArticleId, number: int | None = None) -> Version:
        """Return one version with its text and blocks: the current one unless a number is given."""
        article = self.get(article_id)
        wanted = article.version if number is None else number
        row = self._db.row(f"{_VERSION} where article_id = ? and number = ?", article_id, wanted)
        if row is None:
            raise NotFound(f"version of article {article_id} numbered", wanted)
        return _version(row)

    def version_by_id(self, version_id: VersionId) -> Version:
        """Return one version by its own id."""
        row = self._db.row(f"{_VERSION} where v.id = ?", version_id)
        if row is None:
            raise NotFound("version", version_id)
        return _version(row)

    def versions(self, article_id: ArticleId) -> list[tuple[int, VersionId, str]]:
        """Return number, id and time of every version, oldest first."""
        self.get(article_id)
        found = self._db.rows(
            "select number, id, created from version where article_id = ? order by number",
            article_id,
        )
        return [(number, VersionId(key), created) for number, key, created in found]

    def text(self, article_id: ArticleId) -> str:
        """Return the text of the current version alone."""
        found = self._db.value(
            "select t.text from article a join version v on v.article_id = a.id"
            " and v.number = a.version join version_text t on t.version_id = v.id where a.id = ?",
            article_id,
        )
        if found is None:
            raise NotFound("article", article_id)
        return str(found)

    def kept_file(self, version_id: VersionId) -> Kept:
        """Return where the file lies that a version was read from."""
        row = self._db.row("select * from version where id = ?", version_id)
        if row is None:
            raise NotFound("version", version_id)
        sha256 = row["raw_sha256"]
        return Kept(sha256, row["raw_name"], row["mime"], self._files.path(sha256))

    def edit_details(self, article_id: ArticleId, details: Details) -> Article:
        """Change what is known of an article.

        Raises:
            ValueError: the title is empty.
        """
        self.get(article_id)
        columns = _columns(details)
        self._db.run(
            f"update article set {', '.join(f'{name} = ?' for name in columns)} where id = ?",
            *columns.values(),
            article_id,
        )
        return self.get(article_id)

    def set_state(self, article_ids: Iterable[ArticleId], state: ReadState) -> None:
        """Move articles between inbox, reading and archived."""
        self._set("state", article_ids, state)

    def set_unread(self, article_ids: Iterable[ArticleId], unread: bool) -> None:
        """Mark articles read or unread."""
        self._set("unread", article_ids, int(unread))

    def set_starred(self, article_ids: Iterable[ArticleId], starred: bool) -> None:
        """Star articles or take the star away."""
        self._set("starred", article_ids, int(starred))

    def set_trashed(self, article_ids: Iterable[ArticleId], trashed: bool) -> None:
        """Put articles into the trash or take them out; all that belongs to them stays."""
        self._set("trashed", article_ids, int(trashed))

    def set_place(self, article_id: ArticleId, offset: int) -> None:
        """Keep the reading place; never part of the history, and touches nothing."""
        self._set("place", [article_id], max(0, offset))

    def tag(self, article_ids: Iterable[ArticleId], names: Iterable[str]) -> None:
        """Add tags to articles that lack them."""
        self._tags.hang("article", self._all_there(article_ids), names)

    def untag(self, article_ids: Iterable[ArticleId], names: Iterable[str]) -> None:
        """Take tags away where they are."""
        self._tags.take("article", self._all_there(article_ids), names)

    def _set(self, column: str, article_ids: Iterable[ArticleId], value: object) -> None:
        self._db.run_many(
            f"update article set {column} = ? where id = ?",
            [(value, key) for key in self._all_there(article_ids)],
        )

    def _all_there(self, article_ids: Iterable[ArticleId]) -> list[ArticleId]:
        wanted = list(article_ids)
        there = set(
            self._db.column(
                "select id from article where id in (select value from json_each(?))",
                among(wanted),
            )
        )
        for article_id in wanted:
            if article_id not in there:
                raise NotFound("article", article_id)
        return wanted


def _columns(details: Details) -> dict[str, str]:
    title = clean_line(details.title)
    if not title:
        message = "an article needs a title"
        raise ValueError(message)
    return {
        "title": title,
        "folded": fold(title),
        "authors": json.dumps([clean_line(one) for one in details.by], ensure_ascii=False),
        "source": clean_line(details.source),
        "published": clean_line(details.published),
        "language": clean_line(details.language),
        "address": clean_line(details.address),
        "credit": clean_line(details.credit),
    }


def details_of(row: Row) -> Details:
    """Return the details in a row of the table."""
    return Details(
        row["title"],
        tuple(json.loads(row["authors"])),
        row["source"],
        row["published"],
        row["language"],
        row["address"],
        row["credit"],
    )


def _article(row: Row, tags: tuple[str, ...], collections: tuple[CollectionId, ...]) -> Article:
    return Article(
        id=ArticleId(row["id"]),
        uid=row["uid"],
        details=details_of(row),
        state=ReadState(row["state"]),
        starred=bool(row["starred"]),
        unread=bool(row["unread"]),
        trashed=bool(row["trashed"]),
        added=row["added"],
        version=row["version"],
        words=row["words"],
        tags=tags,
        collections=collections,
        place=row["place"],
    )


def _version(row: Row) -> Version:
    return Version(
        id=VersionId(row["id"]),
        article_id=ArticleId(row["article_id"]),
        number=row["number"],
        text=row["text"],
        blocks=unpack_blocks(row["blocks"]),
        text_sha256=row["text_sha256"],
        raw_sha256=row["raw_sha256"],
        extractor=row["extractor"],
        created=row["created"],
    )
