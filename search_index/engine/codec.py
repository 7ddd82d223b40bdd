"""Our segments through Whoosh's codec interfaces: any Whoosh searcher can read them.

The index's own searches go by arrays and do not come here. Whoosh's writers cannot write through this codec:
segments are written whole, by `Batch` and `Merge`. In the field `text` a stem stands as its letters behind
`STEM`, and a word as written as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from search_index import port
from search_index.engine.expand import of_surface
from search_index.engine.postings import Posts, Source, places, read
from search_index.engine.segment import OpenSegment
from search_index.engine.store import Live
from search_index.engine.whoosh_segment import EXTENSION, ArraySegment

STEM = b"\x01"

_VALUES = ("kind", "source", "tag", "colour")

Term = tuple[str, bytes]


class ArrayCodec(port.Codec):  # type: ignore[misc] # Whoosh has no types
    """Reads our segments for Whoosh."""

    def per_document_writer(self, *_anything: Any) -> Any:
        """Refuse: see the module."""
        raise TypeError("Entries are written through search_index.Index.")

    field_writer = per_document_writer
    postings_writer = per_document_writer

    def postings_reader(self, *_anything: Any, **_more: Any) -> Any:
        """Refuse: postings are read by term, through the terms' reader."""
        raise TypeError("Postings are read through the terms' reader.")

    def terms_reader(self, storage: Any, segment: ArraySegment) -> ArrayTerms:
        """Give what reads terms and postings."""
        return ArrayTerms(_data(storage, segment), segment)

    def per_document_reader(self, storage: Any, segment: ArraySegment) -> ArrayEntries:
        """Give what reads entries."""
        return ArrayEntries(_data(storage, segment), segment)

    def new_segment(self, _storage: Any, indexname: str) -> ArraySegment:
        """Give a segment that holds nothing yet."""
        return ArraySegment(indexname)


def _data(storage: Any, segment: ArraySegment) -> OpenSegment:
    return OpenSegment(port.path_in(storage, segment.make_filename(EXTENSION)))


