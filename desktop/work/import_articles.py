"""Bring files and text in: read, make canonical, recognise, keep; one transaction per file."""

from __future__ import annotations

import hashlib
import logging
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from desktop.desk import Desk
from desktop.errors import DeskError, Unreadable
from desktop.importing.draft import Draft
from desktop.importing.reading import gather, read_bytes, read_file
from desktop.joinery import recognition
from desktop.library.rows import Rows
from desktop.model.change import Change
from desktop.model.ids import ArticleId, CollectionId
from desktop.progress import Cancelled, Task

log = logging.getLogger(__name__)


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

    def joined(self, other: ImportReport) -> ImportReport:
        """Return one report of both, this one first; its change takes back the other's step."""
        return ImportReport(
            imported=self.imported + other.imported,
            duplicates=self.duplicates + other.duplicates,
            failed=self.failed + other.failed,
            warnings=self.warnings + other.warnings,
            cancelled=self.cancelled or other.cancelled,
            change=_added(self.change, other.change),
        )


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
    batch = _Batch(desk, tags, collection)
    files: list[Path] = []
    try:
        task.step(0, None, "files")
        files = gather(paths)
        for done, path in enumerate(files):
            task.step(done, len(files), path.name)
            batch.take(str(path), partial(read_file, path, format=format))
        task.step(len(files), len(files))
    except Cancelled:
        return batch.report(cancelled=batch.taken < len(files))
    return batch.report()


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
    return import_bytes(
        desk, task, data=text.encode(errors="replace"), name=name, tags=tags, format=format
    )


def import_bytes(
    desk: Desk,
    task: Task,
    *,
    data: bytes,
    name: str,
    tags: Sequence[str] = (),
    collection: CollectionId | None = None,
    format: str | None = None,  # noqa: A002
) -> ImportReport:
    """Import what standard input held; `name` stands for the path in the report."""
    batch = _Batch(desk, tags, collection)
    try:
        task.step(0, 1, name)
        batch.take(name, partial(read_bytes, data, name=name, format=format))
    except Cancelled:
        return batch.report(cancelled=True)
    return batch.report()


class _Batch:
    """Files that are imported together: each in a transaction of its own, all as one step to undo."""

    def __init__(self, desk: Desk, tags: Sequence[str], collection: CollectionId | None) -> None:
        self._desk, self._tags, self._collection = desk, tuple(tags), collection
        self._sitting = f"import {uuid.uuid4()}"
        self._imported: list[Imported] = []
        self._duplicates: list[Duplicate] = []
        self._failed: list[Failed] = []
        self._warnings: list[Warned] = []
        self._change = Change()
        self.taken = 0

    def take(self, path: str, read: Callable[[], Draft]) -> None:
        """Read one file and keep it; whatever is wrong with the file goes into the report."""
        try:
            self._keep(path, read())
        except Unreadable as error:
            self._failed.append(Failed(path, error.reason))
        except (DeskError, Cancelled):
            raise
        except Exception as error:
            log.exception("%s could not be imported", path)
            reason = f"Something unexpected went wrong ({type(error).__name__}: {error})."
            self._failed.append(Failed(path, reason))
        self.taken += 1

    def report(self, *, cancelled: bool = False) -> ImportReport:
        """Say what became of every file."""
        return ImportReport(
            imported=tuple(self._imported),
            duplicates=tuple(self._duplicates),
            failed=tuple(self._failed),
            warnings=tuple(self._warnings),
            cancelled=cancelled,
            change=self._change,
        )

    def _keep(self, path: str, draft: Draft) -> None:
        sha256 = hashlib.sha256(draft.text.encode()).hexdigest()
        if self._is_known(path, sha256):
            return
        found = recognition.recognise(self._desk, draft.text, draft.blocks, draft.details)
        self._desk.library.keep_file(draft.raw)
        title = _counted(len(self._imported) + 1)
        with self._desk.library.writing(title, join=self._sitting) as rows:
            kept = None
            if rows.articles.by_text_sha256(sha256) is None:  # else another program was quicker
                alike = self._alike(rows, draft)
                kept = self._add(rows, path, draft, found)
        if kept is None:
            self._is_known(path, sha256)
            return
        self._change = _added(self._change, rows.change)
        self._imported.append(kept)
        self._warnings += [Warned(path, message) for message in (*draft.warnings, *alike)]

    def _add(self, rows: Rows, path: str, draft: Draft, found: recognition.Recognised) -> Imported:
        article = rows.articles.add(
            draft.details,
            text=draft.text,
            blocks=draft.blocks,
            raw=draft.raw,
            raw_name=Path(path).name,
            mime=draft.mime,
            extractor=draft.extractor,
            words=draft.words,
            tags=dict.fromkeys((*draft.tags, *self._tags)),
        )
        mentions = recognition.keep(rows, rows.articles.version(article.id).id, found)
        if self._collection is not None:
            rows.collections.put(self._collection, [article.id])
        return Imported(article.id, article.details.title, path, draft.words, mentions)

    def _alike(self, rows: Rows, draft: Draft) -> list[str]:
        """Say which articles were published at the same address with other words."""
        address = draft.details.address
        others = rows.articles.by_address(address) if address else []
        return [f"Another text from the same address is article {other}." for other in others]

    def _is_known(self, path: str, sha256: str) -> bool:
        """Whether the text is in the library already; out of the trash it is taken back."""
        with self._desk.library.reading() as rows:
            known = rows.articles.by_text_sha256(sha256)
            trashed = known is not None and rows.articles.get(known).trashed
        if known is None:
            return False
        self._duplicates.append(Duplicate(path, known))
        if trashed:
            new = len(self._imported)
            title = _counted(new) if new else "Article taken out of the trash"
            with self._desk.library.writing(title, join=self._sitting) as rows:
                rows.articles.set_trashed([known], False)
            self._change = _added(self._change, rows.change)
            message = f"It was in the trash as article {known}, and is on the shelf again."
            self._warnings.append(Warned(path, message))
        return True


def _added(one: Change, other: Change) -> Change:
    """Return both changes as one, under the later one's title and step."""
    last = other if other.step is not None else one
    return Change(last.title, last.step, one.touched | other.touched)


def _counted(articles: int) -> str:
    return f"Imported {articles} article{'' if articles == 1 else 's'}"
