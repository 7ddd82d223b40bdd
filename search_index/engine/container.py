"""One file of named sections, each in blocks of 64 KiB with a CRC32, checked when first touched.

Layout: magic, the sections (each begins at a multiple of eight), the directory as JSON, the CRCs of all
blocks as little-endian 32-bit numbers, and a trailer with the places and the CRC of those two.
"""

from __future__ import annotations

import json
import mmap
import struct
import zlib
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

FORMAT = 1
BLOCK = 1 << 16

_MAGIC = b"CARRELS\x01"
_TRAILER = struct.Struct("<QIII8s")


class Damaged(Exception):  # noqa: N818 - says what is the matter
    """A file is not what was written."""


class SectionWriter:
    """Writes sections one after the other to an open file."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._places: dict[str, tuple[int, int, int]] = {}
        self._crcs: list[int] = []
        self._at = file.write(_MAGIC)

    def add(self, name: str, content: bytes | memoryview) -> None:
        """Write a section whole."""
        view = memoryview(content).cast("B")
        first = len(self._crcs)
        self._crcs.extend(zlib.crc32(view[i : i + BLOCK]) for i in range(0, len(view), BLOCK))
        self._put(name, first, view)

    def add_array(self, name: str, values: NDArray[Any], dtype: str) -> None:
        """Write an array as a section of little-endian numbers."""
        self.add(name, np.ascontiguousarray(values, dtype=dtype).data)

    def add_stream(self, name: str, source: IO[bytes]) -> None:
        """Write all that a file holds, from its start, as a section."""
        source.seek(0)
        first, start = len(self._crcs), self._at
        while block := source.read(BLOCK):
            self._crcs.append(zlib.crc32(block))
            self._at += self._file.write(block)
        self._places[name] = (start, self._at - start, first)
        self._pad()

    def finish(self, meta: dict[str, Any]) -> None:
        """Write the directory; the file is whole after that."""
        directory = json.dumps(
            {"format": FORMAT, "sections": self._places, "meta": meta}, separators=(",", ":")
        ).encode()
        crcs = np.array(self._crcs, dtype="<u4").tobytes()
        self._file.write(directory)
        self._file.write(crcs)
        crc = zlib.crc32(crcs, zlib.crc32(directory))
        self._file.write(_TRAILER.pack(self._at, len(directory), len(crcs), crc, _MAGIC))

    def _put(self, name: str, first: int, view: memoryview) -> None:
        start = self._at
        self._at += self._file.write(view)
        self._places[name] = (start, len(view), first)
        self._pad()

    def _pad(self) -> None:
        self._at += self._file.write(bytes(-self._at % 8))


class Sections:
    """Reads a file of sections through a memory map; nothing is copied."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as file:
            if not path.stat().st_size:
                raise Damaged(f"{path.name} is empty")
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._view = memoryview(self._map)
        self.size = len(self._view)
        directory, crcs = self._directory()
        try:
            content = json.loads(directory)
            self._places: dict[str, tuple[int, int, int]] = content["sections"]
            self.meta: dict[str, Any] = content["meta"]
            if content["format"] != FORMAT:
                raise Damaged(f"{path.name} has format {content['format']}, not {FORMAT}")
        except (ValueError, KeyError, TypeError) as error:
            raise Damaged(f"{path.name} has no readable directory") from error
        self._crcs = np.frombuffer(crcs, "<u4")
        self._seen = bytearray(len(self._crcs))

    def _directory(self) -> tuple[bytes, bytes]:
        if self.size < _TRAILER.size + len(_MAGIC) or self._view[: len(_MAGIC)] != _MAGIC:
            raise Damaged(f"{self.path.name} is no file of this kind")
        start, length, crc_length, crc, magic = _TRAILER.unpack(self._view[-_TRAILER.size :])
        if magic != _MAGIC or start + length + crc_length + _TRAILER.size != self.size:
            raise Damaged(f"{self.path.name} is cut short")
        self._end = start
        directory = bytes(self._view[start : start + length])
        crcs = bytes(self._view[start + length : start + length + crc_length])
        if zlib.crc32(crcs, zlib.crc32(directory)) != crc:
            raise Damaged(f"the directory of {self.path.name} is damaged")
        return directory, crcs

    def __contains__(self, name: str) -> bool:
        return name in self._places

    def length(self, name: str) -> int:
        """Give the length of a section in bytes."""
        return self._place(name)[1]

    def _place(self, name: str) -> tuple[int, int, int]:
        try:
            return self._places[name]
        except KeyError:
            raise Damaged(f"{self.path.name} has no {name}") from None

    def view(self, name: str, start: int = 0, end: int | None = None) -> memoryview:
        """Give a section, or a part of one, having checked the blocks it lies in.

        Raises:
            Damaged: the bytes are not those that were written.
        """
        place, length, first = self._place(name)
        end = length if end is None else end
        if not 0 <= start <= end <= length:
            raise Damaged(f"{name} in {self.path.name} is shorter than it should be")
        if start < end:
            one, last = first + start // BLOCK, first + (end - 1) // BLOCK
            if self._seen.find(0, one, last + 1) >= 0:
                self._check(name, place, length, first, one, last)
        return self._view[place + start : place + end]

    def _check(self, name: str, place: int, length: int, first: int, one: int, last: int) -> None:
        for block in range(one, last + 1):
            if self._seen[block]:
                continue
            start = (block - first) * BLOCK
            content = self._view[place + start : place + min(start + BLOCK, length)]
            if zlib.crc32(content) != self._crcs[block]:
                raise Damaged(f"{name} in {self.path.name} is damaged")
            self._seen[block] = 1

    def array(self, name: str, dtype: str) -> NDArray[Any]:
        """Give a whole section as an array of numbers."""
        return np.frombuffer(self.view(name), dtype)

    def part(self, name: str, dtype: str, start: int, end: int) -> NDArray[Any]:
        """Give the numbers start to end of a section."""
        width = np.dtype(dtype).itemsize
        return np.frombuffer(self.view(name, start * width, end * width), dtype)

    def touch(self, name: str, dtype: str, indexes: NDArray[Any]) -> NDArray[Any]:
        """Give the numbers at some indexes of a section, having checked their blocks alone."""
        width = np.dtype(dtype).itemsize
        place, length, first = self._place(name)
        if len(indexes):
            if int(indexes.max()) * width >= length:
                raise Damaged(f"{name} in {self.path.name} is shorter than it should be")
            touched = np.zeros(-(-length // BLOCK), bool)
            touched[indexes * width // BLOCK] = True
            for block in np.flatnonzero(touched).tolist():
                if not self._seen[first + block]:
                    self._check(name, place, length, first, first + block, first + block)
        values: NDArray[Any] = np.frombuffer(self._view[place : place + length], dtype)[indexes]
        return values

    def verify(self) -> list[str]:
        """Check every block, touched before or not, and name the sections that are damaged."""
        bad: list[str] = []
        for name, (place, length, first) in self._places.items():
            for index in range(-(-length // BLOCK)):
                start = place + index * BLOCK
                block = self._view[start : min(start + BLOCK, place + length)]
                if zlib.crc32(block) != self._crcs[first + index]:
                    bad.append(name)
                    break
        at = len(_MAGIC)
        for start, length, _ in [*sorted(self._places.values()), (self._end, 0, 0)]:
            if any(self._view[at:start]):
                bad.append("the space between sections")
                break
            at = start + length
        return bad
