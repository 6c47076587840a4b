-- 0002_case: down for PostgreSQL
-- change type of items.size from integer to text by CAST(size AS text) || ' cm'
-- hazard rewrites-table: items.size is converted from integer to text, which writes items anew
-- hazard blocks-writes: items can be neither read nor written while items.size is converted
-- transaction: single

--> change items.size to text
ALTER TABLE items ALTER COLUMN size TYPE text USING (CAST(size AS text) || ' cm');

--> measure the values of the new types in items
ANALYZE items (size);
