"""Care of the library: reindex, check, backup, restore."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from desktop.cli.layout import counted
from desktop.cli.opening import opened
from desktop.cli.terminal import DONE, SOME_FAILED, Terminal
from desktop.cli.words import Command, PathOf, terminal
from desktop.work import look_after, sync_index


@click.command(cls=Command)
@terminal
def reindex(options: Terminal) -> int:
    """Build the search index anew from the library."""
    with opened(options) as desk, options.task("Indexing") as task:
        report = sync_index.reindex(desk, task)
    shape = {
        "written": report.written,
        "removed": report.removed,
        "rebuilt": report.rebuilt,
        "busy": report.busy,
    }
    if report.busy:
        options.report(shape, "Another Carrel is writing the index; try again when it is done.")
        return SOME_FAILED
    options.report(shape, f"{counted(report.written, 'entry', 'entries')} written.")
    return DONE


@click.command(cls=Command)
@click.option("--repair", is_flag=True, help="Mend what can be mended.")
@terminal
def check(options: Terminal, repair: bool) -> int:
    """Check the database, every highlight, the kept files and the index."""
    with opened(options) as desk, options.task("Checking") as task:
        report = look_after.check(desk, task, repair=repair)
    shape = {
        "articles": report.articles,
        "notes": report.notes,
        "annotations": report.annotations,
        "entries": report.entries,
        "problems": list(report.problems),
        "repaired": list(report.repaired),
        "waiting": report.waiting,
        "sound": report.sound,
    }
    options.answer(shape, _told(report, repair))
    return DONE if report.sound else SOME_FAILED


def _told(report: look_after.CheckReport, repair: bool) -> Iterator[str]:
    parts = (
        counted(report.articles, "article"),
        counted(report.notes, "note"),
        counted(report.annotations, "highlight"),
        counted(report.entries, "entry", "entries") + " in the index",
    )
    yield ", ".join(parts) + "."
    for problem in report.problems:
        yield f"Wrong: {problem}"
    for mended in report.repaired:
        yield f"Mended: {mended}"
    if report.waiting:
        yield f"{counted(report.waiting, 'change')} for the index to hear of at the next search."
    if report.sound:
        yield "All is well."
    elif repair:
        yield "Not all could be mended. Restore a backup: carrel restore FILE DIR"
    else:
        yield "Mend what can be mended: carrel check --repair"


@click.command(cls=Command)
@click.argument("file", type=PathOf(dir_okay=False))
@terminal
def backup(options: Terminal, file: Path) -> int:
    """Write the whole library to one file."""
    with opened(options) as desk, options.task("Backing up") as task:
        size = look_after.back_up(desk, task, path=file)
    options.report({"path": str(file), "bytes": size}, f"{file}: {size:,} bytes.")
    return DONE


@click.command(cls=Command)
@click.argument("file", type=PathOf(dir_okay=False))
@click.argument("folder", metavar="DIR", type=PathOf(file_okay=False))
@terminal
def restore(options: Terminal, file: Path, folder: Path) -> int:
    """Make a library in an empty or new folder from a backup."""
    with options.task("Restoring") as task:
        look_after.restore(task, backup=file, folder=folder)
    options.report({"path": str(folder)}, f"Restored. Use it with: carrel --library {folder} list")
    return DONE
