-- 0002_case: up for PostgreSQL
-- change type of items.active from text to boolean by active = 'yes'
-- hazard rewrites-table: items.active is converted from text to boolean, which writes items anew
-- hazard blocks-writes: items can be neither read nor written while items.active is converted
-- hazard narrows-type: items.active: values of text that do not fit boolean stop the migration or come out differently
-- transaction: single

--> change items.active to boolean
ALTER TABLE items ALTER COLUMN active TYPE boolean USING (active = 'yes');

--> measure the values of the new types in items
ANALYZE items (active);
