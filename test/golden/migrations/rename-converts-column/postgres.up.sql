-- 0002_case: up for PostgreSQL
-- rename column minutes to seconds in tracks
-- change type of tracks.seconds from smallint to bigint by seconds * 60
-- hazard breaks-running-code: code that names tracks.minutes fails until it names tracks.seconds
-- hazard rewrites-table: tracks.seconds is converted from smallint to bigint, which writes tracks anew
-- hazard blocks-writes: tracks can be neither read nor written while tracks.seconds is converted
-- transaction: single

--> rename column minutes of tracks to seconds
ALTER TABLE tracks RENAME COLUMN minutes TO seconds;

--> change tracks.seconds to bigint
ALTER TABLE tracks ALTER COLUMN seconds TYPE bigint USING (seconds * 60);

--> measure the values of the new types in tracks
ANALYZE tracks (seconds);
