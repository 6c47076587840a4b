-- 0002_case: up for SQLite
-- add column notes to items
-- transaction: single

--> add column notes to items
ALTER TABLE items ADD COLUMN notes TEXT;
