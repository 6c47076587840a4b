-- 0002_case: up for PostgreSQL
-- add foreign key items_parent_id_fkey to items
-- hazard may-fail: rows of items whose parent_id is not in items stop the migration
-- transaction: single

--> add foreign key items_parent_id_fkey to items, for new rows first
ALTER TABLE items
  ADD CONSTRAINT items_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES items (id) ON DELETE CASCADE NOT VALID;

-- transaction: single

--> prove items_parent_id_fkey for the rows that are there
ALTER TABLE items VALIDATE CONSTRAINT items_parent_id_fkey;
