"""Carrel's index and the three it is measured against, behind one face."""

from __future__ import annotations

import importlib.util
import shutil
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from search_corpus import Article, Query

from search_index import Entry, Index, Name

PAGE = 20


class Engine(ABC):
    """An index of articles that can be asked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bodies: dict[str, str] = {}

    def available(self) -> bool:
        """Say whether it can be used here."""
        return True

    def build(self, articles: Iterator[Article]) -> None:
        """Index all articles; ready to be asked after that."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.index(articles)
        self.open()

    @abstractmethod
    def index(self, articles: Iterator[Article]) -> None:
        """Write the index."""

    @abstractmethod
    def open(self) -> None:
        """Open the index and answer a first question."""

    @abstractmethod
    def close(self) -> None:
        """Let go of it."""

    @abstractmethod
    def ask(self, query: Query) -> bool:
        """Answer with the first page; False where the engine cannot."""

    @abstractmethod
    def count(self, query: Query) -> int | None:
        """Give how many hits a query has, None where the engine cannot say."""

    @abstractmethod
    def save(self, note: Article) -> None:
        """Put a note in the place of an older one."""

    def size(self) -> int:
        """Give what the index takes on disk, bodies left out."""
        return sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())


def _keep(bodies: dict[str, str], articles: Iterator[Article]) -> Iterator[Article]:
    for article in articles:
        bodies[article.key] = article.body
        yield article


class Carrel(Engine):
    """This project's index."""

    _index: Index
    _total = 0

    def index(self, articles: Iterator[Article]) -> None:
        index = Index.open(self.folder, library="bench")
        index.rebuild(map(self._entry, _keep(self.bodies, articles)), generation=1)
        while index.tidy():
            pass

    def _entry(self, article: Article) -> Entry:
        return Entry(
            article.key, article.kind, article.title, article.body, (article.by,), article.source,
            article.date.isoformat(), tags=article.tags, language="en",
            names=tuple(Name("person", n, f"Person {n}") for n in article.people),
        )  # fmt: skip

    def open(self) -> None:
        self._index = Index.open(self.folder, library="bench")
        self._index.search("zzzq")

    def close(self) -> None:
        self._index.close()

    def ask(self, query: Query) -> bool:
        word = query.words[0]
        text = {
            "and": " ".join(query.words),
            "or": " OR ".join(query.words),
            "phrase": f'"{" ".join(query.words)}"',
            "prefix": f"{word}*",
            "fuzzy": f"{word}~",
            "range": f"{word} date:{query.first}..{query.last}",
            "snippet": " ".join(query.words),
        }.get(query.kind, word)
        page = self._index.search(
            text, limit=PAGE, sort="date" if query.kind == "sort" else "relevance",
            facets=query.kind == "facets", body=self.bodies.get if query.kind == "snippet" else None,
        )  # fmt: skip
        self._total = page.total
        return True

    def count(self, query: Query) -> int | None:
        self.ask(query)
        return self._total

    def save(self, note: Article) -> None:
        self._index.apply([self._entry(note)], generation=2)


class Stock(Engine):
    """Whoosh as it is."""

    _index: Any
    _searcher: Any
    _total = 0

    def index(self, articles: Iterator[Article]) -> None:
        from whoosh import analysis, fields, index

        schema = fields.Schema(
            key=fields.ID(unique=True, stored=True), kind=fields.ID(), source=fields.ID(),
            date=fields.NUMERIC(int, sortable=True), tag=fields.KEYWORD(commas=True), person=fields.KEYWORD(commas=True),
            text=fields.TEXT(analyzer=analysis.StemmingAnalyzer(stoplist=None, minsize=1)),
        )  # fmt: skip
        self._index = index.create_in(str(self.folder), schema)
        writer = self._index.writer(limitmb=256)
        for article in _keep(self.bodies, articles):
            writer.add_document(**self._document(article))
        writer.commit()

    def _document(self, article: Article) -> dict[str, Any]:
        return {
            "key": article.key, "kind": article.kind, "source": article.source, "date": article.date.toordinal(),
            "tag": ",".join(article.tags), "person": ",".join(map(str, article.people)), "text": article.text,
        }  # fmt: skip

    def open(self) -> None:
        from whoosh import index

        self._index = index.open_dir(str(self.folder))
        self._searcher = self._index.searcher()

    def close(self) -> None:
        self._searcher.close()

    def ask(self, query: Query) -> bool:
        from whoosh import highlight
        from whoosh import query as q

        stem = [next(iter(self._index.schema["text"].analyzer(w))).text for w in query.words]
        terms = [q.Term("text", word) for word in stem]
        word = query.words[0]
        asked: Any = {
            "and": lambda: q.And(terms), "snippet": lambda: q.And(terms), "or": lambda: q.Or(terms),
            "phrase": lambda: q.Phrase("text", stem), "prefix": lambda: q.Prefix("text", word),
            "wildcard": lambda: q.Wildcard("text", word), "fuzzy": lambda: q.FuzzyTerm("text", word, prefixlength=1),
            "range": lambda: q.And([terms[0], q.NumericRange("date", query.first.toordinal(), query.last.toordinal())]),
        }.get(query.kind, lambda: terms[0])()  # fmt: skip
        options: dict[str, Any] = {}
        if query.kind == "sort":
            options = {"sortedby": "date", "reverse": True}
        if query.kind == "facets":
            from whoosh.sorting import FieldFacet

            options = {
                "groupedby": {
                    name: FieldFacet(name, allow_overlap=True)
                    for name in ("source", "kind", "tag", "person")
                }
            }
        results = self._searcher.search(asked, limit=PAGE, terms=query.kind == "snippet", **options)
        if query.kind == "snippet":
            results.fragmenter = highlight.ContextFragmenter(maxchars=200)
            for hit in results:
                hit.highlights("text", text=self.bodies[hit["key"]])
        self._total = len(results)
        return True

    def count(self, query: Query) -> int | None:
        self.ask(query)
        return self._total

    def save(self, note: Article) -> None:
        writer = self._index.writer()
        writer.update_document(**self._document(note))
        writer.commit(merge=False)


