-- 0002_case: down for SQLite
-- add index items_name_idx to items
-- transaction: single

--> create index items_name_idx
CREATE INDEX items_name_idx ON items (name);
