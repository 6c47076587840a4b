-- 0002_case: down for PostgreSQL
-- rename index items_name_lookup to items_by_name in items
-- transaction: single

--> rename index items_name_lookup to items_by_name
ALTER INDEX items_name_lookup RENAME TO items_by_name;
