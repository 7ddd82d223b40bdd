"""The one way in: a file, a folder's files or bytes become drafts, or are refused with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from desktop.importing.draft import Draft

MAX_BYTES = 50 * 1024 * 1024
"""Larger files are refused: no article has them, and a mistaken video should not fill the memory."""


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that can be read: its name on the command line, a name for people, its file endings."""

    name: str
    title: str
    suffixes: tuple[str, ...]
    mime: str


FORMATS: dict[str, Format] = {
    "text": Format("text", "Plain text", (".txt", ".text"), "text/plain"),
    "markdown": Format("markdown", "Markdown", (".md", ".markdown", ".mkd"), "text/markdown"),
    "html": Format("html", "Saved web page", (".html", ".htm", ".xhtml"), "text/html"),
}
"""The formats by name."""


def gather(paths: Iterable[Path]) -> list[Path]:
    """Return the files to read: folders are walked in order of name, hidden files left out.

    A path that does not exist is kept, so that reading it says so.
    """
    raise NotImplementedError


def read_file(path: Path, *, format: str | None = None) -> Draft:  # noqa: A002 - the word of the command line
    """Read one file; the format is found by its ending and its first bytes unless given.

    Raises:
        Unreadable: there is no such file, or it holds no text that can be read; says what to do.
    """
    raise NotImplementedError


def read_bytes(data: bytes, *, name: str, format: str | None = None) -> Draft:  # noqa: A002
    """Read bytes as if they were the file `name`, which need not exist.

    Raises:
        Unreadable: they hold no text that can be read.
    """
    raise NotImplementedError
