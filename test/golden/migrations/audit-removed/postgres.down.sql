-- 0002_case: down for PostgreSQL
-- add column created_by to items
-- add column updated_by to items
-- transaction: single

--> add column created_by to items, add column updated_by to items
ALTER TABLE items
  ADD COLUMN created_by text,
  ADD COLUMN updated_by text;
