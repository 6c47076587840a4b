-- 0002_case: up for PostgreSQL
-- drop index items_name_key from items
-- add unique key items_name_key to items
-- drop column deletion_id from items
-- drop column deleted_at from items
-- hazard may-fail: rows of items that share name stop the migration
-- hazard drops-data: the values of items.deletion_id, items.deleted_at are lost
-- hazard breaks-running-code: code that names items.deletion_id, items.deleted_at fails
-- hazard drops-data: rows of items that were deleted softly are live rows again
-- transaction: none

--> create index items_name_key_new while writers go on
CREATE UNIQUE INDEX CONCURRENTLY items_name_key_new ON items (name);

-- transaction: single

--> drop index items_name_key
DROP INDEX items_name_key;

--> make items_name_key a key of items
ALTER TABLE items ADD CONSTRAINT items_name_key UNIQUE USING INDEX items_name_key_new;

--> drop column deletion_id of items
ALTER TABLE items DROP COLUMN deletion_id;

--> drop column deleted_at of items
ALTER TABLE items DROP COLUMN deleted_at;
