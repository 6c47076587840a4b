-- 0002_case: up for PostgreSQL
-- drop column extra from customers
-- hazard drops-data: the values of customers.extra are lost
-- hazard breaks-running-code: code that names customers.extra fails
-- transaction: single

--> drop column extra of customers
ALTER TABLE customers DROP COLUMN extra;
