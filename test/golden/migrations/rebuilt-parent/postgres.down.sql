-- 0002_case: down for PostgreSQL
-- drop unique key items_name_key from items
-- transaction: single

--> drop key items_name_key
ALTER TABLE items DROP CONSTRAINT items_name_key;
