-- 0002_case: down for PostgreSQL
-- change type of items.active from boolean to text by CASE WHEN active THEN 'yes' ELSE 'no' END
-- hazard rewrites-table: items.active is converted from boolean to text, which writes items anew
-- hazard blocks-writes: items can be neither read nor written while items.active is converted
-- transaction: single

--> change items.active to text
ALTER TABLE items ALTER COLUMN active TYPE text USING (CASE WHEN active THEN 'yes' ELSE 'no' END);

--> measure the values of the new types in items
ANALYZE items (active);
