"""Undo and redo: the steps of the history and the statements that take each back.

A step's inverse statements are written by triggers while it is done. Taking it back runs them,
newest first, while the same triggers write the statements that will do it again. Each is one
transaction, so a crash leaves all or nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.library.database import Database, Row, stamp
from desktop.model.ids import StepId

STEPS_KEPT = 100
JOINED_WITHIN = timedelta(minutes=5)
"""Saves of one sitting join into one step; a longer pause begins another."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the history; `undone` ones can be done again."""

    id: StepId
    title: str
    when: str
    undone: bool


def begin_step(db: Database, title: str, join: str, now: datetime) -> tuple[StepId, int]:
    """Start recording a step, new or joined; return it and the last log entry before it.

    A joined step goes by the last title: "Imported 2 articles", then "Imported 3 articles".
    """
    mark = int(db.value("select coalesce(max(id), 0) from undo_log"))
    step = _joinable(db, join, now) if join else None
    if step is None:
        number = db.insert(
            "insert into undo_step(title, made, saved, joined) values(?, ?, ?, ?)",
            title,
            stamp(now),
            stamp(now),
            join,
        )
        step = StepId(number)
    else:
        db.run("update undo_step set saved = ?, title = ? where id = ?", stamp(now), title, step)
    db.run("update recording set step = ?", step)
    return step, mark


def _joinable(db: Database, join: str, now: datetime) -> StepId | None:
    """Return the last step if it is of the same sitting and nothing was undone since."""
    last = db.row("select id, joined, saved, undone from undo_step order by id desc limit 1")
    if last is None or last["undone"] or last["joined"] != join:
        return None
    recent = stamp(now - JOINED_WITHIN) <= last["saved"] <= stamp(now + JOINED_WITHIN)
    return StepId(last["id"]) if recent else None


def end_step(db: Database, step: StepId, mark: int) -> StepId | None:
    """Stop recording; return the step, or None if it came to nothing and is dropped.

    A step that holds something ends what could be done again, and what was adrift for that.
    """
    db.run("update recording set step = null")
    if db.value("select 1 from undo_log where id > ? limit 1", mark) is None:
        db.run(
            "delete from undo_step where id = ?"
            " and not exists (select 1 from undo_log where step = undo_step.id)",
            step,
        )
        return None
    _drop_repeats(db, step, mark)
    if db.value("select 1 from undo_step where undone = 1 limit 1"):
        db.run("delete from undo_step where undone = 1")
        sweep_adrift(db)
    db.run(
        "delete from undo_step where id <= (select id from undo_step order by id desc limit 1 offset ?)",
        STEPS_KEPT,
    )
    return step


def _drop_repeats(db: Database, step: StepId, mark: int) -> None:
    """Forget what an earlier entry of the same step takes back anyway.

    Of many saves of one note only the first inverse matters. No table whose rows are updated has a
    unique column that changes, so leaving the later ones out cannot make two rows collide half-way.
    """
    db.run(
        "delete from undo_log where step = ? and id > ? and changed not in ('+', '-') and exists ("
        " select 1 from undo_log earlier where earlier.step = undo_log.step"
        " and earlier.record = undo_log.record and earlier.id < undo_log.id"
        " and earlier.changed in (undo_log.changed, '+'))",
        step,
        mark,
    )


def sweep_adrift(db: Database) -> None:
    """Delete the texts and mentions of imports that were taken back for good."""
    for table in ("version_text", "recognition", "sighting", "quotation"):
        db.run(f"delete from {table} where version_id in (select version_id from adrift)")
    db.run("delete from adrift")


def next_step(db: Database, *, back: bool) -> Step | None:
    """Return the step that would be undone (`back`) or redone next."""
    pick = "undone = 0 order by id desc" if back else "undone = 1 order by id"
    row = db.row(f"select id, title, saved, undone from undo_step where {pick} limit 1")
    return None if row is None else _step(row)


def turn(db: Database, step: Step) -> None:
    """Take a step back, or do it again if it was taken back.

    Raises:
        sqlite3.IntegrityError: what it speaks of has gone meanwhile.
    """
    # In which order a cascade's rows were written down is SQLite's business: only the end counts.
    db.run("pragma defer_foreign_keys = on")
    inverse = db.column("select inverse from undo_log where step = ? order by id desc", step.id)
    db.run("delete from undo_log where step = ?", step.id)
    db.run("update recording set step = ?", step.id)
    for statement in inverse:
        db.run(statement)
    db.run("update recording set step = null")
    db.run("update undo_step set undone = ? where id = ?", int(not step.undone), step.id)


def steps(db: Database, limit: int) -> tuple[Step, ...]:
    """Return the last steps, newest first."""
    rows = db.rows("select id, title, saved, undone from undo_step order by id desc limit ?", limit)
    return tuple(_step(row) for row in rows)


def _step(row: Row) -> Step:
    return Step(StepId(row["id"]), row["title"], row["saved"], bool(row["undone"]))
