-- 0002_case: down for PostgreSQL
-- drop index items_lookup from items
-- add index items_lookup to items
-- transaction: none

--> create index items_lookup_new while writers go on
CREATE INDEX CONCURRENTLY items_lookup_new ON items (name);

--> drop index items_lookup while writers go on
DROP INDEX CONCURRENTLY IF EXISTS items_lookup;

--> let the new index take its place
ALTER INDEX IF EXISTS items_lookup_new RENAME TO items_lookup;
