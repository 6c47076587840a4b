-- 0002_case: down for PostgreSQL
-- add column extra to customers
-- transaction: single

--> add column extra to customers
ALTER TABLE customers ADD COLUMN extra text;
