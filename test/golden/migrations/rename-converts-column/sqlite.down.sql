-- 0002_case: down for SQLite
-- rename column seconds to minutes in tracks
-- change type of tracks.seconds from bigint to smallint by minutes / 60
-- hazard breaks-running-code: code that names tracks.seconds fails until it names tracks.minutes
-- hazard rewrites-table: tracks is made anew: every row is copied, 2 columns of it
-- hazard narrows-type: tracks.minutes: values of bigint that do not fit smallint stop the migration or come out differently
-- foreign_keys: off
-- keeps_rows: tracks
-- transaction: single

--> rename column seconds of tracks to minutes
ALTER TABLE tracks RENAME COLUMN seconds TO minutes;

--> rebuild tracks: make its new form
CREATE TABLE tracks__new (
  id      INTEGER NOT NULL
    CONSTRAINT tracks_id_type CHECK (id BETWEEN -2147483648 AND 2147483647 AND typeof(id) <> 'real'),
  minutes INTEGER NOT NULL
    CONSTRAINT tracks_minutes_type CHECK (minutes BETWEEN -32768 AND 32767 AND typeof(minutes) <> 'real'),
  CONSTRAINT tracks_pkey PRIMARY KEY (id)
);

--> rebuild tracks: copy its rows
INSERT INTO tracks__new (id, minutes)
SELECT id, minutes / 60
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
