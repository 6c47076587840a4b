-- 0002_case: down for SQLite
-- rename index items_name_lookup to items_by_name in items
-- transaction: single

--> drop index items_name_lookup
DROP INDEX items_name_lookup;

--> create index items_by_name
CREATE INDEX items_by_name ON items (name);
