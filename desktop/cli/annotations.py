"""Highlights: mark words of an article, and write all marks to a file."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from desktop.cli.layout import counted
from desktop.cli.opening import opened
from desktop.cli.terminal import DONE, Terminal
from desktop.cli.words import Command, Noun, PathOf, terminal
from desktop.model.annotation import Colour
from desktop.model.ids import ArticleId
from desktop.work import annotate as marking
from desktop.work import export_annotations


@click.command(cls=Command)
@click.argument("article_id", metavar="ID", type=int)
@click.option(
    "--quote", required=True, metavar="TEXT", help="The words; they must stand there once."
)
@click.option("--prefix", default="", metavar="P", help="What stands before them.")
@click.option("--suffix", default="", metavar="S", help="What stands after them.")
@click.option(
    "--colour",
    type=click.Choice([colour.value for colour in Colour]),
    default=Colour.AMBER.value,
    show_default=True,
)
@click.option("--comment", default="", metavar="TEXT")
@click.option("--tag", "tags", multiple=True, metavar="T", help="May repeat.")
@terminal
def annotate(
    options: Terminal,
    *,
    article_id: int,
    quote: str,
    prefix: str,
    suffix: str,
    colour: str,
    comment: str,
    tags: tuple[str, ...],
) -> int:
    """Highlight words of an article, with a comment and tags if you like."""
    with opened(options) as desk, options.task("Marking") as task:
        made = marking.highlight_quote(
            desk,
            task,
            article_id=ArticleId(article_id),
            quote=quote,
            prefix=prefix,
            suffix=suffix,
            colour=Colour(colour),
            comment=comment,
            tags=tags,
        )
    one = made.annotation
    options.report(
        {
            "id": one.id,
            "start": one.span.start,
            "end": one.span.end,
            "state": one.state.value,
            "undo": made.change.step,
        },
        f"Highlight {one.id} at {one.span.start}-{one.span.end}: “{one.quote.exact}”",
    )
    return DONE


@click.group(cls=Noun)
def export() -> None:
    """Write things to files that other programs read."""


@export.command("annotations")
@click.option("-o", "--output", "path", type=PathOf(dir_okay=False))
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonld", "md", "csv"]),
    default="jsonld",
    show_default=True,
    help="W3C Web Annotation JSON-LD, Markdown or a table.",
)
@terminal
def export_all(options: Terminal, path: Path | None, form: str) -> int:
    """Write all highlights and notes; without -o, to standard output."""
    to_file = path is not None and path != Path("-")
    with opened(options) as desk, options.task("Exporting") as task:
        text, report = export_annotations.export_annotations(
            desk, task, format=form, path=path if to_file else None
        )
    if not to_file and not options.json:
        sys.stdout.write(text)
        return DONE
    shape: dict[str, object] = {
        "path": report.path,
        "annotations": report.annotations,
        "notes": report.notes,
    }
    if not to_file:
        shape["text"] = text
    options.report(
        shape,
        f"{counted(report.annotations, 'highlight')} and {counted(report.notes, 'note')} "
        f"written to {report.path}.",
    )
    return DONE
