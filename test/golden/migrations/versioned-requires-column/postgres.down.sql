-- 0002_case: down for PostgreSQL
-- make items.notes nullable
-- make items_history.notes nullable
-- transaction: single

--> let items.notes be null
ALTER TABLE items ALTER COLUMN notes DROP NOT NULL;

--> let items_history.notes be null
ALTER TABLE items_history ALTER COLUMN notes DROP NOT NULL;
