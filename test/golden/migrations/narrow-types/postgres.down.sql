-- 0002_case: down for PostgreSQL
-- change type of items.name from varchar(10) to varchar(50)
-- change type of items.amount from integer to bigint
-- hazard rewrites-table: items.amount is converted from integer to bigint, which writes items anew
-- hazard blocks-writes: items can be neither read nor written while items.amount is converted
-- transaction: single

--> change items.name to varchar(50), change items.amount to bigint
ALTER TABLE items
  ALTER COLUMN name TYPE varchar(50),
  ALTER COLUMN amount TYPE bigint;

--> measure the values of the new types in items
ANALYZE items (name, amount);
