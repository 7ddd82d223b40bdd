"""Rules: what the corrections say of a name that recognition brings, told by its key alone."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from desktop.library.database import Database
from desktop.model.entity import EntityKind


@dataclass(slots=True)
class Rules:
    """The corrections that hold everywhere, later ones over earlier."""

    _same: dict[str, str] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)
    _kinds: dict[str, EntityKind] = field(default_factory=dict)
    _rejected: set[str] = field(default_factory=set)

    @classmethod
    def load(cls, db: Database) -> Rules:
        """Read the rules of a library."""
        rules = cls()
        for row in db.rows(
            "select kind, keys, goal from correction where article_id is null order by id"
        ):
            for key in json.loads(row["keys"]):
                rules.add(row["kind"], key, row["goal"])
        return rules

    def add(self, kind: str, key: str, goal: str) -> None:
        """Take one more rule in."""
        if kind == "reject":
            self._rejected.add(key)
            return
        self._rejected.discard(key)
        if kind == "merge":
            self._same[key] = goal
        elif kind == "rename":
            self._names[key] = goal
        else:
            self._kinds[key] = EntityKind(goal)

    def rejected(self, key: str) -> bool:
        """Whether the user said that this is not a name."""
        return key in self._rejected

    def same_as(self, key: str) -> str | None:
        """Return the key of what the user said this is the same as."""
        seen = {key}
        while (into := self._same.get(key)) is not None and into not in seen:
            seen.add(into)
            key = into
        return key if len(seen) > 1 else None

    def name_of(self, key: str) -> str | None:
        """Return the name that the user gave it."""
        return self._names.get(key)

    def kind_of(self, key: str) -> EntityKind | None:
        """Return the kind that the user gave it."""
        return self._kinds.get(key)
