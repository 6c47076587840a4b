-- 0002_case: up for PostgreSQL
-- add primary key code to items
-- hazard may-fail: rows of items that share code stop the migration
-- transaction: none

--> create index items_pkey while writers go on
CREATE UNIQUE INDEX CONCURRENTLY items_pkey ON items (code);

-- transaction: single

--> make items_pkey a key of items
ALTER TABLE items ADD CONSTRAINT items_pkey PRIMARY KEY USING INDEX items_pkey;
