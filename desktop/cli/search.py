"""Search sources and notes in one list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from desktop.cli.layout import counted, wrapped
from desktop.cli.opening import opened
from desktop.cli.terminal import DONE, Terminal
from desktop.cli.words import Command, terminal
from desktop.joinery import cells
from desktop.model.spans import Span
from desktop.progress import QuietTask
from desktop.work import search as searching
from desktop.work import sync_index


@click.command(cls=Command)
@click.argument("query")
@click.option("--limit", type=click.IntRange(0, 2**31 - 1), default=20, show_default=True)
@click.option("--offset", type=click.IntRange(0, 2**31 - 1), default=0)
@click.option("--sort", type=click.Choice([s.value for s in searching.Sort]), default="relevance")
@click.option(
    "--facets", is_flag=True, help="Count what was found by kind, source, month and so on."
)
@click.option("--csv", "as_csv", is_flag=True, help="Give a table with one line for each hit.")
@terminal
def search(
    options: Terminal,
    *,
    query: str,
    limit: int,
    offset: int,
    sort: str,
    facets: bool,
    as_csv: bool,
) -> int:
    """Search articles, notes and comments together.

    Words are all wanted; OR, NOT, "a phrase", prefix* and fields such as title: source: tag: person:
    narrow it down.
    """
    with opened(options) as desk, options.task("Searching") as task:
        sync_index.sync_index(desk, QuietTask())
        page = searching.search(
            desk,
            task,
            query=query,
            limit=limit,
            offset=offset,
            sort=searching.Sort(sort),
            facets=facets,
        )
    if as_csv:
        options.answer(_shape(page), _table(page).splitlines())
        return DONE
    options.answer(_shape(page), _told(page, offset))
    if page.hint and not options.json:
        options.complain(page.hint)
    return DONE


def _shape(page: searching.SearchPage) -> dict[str, Any]:
    return {
        "query": page.query,
        "total": page.total,
        "took_ms": round(page.took_ms, 2),
        "hits": [
            {
                "kind": hit.kind,
                "id": hit.id,
                "article_id": hit.article_id,
                "title": hit.title,
                "source": hit.source,
                "date": hit.date,
                "score": round(hit.score, 4),
                "passages": [
                    {
                        "text": passage.text,
                        "start": passage.start,
                        "end": passage.end,
                        "marks": [[mark.start, mark.end] for mark in passage.marks],
                    }
                    for passage in hit.passages
                ],
                "more": hit.more,
                "tags": list(hit.tags),
                "colour": hit.colour.value if hit.colour else None,
            }
            for hit in page.hits
        ],
        "facets": {name: [list(pair) for pair in pairs] for name, pairs in page.facets.items()},
        "suggestion": page.suggestion,
        "hint": page.hint,
        "hint_at": page.hint_at,
        "matched": {name: list(spellings) for name, spellings in page.matched},
        "totals": page.totals,
    }


def _table(page: searching.SearchPage) -> str:
    return cells.table(
        ("kind", "id", "article", "title", "source", "date", "passage"),
        (
            (
                hit.kind,
                hit.id,
                hit.article_id,
                hit.title,
                hit.source,
                hit.date,
                hit.passages[0].text if hit.passages else "",
            )
            for hit in page.hits
        ),
    )


def _told(page: searching.SearchPage, offset: int) -> Iterator[str]:
    if not page.hits:
        yield "Nothing found." if not page.total else f"{counted(page.total, 'hit')}."
    if page.suggestion:
        yield f"Did you mean: {page.suggestion}"
    for name, spellings in page.matched:
        others = [one for one in spellings if one != name]
        if others:
            yield from wrapped(f"{name}: also written {', '.join(others)}")
    for number, hit in enumerate(page.hits, offset + 1):
        about = "  ·  ".join(part for part in (hit.source, hit.date[:10]) if part)
        yield ""
        yield from wrapped(f"{number}. {hit.title}")
        yield f"   {hit.kind} {hit.id}" + (f"  ·  {about}" if about else "")
        for passage in hit.passages:
            yield from wrapped(_marked(passage.text, passage.marks), indent="   ")
    if page.hits:
        yield ""
        yield f"{offset + 1}-{offset + len(page.hits)} of {counted(page.total, 'hit')}."
    for name, pairs in page.facets.items():
        if pairs:
            yield from wrapped(f"{name}: " + ", ".join(f"{value} ({n})" for value, n in pairs[:10]))


def _marked(text: str, marks: tuple[Span, ...]) -> str:
    """Return the passage with the found words in guillemets."""
    for mark in reversed(marks):
        text = f"{text[: mark.start]}»{mark.of(text)}«{text[mark.end :]}"
    return text
