-- 0002_case: up for SQLite
-- rename index items_by_name to items_name_lookup in items
-- transaction: single

--> drop index items_by_name
DROP INDEX items_by_name;

--> create index items_name_lookup
CREATE INDEX items_name_lookup ON items (name);
