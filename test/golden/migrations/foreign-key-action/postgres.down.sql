-- 0002_case: down for PostgreSQL
-- drop foreign key items_shelf_id_fkey from items
-- add foreign key items_shelf_id_fkey to items
-- hazard may-fail: rows of items whose shelf_id is not in shelves stop the migration
-- transaction: single

--> drop foreign key items_shelf_id_fkey of items
ALTER TABLE items DROP CONSTRAINT items_shelf_id_fkey;

--> add foreign key items_shelf_id_fkey to items, for new rows first
ALTER TABLE items
  ADD CONSTRAINT items_shelf_id_fkey FOREIGN KEY (shelf_id) REFERENCES shelves (id) ON DELETE CASCADE NOT VALID;

-- transaction: single

--> prove items_shelf_id_fkey for the rows that are there
ALTER TABLE items VALIDATE CONSTRAINT items_shelf_id_fkey;
