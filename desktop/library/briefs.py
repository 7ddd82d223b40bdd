"""Briefs: their title blocks and outlines."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from desktop import wire
from desktop.errors import NotFound, Refused
from desktop.library.cleaning import clean
from desktop.library.database import Row, Table
from desktop.model.brief import Brief, BriefDetails, BriefItem, ItemKind
from desktop.model.ids import BriefId, BriefItemId, NoteId

_LINE = (
    "select id, json_extract(details, '$.title') as title, modified,"
    " (select count(*) from brief_item where brief_id = brief.id) as items from brief"
)
_LAST_CHANGED = "order by modified desc, id desc"


@dataclass(frozen=True, slots=True)
class BriefLine:
    """One brief in a list."""

    id: BriefId
    title: str
    items: int
    modified: str


class Briefs(Table):
    """The briefs of the library; an id that is not there raises NotFound.

    Items come in outline order: each before its children, brothers by `position`, which counts 0, 1,
    2... among the items of one parent without gaps.
    """

    def add(self, details: BriefDetails) -> Brief:
        """Make a brief with an empty outline.

        Raises:
            Refused: the title is empty.
        """
        number = self._db.insert(
            "insert into brief(uid, details, created, modified) values(?, ?, ?, ?)",
            str(uuid.uuid4()),
            _packed(details),
            self._now,
            self._now,
        )
        return self.get(BriefId(number))

    def get(self, brief_id: BriefId) -> Brief:
        """Return one brief with its outline in order."""
        row = self._db.row("select * from brief where id = ?", brief_id)
        if row is None:
            raise NotFound("brief", brief_id)
        items = self._db.rows(
            "select * from brief_item where brief_id = ? order by position, id", brief_id
        )
        return Brief(
            id=brief_id,
            uid=row["uid"],
            details=wire.decode(BriefDetails, json.loads(row["details"])),
            items=_outline([_item(item) for item in items]),
            created=row["created"],
            modified=row["modified"],
        )

    def count(self) -> int:
        """Return how many briefs there are."""
        return int(self._db.value("select count(*) from brief"))

    def listed(self) -> tuple[BriefLine, ...]:
        """List all, last changed first."""
        return tuple(_line(row) for row in self._db.rows(f"{_LINE} {_LAST_CHANGED}"))

    def edit(self, brief_id: BriefId, details: BriefDetails) -> Brief:
        """Change what the title block says.

        Raises:
            Refused: the title is empty.
        """
        before = self.get(brief_id)
        self._db.run("update brief set details = ? where id = ?", _packed(details), brief_id)
        if self.get(brief_id) != before:
            self._touch(brief_id)
        return self.get(brief_id)

    def remove(self, brief_id: BriefId) -> None:
        """Remove a brief with its outline; what it showed stays."""
        self.get(brief_id)
        self._db.run("delete from brief where id = ?", brief_id)

    def add_items(
        self,
        brief_id: BriefId,
        items: Sequence[tuple[ItemKind, int | None, str]],
        *,
        parent: BriefItemId | None = None,
        position: int | None = None,
    ) -> tuple[BriefItemId, ...]:
        """Add items (kind, ref, text) one after another at a place, or at the end of the parent.

        Raises:
            NotFound: there is no such brief, or no such parent in it.
        """
        self.get(brief_id)
        if parent is not None:
            self._item_row(brief_id, parent)
        beside = self._beside(brief_id, parent)
        at = len(beside) if position is None else max(0, min(position, len(beside)))
        made = [
            BriefItemId(
                self._db.insert(
                    "insert into brief_item(brief_id, parent_id, position, kind, ref, text)"
                    " values(?, ?, ?, ?, ?, ?)",
                    brief_id,
                    parent,
                    at + number,
                    kind,
                    ref,
                    clean(text),
                )
            )
            for number, (kind, ref, text) in enumerate(items)
        ]
        self._number([*beside[:at], *made, *beside[at:]])
        if made:
            self._touch(brief_id)
        return tuple(made)

    def move_item(
        self,
        brief_id: BriefId,
        item_id: BriefItemId,
        *,
        parent: BriefItemId | None,
        position: int,
    ) -> None:
        """Move an item with its children; `position` counts as if it had been taken out first.

        Raises:
            NotFound: there is no such brief, item or parent.
            Refused: it would lie inside itself.
        """
        before = self.get(brief_id)
        held = self._item_row(brief_id, item_id)
        if parent is not None:
            self._item_row(brief_id, parent)
            if parent in self._inside(item_id):
                raise Refused("An item cannot lie inside itself.")
        self._db.run("update brief_item set parent_id = ? where id = ?", parent, item_id)
        beside = [one for one in self._beside(brief_id, parent) if one != item_id]
        at = max(0, min(position, len(beside)))
        self._number([*beside[:at], item_id, *beside[at:]])
        if held["parent_id"] != parent:
            self._number(self._beside(brief_id, held["parent_id"]))
        if self.get(brief_id) != before:
            self._touch(brief_id)

    def edit_item(self, brief_id: BriefId, item_id: BriefItemId, *, text: str) -> BriefItem:
        """Change an item's text."""
        before = self._item_row(brief_id, item_id)["text"]
        self._db.run("update brief_item set text = ? where id = ?", clean(text), item_id)
        if before != clean(text):
            self._touch(brief_id)
        return _item(self._item_row(brief_id, item_id))

    def remove_item(self, brief_id: BriefId, item_id: BriefItemId) -> None:
        """Take an item with its children out of the outline."""
        held = self._item_row(brief_id, item_id)
        self._db.run("delete from brief_item where id = ?", item_id)
        self._number(self._beside(brief_id, held["parent_id"]))
        self._touch(brief_id)

    def showing(self, kind: ItemKind, ref: int) -> tuple[BriefLine, ...]:
        """Return the briefs whose outline shows this record, last changed first."""
        rows = self._db.rows(
            f"{_LINE} where id in (select brief_id from brief_item where kind = ? and ref = ?)"
            f" {_LAST_CHANGED}",
            kind,
            ref,
        )
        return tuple(_line(row) for row in rows)

    def linking_to(self, note_id: NoteId) -> tuple[BriefLine, ...]:
        """Return the briefs whose outline shows a note."""
        return self.showing(ItemKind.NOTE, note_id)

    def _item_row(self, brief_id: BriefId, item_id: BriefItemId) -> Row:
        row = self._db.row(
            "select * from brief_item where id = ? and brief_id = ?", item_id, brief_id
        )
        if row is None:
            raise NotFound(f"item of brief {brief_id} with id", item_id)
        return row

    def _beside(self, brief_id: BriefId, parent: BriefItemId | None) -> list[BriefItemId]:
        return self._db.column(
            "select id from brief_item where brief_id = ? and parent_id is ? order by position, id",
            brief_id,
            parent,
        )

    def _inside(self, item_id: BriefItemId) -> list[BriefItemId]:
        return self._db.column(
            "with recursive inside(id) as (select ? union"
            " select b.id from brief_item b join inside i on b.parent_id = i.id)"
            " select id from inside",
            item_id,
        )

    def _number(self, ordered: Sequence[BriefItemId]) -> None:
        self._db.run_many(
            "update brief_item set position = ?1 where id = ?2 and position <> ?1",
            list(enumerate(ordered)),
        )

    def _touch(self, brief_id: BriefId) -> None:
        self._db.run("update brief set modified = ? where id = ?", self._now, brief_id)


