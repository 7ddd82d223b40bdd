"""Articles: list, show, edit."""

from __future__ import annotations

from collections.abc import Iterator

import click

from desktop.cli import shapes
from desktop.cli.layout import table, wrapped
from desktop.cli.opening import opened
from desktop.cli.terminal import DONE, Terminal
from desktop.cli.words import LIMIT, Command, terminal
from desktop.desk import Desk
from desktop.model.article import BlockKind
from desktop.model.ids import ArticleId
from desktop.progress import QuietTask, Task
from desktop.work import browse, read_article, tend_articles


@click.command("list", cls=Command)
@click.argument("query", required=False, default="")
@click.option("--limit", type=LIMIT, default=100, show_default=True)
@terminal
def list_articles(options: Terminal, query: str, limit: int) -> int:
    """List articles, newest first, or those that a query finds, best first."""
    with opened(options) as desk, options.task("Listing") as task:
        if query.strip():
            found = _found(desk, task, query, limit)
            listed = browse.pick(desk, task, article_ids=found)
        else:
            rows = browse.shelf(desk, task, place=browse.Shelf.ALL, limit=limit)
            listed = tuple(row.article for row in rows)
    options.answer(
        [shapes.article(one) for one in listed],
        table(
            ("id", "title", "source", "published", "words", "state"),
            (
                (
                    one.id,
                    one.details.title,
                    one.details.source,
                    one.details.published[:10],
                    f"{one.words:,}",
                    one.state.value,
                )
                for one in listed
            ),
            grow=1,
        )
        or ["No articles. Bring some in: carrel import PATH" if not query else "Nothing found."],
    )
    return DONE


def _found(desk: Desk, task: Task, query: str, limit: int) -> tuple[ArticleId, ...]:
    from desktop.work import search, sync_index

    sync_index.sync_index(desk, QuietTask())
    search.search(desk, task, query=query, limit=0)  # what is wrong with it is wrong by itself
    page = search.search(desk, task, query=f"({query}) kind:article", limit=limit)
    return tuple(ArticleId(hit.id) for hit in page.hits)


@click.command(cls=Command)
@click.argument("article_id", metavar="ID", type=int)
@click.option("--version", "number", type=LIMIT, help="An older version of its text.")
@terminal
def show(options: Terminal, article_id: int, number: int | None) -> int:
    """Show one article with everything marked in it."""
    with opened(options) as desk, options.task("Reading") as task:
        page = read_article.read_article(
            desk, task, article_id=ArticleId(article_id), version=number
        )
    shape = {
        **shapes.details(page.article.id, page.article.details),
        "version": page.version.number,
        "state": page.article.state.value,
        "words": page.article.words,
        "tags": list(page.article.tags),
        "collections": list(page.collections),
        "text": page.version.text,
        "blocks": [shapes.block(one) for one in page.version.blocks],
        "mentions": [shapes.mention(one, page.entities) for one in page.mentions],
        "annotations": [shapes.annotation(one) for one in page.annotations],
        "quotations": [shapes.quotation(one) for one in page.quotations],
        "notes": [shapes.note(one) for one in page.notes],
    }
    options.answer(shape, _laid_out(page))
    return DONE


def _laid_out(page: read_article.ReaderPage) -> Iterator[str]:
    known = page.article.details
    yield known.title
    line = "  ·  ".join(
        part for part in (known.source, ", ".join(known.by), known.published, known.address) if part
    )
    if line:
        yield line
    yield ""
    for block in page.version.blocks:
        words = block.span.of(page.version.text)
        if block.kind is BlockKind.HEADLINE and words == known.title:
            continue
        if block.kind is BlockKind.HEADING:
            yield ""
        bullet = "- " if block.kind is BlockKind.LIST_ITEM else ""
        indent = "    " if block.kind in {BlockKind.QUOTE, BlockKind.CODE} else ""
        yield from wrapped(bullet + words, indent=indent)
        yield ""
    for one in page.annotations:
        yield from wrapped(f"[{one.id}] {one.colour.value}: “{one.quote.exact}” {one.comment}")
    for note in page.notes:
        yield from wrapped(f"[note {note.id}] {note.title}")
    names = sorted(page.entities.values(), key=lambda one: (one.kind, one.name))
    if names:
        yield from wrapped("Named here: " + ", ".join(f"{n.name} ({n.kind.value})" for n in names))


@click.command(cls=Command)
@click.argument("article_id", metavar="ID", type=int)
@click.option("--title")
@click.option("--by", multiple=True, metavar="NAME", help="An author; may repeat. '' for none.")
@click.option("--source")
@click.option("--published", metavar="DATE", help="2025, 2025-12 or 2025-12-15.")
@click.option("--language", metavar="TAG", help="A language tag such as en or uk.")
@click.option("--url", "address", metavar="ADDRESS")
@terminal
def edit(
    options: Terminal,
    *,
    article_id: int,
    title: str | None,
    by: tuple[str, ...],
    source: str | None,
    published: str | None,
    language: str | None,
    address: str | None,
) -> int:
    """Change what is known of an article besides its text."""
    key = ArticleId(article_id)
    with opened(options) as desk, options.task("Changing") as task:
        tend_articles.edit_details(
            desk,
            task,
            article_id=key,
            title=title,
            by=tuple(name for name in by if name.strip()) if by else None,
            source=source,
            published=published,
            language=language,
            address=address,
        )
        given = read_article.read_article(desk, task, article_id=key).article.details
    shape = shapes.details(key, given)
    options.report(shape, _fields(shape))
    return DONE


def _fields(shape: dict[str, object]) -> Iterator[str]:
    for name, value in shape.items():
        text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        yield f"{name:10} {text}".rstrip()
