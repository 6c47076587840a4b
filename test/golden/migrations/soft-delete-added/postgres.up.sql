-- 0002_case: up for PostgreSQL
-- add column deleted_at to items
-- add column deletion_id to items
-- drop unique key items_name_key from items
-- add index items_name_key to items
-- add index items_deletion_id_idx to items
-- transaction: single

--> add column deleted_at to items, add column deletion_id to items
ALTER TABLE items
  ADD COLUMN deleted_at timestamptz(3),
  ADD COLUMN deletion_id uuid;

-- transaction: none

--> create index items_name_key_new while writers go on
CREATE UNIQUE INDEX CONCURRENTLY items_name_key_new ON items (name) WHERE deleted_at IS NULL;

--> create index items_deletion_id_idx while writers go on
CREATE INDEX CONCURRENTLY items_deletion_id_idx ON items (deletion_id);

-- transaction: single

--> drop key items_name_key
ALTER TABLE items DROP CONSTRAINT items_name_key;

--> let the new index take its place
ALTER INDEX items_name_key_new RENAME TO items_name_key;
