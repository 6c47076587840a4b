-- 0002_case: up for PostgreSQL
-- rename index items_by_name to items_name_lookup in items
-- transaction: single

--> rename index items_by_name to items_name_lookup
ALTER INDEX items_by_name RENAME TO items_name_lookup;
