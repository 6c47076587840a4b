-- 0001_initial: up for SQLite
-- create table members
-- create table members_history
-- create table notes
-- create table samples
-- create table leases
-- create table shelves
-- create table books
-- proven on SQLite 3.53.2: up, down, up again
-- transaction: single

--> create table members
CREATE TABLE members (
  id          TEXT    NOT NULL DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))
  )),
  email       TEXT    NOT NULL CONSTRAINT members_email_type CHECK (length(email) <= 200),
  team        TEXT    NOT NULL,
  handle      TEXT    NOT NULL DEFAULT 'nobody',
  nickname    TEXT,
  leader      INTEGER NOT NULL DEFAULT 0 CONSTRAINT members_leader_type CHECK (leader IN (0, 1)),
  score       INTEGER NOT NULL DEFAULT 0
    CONSTRAINT members_score_type CHECK (score BETWEEN -2147483648 AND 2147483647 AND typeof(score) <> 'real'),
  credit      NUMERIC NOT NULL DEFAULT 0.00,
  created_at  TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT members_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at  TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT members_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  created_by  TEXT,
  updated_by  TEXT,
  deleted_by  TEXT,
  deleted_at  TEXT
    CONSTRAINT members_deleted_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', deleted_at) IS deleted_at),
  deletion_id TEXT,
  version     INTEGER NOT NULL DEFAULT 1
    CONSTRAINT members_version_type CHECK (version BETWEEN -2147483648 AND 2147483647 AND typeof(version) <> 'real'),
  CONSTRAINT members_pkey PRIMARY KEY (id)
);

--> create index members_email_key
CREATE UNIQUE INDEX members_email_key ON members (email) WHERE deleted_at IS NULL;

--> create index members_team_handle_key
CREATE UNIQUE INDEX members_team_handle_key ON members (team, handle) WHERE deleted_at IS NULL;

--> create index members_leader_key
CREATE UNIQUE INDEX members_leader_key ON members (team) WHERE deleted_at IS NULL AND (leader);

--> create index members_nickname_key
CREATE UNIQUE INDEX members_nickname_key ON members (lower(nickname)) WHERE deleted_at IS NULL;

--> create index members_deletion_id_idx
CREATE INDEX members_deletion_id_idx ON members (deletion_id);

--> create table members_history
CREATE TABLE members_history (
  history_id          INTEGER NOT NULL CONSTRAINT members_history_pkey PRIMARY KEY AUTOINCREMENT,
  history_operation   TEXT    NOT NULL,
  history_recorded_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  history_actor       TEXT,
  id                  TEXT    NOT NULL,
  email               TEXT    NOT NULL,
  team                TEXT    NOT NULL,
  handle              TEXT    NOT NULL,
  nickname            TEXT,
  leader              INTEGER NOT NULL,
  score               INTEGER NOT NULL,
  credit              NUMERIC NOT NULL,
  created_at          TEXT    NOT NULL,
  updated_at          TEXT    NOT NULL,
  created_by          TEXT,
  updated_by          TEXT,
  deleted_by          TEXT,
  deleted_at          TEXT,
  deletion_id         TEXT,
  version             INTEGER NOT NULL
);

--> create index members_history_id_history_id_idx
CREATE INDEX members_history_id_history_id_idx ON members_history (id, history_id);

--> create table notes
CREATE TABLE notes (
  id          TEXT NOT NULL DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))
  )),
  member_id   TEXT NOT NULL,
  body        TEXT NOT NULL,
  created_at  TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT notes_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at  TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT notes_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  deleted_at  TEXT
    CONSTRAINT notes_deleted_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', deleted_at) IS deleted_at),
  deletion_id TEXT,
  CONSTRAINT notes_pkey PRIMARY KEY (id),
  CONSTRAINT notes_member_id_fkey FOREIGN KEY (member_id) REFERENCES members (id) ON DELETE CASCADE
);

--> create index notes_member_id_idx
CREATE INDEX notes_member_id_idx ON notes (member_id);

--> create index notes_deletion_id_idx
CREATE INDEX notes_deletion_id_idx ON notes (deletion_id);

--> create table samples
CREATE TABLE samples (
  id     INTEGER NOT NULL
    CONSTRAINT samples_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  small  INTEGER
    CONSTRAINT samples_small_type CHECK (small BETWEEN -32768 AND 32767 AND typeof(small) <> 'real'),
  whole  INTEGER
    CONSTRAINT samples_whole_type CHECK (whole BETWEEN -2147483648 AND 2147483647 AND typeof(whole) <> 'real'),
  big    INTEGER CONSTRAINT samples_big_type CHECK (typeof(big) IN ('integer', 'null')),
  single REAL,
  float  REAL,
  money  NUMERIC,
  long   TEXT,
  flag   INTEGER CONSTRAINT samples_flag_type CHECK (flag IN (0, 1)),
  day    TEXT CONSTRAINT samples_day_type CHECK (date(day) IS day),
  hour   TEXT
    CONSTRAINT samples_hour_type CHECK (strftime('%H:%M:%S', hour) IS substr(hour, 1, 8) AND hour NOT GLOB '*[^0-9:.]*'),
  moment TEXT CONSTRAINT samples_moment_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', moment) IS moment),
  code   TEXT CONSTRAINT samples_code_type CHECK (length(code) <= 3),
  word   TEXT CONSTRAINT samples_word_type CHECK (length(word) <= 20),
  uid    TEXT,
  data   TEXT CONSTRAINT samples_data_type CHECK (json_valid(data)),
  bytes  BLOB,
  mood   TEXT CONSTRAINT samples_mood_type CHECK (mood IN ('glad', 'sad', 'so so')),
  texts  TEXT CONSTRAINT samples_texts_type CHECK (json_valid(texts) AND json_type(texts) = 'array'),
  bigs   TEXT CONSTRAINT samples_bigs_type CHECK (json_valid(bigs) AND json_type(bigs) = 'array'),
  moods  TEXT CONSTRAINT samples_moods_type CHECK (json_valid(moods) AND json_type(moods) = 'array'),
  datas  TEXT CONSTRAINT samples_datas_type CHECK (json_valid(datas) AND json_type(datas) = 'array'),
  CONSTRAINT samples_pkey PRIMARY KEY (id)
);