class Fts5(Engine):
    """SQLite's full-text index."""

    _db: sqlite3.Connection

    def index(self, articles: Iterator[Article]) -> None:
        self._connect()
        self._db.executescript(
            """create table doc(id integer primary key, key text unique, kind text, source text, date int, body text);
            create virtual table ft using fts5(text, content='', tokenize='porter unicode61 remove_diacritics 2');
            create table facet(id int, field text, value text);
            create table kept(id integer primary key, text text);"""
        )
        for number, article in enumerate(_keep(self.bodies, articles), 1):
            self._insert(number, article)
        self._db.execute("create index facet_id on facet(id)")
        self._db.execute("create index doc_date on doc(date)")
        self._db.commit()
        self._db.close()

    def _insert(self, number: int, article: Article) -> None:
        day = article.date.toordinal()
        self._db.execute(
            "insert into doc values(?,?,?,?,?,?)",
            (number, article.key, article.kind, article.source, day, article.body),
        )
        self._db.execute("insert into ft(rowid, text) values(?,?)", (number, article.text))
        pairs = [(number, "tag", tag) for tag in article.tags]
        pairs += [(number, "person", str(person)) for person in article.people]
        self._db.executemany("insert into facet values(?,?,?)", pairs)

    def _connect(self) -> None:
        self._db = sqlite3.connect(self.folder / "fts5.sqlite")
        self._db.execute("pragma journal_mode=wal")
        self._db.execute("pragma synchronous=normal")
        self._db.execute("pragma cache_size=-262144")

    def open(self) -> None:
        self._connect()
        self._db.execute("select count(*) from ft where ft match 'zzzq'").fetchone()

    def close(self) -> None:
        self._db.close()

    def ask(self, query: Query) -> bool:
        db = self._db
        if query.kind in ("wildcard", "fuzzy"):
            return False
        match = self._match(query)
        joined = "select ft.rowid from ft join doc on doc.id=ft.rowid where ft match ?"
        if query.kind == "range" and query.first and query.last:
            days = (query.first.toordinal(), query.last.toordinal())
            db.execute(
                f"{joined} and doc.date between ? and ? order by rank limit {PAGE}", (match, *days)
            ).fetchall()
            return True
        if query.kind == "sort":
            db.execute(f"{joined} order by doc.date desc limit {PAGE}", (match,)).fetchall()
            return True
        found = db.execute(
            f"select rowid from ft where ft match ? order by rank limit {PAGE}", (match,)
        ).fetchall()
        if query.kind == "facets":
            db.execute("create temp table if not exists hit(id integer primary key)")
            db.execute("delete from hit")
            db.execute("insert into hit select rowid from ft where ft match ?", (match,))
            db.execute("select source, count(*) from hit join doc using(id) group by 1").fetchall()
            db.execute("select kind, count(*) from hit join doc using(id) group by 1").fetchall()
            db.execute(
                "select field, value, count(*) from hit join facet using(id) group by 1, 2"
            ).fetchall()
            db.rollback()
        if query.kind == "snippet":
            # The table holds no text, so that its size is the index's alone; snippets are made in one that does.
            self._snippets(match, [row for (row,) in found])
        return True

    def count(self, query: Query) -> int | None:
        if query.kind in ("wildcard", "fuzzy", "range"):
            return None
        asked = "select count(*) from ft where ft match ?"
        return int(self._db.execute(asked, (self._match(query),)).fetchone()[0])

    def _match(self, query: Query) -> str:
        words = query.words
        return {
            "and": " AND ".join(words), "snippet": " AND ".join(words), "or": " OR ".join(words),
            "phrase": f'"{" ".join(words)}"', "prefix": f"{words[0]}*",
        }.get(query.kind, f'"{words[0]}"')  # fmt: skip

    def _snippets(self, match: str, rows: list[int]) -> None:
        db = self._db
        db.execute(
            "create virtual table if not exists temp.page using fts5(body, tokenize='porter unicode61 remove_diacritics 2')"
        )
        db.execute("delete from temp.page")
        marks = ",".join("?" * len(rows))
        db.execute(f"insert into temp.page select body from doc where id in ({marks})", rows)
        db.execute(
            "select snippet(page,0,'<b>','</b>','...',40) from temp.page where page match ?",
            (match,),
        ).fetchall()
        db.rollback()

    def save(self, note: Article) -> None:
        (number,) = self._db.execute("select id from doc where key=?", (note.key,)).fetchone()
        with suppress(sqlite3.Error):
            self._db.execute(
                "insert into ft(ft, rowid, text) values('delete', ?, ?)", (number, note.text)
            )
        self._db.execute("delete from doc where id=?", (number,))
        self._insert(number, note)
        self._db.commit()

    def size(self) -> int:
        self._db.execute("pragma wal_checkpoint(truncate)")
        try:
            (used,) = self._db.execute(
                "select sum(pgsize) from dbstat where name like 'ft%'"
            ).fetchone()
        except sqlite3.Error:
            return super().size()
        return int(used)


