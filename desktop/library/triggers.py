"""Triggers made from the tables' own columns: what is undone, what was touched, what the index hears.

They are TEMP triggers of each writing connection, made anew when it opens. So they always fit the
columns as they are, no migration can leave a stale one behind, and the schema holds only tables.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.library.database import Database
from desktop.model.change import Noun


@dataclass(frozen=True, slots=True)
class Recorded:
    """What is to be recorded of one table's changes.

    `touches` gives noun and id of each record that a changed row counts for, in SQL with `{row}` for
    the row; `heard` is the noun the index is told of, with the same for its id. `apart` are columns
    whose change is nobody's business: no step, no touch, no index. `growing` tables only ever get
    new rows, which are of no interest before something speaks of them.
    """

    table: str
    touches: tuple[tuple[Noun, str], ...] = ()
    heard: tuple[Noun, str] | None = None
    apart: tuple[str, ...] = ()
    growing: bool = False


_ARTICLE_OF_ANNOTATION = "(select article_id from annotation where id = {row}.annotation_id)"

RECORDED = (
    Recorded("article", ((Noun.ARTICLE, "{row}.id"),), (Noun.ARTICLE, "{row}.id"), ("place",)),
    Recorded("version", ((Noun.ARTICLE, "{row}.article_id"),), (Noun.ARTICLE, "{row}.article_id")),
    Recorded(
        "annotation",
        ((Noun.ANNOTATION, "{row}.id"), (Noun.ARTICLE, "{row}.article_id")),
        (Noun.ANNOTATION, "{row}.id"),
    ),
    Recorded(
        "note",
        (
            (Noun.NOTE, "{row}.id"),
            (Noun.ARTICLE, "{row}.article_id"),
            (Noun.ANNOTATION, "{row}.annotation_id"),
        ),
        (Noun.NOTE, "{row}.id"),
    ),
    Recorded("note_link", ((Noun.NOTE, "{row}.note_id"),)),
    Recorded(
        "article_tag",
        ((Noun.ARTICLE, "{row}.article_id"), (Noun.TAG, "{row}.tag_id")),
        (Noun.ARTICLE, "{row}.article_id"),
    ),
    Recorded(
        "annotation_tag",
        (
            (Noun.ANNOTATION, "{row}.annotation_id"),
            (Noun.ARTICLE, _ARTICLE_OF_ANNOTATION),
            (Noun.TAG, "{row}.tag_id"),
        ),
        (Noun.ANNOTATION, "{row}.annotation_id"),
    ),
    Recorded(
        "note_tag",
        ((Noun.NOTE, "{row}.note_id"), (Noun.TAG, "{row}.tag_id")),
        (Noun.NOTE, "{row}.note_id"),
    ),
    Recorded("collection", ((Noun.COLLECTION, "{row}.id"),)),
    Recorded(
        "collection_article",
        ((Noun.COLLECTION, "{row}.collection_id"), (Noun.ARTICLE, "{row}.article_id")),
        (Noun.ARTICLE, "{row}.article_id"),
    ),
    Recorded("saved_search", ((Noun.SAVED_SEARCH, "{row}.id"),), apart=("hits",)),
    Recorded("brief", ((Noun.BRIEF, "{row}.id"),)),
    Recorded("brief_item", ((Noun.BRIEF, "{row}.brief_id"),)),
    Recorded("correction"),
    Recorded("name_here", ((Noun.ARTICLE, "{row}.article_id"),)),
    Recorded("entity", ((Noun.ENTITY, "{row}.id"),), apart=("mentions", "articles"), growing=True),
    Recorded("name", ((Noun.ENTITY, "{row}.entity_id"),), growing=True),
)

UNRECORDED = frozenset(
    {"meta", "tag", "spelling", "version_text", "recognition", "sighting", "quotation", "adrift"}
    | {"tally", "appearance", "undo_step", "undo_log", "outbox"}
)
"""The tables that are out of the history: see 0001.sql for what each is instead."""

_SESSION = """
create temp table recording(step integer);
insert into recording values(null);
create temp table touched(noun text, key integer);
create temp table stale_article(id integer);
create temp table stale_entity(id integer);

create temp trigger tally_article_insert after insert on article begin
  insert into stale_article values(new.id);
