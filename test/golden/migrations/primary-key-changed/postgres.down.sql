-- 0002_case: down for PostgreSQL
-- change primary key of items to number
-- hazard may-fail: rows of items that share number stop the migration
-- transaction: none

--> create index items_pkey_new while writers go on
CREATE UNIQUE INDEX CONCURRENTLY items_pkey_new ON items (number);

-- transaction: single

--> drop key items_pkey, make items_pkey a key of items
ALTER TABLE items
  DROP CONSTRAINT items_pkey,
  ADD CONSTRAINT items_pkey PRIMARY KEY USING INDEX items_pkey_new;
