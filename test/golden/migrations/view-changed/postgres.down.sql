-- 0002_case: down for PostgreSQL
-- replace view names
-- transaction: single

--> drop view names
DROP VIEW names;

--> create view names
CREATE VIEW names AS
SELECT id, name FROM items;
