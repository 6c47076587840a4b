-- 0002_case: down for PostgreSQL
-- change type of items.amount from bigint to integer
-- change type of items_history.amount from bigint to integer
-- hazard rewrites-table: items.amount is converted from bigint to integer, which writes items anew
-- hazard blocks-writes: items can be neither read nor written while items.amount is converted
-- hazard narrows-type: items.amount: values of bigint that do not fit integer stop the migration or come out differently
-- hazard rewrites-table: items_history.amount is converted from bigint to integer, which writes items_history anew
-- hazard blocks-writes: items_history can be neither read nor written while items_history.amount is converted
-- hazard narrows-type: items_history.amount: values of bigint that do not fit integer stop the migration or come out differently
-- transaction: single

--> change items.amount to integer
ALTER TABLE items ALTER COLUMN amount TYPE integer;

--> change items_history.amount to integer
ALTER TABLE items_history ALTER COLUMN amount TYPE integer;

--> measure the values of the new types in items
ANALYZE items (amount);

--> measure the values of the new types in items_history
ANALYZE items_history (amount);
