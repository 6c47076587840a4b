-- 0002_case: down for PostgreSQL
-- drop index items_lower_key from items
-- drop index items_active_idx from items
-- drop index items_name_active_idx from items
-- transaction: none

--> drop index items_lower_key while writers go on
DROP INDEX CONCURRENTLY IF EXISTS items_lower_key;

--> drop index items_active_idx while writers go on
DROP INDEX CONCURRENTLY IF EXISTS items_active_idx;

--> drop index items_name_active_idx while writers go on
DROP INDEX CONCURRENTLY IF EXISTS items_name_active_idx;
