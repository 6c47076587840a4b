-- 0002_case: down for PostgreSQL
-- make items.notes nullable
-- transaction: single

--> let items.notes be null
ALTER TABLE items ALTER COLUMN notes DROP NOT NULL;
