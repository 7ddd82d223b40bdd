"""Bring files and text in: read, make canonical, recognise, keep; one transaction per file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop.desk import Desk
from desktop.model.change import Change
from desktop.model.ids import ArticleId, CollectionId
from desktop.progress import Task


@dataclass(frozen=True, slots=True)
class Imported:
    """One file that became an article."""

    id: ArticleId
    title: str
    path: str
    words: int
    mentions: int


@dataclass(frozen=True, slots=True)
class Duplicate:
    """One file whose text is already in the library, word for word."""

    path: str
    of: ArticleId


@dataclass(frozen=True, slots=True)
class Failed:
    """One file that could not be read, and why, in a sentence."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Warned:
    """Something the user should look at in a file that did get in."""

    path: str
    message: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of every file; `cancelled` when the user stopped it (finished files stay)."""

    imported: tuple[Imported, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    failed: tuple[Failed, ...] = ()
    warnings: tuple[Warned, ...] = ()
    cancelled: bool = False
    change: Change = field(default_factory=Change)


def import_articles(
    desk: Desk,
    task: Task,
    *,
    paths: Sequence[Path],
    tags: Sequence[str] = (),
    collection: CollectionId | None = None,
    format: str | None = None,  # noqa: A002 - the word of the command line
) -> ImportReport:
    """Import files and whole folders, in order of name; a bad file is a line in the report."""
    raise NotImplementedError


def import_text(
    desk: Desk,
    task: Task,
    *,
    text: str,
    name: str,
    tags: Sequence[str] = (),
    format: str | None = None,  # noqa: A002
) -> ImportReport:
    """Import pasted or piped text; `name` stands for the path in the report."""
    raise NotImplementedError
