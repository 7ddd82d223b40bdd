"""Files on their way in: read, made canonical, recognised and kept, one transaction for each."""

from __future__ import annotations

import hashlib
import logging
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path

from desktop.desk import Desk
from desktop.errors import DeskError, Unreadable
from desktop.importing.draft import Draft
from desktop.joinery import recognition
from desktop.library.rows import Rows
from desktop.model.change import Change
from desktop.model.ids import CollectionId
from desktop.model.import_report import (
    Duplicate,
    Failed,
    Imported,
    ImportReport,
    Warned,
    joined_steps,
)
from desktop.progress import Cancelled

log = logging.getLogger(__name__)


class Batch:
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
        self._change = joined_steps(self._change, rows.change)
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
            self._change = joined_steps(self._change, rows.change)
            message = f"It was in the trash as article {known}, and is on the shelf again."
            self._warnings.append(Warned(path, message))
        return True


def _counted(articles: int) -> str:
    return f"Imported {articles} article{'' if articles == 1 else 's'}"
