"""The last changes: undo, redo, history."""

from __future__ import annotations

import click

from desktop.cli import shapes
from desktop.cli.layout import table
from desktop.cli.opening import opened
from desktop.cli.terminal import DONE, Terminal
from desktop.cli.words import LIMIT, Command, terminal
from desktop.work import undo as steps


@click.command(cls=Command)
@terminal
def undo(options: Terminal) -> int:
    """Take back the last change."""
    with opened(options) as desk, options.task("Undoing") as task:
        change = steps.undo(desk, task)
    options.report(shapes.change(change), f"Taken back: {change.title}")
    return DONE


@click.command(cls=Command)
@terminal
def redo(options: Terminal) -> int:
    """Do the last change that was taken back again."""
    with opened(options) as desk, options.task("Doing again") as task:
        change = steps.redo(desk, task)
    options.report(shapes.change(change), f"Done again: {change.title}")
    return DONE


@click.command(cls=Command)
@click.option("--limit", type=LIMIT, default=20, show_default=True)
@terminal
def history(options: Terminal, limit: int) -> int:
    """List the last changes, newest first."""
    with opened(options) as desk, options.task("Listing") as task:
        rows = steps.history(desk, task, limit=limit)
    options.answer(
        [
            {"id": row.id, "title": row.title, "when": row.when, "undone": row.undone}
            for row in rows
        ],
        table(
            ("when", "change", ""),
            (
                (row.when[:16].replace("T", " "), row.title, "taken back" if row.undone else "")
                for row in rows
            ),
            grow=1,
        )
        or ["Nothing was changed yet."],
    )
    return DONE
