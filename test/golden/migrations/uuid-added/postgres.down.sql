-- 0002_case: down for PostgreSQL
-- drop primary key from items
-- drop column id from items
-- hazard drops-data: the values of items.id are lost
-- hazard breaks-running-code: code that names items.id fails
-- transaction: single

--> drop key items_pkey
ALTER TABLE items DROP CONSTRAINT items_pkey;

--> drop column id of items
ALTER TABLE items DROP COLUMN id;
