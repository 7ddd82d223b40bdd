"""Care: what can be wrong with a library, found and mended."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from desktop.library.database import Database
from desktop.library.kept import KeptFiles
from desktop.library.tallies import count_anew, wrong_entities
from desktop.library.texts import text_sha256

Progress = Callable[[int, int], None]
"""Told how many things are done, of how many; may raise to stop the work."""


def unwatched(done: int, total: int) -> None:
    """Tell nobody."""


class FaultKind(StrEnum):
    """What can be wrong."""

    DATABASE = "database"
    """SQLite itself finds the file damaged: restore a backup."""
    BROKEN_LINK = "broken_link"
    """A record speaks of one that is not there."""
    TEXT_CHANGED = "text_changed"
    """A version's text is gone, or not what its checksum says."""
    ANCHOR = "anchor"
    """A highlight's words are not at its place."""
    FILE_MISSING = "file_missing"
    """The file that a version was read from is gone."""
    FILE_DAMAGED = "file_damaged"
    """The file that a version was read from is not what its name says."""
    FILE_STRAY = "file_stray"
    """A kept file belongs to no version."""
    COUNTS = "counts"
    """The counts of an entity, or where it is named, are wrong."""


MENDABLE = frozenset({FaultKind.ANCHOR, FaultKind.FILE_STRAY, FaultKind.COUNTS})


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: a sentence for the user; `key` is the record or the file's name."""

    kind: FaultKind
    text: str
    key: int | str

    @property
    def mendable(self) -> bool:
        """Whether `Library.mend` can put it right."""
        return self.kind in MENDABLE


def find_faults(db: Database, files: KeptFiles, progress: Progress) -> Iterator[Fault]:
    """Look everything over; the database first, as nothing else can be trusted before it."""
    for said in db.column("pragma integrity_check(20)"):
        if said != "ok":
            yield Fault(FaultKind.DATABASE, f"The database is damaged: {said}.", said)
    for table, row, parent, _ in db.rows("pragma foreign_key_check"):
        text = f"Record {row} of {table} speaks of a missing {parent}."
        yield Fault(FaultKind.BROKEN_LINK, text, f"{table}:{row}")
    versions = db.rows(
        "select v.id, v.text_sha256, v.raw_sha256, v.raw_name, a.title"
        " from version v join article a on a.id = v.article_id order by v.id"
    )
    for done, (version_id, text_sum, raw_sum, raw_name, title) in enumerate(versions):
        progress(done, len(versions))
        yield from _faults_of_version(db, version_id, text_sum, title)
        if not files.is_whole(raw_sum):
            there = files.path(raw_sum).exists()
            kind = FaultKind.FILE_DAMAGED if there else FaultKind.FILE_MISSING
            state = "damaged" if there else "gone"
            yield Fault(kind, f"The kept file “{raw_name}” of “{title}” is {state}.", raw_sum)
    progress(len(versions), len(versions))
    spoken_of = set(db.column("select raw_sha256 from version union select raw_sha256 from adrift"))
    for path in files.all():
        if path.name not in spoken_of:
            yield Fault(FaultKind.FILE_STRAY, f"No article needs {path.name}.", path.name)
    for entity_id in wrong_entities(db):
        name = db.value("select name from entity where id = ?", entity_id)
        yield Fault(FaultKind.COUNTS, f"The counts of “{name}” are wrong.", entity_id)


def _faults_of_version(db: Database, version_id: int, text_sum: str, title: str) -> Iterator[Fault]:
    text = db.value("select text from version_text where version_id = ?", version_id)
    if text is None or text_sha256(text) != text_sum:
        yield Fault(
            FaultKind.TEXT_CHANGED, f"The text of “{title}” is not as it was kept.", version_id
        )
        return
    for number, start, stop, exact in db.rows(
        "select id, start, stop, exact from annotation where version_id = ? and state <> 'lost'",
        version_id,
    ):
        if text[start:stop] != exact:
            words = exact if len(exact) <= 60 else f"{exact[:59]}…"
            told = f"The highlight “{words}” in “{title}” is not on its words."
            yield Fault(FaultKind.ANCHOR, told, number)


def mend_faults(db: Database, files: KeptFiles, faults: Iterable[Fault]) -> Iterator[Fault]:
    """Mend what can be; give what was.

    A highlight goes back to its words where they stand exactly once, and is marked as lost where
    they do not: it is never left on the wrong ones.
    """
    recount = False
    for fault in faults:
        if fault.kind is FaultKind.ANCHOR:
            _mend_anchor(db, int(fault.key))
        elif fault.kind is FaultKind.FILE_STRAY:
            files.discard(str(fault.key))
        elif fault.kind is FaultKind.COUNTS:
            recount = True
        else:
            continue
        yield fault
    if recount:
        count_anew(db)


def _mend_anchor(db: Database, annotation_id: int) -> None:
    row = db.row(
        "select n.exact, t.text from annotation n join version_text t"
        " on t.version_id = n.version_id where n.id = ?",
        annotation_id,
    )
    if row is None:
        return
    exact, text = row["exact"], row["text"]
    start = text.find(exact) if exact else -1
    if start >= 0 and text.find(exact, start + 1) < 0:
        db.run(
            "update annotation set start = ?, stop = ?, state = 'moved' where id = ?",
            start,
            start + len(exact),
            annotation_id,
        )
    else:
        db.run("update annotation set state = 'lost' where id = ?", annotation_id)
