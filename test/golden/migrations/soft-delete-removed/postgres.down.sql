-- 0002_case: down for PostgreSQL
-- drop unique key items_name_key from items
-- add column deleted_at to items
-- add column deletion_id to items
-- add index items_deletion_id_idx to items
-- add index items_name_key to items
-- hazard may-fail: rows of items that items_name_key finds equal stop the migration
-- transaction: single

--> drop key items_name_key
ALTER TABLE items DROP CONSTRAINT items_name_key;

--> add column deleted_at to items, add column deletion_id to items
ALTER TABLE items
  ADD COLUMN deleted_at timestamptz(3),
  ADD COLUMN deletion_id uuid;

-- transaction: none

--> create index items_deletion_id_idx while writers go on
CREATE INDEX CONCURRENTLY items_deletion_id_idx ON items (deletion_id);

--> create index items_name_key while writers go on
CREATE UNIQUE INDEX CONCURRENTLY items_name_key ON items (name) WHERE deleted_at IS NULL;
