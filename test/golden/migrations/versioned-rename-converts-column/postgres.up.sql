-- 0002_case: up for PostgreSQL
-- rename table tracks to songs
-- rename table tracks_history to songs_history
-- rename column minutes to seconds in songs
-- rename column minutes to seconds in songs_history
-- rename primary key tracks_pkey to songs_pkey in songs
-- rename primary key tracks_history_pkey to songs_history_pkey in songs_history
-- rename trigger tracks_history to songs_history in songs
-- rename trigger tracks_touch to songs_touch in songs
-- rename index tracks_history_id_history_id_idx to songs_history_id_history_id_idx in songs_history
-- change type of songs_history.seconds from smallint to bigint by seconds * 60
-- and 1 more
-- hazard breaks-running-code: code that names tracks fails until it names songs
-- hazard breaks-running-code: code that names tracks_history fails until it names songs_history
-- hazard breaks-running-code: code that names songs.minutes fails until it names songs.seconds
-- hazard breaks-running-code: code that names songs_history.minutes fails until it names songs_history.seconds
-- hazard rewrites-table: songs.seconds is converted from smallint to bigint, which writes songs anew
-- hazard blocks-writes: songs can be neither read nor written while songs.seconds is converted
-- hazard rewrites-table: songs_history.seconds is converted from smallint to bigint, which writes songs_history anew
-- hazard blocks-writes: songs_history can be neither read nor written while songs_history.seconds is converted
-- transaction: single

--> rename table tracks to songs
ALTER TABLE tracks RENAME TO songs;

--> rename table tracks_history to songs_history
ALTER TABLE tracks_history RENAME TO songs_history;

--> rename column minutes of songs to seconds
ALTER TABLE songs RENAME COLUMN minutes TO seconds;

--> rename column minutes of songs_history to seconds
ALTER TABLE songs_history RENAME COLUMN minutes TO seconds;

--> rename primary key tracks_pkey of songs to songs_pkey
ALTER TABLE songs RENAME CONSTRAINT tracks_pkey TO songs_pkey;

--> rename primary key tracks_history_pkey of songs_history to songs_history_pkey
ALTER TABLE songs_history RENAME CONSTRAINT tracks_history_pkey TO songs_history_pkey;

--> rename function tracks_history to songs_history
ALTER FUNCTION tracks_history() RENAME TO songs_history;

--> rename trigger tracks_history_insert to songs_history_insert
ALTER TRIGGER tracks_history_insert ON songs RENAME TO songs_history_insert;

--> rename trigger tracks_history_update to songs_history_update
ALTER TRIGGER tracks_history_update ON songs RENAME TO songs_history_update;

--> rename trigger tracks_history_delete to songs_history_delete
ALTER TRIGGER tracks_history_delete ON songs RENAME TO songs_history_delete;

--> rename trigger tracks_history_truncate to songs_history_truncate
ALTER TRIGGER tracks_history_truncate ON songs RENAME TO songs_history_truncate;

--> rename function tracks_touch to songs_touch
ALTER FUNCTION tracks_touch() RENAME TO songs_touch;

--> rename trigger tracks_touch to songs_touch
ALTER TRIGGER tracks_touch ON songs RENAME TO songs_touch;

--> rename index tracks_history_id_history_id_idx to songs_history_id_history_id_idx
ALTER INDEX tracks_history_id_history_id_idx RENAME TO songs_history_id_history_id_idx;

--> rename sequence tracks_history_history_id_seq to songs_history_history_id_seq
ALTER SEQUENCE tracks_history_history_id_seq RENAME TO songs_history_history_id_seq;

--> change songs.seconds to bigint
ALTER TABLE songs ALTER COLUMN seconds TYPE bigint USING (seconds * 60);

--> change songs_history.seconds to bigint
ALTER TABLE songs_history ALTER COLUMN seconds TYPE bigint USING (seconds * 60);

--> replace function songs_touch
CREATE OR REPLACE FUNCTION songs_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.version NOT IN (OLD.version, OLD.version + 1) THEN
    RAISE EXCEPTION USING MESSAGE = 'songs.version counts updates and cannot be set', ERRCODE = 'check_violation';
  END IF;
  NEW.version := OLD.version + 1;
  IF NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at THEN
    NEW.updated_at := clock_timestamp();
  END IF;
  RETURN NEW;
END
$$;

--> replace function songs_history
CREATE OR REPLACE FUNCTION songs_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    INSERT INTO songs_history
      (history_operation, history_recorded_at, history_actor, id, seconds, created_at, updated_at, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.seconds, changed.created_at, changed.updated_at, changed.version
    FROM old_rows AS changed
    WHERE changed.id NOT IN (SELECT kept.id FROM new_rows AS kept);
  END IF;
  IF TG_OP = 'DELETE' THEN
    INSERT INTO songs_history
      (history_operation, history_recorded_at, history_actor, id, seconds, created_at, updated_at, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.seconds, changed.created_at, changed.updated_at, changed.version
    FROM old_rows AS changed;
  ELSIF TG_OP = 'TRUNCATE' THEN
    INSERT INTO songs_history
      (history_operation, history_recorded_at, history_actor, id, seconds, created_at, updated_at, version)
    SELECT 'delete', (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.seconds, changed.created_at, changed.updated_at, changed.version
    FROM songs AS changed;
  ELSE
    INSERT INTO songs_history
      (history_operation, history_recorded_at, history_actor, id, seconds, created_at, updated_at, version)
    SELECT lower(TG_OP), (SELECT clock_timestamp()), NULLIF(current_setting('tablewright.actor', true), ''), changed.id, changed.seconds, changed.created_at, changed.updated_at, changed.version
    FROM new_rows AS changed;
  END IF;
  RETURN NULL;
END
$$;

--> measure the values of the new types in songs
ANALYZE songs (seconds);

--> measure the values of the new types in songs_history
ANALYZE songs_history (seconds);
