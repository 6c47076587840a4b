-- 0002_case: down for SQLite
-- drop column updated_by from items
-- drop column created_by from items
-- hazard drops-data: the values of items.updated_by, items.created_by are lost
-- hazard breaks-running-code: code that names items.updated_by, items.created_by fails
-- transaction: single

--> drop column updated_by of items
ALTER TABLE items DROP COLUMN updated_by;

--> drop column created_by of items
ALTER TABLE items DROP COLUMN created_by;
