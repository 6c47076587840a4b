-- 0002_case: up for SQLite
-- add index items_name_active_idx to items
-- add index items_active_idx to items
-- add index items_lower_key to items
-- hazard may-fail: rows of items that items_lower_key finds equal stop the migration
-- transaction: single

--> create index items_name_active_idx
CREATE INDEX items_name_active_idx ON items (name, active DESC);

--> create index items_active_idx
CREATE INDEX items_active_idx ON items (name) WHERE active;

--> create index items_lower_key
CREATE UNIQUE INDEX items_lower_key ON items (lower(name));
