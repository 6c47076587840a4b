-- 0002_case: down for SQLite
-- drop column seen_at from items
-- hazard drops-data: the values of items.seen_at are lost
-- hazard breaks-running-code: code that names items.seen_at fails
-- transaction: single

--> drop column seen_at of items
ALTER TABLE items DROP COLUMN seen_at;