class Tantivy(Engine):
    """The Rust engine, through its Python binding."""

    _index: Any
    _searcher: Any

    def available(self) -> bool:
        return importlib.util.find_spec("tantivy") is not None

    def index(self, articles: Iterator[Article]) -> None:
        import tantivy

        schema = tantivy.SchemaBuilder()
        schema.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
        schema.add_integer_field("date", indexed=True, fast=True)
        for name in ("kind", "source", "tag", "person"):
            schema.add_text_field(name, tokenizer_name="raw", fast=True)
        schema.add_text_field("text", tokenizer_name="en_stem")
        self._index = tantivy.Index(schema.build(), path=str(self.folder))
        writer = self._index.writer(heap_size=256_000_000, num_threads=1)
        for article in _keep(self.bodies, articles):
            writer.add_document(self._document(article))
        writer.commit()
        writer.wait_merging_threads()

    def _document(self, article: Article) -> Any:
        import tantivy

        return tantivy.Document(
            key=[article.key], kind=[article.kind], source=[article.source], date=[article.date.toordinal()],
            tag=list(article.tags), person=[str(p) for p in article.people], text=[article.text],
        )  # fmt: skip

    def open(self) -> None:
        import tantivy

        self._index = tantivy.Index.open(str(self.folder))
        self._index.reload()
        self._searcher = self._index.searcher()

    def close(self) -> None:
        self._searcher = None

    def ask(self, query: Query) -> bool:
        import tantivy

        index, searcher, asked = self._index, self._searcher, self._query(query)
        if query.kind == "sort":
            searcher.search(asked, PAGE, order_by_field="date")
            return True
        if query.kind == "facets":
            searcher.aggregate(
                asked,
                {
                    f: {"terms": {"field": f, "size": 50}}
                    for f in ("source", "kind", "tag", "person")
                },
            )
        found = searcher.search(asked, PAGE, count=False)
        if query.kind == "snippet":
            generator = tantivy.SnippetGenerator.create(searcher, asked, index.schema, "text")
            for _, address in found.hits:
                key = searcher.doc(address)["key"][0]
                made = tantivy.Document(text=[self.bodies[key]])
                generator.snippet_from_doc(made).to_html()
        return True

    def count(self, query: Query) -> int | None:
        return int(self._searcher.search(self._query(query), 1, count=True).count)

    def _query(self, query: Query) -> Any:
        import tantivy

        words, index = query.words, self._index
        text = {
            "and": " AND ".join(words), "snippet": " AND ".join(words), "or": " OR ".join(words),
            "phrase": f'"{" ".join(words)}"',
        }.get(query.kind, words[0])  # fmt: skip
        if query.kind == "range" and query.first and query.last:
            text = f"{words[0]} AND date:[{query.first.toordinal()} TO {query.last.toordinal()}]"
        if query.kind in ("prefix", "wildcard"):
            pattern = f"{words[0]}.*" if query.kind == "prefix" else words[0].replace("*", ".*")
            asked = tantivy.Query.regex_query(index.schema, "text", pattern)
        elif query.kind == "fuzzy":
            asked = tantivy.Query.fuzzy_term_query(index.schema, "text", words[0], distance=1)
        else:
            asked = index.parse_query(text, ["text"])
        return asked

    def save(self, note: Article) -> None:
        writer = self._index.writer(heap_size=20_000_000, num_threads=1)
        writer.delete_documents("key", note.key)
        writer.add_document(self._document(note))
        writer.commit()
        self._index.reload()
        self._searcher = self._index.searcher()


ENGINES: dict[str, type[Engine]] = {
    "carrel": Carrel,
    "stock": Stock,
    "fts5": Fts5,
    "tantivy": Tantivy,
}
