"""Bring files and text in: read, make canonical, recognise, keep; one transaction per file.

The crafts are imported when the first file comes, so that whoever only names the verb stays light.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from desktop.desk import Desk
from desktop.model.ids import CollectionId
from desktop.model.import_report import ImportReport
from desktop.progress import Cancelled, Task


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
    from desktop.importing.reading import gather, read_file
    from desktop.joinery.arrivals import Batch

    batch = Batch(desk, tags, collection)
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
    from desktop.importing.reading import read_bytes
    from desktop.joinery.arrivals import Batch

    batch = Batch(desk, tags, collection)
    try:
        task.step(0, 1, name)
        batch.take(name, partial(read_bytes, data, name=name, format=format))
    except Cancelled:
        return batch.report(cancelled=True)
    return batch.report()
