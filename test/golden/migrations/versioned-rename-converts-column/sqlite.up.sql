-- 0002_case: up for SQLite
-- rename table tracks to songs
-- rename column minutes to seconds in songs
-- rename primary key tracks_pkey to songs_pkey in songs
-- rename trigger tracks_history to songs_history in songs
-- rename trigger tracks_touch to songs_touch in songs
-- change type of songs.seconds from smallint to bigint by seconds * 60
-- rename table tracks_history to songs_history
-- rename column minutes to seconds in songs_history
-- rename primary key tracks_history_pkey to songs_history_pkey in songs_history
-- rename index tracks_history_id_history_id_idx to songs_history_id_history_id_idx in songs_history
-- and 1 more
-- hazard breaks-running-code: code that names tracks fails until it names songs
-- hazard breaks-running-code: code that names tracks_history fails until it names songs_history
-- hazard breaks-running-code: code that names songs.minutes fails until it names songs.seconds
-- hazard breaks-running-code: code that names songs_history.minutes fails until it names songs_history.seconds
-- hazard rewrites-table: songs is made anew: every row is copied, 5 columns of it
-- hazard rewrites-table: songs_history is made anew: every row is copied, 9 columns of it
-- foreign_keys: off
-- keeps_rows: tracks -> songs, tracks_history -> songs_history
-- transaction: single

--> drop trigger tracks_history_insert
DROP TRIGGER tracks_history_insert;

--> drop trigger tracks_history_update
DROP TRIGGER tracks_history_update;

--> drop trigger tracks_history_delete
DROP TRIGGER tracks_history_delete;

--> drop trigger tracks_history_rekey
DROP TRIGGER tracks_history_rekey;

--> drop trigger tracks_touch
DROP TRIGGER tracks_touch;

--> drop trigger tracks_touch_guard
DROP TRIGGER tracks_touch_guard;

--> drop index tracks_history_id_history_id_idx
DROP INDEX tracks_history_id_history_id_idx;

--> rename table tracks to songs
ALTER TABLE tracks RENAME TO songs;

--> rename table tracks_history to songs_history
ALTER TABLE tracks_history RENAME TO songs_history;

--> rename column minutes of songs to seconds
ALTER TABLE songs RENAME COLUMN minutes TO seconds;

--> rename column minutes of songs_history to seconds
ALTER TABLE songs_history RENAME COLUMN minutes TO seconds;

--> rebuild songs: make its new form
CREATE TABLE songs__new (
  id         INTEGER NOT NULL
    CONSTRAINT songs_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  seconds    INTEGER NOT NULL CONSTRAINT songs_seconds_type CHECK (typeof(seconds) IN ('integer', 'null')),
  created_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT songs_created_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', created_at) IS created_at),
  updated_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CONSTRAINT songs_updated_at_type CHECK (strftime('%Y-%m-%dT%H:%M:%fZ', updated_at) IS updated_at),
  version    INTEGER NOT NULL DEFAULT 1
    CONSTRAINT songs_version_type CHECK (version BETWEEN -2147483648 AND 2147483647 AND typeof(version) <> 'real'),
  CONSTRAINT songs_pkey PRIMARY KEY (id)
);

--> rebuild songs: copy its rows
INSERT INTO songs__new (id, seconds, created_at, updated_at, version)
SELECT id, seconds * 60, created_at, updated_at, version
FROM songs;

--> rebuild songs: stop unless all of its rows are in songs__new
CREATE TEMP TABLE songs AS
SELECT json_extract('{}', 'songs is not dropped unless all of its rows are in songs__new: ' || broken)
FROM (SELECT (SELECT count(*) FROM main.songs__new) <> (SELECT count(*) FROM main.songs) AS broken)
WHERE broken;

--> rebuild songs: hide it from what follows if that failed and nobody stopped
CREATE TEMP VIEW IF NOT EXISTS songs AS SELECT 'stays';

--> rebuild songs: show it again, since all is well
DROP TABLE temp.songs;

--> rebuild songs: drop its old form
DROP TABLE songs;

--> rebuild songs: leave alone what names it
PRAGMA legacy_alter_table = ON;

--> rebuild songs: give the new form its name
ALTER TABLE songs__new RENAME TO songs;

--> rebuild songs: watch what names it again
PRAGMA legacy_alter_table = OFF;

