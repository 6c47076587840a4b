-- 0002_case: down for PostgreSQL
-- rename column seconds to minutes in tracks
-- change type of tracks.seconds from bigint to smallint by minutes / 60
-- hazard breaks-running-code: code that names tracks.seconds fails until it names tracks.minutes
-- hazard rewrites-table: tracks.minutes is converted from bigint to smallint, which writes tracks anew
-- hazard blocks-writes: tracks can be neither read nor written while tracks.minutes is converted
-- hazard narrows-type: tracks.minutes: values of bigint that do not fit smallint stop the migration or come out differently
-- transaction: single

--> rename column seconds of tracks to minutes
ALTER TABLE tracks RENAME COLUMN seconds TO minutes;

--> change tracks.minutes to smallint
ALTER TABLE tracks ALTER COLUMN minutes TYPE smallint USING (minutes / 60);

--> measure the values of the new types in tracks
ANALYZE tracks (minutes);
