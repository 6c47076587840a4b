-- 0002_case: down for PostgreSQL
-- add column amount to items
-- add check items_amount_check to items
-- add index items_large_idx to items
-- add index items_amount_idx to items
-- add unique key items_name_amount_key to items
-- hazard may-fail: rows of items that break items_amount_check stop the migration
-- hazard may-fail: rows of items that share name, amount stop the migration
-- transaction: single

--> add column amount to items
ALTER TABLE items ADD COLUMN amount integer NOT NULL DEFAULT 0;

--> add check items_amount_check to items, for new rows first
ALTER TABLE items ADD CONSTRAINT items_amount_check CHECK (amount >= 0) NOT VALID;

-- transaction: none

--> create index items_large_idx while writers go on
CREATE INDEX CONCURRENTLY items_large_idx ON items (name) WHERE amount > 5;

--> create index items_amount_idx while writers go on
CREATE INDEX CONCURRENTLY items_amount_idx ON items (amount);

--> create index items_name_amount_key while writers go on
CREATE UNIQUE INDEX CONCURRENTLY items_name_amount_key ON items (name, amount);

-- transaction: single

--> make items_name_amount_key a key of items
ALTER TABLE items ADD CONSTRAINT items_name_amount_key UNIQUE USING INDEX items_name_amount_key;

-- transaction: single

--> prove items_amount_check for the rows that are there
ALTER TABLE items VALIDATE CONSTRAINT items_amount_check;
