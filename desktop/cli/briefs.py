"""Briefs: draft them, fill them, send them out as Word documents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from desktop.cli import shapes
from desktop.cli.layout import counted, table
from desktop.cli.opening import opened
from desktop.cli.terminal import DONE, Terminal
from desktop.cli.words import Noun, PathOf, terminal
from desktop.errors import NotFound
from desktop.model.brief import Brief, ItemKind
from desktop.model.ids import ArticleId, BriefId, BriefItemId
from desktop.progress import QuietTask
from desktop.work import draft_brief
from desktop.work import export_brief as exporting

_SHOWN = {
    "article": ItemKind.ARTICLE,
    "highlight": ItemKind.HIGHLIGHT,
    "note": ItemKind.NOTE,
    "entity": ItemKind.ENTITY,
}
_WRITTEN = {"heading": ItemKind.HEADING, "text": ItemKind.TEXT, "block": ItemKind.BLOCK}


@click.group(cls=Noun)
def brief() -> None:
    """Briefs: outlines of articles, highlights and notes, sent out as Word documents."""


@brief.command()
@click.argument("title")
@click.option("--preset", default="intelligence", show_default=True, metavar="P")
@terminal
def new(options: Terminal, title: str, preset: str) -> int:
    """Begin a brief."""
    with opened(options) as desk, options.task("Drafting") as task:
        made = draft_brief.new_brief(desk, task, title=title, preset=preset)
    options.report(shapes.brief(made.brief), f"Brief {made.brief.id}: {made.brief.details.title}")
    return DONE


@brief.command()
@click.argument("brief_id", metavar="BRIEF", type=int)
@click.argument("items", metavar="ITEM...", nargs=-1, required=True)
@terminal
def add(options: Terminal, brief_id: int, items: tuple[str, ...]) -> int:
    """Add to a brief's outline.

    An ITEM is an article's id, or one of article:ID highlight:ID note:ID entity:ID heading:WORDS
    text:WORDS.
    """
    added = [_item(word) for word in items]
    with opened(options) as desk, options.task("Drafting") as task:
        made = draft_brief.add_items(desk, task, brief_id=BriefId(brief_id), items=added)
    options.report(
        shapes.brief(made.brief),
        f"{counted(len(added), 'item')} added to brief {made.brief.id}.",
    )
    return DONE


def _item(word: str) -> draft_brief.NewItem:
    kind, colon, rest = word.partition(":")
    if not colon and word.isdecimal():
        return draft_brief.NewItem(ItemKind.ARTICLE, ref=int(word))
    if kind in _SHOWN and rest.isdecimal():
        return draft_brief.NewItem(_SHOWN[kind], ref=int(rest))
    if kind in _WRITTEN and rest:
        return draft_brief.NewItem(_WRITTEN[kind], text=rest)
    raise click.BadParameter(
        f"{word!r} is no item. Write an article's id, or article:ID, highlight:ID, note:ID, "
        "entity:ID, heading:WORDS or text:WORDS."
    )


@brief.command()
@click.argument("brief_id", metavar="BRIEF", type=int)
@terminal
def show(options: Terminal, brief_id: int) -> int:
    """Show a brief's outline."""
    with opened(options) as desk, options.task("Reading") as task:
        page = draft_brief.read_brief(desk, task, brief_id=BriefId(brief_id))
    options.answer(shapes.brief(page.brief, page.titles), _outline(page.brief, page.titles))
    return DONE


def _outline(one: Brief, titles: dict[BriefItemId, str]) -> Iterator[str]:
    yield f"{one.details.title}  ({one.details.preset})"
    parents = {item.id: item.parent for item in one.items}
    for item in one.items:
        depth, above = 0, item.parent
        while above is not None:
            depth, above = depth + 1, parents.get(above)
        yield f"{'  ' * depth}{item.id:>4}  {item.kind.value:10} {titles.get(item.id, item.text)}"


@brief.command("list")
@terminal
def list_briefs(options: Terminal) -> int:
    """List briefs, last changed first."""
    with opened(options) as desk, options.task("Listing") as task:
        rows = draft_brief.list_briefs(desk, task)
    options.answer(
        [
            {"id": row.id, "title": row.title, "items": row.items, "modified": row.modified}
            for row in rows
        ],
        table(
            ("id", "title", "items", "changed"),
            ((row.id, row.title, row.items, row.modified[:10]) for row in rows),
            grow=1,
        )
        or ["No briefs. Begin one: carrel brief new TITLE"],
    )
    return DONE


@brief.command()
@click.argument("ids", metavar="(BRIEF | ID...)", nargs=-1, required=True)
@click.option("-o", "--output", "path", required=True, type=PathOf(dir_okay=False))
@click.option(
    "--title", default="", metavar="T", help="Make a brief of the articles ID... with it."
)
@click.option("--preset", metavar="P")
@click.option("--template", metavar="HOUSE.docx", type=PathOf())
@click.option("--citations", metavar="STYLE")
@click.option("--handling", metavar="LINE")
@terminal
def export(
    options: Terminal,
    *,
    ids: tuple[str, ...],
    path: Path,
    title: str,
    preset: str | None,
    template: Path | None,
    citations: str | None,
    handling: str | None,
) -> int:
    """Write a brief to a file: .docx, .md, or .pdf where LibreOffice is there.

    One number is a brief's; several, or one with --title, are articles' and become a brief on the spot.
    Write article:ID or brief:ID to be plain.
    """
    with opened(options) as desk, options.task("Writing") as task:
        known = {row.id for row in draft_brief.list_briefs(desk, QuietTask())}
        brief_id, articles = _meant(ids, title, known)
        report = exporting.export_brief(
            desk,
            task,
            path=path,
            brief_id=brief_id,
            article_ids=articles,
            title=title,
            preset=preset,
            citations=citations,
            handling=handling,
            template=template,
        )
    shape = {
        "path": report.path,
        "pages": report.pages,
        "comments": report.comments,
        "highlights": report.highlights,
        "footnotes": report.footnotes,
        "warnings": list(report.warnings),
    }
    options.report(
        shape,
        f"{report.path}: {counted(report.comments, 'comment')}, "
        f"{counted(report.highlights, 'highlight')}, {counted(report.footnotes, 'footnote')}.",
    )
    for warning in report.warnings:
        options.remark(f"Please look: {warning}")
    return DONE


def _meant(
    words: tuple[str, ...], title: str, known: set[BriefId]
) -> tuple[BriefId | None, tuple[ArticleId, ...]]:
    """Return the brief that is meant, or the articles."""
    pairs = [word.rpartition(":")[::2] for word in words]
    for word, (kind, key) in zip(words, pairs, strict=True):
        if kind not in {"", "article", "brief"} or not key.isdecimal():
            raise click.BadParameter(f"{word!r} is neither a brief nor an article.")
    if len(pairs) == 1 and not title:
        kind, key = pairs[0]
        if kind == "brief" or (kind == "" and int(key) in known):
            return BriefId(int(key)), ()
    for kind, key in pairs:
        if kind == "brief":
            raise NotFound("article", f"brief:{key}")
    return None, tuple(ArticleId(int(key)) for _, key in pairs)
