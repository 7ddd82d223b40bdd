"""The only importer of Whoosh: what is taken from it, and what it lacks is mended here.

Taken: the storage, the table of contents (TOC) with its segments and atomic switch, the lock, and the
codec interfaces. Mended: files and folders are synced to the disk before a switch, what a failed write
left is cleaned up, a TOC is unpickled with nothing allowed but our own segment and checked by its CRC
before, and the notes that go with it (library, generation, schema) are kept beside it. `refresh()` and
`reader(reuse=...)` are never called: in later forks they bring deleted documents back.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import pickle
import warnings
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

with warnings.catch_warnings():
    # Whoosh 2.7.4 has invalid escapes in its docstrings, told of when it is first compiled.
    warnings.simplefilter("ignore")
    from whoosh import __version__ as whoosh_version
    from whoosh.codec.base import (
        Codec,
        FieldCursor,
        PerDocumentReader,
        Segment,
        TermsReader,
    )
    from whoosh.fields import ID, KEYWORD, NUMERIC, STORED, TEXT, Schema
    from whoosh.filedb.filestore import FileStorage
    from whoosh.filedb.structfile import StructFile
    from whoosh.index import TOC, clean_files
    from whoosh.matching import LeafMatcher, ListMatcher, NullMatcher, ReadTooFar
    from whoosh.reading import SegmentReader, TermInfo, TermNotFound
    from whoosh.util.filelock import FileLock
    from whoosh.util.numeric import byte_to_length

from search_index.engine.container import Damaged

__all__ = [
    "ID", "KEYWORD", "LENGTHS", "NAME", "NUMERIC", "STORED", "TEXT", "Codec", "FieldCursor", "FileLock", "LeafMatcher",
    "ListMatcher", "Notes", "NullMatcher", "PerDocumentReader", "ReadTooFar", "Schema", "Segment",
    "SegmentReader", "Storage", "TermInfo", "TermNotFound", "TermsReader", "generation_of", "path_in", "publish", "read_toc",
    "sync_folder", "whoosh_version", "write_whole",
]  # fmt: skip

NAME = "MAIN"
"""Whoosh's name for the index in a folder."""

LENGTHS = tuple(int(byte_to_length(byte)) for byte in range(256))
"""The lengths of entries that Whoosh tells apart; any length counts as the next of these."""

_NOTES = "_{}_{}.notes"


@dataclass(frozen=True, slots=True)
class Notes:
    """What is kept beside a TOC: whose index it is, how far it came, and the TOC's CRC."""

    library: str
    generation: int
    schema: int
    crc: int = 0


class Storage(FileStorage):  # type: ignore[misc] # Whoosh has no types
    """Whoosh's folder of files, read without copies and written through to the disk."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self.path = folder

    def new_file(self, name: str) -> io.BufferedWriter:
        """Open a file that must not exist yet."""
        return (self.path / name).open("xb")

    def rename_file(self, old: str, new: str, safe: bool = False) -> None:
        """Rename a file so that, after a power cut, there is either the old name or the new one."""
        if safe and (self.path / new).exists():
            raise FileExistsError(new)
        sync_file(self.path / old)
        (self.path / old).replace(self.path / new)
        sync_folder(self.path)


def path_in(storage: Any, name: str) -> Path:
    """Give the path of a file in a storage, ours or Whoosh's."""
    return Path(storage.folder) / name


def sync_file(path: Path) -> None:
    """Make sure that a file's content is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(path: Path) -> None:
    """Make sure that a folder's names are on the disk, where the system lets us."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that its name never stands for half of it."""
    draft = path.with_name(f"{path.name}.new")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    sync_folder(path.parent)


def generation_of(storage: Storage) -> int:
    """Give the number of the newest TOC, -1 where there is none."""
    number: int = TOC._latest_generation(storage, NAME)  # noqa: SLF001 - Whoosh gives no other way
    return number


