-- 0002_case: up for SQLite
-- drop index items_lookup from items
-- add index items_lookup to items
-- transaction: single

--> drop index items_lookup
DROP INDEX items_lookup;

--> create index items_lookup
CREATE INDEX items_lookup ON items (name, active);