--> create table leases
CREATE TABLE leases (
  id       INTEGER NOT NULL CONSTRAINT leases_pkey PRIMARY KEY AUTOINCREMENT,
  name     TEXT    NOT NULL,
  released TEXT CONSTRAINT leases_released_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', released) IS released)
);

--> create index leases_open_key
CREATE UNIQUE INDEX leases_open_key ON leases (name) WHERE released IS NULL;

--> create table shelves
CREATE TABLE shelves (
  label TEXT    NOT NULL,
  floor INTEGER NOT NULL DEFAULT 0
    CONSTRAINT shelves_floor_type CHECK (floor BETWEEN -2147483648 AND 2147483647 AND typeof(floor) <> 'real'),
  CONSTRAINT shelves_pkey PRIMARY KEY (label)
);

--> create table books
CREATE TABLE books (
  title TEXT NOT NULL,
  shelf TEXT NOT NULL,
  CONSTRAINT books_pkey PRIMARY KEY (title),
  CONSTRAINT books_shelf_fkey FOREIGN KEY (shelf) REFERENCES shelves (label) ON DELETE CASCADE
);

--> create trigger members_touch_guard
CREATE TRIGGER members_touch_guard BEFORE UPDATE OF version ON members
FOR EACH ROW WHEN NEW.version IS NOT OLD.version AND NEW.version IS NOT OLD.version + 1
BEGIN
  SELECT RAISE(ABORT, 'members.version counts updates and cannot be set');
END;

--> create trigger members_touch
CREATE TRIGGER members_touch AFTER UPDATE ON members
FOR EACH ROW WHEN NEW.version IS OLD.version
BEGIN
  UPDATE members
  SET version = OLD.version + 1,
    updated_at = CASE WHEN NEW.updated_at IS OLD.updated_at THEN strftime('%Y-%m-%dT%H:%M:%fZ', 'now') ELSE NEW.updated_at END
  WHERE id = NEW.id;
END;

--> create trigger members_history_insert
CREATE TRIGGER members_history_insert AFTER INSERT ON members
FOR EACH ROW
BEGIN
  INSERT INTO members_history
    (history_operation, id, email, team, handle, nickname, leader, score, credit, created_at, updated_at, created_by, updated_by, deleted_by, deleted_at, deletion_id, version)
  VALUES
    ('insert', NEW.id, NEW.email, NEW.team, NEW.handle, NEW.nickname, NEW.leader, NEW.score, NEW.credit, NEW.created_at, NEW.updated_at, NEW.created_by, NEW.updated_by, NEW.deleted_by, NEW.deleted_at, NEW.deletion_id, NEW.version);
END;

--> create trigger members_history_update
CREATE TRIGGER members_history_update AFTER UPDATE ON members
FOR EACH ROW WHEN NEW.version IS NOT OLD.version
BEGIN
  INSERT INTO members_history
    (history_operation, id, email, team, handle, nickname, leader, score, credit, created_at, updated_at, created_by, updated_by, deleted_by, deleted_at, deletion_id, version)
  VALUES
    ('update', NEW.id, NEW.email, NEW.team, NEW.handle, NEW.nickname, NEW.leader, NEW.score, NEW.credit, NEW.created_at, NEW.updated_at, NEW.created_by, NEW.updated_by, NEW.deleted_by, NEW.deleted_at, NEW.deletion_id, NEW.version);
END;

--> create trigger members_history_delete
CREATE TRIGGER members_history_delete AFTER DELETE ON members
FOR EACH ROW
BEGIN
  INSERT INTO members_history
    (history_operation, id, email, team, handle, nickname, leader, score, credit, created_at, updated_at, created_by, updated_by, deleted_by, deleted_at, deletion_id, version)
  VALUES
    ('delete', OLD.id, OLD.email, OLD.team, OLD.handle, OLD.nickname, OLD.leader, OLD.score, OLD.credit, OLD.created_at, OLD.updated_at, OLD.created_by, OLD.updated_by, OLD.deleted_by, OLD.deleted_at, OLD.deletion_id, OLD.version);
END;

--> create trigger members_history_rekey
CREATE TRIGGER members_history_rekey AFTER UPDATE ON members
FOR EACH ROW WHEN NEW.id IS NOT OLD.id
BEGIN
  INSERT INTO members_history
    (history_operation, id, email, team, handle, nickname, leader, score, credit, created_at, updated_at, created_by, updated_by, deleted_by, deleted_at, deletion_id, version)
  VALUES
    ('delete', OLD.id, OLD.email, OLD.team, OLD.handle, OLD.nickname, OLD.leader, OLD.score, OLD.credit, OLD.created_at, OLD.updated_at, OLD.created_by, OLD.updated_by, OLD.deleted_by, OLD.deleted_at, OLD.deletion_id, OLD.version);
END;

--> create trigger notes_touch
CREATE TRIGGER notes_touch AFTER UPDATE ON notes
FOR EACH ROW WHEN NEW.updated_at IS OLD.updated_at AND NEW.updated_at IS NOT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
BEGIN
  UPDATE notes
  SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  WHERE id = NEW.id;
END;
