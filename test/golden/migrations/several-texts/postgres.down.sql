-- 0002_case: down for PostgreSQL
-- drop unique key items_front_key from items
-- transaction: single

--> drop key items_front_key
ALTER TABLE items DROP CONSTRAINT items_front_key;
