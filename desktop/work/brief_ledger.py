"""Lay out what a brief could use: every highlight and note of the library, used in it or not yet."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.desk import Desk
from desktop.model.annotation import Colour
from desktop.model.brief import ItemKind
from desktop.model.ids import ArticleId, BriefId
from desktop.progress import Task


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One highlight or note: its words, its comment or first lines, and whether the brief shows it.

    `kind` is HIGHLIGHT or NOTE and `ref` its id. A highlight is shown by its own item or with its
    whole article.
    """

    kind: ItemKind
    ref: int
    words: str
    more: str
    colour: Colour | None
    used: bool


@dataclass(frozen=True, slots=True)
class LedgerGroup:
    """The lines that belong to one article, in text order; `article_id` is None for free notes."""

    article_id: ArticleId | None
    title: str
    lines: tuple[LedgerLine, ...]

    @property
    def used(self) -> int:
        """How many of the lines the brief shows."""
        return sum(line.used for line in self.lines)


@dataclass(frozen=True, slots=True)
class Ledger:
    """Highlights by article and notes by article, those marked last first."""

    highlights: tuple[LedgerGroup, ...]
    notes: tuple[LedgerGroup, ...]


def read_ledger(desk: Desk, task: Task, *, brief_id: BriefId) -> Ledger:
    """Gather all highlights and notes outside the trash, with their use in one brief.

    Raises:
        NotFound: there is no such brief.
    """
    task.step(0)
    with desk.library.reading() as rows:
        brief = rows.briefs.get(brief_id)
        shown = {(item.kind, item.ref) for item in brief.items}
        highlights: dict[ArticleId, list[tuple[str, int, LedgerLine]]] = {}
        for annotation in rows.annotations.all():
            whole = (ItemKind.ARTICLE, annotation.article_id) in shown
            used = whole or (ItemKind.HIGHLIGHT, annotation.id) in shown
            words = " ".join(annotation.quote.exact.split())
            line = LedgerLine(
                ItemKind.HIGHLIGHT,
                annotation.id,
                words,
                annotation.comment,
                annotation.colour,
                used,
            )
            place = (annotation.created, annotation.span.start, line)
            highlights.setdefault(annotation.article_id, []).append(place)
        notes: dict[ArticleId | None, list[LedgerLine]] = {}
        for note in rows.notes.listed():
            line = LedgerLine(
                ItemKind.NOTE,
                note.id,
                note.title,
                " ".join(note.body.split())[:160],
                None,
                (ItemKind.NOTE, note.id) in shown,
            )
            notes.setdefault(note.article_id, []).append(line)
        titles = {
            article_id: rows.articles.get(article_id)
            for article_id in {*highlights, *notes}
            if article_id is not None
        }
    newest = sorted(
        highlights, key=lambda key: max(made for made, _, _ in highlights[key]), reverse=True
    )
    return Ledger(
        tuple(
            LedgerGroup(
                key,
                titles[key].details.title,
                tuple(line for _, _, line in sorted(highlights[key], key=lambda one: one[1])),
            )
            for key in newest
            if not titles[key].trashed
        ),
        tuple(
            LedgerGroup(key, titles[key].details.title if key is not None else "", tuple(lines))
            for key, lines in notes.items()
            if key is None or not titles[key].trashed
        ),
    )