class ArrayTerms(port.TermsReader):  # type: ignore[misc]
    """Terms and postings of one segment."""

    def __init__(self, data: OpenSegment, segment: ArraySegment) -> None:
        self._data = data
        self._live = Live(data, None, segment)

    def __contains__(self, term: Term) -> bool:
        return self._posts(*term) is not None

    def indexed_field_names(self) -> list[str]:
        """Name the fields that have terms."""
        return ["colour", "key", "kind", "source", "tag", "text"]

    def cursor(self, fieldname: str, fieldobj: Any) -> ArrayCursor:
        """Walk over a field's terms."""
        return ArrayCursor(self._texts(fieldname), fieldobj)

    def terms(self) -> Iterator[Term]:
        """Give all terms in order."""
        return (
            (field, text) for field in self.indexed_field_names() for text in self._texts(field)
        )

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[Term]:
        """Give a field's terms, and those of the fields behind it, from some text on."""
        for field, text in self.terms():
            if (field, text) >= (fieldname, prefix):
                yield field, text

    def items(self) -> Iterator[tuple[Term, Any]]:
        """Give all terms with what is known of them."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[Term, Any]]:
        """Give terms from some text on with what is known of them."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> Any:
        """Give how frequent a term is.

        Raises:
            TermNotFound: there is no such term.
        """
        posts = self._found(fieldname, text)
        lengths = self._data.lengths[posts.ids] if len(posts.ids) else np.zeros(1, np.int64)
        return port.TermInfo(
            weight=float(posts.weight.sum()),
            df=len(posts.ids),
            minlength=int(lengths.min()),
            maxlength=int(lengths.max()),
            maxweight=float(posts.weight.max()) if len(posts.ids) else 0.0,
            minid=int(posts.ids[0]) if len(posts.ids) else 0,
            maxid=int(posts.ids[-1]) if len(posts.ids) else 0,
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        """Give the weight of a term over all entries."""
        posts = self._posts(fieldname, text)
        return 0.0 if posts is None else float(posts.weight.sum())

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """Give the number of entries a term is in."""
        posts = self._posts(fieldname, text)
        return 0 if posts is None else len(posts.ids)

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> Any:
        """Give what walks over a term's postings."""
        posts = self._found(fieldname, text)
        values = self._positions(text, format_) if fieldname == "text" else None
        return ArrayMatcher(
            posts.ids.tolist(), posts.weight.tolist(), values, format_, scorer, term=(fieldname, text),
            terminfo=self.term_info(fieldname, text),
        )  # fmt: skip

    def close(self) -> None:
        """Let go; the file is let go of with the last array over it."""

    def _found(self, fieldname: str, text: bytes) -> Posts:
        posts = self._posts(fieldname, text)
        if posts is None:
            raise port.TermNotFound(f"No term {fieldname}:{text!r}")
        return posts

    def _posts(self, fieldname: str, text: bytes) -> Posts | None:
        if fieldname == "text":
            sources = self._sources(text)
            return read(self._live, sources, "") if sources else None
        if fieldname == "key":
            ids = np.array(sorted(self._data.entries_of(text.decode())), np.uint32)
        elif fieldname in _VALUES:
            values = self._data.values(fieldname)
            ordinal = values.strings.find(text)
            ids = values.entries_with([ordinal]) if ordinal >= 0 else np.zeros(0, np.uint32)
        else:
            return None
        return Posts(ids, np.ones(len(ids), np.float32)) if len(ids) else None

    def _sources(self, text: bytes) -> list[Source]:
        if text.startswith(STEM):
            stem = self._data.stems.find(text[len(STEM) :])
            return [Source(stem)] if stem >= 0 else []
        return of_surface(self._data, text.decode())

    def _positions(self, text: bytes, format_: Any) -> list[bytes]:
        keys = places(self._live, self._sources(text), "").keys
        owner = keys >> 32
        begins = np.flatnonzero(np.append(True, owner[1:] != owner[:-1]))
        ends = np.append(begins[1:], len(keys))
        pos = (keys & 0xFFFFFFFF).tolist()
        return [
            format_.encode(pos[b:e]) for b, e in zip(begins.tolist(), ends.tolist(), strict=True)
        ]

    def _texts(self, fieldname: str) -> list[bytes]:
        if fieldname == "text":
            stems = [STEM + stem for stem in self._data.stems.all()]
            return stems + list(dict.fromkeys(self._data.surfaces.all()))
        if fieldname == "key":
            return list(dict.fromkeys(self._data.keys.all()))
        return self._data.values(fieldname).strings.all() if fieldname in _VALUES else []


class ArrayMatcher(port.ListMatcher):  # type: ignore[misc]
    """Walks over postings; has no blocks whose quality could be told."""

    def supports_block_quality(self) -> bool:
        """Say no."""
        return False


class ArrayCursor(port.FieldCursor):  # type: ignore[misc]
    """Walks over the terms of one field."""

    def __init__(self, texts: list[bytes], fieldobj: Any) -> None:
        self._texts = texts
        self._field = fieldobj
        self._at = 0

    def first(self) -> Any:
        """Go to the first term."""
        self._at = 0
        return self.text()

    def find(self, string: Any) -> Any:
        """Go to the first term that is not before a text."""
        wanted = string if isinstance(string, bytes) else self._field.to_bytes(string)
        self._at = next((i for i, t in enumerate(self._texts) if t >= wanted), len(self._texts))
        return self.text()

    def next(self) -> Any:
        """Go to the next term."""
        self._at += 1
        return self.text()

    def text(self) -> Any:
        """Give the term here, None behind the last."""
        return self._texts[self._at].decode() if self.is_valid() else None

    def term_info(self) -> Any:
        """Refuse: ask the terms' reader."""
        raise TypeError("Ask the terms' reader.")

    def is_valid(self) -> bool:
        """Say whether there is a term here."""
        return self._at < len(self._texts)


class ArrayEntries(port.PerDocumentReader):  # type: ignore[misc]
    """Entries of one segment: lengths, keys and deletions."""

    def __init__(self, data: OpenSegment, segment: ArraySegment) -> None:
        self._data = data
        self._segment = segment

    def doc_count(self) -> int:
        """Count the entries that are not deleted."""
        return self._segment.doc_count_all() - self._segment.deleted_count()

    def doc_count_all(self) -> int:
        """Count all entries."""
        return self._segment.doc_count_all()

    def has_deletions(self) -> bool:
        """Say whether any entry is deleted."""
        return self._segment.deleted_count() > 0

    def is_deleted(self, docnum: int) -> bool:
        """Say whether an entry is deleted."""
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> set[int]:
        """Give the deleted entries."""
        return self._segment.deleted_docs()

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Give an entry's length in words, as Whoosh tells lengths apart."""
        return _told(int(self._data.lengths[docnum])) if fieldname == "text" else default

    def field_length(self, fieldname: str) -> int:
        """Give the words of all entries."""
        return self._data.words if fieldname == "text" else 0

    def min_field_length(self, fieldname: str) -> int:
        """Give the words of the shortest entry."""
        return _told(int(self._data.lengths.min())) if fieldname == "text" else 0

    def max_field_length(self, fieldname: str) -> int:
        """Give the words of the longest entry."""
        return _told(int(self._data.lengths.max())) if fieldname == "text" else 0

    def stored_fields(self, docnum: int) -> dict[str, str]:
        """Give an entry's key."""
        return {"key": self._data.key(docnum)}


def _told(length: int) -> int:
    lengths = np.array(port.LENGTHS)
    return int(lengths[min(int(np.searchsorted(lengths, length)), len(lengths) - 1)])
