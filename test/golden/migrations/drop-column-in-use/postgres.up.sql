-- 0002_case: up for PostgreSQL
-- drop check items_amount_check from items
-- drop unique key items_name_amount_key from items
-- drop column amount from items
-- drop index items_large_idx from items
-- hazard drops-data: the values of items.amount are lost
-- hazard breaks-running-code: code that names items.amount fails
-- transaction: single

--> drop check items_amount_check of items
ALTER TABLE items DROP CONSTRAINT items_amount_check;

--> drop key items_name_amount_key
ALTER TABLE items DROP CONSTRAINT items_name_amount_key;

--> drop column amount of items
ALTER TABLE items DROP COLUMN amount;

-- transaction: none

--> drop index items_large_idx while writers go on
DROP INDEX CONCURRENTLY IF EXISTS items_large_idx;