end;
create temp trigger tally_article_update after update of trashed, version on article begin
  insert into stale_article values(new.id);
end;
create temp trigger tally_article_delete after delete on article begin
  insert into stale_article values(old.id);
end;
create temp trigger tally_version_insert after insert on version begin
  insert into stale_article values(new.article_id);
end;
create temp trigger tally_name_update after update of entity_id on name begin
  insert into stale_entity select old.entity_id where old.entity_id is not null;
  insert into stale_entity select new.entity_id where new.entity_id is not null;
end;
create temp trigger tally_entity_update after update of name, kind on entity begin
  insert into stale_entity values(new.id);
end;
create temp trigger tally_here_insert after insert on name_here begin
  insert into stale_entity
    select entity_id from name where id = new.name_id and entity_id is not null;
  insert into stale_entity select new.entity_id where new.entity_id is not null;
end;
create temp trigger tally_here_update after update on name_here begin
  insert into stale_entity select old.entity_id where old.entity_id is not null;
  insert into stale_entity select new.entity_id where new.entity_id is not null;
end;
create temp trigger tally_here_delete after delete on name_here begin
  insert into stale_entity
    select entity_id from name where id = old.name_id and entity_id is not null;
  insert into stale_entity select old.entity_id where old.entity_id is not null;
end;

create temp trigger touch_appearance_insert after insert on appearance begin
  insert into touched values('entity', new.entity_id);
end;
create temp trigger touch_appearance_delete after delete on appearance begin
  insert into touched values('entity', old.entity_id);
end;

create temp trigger hear_about after update of trashed, title, source, language on article begin
  delete from outbox where noun = 'annotation'
    and key in (select id from annotation where article_id = new.id);
  insert into outbox(noun, key)
    select 'annotation', id from annotation where article_id = new.id order by id;
  delete from outbox where noun = 'note'
    and key in (select id from note where article_id = new.id);
  insert into outbox(noun, key) select 'note', id from note where article_id = new.id order by id;
end;
create temp trigger hear_recognition after insert on recognition begin
  delete from outbox where noun = 'article'
    and key = (select article_id from version where id = new.version_id);
  insert into outbox(noun, key)
    select 'article', article_id from version where id = new.version_id;
end;
-- What an article has (notes, highlights, comments) can be searched for: told when that changes.
create temp trigger hear_first_mark after insert on annotation
  when not exists(
    select 1 from annotation where article_id = new.article_id and id <> new.id
      and (new.comment = '' or comment <> ''))
begin
  delete from outbox where noun = 'article' and key = new.article_id;
  insert into outbox(noun, key) values('article', new.article_id);
end;
create temp trigger hear_comment after update of comment on annotation
  when (old.comment = '') <> (new.comment = '')
begin
  delete from outbox where noun = 'article' and key = new.article_id;
  insert into outbox(noun, key) values('article', new.article_id);
end;
create temp trigger hear_last_mark after delete on annotation
  when not exists(
    select 1 from annotation where article_id = old.article_id
      and (old.comment = '' or comment <> ''))
begin
  delete from outbox where noun = 'article' and key = old.article_id;
  insert into outbox(noun, key) values('article', old.article_id);
end;
create temp trigger hear_first_note after insert on note
  when new.article_id is not null and not exists(
    select 1 from note where article_id = new.article_id and id <> new.id)
begin
  delete from outbox where noun = 'article' and key = new.article_id;
  insert into outbox(noun, key) values('article', new.article_id);
end;
create temp trigger hear_last_note after delete on note
  when old.article_id is not null and not exists(
    select 1 from note where article_id = old.article_id)
begin
  delete from outbox where noun = 'article' and key = old.article_id;
  insert into outbox(noun, key) values('article', old.article_id);
end;
create temp trigger hear_note_moved after update of article_id on note
  when old.article_id is not new.article_id
begin
  delete from outbox where noun = 'article' and key in (old.article_id, new.article_id);
  insert into outbox(noun, key) select 'article', old.article_id where old.article_id is not null;
  insert into outbox(noun, key) select 'article', new.article_id where new.article_id is not null;
