-- 0002_case: up for PostgreSQL
-- add index items_name_active_idx to items
-- add index items_active_idx to items
-- add index items_lower_key to items
-- hazard may-fail: rows of items that items_lower_key finds equal stop the migration
-- transaction: none

--> create index items_name_active_idx while writers go on
CREATE INDEX CONCURRENTLY items_name_active_idx ON items (name, active DESC);

--> create index items_active_idx while writers go on
CREATE INDEX CONCURRENTLY items_active_idx ON items (name) WHERE active;

--> create index items_lower_key while writers go on
CREATE UNIQUE INDEX CONCURRENTLY items_lower_key ON items (lower(name));
