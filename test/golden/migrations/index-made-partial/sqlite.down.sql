-- 0002_case: down for SQLite
-- drop index items_name_once from items
-- add index items_name_once to items
-- hazard may-fail: rows of items that items_name_once finds equal stop the migration
-- transaction: single

--> drop index items_name_once
DROP INDEX items_name_once;

--> create index items_name_once
CREATE UNIQUE INDEX items_name_once ON items (name);
