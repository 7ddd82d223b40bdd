"""Quotations: who said what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from desktop.cli import shapes
from desktop.cli.layout import wrapped
from desktop.cli.opening import opened
from desktop.cli.terminal import DONE, Terminal
from desktop.cli.words import LIMIT, Command, terminal
from desktop.model.quotation import Quotation
from desktop.work import list_quotations


@click.command(cls=Command)
@click.option("--speaker", default="", metavar="E", help="An entity's id, or any of its spellings.")
@click.option("--about", default="", metavar="WORDS", help="Words that must stand in it.")
@click.option("--limit", type=LIMIT, default=200, show_default=True)
@terminal
def quotes(options: Terminal, speaker: str, about: str, limit: int) -> int:
    """List what was said, by whom and where."""
    with opened(options) as desk, options.task("Listing") as task:
        found = list_quotations.list_quotations(
            desk, task, speaker=speaker, about=about, limit=limit
        )
    options.answer([shapes.quotation(one) for one in found], _told(found))
    return DONE


def _told(found: Sequence[Quotation]) -> Iterator[str]:
    if not found:
        yield "No quotations found."
    for one in found:
        yield from wrapped(f"{one.speaker or 'Someone'} ({one.cue or 'quoted'}): {one.text}")
        yield f"   article {one.article_id}, {one.span.start}-{one.span.end}"
