-- 0002_case: up for PostgreSQL
-- add column shelf_id to items
-- add index items_shelf_id_idx to items
-- add foreign key items_shelf_id_fkey to items
-- hazard may-fail: rows of items whose shelf_id is not in shelves stop the migration
-- transaction: single

--> add column shelf_id to items
ALTER TABLE items ADD COLUMN shelf_id integer;

-- transaction: none

--> create index items_shelf_id_idx while writers go on
CREATE INDEX CONCURRENTLY items_shelf_id_idx ON items (shelf_id);

-- transaction: single

--> add foreign key items_shelf_id_fkey to items, for new rows first
ALTER TABLE items
  ADD CONSTRAINT items_shelf_id_fkey FOREIGN KEY (shelf_id) REFERENCES shelves (id) ON DELETE SET NULL NOT VALID;

-- transaction: single

--> prove items_shelf_id_fkey for the rows that are there
ALTER TABLE items VALIDATE CONSTRAINT items_shelf_id_fkey;
