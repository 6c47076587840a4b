-- 0002_case: up for SQLite
-- change the databases of table items
-- hazard drops-data: the rows of items are lost
-- hazard breaks-running-code: code that names items fails
-- foreign_keys: off
-- transaction: single

--> drop table items
DROP TABLE items;
