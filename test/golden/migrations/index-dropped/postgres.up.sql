-- 0002_case: up for PostgreSQL
-- drop index items_name_idx from items
-- transaction: none

--> drop index items_name_idx while writers go on
DROP INDEX CONCURRENTLY IF EXISTS items_name_idx;
