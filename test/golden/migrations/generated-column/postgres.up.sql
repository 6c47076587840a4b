-- 0002_case: up for PostgreSQL
-- add column slug to items
-- hazard rewrites-table: items.slug is computed for every row, which rewrites items and stops reads and writes meanwhile
-- hazard blocks-writes: items cannot be read or written while items.slug is added
-- transaction: single

--> add column slug to items
ALTER TABLE items ADD COLUMN slug text NOT NULL GENERATED ALWAYS AS (lower(name)) STORED;
