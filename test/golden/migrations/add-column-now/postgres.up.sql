-- 0002_case: up for PostgreSQL
-- add column seen_at to items
-- transaction: single

--> add column seen_at to items
ALTER TABLE items ADD COLUMN seen_at timestamptz(3) NOT NULL DEFAULT now();
