-- 0002_case: down for PostgreSQL
-- drop foreign key items_shelf_id_fkey from items
-- transaction: single

--> drop foreign key items_shelf_id_fkey of items
ALTER TABLE items DROP CONSTRAINT items_shelf_id_fkey;
