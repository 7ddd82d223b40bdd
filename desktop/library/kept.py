"""Kept files: the very bytes each version was read from, under their SHA-256.

They lie as they came, uncompressed, as `raw/ab/abcdef...`, so that any program can read them should
Carrel be gone. A file is written whole before the record that speaks of it, so a crash can leave a
file without a record, never a record without a file.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from desktop.errors import NotWritten
from desktop.paths import write_whole

_NAME = re.compile(r"[0-9a-f]{64}")


class KeptFiles:
    """The folder of kept files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Return where the file of this checksum lies or would lie."""
        return self.folder / sha256[:2] / sha256

    def keep(self, raw: bytes) -> str:
        """Keep these bytes; return their checksum. What is there already is not written again.

        Raises:
            NotWritten: the disk is full or refused it.
        """
        sha256 = hashlib.sha256(raw).hexdigest()
        if not self.is_whole(sha256):
            path = self.path(sha256)
            try:
                write_whole(path, raw)
            except OSError as error:
                reason = f"The file could not be kept ({error.strerror})."
                raise NotWritten(path, reason, "Make room and try again.") from error
        return sha256

    def is_whole(self, sha256: str) -> bool:
        """Whether the file is there and is what its name says."""
        try:
            with self.path(sha256).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except OSError:
            return False

    def all(self) -> Iterator[Path]:
        """Give every kept file, in order of name; other files in the folder are nobody's business."""
        if self.folder.is_dir():
            for path in sorted(self.folder.glob("??/*")):
                if _NAME.fullmatch(path.name) and path.parent.name == path.name[:2]:
                    yield path

    def discard(self, sha256: str) -> None:
        """Delete one file, if it is there."""
        self.path(sha256).unlink(missing_ok=True)
