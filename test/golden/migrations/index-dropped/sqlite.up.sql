-- 0002_case: up for SQLite
-- drop index items_name_idx from items
-- transaction: single

--> drop index items_name_idx
DROP INDEX items_name_idx;
