"""Bring articles in."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from desktop.cli.layout import counted, table
from desktop.cli.opening import opened
from desktop.cli.terminal import DONE, SOME_FAILED, Terminal
from desktop.cli.words import Command, PathOf, terminal
from desktop.desk import Desk
from desktop.model.ids import CollectionId
from desktop.model.import_report import ImportReport
from desktop.progress import QuietTask
from desktop.work import browse, sync_index, tend_articles
from desktop.work import import_articles as importing

_STDIN = Path("-")


@click.command("import", cls=Command)
@click.argument("paths", nargs=-1, required=True, type=PathOf())
@click.option("--tag", "tags", multiple=True, metavar="T", help="Tag every article; may repeat.")
@click.option("--collection", metavar="C", help="Put every article into this collection.")
@click.option("--as", "form", metavar="FORMAT", help="Read as text, markdown or html.")
@terminal
def import_articles(
    options: Terminal,
    *,
    paths: tuple[Path, ...],
    tags: tuple[str, ...],
    collection: str | None,
    form: str | None,
) -> int:
    """Bring in files and whole folders; - reads standard input."""
    with opened(options) as desk, options.task("Importing") as task:
        into = _collection(desk, collection) if collection else None
        report = ImportReport()
        files = [path for path in paths if path != _STDIN]
        if len(files) < len(paths):
            report = importing.import_bytes(
                desk,
                task,
                data=sys.stdin.buffer.read(),
                name="-",
                tags=tags,
                collection=into,
                format=form,
            )
        if files and not report.cancelled:
            report = report.joined(
                importing.import_articles(
                    desk, task, paths=files, tags=tags, collection=into, format=form
                )
            )
        if report.imported and not report.cancelled:
            sync_index.sync_index(desk, QuietTask())
    options.report(
        {
            "imported": [
                {
                    "id": one.id,
                    "title": one.title,
                    "path": one.path,
                    "words": one.words,
                    "mentions": one.mentions,
                }
                for one in report.imported
            ],
            "duplicates": [{"path": one.path, "of": one.of} for one in report.duplicates],
            "failed": [{"path": one.path, "reason": one.reason} for one in report.failed],
            "warnings": [{"path": one.path, "message": one.message} for one in report.warnings],
        },
        _told(report),
    )
    for failed in report.failed:
        options.complain(f"Not read: {failed.path}: {failed.reason}")
    for warned in report.warnings:
        options.remark(f"Please look: {warned.path}: {warned.message}")
    if report.cancelled:
        options.remark("Stopped. What was imported before stays.")
    return SOME_FAILED if report.failed or report.cancelled else DONE


def _collection(desk: Desk, name: str) -> CollectionId:
    """Return the collection of that name, made now if there is none."""
    for one in browse.list_collections(desk, QuietTask()):
        if one.name.casefold() == name.casefold():
            return one.id
    made, _ = tend_articles.add_collection(desk, QuietTask(), name=name)
    return made


def _told(report: ImportReport) -> Iterator[str]:
    new, known, failed = len(report.imported), len(report.duplicates), len(report.failed)
    yield f"{counted(new, 'article')} imported, {known} already there, {failed} not read."
    yield from table(
        ("id", "title", "words", "names"),
        ((one.id, one.title, f"{one.words:,}", one.mentions) for one in report.imported),
        grow=1,
    )
    for known_one in report.duplicates:
        yield f"Already there: {known_one.path} is article {known_one.of}."
