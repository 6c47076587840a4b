-- 0002_case: down for PostgreSQL
-- add column notes to items
-- transaction: single

--> add column notes to items
ALTER TABLE items ADD COLUMN notes text;
