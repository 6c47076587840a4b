-- 0002_case: down for PostgreSQL
-- rename index songs_history_id_history_id_idx to tracks_history_id_history_id_idx in songs_history
-- rename trigger songs_touch to tracks_touch in songs
-- rename trigger songs_history to tracks_history in songs
-- rename primary key songs_history_pkey to tracks_history_pkey in songs_history
-- rename primary key songs_pkey to tracks_pkey in songs
-- rename column seconds to minutes in songs_history
-- rename column seconds to minutes in songs
-- rename table songs_history to tracks_history
-- rename table songs to tracks
-- change type of songs_history.seconds from bigint to smallint by minutes / 60
-- and 1 more
-- hazard breaks-running-code: code that names songs_history.seconds fails until it names songs_history.minutes
-- hazard breaks-running-code: code that names songs.seconds fails until it names songs.minutes
-- hazard breaks-running-code: code that names songs_history fails until it names tracks_history
-- hazard breaks-running-code: code that names songs fails until it names tracks
-- hazard rewrites-table: tracks.minutes is converted from bigint to smallint, which writes tracks anew
-- hazard blocks-writes: tracks can be neither read nor written while tracks.minutes is converted
-- hazard narrows-type: tracks.minutes: values of bigint that do not fit smallint stop the migration or come out differently
-- hazard rewrites-table: tracks_history.minutes is converted from bigint to smallint, which writes tracks_history anew
-- hazard blocks-writes: tracks_history can be neither read nor written while tracks_history.minutes is converted
-- hazard narrows-type: tracks_history.minutes: values of bigint that do not fit smallint stop the migration or come out differently
-- transaction: single

--> rename index songs_history_id_history_id_idx to tracks_history_id_history_id_idx
ALTER INDEX songs_history_id_history_id_idx RENAME TO tracks_history_id_history_id_idx;

--> rename function songs_touch to tracks_touch
ALTER FUNCTION songs_touch() RENAME TO tracks_touch;

--> rename trigger songs_touch to tracks_touch
ALTER TRIGGER songs_touch ON songs RENAME TO tracks_touch;

--> rename function songs_history to tracks_history
ALTER FUNCTION songs_history() RENAME TO tracks_history;

--> rename trigger songs_history_insert to tracks_history_insert
ALTER TRIGGER songs_history_insert ON songs RENAME TO tracks_history_insert;

--> rename trigger songs_history_update to tracks_history_update
ALTER TRIGGER songs_history_update ON songs RENAME TO tracks_history_update;

--> rename trigger songs_history_delete to tracks_history_delete
ALTER TRIGGER songs_history_delete ON songs RENAME TO tracks_history_delete;

--> rename trigger songs_history_truncate to tracks_history_truncate
ALTER TRIGGER songs_history_truncate ON songs RENAME TO tracks_history_truncate;

--> rename primary key songs_history_pkey of songs_history to tracks_history_pkey
ALTER TABLE songs_history RENAME CONSTRAINT songs_history_pkey TO tracks_history_pkey;

--> rename primary key songs_pkey of songs to tracks_pkey
ALTER TABLE songs RENAME CONSTRAINT songs_pkey TO tracks_pkey;

--> rename column seconds of songs_history to minutes
ALTER TABLE songs_history RENAME COLUMN seconds TO minutes;

--> rename column seconds of songs to minutes
ALTER TABLE songs RENAME COLUMN seconds TO minutes;

--> rename table songs_history to tracks_history
ALTER TABLE songs_history RENAME TO tracks_history;

--> rename table songs to tracks
ALTER TABLE songs RENAME TO tracks;

--> rename sequence songs_history_history_id_seq to tracks_history_history_id_seq
ALTER SEQUENCE songs_history_history_id_seq RENAME TO tracks_history_history_id_seq;

--> change tracks.minutes to smallint
ALTER TABLE tracks ALTER COLUMN minutes TYPE smallint USING (minutes / 60);

--> change tracks_history.minutes to smallint
ALTER TABLE tracks_history ALTER COLUMN minutes TYPE smallint USING (minutes / 60);

--> replace function tracks_touch
CREATE OR REPLACE FUNCTION tracks_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.version NOT IN (OLD.version, OLD.version + 1) THEN
    RAISE EXCEPTION USING MESSAGE = 'tracks.version counts updates and cannot be set', ERRCODE = 'check_violation';
  END IF;
  NEW.version := OLD.version + 1;
  IF NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at THEN
    NEW.updated_at := clock_timestamp();
  END IF;
  RETURN NEW;
END
$$;

--> replace function tracks_history
CREATE OR REPLACE FUNCTION tracks_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO tracks_history
      (history_operation, history_recorded_at, history_actor, id, minutes, created_at, updated_at, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.minutes, changed.created_at, changed.updated_at, changed.version
    FROM old_rows AS changed
    WHERE changed.id NOT IN (SELECT kept.id FROM new_rows AS kept);
  END IF;
  IF TG_OP = 'DELETE' THEN
    INSERT INTO tracks_history
      (history_operation, history_recorded_at, history_actor, id, minutes, created_at, updated_at, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.minutes, changed.created_at, changed.updated_at, changed.version
    FROM old_rows AS changed;
  ELSIF TG_OP = 'TRUNCATE' THEN
    INSERT INTO tracks_history
      (history_operation, history_recorded_at, history_actor, id, minutes, created_at, updated_at, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.minutes, changed.created_at, changed.updated_at, changed.version
    FROM tracks AS changed;
  ELSE
    INSERT INTO tracks_history
      (history_operation, history_recorded_at, history_actor, id, minutes, created_at, updated_at, version)
    SELECT lower(TG_OP), (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.minutes, changed.created_at, changed.updated_at, changed.version
    FROM new_rows AS changed;
  END IF;
  RETURN NULL;
END
$$;

--> measure the values of the new types in tracks
ANALYZE tracks (minutes);

--> measure the values of the new types in tracks_history
ANALYZE tracks_history (minutes);