def read_toc(storage: Storage, number: int, segment: type[Any]) -> tuple[list[Any], Notes]:
    """Read a TOC's segments and notes; only objects of the class `segment` may be in it.

    Raises:
        Damaged: it is not what was written.
        FileNotFoundError: a newer one has taken its place.
    """
    notes = _read_notes(storage.path / _NOTES.format(NAME, number))
    content = (storage.path / TOC._filename(NAME, number)).read_bytes()  # noqa: SLF001
    if zlib.crc32(content) != notes.crc:
        raise Damaged("the table of contents is damaged")
    stream = StructFile(io.BytesIO(content))
    for _ in range(3):
        stream.read_varint()  # sizes of int, long and float
    stream.read_int()  # byte order
    stream.read_int()  # version
    for _ in range(3):
        stream.read_varint()  # release
    stream.skip_string()  # the schema is ours, and known
    stream.read_int()
    stream.read_int()
    return _Narrow(io.BytesIO(content[stream.tell() :]), segment).load(), notes


def publish(
    storage: Storage, number: int, schema: Schema, segments: list[Any], notes: Notes
) -> None:
    """Make segments the content of the index, at once and for good; drop what no longer belongs.

    Their files must be whole and synced. After a power cut at any moment there is either this TOC
    with all that it needs, or the one before.
    """
    draft = _Draft()
    TOC(schema, segments, number).write(draft, NAME)
    known = {
        "library": notes.library,
        "generation": notes.generation,
        "schema": notes.schema,
        "crc": zlib.crc32(draft.content),
    }
    text = json.dumps(known, sort_keys=True)
    record = json.dumps({"notes": known, "check": zlib.crc32(text.encode())})
    write_whole(storage.path / _NOTES.format(NAME, number), record.encode())
    write_whole(storage.path / TOC._filename(NAME, number), draft.content)  # noqa: SLF001
    tidy(storage, number, segments)


def tidy(storage: Storage, number: int, segments: list[Any]) -> None:
    """Delete the files that neither a TOC nor its segments need."""
    clean_files(storage, NAME, number, segments)
    keep = _NOTES.format(NAME, number)
    for path in storage.path.glob(_NOTES.format(NAME, "*") + "*"):
        if path.name != keep:
            with contextlib.suppress(OSError):
                path.unlink()
    for path in storage.path.glob("*.new"):
        with contextlib.suppress(OSError):
            path.unlink()


def _read_notes(path: Path) -> Notes:
    try:
        record = json.loads(path.read_bytes())
        notes = record["notes"]
        if zlib.crc32(json.dumps(notes, sort_keys=True).encode()) != record["check"]:
            raise Damaged("the notes beside the table of contents are damaged")
        return Notes(
            str(notes["library"]), int(notes["generation"]), int(notes["schema"]), int(notes["crc"])
        )
    except (ValueError, KeyError, TypeError) as error:
        raise Damaged("the notes beside the table of contents cannot be read") from error


class _Draft:
    """Stands in for a storage while Whoosh writes a TOC, to have its bytes before they are a file."""

    def __init__(self) -> None:
        self.content = b""

    def create_file(self, _name: str) -> Any:
        return StructFile(io.BytesIO(), onclose=self._keep)

    def rename_file(self, *_names: str, safe: bool) -> None:
        """Do nothing: there is no file."""

    def _keep(self, stream: Any) -> None:
        self.content = stream.file.getvalue()


class _Narrow(pickle.Unpickler):
    """Unpickles nothing but segments of ours: a pickle may otherwise run any code."""

    def __init__(self, stream: io.BytesIO, segment: type[Any]) -> None:
        super().__init__(stream)
        self._segment = segment

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == (self._segment.__module__, self._segment.__qualname__):
            return self._segment
        if (module, name) == ("copyreg", "_reconstructor"):
            return super().find_class(module, name)
        if (module, name) == ("builtins", "object"):
            return object
        raise Damaged(f"the table of contents names {module}.{name}")

    def load(self) -> Any:
        try:
            found = super().load()
        except (pickle.UnpicklingError, EOFError, AttributeError, IndexError, ValueError) as error:
            raise Damaged("the table of contents cannot be read") from error
        if not isinstance(found, list) or not all(isinstance(s, self._segment) for s in found):
            raise Damaged("the table of contents does not list segments")
        return found
