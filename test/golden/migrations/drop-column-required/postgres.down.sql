-- 0002_case: down for PostgreSQL
-- add column amount to items
-- hazard invents-data: rows that are there get 0 in items.amount, because nothing is known of their values
-- hazard breaks-running-code: code that inserts into items without amount fails from then on
-- transaction: single

--> add column amount to items
ALTER TABLE items ADD COLUMN amount integer NOT NULL DEFAULT 0;

--> leave amount of new rows to those who write them
ALTER TABLE items ALTER COLUMN amount DROP DEFAULT;
