-- 0002_case: up for PostgreSQL
-- change type of items.number from integer to text, and change its default
-- hazard rewrites-table: items.number is converted from integer to text, which writes items anew
-- hazard blocks-writes: items can be neither read nor written while items.number is converted
-- transaction: single

--> put the default of items.number aside, change items.number to text, set the default of items.number
ALTER TABLE items
  ALTER COLUMN number DROP DEFAULT,
  ALTER COLUMN number TYPE text USING number::text,
  ALTER COLUMN number SET DEFAULT '1';

--> measure the values of the new types in items
ANALYZE items (number);
