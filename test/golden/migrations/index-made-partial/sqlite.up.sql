-- 0002_case: up for SQLite
-- drop index items_name_once from items
-- add index items_name_once to items
-- transaction: single

--> drop index items_name_once
DROP INDEX items_name_once;

--> create index items_name_once
CREATE UNIQUE INDEX items_name_once ON items (name) WHERE active;
