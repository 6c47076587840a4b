-- 0002_case: down for PostgreSQL
-- drop primary key from items
-- transaction: single

--> drop key items_pkey
ALTER TABLE items DROP CONSTRAINT items_pkey;
