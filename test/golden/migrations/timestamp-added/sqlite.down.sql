-- 0002_case: down for SQLite
-- drop trigger items_touch from items
-- drop column updated_at from items
-- drop column created_at from items
-- hazard drops-data: the values of items.updated_at, items.created_at are lost
-- hazard breaks-running-code: code that names items.updated_at, items.created_at fails
-- transaction: single

--> drop trigger items_touch
DROP TRIGGER items_touch;

--> drop column updated_at of items
ALTER TABLE items DROP COLUMN updated_at;

--> drop column created_at of items
ALTER TABLE items DROP COLUMN created_at;
