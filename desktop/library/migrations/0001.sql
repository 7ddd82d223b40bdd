-- The first format of a library. Its tables are of these kinds:
--   records   what the user made or changed; every change is a step of the history
--   lexicon   words and names; rows are only ever added, and what nothing uses is shown nowhere
--   kept      large things that never change (texts, mentions), out of the history: taking an import
--             back takes the light record away and leaves these adrift, until the step can no longer
--             be done again
--   derived   counts that follow from the others
--   history   the steps and their inverse statements; the outbox
-- The triggers that fill history and outbox are made by desktop/library/triggers.py from these columns.

create table meta(
  key text primary key,
  value text not null
) strict, without rowid;

-- Records ---------------------------------------------------------------------------------------

create table article(
  id integer primary key autoincrement,
  uid text not null unique,
  title text not null check (instr(title, char(0)) = 0),
  folded text not null,
  authors text not null default '[]',
  source text not null default '',
  published text not null default '',
  language text not null default '',
  address text not null default '',
  credit text not null default '',
  state text not null check (state in ('inbox', 'reading', 'archived')),
  starred integer not null default 0,
  unread integer not null default 1,
  trashed integer not null default 0,
  added text not null,
  version integer not null default 1,
  words integer not null default 0,
  place integer not null default 0
) strict;
create index article_shelf on article(trashed, state, added);
create index article_folded on article(folded);
create index article_address on article(address) where address <> '';

create table version(
  id integer primary key autoincrement,
  article_id integer not null references article on delete cascade,
  number integer not null,
  text_sha256 text not null,
  raw_sha256 text not null,
  raw_name text not null,
  mime text not null,
  extractor text not null,
  lead text not null,
  words integer not null,
  created text not null,
  unique (article_id, number)
) strict;
create index version_text_sha256 on version(text_sha256);
create index version_raw_sha256 on version(raw_sha256);

create table annotation(
  id integer primary key autoincrement,
  uid text not null unique,
  article_id integer not null references article on delete cascade,
  version_id integer not null references version on delete cascade,
  start integer not null check (start >= 0),
  stop integer not null check (stop >= start),
  exact text not null check (instr(exact, char(0)) = 0),
  prefix text not null,
  suffix text not null,
  colour text not null check (colour in ('amber', 'green', 'blue', 'rose')),
  comment text not null default '' check (instr(comment, char(0)) = 0),
  state text not null check (state in ('exact', 'moved', 'review', 'lost')),
  created text not null,
  modified text not null
) strict;
create index annotation_article on annotation(article_id, start);
create index annotation_version on annotation(version_id);
create index annotation_linking on annotation(id) where instr(comment, '[[') > 0;

create table note(
  id integer primary key autoincrement,
  uid text not null unique,
  given text not null default '',
  title text not null check (instr(title, char(0)) = 0),
  folded text not null,
  body text not null check (instr(body, char(0)) = 0),
  article_id integer references article on delete set null,
  annotation_id integer references annotation on delete set null,
  created text not null,
  modified text not null
) strict;
create index note_modified on note(modified);
create index note_folded on note(folded);
create index note_article on note(article_id) where article_id is not null;
create index note_annotation on note(annotation_id) where annotation_id is not null;

create table note_link(
  note_id integer not null references note on delete cascade,
  position integer not null,
  target text not null,
  folded text not null,
  primary key (note_id, position)
) strict, without rowid;
create index note_link_folded on note_link(folded);

create table article_tag(
  article_id integer not null references article on delete cascade,
  tag_id integer not null references tag,
  primary key (article_id, tag_id)
) strict, without rowid;
create index article_tag_tag on article_tag(tag_id);

create table annotation_tag(
  annotation_id integer not null references annotation on delete cascade,
  tag_id integer not null references tag,
  primary key (annotation_id, tag_id)
) strict, without rowid;
create index annotation_tag_tag on annotation_tag(tag_id);

create table note_tag(
  note_id integer not null references note on delete cascade,
  tag_id integer not null references tag,
  primary key (note_id, tag_id)
) strict, without rowid;
create index note_tag_tag on note_tag(tag_id);

create table collection(
  id integer primary key autoincrement,
  name text not null check (instr(name, char(0)) = 0),
  parent_id integer references collection on delete set null
) strict;
create index collection_parent on collection(parent_id);

create table collection_article(
  collection_id integer not null references collection on delete cascade,
  article_id integer not null references article on delete cascade,
  primary key (collection_id, article_id)
) strict, without rowid;
create index collection_article_article on collection_article(article_id);

create table saved_search(
  id integer primary key autoincrement,
  name text not null check (instr(name, char(0)) = 0),
  query text not null check (instr(query, char(0)) = 0),
  hits integer
) strict;

create table brief(
  id integer primary key autoincrement,
  uid text not null unique,
  details text not null check (instr(details, char(0)) = 0),
  created text not null,
  modified text not null
) strict;

