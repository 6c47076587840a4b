-- 0002_case: up for PostgreSQL
-- add column amount to items
-- transaction: single

--> add column amount to items
ALTER TABLE items ADD COLUMN amount integer NOT NULL DEFAULT 7;
