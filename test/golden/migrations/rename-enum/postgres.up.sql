-- 0002_case: up for PostgreSQL
-- rename enum mood to feeling
-- transaction: single

--> rename enum mood to feeling
ALTER TYPE mood RENAME TO feeling;
