-- 0002_case: down for PostgreSQL
-- rename enum feeling to mood
-- transaction: single

--> rename enum feeling to mood
ALTER TYPE feeling RENAME TO mood;
