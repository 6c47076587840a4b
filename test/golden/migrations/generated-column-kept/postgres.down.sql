-- 0002_case: down for PostgreSQL
-- compute items.slug
-- hazard drops-data: the values of items.slug are lost: it is computed from then on
-- hazard breaks-running-code: code that writes items.slug fails
-- hazard rewrites-table: items.slug is computed for every row, which rewrites items and stops reads and writes meanwhile
-- hazard blocks-writes: items cannot be read or written while items.slug is added
-- transaction: single

--> drop column slug of items, which is added again to be computed anew
ALTER TABLE items DROP COLUMN slug;

--> add column slug to items
ALTER TABLE items ADD COLUMN slug text NOT NULL GENERATED ALWAYS AS (lower(name)) STORED;

--> measure the values of the new types in items
ANALYZE items (slug);