--> rebuild songs_history: make its new form
CREATE TABLE songs_history__new (
  history_id          INTEGER NOT NULL CONSTRAINT songs_history_pkey PRIMARY KEY AUTOINCREMENT,
  history_operation   TEXT    NOT NULL,
  history_recorded_at TEXT    NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  history_actor       TEXT,
  id                  INTEGER NOT NULL,
  seconds             INTEGER NOT NULL,
  created_at          TEXT    NOT NULL,
  updated_at          TEXT    NOT NULL,
  version             INTEGER NOT NULL
);

--> rebuild songs_history: go on counting where it stands
INSERT INTO sqlite_sequence (name, seq)
SELECT 'songs_history__new', seq FROM sqlite_sequence WHERE name = 'songs_history';

--> rebuild songs_history: copy its rows
INSERT INTO songs_history__new (
  history_id,
  history_operation,
  history_recorded_at,
  history_actor,
  id,
  seconds,
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
  seconds * 60,
  created_at,
  updated_at,
  version
FROM songs_history;

--> rebuild songs_history: stop unless all of its rows are in songs_history__new
CREATE TEMP TABLE songs_history AS
SELECT json_extract('{}', 'songs_history is not dropped unless all of its rows are in songs_history__new: ' || broken)
FROM (SELECT (SELECT count(*) FROM main.songs_history__new) <> (SELECT count(*) FROM main.songs_history) AS broken)
WHERE broken;

--> rebuild songs_history: hide it from what follows if that failed and nobody stopped
CREATE TEMP VIEW IF NOT EXISTS songs_history AS SELECT 'stays';

--> rebuild songs_history: show it again, since all is well
DROP TABLE temp.songs_history;

--> rebuild songs_history: drop its old form
DROP TABLE songs_history;

--> rebuild songs_history: leave alone what names it
PRAGMA legacy_alter_table = ON;

--> rebuild songs_history: give the new form its name
ALTER TABLE songs_history__new RENAME TO songs_history;

--> rebuild songs_history: watch what names it again
PRAGMA legacy_alter_table = OFF;

--> rebuild songs_history: index songs_history_id_history_id_idx
CREATE INDEX songs_history_id_history_id_idx ON songs_history (id, history_id);

--> create trigger songs_touch_guard
CREATE TRIGGER songs_touch_guard BEFORE UPDATE OF version ON songs
FOR EACH ROW WHEN NEW.version IS NOT OLD.version AND NEW.version IS NOT OLD.version + 1
BEGIN
  SELECT RAISE(ABORT, 'songs.version counts updates and cannot be set');
END;

--> create trigger songs_touch
CREATE TRIGGER songs_touch AFTER UPDATE ON songs
FOR EACH ROW WHEN NEW.version IS OLD.version
BEGIN
  UPDATE songs
  SET version = OLD.version + 1,
    updated_at = CASE WHEN NEW.updated_at IS OLD.updated_at THEN strftime('%Y-%m-%dT%H:%M:%fZ', 'now') ELSE NEW.updated_at END
  WHERE id = NEW.id;
END;

--> create trigger songs_history_insert
CREATE TRIGGER songs_history_insert AFTER INSERT ON songs
FOR EACH ROW
BEGIN
  INSERT INTO songs_history
    (history_operation, id, seconds, created_at, updated_at, version)
  VALUES
    ('insert', NEW.id, NEW.seconds, NEW.created_at, NEW.updated_at, NEW.version);
END;

--> create trigger songs_history_update
CREATE TRIGGER songs_history_update AFTER UPDATE ON songs
FOR EACH ROW WHEN NEW.version IS NOT OLD.version
BEGIN
  INSERT INTO songs_history
    (history_operation, id, seconds, created_at, updated_at, version)
  VALUES
    ('update', NEW.id, NEW.seconds, NEW.created_at, NEW.updated_at, NEW.version);
END;

--> create trigger songs_history_delete
CREATE TRIGGER songs_history_delete AFTER DELETE ON songs
FOR EACH ROW
BEGIN
  INSERT INTO songs_history
    (history_operation, id, seconds, created_at, updated_at, version)
  VALUES
    ('delete', OLD.id, OLD.seconds, OLD.created_at, OLD.updated_at, OLD.version);
END;

--> create trigger songs_history_rekey
CREATE TRIGGER songs_history_rekey AFTER UPDATE ON songs
FOR EACH ROW WHEN NEW.id IS NOT OLD.id
BEGIN
  INSERT INTO songs_history
    (history_operation, id, seconds, created_at, updated_at, version)
  VALUES
    ('delete', OLD.id, OLD.seconds, OLD.created_at, OLD.updated_at, OLD.version);
END;
