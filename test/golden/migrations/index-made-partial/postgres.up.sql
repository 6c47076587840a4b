-- 0002_case: up for PostgreSQL
-- drop index items_name_once from items
-- add index items_name_once to items
-- transaction: none

--> create index items_name_once_new while writers go on
CREATE UNIQUE INDEX CONCURRENTLY items_name_once_new ON items (name) WHERE active;

--> drop index items_name_once while writers go on
DROP INDEX CONCURRENTLY IF EXISTS items_name_once;

--> let the new index take its place
ALTER INDEX IF EXISTS items_name_once_new RENAME TO items_name_once;
