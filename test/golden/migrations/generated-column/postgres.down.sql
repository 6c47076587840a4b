-- 0002_case: down for PostgreSQL
-- drop column slug from items
-- hazard breaks-running-code: code that names items.slug fails
-- transaction: single

--> drop column slug of items
ALTER TABLE items DROP COLUMN slug;
