-- 0002_case: down for PostgreSQL
-- drop check name_present from items
-- transaction: single

--> drop check name_present of items
ALTER TABLE items DROP CONSTRAINT name_present;
