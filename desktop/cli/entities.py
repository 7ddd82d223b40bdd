"""Entities: the list over the archive, one's dossier, corrections, and recognition alone."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from desktop.cli import shapes
from desktop.cli.layout import counted, table, wrapped
from desktop.cli.opening import opened
from desktop.cli.terminal import DONE, SOME_FAILED, Terminal
from desktop.cli.words import LIMIT, Noun, PathOf, terminal
from desktop.errors import NotWritten, Refused
from desktop.model.entity import EntityKind
from desktop.model.ids import ArticleId, EntityId
from desktop.paths import write_whole
from desktop.progress import Task
from desktop.work import tend_entities

_STANDARD = Path("-")
_UNREADABLE = re.compile("[\x00\ud800-\udfff]")
"""What JSON can write and no text holds; each is read as one sign that stands for it."""
_KIND = click.Choice([kind.value for kind in EntityKind])


@click.group(cls=Noun, unsaid="list")
def entities() -> None:
    """People, organisations, places and other names over the whole archive."""


@entities.command("list")
@click.argument("query", required=False, default="")
@click.option("--kind", type=_KIND)
@click.option("--limit", type=LIMIT, default=200, show_default=True)
@terminal
def list_entities(options: Terminal, query: str, kind: str | None, limit: int) -> int:
    """List entities, most mentioned first; QUERY is the beginning of a name."""
    with opened(options) as desk, options.task("Listing") as task:
        found = tend_entities.list_entities(
            desk, task, query=query, kind=EntityKind(kind) if kind else None, limit=limit
        )
    options.answer(
        [shapes.entity(one) for one in found],
        table(
            ("id", "name", "kind", "mentions", "articles"),
            ((one.id, one.name, one.kind.value, one.mentions, one.articles) for one in found),
            grow=1,
        )
        or ["No names found."],
    )
    return DONE


@entities.command()
@click.argument("entity_id", metavar="ID", type=int)
@terminal
def show(options: Terminal, entity_id: int) -> int:
    """Show all that is known of one entity."""
    with opened(options) as desk, options.task("Reading") as task:
        known = tend_entities.read_dossier(desk, task, entity_id=EntityId(entity_id))
    shape = {
        **shapes.entity(known.entity),
        "spellings": [list(pair) for pair in known.spellings],
        "first_seen": known.first_seen,
        "last_seen": known.last_seen,
        "in": [
            {"article_id": key, "title": title, "date": date, "mentions": count}
            for key, title, date, count in known.articles
        ],
        "beside": [{**shapes.entity(one), "together": count} for one, count in known.beside],
        "sightings": [
            {
                "article_id": one.article_id,
                "start": one.span.start,
                "end": one.span.end,
                "surface": one.surface,
            }
            for one in known.sightings
        ],
        "months": [list(pair) for pair in known.months],
    }
    options.answer(shape, _told(known))
    return DONE


def _told(known: tend_entities.Dossier) -> Iterator[str]:
    yield f"{known.entity.name}  ({known.entity.kind.value})"
    yield (
        f"{counted(known.entity.mentions, 'mention')} in "
        f"{counted(known.entity.articles, 'article')}"
    )
    yield from wrapped("Written: " + ", ".join(f"{word} ({n})" for word, n in known.spellings))
    if known.beside:
        beside = ", ".join(f"{one.name} ({count})" for one, count in known.beside[:10])
        yield from wrapped(f"Together with: {beside}")
    yield ""
    yield from table(
        ("article", "title", "date", "mentions"),
        ((key, title, date[:10], count) for key, title, date, count in known.articles),
        grow=1,
    )


def _correction(options: Terminal, title: str, correct: Callable[..., Any], **given: Any) -> int:
    with opened(options) as desk, options.task(title) as task:
        change = correct(desk, task, **given)
    options.report(shapes.change(change), f"{change.title}. Take it back with: carrel undo")
    return DONE


@entities.command()
@click.argument("entity_id", metavar="ID", type=int)
@click.argument("into", type=int)
@terminal
def merge(options: Terminal, entity_id: int, into: int) -> int:
    """Make two entities one, under the name of INTO."""
    return _correction(
        options,
        "Merging",
        tend_entities.merge_entities,
        entity_id=EntityId(entity_id),
        into=EntityId(into),
    )


@entities.command()
@click.argument("entity_id", metavar="ID", type=int)
@click.argument("name")
@terminal
def rename(options: Terminal, entity_id: int, name: str) -> int:
    """Give an entity another name."""
    return _correction(
        options, "Renaming", tend_entities.rename_entity, entity_id=EntityId(entity_id), name=name
    )


@entities.command()
@click.argument("entity_id", metavar="ID", type=int)
@click.argument("kind", type=_KIND)
@terminal
def retype(options: Terminal, entity_id: int, kind: str) -> int:
    """Say of what kind an entity is."""
    return _correction(
        options,
        "Changing",
        tend_entities.retype_entity,
        entity_id=EntityId(entity_id),
        kind=EntityKind(kind),
    )


@entities.command()
@click.argument("entity_id", metavar="ID", type=int)
@click.option("--in", "article", type=int, metavar="ARTICLE", help="Only in this article.")
@terminal
def reject(options: Terminal, entity_id: int, article: int | None) -> int:
    """Say that this is not a name."""
    return _correction(
        options,
        "Changing",
        tend_entities.reject_entity,
        entity_id=EntityId(entity_id),
        article_id=ArticleId(article) if article is not None else None,
    )


@entities.command()
@click.option("--jsonl", is_flag=True, expose_value=False, help="One JSON object on each line.")
@click.argument("source", metavar="IN", type=PathOf(exists=True, allow_dash=True))
@click.argument("target", metavar="OUT", type=PathOf(dir_okay=False))
@terminal
def tag(options: Terminal, source: Path, target: Path) -> int:
    """Recognise names in texts, with no library: {"id", "text"} in, {"id", "mentions"} out.

    IN and OUT may be - for standard input and output.
    """
    lines = _texts(source)
    with options.task("Recognising") as task:
        out, failed = _tag(lines, task)
    for line, reason in failed:
        options.complain(f"{source.name}, line {line}: {reason}")
    if target == _STANDARD:
        sys.stdout.writelines(out)
    else:
        _write(target, "".join(out))
        options.report(
            {"path": str(target), "texts": len(out), "failed": len(failed)},
            f"{counted(len(out), 'text')} written to {target}.",
        )
    return SOME_FAILED if failed else DONE


def _texts(source: Path) -> list[str]:
    try:
        raw = sys.stdin.buffer.read() if source == _STANDARD else source.read_bytes()
        return raw.decode("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"{source.name} cannot be read: {error}.", "Give a text file.") from error


def _tag(lines: list[str], task: Task) -> tuple[list[str], list[tuple[int, str]]]:
    from desktop.entities.recognise import Recogniser

    recogniser = Recogniser.load()
    out: list[str] = []
    failed: list[tuple[int, str]] = []
    for number, line in enumerate(lines, 1):
        task.step(number - 1, len(lines), f"line {number}")
        if not line.strip():
            continue
        asked = _asked(line)
        if asked is None:
            failed.append((number, "not an object with an id and a text"))
            continue
        key, text = asked
        mentions = [
            {"start": one.span.start, "end": one.span.end, "kind": one.kind.value}
            for one in recogniser.recognise(text).mentions
        ]
        out.append(json.dumps({"id": key, "mentions": mentions}, ensure_ascii=False) + "\n")
    return out, failed


def _write(target: Path, text: str) -> None:
    try:
        write_whole(target, text.encode())
    except OSError as error:
        raise NotWritten(target, f"{error.strerror}.", "Choose another place.") from error


def _asked(line: str) -> tuple[object, str] | None:
    """Return the id and the text of one line, or None for any other shape."""
    try:
        asked = json.loads(line)
    except ValueError:
        return None
    if not isinstance(asked, dict) or "id" not in asked or not isinstance(asked.get("text"), str):
        return None
    return asked["id"], _UNREADABLE.sub("\ufffd", asked["text"])
