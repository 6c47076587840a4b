-- 0002_case: up for PostgreSQL
-- change type of items.name from varchar(20) to text
-- transaction: single

--> drop view upper_names
DROP VIEW upper_names;

--> drop view names
DROP VIEW names;

--> change items.name to text
ALTER TABLE items ALTER COLUMN name TYPE text;

--> create view names
CREATE VIEW names AS
SELECT id, name FROM items;

--> create view upper_names
CREATE VIEW upper_names AS
SELECT upper(name) AS name FROM names;

--> measure the values of the new types in items
ANALYZE items (name);
