-- 0002_case: up for PostgreSQL
-- drop foreign key items_shelf_id_fkey from items
-- transaction: single

--> drop foreign key items_shelf_id_fkey of items
ALTER TABLE items DROP CONSTRAINT items_shelf_id_fkey;
