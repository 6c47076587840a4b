-- 0002_case: up for PostgreSQL
-- drop unique key items_name_key from items
-- transaction: single

--> drop key items_name_key
ALTER TABLE items DROP CONSTRAINT items_name_key;
