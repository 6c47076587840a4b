-- 0002_case: up for PostgreSQL
-- add unique key items_front_key to items
-- hazard may-fail: rows of items that share front stop the migration
-- transaction: none

--> create index items_front_key while writers go on
CREATE UNIQUE INDEX CONCURRENTLY items_front_key ON items (front);

-- transaction: single

--> make items_front_key a key of items
ALTER TABLE items ADD CONSTRAINT items_front_key UNIQUE USING INDEX items_front_key;
