-- 0002_case: down for SQLite
-- change type of songs.seconds from bigint to smallint by minutes / 60
-- rename trigger songs_touch to tracks_touch in songs
-- rename trigger songs_history to tracks_history in songs
-- rename primary key songs_pkey to tracks_pkey in songs
-- rename column seconds to minutes in songs
-- rename table songs to tracks
-- change type of songs_history.seconds from bigint to smallint by minutes / 60
-- rename index songs_history_id_history_id_idx to tracks_history_id_history_id_idx in songs_history
-- rename primary key songs_history_pkey to tracks_history_pkey in songs_history
-- rename column seconds to minutes in songs_history
-- and 1 more
-- hazard breaks-running-code: code that names songs_history.seconds fails until it names songs_history.minutes
-- hazard breaks-running-code: code that names songs.seconds fails until it names songs.minutes
-- hazard breaks-running-code: code that names songs_history fails until it names tracks_history
-- hazard breaks-running-code: code that names songs fails until it names tracks
-- hazard rewrites-table: tracks is made anew: every row is copied, 5 columns of it
-- hazard narrows-type: tracks.minutes: values of bigint that do not fit smallint stop the migration or come out differently
-- hazard rewrites-table: tracks_history is made anew: every row is copied, 9 columns of it
-- hazard narrows-type: tracks_history.minutes: values of bigint that do not fit smallint stop the migration or come out differently
-- foreign_keys: off
-- keeps_rows: songs -> tracks, songs_history -> tracks_history
-- transaction: single

--> drop trigger songs_history_insert
DROP TRIGGER songs_history_insert;

--> drop trigger songs_history_update
DROP TRIGGER songs_history_update;

--> drop trigger songs_history_delete
DROP TRIGGER songs_history_delete;

--> drop trigger songs_history_rekey
DROP TRIGGER songs_history_rekey;

--> drop trigger songs_touch
DROP TRIGGER songs_touch;

--> drop trigger songs_touch_guard
DROP TRIGGER songs_touch_guard;

--> drop index songs_history_id_history_id_idx
DROP INDEX songs_history_id_history_id_idx;

--> rename column seconds of songs_history to minutes
ALTER TABLE songs_history RENAME COLUMN seconds TO minutes;

--> rename column seconds of songs to minutes
ALTER TABLE songs RENAME COLUMN seconds TO minutes;

--> rename table songs_history to tracks_history
ALTER TABLE songs_history RENAME TO tracks_history;

--> rename table songs to tracks
ALTER TABLE songs RENAME TO tracks;

--> rebuild tracks: make its new form
CREATE TABLE tracks__new (
  id         INTEGER NOT NULL
    CONSTRAINT tracks_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  minutes    INTEGER NOT NULL
    CONSTRAINT tracks_minutes_type CHECK (minutes BETWEEN -32768 AND 32767 AND typeof(minutes) <> 'real'),
  created_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT tracks_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT tracks_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  version    INTEGER NOT NULL DEFAULT 1
    CONSTRAINT tracks_version_type CHECK (version BETWEEN -2147483648 AND 2147483647 AND typeof(version) <> 'real'),
  CONSTRAINT tracks_pkey PRIMARY KEY (id)
);

--> rebuild tracks: copy its rows
INSERT INTO tracks__new (id, minutes, created_at, updated_at, version)
SELECT id, minutes / 60, created_at, updated_at, version
FROM tracks;

--> rebuild tracks: stop unless all of its rows are in tracks__new
CREATE TEMP TABLE tracks AS
SELECT json_extract('{}', 'tracks is not dropped unless all of its rows are in tracks__new: ' || broken)
FROM (SELECT (SELECT count(*) FROM main.tracks__new) <> (SELECT count(*) FROM main.tracks) AS broken)
WHERE broken;

--> rebuild tracks: hide it from what follows if that failed and nobody stopped
CREATE TEMP VIEW IF NOT EXISTS tracks AS SELECT 'stays';

--> rebuild tracks: show it again, since all is well
DROP TABLE temp.tracks;

--> rebuild tracks: drop its old form
DROP TABLE tracks;

--> rebuild tracks: leave alone what names it
PRAGMA legacy_alter_table = ON;

--> rebuild tracks: give the new form its name
ALTER TABLE tracks__new RENAME TO tracks;

--> rebuild tracks: watch what names it again
PRAGMA legacy_alter_table = OFF;

--> rebuild tracks_history: make its new form
CREATE TABLE tracks_history__new (
  history_id          INTEGER NOT NULL CONSTRAINT tracks_history_pkey PRIMARY KEY AUTOINCREMENT,
  history_operation   TEXT    NOT NULL,
  history_recorded_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  history_actor       TEXT,
  id                  INTEGER NOT NULL,
  minutes             INTEGER NOT NULL,
  created_at          TEXT    NOT NULL,
  updated_at          TEXT    NOT NULL,
  version             INTEGER NOT NULL
);

