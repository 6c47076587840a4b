-- 0002_case: down for SQLite
-- drop index items_lower_key from items
-- drop index items_active_idx from items
-- drop index items_name_active_idx from items
-- transaction: single

--> drop index items_name_active_idx
DROP INDEX items_name_active_idx;

--> drop index items_active_idx
DROP INDEX items_active_idx;

--> drop index items_lower_key
DROP INDEX items_lower_key;
