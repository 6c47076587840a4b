-- 0002_case: down for PostgreSQL
-- drop column kind from items
-- drop column amount from items
-- drop column notes from items
-- hazard drops-data: the values of items.kind, items.amount, items.notes are lost
-- hazard breaks-running-code: code that names items.kind, items.amount, items.notes fails
-- transaction: single

--> drop column kind of items
ALTER TABLE items DROP COLUMN kind;

--> drop column amount of items
ALTER TABLE items DROP COLUMN amount;

--> drop column notes of items
ALTER TABLE items DROP COLUMN notes;
