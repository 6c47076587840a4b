-- 0002_case: up for PostgreSQL
-- change type of items.size from text to integer by CAST(replace(size, ' cm', '') AS integer)
-- hazard rewrites-table: items.size is converted from text to integer, which writes items anew
-- hazard blocks-writes: items can be neither read nor written while items.size is converted
-- hazard narrows-type: items.size: values of text that do not fit integer stop the migration or come out differently
-- transaction: single

--> change items.size to integer
ALTER TABLE items ALTER COLUMN size TYPE integer USING (CAST(replace(size, ' cm', '') AS integer));

--> measure the values of the new types in items
ANALYZE items (size);
