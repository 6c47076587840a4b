-- 0002_case: down for PostgreSQL
-- replace view names
-- rename column name to title in items
-- hazard breaks-running-code: code that names items.name fails until it names items.title
-- transaction: single

--> drop view names
DROP VIEW names;

--> rename column name of items to title
ALTER TABLE items RENAME COLUMN name TO title;

--> create view names
CREATE VIEW names AS
SELECT id, title FROM items;
