-- 0002_case: up for PostgreSQL
-- change collation of items.name
-- transaction: single

--> change items.name to text
ALTER TABLE items ALTER COLUMN name TYPE text COLLATE "C";

--> measure the values of the new types in items
ANALYZE items (name);
