-- 0002_case: down for PostgreSQL
-- drop column label from items
-- hazard drops-data: the values of items.label are lost
-- hazard breaks-running-code: code that names items.label fails
-- transaction: single

--> drop column label of items
ALTER TABLE items DROP COLUMN label;
