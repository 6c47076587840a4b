-- 0002_case: up for SQLite
-- replace view names
-- rename column title to name in items
-- hazard breaks-running-code: code that names items.title fails until it names items.name
-- transaction: single

--> drop view names
DROP VIEW names;

--> rename column title of items to name
ALTER TABLE items RENAME COLUMN title TO name;

--> create view names
CREATE VIEW names AS
SELECT id, name FROM items;
