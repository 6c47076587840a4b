-- 0001_case: down for SQLite
-- drop table boxes
-- hazard drops-data: the rows of boxes are lost
-- hazard breaks-running-code: code that names boxes fails
-- foreign_keys: off
-- transaction: single

--> drop table boxes
DROP TABLE boxes;