end;
create temp trigger hear_collection after update on collection begin
  delete from outbox where noun = 'article' and key in (
    with recursive inside(id) as (
      select new.id union select c.id from collection c join inside i on c.parent_id = i.id
    )
    select a.article_id from collection_article a join inside i on a.collection_id = i.id);
  insert into outbox(noun, key)
    with recursive inside(id) as (
      select new.id union select c.id from collection c join inside i on c.parent_id = i.id
    )
    select distinct 'article', a.article_id
      from collection_article a join inside i on a.collection_id = i.id;
end;
"""
"""Tables and triggers that no column list could give: what is counted anew, and who hears of whom.

The first tables may say a thing twice: a foreign key's own action (`on delete set null`) overrules
the `or ignore` of a trigger that it sets off, so nothing here may rest on it.
"""


def make_triggers(db: Database) -> None:
    """Make this connection's triggers.

    Raises:
        ValueError: a recorded table has a column that `quote()` does not bring back exactly.
    """
    db.connection.executescript(_SESSION)
    for recorded in RECORDED:
        for statement in _triggers(db, recorded):
            db.run(statement)


def _triggers(db: Database, recorded: Recorded) -> list[str]:
    table = recorded.table
    described = db.rows("select name, type, pk from pragma_table_info(?)", table)
    inexact = [row["name"] for row in described if row["type"].lower() not in ("integer", "text")]
    if inexact:
        message = f"{table} cannot be recorded: {inexact} are neither integer nor text"
        raise ValueError(message)
    columns = [row["name"] for row in described if row["name"] not in recorded.apart]
    keys = [row["name"] for row in sorted(described, key=lambda row: row["pk"]) if row["pk"]]
    made = [_update(recorded, columns, keys)]
    if not recorded.growing:
        names = ",".join(columns)
        values = " || ',' || ".join(f"quote(old.{name})" for name in columns)
        back = f"'insert into {table}({names}) values(' || {values} || ')'"
        away = f"'delete from {table} where ' || {_where('new', keys)}"
        made += [
            _trigger(recorded, "insert", "", ("new",), _log(table, "new", keys, "'+'", away)),
            _trigger(recorded, "delete", "", ("old",), _log(table, "old", keys, "'-'", back)),
        ]
    return made


def _update(recorded: Recorded, columns: list[str], keys: list[str]) -> str:
    """Log only the columns that changed: short, and it takes nothing else back with it."""
    differs = {name: f"old.{name} is not new.{name}" for name in columns}
    names = " || ".join(f"case when {d} then '{name},' else '' end" for name, d in differs.items())
    assign = " || ".join(
        f"case when {d} then '{name}=' || quote(old.{name}) || ',' else '' end"
        for name, d in differs.items()
    )
    table = recorded.table
    inverse = f"'update {table} set ' || rtrim({assign}, ',') || ' where ' || {_where('new', keys)}"
    when = f" of {','.join(columns)}", f"when {' or '.join(differs.values())}"
    log = _log(table, "new", keys, names, inverse)
    return _trigger(recorded, "update", when[0], ("old", "new"), log, when=when[1])


def _where(row: str, keys: list[str]) -> str:
    return " || ' and ' || ".join(f"'{key}=' || quote({row}.{key})" for key in keys)


def _log(table: str, row: str, keys: list[str], changed: str, inverse: str) -> str:
    record = f"'{table}:' || " + " || ',' || ".join(f"{row}.{key}" for key in keys)
    return (
        "insert into undo_log(step, record, changed, inverse) "
        f"select step, {record}, {changed}, {inverse} from recording where step is not null;"
    )


def _trigger(
    recorded: Recorded, event: str, of: str, sides: tuple[str, ...], log: str, *, when: str = ""
) -> str:
    body = [log]
    for side in sides:
        for noun, key in recorded.touches:
            row_key = key.format(row=side)
            body.append(
                f"insert into touched select '{noun}', {row_key} where {row_key} is not null;"
            )
    if recorded.heard is not None:
        noun, key = recorded.heard
        row_key = key.format(row=sides[-1])
        body.append(f"delete from outbox where noun = '{noun}' and key = {row_key};")
        body.append(f"insert into outbox(noun, key) values('{noun}', {row_key});")
    table = recorded.table
    return (
        f"create temp trigger record_{table}_{event} after {event}{of} on {table} {when} begin "
        + " ".join(body)
        + " end"
    )
