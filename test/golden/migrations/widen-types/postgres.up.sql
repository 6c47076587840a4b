-- 0002_case: up for PostgreSQL
-- change type of items.name from varchar(20) to varchar(50)
-- change type of items.amount from integer to bigint
-- change type of items.price from decimal(8,2) to decimal(12,2)
-- change type of items.code from varchar(10) to text
-- hazard rewrites-table: items.amount is converted from integer to bigint, which writes items anew
-- hazard blocks-writes: items can be neither read nor written while items.amount is converted
-- transaction: single

--> change items.name to varchar(50), change items.amount to bigint, and 2 more
ALTER TABLE items
  ALTER COLUMN name TYPE varchar(50),
  ALTER COLUMN amount TYPE bigint,
  ALTER COLUMN price TYPE numeric(12,2),
  ALTER COLUMN code TYPE text;

--> measure the values of the new types in items
ANALYZE items (name, amount, price, code);
