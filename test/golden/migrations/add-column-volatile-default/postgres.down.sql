-- 0002_case: down for PostgreSQL
-- drop unique key items_token_key from items
-- drop column token from items
-- hazard drops-data: the values of items.token are lost
-- hazard breaks-running-code: code that names items.token fails
-- transaction: single

--> drop key items_token_key
ALTER TABLE items DROP CONSTRAINT items_token_key;

--> drop column token of items
ALTER TABLE items DROP COLUMN token;
