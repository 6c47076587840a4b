-- 0002_case: up for PostgreSQL
-- add column created_by to items
-- add column updated_by to items
-- hazard breaks-running-code: code that inserts into items without created_by fails from then on
-- hazard breaks-running-code: code that inserts into items without updated_by fails from then on
-- transaction: single

--> add column created_by to items, add column updated_by to items
ALTER TABLE items
  ADD COLUMN created_by text NOT NULL DEFAULT 'nobody',
  ADD COLUMN updated_by text NOT NULL DEFAULT 'nobody';

--> leave created_by of new rows to those who write them, leave updated_by of new rows to those who write them
ALTER TABLE items
  ALTER COLUMN created_by DROP DEFAULT,
  ALTER COLUMN updated_by DROP DEFAULT;
