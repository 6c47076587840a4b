-- 0002_case: up for PostgreSQL
-- change type of items.price from decimal(15,2) to decimal(18,4)
-- hazard rewrites-table: items.price is converted from numeric(15,2) to numeric(18,4), which writes items anew
-- hazard blocks-writes: items can be neither read nor written while items.price is converted
-- transaction: single

--> change items.price to numeric(18,4)
ALTER TABLE items ALTER COLUMN price TYPE numeric(18,4);

--> measure the values of the new types in items
ANALYZE items (price);