--> rebuild tracks_history: go on counting where it stands
INSERT INTO sqlite_sequence (name, seq)
SELECT 'tracks_history__new', seq FROM sqlite_sequence WHERE name = 'tracks_history';

--> rebuild tracks_history: copy its rows
INSERT INTO tracks_history__new (
  history_id,
  history_operation,
  history_recorded_at,
  history_actor,
  id,
  minutes,
  created_at,
  updated_at,
  version
)
SELECT
  history_id,
  history_operation,
  history_recorded_at,
  history_actor,
  id,
  minutes / 60,
  created_at,
  updated_at,
  version
FROM tracks_history;

--> rebuild tracks_history: stop unless all of its rows are in tracks_history__new
CREATE TEMP TABLE tracks_history AS
SELECT json_extract('{}', 'tracks_history is not dropped unless all of its rows are in tracks_history__new: ' || broken)
FROM (SELECT (SELECT count(*) FROM main.tracks_history__new) <> (SELECT count(*) FROM main.tracks_history) AS broken)
WHERE broken;

--> rebuild tracks_history: hide it from what follows if that failed and nobody stopped
CREATE TEMP VIEW IF NOT EXISTS tracks_history AS SELECT 'stays';

--> rebuild tracks_history: show it again, since all is well
DROP TABLE temp.tracks_history;

--> rebuild tracks_history: drop its old form
DROP TABLE tracks_history;

--> rebuild tracks_history: leave alone what names it
PRAGMA legacy_alter_table = ON;

--> rebuild tracks_history: give the new form its name
ALTER TABLE tracks_history__new RENAME TO tracks_history;

--> rebuild tracks_history: watch what names it again
PRAGMA legacy_alter_table = OFF;

--> rebuild tracks_history: index tracks_history_id_history_id_idx
CREATE INDEX tracks_history_id_history_id_idx ON tracks_history (id, history_id);

--> create trigger tracks_touch_guard
CREATE TRIGGER tracks_touch_guard BEFORE UPDATE OF version ON tracks
FOR EACH ROW WHEN NEW.version IS NOT OLD.version AND NEW.version IS NOT OLD.version + 1
BEGIN
  SELECT RAISE(ABORT, 'tracks.version counts updates and cannot be set');
END;

--> create trigger tracks_touch
CREATE TRIGGER tracks_touch AFTER UPDATE ON tracks
FOR EACH ROW WHEN NEW.version IS OLD.version
BEGIN
  UPDATE tracks
  SET version = OLD.version + 1,
    updated_at = CASE WHEN NEW.updated_at IS OLD.updated_at THEN strftime('%Y-%m-%dT%H:%M:%fZ', 'now') ELSE NEW.updated_at END
  WHERE id = NEW.id;
END;

--> create trigger tracks_history_insert
CREATE TRIGGER tracks_history_insert AFTER INSERT ON tracks
FOR EACH ROW
BEGIN
  INSERT INTO tracks_history
    (history_operation, id, minutes, created_at, updated_at, version)
  VALUES
    ('insert', NEW.id, NEW.minutes, NEW.created_at, NEW.updated_at, NEW.version);
END;

--> create trigger tracks_history_update
CREATE TRIGGER tracks_history_update AFTER UPDATE ON tracks
FOR EACH ROW WHEN NEW.version IS NOT OLD.version
BEGIN
  INSERT INTO tracks_history
    (history_operation, id, minutes, created_at, updated_at, version)
  VALUES
    ('update', NEW.id, NEW.minutes, NEW.created_at, NEW.updated_at, NEW.version);
END;

--> create trigger tracks_history_delete
CREATE TRIGGER tracks_history_delete AFTER DELETE ON tracks
FOR EACH ROW
BEGIN
  INSERT INTO tracks_history
    (history_operation, id, minutes, created_at, updated_at, version)
  VALUES
    ('delete', OLD.id, OLD.minutes, OLD.created_at, OLD.updated_at, OLD.version);
END;

--> create trigger tracks_history_rekey
CREATE TRIGGER tracks_history_rekey AFTER UPDATE ON tracks
FOR EACH ROW WHEN NEW.id IS NOT OLD.id
BEGIN
  INSERT INTO tracks_history
    (history_operation, id, minutes, created_at, updated_at, version)
  VALUES
    ('delete', OLD.id, OLD.minutes, OLD.created_at, OLD.updated_at, OLD.version);
END;
