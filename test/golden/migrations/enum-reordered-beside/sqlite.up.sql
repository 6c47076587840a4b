-- 0002_case: up for SQLite
-- add column notes to runs
-- transaction: single

--> add column notes to runs
ALTER TABLE runs ADD COLUMN notes TEXT;
