-- 0002_case: up for SQLite
-- add column shelf_id to items
-- add index items_shelf_id_idx to items
-- add foreign key items_shelf_id_fkey to items
-- hazard may-fail: rows of items whose shelf_id is not in shelves stop the migration
-- transaction: single

--> add column shelf_id to items
ALTER TABLE items ADD COLUMN shelf_id INTEGER
  CONSTRAINT items_shelf_id_type CHECK (shelf_id BETWEEN -2147483648 AND 2147483647 AND typeof(shelf_id) <> 'real')
  CONSTRAINT items_shelf_id_fkey REFERENCES shelves (id) ON DELETE SET NULL;

--> create index items_shelf_id_idx
CREATE INDEX items_shelf_id_idx ON items (shelf_id);
