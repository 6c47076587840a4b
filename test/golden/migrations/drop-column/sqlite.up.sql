-- 0002_case: up for SQLite
-- drop column notes from items
-- hazard drops-data: the values of items.notes are lost
-- hazard breaks-running-code: code that names items.notes fails
-- transaction: single

--> drop column notes of items
ALTER TABLE items DROP COLUMN notes;
