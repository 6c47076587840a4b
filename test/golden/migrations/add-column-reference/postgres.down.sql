-- 0002_case: down for PostgreSQL
-- drop foreign key items_shelf_id_fkey from items
-- drop column shelf_id from items
-- hazard drops-data: the values of items.shelf_id are lost
-- hazard breaks-running-code: code that names items.shelf_id fails
-- transaction: single

--> drop foreign key items_shelf_id_fkey of items
ALTER TABLE items DROP CONSTRAINT items_shelf_id_fkey;

--> drop column shelf_id of items
ALTER TABLE items DROP COLUMN shelf_id;
