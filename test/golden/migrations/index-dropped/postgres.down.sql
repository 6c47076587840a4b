-- 0002_case: down for PostgreSQL
-- add index items_name_idx to items
-- transaction: none

--> create index items_name_idx while writers go on
CREATE INDEX CONCURRENTLY items_name_idx ON items (name);