def _outline(items: Sequence[BriefItem]) -> tuple[BriefItem, ...]:
    """Return items in outline order: each before its children."""
    children: dict[BriefItemId | None, list[BriefItem]] = {}
    for item in items:
        children.setdefault(item.parent, []).append(item)
    ordered: list[BriefItem] = []
    waiting = list(reversed(children.get(None, ())))
    while waiting:
        item = waiting.pop()
        ordered.append(item)
        waiting += reversed(children.get(item.id, ()))
    return tuple(ordered)


def _packed(details: BriefDetails) -> str:
    if not details.title.strip():
        raise Refused("A brief needs a title.")
    told = {name: _cleaned(value) for name, value in wire.encode(details).items()}
    return json.dumps(told, ensure_ascii=False)


def _cleaned(value: str | list[str]) -> str | list[str]:
    return clean(value) if isinstance(value, str) else [clean(one) for one in value]


def _item(row: Row) -> BriefItem:
    parent = row["parent_id"]
    return BriefItem(
        id=BriefItemId(row["id"]),
        kind=ItemKind(row["kind"]),
        parent=None if parent is None else BriefItemId(parent),
        position=row["position"],
        ref=row["ref"],
        text=row["text"],
    )


def _line(row: Row) -> BriefLine:
    return BriefLine(BriefId(row["id"]), row["title"], row["items"], row["modified"])
