"""The one way in: a file, a folder's files or bytes become drafts, or are refused with a reason."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from desktop.errors import Refused, Unreadable
from desktop.importing.charset import NotText
from desktop.importing.details import Known, shortened
from desktop.importing.draft import Draft, Origin, Reading
from desktop.importing.signatures import foreign_format, is_html, is_markdown
from desktop.text.blocks import compose

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

_TITLE_LIMIT = 80
"""Of the first words of a text that has no title, nor a name with a letter in it."""

_OF_SUFFIX = {suffix: known.name for known in FORMATS.values() for suffix in known.suffixes}

# What lies beside articles in folders and is never one.
_NEVER_ARTICLES = re.compile(
    r"\.(?:png|jpe?g|gif|webp|svg|ico|bmp|avif|css|m?js|map|woff2?|ttf|otf|eot|mp[34]|webm|og[gv]|wav|mov|exe|dll|so"
    r"|pyc|lock|tmp|part)"
)


def gather(paths: Iterable[Path]) -> list[Path]:
    """Return the files to read: folders are walked in order of name, hidden files left out, each file once.

    Pictures, scripts and archives in a folder are passed over, and so is the folder of parts ("page_files")
    that a browser puts beside a saved page. A path named outright is kept whatever it is, and so is a folder
    with nothing to read in it, so that reading it says what is wrong with it.
    """
    found: dict[Path, None] = {}
    for path in paths:
        files = list(_files_under(path)) if path.is_dir() else []
        files = files or [path]
        found.update(dict.fromkeys(files))
    return list(found)


def read_file(path: Path, *, format: str | None = None) -> Draft:  # noqa: A002 - the word of the command line
    """Read one file; the format is found by its ending and its first bytes unless given.

    Raises:
        Unreadable: there is no such file, or it holds no text that can be read; says what to do.
        Refused: there is no such format.
    """
    try:
        if path.is_dir():
            raise Unreadable(
                path, "There is nothing to read in this folder. Name the files, or another folder."
            )
        if path.exists() and not path.is_file():
            raise Unreadable(path, "This is not a file with text in it, but a device or a pipe.")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError as trouble:
        raise Unreadable(path, "There is no such file. Check its name and folder.") from trouble
    except PermissionError as trouble:
        reason = "You are not allowed to read this file. Change its permissions or copy it first."
        raise Unreadable(path, reason) from trouble
    except OSError as trouble:
        reason = (
            f"The file could not be read ({trouble.strerror}). Check the disk or network folder."
        )
        raise Unreadable(path, reason) from trouble
    return _read(data, path, format)


def read_bytes(data: bytes, *, name: str, format: str | None = None) -> Draft:  # noqa: A002
    """Read bytes as if they were the file `name`, which need not exist.

    Raises:
        Unreadable: they hold no text that can be read.
        Refused: there is no such format.
    """
    return _read(data, Path(name), format)


def _read(data: bytes, path: Path, chosen: str | None) -> Draft:
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // (1024 * 1024)
        reason = (
            f"The file is larger than {limit} MB. Split it, or save only its text, and import that."
        )
        raise Unreadable(path, reason)
    if not data:
        raise Unreadable(path, "The file is empty. Save it again with its text, and import that.")
    kind = FORMATS[_format_of(data, path, chosen)]
    known = Known()
    try:
        reading = _reader(kind.name)(data, known)
    except NotText as trouble:
        reason = "This is not text but a program, a picture or another binary file. Import its text instead."
        raise Unreadable(path, reason) from trouble
    composed = compose(reading.parts)
    if not composed.text.strip():
        raise Unreadable(
            path, "There is no text in it. If it is a picture of a page, save the text itself."
        )
    named = _from_name(path) or shortened(composed.text.partition("\n")[0], _TITLE_LIMIT)
    known.learn("title", named, Origin.NAME, "the file's name")
    known.learn_language(composed.text)
    return Draft(
        details=known.details(),
        text=composed.text,
        blocks=composed.blocks,
        raw=data,
        mime=kind.mime,
        extractor=reading.extractor,
        warnings=reading.warnings,
        findings=known.findings(),
        tags=reading.tags,
    )


def _format_of(data: bytes, path: Path, chosen: str | None) -> str:
    if chosen is not None:
        if chosen not in FORMATS:
            raise Refused(f"There is no format “{chosen}”.", f"Choose one of {', '.join(FORMATS)}.")
        return chosen
    foreign = foreign_format(data, path.suffix.lower())
    if foreign is not None:
        raise Unreadable(path, foreign)
    named = _OF_SUFFIX.get(path.suffix.lower())
    if named in {"html", "markdown"}:
        return named
    if is_html(data):
        return "html"
    return "markdown" if named is None and is_markdown(data) else "text"


def _reader(name: str) -> Callable[[bytes, Known], Reading]:
    """Return a format's reader; its libraries are loaded when they are first needed."""
    if name == "html":
        from desktop.importing.web_page import read_web_page

        return read_web_page
    if name == "markdown":
        from desktop.importing.markdown import read_markdown

        return read_markdown
    from desktop.importing.plain_text import read_plain_text

    return read_plain_text


def _from_name(path: PurePath) -> str:
    words = re.sub(r"[_\s]+", " ", path.stem).strip()
    return words if any(letter.isalnum() for letter in words) else ""


def _files_under(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        pages = {
            PurePath(name).stem
            for name in names
            if PurePath(name).suffix.lower() in {".html", ".htm"}
        }
        parts_of_pages = {
            f"{page}{ending}" for page in pages for ending in ("_files", ".files", "-Dateien")
        }
        folders[:] = sorted(
            (name for name in folders if not name.startswith(".") and name not in parts_of_pages),
            key=_in_order,
        )
        for name in sorted(names, key=_in_order):
            if not name.startswith(".") and not _NEVER_ARTICLES.fullmatch(
                PurePath(name).suffix.lower()
            ):
                yield Path(here, name)


def _in_order(name: str) -> tuple[list[tuple[int, str]], str]:
    """Return a sort key that puts "part 2" before "part 10"."""
    pieces = re.findall(r"\d+|\D+", name.casefold())
    return [(int(piece), "") if piece.isdecimal() else (-1, piece) for piece in pieces], name
