-- 0002_case: up for PostgreSQL
-- drop column extra from customers
-- hazard drops-data: the values of customers.extra are lost
-- hazard breaks-running-code: code that names customers.extra fails
-- transaction: single

--> drop script event_names
DROP MATERIALIZED VIEW event_names;

--> drop column extra of customers
ALTER TABLE customers DROP COLUMN extra;

--> create script event_names
CREATE MATERIALIZED VIEW event_names AS SELECT name, at FROM customers JOIN events ON id = customer_id;
