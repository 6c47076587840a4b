-- 0002_case: down for PostgreSQL
-- stop items.id from counting
-- transaction: single

--> number items.id no longer
ALTER TABLE items ALTER COLUMN id DROP IDENTITY;
