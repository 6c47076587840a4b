-- 0002_case: down for PostgreSQL
-- drop column amount from items
-- hazard drops-data: the values of items.amount are lost
-- hazard breaks-running-code: code that names items.amount fails
-- transaction: single

--> drop column amount of items
ALTER TABLE items DROP COLUMN amount;
