-- 0002_case: down for PostgreSQL
-- change type of items.number from text to integer, and change its default
-- hazard rewrites-table: items.number is converted from text to integer, which writes items anew
-- hazard blocks-writes: items can be neither read nor written while items.number is converted
-- hazard narrows-type: items.number: values of text that do not fit integer stop the migration or come out differently
-- transaction: single

--> put the default of items.number aside, change items.number to integer, set the default of items.number
ALTER TABLE items
  ALTER COLUMN number DROP DEFAULT,
  ALTER COLUMN number TYPE integer USING number::integer,
  ALTER COLUMN number SET DEFAULT 1;

--> measure the values of the new types in items
ANALYZE items (number);
