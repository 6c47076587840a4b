-- 0002_case: up for SQLite
-- replace view names
-- transaction: single

--> drop view names
DROP VIEW names;

--> create view names
CREATE VIEW names AS
SELECT id FROM items WHERE name <> '';
