"""Notes: add, list, edit, remove."""

from __future__ import annotations

import sys

import click

from desktop.cli import shapes
from desktop.cli.layout import table
from desktop.cli.opening import opened
from desktop.cli.terminal import DONE, Terminal
from desktop.cli.words import Noun, terminal
from desktop.errors import Refused
from desktop.model.ids import AnnotationId, ArticleId, NoteId
from desktop.work import keep_notes


@click.group(cls=Noun)
def note() -> None:
    """Write notes in Markdown, free or on an article or a highlight; [[names]] become links."""


def _words(text: str) -> str:
    """Return the text, or what standard input holds for "-"."""
    return sys.stdin.read() if text == "-" else text


@note.command()
@click.argument("text", metavar="TEXT")
@click.option("--article", type=int, metavar="ID", help="The article it is about.")
@click.option("--highlight", type=int, metavar="ID", help="The highlight it is about.")
@click.option("--title", default="", metavar="T")
@click.option("--tag", "tags", multiple=True, metavar="T", help="May repeat.")
@terminal
def add(
    options: Terminal,
    *,
    text: str,
    article: int | None,
    highlight: int | None,
    title: str,
    tags: tuple[str, ...],
) -> int:
    """Keep a new note; - reads it from standard input."""
    body = _words(text)
    if not (body.strip() or title.strip()):
        raise Refused("The note is empty.", "Give its words, or a title.")
    with opened(options) as desk, options.task("Keeping") as task:
        made = keep_notes.add_note(
            desk,
            task,
            body=body,
            title=title,
            article_id=ArticleId(article) if article is not None else None,
            annotation_id=AnnotationId(highlight) if highlight is not None else None,
            tags=tags,
        )
    options.report(shapes.note(made.note, made.links), f"Note {made.note.id}: {made.note.title}")
    return DONE


@note.command("list")
@click.option("--tag", default="", metavar="T")
@click.option("--article", type=int, metavar="ID")
@terminal
def list_notes(options: Terminal, tag: str, article: int | None) -> int:
    """List notes, last changed first."""
    with opened(options) as desk, options.task("Listing") as task:
        rows = keep_notes.list_notes(
            desk, task, tag=tag, article_id=ArticleId(article) if article is not None else None
        )
        links = keep_notes.links_of_notes(desk, task, note_ids=[row.note.id for row in rows])
    options.answer(
        [shapes.note(row.note, links[row.note.id]) for row in rows],
        table(
            ("id", "title", "about", "tags", "changed"),
            (
                (
                    row.note.id,
                    row.note.title or row.excerpt,
                    f"article {row.note.article_id}" if row.note.article_id else "",
                    ", ".join(row.note.tags),
                    row.note.modified[:10],
                )
                for row in rows
            ),
            grow=1,
        )
        or ["No notes."],
    )
    return DONE


@note.command()
@click.argument("note_id", metavar="ID", type=int)
@click.argument("text", metavar="TEXT", required=False)
@click.option("--title", metavar="T")
@click.option("--tag", "tags", multiple=True, metavar="T", help="Replaces its tags; '' for none.")
@terminal
def edit(
    options: Terminal, *, note_id: int, text: str | None, title: str | None, tags: tuple[str, ...]
) -> int:
    """Change a note's text, title or tags."""
    with opened(options) as desk, options.task("Changing") as task:
        kept = keep_notes.edit_note(
            desk,
            task,
            note_id=NoteId(note_id),
            body=None if text is None else _words(text),
            title=title,
            tags=tuple(tag for tag in tags if tag.strip()) if tags else None,
        )
    options.report(shapes.note(kept.note, kept.links), f"Note {kept.note.id}: {kept.note.title}")
    return DONE


@note.command()
@click.argument("note_id", metavar="ID", type=int)
@terminal
def rm(options: Terminal, note_id: int) -> int:
    """Remove a note; undo brings it back."""
    with opened(options) as desk, options.task("Removing") as task:
        change = keep_notes.remove_note(desk, task, note_id=NoteId(note_id))
    options.report(
        shapes.change(change), f"Note {note_id} removed. Bring it back with: carrel undo"
    )
    return DONE