create table brief_item(
  id integer primary key autoincrement,
  brief_id integer not null references brief on delete cascade,
  parent_id integer references brief_item on delete cascade,
  position integer not null,
  kind text not null,
  ref integer,
  text text not null default '' check (instr(text, char(0)) = 0)
) strict;
create index brief_item_brief on brief_item(brief_id);
create index brief_item_parent on brief_item(parent_id);
create index brief_item_ref on brief_item(kind, ref) where ref is not null;

create table correction(
  id integer primary key autoincrement,
  kind text not null check (kind in ('merge', 'rename', 'retype', 'reject')),
  keys text not null,
  goal text not null,
  told text not null,
  article_id integer references article on delete cascade,
  created text not null
) strict;
create index correction_article on correction(article_id) where article_id is not null;

-- What a name stands for where the user said so for one article; no entity: it is not a name there.
create table name_here(
  article_id integer not null references article on delete cascade,
  name_id integer not null references name,
  entity_id integer references entity,
  primary key (article_id, name_id)
) strict, without rowid;
create index name_here_name on name_here(name_id);
create index name_here_entity on name_here(entity_id) where entity_id is not null;

-- Lexicon ---------------------------------------------------------------------------------------

create table tag(
  id integer primary key autoincrement,
  name text not null check (instr(name, char(0)) = 0),
  folded text not null unique
) strict;

-- `into_id` is the entity that this one was made one with; `mentions` and `articles` are derived.
-- `folded` here and below has a space before every word, so that one search finds how words begin.
create table entity(
  id integer primary key autoincrement,
  name text not null check (instr(name, char(0)) = 0),
  folded text not null,
  kind text not null,
  into_id integer references entity,
  mentions integer not null default 0,
  articles integer not null default 0
) strict;
create index entity_counts on entity(mentions desc, id) where articles > 0;
create index entity_folded on entity(folded);

-- One name that recognition knows by its key; no entity: the user said that it is not a name.
create table name(
  id integer primary key,
  key text not null unique,
  kind text not null,
  label text not null,
  entity_id integer references entity
) strict;
create index name_entity on name(entity_id);

create table spelling(
  id integer primary key,
  name_id integer not null references name,
  surface text not null,
  folded text not null,
  mentions integer not null default 0,
  unique (name_id, surface)
) strict;
create index spelling_folded on spelling(folded, name_id);
create index spelling_surface on spelling(surface, name_id);

-- Kept: not tied to `version` by a foreign key, so that they outlive a step that is undone -------

create table version_text(
  version_id integer primary key,
  text text not null check (instr(text, char(0)) = 0),
  blocks text not null
) strict;

create table recognition(
  version_id integer primary key,
  model text not null,
  mentions integer not null,
  packed blob not null
) strict;

create table sighting(
  version_id integer not null,
  spelling_id integer not null references spelling,
  mentions integer not null,
  primary key (version_id, spelling_id)
) strict, without rowid;
create index sighting_spelling on sighting(spelling_id, version_id, mentions);

create table quotation(
  id integer primary key,
  version_id integer not null,
  start integer not null,
  stop integer not null,
  speaker text not null,
  cue text not null,
  direct integer not null,
  spelling_id integer references spelling
) strict;
create index quotation_version on quotation(version_id, start);
create index quotation_spelling on quotation(spelling_id) where spelling_id is not null;

create table adrift(
  version_id integer primary key,
  raw_sha256 text not null
) strict;

-- Derived ---------------------------------------------------------------------------------------

-- Which version of an article is counted below; none while it lies in the trash.
create table tally(
  article_id integer primary key,
  version_id integer not null unique
) strict;

create table appearance(
  entity_id integer not null,
  article_id integer not null,
  mentions integer not null,
  primary key (entity_id, article_id)
) strict, without rowid;
create index appearance_article on appearance(article_id, mentions desc, entity_id);

create trigger appearance_insert after insert on appearance begin
  update entity set mentions = mentions + new.mentions, articles = articles + 1
    where id = new.entity_id;
end;
create trigger appearance_delete after delete on appearance begin
  update entity set mentions = mentions - old.mentions, articles = articles - 1
    where id = old.entity_id;
end;

-- History ---------------------------------------------------------------------------------------

create table undo_step(
  id integer primary key autoincrement,
  title text not null,
  made text not null,
  saved text not null,
  joined text not null default '',
  undone integer not null default 0
) strict;

create table undo_log(
  id integer primary key autoincrement,
  step integer not null references undo_step on delete cascade,
  record text not null,
  changed text not null,
  inverse text not null
) strict;
create index undo_log_step on undo_log(step, record);

-- What never changes, and what is adrift --------------------------------------------------------

create trigger version_stands before update on version begin
  select raise(abort, 'a version of an article never changes');
end;
create trigger version_text_stands before update on version_text begin
  select raise(abort, 'the text of a version never changes');
end;

create trigger version_goes after delete on version begin
  insert or replace into adrift values(old.id, old.raw_sha256);
end;
create trigger version_returns after insert on version begin
  delete from adrift where version_id = new.id;
end;

-- What the index has not heard of yet ------------------------------------------------------------

create table outbox(
  seq integer primary key autoincrement,
  noun text not null,
  key integer not null,
  unique (noun, key)
) strict;
