-- 0002_case: up for PostgreSQL
-- change type of items.amount from integer to bigint
-- change type of items_history.amount from integer to bigint
-- hazard rewrites-table: items.amount is converted from integer to bigint, which writes items anew
-- hazard blocks-writes: items can be neither read nor written while items.amount is converted
-- hazard rewrites-table: items_history.amount is converted from integer to bigint, which writes items_history anew
-- hazard blocks-writes: items_history can be neither read nor written while items_history.amount is converted
-- transaction: single

--> change items.amount to bigint
ALTER TABLE items ALTER COLUMN amount TYPE bigint;

--> change items_history.amount to bigint
ALTER TABLE items_history ALTER COLUMN amount TYPE bigint;

--> measure the values of the new types in items
ANALYZE items (amount);

--> measure the values of the new types in items_history
ANALYZE items_history (amount);
