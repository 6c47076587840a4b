-- 0002_case: up for PostgreSQL
-- add unique key items_name_key to items
-- hazard may-fail: rows of items that share name stop the migration
-- transaction: none

--> create index items_name_key while writers go on
CREATE UNIQUE INDEX CONCURRENTLY items_name_key ON items (name);

-- transaction: single

--> make items_name_key a key of items
ALTER TABLE items ADD CONSTRAINT items_name_key UNIQUE USING INDEX items_name_key;
